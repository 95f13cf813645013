import { addDays, daysBetween, isDay, isMonth, MonthSchema } from './day.ts'
import type { Day, Month } from './day.ts'
import { chineseNumber } from './numeral.ts'
import { normal } from './text.ts'

type DayReading = { day: Day } | { fault: 'unreadable' | 'no-such-day' | 'which-year' }
type MonthReading = { month: Month } | { fault: 'unreadable' | 'no-such-month' | 'no-month' | 'which-year' }
type Parts = Partial<Readonly<Record<'year' | 'which' | 'month' | 'date' | 'count', string>>>
type Reader<Reading> = { readonly form: RegExp; readonly read: (parts: Parts, today: Day) => Reading }

const LONGEST_WAIT = 335 // days, 11 months
const LONGEST_TERM = 3660 // days, ten years

const YEAR = '(?<year>(?:19|20)\\d\\d|[今本明去前](?=年))'
const WHICH = '(?<which>本|这个|下个?|上个?)'
const NUMBER = '\\d{1,2}|[一二三四五六七八九十]{1,3}'
const MONTH = `(?<month>${NUMBER})`
const DATE = `(?<date>${NUMBER})[日号]`
const BY = '(?:之?前|以前)?'

const dayReaders: readonly Reader<DayReading>[] = [
  { form: form(`${YEAR}(?<sign>[-/.])(?<month>\\d{1,2})\\k<sign>(?<date>\\d{1,2})(?:${BY}| \\+0800)`), read: dayIn },
  { form: form('(?<year>(?:19|20)\\d\\d)(?<month>\\d\\d)(?<date>\\d\\d)'), read: dayIn },
  { form: form(`${YEAR}年${MONTH}月${DATE}${BY}`), read: dayIn },
  { form: form(`${MONTH}月${DATE}${BY}`), read: nextDay },
  { form: form(`(?<month>\\d{1,2})[/.](?<date>\\d{1,2})${BY}`), read: nextDay },
  { form: form(`${DATE}${BY}`), read: nextDate },
  { form: form(`(?<which>今|明|后|大后)[天日]${BY}`), read: namedDay },
  {
    form: form('(?<count>\\d{1,4}|[零一二两三四五六七八九十百]{1,6})(?:天[之以]?后|[天日][之以]?内)'),
    read: afterDays,
  },
  { form: form(`${WHICH}?月[底末]${BY}`), read: namedMonthEnd },
  { form: form(`${MONTH}月[底末]${BY}`), read: nextMonthEnd },
  { form: form(`(?:${YEAR}年?)?年[底末]${BY}`), read: yearEnd },
]

const monthReaders: readonly Reader<MonthReading>[] = [
  { form: form(`${YEAR}[-/.](?<month>\\d{1,2})`), read: monthIn },
  { form: form(`${YEAR}年${MONTH}月份?`), read: monthIn },
  { form: form(`${WHICH}月`), read: ({ which }, today) => ({ month: monthNamed(which, today) }) },
  { form: form(`${YEAR}年?(?:初|底|末|上半年|下半年)?`), read: () => ({ fault: 'no-month' }) },
  { form: form(`${MONTH}月(?:份|${DATE})?`), read: () => ({ fault: 'which-year' }) },
]

/**
 * The day people type for a deadline, seen from `today`. Day and month without a year are the next such day,
 * today included, unless that is more than 11 months ahead: it may be one just past, so the year is asked
 * for. A bare 31日 is this month's, or once past next month's. 月底前 and 3日内 include their last day.
 */
export function readDay(text: string, today: Day): DayReading {
  return firstReading(dayReaders, text, today) ?? { fault: 'unreadable' }
}

/** The month in which something happened, seen from `today`; a whole day counts for its month. */
export function readMonth(text: string, today: Day): MonthReading {
  const reading = firstReading(monthReaders, text, today)
  if (reading) return reading
  const whole = /^(?:(?:19|20)\d\d|[今本去前]年)/.test(normal(text)) ? readDay(text, today) : undefined
  return whole && 'day' in whole ? { month: MonthSchema.parse(whole.day.slice(0, 7)) } : { fault: 'unreadable' }
}

