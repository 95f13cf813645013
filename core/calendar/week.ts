import { addDays, daysBetween, DaySchema, showDay, type Day } from './day.ts'

/** A week runs from Monday 00:00 to Monday 00:00, Asia/Shanghai, and is named by the Monday it begins with. */

const firstMonday = DaySchema.parse('1990-01-01')

export function mondayOf(day: Day): Day {
  const past = ((daysBetween(firstMonday, day) % 7) + 7) % 7
  return addDays(day, -past)
}

export function isMonday(day: Day): boolean {
  return mondayOf(day) === day
}

/** The Monday so many weeks on; before it where `weeks` is negative. */
export function weeksAfter(monday: Day, weeks: number): Day {
  return addDays(monday, weeks * 7)
}

/** 第 N 期: 1 in the week that holds the day it all began; less than 1 before that. */
export function periodNumber(began: Day, monday: Day): number {
  return daysBetween(mondayOf(began), monday) / 7 + 1
}

/** 5月15日—5月21日, with years where the two differ (2026年12月28日—2027年1月3日). */
export function showWeek(monday: Day): string {
  const sunday = addDays(monday, 6)
  return `${showDay(monday, sunday)}—${showDay(sunday, monday)}`
}
