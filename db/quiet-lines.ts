import { and, countDistinct, gte, lt, sql, type SQL } from 'drizzle-orm'
import { pushAlarmOf } from '../core/quota.ts'
import { isOddlyQuiet, leastQuiet, quietStretches, type Stretch } from '../core/quiet-line.ts'
import { officeCalendar } from './calendar.ts'
import { connectionsNow } from './connections.ts'
import type { Db } from './database.ts'
import { meterOf } from './meters.ts'
import { officeHours } from './office-hours.ts'
import { inbox } from './schema.ts'

/** A connection that is there and by which nothing has come today, where there always was something. */
export type QuietLine = { readonly platform: string; readonly from: number }

export function quietLines(db: Db, now: number): QuietLine[] {
  const standing = connectionsNow(db).filter(({ platform }) => !hasHeard(db, platform, now - leastQuiet))
  if (standing.length === 0) return []
  const clock = { calendar: officeCalendar(db), hours: officeHours(db), now }
  return standing.flatMap((connection) => {
    const { platform } = connection
    const stretches = quietStretches(connection, clock)
    if (!stretches || hasHeard(db, platform, stretches.today.from)) return []
    // It is known then why nothing comes, and said.
    if (pushAlarmOf(meterOf(db, platform, now).pushes) === 'ended') return []
    const people = stretches.before.map((stretch) => peopleIn(db, platform, stretch))
    return isOddlyQuiet(people) ? [{ platform, from: stretches.today.from }] : []
  })
}

/** A receipt is a sign of life, too. */
function hasHeard(db: Db, platform: string, from: number): boolean {
  const since = and(gte(inbox.at, from), isOn(platform))
  return db.select({ at: inbox.at }).from(inbox).where(since).limit(1).get() !== undefined
}

/** Those who said something: who only taps or reads what we sent wouldn't on a day on which nothing was sent. */
function peopleIn(db: Db, platform: string, { from, to }: Stretch): number {
  const within = and(gte(inbox.at, from), lt(inbox.at, to), isOn(platform))
  const row = db
    .select({ people: countDistinct(inbox.sender) })
    .from(inbox)
    .where(within)
    .get()
  return row?.people ?? 0
}

/** Read by the time, of which it is hours: the key begins with the platform and would lead through all of its month. */
function isOn(platform: string): SQL {
  return sql`+${inbox.platform} = ${platform}`
}
