import { asc } from 'drizzle-orm'
import { DaySchema } from '../core/day.ts'
import { type Calendar, calendarOf } from '../core/workday.ts'
import type { Db, Tx } from './database.ts'
import { calendarDays } from './schema.ts'

export type CalendarDay = typeof calendarDays.$inferSelect

/** Years of holidays that aren't there yet; what an office has changed itself stays. Returns the years added. */
export function seedCalendar(tx: Tx, rows: readonly { day: string; workday: boolean; name: string }[]): number[] {
  const known = yearsIn(daysOf(tx))
  const fresh = rows.filter((row) => !known.has(yearOf(row.day)))
  for (const { day, workday, name } of fresh) {
    tx.insert(calendarDays)
      .values({ day: DaySchema.parse(day), workday, name })
      .run()
  }
  return [...new Set(fresh.map((row) => yearOf(row.day)))].sort((a, b) => a - b)
}

/** The holidays the office knows. A year without any follows the plain week and is not certain. */
export function officeCalendar(db: Db): Calendar {
  return calendarFrom(daysOf(db))
}

/** A calendar of such rows, wherever they are from. */
export function calendarFrom(rows: readonly CalendarDay[]): Calendar {
  const days = (workday: boolean) => rows.filter((row) => row.workday === workday).map((row) => row.day)
  return calendarOf({ years: [...yearsIn(rows)], holidays: days(false), workdays: days(true) })
}

function daysOf(db: Db): CalendarDay[] {
  return db.select().from(calendarDays).orderBy(asc(calendarDays.day)).all()
}

/** Every arranged year has at least New Year's Day. */
function yearsIn(rows: readonly CalendarDay[]): Set<number> {
  return new Set(rows.map((row) => yearOf(row.day)))
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}
