import { addDays, isDay, isMonth, MonthSchema, type Day, type Month } from './day.ts'
import {
  BY,
  COUNT,
  DATE,
  existing,
  form,
  lastDayOf,
  longestTerm,
  MONTH,
  monthNamed,
  nextOf,
  numberOf,
  plainDay,
  twoDigits,
  WHICH,
  worded,
  YEAR,
  yearOf,
  type DayReader,
  type DayReading,
  type Parts,
  type SeenFrom,
} from './day-words.ts'
import { calendarReaders } from './read-holiday.ts'
import { spanReaders } from './read-span.ts'
import { vagueFault } from './read-vague.ts'
import { normal } from '../text.ts'
import { calendarOf, type Calendar } from './workday.ts'

type MonthReading = { month: Month } | { fault: 'unreadable' | 'no-such-month' | 'no-month' | 'which-year' }
type MonthReader = { readonly form: RegExp; readonly read: (parts: Parts, today: Day) => MonthReading }

/** Where no calendar is at hand: what needs one is asked back. */
export const noCalendar = (): Calendar => calendarOf({ years: [], holidays: [], workdays: [] })

const dayReaders: readonly DayReader[] = [
  { form: form(`${YEAR}(?<sign>[-/.])(?<month>\\d{1,2})\\k<sign>(?<date>\\d{1,2})(?:${BY}| \\+0800)`), read: dayIn },
  { form: form('(?<year>(?:19|20)\\d\\d)(?<month>\\d\\d)(?<date>\\d\\d)'), read: dayIn },
  { form: form(`${YEAR}年${MONTH}月${DATE}${BY}`), read: dayIn },
  { form: form(`\\d\\d年${MONTH}月${DATE}${BY}`), read: () => ({ fault: 'which-year' }) },
  { form: form(`${MONTH}月${DATE}${BY}`), read: nextDay },
  { form: form(`(?<month>\\d{1,2})[/.](?<date>\\d{1,2})${BY}`), read: nextDay },
  { form: form(`${DATE}${BY}`), read: (parts, from) => worded(nextDate(parts, from)) },
  { form: form(`${WHICH}月${DATE}${BY}`), read: (parts, from) => worded(dateInMonth(parts, from)) },
  { form: form(`(?<which>大前|昨|前|今|当|即|本|明|次|后|大后)[天日]${BY}`), read: namedDay },
  { form: form(`${COUNT}(?:天[之以]?后|[天日][之以]?内)`), read: afterDays },
  {
    form: form(`${WHICH}?月[底末尾]${BY}`),
    read: ({ which }, { today }) => worded(lastDayOf(monthNamed(which, today))),
  },
  { form: form(`${YEAR}年${MONTH}月份?[底末尾]${BY}`), read: monthEndIn },
  { form: form(`${MONTH}月份?[底末尾]${BY}`), read: nextMonthEnd },
  { form: form(`(?:${YEAR}年?)?年[底末]${BY}`), read: yearEnd },
  ...spanReaders,
  ...calendarReaders,
]

const monthReaders: readonly MonthReader[] = [
  { form: form(`${YEAR}[-/.](?<month>\\d{1,2})`), read: monthIn },
  { form: form(`${YEAR}年${MONTH}月份?`), read: monthIn },
  { form: form(`${WHICH}月`), read: ({ which }, today) => ({ month: monthNamed(which, today) }) },
  { form: form(`${YEAR}年?(?:初|底|末|上半年|下半年)?`), read: () => ({ fault: 'no-month' }) },
  { form: form(`${MONTH}月(?:份|${DATE})?`), read: () => ({ fault: 'which-year' }) },
]

/**
 * The day people type for a deadline, seen from a day and over the office's calendar. Day and month without a year
 * are the next such day, today included, unless that is more than 11 months ahead: it may be one just past, so the
 * year is asked for. A bare 31日 is this month's, or once past next month's. 月底前 and 3日内 include their last day.
 * What could be two days (下周, 左右, 春节后, ranges) or needs holidays nobody has entered is a fault, never a guess.
 */
