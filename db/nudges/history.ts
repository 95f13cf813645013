import { and, asc, count, desc, eq } from 'drizzle-orm'
import { paperId, readDutyId, type DutyId } from '../../core/hand-ins/duty.ts'
import type { Serial } from '../../core/issue.ts'
import type { Db } from '../database.ts'
import { nudges, outbox, watches, type OutboxState } from '../schema.ts'
import type { Nudge } from './bundles.ts'

/** What was said of an issue or a paper, and what still is. Says nothing about who may read it. */

export type Spoken = { readonly kind: 'issue'; readonly id: Serial } | { readonly kind: 'handin'; readonly id: DutyId }

export type Watch = typeof watches.$inferSelect

/** The dates that are watched of it, a paper's own and that of all who owe it; the earliest date first. */
export function watchesOf(db: Db, { kind, id }: Spoken): Watch[] {
  const duty = kind === 'handin' ? readDutyId(id) : null
  return [...ownWatches(db, kind, id), ...(duty ? ownWatches(db, 'item', paperId(duty)) : [])]
}

function ownWatches(db: Db, kind: Watch['subjectKind'], subject: string): Watch[] {
  const own = and(eq(watches.subjectKind, kind), eq(watches.subject, subject))
  return db.select().from(watches).where(own).orderBy(asc(watches.date), asc(watches.kind)).all()
}

/** A nudge with what became of the message that carries it; the times are null where nothing is known. */
export type Said = Nudge & {
  readonly delivery: OutboxState | null
  readonly sentAt: number | null
  /** When the platform says it was seen. */
  readonly seenAt: number | null
}

/** What was said of it, the newest first, at most `limit`; and how many there are. Read along `nudges_once`. */
export function nudgesAbout(db: Db, { kind, id }: Spoken, limit: number): { said: Said[]; total: number } {
  const own = and(eq(nudges.subjectKind, kind), eq(nudges.subject, id))
  const rows = db
    .select({ nudge: nudges, delivery: outbox.state, sentAt: outbox.sentAt, seenAt: outbox.readAt })
    .from(nudges)
    .leftJoin(outbox, eq(outbox.id, nudges.outbox))
    .where(own)
    .orderBy(desc(nudges.raisedAt), desc(nudges.id))
    .limit(limit)
    .all()
  const total = db.select({ total: count() }).from(nudges).where(own).get()?.total ?? 0
  return { said: rows.map(({ nudge, ...message }) => ({ ...nudge, ...message })), total }
}
