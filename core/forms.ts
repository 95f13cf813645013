import type { ActType } from './command.ts'
import { categoryName, leafCategories, methodsOf, type Campaign } from './campaign.ts'
import type { Day } from './day.ts'
import { choice, choices, day, line, money, must, optional, paragraph } from './field.ts'
import type { Field, FormValues, Option } from './form.ts'
import type { Issue } from './issue.ts'
import { initialOf } from './form-start.ts'
import { showWan } from './money.ts'
import { actText, dispositionText } from './texts.ts'

/** Every form there is: one for a report and one for each act that asks for something. */
export type FormKind = 'report' | Exclude<ActType, 'attach'>

/** What a form draws on beside the issue; empty lists where the form has no such choice. */
export type FormContext = {
  readonly campaign: Campaign
  readonly today: Day
  readonly issue: Issue | null
  /** Campaigns and units to choose from; a field is there only for more than one. */
  readonly campaigns: readonly Option[]
  readonly units: readonly Option[]
  /** People of the responsible unit; for 委托核查 whoever may be named. */
  readonly people: readonly Option[]
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
    case 'dismiss':
      return [must(paragraph('reason', '不予列入的理由', { hint: '如：不属实、主体灭失' }))]
    case 'plan':
      return planFields(context)
    case 'return-review':
      return [must(paragraph('reason', '退回原因', { hint: '还差什么、怎样才算到位' }))]
    case 'return-plan':
      return [must(paragraph('reason', '退回原因', { hint: '哪一条要怎么改' }))]
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
    case 'close':
      return closingFields(context)
    case 'send-back':
      return sendBackFields(context)
    case 'name-verifier':
      return [choice('person', '委托核查人', context.people), must(paragraph('reason', '委托理由'))]
    case 'correct':
      return [...correctionFields(context), must(paragraph('reason', '更正理由'))]
    case 'link':
      return [must(line('to', '关联问题', { hint: linkHint(context), max: 40 }))]
    case 'unlink':
      return [choice('from', '关联问题', linkOptions(context)), must(paragraph('reason', '解除理由'))]
    case 'comment':
      return [must(paragraph('text', '留言'))]
    case 'accept':
    case 'approve-plan':
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
    ...(anySource ? [choice('source', '问题来源', sources)] : []),
    ...contentFields(context).map((field) => (alwaysAsked.includes(field.name) ? must(field) : field)),
    anySource ? optional(day('deadline', '完成时限')) : day('deadline', '完成时限', latestHint(context)),
  ]
}

const alwaysAsked = ['title', 'cause', 'course', 'happened', 'category']

function contentFields({ campaign, issue }: FormContext): Field[] {
  const asksCase = campaign.categories.some((category) => category.isCase) || (issue?.caseNumber ?? null) !== null
  return [
    line('title', '项目名称', { max: 200 }),
    paragraph('cause', '事件原因', { hint: '为什么没有兑现，一句话也可以' }),
    paragraph('course', '事件经过', { hint: '什么时候、承诺了什么、现在怎样' }),
    { name: 'happened', label: '发生时间', kind: 'month', required: false, hint: '年和月，如 2021-03' },
    optional(choice('category', '问题类别', categoryOptions({ campaign }))),
    line('enterprise', '涉及企业', { max: 200 }),
    line('creditCode', '统一社会信用代码', { hint: '18 位，可不填', max: 40 }),
    money('involved', '涉及金额（万元）', '与钱无关的不填'),
    ...(asksCase ? [line('caseNumber', '案号', { max: 100 })] : []),
    paragraph('remark', '备注'),
  ]
}

function categoryOptions({ campaign }: Pick<FormContext, 'campaign'>): Option[] {
  return leafCategories(campaign).map(({ id }) => ({ value: id, label: categoryName(campaign, id) }))
}

function latestHint({ campaign }: FormContext): { hint?: string } {
  return campaign.rectify_by.day ? { hint: `本专项最迟 ${campaign.rectify_by.day}` } : {}
}

function extensionFields(context: FormContext): Field[] {
  return [
    day('to', '延期至', { hint: extensionHint(context) }),
    must(paragraph('reason', '延期理由', { hint: '为什么不能按期完成、还差什么', max: 2_000 })),
  ]
}

function extensionHint({ issue, campaign: { rectify_by } }: FormContext): string {
  const latest = rectify_by.day ? `；本专项最迟 ${rectify_by.day}，更晚的由主任来定` : ''
  return `现在的完成时限 ${issue?.deadline ?? '未定'}${latest}`
}

