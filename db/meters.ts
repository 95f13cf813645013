import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { dayOf, MonthSchema, type Month } from '../core/calendar/day.ts'
import type { Meter, Use } from '../core/quota.ts'
import { blanks, prepared, type Db, type Tx } from './database.ts'
import { note } from './ledger.ts'
import type { OfficeAct } from './office-events.ts'
import { meters } from './schema.ts'
import { put, setting } from './settings.ts'

const ofMonth = and(eq(meters.platform, sql.placeholder('platform')), eq(meters.month, sql.placeholder('month')))

const add = prepared((db) =>
  db
    .insert(meters)
    .values(blanks(meters, 'platform', 'month', 'calls', 'pushes'))
    .onConflictDoUpdate({
      target: [meters.platform, meters.month],
      set: {
        calls: sql`${meters.calls} + excluded.calls`,
        pushes: sql`iif(excluded.pushes is null, ${meters.pushes}, coalesce(${meters.pushes}, 0) + excluded.pushes)`,
      },
    })
    .prepare(),
)

/** Adds what a platform was used for to the month of an instant. */
export function countUse(tx: Tx, platform: string, { calls, pushes, pushing, now }: Use & { now: number }): void {
  if (calls > 0 || (pushes ?? 0) > 0) add(tx).run({ platform, month: monthOf(now), calls, pushes: pushes ?? null })
  if (!pushing) return
  if ('endedAt' in pushing) endPushes(tx, platform, pushing.endedAt)
  else resumed(tx).run({ platform, month: monthOf(now), doneAt: pushing.doneAt })
}

/** The first time it is said counts: it stays so until the month is over. */
function endPushes(tx: Tx, platform: string, endedAt: number): void {
  const set = {
    pushes: sql`coalesce(${meters.pushes}, 0)`,
    pushesEndedAt: sql`coalesce(${meters.pushesEndedAt}, ${endedAt})`,
  }
  tx.insert(meters)
    .values({ platform, month: monthOf(endedAt), pushes: 0, pushesEndedAt: endedAt })
    .onConflictDoUpdate({ target: [meters.platform, meters.month], set })
    .run()
}

/** Unless somebody has bought more of them: then what was done since is pushed. What came twice is older. */
const resumed = prepared((db) =>
  db
    .update(meters)
    .set({ pushesEndedAt: null })
    .where(and(ofMonth, lt(meters.pushesEndedAt, sql.placeholder('doneAt'))))
    .prepare(),
)

/** The platform says that none are left this month; or, having delivered something, that some are after all. */
export function setExhausted(tx: Tx, platform: string, { exhausted, now }: { exhausted: boolean; now: number }): void {
  const set = { exhaustedAt: exhausted ? now : null }
  tx.insert(meters)
    .values({ platform, month: monthOf(now), ...set })
    .onConflictDoUpdate({ target: [meters.platform, meters.month], set })
    .run()
}

const monthly = prepared((db) => db.select().from(meters).where(ofMonth).prepare())

/** A platform's use in the month of an instant. */
export function meterOf(db: Db, platform: string, now: number): Meter {
  const month = monthOf(now)
  const row = monthly(db).get({ platform, month })
  const { pushes: count = null, pushesEndedAt: endedAt = null } = row ?? {}
  return {
    month,
    calls: row?.calls ?? 0,
    quota: quotaOf(db, platform, 'calls'),
    exhausted: (row?.exhaustedAt ?? null) !== null,
    pushes: count === null ? null : { count, quota: quotaOf(db, platform, 'pushes'), endedAt },
  }
}

export type PlatformMeter = Meter & { readonly platform: string }

/** The use of every platform that was used in the month of an instant. */
export function metersOf(db: Db, now: number): PlatformMeter[] {
  const used = db
    .select({ platform: meters.platform })
    .from(meters)
    .where(eq(meters.month, monthOf(now)))
  return used
    .orderBy(asc(meters.platform))
    .all()
    .map(({ platform }) => ({ platform, ...meterOf(db, platform, now) }))
}

/** What a platform counts by the month. */
export type Counted = 'calls' | 'pushes'

type Quota = { readonly of: Counted; readonly quota: number | null }

/** Sets how many of them a month a platform gives the office, null for as many as it likes. */
export function setQuota(tx: Tx, platform: string, { of, quota }: Quota, act: OfficeAct): void {
  if (quotaOf(tx, platform, of) === quota) return
  put(tx, nameOf(platform, of), String(quota ?? ''))
  const fact = { type: 'quota-set', platform, quota, ...(of === 'pushes' && { of }) }
  note(tx, { kind: 'office', id: nameOf(platform, of), fact, ...act })
}

/** The first instant of the month after. */
export function nextMonth(now: number): number {
  const [year = 0, month = 0] = monthOf(now).split('-').map(Number)
  return Date.parse(`${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01T00:00:00+08:00`)
}

function quotaOf(db: Db, platform: string, of: Counted): number | null {
  const kept = setting(db, nameOf(platform, of))
  return kept ? Number(kept) : null
}

function nameOf(platform: string, of: Counted): string {
  return of === 'calls' ? `quota:${platform}` : `quota:${platform}:pushes`
}

function monthOf(now: number): Month {
  return MonthSchema.parse(dayOf(now).slice(0, 7))
}
