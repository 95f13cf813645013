import { and, asc, count, eq, gte, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { ChatAddress, Message } from '../core/message.ts'
import type { Serial } from '../core/issue.ts'
import { blanks, prepared, type Db, type Tx } from './database.ts'
import { outbox } from './schema.ts'
import { isPaused } from './settings.ts'

export type Letter = {
  /** The same key is enqueued once, ever. */
  readonly key: string
  readonly to:
    | { readonly person: PersonId }
    | { readonly platform: string; readonly address: ChatAddress; readonly person?: PersonId }
  readonly message: Message
  readonly serial?: Serial | null
  readonly now: number
  /** Not before this instant: a card is updated after the tap on it was answered. */
  readonly notBefore?: number
}

export type Row = typeof outbox.$inferSelect

/** Puts a message into the outbox, in the transaction of what it tells of. A key already there changes nothing. */
export function enqueue(tx: Tx, { key, to, message, serial, now, notBefore }: Letter): void {
  const said = { message, serial: serial ?? null, createdAt: now, nextAt: notBefore ?? now }
  const letter = { dedupeKey: key, person: null, ...said, ...to }
  if ('platform' in to) toAddress(tx).run(letter)
  else toPerson(tx).run(letter)
}

const written = ['dedupeKey', 'person', 'message', 'serial', 'createdAt', 'nextAt'] as const

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

const LEASE = 120_000

/**
 * Takes up to `limit` messages that are due, oldest first, for two minutes: a second process, or this one
 * after a crash, takes them again only when that is over. Nothing is due while sending is paused. `dueBy` is the moment by
 * which a message is due where that is not now; a lease and the wait for another try always run in real time.
 */
export function claimDue(tx: Tx, now: number, limit: number, dueBy = now): Row[] {
  if (isPaused(tx)) return []
  const due = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'queued'),
        lte(outbox.nextAt, dueBy),
        or(lte(outbox.nextAt, now), eq(outbox.attempts, 0)),
        or(isNull(outbox.leaseUntil), lte(outbox.leaseUntil, now)),
        inTurn(now, dueBy),
      ),
    )
    .orderBy(asc(outbox.id))
    .limit(limit)
  const rows = tx
    .update(outbox)
    .set({ leaseUntil: now + LEASE, attempts: sql`attempts + 1` })
    .where(inArray(outbox.id, due))
    .returning()
    .all()
  return rows.sort((a, b) => a.id - b.id)
}

/** No older message to the same person still waits or is on its way: they arrive in the order they were written. */
function inTurn(now: number, dueBy: number): SQL {
  return sql`not exists (
    select 1 from outbox older
    where older.person = ${outbox.person} and older.state = 'queued' and older.id < ${outbox.id}
      and (older.next_at > ${dueBy} or (older.next_at > ${now} and older.attempts > 0) or older.lease_until > ${now})
  )`
}

export function markSent(
  tx: Tx,
  id: number,
  sent: { platform: string; to: string; messageId: string; now: number },
): void {
  const { platform, to, messageId, now } = sent
  tx.update(outbox)
    .set({
      state: 'sent',
      platform,
      sentTo: to,
      messageId,
      sentAt: now,
      nextAt: null,
      leaseUntil: null,
      lastError: null,
    })
    .where(eq(outbox.id, id))
    .run()
}

export function markRetry(tx: Tx, id: number, retry: { at: number; why: string }): void {
  tx.update(outbox).set({ nextAt: retry.at, leaseUntil: null, lastError: retry.why }).where(eq(outbox.id, id)).run()
}

/** Given up: stands in the console until someone sends it again. */
export function markFailed(tx: Tx, id: number, why: string): void {
  tx.update(outbox)
    .set({ state: 'failed', nextAt: null, leaseUntil: null, lastError: why })
    .where(eq(outbox.id, id))
    .run()
}

/** Waits its turn behind another to the same receiver: that is no try of its own. */
export function markWaiting(tx: Tx, id: number, at: number): void {
  tx.update(outbox)
    .set({ nextAt: at, leaseUntil: null, attempts: sql`attempts - 1` })
    .where(eq(outbox.id, id))
    .run()
}

/** Every failed message once more, from the beginning; returns how many. */
export function sendFailedAgain(tx: Tx, now: number): number {
  const again = { state: 'queued' as const, nextAt: now, leaseUntil: null, attempts: 0 }
  return tx.update(outbox).set(again).where(eq(outbox.state, 'failed')).returning({ id: outbox.id }).all().length
}

const WEEK = 7 * 86_400_000

/** A person has a chat account now: what the last week had for them is said after all. */
export function sendToNewlyBound(tx: Tx, person: PersonId, now: number): void {
  const waiting = and(eq(outbox.person, person), eq(outbox.state, 'unbound'), gte(outbox.createdAt, now - WEEK))
  tx.update(outbox).set({ state: 'queued', nextAt: now }).where(waiting).run()
}

/** Nothing more to do: its person has no chat account, or there is nothing left to say. */
export function markOver(tx: Tx, id: number, state: 'unbound' | 'dropped'): void {
  tx.update(outbox).set({ state, nextAt: null, leaseUntil: null }).where(eq(outbox.id, id)).run()
}

/** A card that can't be replaced any more: its person gets a new message instead. */
export function redirect(tx: Tx, id: number, now: number): void {
  tx.update(outbox).set({ platform: null, address: null, nextAt: now, leaseUntil: null }).where(eq(outbox.id, id)).run()
}

/** When the next message falls due, or null. */
export function nextDueAt(db: Db): number | null {
  const row = db
    .select({ at: sql<number | null>`min(next_at)` })
    .from(outbox)
    .where(eq(outbox.state, 'queued'))
    .get()
  return row?.at ?? null
}

/** The issue a message of ours was about: a reply in its thread is about the same. */
export function serialOfMessage(db: Db, platform: string, messageIds: readonly string[]): Serial | null {
  if (messageIds.length === 0) return null
  const row = db
    .select({ serial: outbox.serial })
    .from(outbox)
    .where(and(eq(outbox.platform, platform), inArray(outbox.messageId, messageIds.slice(0, 50))))
    .orderBy(asc(outbox.id))
    .all()
  return row.find((found) => found.serial !== null)?.serial ?? null
}

/** How many messages wait, failed, for the desk, `/metrics` and `doctor`. */
export function outboxCounts(db: Db): { queued: number; failed: number } {
  const countOf = (state: 'queued' | 'failed') =>
    db.select({ count: count() }).from(outbox).where(eq(outbox.state, state)).get()?.count ?? 0
  return { queued: countOf('queued'), failed: countOf('failed') }
}
