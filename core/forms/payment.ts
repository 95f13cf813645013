import { choice, day, money, optional } from './field.ts'
import type { Field } from './form.ts'
import { vouchersIn, waitingForVoucher } from '../issue/instalment.ts'
import type { Issue } from '../issue.ts'
import { showWan } from '../money.ts'

/** 兑现 by instalment: what was paid now, or the total it comes to; when; and what proves it, where files are there. */
export function paymentFields(issue: Issue): Field[] {
  const files = vouchersIn(issue).map(({ id, name }, index) => ({ value: id, label: `${index + 1}. ${name}` }))
  const waiting = waitingForVoucher(issue)
  return [
    money('paid', '本次兑现金额（万元）', '这一次兑现了多少；没有的不填'),
    optional(day('paidOn', '兑现日期', { hint: '哪一天兑现的；不填就是今天' })),
    money('settled', '已兑现金额（万元）', totalHint(issue)),
    ...(files.length > 0 ? [optional(choice('voucher', '兑现凭证', files))] : []),
    ...(files.length > 0 && waiting.length > 0
      ? [optional(choice('vouches', '补凭证的一笔', waits(issue, waiting)))]
      : []),
  ]
}

function totalHint({ settled }: Issue): string {
  return `到今天为止一共兑现多少，目前记的是 ${showWan(settled)}；填了本次兑现的可以不填`
}

function waits({ instalments }: Issue, numbers: readonly number[]) {
  return numbers.flatMap((no) => {
    const one = instalments[no - 1]
    return one ? [{ value: String(no), label: `${one.on ?? '原台账'} 兑现 ${showWan(one.amount)}` }] : []
  })
}
