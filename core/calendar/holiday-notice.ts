import { isWeekend, type Day } from './day.ts'
import { readSentence, squeezed, type DateDoubt } from './holiday-dates.ts'
import { chineseNumber } from '../numeral.ts'

/** The festivals every yearly arrangement has had since 2008. */
export const festivals = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const
type FestivalName = (typeof festivals)[number]

/** One paragraph of a notice; two festivals that meet share one. */
export type Holiday = {
  readonly names: readonly FestivalName[]
  readonly off: readonly Day[]
  /** Weekend days worked instead. */
  readonly worked: readonly Day[]
}

export type NoticeDoubt =
  | DateDoubt
  | { readonly code: 'count'; readonly name: string; readonly written: number; readonly counted: number }
  | { readonly code: 'nothing-off' | 'named-twice'; readonly name: string }
  | { readonly code: 'off-and-worked' | 'worked-anyway' | 'not-in-it'; readonly name: string; readonly day: Day }
  | { readonly code: 'encouraged'; readonly written: string }

export type Arrangement = {
  readonly year: number
  readonly holidays: readonly Holiday[]
  readonly doubts: readonly NoticeDoubt[]
  /** Festivals of the year it says nothing about. */
  readonly missing: readonly FestivalName[]
}

export type NoticeFault = 'empty' | 'too-long' | 'no-holidays' | 'no-year'

/** More than any notice of the State Council has, with whatever a web page adds around it. */
export const longestNotice = 20_000

const NAME = '(?:元旦|春节|清明节?|(?:[“"]?五一[”"]?)?(?:国际)?劳动节|[“"]?五一[”"]?|端午节?|中秋节?|国庆节?)'
const HEADING = new RegExp(`(${NAME}(?:(?:、|和|与|及)${NAME})*)(?:假期|放假)?(?:安排|时间)?(?:[:。]|(?=\\d))`, 'g')
const NAMES = new RegExp(NAME, 'g')

/**
 * What a notice of the State Council (关于…年部分节假日安排的通知) arranges. Exact or doubted, never guessed: each thing
 * that doesn't fit with another is a doubt, and days are only those the text gives.
 */
export function readNotice(text: string): Arrangement | { readonly fault: NoticeFault } {
  if (text.length > longestNotice) return { fault: 'too-long' }
  const notice = squeezed(text)
  if (notice === '') return { fault: 'empty' }
  const sections = sectionsIn(notice)
  if (sections.length === 0) return { fault: 'no-holidays' }
  const year = yearOf(notice)
  if (year === null) return { fault: 'no-year' }
  const read = sections.map((section) => readSection(section, year))
  const holidays = read.map(({ holiday }) => holiday)
  const named = holidays.flatMap(({ names }) => names)
  const twice = festivals.filter((name) => named.indexOf(name) !== named.lastIndexOf(name))
  const doubts = [
    ...read.flatMap((section) => section.doubts),
    ...twice.map((name): NoticeDoubt => ({ code: 'named-twice', name })),
  ]
  return { year, holidays, doubts, missing: festivals.filter((name) => !named.includes(name)) }
}

/** Doubts with which nothing may be saved: what was written is no arrangement. The others want a look. */
export function isFatal({ code }: NoticeDoubt): boolean {
  return ['no-such-day', 'bad-range', 'other-year', 'nothing-off', 'named-twice', 'off-and-worked'].includes(code)
}

/** How a festival is named in full: 清明节 for 清明, 劳动节 for 五一. */
export function festivalsIn(text: string): FestivalName[] {
  const found = [...text.matchAll(NAMES)].map(([name]) => name.replace(/[“”"]|国际/g, '').replace(/^五一.*/, '劳动'))
  return festivals.filter((festival) => found.some((name) => festival.startsWith(name)))
}

type Section = { readonly names: readonly FestivalName[]; readonly text: string }

function sectionsIn(notice: string): Section[] {
  const headings = [...notice.matchAll(HEADING)]
  if (headings.length === 0) return titled(notice)
  return headings.map((heading, index) => ({
    names: festivalsIn(heading[1] ?? ''),
    text: notice.slice(heading.index + heading[0].length, headings[index + 1]?.index),
  }))
}

/** A notice that moves one festival (关于调整2019年劳动节假期安排的通知) names it in its title alone. */
function titled(notice: string): Section[] {
  const [title = '', name = ''] = new RegExp(`^.{0,80}?(${NAME}).{0,20}?通知`).exec(notice) ?? []
  return name === ''
    ? []
    : [{ names: festivalsIn(name), text: notice.slice(title.length).replace(/^[^:]{0,200}:/, '') }]
}

/** From the title or the first sentence; else the one year that stands before the first day. */
function yearOf(notice: string): number | null {
  const [, year] = /(\d{4})年(?:部分)?节假日/.exec(notice) ?? /(\d{4})年(?:元旦|劳动节|春节)/.exec(notice) ?? []
  if (year !== undefined) return Number(year)
  const written = new Set([...notice.matchAll(/(\d{4})年/g)].map(([, one]) => Number(one)))
  const [only] = written
  return only !== undefined && written.size === 1 ? only : null
}

function readSection({ names, text }: Section, year: number): { holiday: Holiday; doubts: NoticeDoubt[] } {
  const sentences = text.split(/[。;]/)
  const wished = sentences.filter((sentence) => /鼓励|提倡|建议/.test(sentence))
  const about = { year, newYear: names.includes('元旦') }
  const read = sentences.filter((sentence) => !wished.includes(sentence)).map((one) => readSentence(one, about))
  const off = inOrder(read.flatMap((given) => given.off))
  const worked = inOrder(read.flatMap((given) => given.worked))
  const holiday = { names, off, worked }
  const doubts = [
    ...read.flatMap((given) => given.doubts),
    ...badHoliday(holiday, { year, counted: countIn(text) }),
    ...wished.flatMap((sentence) => sentence.match(/\d{1,2}月\d{1,2}日/g) ?? []).map(encouraged),
  ]
  return { holiday, doubts }
}

function encouraged(written: string): NoticeDoubt {
  return { code: 'encouraged', written }
}

const fixed: readonly (readonly [FestivalName, string])[] = [
  ['元旦', '01-01'],
  ['劳动节', '05-01'],
  ['国庆节', '10-01'],
]

function badHoliday(
  { names, off, worked }: Holiday,
  { year, counted }: { year: number; counted: number | null },
): NoticeDoubt[] {
  const name = names.join('、')
  if (off.length === 0) return [{ code: 'nothing-off', name }]
  const absent = fixed
    .filter(([festival]) => names.includes(festival))
    .map(([, date]) => `${year}-${date}` as Day)
    .filter((day) => !off.includes(day))
  return [
    ...(counted === null || counted === off.length
      ? []
      : [{ code: 'count' as const, name, written: counted, counted: off.length }]),
    ...worked.filter((day) => off.includes(day)).map((day) => ({ code: 'off-and-worked' as const, name, day })),
    ...worked.filter((day) => !isWeekend(day)).map((day) => ({ code: 'worked-anyway' as const, name, day })),
    ...absent.map((day) => ({ code: 'not-in-it' as const, name, day })),
  ]
}

/** 共8天, 放假1天 */
function countIn(text: string): number | null {
  const [, written = ''] = /(?:共计?|放假)(\d{1,2}|[一二两三四五六七八九十]{1,3})天/.exec(text) ?? []
  return written === '' ? null : /^\d/.test(written) ? Number(written) : (chineseNumber(written) ?? null)
}

function inOrder(days: readonly Day[]): Day[] {
  return [...new Set(days)].sort()
}
