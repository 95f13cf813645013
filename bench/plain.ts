import Database from 'better-sqlite3'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Issue } from '../core/issue.ts'

/** Progress as a plain program writes it: the same rows, no rules, no layers. Returns the new version. */
export type PlainProgress = { serial: string; person: number; door: string; text: string; now: number }

export type PlainMessage = {
  eventId: string
  messageId: string
  sender: string
  serial: string
  text: string
  now: number
}

export type PlainLedger = {
  progress(entry: PlainProgress): void
  /** A chat message with a progress in it: inbox, form, progress, conversation, answer; nothing where it came before. */
  message(said: PlainMessage): void
  close(): void
}

/** The reference: prepared statements on better-sqlite3, with the same pragmas as the office. */
export function plainLedger(path: string): PlainLedger {
  const client = new Database(path, { timeout: 5000 })
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  const write = progressWriter(client)
  const progress = client.transaction(write)
  const message = client.transaction(messageWriter(client, write))
  return { progress: progress.immediate, message: message.immediate, close: () => client.close() }
}

type Head = { n: number; hash: string }
type Stored = { issue: string }

function progressWriter(client: Database.Database): (entry: PlainProgress) => void {
  const load = client.prepare<[string], Stored>('select issue from issues where serial = ?')
  const head = client.prepare<[], Head>('select n, hash from events order by n desc limit 1')
  const addEvent = client.prepare(
    `insert into events (n, subject_kind, subject_id, seq, type, actor, door, at, data_hash, hash)
     values (?, 'issue', ?, ?, 'progressed', ?, ?, ?, ?, ?)`,
  )
  const addData = client.prepare('insert into event_data (n, salt, data) values (?, ?, ?)')
  const update = client.prepare(
    'update issues set issue = ?, version = ?, changed_at = ? where serial = ? and version = ?',
  )
  return ({ serial, person, door, text, now }) => {
    const issue = parsed(load.get(serial), serial)
    const before = head.get() ?? { n: 0, hash: '0'.repeat(64) }
    const n = before.n + 1
    const seq = issue.version + 1
    // Keys in the order of RFC 8785, so that plain JSON.stringify writes the canonical text.
    const data = JSON.stringify({ done: [], percent: null, settled: null, text })
    const salt = randomBytes(16).toString('hex')
    const dataHash = sha256(salt + data)
    const line = [n, 'issue', serial, seq, 'progressed', person, door, now, dataHash, before.hash]
    addEvent.run(n, serial, seq, person, door, now, dataHash, sha256(JSON.stringify(line)))
    addData.run(n, salt, data)
    const handlers = issue.handlers.includes(person) ? issue.handlers : [...issue.handlers, person]
    const next = { ...issue, latest: { text, at: now, percent: null }, handlers, version: seq }
    update.run(JSON.stringify(next), seq, now, serial, issue.version)
  }
}

function messageWriter(client: Database.Database, write: (entry: PlainProgress) => void): (said: PlainMessage) => void {
  const remember = client.prepare(
    "insert into inbox (platform, event_id, at) values ('lark', ?, ?) on conflict do nothing",
  )
  const identity = client.prepare<[string], { person: number }>(
    "select person from identities where platform = 'lark' and external_id = ?",
  )
  const addDraft = client.prepare(
    `insert into drafts (id, person, form, serial, seen, "values", created_at, changed_at, used_at, used_for)
     values (?, ?, 'progress', ?, 5, ?, ?, ?, ?, ?)`,
  )
  const talk = client.prepare(
    `insert into conversations (person, serial, draft, changed_at) values (?, ?, null, ?)
     on conflict (person) do update set serial = excluded.serial, draft = null, changed_at = excluded.changed_at`,
  )
  const answer = client.prepare(
    `insert into outbox (dedupe_key, person, platform, address, message, rank, serial, created_at, next_at)
     values (?, ?, 'lark', ?, ?, 'reply', ?, ?, ?)`,
  )
  return ({ eventId, messageId, sender, serial, text, now }) => {
    if (remember.run(eventId, now).changes === 0 || remember.run(`message:${messageId}`, now).changes === 0) return
    const person = identity.get(sender)?.person
    if (person === undefined) throw new Error(`nobody is ${sender}`)
    write({ serial, person, door: 'lark', text, now })
    const values = JSON.stringify({ text, percent: '', settled: '', done: [] })
    addDraft.run(randomUUID(), person, serial, values, now, now, now, serial)
    talk.run(person, serial, now)
    const address = JSON.stringify({ kind: 'person', id: sender })
    const words = JSON.stringify({ type: 'say', text: `已记录 ${serial} 的进展。` })
    answer.run(`answer:lark:${eventId}:0`, person, address, words, serial, now, now)
  }
}

function parsed(row: Stored | undefined, serial: string): Issue {
  if (!row) throw new Error(`no issue ${serial}`)
  return JSON.parse(row.issue) as Issue
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
