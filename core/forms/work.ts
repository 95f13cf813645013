import { choice, choices, day, line, must, optional, paragraph } from './field.ts'
import type { Field, Option } from './form.ts'
import type { FormContext } from '../forms.ts'
import { hasNewPlan } from '../issue/plan-approval.ts'
import { paymentFields } from './payment.ts'
import type { Issue } from '../issue.ts'
import { dispositionText } from '../texts.ts'

export function planFields(context: FormContext): Field[] {
  const rows = Array.from({ length: context.measureRows }, (_, index) => {
    const suffix = index === 0 ? '' : ` ${index + 1}`
    const text = line(`measure${index + 1}`, `推进措施${suffix}`, { max: 500 })
    const due = optional(day(`due${index + 1}`, `时间节点${suffix}`))
    return index === 0 ? [must(text), must(due)] : [text, due]
  })
  return [...rows.flat(), ...wayFields(context)]
}

/** How it will be settled and who answers for it, alike in the first plan and in a new one. */
export function wayFields({ campaign, people }: FormContext): Field[] {
  const ways = campaign.dispositions.map(({ kind }) => ({ value: kind, label: dispositionText[kind] }))
  return [
    choice('disposition', '处置方式', ways),
    choice('first', '第一责任人', people),
    choice('responsible', '具体责任人', people),
    line('caseNumber', '案号', { hint: '走法律途径的必填', max: 100 }),
    line('court', '法院或仲裁机构', { hint: '走法律途径的填写', max: 100 }),
    optional(day('courtDate', '开庭或裁决日期', { hint: '走法律途径的填写，尚未确定可不填' })),
  ]
}

export function progressFields({ issue, forUnit }: FormContext): Field[] {
  const open = openMeasures(issue)
  const aboutMoney = issue !== null && (issue.confirmed !== null || issue.involved !== null)
  return [
    must(
      paragraph('text', '进展情况', {
        hint: forUnit ? '做了什么、结果怎样' : '代责任单位录入；录入以后您不能再核查这一件',
      }),
    ),
    ...(open.length > 0 ? [choices('done', '已完成措施', open)] : []),
    ...(issue !== null && aboutMoney ? paymentFields(issue) : []),
    line('percent', '完成比例（%）', { max: 5 }),
    ...(issue?.suspended ? [optional(day('courtDate', '开庭或裁决日期', { hint: '有变化的填新的日期' }))] : []),
  ]
}

export function submitFields({ issue }: FormContext): Field[] {
  const open = openMeasures(issue)
  const waiving = [
    choices('waived', '不再实施的措施', open),
    paragraph('waiver', '不再实施的理由', { hint: '有不再实施的措施时必填' }),
  ]
  return [paragraph('text', '整改完成情况', fallsAway(issue)), ...(open.length > 0 ? waiving : [])]
}

/** What waits for an answer has nothing left to ask for. */
function fallsAway(issue: Issue | null): { hint?: string } {
  const waits = [...(issue?.extension ? ['延期申请'] : []), ...(issue && hasNewPlan(issue) ? ['调整方案'] : [])]
  return waits.length > 0 ? { hint: `${waits.join('和')}还没有答复，申请销号后不再办理` } : {}
}

function openMeasures(issue: Issue | null): Option[] {
  const open = (issue?.plan?.measures ?? []).filter((measure) => measure.state === 'open')
  return open.map(({ no, text }) => ({ value: String(no), label: `${no}. ${text}` }))
}

export function extensionFields(context: FormContext): Field[] {
  return [
    day('to', '延期至', { hint: extensionHint(context) }),
    must(paragraph('reason', '延期理由', { hint: '为什么不能按期完成、还差什么', max: 2_000 })),
  ]
}

export function extensionHint({ issue, campaign: { rectify_by } }: FormContext): string {
  const latest = rectify_by.day ? `；本专项最迟 ${rectify_by.day}，更晚的由主任来定` : ''
  return `现在的完成时限 ${issue?.deadline ?? '未定'}${latest}`
}
