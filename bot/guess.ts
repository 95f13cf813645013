import type { FormValues } from '../core/form.ts'
import { findMoney, wanField, type Fen } from '../core/money.ts'
import { readMonth } from '../core/read-day.ts'
import type { Day } from '../core/day.ts'

/**
 * What can be read from `报送 临港产业园标准厂房补贴一直没兑现，2021年签的协议，300万`. Pure. Only a suggestion:
 * it stands in the form for the person to check.
 */
export function guessReport(text: string, today: Day): FormValues {
  if (text.trim() === '') return {}
  const [first = ''] = text.split(/[，。,;；\n]/u, 1)
  const title = first.replace(brokenPromise, '').trim().slice(0, 100)
  const enterprise = /[一-龥（）()A-Za-z]{2,30}?(?:有限责任公司|股份有限公司|有限公司|集团|合作社)/u.exec(text)?.[0]
  const money = findMoney(text)
  const when = /(?:(?:19|20)\d{2}|去|今|前)年\d{1,2}月/u.exec(text)?.[0]
  const month = when ? readMonth(when, today) : null
  const cause = /(?:因为|由于)([^，。,;；\n]{2,})/u.exec(text)?.[1]
  return {
    ...(title ? { title } : {}),
    ...(cause ? { cause } : {}),
    course: text,
    ...(enterprise ? { enterprise } : {}),
    ...(money.length === 1 && money[0] ? { involved: wanField(money[0].fen) } : {}),
    ...(month && 'month' in month ? { happened: month.month } : {}),
  }
}

const brokenPromise = /(?:至今|一直|到现在|还|仍|都)*(?:没有|没|未)(?:能)?(?:兑现|支付|拨付|落实|执行|到位|给|付).*$/u

/** 已兑现 after a free-text progress: instalments add up, 累计 and 共 name the total. null = no single amount in it. */
export function guessSettled(text: string, settled: Fen): Fen | null {
  const [found, ...more] = findMoney(text)
  if (!found || more.length > 0 || !/打款|兑现|支付|拨付|到账|已付|付了|汇款|转账|返还|发放/u.test(text)) return null
  return found.cumulative ? found.fen : settled + found.fen
}

/** `措施1、2已完成` names the measures that are done. */
export function guessDone(text: string): number[] {
  const found =
    /(?:第)?措?施?\s*((?:\d{1,2}[、,，和\s]*)+)(?:条|项)?措?施?\s*(?:都|均)?已?(?:经)?(?:全部)?(?:完成|办结|做完)/u.exec(
      text,
    )
  if (!found || !/措施|第|条|项/u.test(found[0])) return []
  return (found[1]?.match(/\d{1,2}/g) ?? []).map(Number)
}
