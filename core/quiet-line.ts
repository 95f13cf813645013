import { dayOf, startOfDay, type Day } from './calendar/day.ts'
import { isOpen, opening } from './calendar/office-hours.ts'
import { isWorkday, workdayBefore } from './calendar/workday.ts'
import type { Connection, OfficeClock } from './connection.ts'

/** Instants in epoch milliseconds, from `from` on, no longer at `to`. */
export type Stretch = { readonly from: number; readonly to: number }

const daysBefore = 5
const leastPeople = 5
/** How long nothing may come before anybody wonders, in milliseconds. */
export const leastQuiet = 3 * 3_600_000

/**
 * A connection that answers pings and delivers nothing looks like an office where nobody has anything to say, and can be
 * told apart only where somebody always has. The time of today in which something should have come by it, three hours at
 * least, and the same on five workdays before; null out of hours, on what may be a holiday, or where it is at fault anyway.
 */
export function quietStretches(
  { state, since }: Pick<Connection, 'state' | 'since'>,
  { calendar, hours, now }: OfficeClock,
): { today: Stretch; before: readonly Stretch[] } | null {
  const today = dayOf(now)
  const from = Math.max(opening(today, hours), since)
  if (state !== 'connected' || now - from < leastQuiet) return null
  if (!isOpen(calendar, hours, now) || !isWorkday(calendar, today).certain) return null
  const on = (day: Day): Stretch => {
    const shift = startOfDay(day) - startOfDay(today)
    return { from: from + shift, to: now + shift }
  }
  const days = Array.from({ length: daysBefore }, (_, at) => workdayBefore(calendar, today, at + 1).day)
  return { today: on(today), before: days.map(on) }
}

/**
 * Whether it is odd that nothing came, by how many different people spoke in each of the stretches before. Were people to
 * speak by chance, at whatever rate, five on each of five days and nobody on the sixth would come once in 2,000 workdays.
 */
export function isOddlyQuiet(people: readonly number[]): boolean {
  return people.length === daysBefore && people.every((count) => count >= leastPeople)
}
