import { choice, day, line, must, optional, paragraph } from './field.ts'
import type { Field, FormValues } from './form.ts'
import type { FormContext, FormKind } from '../forms.ts'
import { groupOf } from '../lead.ts'

const takingForms = [
  ...(['refer', 'decline', 'reassign', 'merge', 'dismiss', 'ask-dismissal', 'refuse-dismissal'] as const),
] as const satisfies readonly FormKind[]
export type TakingForm = (typeof takingForms)[number]

export function isTakingForm(kind: FormKind): kind is TakingForm {
  return takingForms.some((known) => known === kind)
}

/** Forms of how an issue comes to a unit, and away from it again. */
export function takingFields(kind: TakingForm, context: FormContext): Field[] {
  switch (kind) {
    case 'refer':
      return [optional(paragraph('note', '说明', { hint: referHint(context), max: 2_000 }))]
    case 'decline':
      return declineFields()
    case 'reassign':
      return reassignFields(context)
    case 'merge':
      return [must(line('into', '并入问题', { hint: mergeHint(context), max: 40 }))]
    case 'dismiss':
    case 'ask-dismissal':
      return [must(paragraph('reason', '不予列入的理由', { hint: '如：不属实、主体灭失' }))]
    case 'refuse-dismissal':
      return [must(paragraph('reason', '不同意的理由', { hint: '一句话说清为什么，接下来怎么办' }))]
    default:
      return kind satisfies never
  }
}

export function takingValues(kind: TakingForm, context: FormContext): FormValues {
  if (kind === 'dismiss') return { reason: context.issue?.dismissal?.reason ?? '' }
  return kind === 'reassign' ? reassignValues(context) : {}
}

/** 退办 */
function declineFields(): Field[] {
  return [must(paragraph('reason', '退办理由', { hint: '为什么不归本单位、归哪个单位；每件只能退办一次', max: 2_000 }))]
}

/** 转办: the deadline isn't asked for, since it stays. */
function reassignFields(context: FormContext): Field[] {
  return [
    choice('unit', '责任单位', context.units),
    day('signoffDue', '签收期限'),
    day('planDue', '报措施期限', { hint: deadlineHint(context) }),
    must(paragraph('reason', '转办理由', { hint: '原措施和未答复的申请不再有效，办理经过都保留', max: 2_000 })),
  ]
}

function deadlineHint({ issue, today }: FormContext): string {
  const deadline = issue?.deadline ?? null
  if (deadline === null) return ''
  if (deadline < today) return `完成时限 ${deadline} 已过，转办后仍算逾期；新单位报措施前，请用“更正”调整时限`
  return `完成时限 ${deadline} 不变；来不及的，先用“更正”调整时限，再转办`
}

/** Dates as for 交办, as far as the deadline leaves room for them. */
function reassignValues({ issue, suggested, today }: FormContext): FormValues {
  const deadline = issue?.deadline ?? null
  const within = (day: string | null) =>
    day && deadline !== null && deadline >= today && day > deadline ? deadline : day
  return { unit: '', signoffDue: within(suggested.signoffDue) ?? '', planDue: within(suggested.planDue) ?? '' }
}

/** Which lead unit it goes to follows from the category. */
function referHint({ campaign, issue }: FormContext): string {
  const category = campaign.categories.find(({ id }) => id === issue?.category)?.name ?? ''
  const lead = (issue && groupOf(campaign, issue.category)?.lead) ?? ''
  return `按“${category}”交${lead}，由它选定责任单位并交办；类别不对的，先用“更正”改过来`
}

function mergeHint({ campaign }: FormContext): string {
  return `同一责任单位、还在办的另一件的编号，如 ${campaign.code}-0003；材料一并转过去，时限和金额以那一件为准`
}
