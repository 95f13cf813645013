import { day, line, must, optional, paragraph } from './field.ts'
import type { Field, FormValues } from './form.ts'
import type { FormContext } from '../forms.ts'
import type { Issue } from '../issue.ts'
import { latestForMeasures, resumption } from '../calendar/pause.ts'
import { endsPause } from '../issue/plan-approval.ts'
import { lastNumber } from '../rules/replan.ts'
import { pauseText } from '../calendar/clock-texts.ts'
import { planFields, wayFields } from './work.ts'

/** Rows there always are for new measures. */
const roomForMore = 2

/** Numbers of a new plan's rows: the open measures keep theirs, new ones go on behind the last there ever was. */
export function replanRows({ issue, measureRows }: Pick<FormContext, 'issue' | 'measureRows'>): number[] {
  const plan = issue?.plan ?? null
  const open = (plan?.measures ?? []).filter(({ state }) => state === 'open').map(({ no }) => no)
  const last = lastNumber(plan)
  const more = Math.max(roomForMore, measureRows - last)
  return [...open, ...Array.from({ length: more }, (_, index) => last + index + 1)]
}

/** The forms a plan goes through, from the first one to the answer. */
export function planFormFields(
  kind: 'plan' | 'replan' | 'approve-plan' | 'return-plan',
  context: FormContext,
): Field[] {
  switch (kind) {
    case 'plan':
      return planFields(context)
    case 'replan':
      return replanFields(context)
    case 'approve-plan':
      return approvalFields(context)
    case 'return-plan':
      return [must(paragraph('reason', '退回原因', { hint: '哪一条要怎么改' }))]
    default:
      return kind satisfies never
  }
}

/** 调整方案: the plan in force stands in it, without what is done. */
function replanFields(context: FormContext): Field[] {
  const rows = replanRows(context).flatMap((no) => [
    line(`measure${no}`, `推进措施 ${no}`, { max: 500 }),
    optional(day(`due${no}`, `时间节点 ${no}`, dueHint(context))),
  ])
  return [
    must(paragraph('reason', '调整理由', { hint: reasonHint(context), max: 2_000 })),
    ...rows,
    ...wayFields(context),
    ...outcome(context),
  ]
}

function reasonHint({ issue }: FormContext): string {
  const done = (issue?.plan?.measures ?? []).filter(({ state }) => state !== 'open').map(({ no }) => no)
  const kept = done.length > 0 ? `；第 ${done.join('、')} 条已经办完，照旧不变` : ''
  return `为什么调整；批准以前仍按现在的方案办${kept}。不再做的一条请清空`
}

function dueHint({ issue, campaign, today }: FormContext): { hint?: string } {
  const latest = issue && latestForMeasures(issue, campaign, today)
  if (!latest) return {}
  return { hint: latest < today ? `完成时限 ${latest} 已过，要改日期的先申请延期` : `不晚于 ${latest}` }
}

function outcome({ issue }: FormContext): Field[] {
  if (issue?.plan?.disposition !== 'legal') return []
  return [paragraph('outcome', '裁决结果', { hint: '法律途径有了结果的填写：怎么判的、什么时候生效', max: 2_000 })]
}

/** 措施通过 asks for a deadline only where it ends a legal way. */
function approvalFields({ issue, campaign, today }: FormContext): Field[] {
  const pause = issue && endsPause(issue) ? resumption(issue, campaign, today) : null
  return pause ? [day('deadline', '完成时限', { hint: pauseText(pause) })] : []
}

/** What stands in both forms when they are opened. */
export function replanValues({ plan }: Issue, defaults: FormContext['defaults']): FormValues {
  const open = (plan?.measures ?? []).filter(({ state }) => state === 'open')
  const rows = open.map(({ no, text, due }): FormValues => ({ [`measure${no}`]: text, [`due${no}`]: due }))
  const single = {
    disposition: plan?.disposition ?? 'fulfil',
    first: plan ? String(plan.first) : defaults.first,
    responsible: plan ? String(plan.responsible) : defaults.responsible,
    caseNumber: plan?.caseNumber ?? '',
    court: plan?.court ?? '',
    courtDate: plan?.courtDate ?? '',
  }
  return Object.assign({}, single, ...rows) as FormValues
}

export function approvalValues(issue: Issue, { campaign, today }: Pick<FormContext, 'campaign' | 'today'>): FormValues {
  const pause = endsPause(issue) ? resumption(issue, campaign, today) : null
  return pause ? { deadline: pause.deadline } : {}
}
