import type { ActType } from './command.ts'
import type { Campaign } from './campaigns/campaign.ts'
import type { Day } from './calendar/day.ts'
import { choice, day, line, must, optional, paragraph } from './forms/field.ts'
import type { Field, FormValues, Option } from './forms/form.ts'
import { initialOf } from './forms/form-start.ts'
import { afterFields, isAfterForm } from './forms/after.ts'
import { contentFields, correctionFields, latestHint, termFields } from './forms/content.ts'
import { planFormFields } from './forms/replan.ts'
import { isTakingForm, takingFields } from './forms/taking.ts'
import { isVerifyForm, verifyFields } from './forms/verification.ts'
import { extensionFields, extensionHint, progressFields, submitFields } from './forms/work.ts'
import type { Issue } from './issue.ts'
import { onBehalfLabel } from './rules/on-behalf.ts'
import { actText } from './texts.ts'
import type { Calendar } from './calendar/workday.ts'

/** Every form there is: one for a report and one for each act that asks for something. */
export type FormKind = 'report' | Exclude<ActType, 'attach'>

/** What a form draws on beside the issue; empty lists where the form has no such choice. */
export type FormContext = {
  readonly campaign: Campaign
  readonly today: Day
  /** The office's, for days in words: 5个工作日内, 国庆节前. */
  readonly calendar: () => Calendar
  readonly issue: Issue | null
  /** Campaigns and units to choose from; a field is there only for more than one. */
  readonly campaigns: readonly Option[]
  readonly units: readonly Option[]
  /** People of the responsible unit; for 委托核查 whoever may be named; for a verification whoever may look. */
  readonly people: readonly Option[]
  /** The name of whoever fills it in; empty where that is nobody. */
  readonly self: string
  /** Set where the office reports: any source of the campaign. */
  readonly anySource: boolean
  /** Suggested dates: sign-off, plan, deadline. */
  readonly suggested: { readonly signoffDue: Day | null; readonly planDue: Day | null; readonly deadline: Day | null }
  readonly defaults: { readonly first: string; readonly responsible: string }
  /** The form is filled in by somebody who acts for the issue's unit. */
  readonly forUnit: boolean
  /** Rows for measures in a plan. */
  readonly measureRows: number
}

export type Form = {
  readonly kind: FormKind
  readonly title: string
  readonly fields: readonly Field[]
  readonly initial: FormValues
}

/** How many measures a plan form has room for unless more are there already. */
export const usualMeasureRows = 5

/** The form of an act: its fields in order and what stands in them at first. */
export function formOf(kind: FormKind, context: FormContext): Form {
  const title = kind === 'report' ? '报送问题' : actText[kind]
  return { kind, title, fields: fieldsOf(kind, context), initial: initialOf(kind, context) }
}

function fieldsOf(kind: FormKind, context: FormContext): Field[] {
  if (isAfterForm(kind)) return afterFields(kind, context)
  if (isTakingForm(kind)) return takingFields(kind, context)
  if (isVerifyForm(kind)) return verifyFields(kind, context)
  switch (kind) {
    case 'report':
      return reportFields(context)
    case 'supplement':
      return [
        paragraph('text', '补充说明', { hint: '按办公室的要求补充；下面几项有误的可一并改正' }),
        ...contentFields(context),
      ]
    case 'ask':
      return [must(paragraph('question', '需要补充的内容', { hint: '一句话说清缺什么' }))]
    case 'confirm':
      return termFields(context)
    case 'assign':
      return [choice('unit', '责任单位', context.units), day('signoffDue', '签收期限'), ...termFields(context)]
    case 'plan':
    case 'replan':
    case 'approve-plan':
    case 'return-plan':
      return planFormFields(kind, context)
    case 'return-review':
      return [must(paragraph('reason', '退回原因', { hint: '还差什么、怎样才算到位' }))]
    case 'progress':
      return progressFields(context)
    case 'extend':
      return extensionFields(context)
    case 'grant-extension':
      return [day('to', '延期至', { hint: extensionHint(context) })]
    case 'refuse-extension':
      return [must(paragraph('reason', '不同意的理由', { hint: '一句话说清为什么，接下来怎么办' }))]
    case 'submit':
      return submitFields(context)
    case 'withdraw':
    case 'unsubmit':
      return [paragraph('reason', '撤回理由')]
    case 'correct':
      return [...correctionFields(context), must(paragraph('reason', '更正理由'))]
    case 'link':
      return [must(line('to', '关联问题', { hint: linkHint(context), max: 40 }))]
    case 'unlink':
      return [choice('from', '关联问题', linkOptions(context)), must(paragraph('reason', '解除理由'))]
    case 'comment':
      return [must(paragraph('text', '留言'))]
    case 'accept':
    case 'pass-review':
      return []
    default:
      return kind satisfies never
  }
}

function reportFields(context: FormContext): Field[] {
  const { campaigns, units, anySource, campaign } = context
  const sources = campaign.sources.map(({ id, name }) => ({ value: id, label: name }))
  return [
    ...(campaigns.length > 1 ? [choice('campaign', '专项行动', campaigns)] : []),
    ...(units.length > 1 ? [choice('unit', '责任单位', units)] : []),
    ...(anySource ? [choice('source', '问题来源', sources), line('onBehalfOf', onBehalfLabel, onBehalfExtra)] : []),
    ...contentFields(context).map((field) => (alwaysAsked.includes(field.name) ? must(field) : field)),
    anySource ? optional(day('deadline', '完成时限')) : day('deadline', '完成时限', latestHint(context)),
  ]
}

const onBehalfExtra = { hint: '电话报来的填报送人姓名，须是责任单位的人；没有的留空', max: 60 }

const alwaysAsked = ['title', 'cause', 'course', 'happened', 'category']

function linkHint({ campaign }: FormContext): string {
  return `同一事项的另一件的编号，如 ${campaign.code}-0003；本专项的可以只写 0003`
}

function linkOptions({ issue }: FormContext): Option[] {
  return (issue?.links ?? []).map((serial) => ({ value: serial, label: serial }))
}
