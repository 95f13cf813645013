import { and, asc, count, eq, inArray, isNull, lte, or, sql, type Column, type SQL } from 'drizzle-orm'
import { QueryBuilder, unionAll } from 'drizzle-orm/sqlite-core'
import type { PersonId } from '../core/actor.ts'
import type { ChatAddress, Message, Rank } from '../core/message.ts'
import type { Serial } from '../core/issue.ts'
import { isOpen, opensAt } from '../core/calendar/office-hours.ts'
import { officeCalendar } from './calendar.ts'
import { blanks, prepared, type Db, type Tx } from './database.ts'
import { officeHours } from './office-hours.ts'
import { outbox, type OutboxState } from './schema.ts'
import { isPaused } from './settings.ts'

export type Letter = {
  /** The same key is enqueued once, ever. */
  readonly key: string
  readonly to:
    | { readonly person: PersonId }
    | { readonly platform: string; readonly address: ChatAddress; readonly person?: PersonId }
  readonly message: Message
  /** `notice` where it isn't said. */
  readonly rank?: Rank
  readonly serial?: Serial | null
  /** The platform is to ring for it as well, where it can (加急). */
  readonly urgent?: boolean
  readonly now: number
  /** Not before this instant: a card is updated after the tap on it was answered. */
  readonly notBefore?: number
}

export type Row = typeof outbox.$inferSelect

/** Puts a message into the outbox, in the transaction of what it tells of. A key already there changes nothing. */
export function enqueue(
  tx: Tx,
  { key, to, message, rank = 'notice', serial, urgent = false, now, notBefore }: Letter,
): void {
  const said = { message, rank, urgent, serial: serial ?? null, createdAt: now, nextAt: notBefore ?? now }
  const letter = { dedupeKey: key, person: null, ...said, ...to }
  if ('platform' in to) toAddress(tx).run(letter)
  else toPerson(tx).run(letter)
}

const written = ['dedupeKey', 'person', 'message', 'rank', 'urgent', 'serial', 'createdAt', 'nextAt'] as const

const toPerson = prepared((db) =>
  db
    .insert(outbox)
    .values(blanks(outbox, ...written))
    .onConflictDoNothing()
    .prepare(),
)

const toAddress = prepared((db) =>
  db
    .insert(outbox)
    .values(blanks(outbox, ...written, 'platform', 'address'))
    .onConflictDoNothing()
    .prepare(),
)

/** How long one who took a message has it to themselves. */
export const LEASE = 120_000

/** When a message that is on its way was taken. */
export function claimedAt({ leaseUntil, createdAt }: Pick<Row, 'leaseUntil' | 'createdAt'>): number {
  return leaseUntil === null ? createdAt : leaseUntil - LEASE
}

/** Whether an earlier try of a message on its way may have arrived. */
export function isDoubtful(row: Row): boolean {
  return row.triedAt !== null && row.leaseUntil !== null && row.triedAt < claimedAt(row)
}

/** Answers to people's own acts, and everything else: neither waits for the other. */
export type Lane = 'replies' | 'others'

const lanes: Readonly<Record<Lane, readonly Rank[]>> = { replies: ['reply'], others: ['notice', 'nudge', 'digest'] }

/**
 * Takes up to `limit` messages that may leave, for two minutes: a second process, or this one after a crash, takes
 * them again only when that is over. Higher ranks come first, oldest due first within each; without a `lane` all of
 * them. `dueBy` is the moment by which a message is due where that is not now; a lease, the wait for another try and
 * the office's hours always run in real time.
 */
export function claimDue(
  tx: Tx,
  now: number,
  limit: number,
  { dueBy = now, lane }: { dueBy?: number | undefined; lane?: Lane | undefined } = {},
): Row[] {
  const taken: number[] = []
  const due = ranksOf(lane).filter((rank) => (earliest(tx, rank) ?? Infinity) <= dueBy)
  for (const rank of leaving(tx, now, due)) {
    taken.push(...dueOf(tx, rank, { now, dueBy, limit: limit - taken.length }))
    if (taken.length === limit) break
  }
  if (taken.length === 0) return []
  const rows = tx
    .update(outbox)
    .set({ leaseUntil: now + LEASE, attempts: sql`attempts + 1`, triedAt: sql`coalesce(tried_at, ${now})` })
    .where(inArray(outbox.id, taken))
    .returning()
    .all()
  return rows.sort((a, b) => a.id - b.id)
}

