import type { CallName, Reply, Request } from './lark/api.ts'
import { agree } from './lark/accounts.ts'
import { newDelivery, newPostman } from './lark/delivery.ts'
import type { Attempt, Delivery } from './lark/delivery.ts'
import { envelope, joinedEvent, seal } from './lark/events.ts'
import type { Tampering } from './lark/events.ts'
import { newLine } from './lark/line.ts'
import type { Limits } from './lark/meter.ts'
import type { Line } from './lark/line.ts'
import { newPerson } from './lark/person.ts'
import type { Person } from './lark/person.ts'
import { newServer } from './lark/server.ts'
import type { Break, Called } from './lark/server.ts'
import { newWorld } from './lark/world.ts'
import type { Message, World } from './lark/world.ts'
import { networkTo, type Network } from './network.ts'

export type { Attempt, Delivery, Tapped } from './lark/delivery.ts'
export type { Person } from './lark/person.ts'
export type { Message } from './lark/world.ts'

export type EmulatorOptions = {
  readonly appId?: string
  readonly appSecret?: string
  readonly encryptKey?: string
  readonly verificationToken?: string
  readonly now?: () => number
  /** How long a tenant token lives. */
  readonly tokenSeconds?: number
  /** How long Lark waits for an answer to an event or a tap. */
  readonly budgetMs?: number
  readonly pingSeconds?: number
  readonly reconnectSeconds?: number
}

type Group = {
  readonly id: string
  /** A person brings the bot in, and Lark says so. */
  addsBot(by: Person, name: string): Promise<void>
  removesBot(): void
  /** There is no such group any more. */
  dissolves(): void
}

export type LarkEmulator = {
  /** For LARK_BASE_URL. */
  readonly url: string
  /** The environment of a server that talks to this Lark; LARK_TRANSPORT is the test's own choice. */
  readonly env: Readonly<
    Record<
      | 'LARK_APP_ID'
      | 'LARK_APP_SECRET'
      | 'LARK_ENCRYPT_KEY'
      | 'LARK_VERIFICATION_TOKEN'
      | 'LARK_BASE_URL'
      | 'LARK_ACCOUNTS_URL',
      string
    >
  >
  readonly botId: string
  readonly tenantKey: string
  /** Events and taps go to this address from now on, else over the long connection. */
  webhookTo(url: string | undefined): void
  /** Checks a webhook as the console does when it is saved: true when the challenge came back. */
  challenges(): Promise<boolean>
  person(id: string, name?: string): Person
  /** A group with the bot in it. */
  group(id: string, members?: readonly Person[]): Group
  /** What the bot said to a person alone or in a group, oldest first, each as it stands now. */
  messagesTo(id: string): Message[]
  /** Any event, pushed once. */
  push(type: string, event: unknown, tampering?: Tampering): Promise<Delivery>
  /** The next rung of Lark's ladder for an event: the same id, sealed anew, or tampered with. */
  redeliver(delivery: Delivery, tampering?: Tampering): Promise<Attempt>
  /** One more rung for every event that wasn't acknowledged, four at most each; returns which. */
  redeliverAll(): Promise<Delivery[]>
  /** The last webhook request of an event once more, byte for byte. */
  replay(delivery: Delivery): Promise<Attempt>
  /** The next `times` calls of this name break, or of all names. */
  breaks(name: CallName | 'any', how: Break, times?: number): void
  heals(): void
  /** From now on what goes beyond these limits is answered with 429; undefined takes as much as comes. */
  limits(limits: Limits | undefined): void
  /** How many calls are left of this month. */
  leaves(calls: number): void
  /** Who was rung for which message. */
  urged(): World['urged']
  /** Every token given so far is refused from now on. */
  revokesTokens(): void
  /** Where somebody's browser is sent on to from the authorization page, having agreed. */
  agrees(address: string, who: string): string
  /** The API calls so far, in order. */
  calls(): readonly Called[]
  /** The server's side of the long connection. */
  readonly line: Pick<Line, 'connections' | 'drop' | 'mute' | 'babble'>
  readonly network: Network
  /** From now on an event comes in this many frames, the last first. */
  fragments(count: number): void
  /** Waits for a long connection. */
  connected(ms?: number): Promise<void>
  /** Waits until `look` finds something; asks again whenever something happened. */
  waitFor<T>(look: () => T | undefined | false, options?: { ms?: number; for?: string }): Promise<T>
  /** Waits until nothing has been asked of Lark for `quietMs` and nothing is being answered. */
  settled(quietMs?: number): Promise<void>
  close(): Promise<void>
}

