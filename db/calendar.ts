import { asc, eq } from 'drizzle-orm'
import { dayOf, DaySchema, isWeekend, type Day } from '../core/calendar/day.ts'
import type { SeenFrom } from '../core/calendar/day-words.ts'
import { festivalsIn, isFatal, type Arrangement } from '../core/calendar/holiday-notice.ts'
import { type Calendar, calendarOf, type FestivalDays, isWorkday } from '../core/calendar/workday.ts'
import type { Db, Tx } from './database.ts'
import { lookAgain } from './nudges/watches.ts'
import { noteOffice, type OfficeAct } from './office-events.ts'
import { calendarDays, mendedDays } from './schema.ts'

export type CalendarDay = typeof calendarDays.$inferSelect
export type MendedDay = typeof mendedDays.$inferSelect
type Row = { readonly day: Day; readonly workday: boolean; readonly name: string }

/** Years of holidays that aren't there yet; what an office has changed itself stays. Returns the years added. */
export function seedCalendar(tx: Tx, rows: readonly { day: string; workday: boolean; name: string }[]): number[] {
  const known = yearsIn(daysOf(tx))
  const given = rows.map(({ day, workday, name }) => arrangedDay({ day: DaySchema.parse(day), workday, name }))
  const fresh = given.filter(({ arrangement }) => !known.has(arrangement))
  put(tx, fresh)
  return [...yearsIn(fresh)].sort((a, b) => a - b)
}

/** A day with the year whose notice it is from: New Year's may begin in the December before. */
export function arrangedDay(row: Row): CalendarDay {
  const early = row.day.slice(5, 7) === '12' && row.name === '元旦'
  return { ...row, arrangement: Number(row.day.slice(0, 4)) + (early ? 1 : 0) }
}

/**
 * The holidays the office knows, with the days it has set by hand over them. A year without an arrangement follows
 * the plain week and is not certain.
 */
export function officeCalendar(db: Db): Calendar {
  const mended = mendedDaysOf(db)
  const arranged = daysOf(db)
  const byHand = new Set(mended.map(({ day }) => day))
  const days = [...arranged.filter(({ day }) => !byHand.has(day)), ...mended]
  return calendarOf({ years: [...yearsIn(arranged)], ...parted(days), festivals: festivalDays(arranged) })
}

/** The calendar for reading days in words: looked up only where workdays or holidays are meant. */
export function seenFrom(db: Db, today: Day): SeenFrom {
  return { today, calendar: () => officeCalendar(db) }
}

/** A calendar of such rows, wherever they are from. */
export function calendarFrom(rows: readonly CalendarDay[]): Calendar {
  return calendarOf({ years: [...yearsIn(rows)], ...parted(rows), festivals: festivalDays(rows) })
}

/** First and last day off of each festival, as the notices name them; rows come in the order of their days. */
function festivalDays(rows: readonly CalendarDay[]): FestivalDays[] {
  const named = rows
    .filter(({ workday }) => !workday)
    .flatMap(({ day, name, arrangement: year }) => festivalsIn(name).map((festival) => ({ day, name: festival, year })))
  return [...Map.groupBy(named, ({ name, year }) => `${name} ${year}`).values()].flatMap((days) => {
    const [first, last] = [days[0], days.at(-1)]
    return first && last ? [{ name: first.name, year: first.year, first: first.day, last: last.day }] : []
  })
}

function parted(rows: readonly { day: Day; workday: boolean }[]): { holidays: Day[]; workdays: Day[] } {
  const days = (workday: boolean) => rows.filter((row) => row.workday === workday).map((row) => row.day)
  return { holidays: days(false), workdays: days(true) }
}

/** What notices say, in order. */
export function daysOf(db: Db): CalendarDay[] {
  return db.select().from(calendarDays).orderBy(asc(calendarDays.day)).all()
}

/** Days set by hand, in order. */
export function mendedDaysOf(db: Db): MendedDay[] {
  return db.select().from(mendedDays).orderBy(asc(mendedDays.day)).all()
}

/** By this day of November the notice for the year after has come. */
const noticeComes = '11-15'

