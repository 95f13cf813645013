import { and, asc, eq, gt, notExists } from 'drizzle-orm'
import { z } from 'zod'
import type { DutyId } from '../core/hand-ins/duty.ts'
import { applyHandIn, blankHandIn, HandInEventSchema, type HandIn } from '../core/hand-ins/hand-in.ts'
import { canonical } from './chain.ts'
import type { Db } from './database.ts'
import { projectedHandIn } from './hand-in-ledger.ts'
import { eventData, events, handIns } from './schema.ts'
import type { LedgerFault } from './verify-ledger.ts'

/**
 * Folds every hand-in's events and compares its row; the first that differs, or null. The log itself is taken as
 * it is, and of a hand-in with redacted events only the number of events is compared.
 */
export function verifyHandIns(db: Db): LedgerFault | null {
  let last = ''
  for (;;) {
    const { fault, end } = nextPage(db, last)
    if (fault) return fault
    if (end === null) return eventsWithoutRow(db)
    last = end
  }
}

const PAGE = 100

/** Rows and events of one moment: a server may be writing meanwhile. */
function nextPage(db: Db, last: string): { fault: LedgerFault | null; end: string | null } {
  return db.transaction(
    () => {
      const page = db.select().from(handIns).where(gt(handIns.id, last)).orderBy(asc(handIns.id)).limit(PAGE)
      const rows = page.all()
      for (const row of rows) {
        const fault = faultOf(db, row)
        if (fault) return { fault: { serial: row.id, fault }, end: null }
      }
      return { fault: null, end: rows.at(-1)?.id ?? null }
    },
    { behavior: 'deferred' },
  )
}

function faultOf(db: Db, row: typeof handIns.$inferSelect): LedgerFault['fault'] | null {
  const stored = storedEvents(db, row.id)
  const last = stored.at(-1)
  if (!last) return 'no-events'
  const columns = { ...projectedHandIn(row.handIn), changedAt: last.at }
  if (canonical(columns) !== canonical(row) || row.version !== last.seq) return 'differs'
  if (stored.some(({ data }) => data === null)) return null
  const folded = foldOf(row.id, stored)
  return folded && canonical(folded) === canonical(row.handIn) ? null : 'differs'
}

function storedEvents(db: Db, id: DutyId) {
  return db
    .select({ seq: events.seq, type: events.type, by: events.actor, at: events.at, data: eventData.data })
    .from(events)
    .leftJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.subjectKind, 'handin'), eq(events.subjectId, id)))
    .orderBy(asc(events.seq))
    .all()
}

const StoredData = z.record(z.string(), z.unknown())

/** null where the events make no hand-in. */
function foldOf(id: DutyId, stored: ReturnType<typeof storedEvents>): HandIn | null {
  try {
    return stored.reduce((handIn, { seq, at, by, type, data }) => {
      const event = HandInEventSchema.parse({ ...StoredData.parse(data), type })
      return applyHandIn(handIn, { seq, at, by, event })
    }, blankHandIn(id))
  } catch {
    return null
  }
}

function eventsWithoutRow(db: Db): LedgerFault | null {
  const row = db.select({ id: handIns.id }).from(handIns).where(eq(handIns.id, events.subjectId))
  const orphan = db
    .select({ id: events.subjectId })
    .from(events)
    .where(and(eq(events.subjectKind, 'handin'), notExists(row)))
    .limit(1)
    .get()
  return orphan ? { serial: orphan.id, fault: 'no-row' } : null
}