/** Lark on the loopback: its API, its webhooks and its long connection, as strict as the real one where that is known. */
export async function larkEmulator(options: EmulatorOptions = {}): Promise<LarkEmulator> {
  const world = newWorld(appOf(options))
  const refused: { code: number; data: object } = { code: 514, data: {} }
  const api = newServer(world, (request): Reply => {
    if (!isOurApp(world, request)) return { status: 200, json: { ...refused, msg: 'auth failed' } }
    return { status: 200, json: { code: 0, msg: '', data: line.endpoint() } }
  })
  const clocks = {
    pingSeconds: options.pingSeconds ?? 120,
    reconnectNonceSeconds: 0,
    reconnectSeconds: options.reconnectSeconds ?? 0.05,
  }
  const line = newLine(api.server, { base: () => api.url(), clocks, onChange: () => world.changed() })
  const network = networkTo(api.server)
  await api.listen()
  const route = { webhook: undefined as string | undefined, fragments: 1, budgetMs: options.budgetMs ?? 3000, line }
  const postman = newPostman(world.app, route)
  const waitFor: LarkEmulator['waitFor'] = (look, wait) => waitIn(world, look, wait)
  const people = new Map<string, Person>()

  return {
    url: api.url(),
    env: {
      LARK_APP_ID: world.app.appId,
      LARK_APP_SECRET: world.app.appSecret,
      LARK_ENCRYPT_KEY: world.app.encryptKey,
      LARK_VERIFICATION_TOKEN: world.app.verificationToken,
      LARK_BASE_URL: api.url(),
      LARK_ACCOUNTS_URL: api.url(),
    },
    botId: world.app.botId,
    tenantKey: world.app.tenantKey,
    line,
    network,
    calls: api.calls,
    heals: api.heals,
    waitFor,
    webhookTo: (url) => void (route.webhook = url),
    fragments: (count) => void (route.fragments = count),
    breaks: (name, how, times = 1) => api.breaks(name, how, times),
    limits: (limits) => world.meter.limit(limits),
    leaves: (calls) => world.meter.leave(calls),
    urged: () => world.urged,
    agrees: (address, who) => agree(world, address, who),
    revokesTokens: () => world.tokens.clear(),
    messagesTo: (id) => messagesTo(world, id),
    redeliver: (delivery, tampering) => postman.push(delivery, tampering),
    async redeliverAll() {
      const missed = postman.unacknowledged()
      await Promise.all(missed.map((delivery) => postman.push(delivery)))
      return missed
    },
    replay: (delivery) => postman.replay(delivery),
    person(id, name = id) {
      const person = people.get(id) ?? newPerson(id, name, { world, postman, waitFor })
      people.set(id, person)
      return person
    },
    group(id, members = []) {
      const chat = { id, kind: 'group' as const, members: new Set([world.app.botId, ...members.map((one) => one.id)]) }
      world.chats.set(id, chat)
      const addsBot: Group['addsBot'] = async (by, name) => {
        chat.members.add(world.app.botId)
        const event = joinedEvent(world.app, { by: by.id, chatId: id, name })
        await postman.push(newDelivery(envelope(world.app, 'im.chat.member.bot.added_v1', event)))
      }
      return {
        id,
        addsBot,
        removesBot: () => void chat.members.delete(world.app.botId),
        dissolves: () => void world.chats.delete(id),
      }
    },
    async push(type, event, tampering) {
      const delivery = newDelivery(envelope(world.app, type, event))
      await postman.push(delivery, tampering)
      return delivery
    },
    async challenges() {
      const challenge = 'ajls384kdjx98XX'
      const question = { challenge, token: world.app.verificationToken, type: 'url_verification' }
      const sealed = seal(world.app, question)
      const unsigned = { body: sealed.body, headers: { 'content-type': 'application/json' } }
      const { status, body } = await postman.post(unsigned)
      return status === 200 && (body as { challenge?: unknown }).challenge === challenge
    },
    connected: (ms = 15_000) =>
      waitFor(() => line.connections() > 0, { ms, for: 'a long connection' }).then(() => undefined),
    async settled(quietMs = 50) {
      for (let before = -1; before !== api.calls().length || api.busy() + postman.busy() > 0;) {
        before = api.calls().length
        await new Promise((resolve) => setTimeout(resolve, quietMs))
      }
    },
    async close() {
      line.close()
      await api.close()
    },
  }
}

function appOf(options: EmulatorOptions): World['app'] {
  return {
    appId: options.appId ?? 'cli_0123456789abcdef',
    appSecret: options.appSecret ?? 'app-secret-0001',
    encryptKey: options.encryptKey ?? 'encrypt-key-0001',
    verificationToken: options.verificationToken ?? 'verification-token-0001',
    tenantKey: '2df73991750a1234',
    botId: 'ou_bot',
    now: options.now ?? Date.now,
    tokenSeconds: options.tokenSeconds ?? 7200,
  }
}

function isOurApp(world: World, request: Request): boolean {
  const body = JSON.parse(request.body.toString('utf8') || '{}') as { AppID?: unknown; AppSecret?: unknown }
  return body.AppID === world.app.appId && body.AppSecret === world.app.appSecret
}

function messagesTo(world: World, id: string): Message[] {
  const chatId = id.startsWith('ou_') ? world.p2p(id).id : id
  return [...world.messages.values()].filter((message) => message.chatId === chatId && message.from === 'bot')
}

async function waitIn<T>(
  world: World,
  look: () => T | undefined | false,
  { ms = 5000, for: what = 'it' }: { ms?: number; for?: string } = {},
): Promise<T> {
  const found = look()
  if (found !== undefined && found !== false) return found
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      const said = [...world.messages.values()].slice(-5).map((message) => `— ${message.from}: ${message.text}`)
      reject(new Error(`waited ${ms} ms for ${what}; the last messages:\n${said.join('\n') || '(none)'}`))
    }, ms)
    const stop = world.onChange(() => {
      const now = look()
      if (now === undefined || now === false) return
      clearTimeout(timer)
      stop()
      resolve(now)
    })
  })
}