/** Years without an arrangement that matter by now: this one, and towards its end the next. */
export function unarrangedYears(db: Db, now: number): number[] {
  const today = dayOf(now)
  const year = Number(today.slice(0, 4))
  const years = yearsIn(daysOf(db))
  return [year, ...(today.slice(5) >= noticeComes ? [year + 1] : [])].filter((one) => !years.has(one))
}

export type Arranged = 'arranged' | 'same' | 'doubtful' | 'incomplete'

/** What saving an arrangement would come to: a part of a year can only change one that is arranged already. */
export function outcomeOf(db: Db, { year, holidays, doubts, missing }: Arrangement): Arranged {
  if (doubts.some(isFatal)) return 'doubtful'
  const rows = daysOf(db)
  if (missing.length > 0 && !yearsIn(rows).has(year)) return 'incomplete'
  const before = replaced(rows, { year, holidays, missing })
  return keysOf(before) === keysOf(rowsOf({ year, holidays })) ? 'same' : 'arranged'
}

/** The days of a notice take the place of those the office had for its festivals. Days set by hand stay. */
export function arrangeYear(tx: Tx, arrangement: Arrangement, act: OfficeAct): Arranged {
  const outcome = outcomeOf(tx, arrangement)
  if (outcome !== 'arranged') return outcome
  const { year, holidays } = arrangement
  const before = replaced(daysOf(tx), arrangement).map(({ day }) => day)
  for (const day of before) tx.delete(calendarDays).where(eq(calendarDays.day, day)).run()
  put(tx, rowsOf(arrangement))
  const [off, worked] = [holidays.flatMap((one) => one.off), holidays.flatMap((one) => one.worked)]
  const festivals = holidays.flatMap(({ names }) => names)
  noteOffice(tx, { type: 'calendar-arranged', year, festivals, off, worked }, act)
  lookAgain(tx, year)
  return 'arranged'
}

type Parts = Pick<Arrangement, 'year' | 'holidays' | 'missing'>

/** Rows whose place an arrangement takes: all of its year, or those of the festivals it names. */
function replaced(rows: readonly CalendarDay[], { year, holidays, missing }: Parts): CalendarDay[] {
  const own = rows.filter(({ arrangement }) => arrangement === year)
  if (missing.length === 0) return own
  const named = new Set(holidays.flatMap(({ names }) => names))
  return own.filter(({ name }) => festivalsIn(name).some((festival) => named.has(festival)))
}

function rowsOf({ year, holidays }: Pick<Arrangement, 'year' | 'holidays'>): CalendarDay[] {
  return holidays.flatMap(({ names, off, worked }) => {
    const of = (days: readonly Day[], workday: boolean) =>
      days.map((day) => ({ day, workday, name: names.join('、'), arrangement: year }))
    return [...of(off, false), ...of(worked, true)]
  })
}

/** Days that make a difference: a Saturday off needs nobody to say so. */
function keysOf(rows: readonly CalendarDay[]): string {
  const telling = rows.filter(({ day, workday }) => workday || !isWeekend(day))
  return telling
    .map(({ day, workday }) => `${day} ${String(workday)}`)
    .sort()
    .join('\n')
}

function put(tx: Tx, rows: readonly CalendarDay[]): void {
  for (const row of rows) {
    tx.insert(calendarDays).values(row).onConflictDoUpdate({ target: calendarDays.day, set: row }).run()
  }
}

/** Sets one day by hand. false where it was that already. Back to what the notice says, nothing is left of it. */
export function mendDay(tx: Tx, mend: MendedDay, act: OfficeAct): boolean {
  const { day, workday } = mend
  if (isWorkday(officeCalendar(tx), day).workday === workday) return false
  if (isWorkday(calendarFrom(daysOf(tx)), day).workday === workday) {
    tx.delete(mendedDays).where(eq(mendedDays.day, day)).run()
  } else {
    tx.insert(mendedDays).values(mend).onConflictDoUpdate({ target: mendedDays.day, set: mend }).run()
  }
  noteOffice(tx, { type: 'calendar-mended', ...mend }, act)
  lookAgain(tx, Number(mend.day.slice(0, 4)))
  return true
}

function yearsIn(rows: readonly CalendarDay[]): Set<number> {
  return new Set(rows.map(({ arrangement }) => arrangement))
}