function form(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`)
}

function firstReading<Reading>(readers: readonly Reader<Reading>[], text: string, today: Day): Reading | undefined {
  const typed = normal(text)
  for (const { form, read } of readers) {
    const match = form.exec(typed)
    if (match) return read(match.groups ?? {}, today)
  }
  return undefined
}

function dayIn({ year, month, date }: Parts, today: Day): DayReading {
  return existing(`${yearOf(year, today)}-${twoDigits(month)}-${twoDigits(date)}`)
}

function nextDay({ month, date }: Parts, today: Day): DayReading {
  const inYear = twoDigits(month) + '-' + twoDigits(date)
  if (!isDay(`2024-${inYear}`)) return { fault: 'no-such-day' } // a leap year has every day there is
  return nextOf((year) => existing(`${year}-${inYear}`), today)
}

function nextMonthEnd({ month }: Parts, today: Day): DayReading {
  return nextOf((year) => lastDayOf(`${year}-${twoDigits(month)}`), today)
}

function nextOf(inYear: (year: number) => DayReading, today: Day): DayReading {
  const thisYear = yearOf('今', today)
  const near = inYear(thisYear)
  const next = 'day' in near && near.day >= today ? near : inYear(thisYear + 1)
  if (!('day' in next)) return { fault: 'which-year' }
  return daysBetween(today, next.day) > LONGEST_WAIT ? { fault: 'which-year' } : next
}

function nextDate({ date }: Parts, today: Day): DayReading {
  const near = existing(`${today.slice(0, 7)}-${twoDigits(date)}`)
  return 'fault' in near || near.day >= today ? near : existing(`${monthNamed('下', today)}-${twoDigits(date)}`)
}

function namedDay({ which = '' }: Parts, today: Day): DayReading {
  return { day: addDays(today, ['今', '明', '后', '大后'].indexOf(which)) }
}

function afterDays({ count }: Parts, today: Day): DayReading {
  const days = numberOf(count)
  return days <= LONGEST_TERM ? { day: addDays(today, days) } : { fault: 'unreadable' }
}

function namedMonthEnd({ which }: Parts, today: Day): DayReading {
  return lastDayOf(monthNamed(which, today))
}

function yearEnd({ year }: Parts, today: Day): DayReading {
  return existing(`${yearOf(year, today)}-12-31`)
}

function monthIn({ year, month }: Parts, today: Day): MonthReading {
  const named = `${yearOf(year, today)}-${twoDigits(month)}`
  return isMonth(named) ? { month: named } : { fault: 'no-such-month' }
}

function existing(day: string): DayReading {
  return isDay(day) ? { day } : { fault: 'no-such-day' }
}

function lastDayOf(month: string): DayReading {
  const last = ['31', '30', '29', '28'].map((date) => `${month}-${date}`).find(isDay)
  return last === undefined ? { fault: 'no-such-day' } : { day: last }
}

function yearOf(named: string | undefined, today: Day): number {
  const offset = { 前: -2, 去: -1, 明: 1 }[named ?? ''] ?? 0
  return /^\d/.test(named ?? '') ? Number(named) : Number(today.slice(0, 4)) + offset
}

function monthNamed(which: string | undefined, today: Day): Month {
  const offset = { 上: -1, 下: 1 }[which?.charAt(0) ?? ''] ?? 0
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + offset
  return MonthSchema.parse(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`)
}

function twoDigits(written: string | undefined): string {
  return String(numberOf(written)).padStart(2, '0')
}

/** NaN for what is no number; the day made from it then doesn't exist. */
function numberOf(written = ''): number {
  return /^\d/.test(written) ? Number(written) : (chineseNumber(written) ?? NaN)
}
