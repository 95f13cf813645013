import { describeUser } from './accounts.ts'
import { cardFaults } from './card-rules.ts'
import { asText, isNode } from './view.ts'
import { newId } from './world.ts'
import type { Chat, Message, World } from './world.ts'

export type Request = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export type Reply = {
  readonly status: number
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/** The calls tests can break by name. */
export type CallName =
  'token' | 'login' | 'send' | 'reply' | 'update' | 'urge' | 'get' | 'resource' | 'upload' | 'bot' | 'endpoint'

type Route = {
  readonly name: CallName
  readonly method: string
  readonly path: RegExp
  readonly open?: boolean
  answer(world: World, request: Request, ids: readonly string[]): Reply | Promise<Reply>
}

const hour = 3_600_000
const day = 24 * hour

const routes: readonly Route[] = [
  { name: 'token', method: 'POST', path: /^\/auth\/v3\/tenant_access_token\/internal$/, open: true, answer: giveToken },
  { name: 'login', method: 'GET', path: /^\/authen\/v1\/user_info$/, open: true, answer: describeUser },
  { name: 'bot', method: 'GET', path: /^\/bot\/v3\/info$/, answer: describeBot },
  { name: 'send', method: 'POST', path: /^\/im\/v1\/messages$/, answer: send },
  { name: 'reply', method: 'POST', path: /^\/im\/v1\/messages\/([\w-]+)\/reply$/, answer: reply },
  { name: 'update', method: 'PATCH', path: /^\/im\/v1\/messages\/([\w-]+)$/, answer: update },
  { name: 'urge', method: 'PATCH', path: /^\/im\/v1\/messages\/([\w-]+)\/urgent_app$/, answer: urge },
  { name: 'get', method: 'GET', path: /^\/im\/v1\/messages\/([\w-]+)$/, answer: get },
  { name: 'resource', method: 'GET', path: /^\/im\/v1\/messages\/([\w-]+)\/resources\/([\w-]+)$/, answer: resource },
  { name: 'upload', method: 'POST', path: /^\/im\/v1\/(images|files)$/, answer: upload },
]

/** The open-apis call a request makes, or undefined. Running it commits; its reply may still be lost on the way. */
export function apiCall(world: World, request: Request): { name: CallName; run: () => Promise<Reply> } | undefined {
  const path = request.path.replace(/^\/open-apis/, '')
  for (const route of routes) {
    const match = request.method === route.method && request.path !== path ? route.path.exec(path) : null
    if (!match) continue
    const run = async (): Promise<Reply> => {
      const refused = route.open ? undefined : (bearerFault(world, request) ?? meterFault(world))
      return refused ?? route.answer(world, request, match.slice(1))
    }
    return { name: route.name, run }
  }
  return undefined
}

/** A refusal as Lark words it; the free text is what a client must not show. */
export function refuse(code: number, msg: string, status = 400): Reply {
  return { status, json: { code, msg, error: { log_id: newId('2026') } } }
}

function ok(data: unknown): Reply {
  return { status: 200, json: { code: 0, msg: 'success', data } }
}

function giveToken(world: World, request: Request): Reply {
  const body = jsonIn(request)
  const { appId, appSecret, tokenSeconds, now } = world.app
  if (body['app_id'] !== appId) return refuse(10003, 'invalid param', 200)
  if (body['app_secret'] !== appSecret) return refuse(10014, 'app secret invalid', 200)
  const token = newId('t-')
  world.tokens.set(token, now() + tokenSeconds * 1000)
  return { status: 200, json: { code: 0, msg: 'ok', tenant_access_token: token, expire: tokenSeconds } }
}

function bearerFault(world: World, request: Request): Reply | undefined {
  const header = request.headers['authorization']
  if (header === undefined)
    return refuse(99991661, 'Missing access token for authorization. Please make a request with token attached.')
  const until = world.tokens.get(header.replace(/^Bearer /, ''))
  if (until !== undefined && until > world.app.now()) return undefined
  return refuse(99991663, 'Invalid access token for authorization. Please make a request with token attached.')
}

function meterFault({ meter }: World): Reply | undefined {
  const fault = meter.call()
  if (fault === undefined) return undefined
  if (fault === 'exhausted') return refuse(99991403, 'This month the API call quota has been exceeded.')
  return tooOften(99991400, fault.resetSeconds)
}

function tooOften(code: number, seconds: number): Reply {
  const headers = { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': String(seconds) }
  return { ...refuse(code, 'request trigger frequency limit', 429), headers }
}

function describeBot(world: World): Reply {
  return {
    status: 200,
    json: { code: 0, msg: 'ok', bot: { activate_status: 2, app_name: '销号', open_id: world.app.botId } },
  }
}

function send(world: World, request: Request): Reply {
  const type = request.query.get('receive_id_type')
  const id = asText(jsonIn(request)['receive_id'])
  if (type === 'open_id') {
    const person = world.people.get(id)
    if (!id.startsWith('ou_'))
      return refuse(230001, 'Your request contains an invalid request parameter, ext=invalid receive_id.')
    if (!person || person.state === 'out of range') return refuse(230013, 'Bot has NO availability to this user.')
    if (person.state === 'resigned') return refuse(230029, 'The user has resigned.')
    if (person.state === 'blocks the bot') return refuse(230053, 'The user has stopped the bot from sending messages.')
    return post(world, request, { chat: world.p2p(id) })
  }
  if (type !== 'chat_id')
    return refuse(230001, `Your request contains an invalid request parameter, ext=receive_id_type ${type}.`)
  const chat = world.chats.get(id)
  if (!chat?.members.has(world.app.botId)) return refuse(230002, 'The bot can not be outside the group.')
  return post(world, request, { chat })
}

function reply(world: World, request: Request, [id = '']: readonly string[]): Reply {
  const parent = world.messages.get(id)
  const chat = parent && world.chats.get(parent.chatId)
  if (!parent || !chat) return refuse(230110, 'Action unavailable as the message has been deleted.')
  if (chat.kind === 'group' && !chat.members.has(world.app.botId))
    return refuse(230002, 'The bot can not be outside the group.')
  return post(world, request, { chat, parent })
}

function post(world: World, request: Request, { chat, parent }: { chat: Chat; parent?: Message }): Reply {
  const body = jsonIn(request)
  const uuid = asText(body['uuid'])
  if (uuid.length > 50)
    return refuse(230001, 'Your request contains an invalid request parameter, ext=uuid is too long.')
  const now = world.app.now()
  const before = uuid === '' ? undefined : world.sentByUuid.get(uuid)
  const sent = before && now - before.at < hour ? world.messages.get(before.messageId) : undefined
  if (sent) return ok(described(world, sent))
  const often = world.meter.message(chat.id)
  if (often) return tooOften(230020, often.resetSeconds)
  const type = asText(body['msg_type'])
  const content = parsed(asText(body['content']))
  const fault = contentFault(type, content, request.body.length)
  if (fault) return fault
  const message = world.put({
    ...{ id: newId('om_'), chatId: chat.id, from: 'bot', type, sentAt: now, content, earlier: [] },
    rootId: parent && (parent.rootId ?? parent.id),
    parentId: parent?.id,
  })
  if (uuid !== '') world.sentByUuid.set(uuid, { messageId: message.id, at: now })
  return ok(described(world, message))
}

function update(world: World, request: Request, [id = '']: readonly string[]): Reply {
  const message = world.messages.get(id)
  if (!message) return refuse(230110, 'Action unavailable as the message has been deleted.')
  if (message.from !== 'bot') return refuse(230017, 'The operator is not the sender of the message.')
  const isShared = (card: unknown) => isNode(card) && isNode(card['config']) && card['config']['update_multi'] === true
  if (message.type !== 'interactive' || !isShared(message.content)) {
    return refuse(230001, 'Your request contains an invalid request parameter, ext=not a shared card.')
  }
  if (world.app.now() - message.sentAt > 14 * day) return refuse(230031, 'The message was sent more than 14 days ago.')
  const content = parsed(asText(jsonIn(request)['content']))
  const fault = contentFault('interactive', content, request.body.length)
  if (fault) return fault
  if (!isShared(content)) return refuse(230001, 'Your request contains an invalid request parameter, ext=update_multi.')
  world.put({ ...message, content, earlier: [...message.earlier, message.content] })
  return ok({})
}

function urge(world: World, request: Request, [id = '']: readonly string[]): Reply {
  const message = world.messages.get(id)
  if (!message) return refuse(230110, 'Action unavailable as the message has been deleted.')
  if (message.from !== 'bot') return refuse(230017, 'The operator is not the sender of the message.')
  const asked = (jsonIn(request)['user_id_list'] as unknown[] | undefined)?.map(asText) ?? []
  const members = world.chats.get(message.chatId)?.members ?? new Set()
  const there = asked.filter((person) => members.has(person))
  world.urged.push(...there.map((person) => ({ messageId: id, person })))
  return ok({ invalid_user_id_list: asked.filter((person) => !there.includes(person)) })
}

function get(world: World, _request: Request, [id = '']: readonly string[]): Reply {
  const message = world.messages.get(id)
  return message ? ok({ items: [described(world, message)] }) : refuse(230110, 'The message has been deleted.')
}

function resource(world: World, request: Request, [id = '', key = '']: readonly string[]): Reply {
  const message = world.messages.get(id)
  const file = world.files.get(key)
  if (!message || !file || !JSON.stringify(message.content).includes(key)) {
    return refuse(234003, 'File not in msg.')
  }
  const type = key.startsWith('img_') ? 'image' : 'file'
  if (request.query.get('type') !== type) return refuse(234001, 'Invalid request param.')
  if (file.bytes.byteLength > 100 * 1024 * 1024) return refuse(234037, 'Downloaded file size exceeds limit.')
  const headers = { 'content-type': file.type, 'content-disposition': `attachment; filename="${key}"` }
  return { status: 200, bytes: file.bytes, headers }
}

function upload(world: World, request: Request, [kind = '']: readonly string[]): Reply {
  const [name, prefix, limit] =
    kind === 'images' ? (['image', 'img_v3_', 10] as const) : (['file', 'file_v3_', 30] as const)
  const bytes = partOf(request, name)
  if (!bytes || bytes.byteLength === 0) return refuse(234010, 'File size can not be 0.')
  if (bytes.byteLength > limit * 1024 * 1024) return refuse(234006, 'The file size exceed the max value.')
  const key = newId(prefix)
  world.files.set(key, { bytes, type: kind === 'images' ? 'image/jpeg' : 'application/octet-stream' })
  return ok({ [kind === 'images' ? 'image_key' : 'file_key']: key })
}

/** One part of a multipart body. By hand: the official client names no file, and `formData()` makes text of such a part. */
function partOf(request: Request, name: string): Uint8Array | undefined {
  const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) return undefined
  const start = request.body.indexOf(`name="${name}"`)
  const head = request.body.indexOf('\r\n\r\n', start)
  const end = request.body.indexOf(`\r\n--${boundary}`, head)
  return start < 0 || head < 0 || end < 0 ? undefined : new Uint8Array(request.body.subarray(head + 4, end))
}

function contentFault(type: string, content: unknown, bytes: number): Reply | undefined {
  if (!isNode(content))
    return refuse(230001, 'Your request contains an invalid request parameter, ext=invalid content.')
  if (type === 'text') {
    if (asText(content['text']).trim() === '')
      return refuse(230001, 'Your request contains an invalid request parameter, ext=text is empty.')
    return bytes > 150 * 1024 ? refuse(230025, 'The length of the message content reaches its limit.') : undefined
  }
  if (type !== 'interactive') return undefined
  const fault = cardFaults(content, bytes)[0]
  if (!fault) return undefined
  if (fault.code === 230025) return refuse(230025, `The length of the message content reaches its limit. ${fault.why}`)
  return refuse(230099, `Failed to create card content, ext=ErrCode: ${fault.code}; ErrMsg: ${fault.why}; `)
}

function described(world: World, message: Message): unknown {
  return {
    message_id: message.id,
    ...(message.rootId !== undefined && { root_id: message.rootId, parent_id: message.parentId }),
    msg_type: message.type,
    create_time: String(message.sentAt),
    update_time: String(message.sentAt),
    deleted: false,
    updated: message.earlier.length > 0,
    chat_id: message.chatId,
    sender: { id: world.app.appId, id_type: 'app_id', sender_type: 'app', tenant_key: world.app.tenantKey },
    body: { content: JSON.stringify(message.content) },
  }
}

function jsonIn(request: Request): Readonly<Record<string, unknown>> {
  const body = parsed(request.body.toString('utf8'))
  return isNode(body) ? body : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
