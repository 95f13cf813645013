import type { PersonId } from '../../core/actor.ts'
import type { IssueAct } from '../../core/command.ts'
import { DaySchema, MonthSchema, type Day } from '../../core/calendar/day.ts'
import type { Evidence, Particulars, Verification } from '../../core/issue.ts'

/** 2022-12-01 10:00 Asia/Shanghai, a Thursday. */
export const start = Date.UTC(2022, 11, 1, 2)

export const day = (text: string): Day => DaySchema.parse(text)

export function particulars(changes: Partial<Particulars> = {}): Particulars {
  return {
    title: '临港产业园标准厂房补贴',
    cause: '财政资金未安排',
    course: '2021年签订协议，承诺补贴300万元，至今未兑现',
    happened: MonthSchema.parse('2021-03'),
    category: 'C2',
    enterprise: '某某科技有限公司',
    creditCode: null,
    involved: 300_000_000,
    caseNumber: null,
    remark: null,
    ...changes,
  }
}

export function terms() {
  return { planDue: day('2022-12-08'), deadline: day('2023-03-31'), confirmed: 300_000_000, category: 'C2' }
}

export function plan(
  who: { first: PersonId; responsible: PersonId },
  changes = {},
): Extract<IssueAct, { type: 'plan' }> {
  const measures = [
    { text: '核对补贴金额', due: day('2022-12-31') },
    { text: '拨付到位', due: day('2023-03-15') },
  ]
  return { type: 'plan', disposition: 'fulfil', measures, ...who, caseNumber: null, courtDate: null, ...changes }
}

export function evidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    id: 'e1',
    sha256: 'a'.repeat(64),
    name: '付款凭证.jpg',
    size: 1234,
    type: 'image/jpeg',
    purpose: 'progress',
    by: 1,
    at: start,
    ...changes,
  }
}

export function verification(changes: Partial<Verification> = {}): Verification {
  return {
    method: '现场',
    on: day('2022-12-01'),
    place: '临港产业园',
    inspectors: ['王强', '李敏'],
    finding: '补贴已到账，凭证齐全',
    callback: null,
    ...changes,
  }
}

/** 报送, as its form is filled in. */
export const reportForm = {
  title: '临港产业园标准厂房补贴',
  cause: '财政资金未安排',
  course: '2021年签订协议，承诺补贴300万元，至今未兑现',
  happened: '2021-03',
  category: 'C2',
  enterprise: '某某科技有限公司',
  involved: '300',
  deadline: '2023-03-31',
} as const