export function readDay(text: string, from: SeenFrom): DayReading {
  const typed = plainDay(text)
  for (const { form, read } of dayReaders) {
    const match = form.exec(typed)
    if (match) return read(match.groups ?? {}, from)
  }
  return { fault: vagueFault(typed) }
}

/**
 * The day where month and date themselves were written; null for anything else. For forms that don't show what was
 * understood before it counts.
 */
export function writtenDay(text: string, today: Day): Day | null {
  const reading = readDay(text, { today, calendar: noCalendar })
  return 'day' in reading && !reading.worded ? reading.day : null
}

/** The month in which something happened, seen from `today`; a whole day counts for its month. */
export function readMonth(text: string, today: Day): MonthReading {
  const typed = normal(text)
  for (const { form, read } of monthReaders) {
    const match = form.exec(typed)
    if (match) return read(match.groups ?? {}, today)
  }
  const dated = /^(?:(?:19|20)\d\d|[今本去前]年)/.test(typed)
  const whole = dated ? readDay(text, { today, calendar: noCalendar }) : undefined
  const written = whole && 'day' in whole && !whole.worded
  return written ? { month: MonthSchema.parse(whole.day.slice(0, 7)) } : { fault: 'unreadable' }
}

function dayIn({ year, month, date }: Parts, { today }: SeenFrom): DayReading {
  return existing(`${yearOf(year, today)}-${twoDigits(month)}-${twoDigits(date)}`)
}

function nextDay({ month, date }: Parts, { today }: SeenFrom): DayReading {
  const inYear = twoDigits(month) + '-' + twoDigits(date)
  if (!isDay(`2024-${inYear}`)) return { fault: 'no-such-day' } // a leap year has every day there is
  return nextOf((year) => existing(`${year}-${inYear}`), today)
}

function monthEndIn({ year, month }: Parts, { today }: SeenFrom): DayReading {
  return worded(lastDayOf(`${yearOf(year, today)}-${twoDigits(month)}`))
}

function nextMonthEnd({ month }: Parts, { today }: SeenFrom): DayReading {
  if (!isMonth(`2024-${twoDigits(month)}`)) return { fault: 'no-such-day' }
  return worded(nextOf((year) => lastDayOf(`${year}-${twoDigits(month)}`), today))
}

function nextDate({ date }: Parts, { today }: SeenFrom): DayReading {
  const near = existing(`${today.slice(0, 7)}-${twoDigits(date)}`)
  return 'fault' in near || near.day >= today ? near : existing(`${monthNamed('下', today)}-${twoDigits(date)}`)
}

/** 本月20日 may be past: the month was written, and what needs a later day says so. */
function dateInMonth({ which, date }: Parts, { today }: SeenFrom): DayReading {
  return existing(`${monthNamed(which, today)}-${twoDigits(date)}`)
}

const daysFromToday: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 明: 1, 次: 1, 后: 2, 大后: 3 }

function namedDay({ which = '' }: Parts, { today }: SeenFrom): DayReading {
  return { day: addDays(today, daysFromToday[which] ?? 0), worded: true }
}

/** The day it is said doesn't count (民法典 section 201). */
function afterDays({ count }: Parts, { today }: SeenFrom): DayReading {
  const days = numberOf(count)
  return days <= longestTerm ? { day: addDays(today, days), worded: true } : { fault: 'unreadable' }
}

function yearEnd({ year }: Parts, { today }: SeenFrom): DayReading {
  return worded(existing(`${yearOf(year, today)}-12-31`))
}

function monthIn({ year, month }: Parts, today: Day): MonthReading {
  const named = `${yearOf(year, today)}-${twoDigits(month)}`
  return isMonth(named) ? { month: named } : { fault: 'no-such-month' }
}
