import { describeMe, giveUserToken, staffByUnion } from './accounts.ts'
import { createCard, registerRoute, updateCard } from './cards.ts'
import { robotParamsFault } from './message-rules.ts'
import { banned, errcode, exhausted, jsonIn, ok, refuse, tooOften, wrapped } from './replies.ts'
import type { Reply, Request } from './replies.ts'
import { sendBySession } from './session.ts'
import { asText } from './view.ts'
import { newId } from './world.ts'
import type { World } from './world.ts'

/** The calls tests can break by name. */
export type CallName =
  | 'token'
  | 'batchSend'
  | 'groupSend'
  | 'session'
  | 'download'
  | 'file'
  | 'createCard'
  | 'updateCard'
  | 'registerCard'
  | 'user'
  | 'login'
  | 'open'

type Route = {
  readonly name: CallName
  readonly method: string
  readonly path: RegExp
  /** Which of its three hosts answers, and what it wants to be shown. */
  readonly host: 'api' | 'oapi' | 'files'
  readonly open?: boolean
  answer(world: World, request: Request, base: string): Reply
}

const routes: readonly Route[] = [
  { name: 'token', method: 'POST', host: 'api', path: /^\/v1\.0\/oauth2\/accessToken$/, open: true, answer: giveToken },
  {
    name: 'batchSend',
    method: 'POST',
    host: 'api',
    path: /^\/v1\.0\/robot\/oToMessages\/batchSend$/,
    answer: batchSend,
  },
  { name: 'groupSend', method: 'POST', host: 'api', path: /^\/v1\.0\/robot\/groupMessages\/send$/, answer: groupSend },
  { name: 'download', method: 'POST', host: 'api', path: /^\/v1\.0\/robot\/messageFiles\/download$/, answer: download },
  {
    name: 'createCard',
    method: 'POST',
    host: 'api',
    path: /^\/v1\.0\/card\/instances\/createAndDeliver$/,
    answer: createCard,
  },
  { name: 'updateCard', method: 'PUT', host: 'api', path: /^\/v1\.0\/card\/instances$/, answer: updateCard },
  {
    name: 'registerCard',
    method: 'POST',
    host: 'api',
    path: /^\/v1\.0\/card\/callbacks\/register$/,
    answer: registerRoute,
  },
  {
    name: 'session',
    method: 'POST',
    host: 'oapi',
    path: /^\/robot\/sendBySession$/,
    open: true,
    answer: sendBySession,
  },
  { name: 'user', method: 'POST', host: 'oapi', path: /^\/topapi\/v2\/user\/get$/, answer: describeUser },
  { name: 'user', method: 'POST', host: 'oapi', path: /^\/topapi\/user\/getbyunionid$/, answer: staffByUnion },
  {
    name: 'login',
    method: 'POST',
    host: 'api',
    path: /^\/v1\.0\/oauth2\/userAccessToken$/,
    open: true,
    answer: giveUserToken,
  },
  {
    name: 'login',
    method: 'GET',
    host: 'api',
    path: /^\/v1\.0\/contact\/users\/me$/,
    open: true,
    answer: describeMe,
  },
  { name: 'file', method: 'GET', host: 'files', path: /^\/[\w-]+$/, open: true, answer: giveFile },
]

/** The call a request makes, or undefined. Running it commits; its reply may still be lost on the way. */
export function apiCall(
  world: World,
  request: Request,
  base: string,
): { name: CallName; run: () => Reply } | undefined {
  for (const route of routes) {
    const prefix = `/${route.host}/`
    if (request.method !== route.method || !request.path.startsWith(prefix)) continue
    if (!route.path.test(request.path.slice(prefix.length - 1))) continue
    const run = () => against(world, request, route) ?? route.answer(world, request, base)
    return { name: route.name, run }
  }
  return undefined
}

function against(world: World, request: Request, { name, host, open }: Route): Reply | undefined {
  const fault = host === 'files' ? undefined : world.meter.call(name)
  if (fault === 'banned') return banned
  if (name !== 'token' && fault === 'exhausted')
    return host === 'api' ? exhausted : errcode(90020, '本月调用次数已用完')
  if (fault === 'too often') return host === 'api' ? tooOften : errcode('90018', '请求过于频繁')
  if (open) return undefined
  const token = host === 'api' ? request.headers['x-acs-dingtalk-access-token'] : request.query.get('access_token')
  const until = world.tokens.get(token ?? '')
  if (until !== undefined && until > world.app.now()) return undefined
  return host === 'api'
    ? refuse('InvalidAuthentication', '不合法的access_token')
    : wrapped('40014', '不合法的access_token')
}

