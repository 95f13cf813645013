import { addDays, DaySchema, weekdayOf, type Day } from '../core/calendar/day.ts'

/** The weeks of a month from Monday to Sunday; null where a week reaches into another month. */
export function weeksOf(year: number, month: number): (Day | null)[][] {
  const first = DaySchema.parse(`${year}-${String(month).padStart(2, '0')}-01`)
  const inMonth = (day: Day) => (day.slice(0, 7) === first.slice(0, 7) ? day : null)
  const monday = addDays(first, -((weekdayOf(first) + 6) % 7))
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, date) => inMonth(addDays(monday, week * 7 + date))),
  )
  return weeks.filter((week) => week.some((day) => day !== null))
}

/** Days of one month as people write them: '1–3、8日'. */
export function datesText(days: readonly Day[]): string {
  const dates = [...days].sort().map((day) => Number(day.slice(8)))
  return dates.length === 0 ? '' : `${runsOf(dates).join('、')}日`
}

function runsOf(dates: readonly number[]): string[] {
  const starts = dates.filter((date) => !dates.includes(date - 1))
  return starts.map((from) => {
    let to = from
    while (dates.includes(to + 1)) to += 1
    return from === to ? String(from) : `${from}–${to}`
  })
}

/** Days of any months, a run of them each: '1月28日–2月4日', '10月1–8日', '2月8日'. */
export function runsText(days: readonly Day[]): string[] {
  const known = new Set(days)
  const starts = [...known].sort().filter((day) => !known.has(addDays(day, -1)))
  return starts.map((from) => {
    let to = from
    while (known.has(addDays(to, 1))) to = addDays(to, 1)
    if (from === to) return monthDay(from)
    if (from.slice(0, 7) === to.slice(0, 7)) return `${monthDay(from).slice(0, -1)}–${Number(to.slice(8))}日`
    return `${monthDay(from)}–${monthDay(to)}`
  })
}

function monthDay(day: Day): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}
