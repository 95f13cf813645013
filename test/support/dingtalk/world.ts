import { randomBytes } from 'node:crypto'
import { newAccounts, type Accounts } from './accounts.ts'
import { newMeter, type Meter } from './meter.ts'
import { viewOf, type Content, type View } from './view.ts'

export type AppConfig = {
  readonly clientId: string
  readonly clientSecret: string
  readonly robotCode: string
  readonly corpId: string
  readonly now: () => number
  readonly tokenSeconds: number
  readonly webhookMinutes: number
  /** The card template the organisation has published; null: none. */
  readonly templateId: string | null
}

/** A message in a chat, the bot's or a person's. */
export type Message = {
  /** What its sender was told: processQueryKey, outTrackId, or a msgId. */
  readonly id: string
  readonly chatId: string
  /** Of a card: what a message that quotes it names. */
  readonly carrierId?: string
  /** `bot` or a staffId. */
  readonly from: string
  readonly by: 'batchSend' | 'groupSend' | 'webhook' | 'card' | 'person'
  readonly sentAt: number
  /** As it stands now. */
  readonly content: Content
  readonly earlier: readonly Content[]
  /** Whom it really calls. */
  readonly mentions: readonly string[]
  /** Counts every change in the whole world: what has a higher one happened later. */
  readonly revision: number
} & View

export type Chat = {
  readonly id: string
  readonly kind: 'p2p' | 'group'
  readonly members: Set<string>
  state: 'there' | 'disbanded' | 'bot stopped'
}

export type Staff = { readonly id: string; readonly name: string; readonly outsider: boolean; state: StaffState }
export type StaffState = 'there' | 'gone' | 'flow controlled'

export type World = {
  readonly app: AppConfig
  readonly people: Map<string, Staff>
  readonly chats: Map<string, Chat>
  readonly messages: Message[]
  readonly files: Map<string, { readonly bytes: Uint8Array; readonly type: string }>
  readonly tokens: Map<string, number>
  readonly accounts: Accounts
  /** Session webhooks given with messages, each for one chat and a while. */
  readonly sessions: Map<string, { readonly chatId: string; readonly until: number }>
  /** Who calls back for cards over HTTP, by route key. */
  readonly routes: Map<string, { readonly url: string; readonly secret: string }>
  /** By which of them a card calls back; the others do over Stream. */
  readonly cardRoutes: Map<string, string>
  readonly meter: Meter
  put(message: Omit<Message, 'revision' | keyof View>): Message
  /** The person's own chat with the bot. */
  p2p(staffId: string): Chat
  revision(): number
  changed(): void
  onChange(listener: () => void): () => void
}

export function newWorld(app: AppConfig): World {
  const listeners = new Set<() => void>()
  let revision = 0
  const world: World = {
    app,
    people: new Map(),
    chats: new Map(),
    messages: [],
    files: new Map(),
    tokens: new Map(),
    accounts: newAccounts(),
    sessions: new Map(),
    routes: new Map(),
    cardRoutes: new Map(),
    meter: newMeter(app.now),
    revision: () => revision,
    changed: () => listeners.forEach((listener) => listener()),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    put(message) {
      revision += 1
      const whole = { ...message, ...viewOf(message.content), revision }
      const before = world.messages.findIndex(({ id, chatId }) => id === message.id && chatId === message.chatId)
      if (before < 0) world.messages.push(whole)
      else world.messages[before] = whole
      world.changed()
      return whole
    },
    p2p(staffId) {
      const id = `cidp2p${staffId}==`
      const chat = world.chats.get(id) ?? { id, kind: 'p2p', members: new Set([staffId]), state: 'there' }
      world.chats.set(id, chat)
      return chat
    },
  }
  return world
}

export function newId(prefix: string): string {
  return `${prefix}${randomBytes(12).toString('base64url')}`
}
