import { readFileSync } from 'node:fs'
import { jsonIn, ok, refuse } from './replies.ts'
import type { Reply, Request } from './replies.ts'
import { asText, isNode, parsed } from './view.ts'
import { newId } from './world.ts'
import type { World } from './world.ts'

type Node = Readonly<Record<string, unknown>>

const mostKeyBytes = 100
const mostValueBytes = 1024

/** Creates a card and puts it into one chat; what became of that is said apart, under `success: true`. */
export function createCard(world: World, request: Request): Reply {
  const body = jsonIn(request)
  const outTrackId = asText(body['outTrackId'])
  if (body['cardTemplateId'] !== world.app.templateId) return refuse('param.cardTemplateIdNotExist', '模板不存在')
  if (outTrackId === '' || outTrackId.length > 100) return refuse('param.outTrackIdInvalid', 'outTrackId')
  const why = callbackFault(world, body) ?? cardDataFault(body['cardData'])
  if (why !== undefined) return refuse('param.error', why)
  if (world.messages.some(({ id, by }) => by === 'card' && id === outTrackId))
    return refuse('param.cardAlreadyExist', '卡片已存在')
  const place = placeOf(world, body)
  if (typeof place === 'string') return delivered(outTrackId, { spaceId: '', errorMsg: place })
  const mentions = mentionedIn(body)
  if (body['callbackType'] !== 'STREAM') world.cardRoutes.set(outTrackId, asText(body['callbackRouteKey']))
  const content = { type: 'card', params: paramsIn(body['cardData']) }
  const carrierId = newId('carrier')
  world.put({
    id: outTrackId,
    carrierId,
    chatId: place.chatId,
    from: 'bot',
    by: 'card',
    sentAt: world.app.now(),
    earlier: [],
    content,
    mentions,
  })
  return delivered(outTrackId, { spaceId: place.chatId, carrierId })
}

/** Replaces a card's data: all of it, unless the request says that only what it names shall change. */
export function updateCard(world: World, request: Request): Reply {
  const body = jsonIn(request)
  const card = world.messages.find(({ id, by }) => by === 'card' && id === body['outTrackId'])
  if (!card) return refuse('param.cardNotExist', '卡片不存在')
  const why = cardDataFault(body['cardData'])
  if (why !== undefined) return refuse('param.error', why)
  changeCard(world, card.id, { params: paramsIn(body['cardData']), byKey: isByKey(body['cardUpdateOptions']) })
  return ok({ success: true, result: true })
}

export function registerRoute(world: World, request: Request): Reply {
  const { callbackRouteKey, callbackUrl, apiSecret, forceUpdate } = jsonIn(request)
  const key = asText(callbackRouteKey)
  if (key === '' || !/^https?:\/\//.test(asText(callbackUrl)))
    return refuse('param.error', 'callbackRouteKey, callbackUrl')
  if (world.routes.has(key) && forceUpdate !== true) return refuse('param.callbackRouteKeyExist', '已注册')
  const secret = asText(apiSecret) || newId('')
  world.routes.set(key, { url: asText(callbackUrl), secret })
  return ok({ success: true, result: { apiSecret: secret, callbackUrl } })
}

/** Puts new values on a card as it stands. */
export function changeCard(world: World, id: string, { params, byKey }: { params: Node; byKey: boolean }): void {
  const card = world.messages.find((message) => message.by === 'card' && message.id === id)
  if (!card) return
  const next = byKey ? { ...card.content.params, ...params } : params
  world.put({ ...card, content: { type: 'card', params: next }, earlier: [...card.earlier, card.content] })
}

export function isByKey(options: unknown): boolean {
  return isNode(options) && options['updateCardDataByKey'] === true
}

export function paramsIn(cardData: unknown): Node {
  const params = isNode(cardData) ? cardData['cardParamMap'] : undefined
  return isNode(params) ? params : {}
}

const template = new URL('../../../bot/dingtalk/card-template.json', import.meta.url)

/** The variables of the template that the office publishes, each with its type. */
export function templateVariables(): ReadonlyMap<string, string> {
  const file = parsed(readFileSync(template, 'utf8'))
  const editor = isNode(file) ? parsed(asText(file['editorData'])) : undefined
  const list = isNode(editor) && Array.isArray(editor['variableList']) ? editor['variableList'].filter(isNode) : []
  return new Map(list.map((one) => [asText(one['name']), asText(one['type'])]))
}

/** What DingTalk says of a card's data: every value a text within its limit, lists and objects as JSON. */
export function cardDataFault(cardData: unknown): string | undefined {
  if (!isNode(cardData) || !isNode(cardData['cardParamMap'])) return 'cardData.cardParamMap is missing'
  const known = templateVariables()
  for (const [key, value] of Object.entries(cardData['cardParamMap'])) {
    if (!known.has(key)) return `${key} is no variable of the template`
    if (typeof value !== 'string') return `${key} is no text`
    if (Buffer.byteLength(key) > mostKeyBytes) return `${key} is too long a name`
    if (Buffer.byteLength(value) > mostValueBytes) return `${key} has ${Buffer.byteLength(value)} bytes`
    if (known.get(key) === 'buttonGroup' && !Array.isArray(parsed(value))) return `${key} is no list`
  }
  return undefined
}

function callbackFault(world: World, body: Node): string | undefined {
  if (body['callbackType'] === 'STREAM') return undefined
  return world.routes.has(asText(body['callbackRouteKey'])) ? undefined : 'callbackRouteKey is not registered'
}

/** The chat of `dtv1.card//IM_GROUP.<cid>` or `dtv1.card//IM_ROBOT.<userId>`, or why there is none. */
function placeOf(world: World, body: Node): { chatId: string } | string {
  const [, space = '', id = ''] = /^dtv1\.card\/\/(IM_GROUP|IM_ROBOT)\.(.+)$/.exec(asText(body['openSpaceId'])) ?? []
  const models =
    space === 'IM_GROUP'
      ? ['imGroupOpenSpaceModel', 'imGroupOpenDeliverModel']
      : ['imRobotOpenSpaceModel', 'imRobotOpenDeliverModel']
  const [, deliver] = models.map((name) => (isNode(body[name]) ? body[name] : undefined))
  if (space === '' || !deliver || !isNode(body[models[0] ?? ''])) return 'param.openSpaceInvalid'
  if (space === 'IM_GROUP' && deliver['robotCode'] !== world.app.robotCode) return 'robotCode.invalid'
  if (space === 'IM_ROBOT' && deliver['spaceType'] !== 'IM_ROBOT') return 'param.spaceTypeInvalid'
  if (space === 'IM_GROUP') return world.chats.get(id)?.state === 'there' ? { chatId: id } : 'group.disbanded'
  const staff = world.people.get(id)
  return staff && !staff.outsider && staff.state !== 'gone' ? { chatId: world.p2p(id).id } : 'staffId.notExisted'
}

function mentionedIn(body: Node): string[] {
  const model = body['imGroupOpenDeliverModel']
  return isNode(model) && isNode(model['atUserIds']) ? Object.keys(model['atUserIds']) : []
}

type Delivered = { spaceId: string } & ({ carrierId: string } | { errorMsg: string })

function delivered(outTrackId: string, { spaceId, ...how }: Delivered): Reply {
  const result = { spaceType: 'IM', spaceId, success: 'carrierId' in how, ...how }
  return ok({ success: true, result: { outTrackId, deliverResults: [result] } })
}
