import { addDays, dayOf, startOfDay, type Day } from './day.ts'
import { normal } from '../text.ts'
import { isWorkday, workdayAfter, type Calendar } from './workday.ts'

const MINUTE = 60_000

/** When messages may leave, in minutes of the Shanghai day: from `from` on, no longer at `to`. */
export type Hours = { readonly from: number; readonly to: number }

export const defaultHours: Hours = { from: 8 * 60 + 30, to: 18 * 60 }

/** Whether an instant (epoch milliseconds) falls into the hours of a workday. */
export function isOpen(calendar: Calendar, hours: Hours, now: number): boolean {
  const day = dayOf(now)
  return isWorkday(calendar, day).workday && now >= opening(day, hours) && now < closing(day, hours)
}

/** `now` while open, else the instant at which it opens next. */
export function opensAt(calendar: Calendar, hours: Hours, now: number): number {
  if (isOpen(calendar, hours, now)) return now
  const today = dayOf(now)
  const next = now < opening(today, hours) ? addDays(today, -1) : today
  return opening(workdayAfter(calendar, next, 1).day, hours)
}

/** The instant at which a day's hours begin, worked or not. */
export function opening(day: Day, hours: Hours): number {
  return startOfDay(day) + hours.from * MINUTE
}

/** The first instant after a day's hours. */
export function closing(day: Day, hours: Hours): number {
  return startOfDay(day) + hours.to * MINUTE
}

/** The hours two have in common; null where there are none. */
export function commonHours(one: Hours, other: Hours): Hours | null {
  const common = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }
  return common.from < common.to ? common : null
}

/** Hours as people write them, '8:30' and '18:00'; the refusal names what can't be read, or that they don't follow. */
export function readHours(from: string, to: string): { hours: Hours } | { fault: 'from' | 'to' | 'order' } {
  const [start, end] = [minutesOf(from), minutesOf(to)]
  if (start === null) return { fault: 'from' }
  if (end === null) return { fault: 'to' }
  return start < end ? { hours: { from: start, to: end } } : { fault: 'order' }
}

/** '08:30' */
export function showMinutes(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

/** '08:30–18:00' */
export function showHours({ from, to }: Hours): string {
  return `${showMinutes(from)}–${showMinutes(to)}`
}

function minutesOf(written: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(normal(written)) ?? []
  const [hours, minutes] = [Number(hour), Number(minute)]
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null
}
