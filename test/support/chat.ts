import type { BlobStore } from '../../db/evidence.ts'
import { deliverDue } from '../../bot/deliver.ts'
import { handle } from '../../bot/handle.ts'
import type { ListeningOffice } from '../../bot/office.ts'
import type {
  Action,
  Capabilities,
  Card,
  Content,
  FileRef,
  Handled,
  Inbound,
  Outgoing,
  Platform,
  Sent,
} from '../../bot/platform.ts'
import { tick } from '../../bot/tick.ts'
import type { FormValues } from '../../core/forms/form.ts'
import type { PersonId } from '../../core/actor.ts'
import type { World } from './world.ts'

export type SentMessage = { readonly messageId: string; readonly to: Outgoing['to']; content: Content; updates: number }

type Manner = { readonly brisk?: boolean; readonly capabilities?: Capabilities }

const rich: Capabilities = { forms: true, taps: true, updates: true }

/** Nothing but text and links. */
export const poor: Capabilities = { forms: false, taps: false, updates: false }

/** Text, and links that say something. */
export const talking: Capabilities = { ...poor, saying: (words) => `say:${encodeURIComponent(words)}` }

/**
 * A chat platform without a wire: what is sent is kept, and people say, tap and send files as on a phone. brisk: the
 * clock is not asked at every word; only answers leave.
 */
export function chat(w: World, { brisk = false, capabilities = rich }: Manner = {}) {
  const sent: SentMessage[] = []
  const files = new Map<string, Uint8Array>()
  const faults: Sent[] = []
  let events = 0
  const platform: Platform = {
    name: 'demo',
    capabilities,
    receive: () => Promise.resolve({ kind: 'rejected', status: 400, reason: 'malformed' }),
    send: (message) => {
      const fault = faults.shift()
      if (fault) return Promise.resolve(fault)
      const messageId = `m${sent.length + 1}`
      sent.push({ messageId, to: message.to, content: message.content, updates: 0 })
      return Promise.resolve({ outcome: 'delivered', messageId })
    },
    update: ({ messageId, content }) => {
      const message = sent.find((known) => known.messageId === messageId)
      if (!message) return Promise.resolve({ outcome: 'unreachable', why: 'no such card' })
      message.content = content
      message.updates += 1
      return Promise.resolve({ outcome: 'delivered', messageId })
    },
    fetchFile: ({ token }) => {
      const bytes = files.get(token)
      return Promise.resolve(bytes ? { outcome: 'fetched', bytes, type: '' } : { outcome: 'gone', why: 'unknown' })
    },
    probe: () => Promise.resolve({ ok: true }),
  }
  const office: ListeningOffice = {
    db: w.db,
    blobs: memoryBlobs(),
    platforms: new Map([['demo', platform]]),
    now: () => w.clock.now,
    publicUrl: 'http://127.0.0.1:8787',
    secret: 'a-secret-of-more-than-32-characters!',
    log: () => undefined,
    count: () => undefined,
  }
  type Who = keyof World['people'] | { stranger: string }
  const idOf = (who: Who) => (typeof who === 'object' ? who.stranger : `demo-${w.people[who]}`)
  type How = {
    group?: string
    replyTo?: SentMessage
    files?: { name: string; bytes: Uint8Array }[]
    eventId?: string
    external?: boolean
    mentioned?: boolean
  }

  /** What the person reads in answer, in order; what waited before it is delivered first. */
  async function act(who: Who, what: Inbound['act'], how: How): Promise<{ handled: Handled; answers: SentMessage[] }> {
    if (!brisk) await tick(office)
    const before = sent.length
    const touched = new Map(sent.map((message) => [message, message.updates]))
    const inbound: Inbound = {
      platform: 'demo',
      id: how.eventId ?? `ev${++events}`,
      at: w.clock.now,
      sender: { id: idOf(who) },
      chat: how.group
        ? { kind: 'group', id: how.group, external: how.external ?? false }
        : { kind: 'p2p', id: `p2p-${idOf(who)}` },
      act: what,
    }
    const handled = handle(office, inbound)
    w.clock.now += 1_000
    await (brisk ? deliverDue(office) : tick(office))
    const fresh = (message: SentMessage, index: number) =>
      index >= before || (touched.get(message) ?? 0) < message.updates
    const theirs = (message: SentMessage) => message.to.kind !== 'person' || message.to.id === idOf(who)
    return { handled, answers: sent.filter((message, index) => fresh(message, index) && theirs(message)) }
  }

  const says = async (who: Who, text: string, how: How = {}): Promise<SentMessage[]> => {
    const refs = (how.files ?? []).map(({ name, bytes }): FileRef => {
      const token = `file${files.size + 1}`
      files.set(token, bytes)
      return { name, image: /\.(jpg|png)$/.test(name), token }
    })
    const messageId = `in${++events}`
    const inReplyTo = how.replyTo ? [how.replyTo.messageId] : []
    const what = { type: 'message' as const, messageId, text, files: refs, mentioned: how.mentioned ?? true, inReplyTo }
    return (await act(who, what, how)).answers
  }

  const taps = (who: Who, message: SentMessage, label: string, form: FormValues = {}) =>
    act(who, { type: 'tap', cardId: message.messageId, value: valueOf(button(message.content, label)), form }, {})

  const tapsValue = (who: Who, value: unknown, form: FormValues = {}) =>
    act(who, { type: 'tap', cardId: 'm0', value, form }, {})
  const to = (who: PersonId) =>
    sent.filter((message) => message.to.kind === 'person' && message.to.id === `demo-${who}`)
  return { office, sent, faults, says, taps, tapsValue, to }
}

/** Everything a reader sees of a message. */
export function textOf(content: Content): string {
  if (content.kind === 'text') return content.text
  const blocks = content.blocks.flatMap((block) => {
    if (block.type === 'fields') return block.fields.map(({ label, value }) => `${label}：${value}`)
    if (block.type === 'buttons') return []
    if (block.type === 'table') return [block.columns, ...block.rows].map((cells) => cells.join(' | '))
    if (block.type === 'chart') return block.series.map(({ name, values }) => `${name}：${values.join(' ')}`)
    return block.type === 'item' ? [block.title, ...block.lines] : [block.text]
  })
  const fields = (content.form?.fields ?? []).map(({ field, value }) => `${field.label}=${String(value)}`)
  return [content.title, ...blocks, ...fields, ...buttonsOf(content).map((action) => `[${action.label}]`)].join('\n')
}

export function buttonsOf(card: Card): Action[] {
  const inItems = card.blocks.flatMap((block) => ('actions' in block ? block.actions : []))
  return [...inItems, ...(card.form?.submit ?? []), ...card.actions]
}

function button(content: Content, label: string): Action {
  const actions = content.kind === 'card' ? buttonsOf(content) : []
  const found = actions.find((action) => action.label === label)
  if (!found) throw new Error(`no button ${label} in:\n${textOf(content)}`)
  return found
}

export function valueOf(action: Action): unknown {
  if ('url' in action) throw new Error(`${action.label} opens a page`)
  return action.value
}

export function memoryBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
      const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      blobs.set(sha256, bytes)
      return sha256
    },
    get: (sha256) => Promise.resolve(blobs.get(sha256) ?? null),
    has: (sha256) => Promise.resolve(blobs.has(sha256)),
    remove: (sha256) => Promise.resolve(void blobs.delete(sha256)),
  }
}

/** A tiny but real PNG. */
export const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (sign) => sign.charCodeAt(0),
)
