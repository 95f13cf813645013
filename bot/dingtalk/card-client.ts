import { z } from 'zod'
import type { Address, Card, Content, Sent } from '../platform.ts'
import { cut, hex } from '../wire.ts'
import { cardParams } from './card.ts'
import type { DingTalkClient } from './client.ts'
import { sentOf } from './codes.ts'
import type { Answer, Failure } from './http.ts'
import { conversationId, staffId } from './parse.ts'
import { texts } from './texts.ts'
import { cardSecret } from './verify.ts'

export type CardConfig = {
  readonly templateId: string
  readonly robotCode: string
  readonly clientSecret: string
  /** Where taps are posted to; null: they come by Stream. */
  readonly callbackUrl: string | null
}

export type Cards = {
  send(message: { to: Exclude<Address, { kind: 'reply' }>; card: Card; key: string }): Promise<Sent>
  update(message: { messageId: string; content: Content }): Promise<Sent>
}

const routeKey = 'xiaohao'
const prefix = 'xh-'

/** Under `success: true` DingTalk says apart of each place whether the card got there. */
const Created = z.object({
  result: z.object({
    deliverResults: z.array(
      z.looseObject({
        success: z.boolean(),
        errorMsg: z.string().nullish(),
        carrierId: z.string().min(1).max(200).nullish().catch(null),
      }),
    ),
  }),
})

/** Cards of the office's template. Their own id makes a repeat harmless: a card that is there already isn't made twice. */
export function cardSender(config: CardConfig, call: DingTalkClient['call']): Cards {
  const route = callbackRoute(config, call)
  return {
    async send({ to, card, key }) {
      const place = placeOf(to, card, config)
      if (!place) return { outcome: 'unreachable', why: texts.why.badAddress }
      const callback = await route()
      if ('kind' in callback) return sentOf(callback)
      const outTrackId = await idOf(key)
      const data = { cardParamMap: cardParams(card) }
      const body = {
        cardTemplateId: config.templateId,
        outTrackId,
        userIdType: 1,
        cardData: data,
        ...callback,
        ...place,
      }
      return created(outTrackId, await call({ method: 'POST', path: '/v1.0/card/instances/createAndDeliver', body }))
    },

    async update({ messageId: outTrackId, content }) {
      if (!outTrackId.startsWith(prefix)) return { outcome: 'unreachable', why: texts.codes.cardGone }
      const options = { updateCardDataByKey: true, updatePrivateDataByKey: true }
      const data = { cardParamMap: cardParams(content) }
      const body = { outTrackId, userIdType: 1, cardData: data, cardUpdateOptions: options }
      const answer = await call({ method: 'PUT', path: '/v1.0/card/instances', body })
      return answer.kind === 'ok' ? { outcome: 'delivered', messageId: outTrackId } : sentOf(answer)
    },
  }
}

/** How taps come back. Over HTTP the address is registered once, under a secret made of the app's. */
function callbackRoute({ callbackUrl, clientSecret }: CardConfig, call: DingTalkClient['call']) {
  let registered: Promise<Answer> | undefined
  return async (): Promise<{ callbackType: string } | { callbackRouteKey: string } | Failure> => {
    if (callbackUrl === null) return { callbackType: 'STREAM' }
    const apiSecret = await cardSecret(clientSecret)
    const body = { callbackRouteKey: routeKey, callbackUrl, apiSecret, forceUpdate: true }
    registered ??= call({ method: 'POST', path: '/v1.0/card/callbacks/register', body })
    const answer = await registered
    if (answer.kind === 'ok') return { callbackRouteKey: routeKey }
    registered = undefined
    return answer
  }
}

function placeOf(to: Exclude<Address, { kind: 'reply' }>, card: Card, { robotCode }: CardConfig): object | undefined {
  const known = (to.kind === 'person' ? staffId : conversationId).safeParse(to.id).success
  if (!known) return undefined
  const shown = { supportForward: false, lastMessageI18n: { ZH_CN: cut(card.title, 60, '…') } }
  if (to.kind === 'person') {
    const deliver = { spaceType: 'IM_ROBOT', robotCode }
    return {
      openSpaceId: `dtv1.card//IM_ROBOT.${to.id}`,
      imRobotOpenSpaceModel: shown,
      imRobotOpenDeliverModel: deliver,
    }
  }
  const deliver = { robotCode, atUserIds: Object.fromEntries(mentionsIn(card)) }
  return { openSpaceId: `dtv1.card//IM_GROUP.${to.id}`, imGroupOpenSpaceModel: shown, imGroupOpenDeliverModel: deliver }
}

/** A card is the one push that really calls people. */
function mentionsIn({ blocks }: Card): [string, string][] {
  const all = blocks.flatMap((block) => (block.type === 'item' ? (block.mentions ?? []) : []))
  return all.filter(({ id }) => staffId.safeParse(id).success).map(({ id, name }) => [id, name])
}

function created(outTrackId: string, answer: Answer): Sent {
  const delivered: Sent = { outcome: 'delivered', messageId: outTrackId }
  if (answer.kind === 'refused' && answer.code === 'param.cardAlreadyExist') return delivered
  if (answer.kind !== 'ok') return sentOf(answer)
  const [result] = Created.safeParse(answer.body).data?.result.deliverResults ?? []
  if (!result) return { outcome: 'unknown', why: texts.why.lostAnswer(200) }
  if (result.success) return result.carrierId ? { ...delivered, quotedAs: result.carrierId } : delivered
  return sentOf({ kind: 'refused', code: result.errorMsg ?? 'undelivered', status: 200, detail: '' })
}

async function idOf(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  return `${prefix}${hex(digest).slice(0, 40)}`
}
