import { and, asc, eq, sql } from 'drizzle-orm'
import { dayOf, MonthSchema, type Month } from '../core/calendar/day.ts'
import type { Meter } from '../core/quota.ts'
import { prepared, type Db, type Tx } from './database.ts'
import { note } from './ledger.ts'
import type { OfficeAct } from './office-events.ts'
import { meters } from './schema.ts'
import { put, setting } from './settings.ts'

/** Adds calls made of a platform's API to the month they were made in. */
export function countCalls(tx: Tx, platform: string, { calls, now }: { calls: number; now: number }): void {
  if (calls === 0) return
  const set = { calls: sql`${meters.calls} + ${calls}` }
  tx.insert(meters)
    .values({ platform, month: monthOf(now), calls })
    .onConflictDoUpdate({ target: [meters.platform, meters.month], set })
    .run()
}

/** The platform says that none are left this month; or, having delivered something, that some are after all. */
export function setExhausted(tx: Tx, platform: string, { exhausted, now }: { exhausted: boolean; now: number }): void {
  const set = { exhaustedAt: exhausted ? now : null }
  tx.insert(meters)
    .values({ platform, month: monthOf(now), ...set })
    .onConflictDoUpdate({ target: [meters.platform, meters.month], set })
    .run()
}

const monthly = prepared((db) =>
  db
    .select()
    .from(meters)
    .where(and(eq(meters.platform, sql.placeholder('platform')), eq(meters.month, sql.placeholder('month'))))
    .prepare(),
)

/** A platform's use in the month of an instant. */
export function meterOf(db: Db, platform: string, now: number): Meter {
  const month = monthOf(now)
  const row = monthly(db).get({ platform, month })
  return { month, calls: row?.calls ?? 0, quota: quotaOf(db, platform), exhausted: (row?.exhaustedAt ?? null) !== null }
}

/** The platforms that were used in the month of an instant. */
export function metered(db: Db, now: number): string[] {
  const used = db
    .select({ platform: meters.platform })
    .from(meters)
    .where(eq(meters.month, monthOf(now)))
  return used
    .orderBy(asc(meters.platform))
    .all()
    .map(({ platform }) => platform)
}

/** Sets how many calls a month a platform lets the office make, null for as many as it likes. */
export function setQuota(tx: Tx, platform: string, quota: number | null, act: OfficeAct): void {
  if (quotaOf(tx, platform) === quota) return
  put(tx, nameOf(platform), String(quota ?? ''))
  note(tx, { kind: 'office', id: nameOf(platform), fact: { type: 'quota-set', platform, quota }, ...act })
}

/** The first instant of the month after. */
export function nextMonth(now: number): number {
  const [year = 0, month = 0] = monthOf(now).split('-').map(Number)
  return Date.parse(`${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01T00:00:00+08:00`)
}

function quotaOf(db: Db, platform: string): number | null {
  const kept = setting(db, nameOf(platform))
  return kept ? Number(kept) : null
}

function nameOf(platform: string): string {
  return `quota:${platform}`
}

function monthOf(now: number): Month {
  return MonthSchema.parse(dayOf(now).slice(0, 7))
}
