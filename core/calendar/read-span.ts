import { addDays, weekdayOf, type Day } from './day.ts'
import {
  BY,
  COUNT,
  existing,
  form,
  lastDayOf,
  longestTerm,
  MONTH,
  monthNamed,
  monthsAfter,
  nextOf,
  numberOf,
  offsetOf,
  TERM,
  twoDigits,
  WEEK,
  WHICH,
  worded,
  YEAR,
  yearOf,
  type DayReader,
  type DayReading,
  type Parts,
  type SeenFrom,
} from './day-words.ts'

const WITHIN = '(?:[之以]?内)'
const ENDING = `(?:${WITHIN}|[底末]${BY})`
const TENTH = `(?<count>[上中下])旬${WITHIN}?`
const QUARTER = '第?(?<count>[一二三四1-4])季度?'

/** Weekdays, and spans whose last day is meant: weeks, months, thirds of a month, quarters, halves, the year. */
export const spanReaders: readonly DayReader[] = [
  { form: form(`${WEEK}(?<name>[一二三四五六日天])${BY}`), read: comingWeekday },
  { form: form(`${WHICH}${WEEK}(?<name>[一二三四五六日天])${BY}`), read: weekdayIn },
  { form: form(`${COUNT}个?${WEEK}${TERM}`), read: afterWeeks },
  { form: form(`半个?月${TERM}`), read: (_, { today }) => ({ day: addDays(today, 15), worded: true }) },
  { form: form(`${COUNT}个月${TERM}`), read: ({ count }, from) => afterMonths(numberOf(count), from) },
  { form: form(`半年${TERM}`), read: (_, from) => afterMonths(6, from) },
  { form: form(`${COUNT}年${TERM}`), read: ({ count }, from) => afterMonths(numberOf(count) * 12, from) },
  { form: form(`${WHICH}?月份?${WITHIN}`), read: ({ which }, from) => ending(monthNamed(which, from.today), from) },
  { form: form(`(?:${YEAR}年)?${MONTH}月份?${WITHIN}`), read: monthOf },
  { form: form(`(?:${YEAR}年)?${MONTH}月份?${TENTH}`), read: tenthOf },
  { form: form(`${WHICH}?月?${TENTH}`), read: tenthNamed },
  { form: form(`(?:${YEAR}年)?${QUARTER}${ENDING}?`), read: quarterOf },
  { form: form(`(?<which>[本这]个?|下个?)?季度?${ENDING}`), read: quarterNamed },
  { form: form(`(?:${YEAR}年?)?(?<count>[上下])半年${ENDING}?`), read: halfOf },
  {
    form: form(`${YEAR}?年${WITHIN}`),
    read: ({ year }, { today }) => worded(existing(`${yearOf(year, today)}-12-31`)),
  },
]

const weekdays = '日一二三四五六'

/** Days since Monday, with which a week begins here. */
function place(day: Day): number {
  return (weekdayOf(day) + 6) % 7
}

function placeOf({ name = '' }: Parts): number {
  return (weekdays.indexOf(name === '天' ? '日' : name) + 6) % 7
}

/** A bare 周五 is the next one, today included. */
function comingWeekday(parts: Parts, { today }: SeenFrom): DayReading {
  return { day: addDays(today, (placeOf(parts) - place(today) + 7) % 7), worded: true }
}

/** 本周五 that is past may be meant for the next: asked back. 上周五 was meant as past. */
function weekdayIn({ which, ...parts }: Parts, { today }: SeenFrom): DayReading {
  const weeks = offsetOf(which)
  const day = addDays(today, weeks * 7 + placeOf(parts) - place(today))
  return weeks === 0 && day < today ? { fault: 'past' } : { day, worded: true }
}

function afterWeeks({ count }: Parts, { today }: SeenFrom): DayReading {
  const days = numberOf(count) * 7
  return days <= longestTerm ? { day: addDays(today, days), worded: true } : { fault: 'unreadable' }
}

/** The same date so many months on; a month without it ends the term with its last day (民法典 section 202). */
function afterMonths(count: number, { today }: SeenFrom): DayReading {
  if (!(count * 31 <= longestTerm)) return { fault: 'unreadable' }
  const month = monthsAfter(today, count)
  const same = existing(`${month}-${today.slice(8)}`)
  return worded('day' in same ? same : lastDayOf(month))
}

/** The last day of a month; one that is past was named on purpose only with its year. */
function ending(month: string, { today }: SeenFrom): DayReading {
  const last = lastDayOf(month)
  return 'day' in last && last.day < today ? { fault: 'past' } : worded(last)
}

function monthOf({ year, month }: Parts, from: SeenFrom): DayReading {
  return inYear(year, from, (number) => lastDayOf(`${number}-${twoDigits(month)}`))
}

function tenthOf({ year, month, count }: Parts, from: SeenFrom): DayReading {
  return inYear(year, from, (number) => endOfTenth(`${number}-${twoDigits(month)}`, count))
}

function tenthNamed({ which, count }: Parts, { today }: SeenFrom): DayReading {
  const end = endOfTenth(monthNamed(which, today), count)
  return 'day' in end && end.day < today ? { fault: 'past' } : worded(end)
}

function endOfTenth(month: string, tenth: string | undefined): DayReading {
  return tenth === '下' ? lastDayOf(month) : existing(`${month}-${tenth === '上' ? '10' : '20'}`)
}

function quarterOf({ year, count = '' }: Parts, from: SeenFrom): DayReading {
  const quarter = /\d/.test(count) ? Number(count) : '一二三四'.indexOf(count) + 1
  return inYear(year, from, (number) => endOfQuarter(number, quarter))
}

function quarterNamed({ which }: Parts, { today }: SeenFrom): DayReading {
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3) + offsetOf(which)
  return worded(endOfQuarter(Number(today.slice(0, 4)) + (quarter > 4 ? 1 : 0), quarter > 4 ? 1 : quarter))
}

function endOfQuarter(year: number, quarter: number): DayReading {
  return lastDayOf(`${year}-${twoDigits(String(quarter * 3))}`)
}

function halfOf({ year, count }: Parts, from: SeenFrom): DayReading {
  return inYear(year, from, (number) => existing(`${number}-${count === '上' ? '06-30' : '12-31'}`))
}

/** With its year as written; without, the next such end, unless it is so far off that one just past may be meant. */
function inYear(year: string | undefined, { today }: SeenFrom, end: (year: number) => DayReading): DayReading {
  if (year !== undefined) return worded(end(yearOf(year, today)))
  return worded(nextOf(end, today))
}
