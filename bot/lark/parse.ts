import { z } from 'zod'
import type { FormValues } from '../../core/forms/form.ts'
import type { Chat, Inbound } from '../platform.ts'
import { isShallow, wellFormed } from '../wire.ts'
import { saidIn } from './message.ts'
import type { Mention } from './message.ts'

/** What an event means to Xiaohao. `ignored`: real, but nobody reads it. */
export type Read = { kind: 'inbound'; inbound: Inbound } | { kind: 'ignored' } | { kind: 'malformed' }

/** The bot's own open_id, or undefined while Lark hasn't said. */
export type BotId = () => Promise<string | undefined>

const Id = z.string().regex(/^[A-Za-z0-9_-]+$/)
const Instant = z.string().regex(/^\d{10,17}$/)

const Envelope = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: z.string().min(1).max(200),
    event_type: z.string(),
    create_time: Instant,
    tenant_key: z.string().optional(),
  }),
  event: z.unknown(),
})

const Received = z.object({
  sender: z.object({
    sender_id: z.object({ open_id: Id }).optional(),
    sender_type: z.string(),
    tenant_key: z.string().optional(),
  }),
  message: z.object({
    message_id: Id,
    root_id: Id.or(z.literal('')).optional(),
    parent_id: Id.or(z.literal('')).optional(),
    create_time: Instant.optional(),
    chat_id: Id,
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    mentions: z
      .array(
        z.object({
          key: z.string(),
          name: z.string(),
          id: z.object({ open_id: z.string().nullish() }).nullish(),
          mentioned_type: z.string().optional(),
        }),
      )
      .nullish(),
  }),
})

const Tapped = z.object({
  operator: z.object({ open_id: Id }),
  action: z.object({ value: z.unknown(), form_value: z.record(z.string(), z.unknown()).nullish() }),
  context: z.object({ open_message_id: Id, open_chat_id: Id }),
})

const Joined = z.object({
  chat_id: Id,
  operator_id: z.object({ open_id: Id }),
  external: z.boolean().nullish(),
  name: z.string().nullish(),
})

const Receipt = z.object({
  reader: z.object({ reader_id: z.object({ open_id: Id }), read_time: Instant }),
  message_id_list: z.array(Id),
})

const Directory = z.object({
  object: z.object({ open_id: Id, status: z.object({ is_resigned: z.boolean().optional() }).nullish() }),
})

type Header = z.infer<typeof Envelope>['header']

/** Reads an opened event, however it came. Never throws for what it holds. */
export async function readEvent(envelope: unknown, botId: BotId): Promise<Read> {
  const parsed = Envelope.safeParse(envelope)
  if (!parsed.success) return { kind: 'malformed' }
  const { header, event } = parsed.data
  switch (header.event_type) {
    case 'im.message.receive_v1':
      return readMessage(header, event, botId)
    case 'card.action.trigger':
      return readTap(header, event)
    case 'im.chat.member.bot.added_v1':
      return readJoined(header, event)
    case 'im.message.message_read_v1':
      return readReceipt(header, event)
    case 'contact.user.deleted_v3':
    case 'contact.user.updated_v3':
      return readDirectory(header, event)
    default:
      return { kind: 'ignored' }
  }
}

async function readMessage(header: Header, event: unknown, botId: BotId): Promise<Read> {
  const parsed = Received.safeParse(event)
  if (!parsed.success) return { kind: 'malformed' }
  const { sender, message } = parsed.data
  if (sender.sender_type !== 'user') return { kind: 'ignored' }
  if (!sender.sender_id) return { kind: 'malformed' }
  const mentions = await mentionsIn(message, botId)
  const mentioned = message.chat_type === 'p2p' || mentions.some(({ isBot }) => isBot)
  const messageId = message.message_id
  const said = saidIn(message.message_type, message.content, { messageId, mentions })
  const inReplyTo = [...new Set([message.root_id ?? '', message.parent_id ?? ''])].filter((id) => id !== '')
  const inbound: Inbound = {
    platform: 'lark',
    id: header.event_id,
    at: instant(message.create_time ?? header.create_time),
    sender: { id: sender.sender_id.open_id },
    chat: chatOf(message, sender.tenant_key !== undefined && sender.tenant_key !== header.tenant_key),
    act: said
      ? { type: 'message', messageId, ...said, mentioned, inReplyTo }
      : { type: 'unreadable', messageId, mentioned },
  }
  return { kind: 'inbound', inbound }
}

