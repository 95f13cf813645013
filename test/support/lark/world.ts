import { randomBytes } from 'node:crypto'
import { newAccounts, type Accounts } from './accounts.ts'
import { newMeter, type Meter } from './meter.ts'
import { mentionsOf, textOf } from './view.ts'

export type AppConfig = {
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string
  readonly verificationToken: string
  readonly tenantKey: string
  readonly botId: string
  readonly now: () => number
  readonly tokenSeconds: number
}

/** A message in a chat, the bot's or a person's. */
export type Message = {
  readonly id: string
  readonly chatId: string
  /** `bot` or an open_id. */
  readonly from: string
  readonly type: string
  readonly sentAt: number
  /** The parsed content, the latest after updates. */
  readonly content: unknown
  /** What it said before each update, oldest first. */
  readonly earlier: readonly unknown[]
  readonly rootId: string | undefined
  readonly parentId: string | undefined
  /** Counts every change in the whole world: what has a higher one happened later. */
  readonly revision: number
  /** Everything a reader sees, one line a piece of text; buttons in square brackets. */
  readonly text: string
  /** Whom it mentions: open_ids, `all`. Whatever a person typed must not land here. */
  readonly mentions: readonly string[]
}

export type Chat = { readonly id: string; readonly kind: 'p2p' | 'group'; readonly members: Set<string> }

export type Receiver = { readonly id: string; name: string; state: ReceiverState }

export type ReceiverState = 'there' | 'resigned' | 'out of range' | 'blocks the bot'

export type World = {
  readonly app: AppConfig
  readonly people: Map<string, Receiver>
  readonly chats: Map<string, Chat>
  readonly messages: Map<string, Message>
  readonly files: Map<string, { bytes: Uint8Array; type: string }>
  readonly sentByUuid: Map<string, { messageId: string; at: number }>
  readonly tokens: Map<string, number>
  readonly accounts: Accounts
  /** Who was rung for which message (加急). */
  readonly urged: { readonly messageId: string; readonly person: string }[]
  readonly meter: Meter
  /** Puts a message into its chat, or a later version of it in its place, and wakes whoever waits. */
  put(message: Omit<Message, 'revision' | 'text' | 'mentions'>): Message
  /** The person's own chat with the bot. */
  p2p(personId: string): Chat
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
    messages: new Map(),
    files: new Map(),
    sentByUuid: new Map(),
    tokens: new Map(),
    accounts: newAccounts(),
    urged: [],
    meter: newMeter(app.now),
    revision: () => revision,
    changed: () => listeners.forEach((listener) => listener()),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    put(message) {
      revision += 1
      const { type, content } = message
      const whole = { ...message, revision, text: textOf(type, content), mentions: mentionsOf(type, content) }
      world.messages.set(message.id, whole)
      world.changed()
      return whole
    },
    p2p(personId) {
      const id = `oc_p2p_${personId.replace(/^ou_/, '')}`
      const chat = world.chats.get(id) ?? { id, kind: 'p2p' as const, members: new Set([personId]) }
      world.chats.set(id, chat)
      return chat
    },
  }
  return world
}

export function newId(prefix: string): string {
  return `${prefix}${randomBytes(12).toString('hex')}`
}
