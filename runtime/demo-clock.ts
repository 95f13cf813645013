import { isOpen, opensAt } from '../core/calendar/office-hours.ts'
import { officeCalendar } from '../db/calendar.ts'
import { transact, type Db } from '../db/database.ts'
import { officeHours } from '../db/office-hours.ts'
import { postponeSessions } from '../db/sessions.ts'
import { put, setting } from '../db/settings.ts'

export type DemoClock = {
  now(): number
  advance(ms: number): void
  /** Outside office hours: on to 09:12 of the next workday, since nothing but answers would leave before. */
  toWork(): void
}

const OFFSET = 'demo-clock'
/** From half past eight on. */
const SETTLED = 42 * 60_000

/** Real time plus what the demo has been moved on by; kept over a restart. Sessions move along. */
export function demoClock(db: Db, real: () => number): DemoClock {
  const offset = () => Number(setting(db, OFFSET) ?? 0)
  const now = () => real() + offset()
  const advance = (ms: number) =>
    transact(db, (tx) => {
      put(tx, OFFSET, String(offset() + ms))
      postponeSessions(tx, ms)
    })
  const toWork = () => {
    const [calendar, hours] = [officeCalendar(db), officeHours(db)]
    if (!isOpen(calendar, hours, now())) advance(opensAt(calendar, hours, now()) + SETTLED - now())
  }
  return { now, advance, toWork }
}