function readTap(header: Header, event: unknown): Read {
  const parsed = Tapped.safeParse(event)
  if (!parsed.success) return { kind: 'malformed' }
  const { operator, action, context } = parsed.data
  const inbound: Inbound = {
    platform: 'lark',
    id: header.event_id,
    at: instant(header.create_time),
    sender: { id: operator.open_id },
    // A tap doesn't say where its card stands. Taken as p2p, its answer goes to that person alone.
    chat: { kind: 'p2p', id: context.open_chat_id },
    act: {
      type: 'tap',
      cardId: context.open_message_id,
      value: isShallow(action.value, 4) ? action.value : undefined,
      form: formOf(action.form_value ?? {}),
    },
  }
  return { kind: 'inbound', inbound }
}

function readJoined(header: Header, event: unknown): Read {
  const parsed = Joined.safeParse(event)
  if (!parsed.success) return { kind: 'malformed' }
  const { chat_id: id, operator_id: operator, external, name } = parsed.data
  const inbound: Inbound = {
    platform: 'lark',
    id: header.event_id,
    at: instant(header.create_time),
    sender: { id: operator.open_id },
    chat: { kind: 'group', id, external: external ?? false },
    act: { type: 'joined', name: name ? wellFormed(name).slice(0, 100) : null },
  }
  return { kind: 'inbound', inbound }
}

function readReceipt(header: Header, event: unknown): Read {
  const parsed = Receipt.safeParse(event)
  if (!parsed.success) return { kind: 'malformed' }
  const { reader, message_id_list: messageIds } = parsed.data
  const inbound: Inbound = {
    platform: 'lark',
    id: header.event_id,
    at: instant(reader.read_time),
    sender: { id: reader.reader_id.open_id },
    // Lark tells of what was read alone with the bot only, and not where that was.
    chat: { kind: 'p2p', id: '' },
    act: { type: 'read', messageIds: messageIds.slice(0, 50) },
  }
  return { kind: 'inbound', inbound }
}

/** Somebody's entry in the directory: only that they have left is anything to us. */
function readDirectory(header: Header, event: unknown): Read {
  const parsed = Directory.safeParse(event)
  if (!parsed.success) return { kind: 'malformed' }
  const { open_id: id, status } = parsed.data.object
  if (header.event_type === 'contact.user.updated_v3' && status?.is_resigned !== true) return { kind: 'ignored' }
  const at = instant(header.create_time)
  const who = { sender: { id }, chat: { kind: 'p2p', id: '' } } as const
  return { kind: 'inbound', inbound: { platform: 'lark', id: header.event_id, at, ...who, act: { type: 'left' } } }
}

async function mentionsIn(message: z.infer<typeof Received>['message'], botId: BotId): Promise<Mention[]> {
  const listed = message.mentions ?? []
  if (listed.length === 0) return []
  const own = await botId()
  return listed.map(({ key, name, id, mentioned_type: type }) => ({
    key,
    name: wellFormed(name),
    isBot: own === undefined ? type === 'bot' : id?.open_id === own,
  }))
}

function chatOf(message: { chat_id: string; chat_type: string }, foreign: boolean): Chat {
  const id = message.chat_id
  return message.chat_type === 'p2p' ? { kind: 'p2p', id } : { kind: 'group', id, external: foreign }
}

/** Milliseconds: messages are stamped in them, card taps in microseconds. */
function instant(stamp: string): number {
  const value = Number(stamp)
  return value >= 1e14 ? Math.floor(value / 1000) : value
}

/** Fields a person filled in; a day comes with its offset, which Xiaohao drops: `2026-05-01 +0800`. */
function formOf(values: Readonly<Record<string, unknown>>): FormValues {
  const known: [string, string | readonly string[]][] = []
  for (const [name, value] of Object.entries(values).slice(0, 100)) {
    if (typeof value === 'string') known.push([name, dayOrText(value)])
    else if (typeof value === 'number') known.push([name, String(value)])
    else if (Array.isArray(value)) known.push([name, value.filter((item) => typeof item === 'string').map(wellFormed)])
  }
  return Object.fromEntries(known)
}

function dayOrText(value: string): string {
  return /^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/.exec(value)?.[1] ?? wellFormed(value)
}
