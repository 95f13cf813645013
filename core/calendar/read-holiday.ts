import { addDays, daysBetween, weekdayOf, type Day } from './day.ts'
import {
  BY,
  COUNT,
  form,
  longestTerm,
  longestWait,
  numberOf,
  offsetOf,
  TERM,
  WEEK,
  WHICH,
  YEAR,
  yearOf,
  type DayReader,
  type DayReading,
  type Parts,
  type SeenFrom,
} from './day-words.ts'
import { festivalsIn } from './holiday-notice.ts'
import { lastWorkdayUpTo, workdayAfter, workdayBefore, type Calendar, type FestivalDays } from './workday.ts'

const FESTIVAL = '(?<name>元旦|春节|清明|五一|劳动|端午|中秋|十一|国庆)节?(?:长?假期?|放假)?'
const FIRST = '(?:(?:的|后)?(?:第一|首)个工作日|上班(?:后)?第一天|上班首日)'
const WORKDAYS = `${COUNT}个?工作日`

/** What depends on the office's calendar: workdays counted, the end of a week, the days around a holiday. */
export const calendarReaders: readonly DayReader[] = [
  { form: form(`${WORKDAYS}${TERM}`), read: afterWorkdays },
  { form: form('(?:下一?个|次一?个?)工作日'), read: (_, from) => afterWorkdays({ count: '1' }, from) },
  { form: form(`${WHICH}?${WEEK}[之以]?内`), read: endOfWeek },
  { form: form(`(?:${YEAR}年?)?${FESTIVAL}[之以]?前`), read: beforeHoliday },
  { form: form(`(?:${YEAR}年?)?${FESTIVAL}[之以]?后${FIRST}${BY}`), read: afterHoliday },
  { form: form(`(?:${YEAR}年?)?${FESTIVAL}[之以]?后${WORKDAYS}[之以]?内`), read: afterHoliday },
  {
    form: form(`(?:${YEAR}年?)?${FESTIVAL}(?:[之以]?后|期间|当[天日]|前后|左右)?`),
    read: () => ({ fault: 'which-day' }),
  },
  { form: form(`节[前后](?:${FIRST})?`), read: () => ({ fault: 'which-day' }) },
]

/** The day it is said doesn't count; a year without an arrangement can't be counted over. */
function afterWorkdays({ count }: Parts, { today, calendar }: SeenFrom): DayReading {
  const days = numberOf(count)
  return days <= longestTerm / 2 ? sure(workdayAfter(calendar(), today, days)) : { fault: 'unreadable' }
}

/** 本周内: the last day worked of the week, Monday to Sunday; past already, it may be the next that is meant. */
function endOfWeek({ which }: Parts, { today, calendar }: SeenFrom): DayReading {
  const monday = addDays(today, offsetOf(which) * 7 - ((weekdayOf(today) + 6) % 7))
  const last = lastWorkdayUpTo(calendar(), addDays(monday, 6))
  if (last.day < monday) return { fault: 'which-day' }
  return last.day < today ? { fault: 'past' } : sure(last)
}

/** 国庆节前: the last day worked before the holiday begins. */
function beforeHoliday(parts: Parts, from: SeenFrom): DayReading {
  return around(parts, from, ({ first }, calendar) => workdayBefore(calendar, first, 1))
}

/** 春节后第一个工作日, 节后3个工作日内: counted from the last day off. */
function afterHoliday({ count, ...parts }: Parts, from: SeenFrom): DayReading {
  const days = count === undefined ? 1 : numberOf(count)
  if (!(days >= 1 && days <= longestTerm / 2)) return { fault: 'unreadable' }
  return around(parts, from, ({ last }, calendar) => workdayAfter(calendar, last, days))
}

type Counted = { readonly day: Day; readonly certain: boolean }
type Finder = (holiday: FestivalDays, calendar: Calendar) => Counted

/** Of the year written, else of the next such holiday; 'no-calendar' where its days aren't known. */
function around({ year, name = '' }: Parts, { today, calendar }: SeenFrom, find: Finder): DayReading {
  const known = calendar()
  const [festival] = festivalsIn(name === '十一' ? '国庆节' : `${name}节`)
  const inYear = (number: number): DayReading => {
    const holiday = known.festivals.find((one) => one.name === festival && one.year === number)
    return holiday ? sure(find(holiday, known)) : { fault: 'no-calendar' }
  }
  const first = yearOf(year, today)
  if (year !== undefined) return inYear(first)
  // The holiday of this year may be past, and that of the next, beginning in December, have begun.
  const next = [first, first + 1, first + 2].map(inYear).find((reading) => !('day' in reading) || reading.day >= today)
  if (!next || !('day' in next)) return next ?? { fault: 'which-year' }
  return daysBetween(today, next.day) > longestWait ? { fault: 'which-year' } : next
}

function sure({ day, certain }: Counted): DayReading {
  return certain ? { day, worded: true } : { fault: 'no-calendar' }
}