function termFields(context: FormContext): Field[] {
  return [
    choice('category', '问题类别', categoryOptions(context)),
    money('confirmed', '核定金额（万元）', '与钱无关的不填'),
    day('planDue', '报措施期限'),
    day('deadline', '完成时限', latestHint(context)),
  ]
}

function planFields({ campaign, people, measureRows }: FormContext): Field[] {
  const ways = campaign.dispositions.map(({ kind }) => ({ value: kind, label: dispositionText[kind] }))
  const rows = Array.from({ length: measureRows }, (_, index) => {
    const suffix = index === 0 ? '' : ` ${index + 1}`
    const text = line(`measure${index + 1}`, `推进措施${suffix}`, { max: 500 })
    const due = optional(day(`due${index + 1}`, `时间节点${suffix}`))
    return index === 0 ? [must(text), must(due)] : [text, due]
  })
  return [
    ...rows.flat(),
    choice('disposition', '处置方式', ways),
    choice('first', '第一责任人', people),
    choice('responsible', '具体责任人', people),
    line('caseNumber', '案号', { hint: '走法律途径的必填', max: 100 }),
    optional(day('courtDate', '开庭或裁决日期', { hint: '走法律途径的填写，尚未确定可不填' })),
  ]
}

function progressFields({ issue, forUnit }: FormContext): Field[] {
  const open = openMeasures(issue)
  const aboutMoney = issue !== null && (issue.confirmed !== null || issue.involved !== null)
  return [
    must(
      paragraph('text', '进展情况', {
        hint: forUnit ? '做了什么、结果怎样' : '代责任单位录入；录入以后您不能再核查这一件',
      }),
    ),
    ...(open.length > 0 ? [choices('done', '已完成措施', open)] : []),
    ...(aboutMoney ? [money('settled', '已兑现金额（万元）', '到今天为止一共兑现多少')] : []),
    line('percent', '完成比例（%）', { max: 5 }),
  ]
}

function submitFields({ issue }: FormContext): Field[] {
  const open = openMeasures(issue)
  const waiving = [
    choices('waived', '不再实施的措施', open),
    paragraph('waiver', '不再实施的理由', { hint: '有不再实施的措施时必填' }),
  ]
  const asked = issue?.extension ? { hint: '延期申请还没有答复，申请销号后不再办理' } : {}
  return [paragraph('text', '整改完成情况', asked), ...(open.length > 0 ? waiving : [])]
}

function openMeasures(issue: Issue | null): Option[] {
  const open = (issue?.plan?.measures ?? []).filter((measure) => measure.state === 'open')
  return open.map(({ no, text }) => ({ value: String(no), label: `${no}. ${text}` }))
}

function linkHint({ campaign }: FormContext): string {
  return `同一事项的另一件的编号，如 ${campaign.code}-0003；本专项的可以只写 0003`
}

function linkOptions({ issue }: FormContext): Option[] {
  return (issue?.links ?? []).map((serial) => ({ value: serial, label: serial }))
}

function verificationFields({ campaign }: FormContext): Field[] {
  const methods = methodsOf(campaign, 'office').map((method) => ({ value: method, label: method }))
  return [
    choice('method', '核查方式', methods),
    day('on', '核查日期'),
    line('place', '核查地点', { hint: '现场核查的必填', max: 200 }),
    must(line('inspectors', '核查人员', { hint: `至少 ${campaign.verification.inspectors} 人，用顿号分开`, max: 200 })),
    must(paragraph('finding', '核查情况')),
    paragraph('callback', '回访结果', {
      hint: campaign.verification.callback === 'required' ? '企业自己怎么说；核查销号必填' : '企业自己怎么说',
    }),
  ]
}

function sendBackFields(context: FormContext): Field[] {
  const reason = paragraph('reason', '退回原因', { hint: '还差什么、怎样才算到位' })
  return [...verificationFields(context), must(reason), day('deadline', '完成时限')]
}

/** Nothing is struck off without the call-back where the campaign requires it; it can be sent back without. */
function closingFields(context: FormContext): Field[] {
  const required = context.campaign.verification.callback === 'required'
  return verificationFields(context).map((field) => (required && field.name === 'callback' ? must(field) : field))
}

function correctionFields(context: FormContext): Field[] {
  const { issue } = context
  const taken = issue !== null && issue.deadline !== null
  return [
    ...contentFields(context),
    ...(taken
      ? [
          money('confirmed', '核定金额（万元）', '与钱无关的不填'),
          money('settled', '已兑现金额（万元）', `目前记的是 ${showWan(issue.settled)}；记错了才填，填正确的总数`),
          optional(day('planDue', '报措施期限')),
          optional(day('deadline', '完成时限')),
        ]
      : []),
  ]
}
