import { z } from 'zod'
import type { Act, Chat, FileRef, Inbound, Received, RejectReason } from '../platform.ts'
import { isGroup, ownChat } from './chats.ts'
import { isOwn, postLimit, readBody, uploadLimit } from './guard.ts'
import type { DemoMessage, DemoStore } from './store.ts'

export type Desk = {
  readonly store: DemoStore
  readonly now: () => number
  /** The group chat a person is in. */
  readonly groupOf: (person: string) => string
}

const id = z.string().min(1).max(100)
const typed = z.string().max(50_000)

const tapPost = z.object({
  type: z.literal('tap'),
  person: id,
  tapId: id,
  cardId: id,
  value: z.unknown(),
  form: z.record(z.string().max(100), z.union([typed, z.array(typed).max(100)])).default({}),
})

const messagePost = z.object({
  type: z.literal('message'),
  person: id,
  messageId: id,
  chat: z.enum(['bot', 'group']),
  text: typed,
  mentioned: z.boolean().default(false),
  inReplyTo: id.nullable().default(null),
})

type TapPost = z.infer<typeof tapPost>
type MessagePost = z.infer<typeof messagePost>
type Posted = { readonly post: TapPost | MessagePost; readonly files: readonly File[] }

/** Checks and reads one post of the demo page, and puts a message into its chat. JSON, or multipart with files. */
export async function receivePost(desk: Desk, request: Request): Promise<Received> {
  if (request.method !== 'POST' || !isOwn(request)) return rejected(401, 'foreign-app')
  const multipart = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '')
  const body = await readBody(request, multipart ? uploadLimit : postLimit)
  if (!body) return rejected(413, 'too-large')
  const posted = multipart ? await readForm(request, body) : readJson(body)
  const inbound = posted && (posted.post.type === 'tap' ? tapped(desk, posted.post) : await said(desk, posted))
  if (!inbound) return rejected(400, 'malformed')
  return { kind: 'inbound', inbound, respond: (handled) => Response.json({ toast: handled.toast ?? null }) }
}

function rejected(status: 400 | 401 | 413, reason: RejectReason): Received {
  return { kind: 'rejected', status, reason }
}

function readJson(body: Uint8Array): Posted | null {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(body))
    const post = z.union([tapPost, messagePost]).safeParse(json).data
    return post ? { post, files: [] } : null
  } catch {
    return null
  }
}

async function readForm(request: Request, body: Uint8Array<ArrayBuffer>): Promise<Posted | null> {
  const type = request.headers.get('content-type') ?? ''
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  if (!form) return null
  const files = form
    .getAll('file')
    .filter((entry) => entry instanceof File)
    .filter((file) => file.name !== '')
  const post = messagePost.safeParse({
    type: 'message',
    person: form.get('person'),
    messageId: form.get('messageId'),
    chat: form.get('chat'),
    text: asTyped(form.get('text')),
    mentioned: form.get('mentioned') === 'true',
    inReplyTo: form.get('inReplyTo') || null,
  }).data
  return post ? { post, files } : null
}

/** Multipart turns every line break into CRLF. */
function asTyped(text: File | string | null): string {
  return typeof text === 'string' ? text.replaceAll('\r\n', '\n') : ''
}

/** Null for a card that isn't in one of the person's chats. */
function tapped({ store, now, groupOf }: Desk, post: TapPost): Inbound | null {
  const card = store.find(post.cardId)
  const own = [ownChat(post.person), groupOf(post.person)]
  if (!card || card.author.kind !== 'bot' || !own.includes(card.chat)) return null
  return inbound({
    id: `tap:${post.person}:${post.tapId}`,
    at: now(),
    person: post.person,
    chat: chatOf(card.chat),
    act: { type: 'tap', cardId: card.id, value: post.value, form: post.form },
  })
}

/** Null for an empty message, and for an answer to something that isn't in this chat. */
async function said(desk: Desk, { post, files }: Posted): Promise<Inbound | null> {
  if (post.type !== 'message' || (post.text.trim() === '' && files.length === 0)) return null
  const chat = post.chat === 'group' ? desk.groupOf(post.person) : ownChat(post.person)
  if (post.inReplyTo !== null && desk.store.find(post.inReplyTo)?.chat !== chat) return null
  const key = `in:${post.person}:${post.messageId}`
  const message = desk.store.findByKey(key) ?? (await keep(desk, { post, files, chat, key }))
  return inbound({
    id: key,
    at: message.at,
    person: post.person,
    chat: chatOf(chat),
    act: actOf(desk.store, message, post.text),
  })
}

type Saying = { post: MessagePost; files: readonly File[]; chat: string; key: string }

async function keep({ store, now }: Desk, { post, files, chat, key }: Saying): Promise<DemoMessage> {
  const read = await Promise.all(files.map(async (file) => ({ file, bytes: new Uint8Array(await file.arrayBuffer()) })))
  return store.append({
    key,
    chat,
    author: { kind: 'person', id: post.person },
    at: now(),
    content: { kind: 'text', text: post.text },
    files: read.map(({ file, bytes }) => store.keepFile({ name: file.name, mime: file.type, bytes }).id),
    mentioned: post.chat === 'bot' || post.mentioned,
    inReplyTo: post.inReplyTo,
  })
}

function actOf(store: DemoStore, message: DemoMessage, text: string): Act {
  return {
    type: 'message',
    messageId: message.id,
    text,
    files: message.files.flatMap((file) => fileRef(store, file)),
    mentioned: message.mentioned,
    inReplyTo: threadOf(store, message),
  }
}

function fileRef(store: DemoStore, fileId: string): FileRef[] {
  const file = store.file(fileId)
  if (!file) return []
  return [{ name: file.name, image: file.mime.startsWith('image/'), token: JSON.stringify({ file: fileId }) }]
}

/** The message answered, and those it answered in turn. */
function threadOf(store: DemoStore, message: DemoMessage): string[] {
  const parent = message.inReplyTo === null ? null : store.find(message.inReplyTo)
  return parent ? [parent.id, ...threadOf(store, parent)] : []
}

function chatOf(chat: string): Chat {
  return isGroup(chat) ? { kind: 'group', id: chat, external: false } : { kind: 'p2p', id: chat }
}

/** Somebody has seen messages in their own chat with the bot. */
export function receipt({ person, seen, at }: { person: string; seen: readonly DemoMessage[]; at: number }): Inbound {
  const messageIds = seen.map(({ id }) => id).slice(-50)
  const act = { type: 'read', messageIds } as const
  return inbound({ id: `read:${person}:${messageIds.at(-1) ?? ''}`, at, person, chat: chatOf(ownChat(person)), act })
}

function inbound(told: { id: string; at: number; person: string; chat: Chat; act: Act }): Inbound {
  const { id, at, person, chat, act } = told
  return { platform: 'demo', id, at, sender: { id: person }, chat, act }
}
