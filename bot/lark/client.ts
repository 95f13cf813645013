import { z } from 'zod'
import type { Address, Content, Fetched, Sent } from '../platform.ts'
import { tokenKeeper } from '../token.ts'
import { hex, readUpTo } from '../wire.ts'
import { fetchedOf, sentOf, tokenCodes, whyOf } from './codes.ts'
import type { Place } from './file.ts'
import { answerOf, exchange, whyLost } from './http.ts'
import type { Answer, Failure, Fetch } from './http.ts'
import { render } from './render.ts'
import { texts } from './texts.ts'
import { tenantToken } from './token.ts'

export type ClientConfig = {
  readonly appId: string
  readonly appSecret: string
  readonly baseUrl: string
  readonly fetch: Fetch
  readonly now: () => number
  readonly timeoutMs: number
}

export type LarkClient = {
  send(message: { to: Address; content: Content; key: string }): Promise<Sent>
  update(message: { messageId: string; content: Content }): Promise<Sent>
  download(place: Place, maxBytes: number): Promise<Fetched>
  /** 加急, within the app. */
  urge(message: { messageId: string; person: string }): Promise<{ ok: true } | { ok: false; why: string }>
  /** The calls since this was asked last, those for a token apart: they count in no quota. */
  takeCalls(): number
  botOpenId(): Promise<{ kind: 'bot'; openId: string } | Failure>
}

type Call = { method: string; path: string; body?: unknown }

const downloadMs = 60_000
/** How long before its end a token is renewed. */
const marginMs = 180_000
const SentReply = z.object({ data: z.object({ message_id: z.string() }) })
const UrgedReply = z.object({ data: z.object({ invalid_user_id_list: z.array(z.string()).nullish() }).nullish() })
const BotReply = z.object({ bot: z.object({ open_id: z.string() }) })

/** The calls Xiaohao makes of Lark's API, each at most twice: once more after a refused token. */
export function larkClient(config: ClientConfig): LarkClient {
  const fresh = () => tenantToken(config)
  const tokens = tokenKeeper({ fresh, isRefused: isTokenRefused, now: config.now, marginMs })
  let calls = 0
  const counting: Fetch = (url, init) => {
    calls += 1
    return config.fetch(url, init)
  }

  const call = ({ method, path, body }: Call): Promise<Answer> =>
    tokens.use((token) =>
      exchange(counting, { url: config.baseUrl + path, method, token, body, timeoutMs: config.timeoutMs }),
    )

  return {
    async send({ to, content, key }) {
      const call_ = sending(to, { ...render(content), uuid: await uuidOf(key) })
      return call_ ? delivered(await call(call_)) : { outcome: 'unreachable', why: texts.why.badAddress }
    },

    async update({ messageId, content }) {
      if (content.kind !== 'card') return { outcome: 'rejected', why: texts.why.notACard }
      if (!isId(messageId)) return { outcome: 'unreachable', why: texts.why.badAddress }
      const path = `/open-apis/im/v1/messages/${messageId}`
      const answer = await call({ method: 'PATCH', path, body: { content: render(content).content } })
      return answer.kind === 'ok' ? { outcome: 'delivered', messageId } : sentOf(answer)
    },

    async download(place, maxBytes) {
      const got = await tokens.use((token) => downloadOnce({ ...config, fetch: counting }, { place, maxBytes, token }))
      return got.kind === 'fetched' ? got.fetched : fetchedOf(got)
    },

    async urge({ messageId, person }) {
      if (!isId(messageId)) return { ok: false, why: texts.why.badAddress }
      const path = `/open-apis/im/v1/messages/${messageId}/urgent_app?user_id_type=open_id`
      const answer = await call({ method: 'PATCH', path, body: { user_id_list: [person] } })
      if (answer.kind !== 'ok') return { ok: false, why: whyOf(answer) }
      const invalid = UrgedReply.safeParse(answer.body).data?.data?.invalid_user_id_list ?? []
      return invalid.length === 0 ? { ok: true } : { ok: false, why: texts.why.badAddress }
    },

    takeCalls() {
      const made = calls
      calls = 0
      return made
    },

    async botOpenId() {
      const answer = await call({ method: 'GET', path: '/open-apis/bot/v3/info' })
      if (answer.kind !== 'ok') return answer
      const reply = BotReply.safeParse(answer.body)
      if (!reply.success) return { kind: 'lost', why: texts.why.lostAnswer(200) }
      return { kind: 'bot', openId: reply.data.bot.open_id }
    },
  }
}

function isTokenRefused(outcome: { kind: string }): boolean {
  return outcome.kind === 'refused' && 'code' in outcome && tokenCodes.includes(Number(outcome.code))
}

function sending(to: Address, message: { msg_type: string; content: string; uuid: string }): Call | undefined {
  const path = '/open-apis/im/v1/messages'
  if (to.kind === 'reply') {
    return isId(to.messageId) ? { method: 'POST', path: `${path}/${to.messageId}/reply`, body: message } : undefined
  }
  const type = to.kind === 'person' ? 'open_id' : 'chat_id'
  if (!isId(to.id)) return undefined
  return { method: 'POST', path: `${path}?receive_id_type=${type}`, body: { receive_id: to.id, ...message } }
}

function delivered(answer: Answer): Sent {
  if (answer.kind !== 'ok') return sentOf(answer)
  const reply = SentReply.safeParse(answer.body)
  if (!reply.success) return { outcome: 'unknown', why: texts.why.lostAnswer(200) }
  return { outcome: 'delivered', messageId: reply.data.data.message_id }
}

/** Lark sends one uuid at most once in an hour; it may have 50 characters, a key any number. */
async function uuidOf(key: string): Promise<string> {
  const digest = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
  return `xh-${digest.slice(0, 40)}`
}

/** Lark puts ids into paths unescaped; nothing else may travel there. */
function isId(id: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(id)
}

async function downloadOnce(
  config: ClientConfig,
  { place, maxBytes, token }: { place: Place; maxBytes: number; token: string },
): Promise<{ kind: 'fetched'; fetched: Fetched } | Failure> {
  const path = `/open-apis/im/v1/messages/${place.messageId}/resources/${place.key}?type=${place.type}`
  try {
    const response = await config.fetch(config.baseUrl + path, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(downloadMs),
    })
    const refused = await refusalIn(response)
    return refused ?? { kind: 'fetched', fetched: await contentOf(response, maxBytes) }
  } catch (error) {
    return { kind: 'lost', why: whyLost(error) }
  }
}

/** An error comes as JSON in place of the file, now and then under status 200. */
async function refusalIn(response: Response): Promise<Failure | undefined> {
  const isFile = response.headers.has('content-disposition')
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  if (response.ok && (isFile || !isJson)) return undefined
  const answer = answerOf(response, await response.text())
  return answer.kind === 'ok' ? { kind: 'lost', why: texts.why.lostAnswer(response.status) } : answer
}

async function contentOf(response: Response, maxBytes: number): Promise<Fetched> {
  const announced = Number(response.headers.get('content-length') ?? 0)
  const bytes = announced > maxBytes ? 'too-large' : await readUpTo(response.body, maxBytes)
  if (bytes === 'too-large') {
    await response.body?.cancel().catch(() => undefined)
    return { outcome: 'too-large' }
  }
  return { outcome: 'fetched', bytes, type: response.headers.get('content-type') ?? 'application/octet-stream' }
}
