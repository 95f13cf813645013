import { agree } from './dingtalk/accounts.ts'
import type { CallName } from './dingtalk/api.ts'
import { eventPush, newPostman } from './dingtalk/delivery.ts'
import type { Attempt, Delivery, Route, Tampering } from './dingtalk/delivery.ts'
import { newLine } from './dingtalk/line.ts'
import type { Line, Push } from './dingtalk/line.ts'
import type { Meter } from './dingtalk/meter.ts'
import { newPerson } from './dingtalk/person.ts'
import type { Person } from './dingtalk/person.ts'
import { newServer } from './dingtalk/server.ts'
import type { Break, Called } from './dingtalk/server.ts'
import { newWorld } from './dingtalk/world.ts'
import type { AppConfig, Chat, Message, World } from './dingtalk/world.ts'

export type { Delivery } from './dingtalk/delivery.ts'
export type { Person, Tapped } from './dingtalk/person.ts'
export type { Message } from './dingtalk/world.ts'

export type EmulatorOptions = Partial<
  Pick<AppConfig, 'clientId' | 'clientSecret' | 'robotCode' | 'now' | 'tokenSeconds' | 'webhookMinutes' | 'templateId'>
> & {
  /** How long after a push without acknowledgement it comes again; DingTalk's own: 16 s and 60 s. */
  readonly redeliverMs?: readonly number[]
  /** How long after SYSTEM disconnect a socket is closed; DingTalk's own: 10 s. */
  readonly lingerMs?: number
  readonly budgetMs?: Partial<Route['budgetMs']>
}

type Group = {
  readonly id: string
  /** There is no such group any more. */
  disbands(): void
  stopsBot(): void
}

export type DingTalkEmulator = {
  readonly url: string
  /** The environment of a server that talks to this DingTalk; DINGTALK_TRANSPORT is the test's own choice. */
  readonly env: Readonly<Record<string, string>>
  /** Robot messages go to this address from now on, else over Stream. */
  webhookTo(url: string | undefined): void
  person(id: string, name?: string): Person
  /** Somebody of another organisation, or before the robot is published: DingTalk doesn't say who they are. */
  outsider(id: string): Person
  /** An internal group with the bot in it. */
  group(id: string, members?: readonly Person[]): Group
  /** What the bot said to a person alone or in a group, oldest first, each as it stands now. */
  messagesTo(id: string): Message[]
  /** Anything at all over Stream, pushed once and again while nobody acknowledges it. */
  push(push: Push): Promise<Delivery>
  event(type: string, data: unknown): Promise<Delivery>
  /** The same once more, or tampered with. */
  again(delivery: Delivery, tampering?: Tampering): Promise<Attempt>
  /** The next `times` calls of this name break, or of all names. */
  breaks(name: CallName | 'any', how: Break, times?: number): void
  heals(): void
  readonly meter: Meter
  /** Every token given so far is refused from now on. */
  revokesTokens(): void
  /** Where somebody's browser is sent on to from the sign-in page, having agreed. */
  agrees(address: string, who: string): string
  /** The calls so far, in order, of one name or of all. */
  calls(name?: Called['name']): readonly Called[]
  readonly line: Omit<Line, 'open' | 'push' | 'close'>
  /** Waits for a connection. */
  connected(ms?: number): Promise<void>
  /** Waits until `look` finds something; asks again whenever something happened. */
  waitFor<T>(look: () => T | undefined | false, options?: { ms?: number; for?: string }): Promise<T>
  /** Waits until nothing has been asked for `quietMs` and nothing is being answered. */
  settled(quietMs?: number): Promise<void>
  close(): Promise<void>
}

