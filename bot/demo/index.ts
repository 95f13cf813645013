import { z } from 'zod'
import type { Address, Fetched, FileRef, Outgoing, Platform, Sent } from '../platform.ts'
import { isGroup, ownChat } from './chats.ts'
import { type Desk, receivePost } from './receive.ts'
import type { DemoStore } from './store.ts'

/**
 * A chat service that exists only in `store`: what people write on the demo page and what the bot answers there. Plain:
 * one whose cards have neither buttons nor forms.
 */
export function demoPlatform(desk: Desk, { plain = false } = {}): Platform {
  return {
    name: 'demo',
    capabilities: { forms: !plain, taps: !plain, updates: !plain },
    receive: (request) => receivePost(desk, request),
    send: async (message) => send(desk, message),
    update: async ({ messageId, content }) =>
      delivered(desk.store.update({ id: messageId, content, at: desk.now() })?.id),
    fetchFile: async (ref, maxBytes) => fetchFile(desk.store, ref, maxBytes),
    probe: async () => ({ ok: true }),
  }
}

function send({ store, now }: Desk, { to, content, key }: Outgoing): Sent {
  const answered = to.kind === 'reply' ? to.messageId : null
  const chat = chatAt(store, to)
  if (chat === null) return delivered(undefined)
  const message = { key: `out:${key}`, chat, author: { kind: 'bot' }, at: now(), content, inReplyTo: answered } as const
  return delivered(store.append(message).id)
}

/** Null for a group or a message the demo doesn't have. */
function chatAt(store: DemoStore, to: Address): string | null {
  switch (to.kind) {
    case 'person':
      return ownChat(to.id)
    case 'group':
      return isGroup(to.id) ? to.id : null
    case 'reply':
      return store.find(to.messageId)?.chat ?? null
  }
}

function delivered(messageId: string | undefined): Sent {
  return messageId ? { outcome: 'delivered', messageId } : { outcome: 'unreachable', why: 'no such chat or message' }
}

const fileToken = z.object({ file: z.string() })

function fetchFile(store: DemoStore, ref: FileRef, maxBytes: number): Fetched {
  const file = store.file(readToken(ref.token))
  if (!file) return { outcome: 'gone', why: 'no such file' }
  if (file.bytes.length > maxBytes) return { outcome: 'too-large' }
  return { outcome: 'fetched', bytes: file.bytes, type: file.mime || 'application/octet-stream' }
}

function readToken(token: string): string {
  try {
    return fileToken.safeParse(JSON.parse(token)).data?.file ?? ''
  } catch {
    return ''
  }
}
