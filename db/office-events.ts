import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor, PersonId } from '../core/actor.ts'
import { OfficeEventSchema, type OfficeEvent } from '../core/office-event.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { eventData, events } from './schema.ts'

export type OfficeAct = { readonly actor: Actor; readonly now: number }
export type OfficeStory = { readonly at: number; readonly by: PersonId | null; readonly event: OfficeEvent }

const CALENDAR = 'calendar'

/** One event about the office's calendar and hours. */
export function noteOffice(tx: Tx, fact: OfficeEvent, act: OfficeAct): void {
  note(tx, { kind: 'office', id: CALENDAR, fact, ...act })
}

const StoredData = z.record(z.string(), z.unknown())

/** What happened to calendar and hours, the newest first, at most `limit`. */
export function officeStory(db: Db, limit: number): OfficeStory[] {
  const rows = db
    .select({ type: events.type, at: events.at, by: events.actor, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.subjectKind, 'office'), eq(events.subjectId, CALENDAR)))
    .orderBy(desc(events.seq))
    .limit(limit)
    .all()
  return rows.flatMap(({ type, at, by, data }) => {
    const event = OfficeEventSchema.safeParse({ ...StoredData.safeParse(data).data, type }).data
    return event ? [{ at, by, event }] : []
  })
}
