import { z } from 'zod'
import type { Address, Content, Fetched, Sent } from '../platform.ts'
import { tokenKeeper, type TokenKeeper } from '../token.ts'
import { batcher } from './batch.ts'
import { fetchedOf, isOfOnePerson, isTokenRefused, sentOf } from './codes.ts'
import { download } from './download.ts'
import { exchange } from './http.ts'
import type { Answer, Failure, Fetch } from './http.ts'
import { conversationId, sentId, staffId } from './parse.ts'
import { render, renderAnswer } from './render.ts'
import type { Rendered, SessionBody } from './render.ts'
import { isOnHost, replyPlace } from './reply-place.ts'
import type { ReplyPlace } from './reply-place.ts'
import { texts } from './texts.ts'
import { accessToken } from './token.ts'
import type { UseMeter } from './use.ts'

export type ClientConfig = {
  readonly clientId: string
  readonly clientSecret: string
  readonly robotCode: string
  readonly apiUrl: string
  readonly oapiUrl: string
  /** Address of the office's own pages. */
  readonly publicUrl: string
  readonly fetch: Fetch
  readonly now: () => number
  readonly timeoutMs: number
  /** How long equal messages wait for each other, in milliseconds. */
  readonly gatherMs: number
  /** Told of calls, those for a token and about people apart, which DingTalk gives away. */
  readonly meter: Pick<UseMeter, 'called' | 'saidByWebhook'>
}

export type DingTalkClient = {
  /** One call of api.dingtalk.com with the app's token, once more after a refused one. */
  call(request: { method: 'POST' | 'PUT'; path: string; body: unknown }): Promise<Answer>
  /** One call of oapi.dingtalk.com about people, with the same token. */
  ofStaff(path: string, body: unknown): Promise<Answer>
  send(message: { to: Address; content: Content; key: string }): Promise<Sent>
  /** Words through a session webhook, which wants no token; undefined once that is dead. */
  say(webhook: ReplyPlace['webhook'], body: SessionBody): Promise<Answer | undefined>
  download(downloadCode: string, maxBytes: number): Promise<Fetched>
  /** Asks for a token anew: proves credentials and reach and counts in no quota. */
  ask: TokenKeeper<Failure>['ask']
}

const Batched = z.object({
  processQueryKey: z.string().min(1).optional(),
  invalidStaffIdList: z.array(z.string()).nullish(),
  flowControlledStaffIdList: z.array(z.string()).nullish(),
})
const ToGroup = z.object({ processQueryKey: z.string().min(1) })
const Download = z.object({ downloadUrl: z.url({ protocol: /^https?$/ }) })

const slowedMs = 30_000
/** How long before its end a token is renewed. */
const marginMs = 300_000

/** The calls Xiaohao makes of DingTalk. */
export function dingtalkClient(config: ClientConfig): DingTalkClient {
  const fresh = () => accessToken(config)
  const tokens = tokenKeeper({ fresh, isRefused: isTokenRefused, now: config.now, marginMs })
  const counting: Fetch = (url, init) => {
    config.meter.called()
    return config.fetch(url, init)
  }

  const call: DingTalkClient['call'] = ({ method, path, body }) =>
    tokens.use((token) => {
      const headers = { 'x-acs-dingtalk-access-token': token }
      return exchange(counting, { url: config.apiUrl + path, method, headers, body, timeoutMs: config.timeoutMs })
    })

  const ofStaff: DingTalkClient['ofStaff'] = (path, body) =>
    tokens.use((token) => {
      const url = `${config.oapiUrl}${path}?access_token=${encodeURIComponent(token)}`
      return exchange(config.fetch, { url, method: 'POST', body, timeoutMs: config.timeoutMs })
    })

  const say: DingTalkClient['say'] = async (webhook, body) => {
    if (!webhook || webhook.until <= config.now() || !isOnHost(webhook.url, config.oapiUrl)) return undefined
    config.meter.saidByWebhook()
    return exchange(config.fetch, { url: webhook.url, method: 'POST', body, timeoutMs: config.timeoutMs })
  }

  return {
    call,
    ofStaff,
    say,
    send: sender(config, { call, say }),
    ask: () => tokens.ask(),
    async download(downloadCode, maxBytes) {
      const body = { downloadCode, robotCode: config.robotCode }
      const answer = await call({ method: 'POST', path: '/v1.0/robot/messageFiles/download', body })
      if (answer.kind !== 'ok') return fetchedOf(answer)
      const place = Download.safeParse(answer.body).data
      if (!place) return { outcome: 'again', why: texts.why.lostAnswer(200) }
      return download(config.fetch, place.downloadUrl, maxBytes)
    },
  }
}

