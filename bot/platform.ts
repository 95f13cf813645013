import type { ConnectionState } from '../core/connection.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import type { Use } from '../core/quota.ts'
import type { Limits } from './pace.ts'

/**
 * The plug between Xiaohao and a chat platform. A platform verifies and parses what comes in,
 * and renders and delivers what goes out. It knows neither the ledger nor any rule; wire names
 * (open_id, message_id …) stay inside its folder.
 */
export type Platform = {
  readonly name: PlatformName
  readonly capabilities: Capabilities
  /** Verifies and parses one webhook request. Never throws for what a stranger sends. */
  receive(request: Request): Promise<Received>
  /** Delivers one message. `key` is stable over retries: the platform's own idempotency key is derived from it. */
  send(message: Outgoing): Promise<Sent>
  /** Replaces a card sent before; absent where the platform cannot. */
  update?(message: { messageId: string; content: Content }): Promise<Sent>
  /** Rings for a message that was sent to a person (加急); whether that worked is for the log only. */
  urge?(message: { messageId: string; person: string }): Promise<{ ok: true } | { ok: false; why: string }>
  /** What was used of it since this was asked last, for the month's meter. */
  takeUse?(): Use
  /** Downloads a file a message promised, up to `maxBytes`. */
  fetchFile(ref: FileRef, maxBytes: number): Promise<Fetched>
  /** Signing in to the console with an account of this platform. */
  readonly webLogin?: WebLogin
  /** One cheap call that proves credentials and reach, for `doctor` and `/readyz`. */
  probe(): Promise<{ ok: true } | { ok: false; why: string }>
}

/** A connection that this side opens, by which a platform delivers what people do: no public address is needed. */
export type LongConnection = {
  /** Takes nothing new, lets what is being handled finish (5 s at most), then hangs up. */
  close(): Promise<void>
  state(): ConnectionState
  /** Epoch milliseconds of the last sign of life; null before the first. */
  lastHeardAt(): number | null
}

/** OAuth's authorization code: the browser goes to the platform, and comes back to `back` with a code in its query. */
export type WebLogin = {
  /** Where it goes. `state` comes back as it was; `verifier` (43 characters) is for a platform that knows PKCE. */
  address(ask: { readonly back: string; readonly state: string; readonly verifier: string }): Promise<string>
  /** Who it was, by their id on the platform; null where the platform refused, isn't sure, or can't be reached. */
  who(came: CameBack): Promise<string | null>
}

export type CameBack = { readonly query: URLSearchParams; readonly back: string; readonly verifier: string }

export type PlatformName = 'lark' | 'dingtalk' | 'demo'

export type Capabilities = {
  /** Cards can hold input fields. */
  readonly forms: boolean
  /** Buttons come back as taps. */
  readonly taps: boolean
  /**
   * The address of a link that, opened alone with the bot, sends these words in the name of who opens it; absent where
   * there is no such link.
   */
  readonly saying?: (words: string) => string
  /** A card that was sent can be replaced. */
  readonly updates: boolean
  /** What it lets itself be asked; absent where it takes as much as comes. */
  readonly limits?: Limits
  /** How long a message repeated under its key arrives once, in milliseconds; for ever where absent. */
  readonly keyLivesMs?: number
  /** How long after it was sent a card can be replaced, in milliseconds; for ever where absent. */
  readonly cardLivesMs?: number
}

/** What `receive` made of a request. */
export type Received =
  /** Forged, stale, foreign or malformed: answered, counted, leaves no other trace. */
  | { kind: 'rejected'; status: 400 | 401 | 413; reason: RejectReason }
  /** The platform's own business (URL challenge, an event nobody reads): answer and forget. */
  | { kind: 'answered'; response: Response }
  | { kind: 'inbound'; inbound: Inbound; respond(handled: Handled): Response }

export type RejectReason = 'too-large' | 'malformed' | 'signature' | 'stale' | 'token' | 'foreign-app' | 'undecryptable'

/** Something a person did in chat. `id` is unique on its platform and repeats when the platform sends again. */
export type Inbound = {
  readonly platform: PlatformName
  readonly id: string
  readonly at: number
  readonly sender: { readonly id: string }
  readonly chat: Chat
  readonly act: Act
  /** How the platform may be answered right there for a while: opaque JSON of its own. */
  readonly answerBy?: string
}

export type Chat =
  | { readonly kind: 'p2p'; readonly id: string }
  /** `name` where the platform says it with every message. */
  | { readonly kind: 'group'; readonly id: string; readonly external: boolean; readonly name?: string }

