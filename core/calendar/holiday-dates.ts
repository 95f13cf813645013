import { addDays, daysBetween, isDay, weekdayOf, type Day } from './day.ts'
import { halfWidth } from '../text.ts'

/** What is wrong with a date as it stands in a notice. */
export type DateDoubt =
  | { readonly code: 'no-such-day' | 'bad-range' | 'other-year'; readonly written: string }
  | { readonly code: 'weekday'; readonly day: Day; readonly written: string }

/** Days that a sentence gives off, and days it has worked. */
export type Given = {
  readonly off: readonly Day[]
  readonly worked: readonly Day[]
  readonly doubts: readonly DateDoubt[]
}

/** The year a notice is about; its New Year may begin in the December before. */
export type NoticeYear = { readonly year: number; readonly newYear: boolean }

const DATE = '(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})[日号](?:\\(([^()]{0,40})\\))?'
const SPAN = new RegExp(`${DATE}(?:(?:起?至|到|-+|[—―]+|–|~)${DATE})?`, 'g')

const longestHoliday = 15 // days

const DIGITS = '〇一二三四五六七八九'

/**
 * A notice as its reader sees it: half-width, years in digits (二〇二七年), and without blanks or line ends, which pasting
 * puts anywhere.
 */
export function squeezed(text: string): string {
  return halfWidth(text)
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[〇○零一二三四五六七八九]{4}(?=年)/g, (year) =>
      year.replace(/./g, (sign) => String(Math.max(0, DIGITS.indexOf(sign)))),
    )
}

/**
 * The days of one squeezed sentence. Each belongs to the word that follows it (放假, 补休, 上班); days that only explain
 * (1月4日公休日调至1月2日) belong to none.
 */
export function readSentence(sentence: string, about: NoticeYear): Given {
  const pieces = sentence.split(/,(?![^(]*\))|(?<=上班|(?:放假|补休|调休|休息)(?!上班))/)
  const given = { off: [] as Day[], worked: [] as Day[], doubts: [] as DateDoubt[] }
  let listed = ''
  for (const piece of pieces) {
    const clause = listed === '' ? piece : `${listed}、${piece}`
    const words = clause.replace(SPAN, '').replace(/[、和与及]|其中/g, '')
    listed = words === '' ? clause : ''
    const kind = words.includes('上班') ? 'worked' : /放假|补休|调休|休息/.test(words) ? 'off' : null
    if (kind === null) continue
    const { days, doubts } = daysIn(clause, about)
    given[kind].push(...days)
    given.doubts.push(...doubts)
  }
  return given
}

type Written = readonly [year: string | undefined, month: string | undefined, date: string | undefined]

/** Every day of every span in a clause; a date without month or year goes on from the one before it. */
function daysIn(clause: string, about: NoticeYear): { days: Day[]; doubts: DateDoubt[] } {
  const found = { days: [] as Day[], doubts: [] as DateDoubt[] }
  let month: string | undefined
  for (const [written, y1, m1, d1, note1 = '', y2, m2, d2, note2 = ''] of clause.matchAll(SPAN)) {
    const from = dayIn([y1, m1 ?? month, d1], about)
    month = m2 ?? m1 ?? month
    const to = d2 === undefined ? from : from && endOf(from, [y2, m2, d2])
    const doubt = badSpan(written, { from, to }, about)
    if (doubt || !from || !to) {
      found.doubts.push(doubt ?? { code: 'no-such-day', written })
      continue
    }
    for (let day = from; day <= to; day = addDays(day, 1)) found.days.push(day)
    const [first = '', last = ''] = weekdaysOf(note1, note2)
    found.doubts.push(...badWeekday(from, first), ...badWeekday(to, last))
  }
  return found
}

function dayIn([year, month, date]: Written, about: NoticeYear): Day | null {
  const before = about.newYear && Number(month) === 12 ? 1 : 0
  return existing(year ?? about.year - before, month, date)
}

/** The end of a span takes month and year from its beginning; an earlier month is of the year after. */
function endOf(from: Day, [year, month, date]: Written): Day | null {
  const [fromYear = '', fromMonth = ''] = from.split('-')
  const over = month !== undefined && Number(month) < Number(fromMonth) ? 1 : 0
  return existing(year ?? Number(fromYear) + over, month ?? fromMonth, date)
}

function existing(year: string | number, month = '', date = ''): Day | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(text) ? text : null
}

function badSpan(
  written: string,
  { from, to }: { from: Day | null; to: Day | null },
  { year }: NoticeYear,
): DateDoubt | null {
  if (!from || !to) return { code: 'no-such-day', written }
  const length = daysBetween(from, to)
  if (length < 0 || length >= longestHoliday) return { code: 'bad-range', written }
  const inYear = (day: Day) => day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`)
  return inYear(from) && inYear(to) ? null : { code: 'other-year', written }
}

/**
 * The weekdays of a span, 四 for 周四 or 星期四: in brackets behind each date, at times with more beside them, or both
 * behind the last (周四至周六).
 */
function weekdaysOf(note1: string, note2: string): [string | undefined, string | undefined] {
  const signs = (note: string) => [...note.matchAll(/(?:周|星期)([一二三四五六日天])/g)].map(([, sign]) => sign)
  const [own, end] = [signs(note1), signs(note2)]
  return [own[0] ?? (end.length > 1 ? end[0] : undefined), end.at(-1)]
}

function badWeekday(day: Day, sign: string): DateDoubt[] {
  if (sign === '') return []
  const stated = '日一二三四五六'.indexOf(sign === '天' ? '日' : sign)
  return stated === weekdayOf(day) ? [] : [{ code: 'weekday', day, written: `周${sign}` }]
}