function sender(config: ClientConfig, { call, say }: Pick<DingTalkClient, 'call' | 'say'>): DingTalkClient['send'] {
  const toPeople = batcher((message, people) => sendBatch(config, call, { message, people }), config.gatherMs)

  async function send({ to, content, key }: { to: Address; content: Content; key: string }): Promise<Sent> {
    if (to.kind === 'reply') return reply(replyPlace(to.by), content, key)
    const message = render(content, config.publicUrl)
    if (to.kind === 'person') return staffId.safeParse(to.id).success ? toPeople(message, to.id) : badAddress
    if (!conversationId.safeParse(to.id).success) return badAddress
    const body = { robotCode: config.robotCode, openConversationId: to.id, ...message }
    return sentToGroup(await call({ method: 'POST', path: '/v1.0/robot/groupMessages/send', body }))
  }

  /** There while DingTalk lets it, else into the same chat without calling anybody. */
  async function reply(place: ReplyPlace | undefined, content: Content, key: string): Promise<Sent> {
    if (!place) return badAddress
    const body = renderAnswer(content, { own: config.publicUrl, sender: place.sender })
    const answer = await say(place.webhook, body)
    if (answer && !isSessionDead(answer)) {
      return answer.kind === 'ok' ? { outcome: 'delivered', messageId: `answer:${key}` } : sentOf(answer)
    }
    const { chat, sender: person } = place
    const to: Address = chat.kind === 'group' ? { kind: 'group', id: chat.id } : { kind: 'person', id: person }
    return send({ to, content, key })
  }

  return send
}

const badAddress: Sent = { outcome: 'unreachable', why: texts.why.badAddress }

/** The old API's words for a webhook whose time is over before it said it would be. */
function isSessionDead(answer: Answer): boolean {
  return answer.kind === 'refused' && answer.code === '300005'
}

type Batch = { readonly message: Rendered; readonly people: readonly string[] }

/** One call for all; where it fails over one of them, one for each. */
async function sendBatch(
  config: ClientConfig,
  call: DingTalkClient['call'],
  { message, people }: Batch,
): Promise<ReadonlyMap<string, Sent>> {
  const body = { robotCode: config.robotCode, userIds: people, ...message }
  const answer = await call({ method: 'POST', path: '/v1.0/robot/oToMessages/batchSend', body })
  if (answer.kind === 'ok') return new Map(people.map((person) => [person, sentTo(person, answer.body)]))
  if (people.length === 1 || !isOfOnePerson(answer)) return each(people, answer)
  const apart = await Promise.all(people.map((person) => sendBatch(config, call, { message, people: [person] })))
  return new Map(apart.flatMap((one) => [...one]))
}

function each(people: readonly string[], failure: Failure): ReadonlyMap<string, Sent> {
  return new Map(people.map((person) => [person, sentOf(failure)]))
}

/** DingTalk says 200 also where it delivered to nobody. */
function sentTo(person: string, body: unknown): Sent {
  const reply = Batched.safeParse(body).data
  if (!reply) return { outcome: 'unknown', why: texts.why.lostAnswer(200) }
  if (reply.invalidStaffIdList?.includes(person)) {
    return { outcome: 'unreachable', why: texts.codes.notThere, lasting: true }
  }
  if (reply.flowControlledStaffIdList?.includes(person)) return { outcome: 'throttled', retryAfterMs: slowedMs }
  if (reply.processQueryKey === undefined) return { outcome: 'unknown', why: texts.why.lostAnswer(200) }
  return { outcome: 'delivered', messageId: sentId(reply.processQueryKey, person) }
}

function sentToGroup(answer: Answer): Sent {
  if (answer.kind !== 'ok') return sentOf(answer)
  const reply = ToGroup.safeParse(answer.body).data
  if (!reply) return { outcome: 'unknown', why: texts.why.lostAnswer(200) }
  return { outcome: 'delivered', messageId: reply.processQueryKey }
}
