import { daysBetween, isDay, MonthSchema, type Day, type Month } from './day.ts'
import { chineseNumber } from '../numeral.ts'
import { normal } from '../text.ts'
import type { Calendar } from './workday.ts'

/** What a day in words is seen from. The calendar is asked for only where workdays or holidays are meant. */
export type SeenFrom = { readonly today: Day; readonly calendar: () => Calendar }

/** Why a text names no day that could be acted on; each is asked back with a sentence of its own. */
export type DayFault =
  'unreadable' | 'no-such-day' | 'which-year' | 'which-day' | 'past' | 'with-time' | 'lunar' | 'no-calendar'

/** `worded`: not the month and date themselves but words for them (月底, 下周五), to be shown before it counts. */
export type DayReading = { readonly day: Day; readonly worded?: true } | { readonly fault: DayFault }

export type Parts = Partial<Readonly<Record<'year' | 'which' | 'month' | 'date' | 'count' | 'name' | 'unit', string>>>
export type DayReader = { readonly form: RegExp; readonly read: (parts: Parts, from: SeenFrom) => DayReading }

/** Days: 11 months. A day or month without its year that is farther off may be one just past. */
export const longestWait = 335
/** Days: ten years. */
export const longestTerm = 3660

export const YEAR = '(?<year>(?:19|20)\\d\\d|[今本明去前](?=年))'
export const WHICH = '(?<which>下下个?|[本这当]个?|[下次]个?|上个?)'
export const NUMBER = '\\d{1,2}|[一二三四五六七八九十廿卅]{1,3}'
export const MONTH = `(?<month>${NUMBER}|元)`
export const DATE = `(?<date>${NUMBER})[日号]`
export const COUNT = '(?<count>\\d{1,4}|[零一二两三四五六七八九十百廿卅]{1,6})'
export const WEEK = '(?:周|星期|礼拜)'
export const TERM = '(?:[之以]?[内后])'
/** 前 takes the day itself in, as 以内 does (民法典 section 1259). */
export const BY = '(?:下班)?(?:之?前|以前|止|为止)?'

export function form(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`)
}

const lead = /^(?:最[晚迟]|不[晚迟]于|截至|截止到?|争取|力争|预计|计划|限期?|于|在|到|至)+/
const trail = /(?:完成|办结|办完|销号)$/
const beside = /(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])/g
const signs = '〇一二三四五六七八九'

/** A day as its readers see it: no blanks inside, years in digits, without what only leads up to it (最迟…前完成). */
export function plainDay(text: string): string {
  return normal(text)
    .replace(beside, '')
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/, (year) =>
      year.replace(/./g, (sign) => String(Math.max(0, signs.indexOf(sign)))),
    )
    .replace(lead, '')
    .replace(trail, '')
}

export function worded(reading: DayReading): DayReading {
  return 'day' in reading ? { day: reading.day, worded: true } : reading
}

export function existing(day: string): DayReading {
  return isDay(day) ? { day } : { fault: 'no-such-day' }
}

/** The last day of a month 'YYYY-MM'. */
export function lastDayOf(month: string): DayReading {
  const last = ['31', '30', '29', '28'].map((date) => `${month}-${date}`).find(isDay)
  return last === undefined ? { fault: 'no-such-day' } : { day: last }
}

export function yearOf(named: string | undefined, today: Day): number {
  const offset = { 前: -2, 去: -1, 明: 1 }[named ?? ''] ?? 0
  return /^\d/.test(named ?? '') ? Number(named) : Number(today.slice(0, 4)) + offset
}

/** 上月, 本月, 下月, 下下月 */
export function monthNamed(which: string | undefined, today: Day): Month {
  return monthsAfter(today, offsetOf(which))
}

export function monthsAfter(today: Day, count: number): Month {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + count
  return MonthSchema.parse(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`)
}

/** -1 for 上, 1 for 下 and 次, 2 for 下下, 0 for 本, 这 and nothing. */
export function offsetOf(which = ''): number {
  if (which.startsWith('下下')) return 2
  return { 上: -1, 下: 1, 次: 1 }[which.charAt(0)] ?? 0
}

export function twoDigits(written: string | undefined): string {
  return String(written === '元' ? 1 : numberOf(written)).padStart(2, '0')
}

/** NaN for what is no number; the day made from it then doesn't exist. */
export function numberOf(written = ''): number {
  const plain = written.replace('廿', '二十').replace('卅', '三十')
  return /^\d/.test(plain) ? Number(plain) : (chineseNumber(plain) ?? NaN)
}

/** The next such day from today on; one beyond the longest wait, or in neither year, is asked back for its year. */
export function nextOf(inYear: (year: number) => DayReading, today: Day): DayReading {
  const thisYear = yearOf('今', today)
  const near = inYear(thisYear)
  const next = 'day' in near && near.day >= today ? near : inYear(thisYear + 1)
  if (!('day' in next) || daysBetween(today, next.day) > longestWait) return { fault: 'which-year' }
  return next
}
