import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { PersonId } from '../core/actor.ts'
import { openStatuses, type Serial, type Status, type UnitId } from '../core/issue.ts'
import { UnitEventSchema, type UnitEvent } from '../core/people/unit.ts'
import type { Db } from './database.ts'
import { standingUnits } from './people.ts'
import { eventData, events, groups, issueCounts, issues } from './schema.ts'

export type UnitStory = { readonly at: number; readonly by: PersonId | null; readonly event: UnitEvent }

const StoredData = z.record(z.string(), z.unknown())

/** What happened to a unit, oldest first. */
export function unitHistory(db: Db, id: UnitId): UnitStory[] {
  const own = and(eq(events.subjectKind, 'unit'), eq(events.subjectId, String(id)))
  const rows = db
    .select({ type: events.type, at: events.at, by: events.actor, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(own)
    .orderBy(asc(events.seq))
    .all()
  return rows.flatMap(({ type, at, by, data }) => {
    const event = UnitEventSchema.safeParse({ ...StoredData.safeParse(data).data, type }).data
    return event ? [{ at, by, event }] : []
  })
}

/** One event of a unit by its place in the log; null where it is none. */
export function unitEvent(db: Db, n: number): { unit: UnitId; event: UnitEvent } | null {
  const row = db
    .select({ unit: events.subjectId, type: events.type, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.n, n), eq(events.subjectKind, 'unit')))
    .get()
  const event = row && UnitEventSchema.safeParse({ ...StoredData.safeParse(row.data).data, type: row.type }).data
  return event ? { unit: Number(row.unit), event } : null
}

/** What a unit has, and so what a reform moves or leaves. */
export type Holdings = {
  readonly open: number
  /** 已销号 */
  readonly closed: number
  /** 不予列入、已合并、已撤回: done with, and not mended. */
  readonly aside: number
  readonly groups: number
  /** Units right below it that stand. */
  readonly below: number
}

export function holdingsOf(db: Db, unit: UnitId): Holdings {
  const rows = db.select().from(issueCounts).where(eq(issueCounts.unit, unit)).all()
  const total = (holds: (status: Status) => boolean) =>
    rows.filter(({ status }) => holds(status)).reduce((all, { count }) => all + count, 0)
  const open = (status: Status) => openStatuses.includes(status)
  return {
    open: total(open),
    closed: total((status) => status === 'closed'),
    aside: total((status) => status !== 'closed' && !open(status)),
    groups: db.select().from(groups).where(eq(groups.unit, unit)).all().length,
    below: standingUnits(db).filter(({ parent }) => parent === unit).length,
  }
}

/** What a unit has open, as a list to share out; says nothing about who may see it. */
export function openIssuesOf(db: Db, unit: UnitId): { serial: Serial; title: string; status: Status }[] {
  return db
    .select({ serial: issues.serial, title: sql<string>`issue ->> 'title'`, status: issues.status })
    .from(issues)
    .where(and(eq(issues.unit, unit), inArray(issues.status, [...openStatuses])))
    .orderBy(asc(issues.id))
    .all()
}

/** How many issues are open, by unit. */
export function openCounts(db: Db): Map<UnitId, number> {
  const rows = db
    .select({ unit: issueCounts.unit, count: sql<number>`sum(${issueCounts.count})`.mapWith(Number) })
    .from(issueCounts)
    .where(inArray(issueCounts.status, [...openStatuses]))
    .groupBy(issueCounts.unit)
    .all()
  return new Map(rows.map(({ unit, count }) => [unit, count]))
}
