import { weekdayOf, type Day } from './day.ts'
import { longestNotice, type Arrangement, type NoticeDoubt, type NoticeFault } from './holiday-notice.ts'

/** A year whose holidays nobody knows yet, wherever that matters. */
export function unarrangedText(year: number): string {
  return `${year}年放假安排尚未录入，之后的工作日按周一至周五推算`
}

const form = '年度通知里的写法是“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”'

/** Why a text is no notice, and what to paste. */
export const noticeFaultText: Readonly<Record<NoticeFault, string>> = {
  empty: '还没有粘贴。请把国务院办公厅的放假通知全文粘贴到框里。',
  'too-long': `文字太长（超过 ${longestNotice / 10_000} 万字）。请只粘贴通知的标题和正文。`,
  'no-holidays': `没有读到放假安排。${form}个别日子的调整，请用“改一天”。`,
  'no-year': '没有看出是哪一年的安排。请把通知的标题（关于…年部分节假日安排的通知）一起粘贴。',
}

/** More weekdays wrong than this are one mistake: it is the notice of another year. */
const slips = 3

/** What doesn't fit in a notice, a sentence each. */
export function doubtTexts(doubts: readonly NoticeDoubt[]): string[] {
  const weekdays = doubts.filter(({ code }) => code === 'weekday')
  const [first] = weekdays
  if (!first || weekdays.length <= slips) return doubts.map(doubtText)
  const others = doubts.filter(({ code }) => code !== 'weekday')
  const all = `有 ${weekdays.length} 个日期与写的星期对不上，请先核对是不是这一年的通知。如${doubtText(first)}`
  return [all, ...others.map(doubtText)]
}

/** One thing in a notice that doesn't fit, and what to compare it with. */
function doubtText(doubt: NoticeDoubt): string {
  switch (doubt.code) {
    case 'no-such-day':
      return `“${doubt.written}”里有不存在的日期，请对照原文。`
    case 'bad-range':
      return `“${doubt.written}”起止颠倒，或者超过半个月，请对照原文。`
    case 'other-year':
      return `“${doubt.written}”不在通知所说的那一年。`
    case 'weekday':
      return `${shortDay(doubt.day)}写的是${doubt.written}，实际是${weekdayText(doubt.day)}。`
    case 'count':
      return `${doubt.name}写的是共 ${doubt.written} 天，按起止日期是 ${doubt.counted} 天。`
    case 'nothing-off':
      return `${doubt.name}没有读到放假的日子。`
    case 'named-twice':
      return `${doubt.name}出现了两次，请只粘贴一份通知。`
    case 'off-and-worked':
      return `${doubt.name}的${shortDay(doubt.day)}又放假又上班。`
    case 'worked-anyway':
      return `${doubt.name}要求${shortDay(doubt.day)}上班，那天是${weekdayText(doubt.day)}，本来就上班。`
    case 'not-in-it':
      return `${doubt.name}的放假日子里没有${shortDay(doubt.day)}。`
    case 'encouraged':
      return `${doubt.written}是鼓励休息，不是放假，按上班算。要放假的，保存后用“改一天”。`
    default:
      return doubt satisfies never
  }
}

/** Festivals a notice doesn't speak of: a part changes a year that is arranged already, and can't begin one. */
export function missingText({ year, missing }: Pick<Arrangement, 'year' | 'missing'>, begun: boolean): string {
  const names = missing.join('、')
  return begun
    ? `没有提到${names}，这些节日维持原来的安排。`
    : `没有读到${names}的安排。${year}年还没有录入过，请粘贴通知全文。`
}

/** '9月20日' */
export function shortDay(day: Day): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}

/** '周日' */
function weekdayText(day: Day): string {
  return `周${'日一二三四五六'.charAt(weekdayOf(day))}`
}