/** Which of these ranks may leave at an instant: none while sending is paused, replies alone while the office is closed. */
export function leaving(db: Db, now: number, ranks: readonly Rank[] = ranksOf(undefined)): readonly Rank[] {
  if (isPaused(db)) return []
  const replies = ranks.filter((rank) => rank === 'reply')
  if (replies.length === ranks.length) return replies
  return isOpen(officeCalendar(db), officeHours(db), now) ? ranks : replies
}

function ranksOf(lane: Lane | undefined): readonly Rank[] {
  return lane ? lanes[lane] : [...lanes.replies, ...lanes.others]
}

// In so many words, as the partial index says it: a bound value would not use it.
const isQueued = sql`${outbox.state} = 'queued'`

type When = { readonly now: number; readonly dueBy: number; readonly limit: number }

function dueOf(tx: Tx, rank: Rank, { now, dueBy, limit }: When): number[] {
  const due = and(
    isQueued,
    eq(outbox.rank, rank),
    lte(outbox.nextAt, dueBy),
    or(lte(outbox.nextAt, now), eq(outbox.attempts, 0)),
    or(isNull(outbox.leaseUntil), lte(outbox.leaseUntil, now)),
    inTurn(now),
  )
  const inOrder = [asc(outbox.nextAt), asc(outbox.id)]
  const rows = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(due)
    .orderBy(...inOrder)
    .limit(limit)
    .all()
  return rows.map(({ id }) => id)
}

/** No older message of the same rank to the same person still waits or is on its way: they arrive in order. */
function inTurn(now: number): SQL {
  return sql`not exists (
    select 1 from outbox older
    where older.person = ${outbox.person} and older.state = 'queued' and older.rank = ${outbox.rank}
      and older.id < ${outbox.id}
      and (older.next_at > ${outbox.nextAt} or (older.next_at > ${now} and older.attempts > 0) or older.lease_until > ${now})
  )`
}

/** When the next message of a lane may leave, or null. What has waited for the office to open may at its opening. */
export function nextDueAt(db: Db, lane: Lane, now: number): number | null {
  if (isPaused(db)) return null
  const due = Math.min(...lanes[lane].map((rank) => earliest(db, rank) ?? Infinity))
  if (due === Infinity) return null
  const reached = Math.max(due, now)
  const opens = lane === 'replies' ? reached : opensAt(officeCalendar(db), officeHours(db), reached)
  return opens === reached ? due : opens
}

function earliest(db: Db, rank: Rank): number | null {
  const row = db
    .select({ at: sql<number | null>`min(next_at)` })
    .from(outbox)
    .where(and(isQueued, eq(outbox.rank, rank)))
    .get()
  return row?.at ?? null
}

/** The issue a message of ours was about: a reply in its thread is about the same. */
export function serialOfMessage(db: Db, platform: string, messageIds: readonly string[]): Serial | null {
  if (messageIds.length === 0) return null
  const row = db
    .select({ serial: outbox.serial })
    .from(outbox)
    .where(isNamed(platform, messageIds))
    .orderBy(asc(outbox.id))
    .all()
  return row.find((found) => found.serial !== null)?.serial ?? null
}

/** The message of ours that has one of these ids on its platform, the one that first had it; null where none has. */
export function rowOfMessage(db: Db, platform: string, messageIds: readonly string[]): Row | null {
  if (messageIds.length === 0) return null
  return db.select().from(outbox).where(isNamed(platform, messageIds)).orderBy(asc(outbox.id)).limit(1).get() ?? null
}

const builder = new QueryBuilder()

/**
 * A message of ours that one of these ids names, 40 of them at most: in a reply some are named by another than their own.
 * Each name is looked up along its own index; an `or` between them reads every message of the platform.
 */
export function isNamed(platform: string, messageIds: readonly string[]): SQL {
  const ids = messageIds.slice(0, 40)
  const by = (name: Column) =>
    builder
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(eq(outbox.platform, platform), inArray(name, ids)))
  return inArray(outbox.id, unionAll(by(outbox.messageId), by(outbox.quotedAs)))
}

/** How many messages wait, failed, or may or may not have arrived: for the desk, `/metrics` and `doctor`. */
export function outboxCounts(db: Db): { queued: number; failed: number; unknown: number } {
  const countOf = (state: OutboxState) =>
    db.select({ count: count() }).from(outbox).where(eq(outbox.state, state)).get()?.count ?? 0
  return { queued: countOf('queued'), failed: countOf('failed'), unknown: countOf('unknown') }
}
