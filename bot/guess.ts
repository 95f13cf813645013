import type { Day, Month } from '../core/calendar/day.ts'
import type { FormValues } from '../core/forms/form.ts'
import { findMoney, wanField, type Fen } from '../core/money.ts'
import { readMonth } from '../core/calendar/read-day.ts'

/**
 * What can be read from `报送 临港产业园标准厂房补贴一直没兑现，2021年签的协议，300万`. Pure. Only a suggestion: it
 * stands in the form for the person to check, and whatever could be read in two ways is left empty.
 */
export function guessReport(text: string, today: Day): FormValues {
  if (text.trim() === '') return {}
  const read = text.slice(0, READ)
  const money = only(findMoney(read))
  const guessed = {
    title: titleIn(read),
    cause: /(?:因为|由于)([^，。,;；\n]{2,200})/u.exec(read)?.[1],
    course: text,
    enterprise: enterpriseIn(read),
    involved: money && wanField(money.fen),
    happened: monthIn(read, today),
  }
  return Object.fromEntries(Object.entries(guessed).filter((entry): entry is [string, string] => Boolean(entry[1])))
}

/** No more than this is looked through: what people mean stands at the front, and a message may be 150 KB. */
const READ = 2_000

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined
}

const brokenPromise =
  /(?:至今|一直|到现在|还|仍|都){0,4}(?:没有|没|未)(?:能)?(?:兑现|支付|拨付|落实|执行|到位|给|付).*$/u

function titleIn(text: string): string {
  const [first = ''] = text.split(/[，。;；\n]|,(?!\d)/u, 1)
  return Array.from(first.replace(brokenPromise, '').trim()).slice(0, 100).join('')
}

const company =
  '(?:集团)?(?:有限责任公司|股份有限公司|有限公司)(?!.{0,8}分公司)|集团(?!有限|股份|公司)|专业合作社|合作社'
const enterprises = new RegExp(`(?<=^|[\\s，。,;；、：:“"「])[一-龥A-Za-z（）()]{1,30}?(?:${company})`, 'gu')
/** A name begins where a clause does; with one of these in it, words before the name were read along. */
const notOfName = /[我们的给向欠未没拖与被对签付]|因为|由于|承诺|引进|兑现|政府|招商|企业|项目|关于|反映/u

function enterpriseIn(text: string): string | undefined {
  const names = new Set((text.match(enterprises) ?? []).filter((name) => !notOfName.test(name)))
  return only([...names])
}

/** The one month named with its year that is not still to come, and not the end of a term. */
function monthIn(text: string, today: Day): Month | undefined {
  const written = text.match(/(?:(?:19|20)\d{2}|去|今|前)年\d{1,2}月(?!底|\d{0,2}[日号]?(?:[之以]?前|内))/gu) ?? []
  const reading = readMonth(only([...new Set(written)]) ?? '', today)
  return 'month' in reading && reading.month <= today.slice(0, 7) ? reading.month : undefined
}

const paying = '(?:打款|兑现|支付|拨付|汇款|转账|返还|发放|付款|付)(?!方案|计划|手续|申请)'
const done = '已(?:经|全额|全部|足额|实际|分批|陆续|先行|[向给]\\S{1,10}?)?'
/** 已打款, 打款给企业了, 到账: done, where 支付方案 and 下周支付 are not. */
const paid = new RegExp(
  `(?:${done}|全部|全额|累计|合计)${paying}|${paying}(?:给\\S{1,10}?)?(?:了|完毕|完成|到位)|到账|付清|结清`,
  'u',
)
/** Money still to come, or what is left. */
const unpaid =
  /[未没待拟将欠不需差明]|尚|还[有剩余]|剩余|剩下|结余|计划|准备|预计|争取|力争|申请|应付|下[周个月]|余(?!款)/u

/**
 * 已兑现 after a free-text progress: instalments add up, 累计 and 共 name the total. null where it isn't one
 * amount that has been paid; what is read is shown to whoever wrote it before it is booked.
 */
export function guessSettled(typed: string, settled: Fen): Fen | null {
  const text = typed.slice(0, READ)
  const found = only(findMoney(text))
  if (!found || !paid.test(text)) return null
  const clause = text.split(/[。;；！!？?\n]/u).find((part) => part.includes(found.quote)) ?? text
  if (unpaid.test(clause)) return null
  if (!found.cumulative) return settled + found.fen
  return found.fen >= settled ? found.fen : null
}

const measure = '(?:第|措施) ?\\d{1,2}(?:条|项)?(?:措施)?'
const listed = `${measure}(?: ?[、,，和及] ?(?:${measure}|\\d{1,2}(?:条|项)?))*(?:措施)?`
const ready = '(?:完成|办结|做完)'
const finished = new RegExp(
  `(${listed}) ?(?:都|均|也)?(?:(?:已经|已)(?:全部)?${ready}了?|(?:全部)?${ready}了)(?=$|[\\s，,。;；、！!）)])`,
  'gu',
)

/** `措施1、2已完成` names the measures that are done; 3项已完成 counts them, 第1条完成一半 does not. */
export function guessDone(text: string): number[] {
  const named = [...text.slice(0, READ).matchAll(finished)].flatMap(([, list = '']) => list.match(/\d+/g) ?? [])
  return [...new Set(named.map(Number))]
}
