import { and, asc, eq, gt, notInArray, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Door } from '../core/actor.ts'
import { IssueEventSchema, standingTypes, stillTypes } from '../core/event.ts'
import type { Happened, Serial } from '../core/issue.ts'
import type { Db } from './database.ts'
import { eventData, events } from './schema.ts'

/** What happened to an issue. Says nothing about who may see it: ask `viewIssue` first. */

export type Logged = Happened & { readonly n: number; readonly door: Door; readonly redacted: boolean }

/** An issue's events in order. What was redacted comes back as a comment without words. */
export function historyOf(db: Db, serial: Serial): Logged[] {
  return eventRows(db, and(eq(events.subjectKind, 'issue'), eq(events.subjectId, serial)))
}

/** Whether an issue's state, unit or dates have moved since one of its events did. */
export function hasMovedSince(db: Db, serial: Serial, { seq, event }: Logged): boolean {
  if (stillTypes.includes(event.type)) return false
  const later = and(
    eq(events.subjectKind, 'issue'),
    eq(events.subjectId, serial),
    gt(events.seq, seq),
    notInArray(events.type, [...standingTypes]),
  )
  return db.select({ n: events.n }).from(events).where(later).limit(1).get() !== undefined
}

/** One event of an issue by its place in the log, with the serial; null where it is none. */
export function issueEvent(db: Db, n: number): { serial: Serial; logged: Logged } | null {
  const where = and(eq(events.n, n), eq(events.subjectKind, 'issue'))
  const [logged] = eventRows(db, where)
  const row = db.select({ serial: events.subjectId }).from(events).where(where).get()
  return logged && row ? { serial: row.serial, logged } : null
}

/** What is sealed is handed out by db/seals.ts alone. */
const sealedShut = { type: 'sealed', complainant: null, contact: null, note: null } as const

const StoredData = z.record(z.string(), z.unknown())

function eventRows(db: Db, where: SQL | undefined): Logged[] {
  const rows = db
    .select({ event: events, data: eventData.data, redactedBy: eventData.redactedBy })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(where)
    .orderBy(asc(events.seq))
    .all()
  return rows.map(({ event, data, redactedBy }) => {
    const { n, seq, at, door, actor: by } = event
    if (redactedBy !== null && data === null)
      return { n, seq, at, by, door, redacted: true, event: { type: 'commented', text: '' } }
    if (event.type === 'sealed') return { n, seq, at, by, door, redacted: false, event: sealedShut }
    const parsed = IssueEventSchema.parse({ ...StoredData.parse(data), type: event.type })
    return { n, seq, at, by, door, redacted: false, event: parsed }
  })
}