function giveToken(world: World, request: Request): Reply {
  const { appKey, appSecret } = jsonIn(request)
  const { clientId, clientSecret, tokenSeconds, now } = world.app
  if (appKey !== clientId || appSecret !== clientSecret)
    return refuse('invalidClientIdOrSecret', '无效的clientId或者clientSecret')
  const accessToken = newId('')
  world.tokens.set(accessToken, now() + tokenSeconds * 1000)
  return ok({ accessToken, expireIn: tokenSeconds })
}

/** Delivers to those it can and says of the others why not, under status 200. */
function batchSend(world: World, request: Request): Reply {
  const { robotCode, userIds, msgKey, msgParam } = jsonIn(request)
  if (robotCode !== world.app.robotCode) return refuse('robot.oto.notExist', '机器人不存在')
  const ids = Array.isArray(userIds) ? userIds.filter((id) => typeof id === 'string') : []
  if (ids.length === 0 || ids.length > 20 || new Set(ids).size < ids.length)
    return refuse('param.error', 'userIds: 1 to 20, each once')
  const params = robotParamsFault(msgKey, msgParam)
  if ('status' in params) return params
  const staff = ids.map((id) => ({ id, staff: world.people.get(id) }))
  const isReal = ({ staff: one }: (typeof staff)[number]) => one !== undefined && one.state !== 'gone' && !one.outsider
  const invalid = staff.filter((one) => !isReal(one)).map(({ id }) => id)
  if (invalid.length === ids.length) return refuse('staffId.notExisted', '员工不存在')
  const slowed = staff.filter((one) => one.staff?.state === 'flow controlled').map(({ id }) => id)
  const processQueryKey = newId('pqk')
  for (const id of ids.filter((one) => !invalid.includes(one) && !slowed.includes(one))) {
    world.put({ ...bot(world, processQueryKey, world.p2p(id).id), by: 'batchSend', content: params })
  }
  return ok({ processQueryKey, invalidStaffIdList: invalid, flowControlledStaffIdList: slowed })
}

function groupSend(world: World, request: Request): Reply {
  const { robotCode, openConversationId, msgKey, msgParam } = jsonIn(request)
  if (robotCode !== world.app.robotCode) return refuse('robotCode.invalid', '机器人不存在')
  const chat = world.chats.get(asText(openConversationId))
  if (chat?.kind !== 'group') return refuse('invalid.openConversationId', '会话不存在')
  if (chat.state === 'disbanded') return refuse('group.disbanded', '群已解散')
  if (chat.state === 'bot stopped') return refuse('bot.stopped', '机器人已停用')
  const params = robotParamsFault(msgKey, msgParam)
  if ('status' in params) return params
  const processQueryKey = newId('pqk')
  world.put({ ...bot(world, processQueryKey, chat.id), by: 'groupSend', content: params })
  return ok({ processQueryKey })
}

function bot(world: World, id: string, chatId: string) {
  return { id, chatId, from: 'bot', sentAt: world.app.now(), earlier: [], mentions: [] }
}

function download(world: World, request: Request, base: string): Reply {
  const { downloadCode, robotCode } = jsonIn(request)
  if (robotCode !== world.app.robotCode) return refuse('robotCode.invalid', '机器人不存在')
  const code = asText(downloadCode)
  if (!world.files.has(code)) return refuse('downloadCode.invalid', '下载码无效或已过期')
  return ok({ downloadUrl: `${base}/files/${code}?Expires=1&Signature=s` })
}

function giveFile(world: World, request: Request): Reply {
  const file = world.files.get(request.path.split('/').at(-1) ?? '')
  if (!file || !request.query.has('Signature'))
    return { status: 403, bytes: new TextEncoder().encode('<Error><Code>AccessDenied</Code></Error>') }
  return { status: 200, bytes: file.bytes, headers: { 'content-type': file.type } }
}

function describeUser(world: World, request: Request): Reply {
  const staff = world.people.get(asText(jsonIn(request)['userid']))
  if (!staff || staff.outsider || staff.state === 'gone') return errcode(60121, '找不到该用户')
  return ok({
    errcode: 0,
    errmsg: 'ok',
    request_id: '15r3x',
    result: { userid: staff.id, name: staff.name, active: true },
  })
}
