import { and, asc, eq, notExists, sql } from 'drizzle-orm'
import { z } from 'zod'
import { applyHandover, HandoverEventSchema, type Handover } from '../core/handovers/handover.ts'
import { canonical } from './chain.ts'
import type { Db } from './database.ts'
import { projectedHandover } from './handovers/record.ts'
import { eventData, events, handovers } from './schema.ts'
import type { LedgerFault } from './verify-ledger.ts'

/**
 * Folds the events of every handover and compares its row; the first that differs, or null. The log itself is taken as
 * it is, and of one with redacted events only the number of events is compared.
 */
export function verifyHandovers(db: Db): LedgerFault | null {
  for (const row of db.select().from(handovers).orderBy(asc(handovers.id)).all()) {
    const fault = faultOf(db, row)
    if (fault) return { serial: `${row.id}`, fault }
  }
  const row = db
    .select({ id: handovers.id })
    .from(handovers)
    .where(sql`cast(${handovers.id} as text) = ${events.subjectId}`)
  const ofHandovers = and(eq(events.subjectKind, 'handover'), notExists(row))
  const orphan = db.select({ id: events.subjectId }).from(events).where(ofHandovers).limit(1).get()
  return orphan ? { serial: orphan.id, fault: 'no-row' } : null
}

function faultOf(db: Db, row: typeof handovers.$inferSelect): LedgerFault['fault'] | null {
  const stored = storedEvents(db, row.id)
  const last = stored.at(-1)
  if (!last) return 'no-events'
  const columns = { ...projectedHandover(row.handover), changedAt: last.at }
  if (canonical(columns) !== canonical(row) || row.version !== last.seq) return 'differs'
  if (stored.some(({ data }) => data === null)) return null
  const folded = foldOf(row.id, stored)
  return folded && canonical(folded) === canonical(row.handover) ? null : 'differs'
}

function storedEvents(db: Db, id: number) {
  return db
    .select({ seq: events.seq, type: events.type, by: events.actor, at: events.at, data: eventData.data })
    .from(events)
    .leftJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.subjectKind, 'handover'), eq(events.subjectId, String(id))))
    .orderBy(asc(events.seq))
    .all()
}

const StoredData = z.record(z.string(), z.unknown())

/** null where the events make no handover. */
function foldOf(id: number, stored: ReturnType<typeof storedEvents>): Handover | null {
  try {
    return stored.reduce<Handover | null>((handover, { seq, at, by, type, data }) => {
      const event = HandoverEventSchema.parse({ ...StoredData.parse(data), type })
      return applyHandover(handover, { id, seq, at, by, event })
    }, null)
  } catch {
    return null
  }
}
