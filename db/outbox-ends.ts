import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { Db, Tx } from './database.ts'
import { repeatNudges, settleNudges } from './nudges/bundles.ts'
import { claimedAt, LEASE, type Row } from './outbox.ts'
import { outbox } from './schema.ts'
import { reachAgain } from './unreachable.ts'

/** How it ends with a message for good; `failed`, `unreachable` and `unknown` stand in the console. */
export type End =
  | {
      readonly outcome: 'sent'
      readonly platform: string
      readonly to: string
      readonly messageId: string
      /** What a reply to it names, where that is something else. */
      readonly quotedAs?: string | null
      readonly now: number
    }
  /** Given up. */
  | { readonly outcome: 'failed'; readonly why: string }
  /** Nobody of that name is there any more. */
  | { readonly outcome: 'unreachable'; readonly why: string }
  /** It may or may not have arrived, and repeating it could say it twice. */
  | { readonly outcome: 'unknown'; readonly why: string }
  /** Its person has no chat account. */
  | { readonly outcome: 'unbound' }
  /** There is nothing left to say. */
  | { readonly outcome: 'dropped' }

/** The one place where a message ends, in the transaction of what caused it. */
export function end(tx: Tx, row: Pick<Row, 'id' | 'message' | 'leaseUntil' | 'createdAt'>, ending: End): void {
  const over = { ...endingOf(ending), nextAt: null, leaseUntil: null }
  tx.update(outbox).set(over).where(eq(outbox.id, row.id)).run()
  if (row.message.type === 'nudges') settleNudges(tx, row, { outcome: ending.outcome, now: claimedAt(row) })
}

function endingOf(ending: End): Partial<Row> {
  switch (ending.outcome) {
    case 'sent': {
      const { platform, to, messageId, quotedAs = null, now } = ending
      return { state: 'sent', platform, sentTo: to, messageId, quotedAs, sentAt: now, lastError: null }
    }
    case 'failed':
    case 'unreachable':
      return { state: 'failed', lastError: ending.why }
    case 'unknown':
      return { state: 'unknown', lastError: ending.why }
    case 'unbound':
    case 'dropped':
      return { state: ending.outcome }
    default:
      return ending satisfies never
  }
}

/** `arrived`: whether this try may have arrived all the same, `on` a platform. */
export type Again = {
  readonly at: number
  readonly why: string
  readonly arrived: 'maybe' | 'no'
  readonly on?: string | null
}

/** To be tried again at an instant. */
export function markRetry(tx: Tx, id: number, { at, why, arrived, on = null }: Again): void {
  const tried = arrived === 'no' ? { triedAt: unlessBefore } : on === null ? {} : { triedOn: on }
  tx.update(outbox)
    .set({ nextAt: at, leaseUntil: null, lastError: why, ...tried })
    .where(eq(outbox.id, id))
    .run()
}

// A claim notes its own instant there unless an earlier try is in doubt already.
const unlessBefore = sql`case when tried_at = lease_until - ${LEASE} then null else tried_at end`

/** Waits, for its turn or for what `why` says: that is no try of its own. */
export function markWaiting(tx: Tx, id: number, { at, why }: { at: number; why?: string }): void {
  tx.update(outbox)
    .set({
      nextAt: at,
      leaseUntil: null,
      attempts: sql`attempts - 1`,
      triedAt: unlessBefore,
      ...(why && { lastError: why }),
    })
    .where(eq(outbox.id, id))
    .run()
}

/** What can't arrive where it was meant to: its person gets a new message instead, wherever they can be reached. */
export function redirect(tx: Tx, id: number, now: number): void {
  tx.update(outbox)
    .set({ platform: null, address: null, nextAt: now, leaseUntil: null, triedAt: null, triedOn: null })
    .where(eq(outbox.id, id))
    .run()
}

const lost = ['failed', 'unknown'] as const

/** Once more, from the beginning, even to whom nothing reached: the office wants it so. false where there is nothing to repeat. */
export function sendAgain(tx: Tx, id: number, now: number): boolean {
  const which = and(eq(outbox.id, id), inArray(outbox.state, lost))
  return again(tx, which, now) > 0
}

/** Every failed message once more; those whose outcome is unknown one by one only. Returns how many. */
export function sendFailedAgain(tx: Tx, now: number): number {
  return again(tx, eq(outbox.state, 'failed'), now)
}

function again(tx: Tx, which: ReturnType<typeof and>, now: number): number {
  const anew = { state: 'queued' as const, nextAt: now, leaseUntil: null, attempts: 0, triedAt: null, triedOn: null }
  const rows = tx.update(outbox).set(anew).where(which).returning().all()
  for (const row of rows) {
    reachAgain(tx, row)
    if (row.message.type === 'nudges') repeatNudges(tx, row.id)
  }
  return rows.length
}

const WEEK = 7 * 86_400_000

/** A person has a chat account now: what the last week had for them is said after all. */
export function sendToNewlyBound(tx: Tx, person: PersonId, now: number): void {
  const waiting = and(eq(outbox.person, person), eq(outbox.state, 'unbound'), gte(outbox.createdAt, now - WEEK))
  tx.update(outbox).set({ state: 'queued', nextAt: now }).where(waiting).run()
}

/** Messages somebody has seen, in their own chat. What another identity says it has read isn't taken from it. */
export function markRead(
  tx: Tx,
  { platform, reader, messageIds, at }: { platform: string; reader: string; messageIds: readonly string[]; at: number },
): void {
  const theirs = and(eq(outbox.platform, platform), eq(outbox.sentTo, reader), isNull(outbox.readAt))
  tx.update(outbox)
    .set({ readAt: at })
    .where(and(theirs, inArray(outbox.messageId, messageIds.slice(0, 50))))
    .run()
}

/** When a message of ours was sent, or null where it isn't ours. */
export function sentAtOf(db: Db, platform: string, messageId: string): number | null {
  const which = and(eq(outbox.platform, platform), eq(outbox.messageId, messageId))
  return (
    db
      .select({ at: sql<number | null>`max(sent_at)` })
      .from(outbox)
      .where(which)
      .get()?.at ?? null
  )
}