/** DingTalk on the loopback: its API, its webhooks and its Stream gateway, as strict as the real one where that is known. */
export async function dingtalkEmulator(options: EmulatorOptions = {}): Promise<DingTalkEmulator> {
  const world = newWorld(appOf(options))
  const api = newServer(world, (request) => line.open(request))
  const around = { app: world.app, base: () => api.url(), lingerMs: options.lingerMs ?? 10_000 }
  const line = newLine(api.server, { ...around, onChange: () => world.changed() })
  await api.listen()
  const route: Route = {
    webhook: undefined,
    redeliverMs: options.redeliverMs ?? [16_000, 60_000],
    budgetMs: { message: 5_000, card: 2_000, event: 3_000, ...options.budgetMs },
    line,
  }
  const postman = newPostman(world, route)
  const waitFor: DingTalkEmulator['waitFor'] = (look, wait) => waitIn(world, look, wait)
  const hands = new Map<string, Person>()
  const hand = (id: string, name: string, outsider: boolean): Person => {
    const around = { world, postman, base: () => api.url(), waitFor }
    const person = hands.get(id) ?? newPerson({ id, name, outsider, state: 'there' }, around)
    hands.set(id, person)
    return person
  }

  return {
    url: api.url(),
    env: environmentOf(world.app, api.url()),
    line,
    meter: world.meter,
    heals: api.heals,
    waitFor,
    webhookTo: (url) => void (route.webhook = url),
    person: (id, name = id) => hand(id, name, false),
    outsider: (id) => hand(id, id, true),
    group(id, members = []) {
      const chat: Chat = { id, kind: 'group', members: new Set(members.map((one) => one.id)), state: 'there' }
      world.chats.set(id, chat)
      return { id, disbands: () => void (chat.state = 'disbanded'), stopsBot: () => void (chat.state = 'bot stopped') }
    },
    messagesTo(id) {
      const chatId = world.people.has(id) ? world.p2p(id).id : id
      return world.messages.filter((message) => message.chatId === chatId && message.from === 'bot')
    },
    push: (pushed) => postman.deliver(pushed),
    event: (type, data) => postman.deliver(eventPush(world.app, type, data)),
    again: (delivery, tampering) => postman.push(delivery, tampering),
    breaks: (name, how, times = 1) => api.breaks(name, how, times),
    agrees: (address, who) => agree(world, address, who),
    revokesTokens: () => world.tokens.clear(),
    calls: (name) => api.calls().filter((call) => name === undefined || call.name === name),
    connected: (ms = 15_000) =>
      waitFor(() => line.connections() > 0, { ms, for: 'a connection' }).then(() => undefined),
    async settled(quietMs = 50) {
      for (let before = -1; before !== api.calls().length || api.busy() + postman.busy() > 0;) {
        before = api.calls().length
        await new Promise((resolve) => setTimeout(resolve, quietMs))
      }
    },
    async close() {
      postman.stop()
      line.close()
      await api.close()
    },
  }
}

function appOf(options: EmulatorOptions): AppConfig {
  return {
    clientId: options.clientId ?? 'dingclient0001',
    clientSecret: options.clientSecret ?? 'client-secret-0001',
    robotCode: options.robotCode ?? 'dingclient0001',
    corpId: 'dingcorp0001',
    now: options.now ?? Date.now,
    tokenSeconds: options.tokenSeconds ?? 7200,
    webhookMinutes: options.webhookMinutes ?? 90,
    templateId: options.templateId ?? null,
  }
}

function environmentOf({ clientId, clientSecret, robotCode, templateId }: AppConfig, url: string) {
  return {
    DINGTALK_CLIENT_ID: clientId,
    DINGTALK_CLIENT_SECRET: clientSecret,
    DINGTALK_ROBOT_CODE: robotCode,
    DINGTALK_API_URL: `${url}/api`,
    DINGTALK_OAPI_URL: `${url}/oapi`,
    DINGTALK_LOGIN_URL: `${url}/login`,
    ...(templateId === null ? {} : { DINGTALK_CARD_TEMPLATE_ID: templateId }),
  }
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
      const said = world.messages.slice(-5).map((message) => `— ${message.from}: ${message.text}`)
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
