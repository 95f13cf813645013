import type { Day } from './day.ts'
import { addDays, isWeekend } from './day.ts'

/** The yearly arrangements of public holidays: days off, weekend days worked (调休), and the years they cover. */
export type Calendar = {
  readonly years: ReadonlySet<number>
  readonly holidays: ReadonlySet<Day>
  readonly workdays: ReadonlySet<Day>
  readonly festivals: readonly FestivalDays[]
}

/** The days off of one festival, by the year of its arrangement: New Year's may begin in the December before. */
export type FestivalDays = { readonly name: string; readonly year: number; readonly first: Day; readonly last: Day }

/** A calendar from the table it is kept in; a year not among `years` follows the plain week. */
export function calendarOf(table: {
  readonly years: readonly number[]
  readonly holidays: readonly Day[]
  readonly workdays: readonly Day[]
  readonly festivals?: readonly FestivalDays[]
}): Calendar {
  return {
    years: new Set(table.years),
    holidays: new Set(table.holidays),
    workdays: new Set(table.workdays),
    festivals: table.festivals ?? [],
  }
}

/**
 * Whether a day is worked; not `certain` in a year without an arrangement, where Monday to Friday are but for days the
 * office has named itself.
 */
export function isWorkday(calendar: Calendar, day: Day): { workday: boolean; certain: boolean } {
  const workday = calendar.workdays.has(day) || (!isWeekend(day) && !calendar.holidays.has(day))
  return { workday, certain: calendar.years.has(Number(day.slice(0, 4))) }
}

/** The `count`th workday after a day (0: the day itself); `certain` when every day passed was. */
export function workdayAfter(calendar: Calendar, day: Day, count: number): { day: Day; certain: boolean } {
  return workdaysOn(calendar, day, { count, step: 1 })
}

/** The `count`th workday before a day (0: the day itself); `certain` when every day passed was. */
export function workdayBefore(calendar: Calendar, day: Day, count: number): { day: Day; certain: boolean } {
  return workdaysOn(calendar, day, { count, step: -1 })
}

/** The day itself where it is worked, else the last workday before it. */
export function lastWorkdayUpTo(calendar: Calendar, day: Day): { day: Day; certain: boolean } {
  return workdayBefore(calendar, addDays(day, 1), 1)
}

/** Workdays after `from`, up to and including `to`; negative when `to` is the earlier. */
export function workdaysBetween(calendar: Calendar, from: Day, to: Day): number {
  if (to < from) return -workdaysBetween(calendar, to, from)
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkday(calendar, day).workday) count += 1
  }
  return count
}

function workdaysOn(
  calendar: Calendar,
  day: Day,
  { count, step }: { readonly count: number; readonly step: 1 | -1 },
): { day: Day; certain: boolean } {
  let reached = day
  let left = count
  let certain = true
  while (left > 0) {
    reached = addDays(reached, step)
    const next = isWorkday(calendar, reached)
    certain &&= next.certain
    if (next.workday) left -= 1
  }
  return { day: reached, certain }
}
