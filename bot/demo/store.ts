import type { Content } from '../platform.ts'
import { type Author, type Line, readLine } from './lines.ts'

export type DemoMessage = {
  readonly id: string
  readonly chat: string
  readonly author: Author
  readonly at: number
  readonly content: Content
  readonly files: readonly string[]
  readonly mentioned: boolean
  readonly inReplyTo: string | null
  /** Place in the order of all chats. */
  readonly seq: number
  /** The store's revision at which it last changed; equals `seq` until then. */
  readonly rev: number
  /** When its card was last replaced. */
  readonly updatedAt: number | null
}

export type NewMessage = Pick<DemoMessage, 'chat' | 'author' | 'at' | 'content'> &
  Partial<Pick<DemoMessage, 'files' | 'mentioned' | 'inReplyTo'>> & { readonly key: string }

export type DemoFile = {
  readonly id: string
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What the demo platform remembers: what a chat service would keep on its servers. */
export type DemoStore = {
  /** Another one each time the process starts: a page that sees it change loads itself again. */
  readonly epoch: string
  /** Counts every change. */
  rev(): number
  /** Appends a message; the same key again returns the first one and changes nothing. */
  append(message: NewMessage): DemoMessage
  /** Replaces the content; null when there is no such message. Equal content changes nothing. */
  update(change: { id: string; content: Content; at: number }): DemoMessage | null
  find(id: string): DemoMessage | null
  findByKey(key: string): DemoMessage | null
  /** The messages of one chat that changed after revision `since`, in order. */
  list(chat: string, since?: number): readonly DemoMessage[]
  keepFile(file: Omit<DemoFile, 'id'>): DemoFile
  file(id: string): DemoFile | null
  /** This person has seen the chat up to and including `seq`. */
  markRead(mark: { person: string; chat: string; seq: number }): void
  unread(person: string, chat: string): number
  /** What this person has not seen yet, of others, in order. */
  unseen(person: string, chat: string): readonly DemoMessage[]
}

/**
 * A store in memory. `lines` are those an earlier one handed to `onLine`, in order: replaying them gives the
 * same chats. Each line is one JSON text without a line break.
 */
export function memoryStore(options: { lines?: readonly string[]; onLine?: (line: string) => void } = {}): DemoStore {
  const state = emptyState()
  for (const text of options.lines ?? []) {
    const line = readLine(text)
    if (line) apply(state, line)
  }
  const commit = (line: Line): void => {
    apply(state, line)
    options.onLine?.(JSON.stringify(line))
  }
  return {
    epoch: crypto.randomUUID(),
    rev: () => state.rev,
    ...messagesOf(state, commit),
    ...filesOf(state, commit),
    ...marksOf(state, commit),
  }
}

type State = {
  rev: number
  readonly messages: Map<string, DemoMessage>
  readonly chats: Map<string, string[]>
  readonly keys: Map<string, string>
  readonly files: Map<string, DemoFile>
  readonly marks: Map<string, number>
}

function emptyState(): State {
  return { rev: 0, messages: new Map(), chats: new Map(), keys: new Map(), files: new Map(), marks: new Map() }
}

function apply(state: State, line: Line): void {
  state.rev += 1
  switch (line.type) {
    case 'message': {
      const { type: _, key, ...said } = line
      state.messages.set(line.id, { ...said, seq: state.rev, rev: state.rev, updatedAt: null })
      state.keys.set(key, line.id)
      const ids = state.chats.get(line.chat)
      if (ids) ids.push(line.id)
      else state.chats.set(line.chat, [line.id])
      return
    }
    case 'update': {
      const old = state.messages.get(line.id)
      if (old) state.messages.set(line.id, { ...old, content: line.content, rev: state.rev, updatedAt: line.at })
      return
    }
    case 'file': {
      const { id, name, mime, base64 } = line
      state.files.set(id, { id, name, mime, bytes: fromBase64(base64) })
      return
    }
    case 'read':
      state.marks.set(markKey(line), line.seq)
  }
}

type Commit = (line: Line) => void

function messagesOf(
  state: State,
  commit: Commit,
): Pick<DemoStore, 'append' | 'update' | 'find' | 'findByKey' | 'list'> {
  const find = (id: string | undefined): DemoMessage | null => (id && state.messages.get(id)) || null
  return {
    find,
    findByKey: (key) => find(state.keys.get(key)),
    append(message) {
      if (!state.keys.has(message.key)) commit(messageLine(message))
      return stored(find(state.keys.get(message.key)))
    },
    update({ id, content, at }) {
      const old = find(id)
      if (!old || JSON.stringify(old.content) === JSON.stringify(content)) return old
      commit({ type: 'update', id, content, at })
      return find(id)
    },
    list: (chat, since = 0) =>
      (state.chats.get(chat) ?? []).map((id) => stored(find(id))).filter((message) => message.rev > since),
  }
}

function messageLine({ key, chat, author, at, content, ...more }: NewMessage): Line {
  const { files = [], mentioned = false, inReplyTo = null } = more
  const id = crypto.randomUUID()
  return { type: 'message', id, key, chat, author, at, content, files: [...files], mentioned, inReplyTo }
}

function filesOf(state: State, commit: Commit): Pick<DemoStore, 'keepFile' | 'file'> {
  return {
    file: (id) => state.files.get(id) ?? null,
    keepFile({ name, mime, bytes }) {
      const id = crypto.randomUUID()
      commit({ type: 'file', id, name, mime, base64: toBase64(bytes) })
      return { id, name, mime, bytes }
    },
  }
}

function marksOf(state: State, commit: Commit): Pick<DemoStore, 'markRead' | 'unread' | 'unseen'> {
  const seen = (mark: { person: string; chat: string }): number => state.marks.get(markKey(mark)) ?? 0
  const unseen = (person: string, chat: string): DemoMessage[] => {
    const after = seen({ person, chat })
    const own = (message: DemoMessage): boolean => message.author.kind === 'person' && message.author.id === person
    const messages = (state.chats.get(chat) ?? []).map((id) => stored(state.messages.get(id) ?? null))
    return messages.filter((message) => message.seq > after && !own(message))
  }
  return {
    markRead(mark) {
      if (mark.seq > seen(mark)) commit({ type: 'read', ...mark })
    },
    unread: (person, chat) => unseen(person, chat).length,
    unseen,
  }
}

function markKey(mark: { person: string; chat: string }): string {
  return JSON.stringify([mark.person, mark.chat])
}

function stored(message: DemoMessage | null): DemoMessage {
  if (!message) throw new Error('a demo message was lost between two lines')
  return message
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary)
}

function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at)
  return bytes
}
