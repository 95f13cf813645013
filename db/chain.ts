import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { desc } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import { blanks, prepared, type Db, type Tx } from './database.ts'
import { eventData, events, type SubjectKind } from './schema.ts'

/** The hash before the first event. */
export const GENESIS = '0'.repeat(64)

export type Fact = { readonly type: string; readonly [field: string]: unknown }

export type Entry = {
  readonly subject: { readonly kind: SubjectKind; readonly id: string }
  readonly seq: number
  readonly fact: Fact
  readonly actor: Actor
  readonly now: number
}

/** The hashed part of an event beside its data. */
export type Header = {
  readonly n: number
  readonly subjectKind: string
  readonly subjectId: string
  readonly seq: number
  readonly type: string
  readonly actor: number | null
  readonly door: string
  readonly at: number
  readonly dataHash: string
}

/** Appends events to the chain; returns their place in it, in order. */
export function append(tx: Tx, entries: readonly Entry[]): number[] {
  let { n, hash } = head(tx)
  return entries.map((entry) => {
    const { header, salt, data } = seal(entry, n + 1)
    n = header.n
    hash = hashOf(header, hash)
    addEvent(tx).run({ ...header, hash })
    addData(tx).run({ n, salt, data })
    return n
  })
}

const headed = ['n', 'subjectKind', 'subjectId', 'seq', 'type', 'actor', 'door', 'at', 'dataHash', 'hash'] as const
const addEvent = prepared((db) =>
  db
    .insert(events)
    .values(blanks(events, ...headed))
    .prepare(),
)
const addData = prepared((db) =>
  db
    .insert(eventData)
    .values(blanks(eventData, 'n', 'salt', 'data'))
    .prepare(),
)

const lastEvent = prepared((db) =>
  db.select({ n: events.n, hash: events.hash }).from(events).orderBy(desc(events.n)).limit(1).prepare(),
)

/** Length and last hash of the chain. */
export function head(db: Db): { n: number; hash: string } {
  return lastEvent(db).get() ?? { n: 0, hash: GENESIS }
}

function seal({ subject, seq, fact, actor, now }: Entry, n: number) {
  const { type, ...data } = fact
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(16)))
  const header: Header = {
    n,
    subjectKind: subject.kind,
    subjectId: subject.id,
    seq,
    type,
    actor: actor.kind === 'person' ? actor.id : null,
    door: actor.door,
    at: now,
    dataHash: dataHashOf(salt, data),
  }
  return { header, salt, data }
}

/** SHA-256(salt ‖ canonical JSON): the data may go, its hash stays. */
export function dataHashOf(salt: string, data: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(salt + canonical(data))))
}

/** Links an event to the one before it. */
export function hashOf(header: Header, previous: string): string {
  const { n, subjectKind, subjectId, seq, type, actor, door, at, dataHash } = header
  const line = [n, subjectKind, subjectId, seq, type, actor, door, at, dataHash, previous]
  return bytesToHex(sha256(utf8ToBytes(canonical(line))))
}

/** RFC 8785, so that anyone can recompute it. */
export function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('not a JSON value')
  return text
}
