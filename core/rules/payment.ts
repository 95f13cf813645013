import type { PaymentEntry, ProgressAct } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { EventOf as Of } from '../event.ts'
import { vouchersIn, waitingForVoucher } from '../issue/instalment.ts'
import type { Issue } from '../issue.ts'
import type { Fen } from '../money.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'

type Paid = Pick<Of<'progressed'>, 'settled' | 'paid' | 'vouched'>

const nothing: PaymentEntry = { amount: null, on: null, voucher: null, vouches: null }

/**
 * 本次兑现 and 已兑现 in all are two ways to say one thing: the total before and what was paid now give the total
 * now. Money only grows; the day is not to come and not before the issue; the voucher is a file of this issue.
 */
export function paymentOf(issue: Issue, act: ProgressAct, today: Day): Paid | Refusal {
  const entry = act.payment ?? nothing
  const total = totalAfter(issue, act.settled, entry.amount)
  if (typeof total === 'object' && total !== null) return total
  const refusal = badMoney(issue, total) ?? badVoucher(issue, entry)
  if (refusal) return refusal
  const amount = (total ?? issue.settled) - issue.settled
  if (amount === 0) return withoutPayment(issue, entry, total)
  if (entry.vouches !== null) return invalid('补凭证的一笔', '不能和本次兑现一起填，请分两次提交')
  const on = entry.on ?? today
  return badDay(issue, on, today) ?? { settled: total, paid: { on, amount, voucher: entry.voucher } }
}

function totalAfter(issue: Issue, settled: Fen | null, amount: Fen | null): Fen | null | Refusal {
  if (amount === null) return settled
  if (amount <= 0) return invalid('本次兑现金额（万元）', '要大于 0；这次没有兑现的不用填')
  const total = issue.settled + amount
  return settled === null || settled === total
    ? total
    : { code: 'amounts-differ', before: issue.settled, amount, settled }
}

function badMoney(issue: Issue, settled: Fen | null): Refusal | null {
  if (settled === null) return null
  if (settled < issue.settled) return { code: 'settled-shrinks', settled: issue.settled }
  if (issue.confirmed !== null && settled > issue.confirmed)
    return { code: 'settled-exceeds', confirmed: issue.confirmed }
  return null
}

function badDay({ happened }: Issue, on: Day, today: Day): Refusal | null {
  if (on > today) return invalid('兑现日期', '不能晚于今天；还没有兑现的，等兑现以后再填')
  return on.slice(0, 7) < happened ? invalid('兑现日期', '不能早于这件事发生的月份，请核对') : null
}

function badVoucher(issue: Issue, { voucher }: PaymentEntry): Refusal | null {
  if (voucher === null || vouchersIn(issue).some(({ id }) => id === voucher)) return null
  return invalid('兑现凭证', '不在这件的佐证材料里，请先发来凭证的照片或文件')
}

/** Nothing was paid now: a voucher is for a payment entered before, and a date alone says nothing. */
function withoutPayment(issue: Issue, { on, voucher, vouches }: PaymentEntry, settled: Fen | null): Paid | Refusal {
  if (voucher === null && vouches === null) return on === null ? { settled } : missing('本次兑现金额（万元）')
  if (voucher === null) return missing('兑现凭证')
  const waiting = waitingForVoucher(issue)
  const no = vouches ?? (waiting.length === 1 ? waiting[0] : undefined)
  if (no === undefined) return missing(waiting.length > 1 ? '补凭证的一笔' : '本次兑现金额（万元）')
  if (!waiting.includes(no)) return invalid('补凭证的一笔', '不在等凭证的款项里，请重新选')
  return { settled, vouched: { no, voucher } }
}
