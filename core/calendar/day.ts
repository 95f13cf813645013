import { z } from 'zod'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR // China has had no summer time since 1991

/** A day in Asia/Shanghai, 'YYYY-MM-DD'; sorts as text. */
export type Day = z.infer<typeof DaySchema>
/** A month, 'YYYY-MM'; sorts as text. */
export type Month = z.infer<typeof MonthSchema>

export const DaySchema = z
  .string()
  .refine((text) => isRealDay(text), '不是存在的日期，请写成 2023-05-31')
  .brand<'Day'>()

export const MonthSchema = z
  .string()
  .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/, '不是月份，请写成 2023-05')
  .brand<'Month'>()

export function isDay(text: string): text is Day {
  return isRealDay(text)
}

export function isMonth(text: string): text is Month {
  return MonthSchema.safeParse(text).success
}

/** The day in Asia/Shanghai on which an instant (epoch milliseconds) falls. */
export function dayOf(instant: number): Day {
  // A clock shows no day that isn't one: parsing it would cost what a calendar counts in.
  return wallClock(instant).slice(0, 10) as Day
}

/** The instant (epoch milliseconds) of midnight, Asia/Shanghai, with which the day begins. */
export function startOfDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) - SHANGHAI
}

export function addDays(day: Day, days: number): Day {
  return dayOf(startOfDay(day) + days * DAY)
}

/** Whole days from one day to another; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (startOfDay(to) - startOfDay(from)) / DAY
}

/** The weekday of a day, 0 for Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0
}

/** '5月31日'; with its year ('2023年5月31日') when that isn't the year of `today`. */
export function showDay(day: Day, today: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month}月${date}日`
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${year}年${short}`
}

/** '2023年6月30日（星期五）': a day as it is read back to whoever typed it. */
export function showFullDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日（星期${'日一二三四五六'.charAt(weekdayOf(day))}）`
}

/** '2021年3月' */
export function showMonth(month: Month): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}

/** '2022-11-30 14:02', the wall clock in Asia/Shanghai. */
export function showInstant(instant: number): string {
  return wallClock(instant).slice(0, 16).replace('T', ' ')
}

/** Whether two instants are shown alike; an unknown one is like no other. */
export function isSameMinute(a: number, b: number | null): boolean {
  return b !== null && showInstant(a) === showInstant(b)
}

/** '14:02', the wall clock in Asia/Shanghai. */
export function showTime(instant: number): string {
  return wallClock(instant).slice(11, 16)
}

function wallClock(instant: number): string {
  return new Date(instant + SHANGHAI).toISOString()
}

function isRealDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false
  const midnight = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text)
}
