import { dayOf } from '../../core/calendar/day.ts'
import type { FormContext } from '../../core/forms.ts'
import type { FormValues } from '../../core/forms/form.ts'
import { noCalendar } from '../../core/calendar/read-day.ts'
import { campaign } from './campaign.ts'
import { ids } from './facts.ts'
import { day, start } from './samples.ts'

const people = [
  { value: String(ids.contact), label: '陈联络' },
  { value: String(ids.responsible), label: '刘具体' },
  { value: String(ids.first), label: '马主任（主任）' },
]

/** What a form of the port's people draws on, on 1 December 2022. */
export function formContext(changes: Partial<FormContext> = {}): FormContext {
  return {
    campaign,
    today: dayOf(start),
    calendar: noCalendar,
    issue: null,
    campaigns: [{ value: 'LH2022', label: '招商引资失信专项治理' }],
    units: [{ value: '3', label: '临港区' }],
    people,
    anySource: false,
    forUnit: true,
    suggested: { signoffDue: day('2022-12-05'), planDue: day('2022-12-08'), deadline: day('2023-05-31') },
    defaults: { first: String(ids.first), responsible: String(ids.responsible) },
    self: '',
    measureRows: 5,
    ...changes,
  }
}

/** Two of each, where a form then asks which. */
export const several = {
  campaigns: [
    { value: 'LH2022', label: '招商引资失信专项治理' },
    { value: 'LH2023', label: '拖欠账款专项治理' },
  ],
  units: [
    { value: '3', label: '临港区' },
    { value: '4', label: '高新区' },
  ],
} satisfies Partial<FormContext>

/** A report with everything it has to say. */
export const filledReport: FormValues = {
  title: '临港产业园标准厂房补贴',
  cause: '财政资金未安排',
  course: '2021年签订协议，至今未兑现',
  happened: '2021-03',
  category: 'C2',
  deadline: '2023-03-31',
}