export type Act =
  /** `text` is as typed, mentions of the bot removed; `inReplyTo` are messages it answers (thread root, parent). */
  | {
      readonly type: 'message'
      readonly messageId: string
      readonly text: string
      readonly files: readonly FileRef[]
      /** Always true p2p. */
      readonly mentioned: boolean
      readonly inReplyTo: readonly string[]
    }
  /** A button or a form's submission; `value` is what the button carried, never trusted. */
  | {
      readonly type: 'tap'
      readonly cardId: string
      readonly value: unknown
      readonly form: FormValues
    }
  /** The sender has seen messages of ours, alone with the bot. */
  | { readonly type: 'read'; readonly messageIds: readonly string[] }
  /** The bot was brought into a group chat. */
  | { readonly type: 'joined'; readonly name: string | null }
  /** The sender has left the platform's directory (离职): it is the platform that says so. */
  | { readonly type: 'left' }
  /** Something arrived that can't be read (a sticker, a merged forward). */
  | { readonly type: 'unreadable'; readonly messageId: string; readonly mentioned: boolean }

/** A file on the platform, not downloaded yet. `token` is opaque JSON of the platform's own. */
export type FileRef = { readonly name: string; readonly image: boolean; readonly token: string }

export type Fetched =
  | { outcome: 'fetched'; bytes: Uint8Array; type: string }
  | { outcome: 'too-large' }
  | { outcome: 'gone'; why: string }
  | { outcome: 'again'; why: string; retryAfterMs?: number }

/** What the handler wants said at once, in the response to a tap. The outbox stays the truth. */
export type Handled = { readonly toast?: { readonly tone: Tone; readonly text: string } }

export type Tone = 'plain' | 'good' | 'warn' | 'bad'

export type Outgoing = { readonly to: Address; readonly content: Content; readonly key: string }

export type Address =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  /** An answer to one message, where that message stands; `by` is what came with it as `answerBy`. */
  | { readonly kind: 'reply'; readonly messageId: string; readonly by?: string }

/** What became of one message. */
export type Sent =
  /** `quotedAs`: what a reply to it names, where that isn't its `messageId`. */
  | { outcome: 'delivered'; messageId: string; quotedAs?: string }
  /**
   * It can't arrive there: no retry. `lasting`: nor can anything else (resigned, blocked the bot, group dissolved).
   * `left`: since the person is no longer in the platform's directory.
   */
  | { outcome: 'unreachable'; why: string; lasting?: boolean; left?: boolean }
  /** The platform refused this content: send the fallback text instead. */
  | { outcome: 'rejected'; why: string }
  /** Too many: to this receiver, or `everyone`. */
  | { outcome: 'throttled'; retryAfterMs: number; everyone?: boolean }
  /** The office's calls of this month are used up. */
  | { outcome: 'exhausted'; why: string }
  /** It may or may not have arrived (time-out, 5xx, reset): repeat with the same key. */
  | { outcome: 'unknown'; why: string }
  /** Our own set-up is broken (credentials, missing scope): wait and tell the office. */
  | { outcome: 'misconfigured'; why: string }

/** All text is the plain text of people: a platform escapes it, never interprets it. */
export type Content = { readonly kind: 'text'; readonly text: string } | Card

export type Card = {
  readonly kind: 'card'
  readonly title: string
  readonly tone: Tone
  readonly blocks: readonly Block[]
  readonly form?: CardForm
  readonly actions: readonly Action[]
  /** Said instead where cards can't be shown; carries every fact that matters. */
  readonly fallback: string
}

export type Block =
  | { readonly type: 'text'; readonly text: string }
  /** Quiet small print. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'fields'; readonly fields: readonly { readonly label: string; readonly value: string }[] }
  /** Buttons among the text, beside each other. */
  | { readonly type: 'buttons'; readonly actions: readonly Action[] }
  | Table
  | Chart
  /** One row of a list, with its own buttons. */
  | {
      readonly type: 'item'
      readonly title: string
      readonly lines: readonly string[]
      readonly tone: Tone
      readonly actions: readonly Action[]
      /** In a group: who is called to it, by their id on this platform. */
      readonly mentions?: readonly Mention[]
    }

/** Figures in rows; the first column names what a row is about, the others are set to the right. */
export type Table = {
  readonly type: 'table'
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One or more series of whole numbers over the same steps. */
export type Chart = {
  readonly type: 'chart'
  readonly title: string
  readonly steps: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
}

export type Mention = { readonly id: string; readonly name: string }

export type CardForm = { readonly fields: readonly FilledField[]; readonly submit: readonly Action[] }

export type FilledField = { readonly field: Field; readonly value: string | readonly string[] }

/** A button: either it comes back as a tap with `value`, or it opens a page. */
export type Action =
  | { readonly label: string; readonly style: ActionStyle; readonly value: { readonly [key: string]: string | number } }
  | { readonly label: string; readonly style: ActionStyle; readonly url: string }

export type ActionStyle = 'primary' | 'default' | 'danger'
