import { methodsOf } from '../campaigns/campaign.ts'
import { choice, day, line, must, paragraph } from './field.ts'
import type { Field, FormValues, Option } from './form.ts'
import type { FormContext, FormKind } from '../forms.ts'
import { callBackFields, calledFields, overruleFields } from './call-back.ts'

const verifyForms = [
  ...(['verify', 'close', 'send-back', 'call-back', 'overrule', 'name-verifier'] as const),
] as const satisfies readonly FormKind[]
type VerifyForm = (typeof verifyForms)[number]

export function isVerifyForm(kind: FormKind): kind is VerifyForm {
  return verifyForms.some((known) => known === kind)
}

/** Forms of what the office does about an application for 销号. */
export function verifyFields(kind: VerifyForm, context: FormContext): Field[] {
  switch (kind) {
    case 'verify':
    case 'close':
      return verificationFields(context)
    case 'send-back':
      return sendBackFields(context)
    case 'call-back':
      return callBackFields()
    case 'overrule':
      return overruleFields(context)
    case 'name-verifier':
      return [choice('person', '委托核查人', context.people), must(paragraph('reason', '委托理由'))]
    default:
      return kind satisfies never
  }
}

/** 核查 itself, whatever it ends in. */
export function isVerification(kind: FormKind | 'attach'): kind is 'verify' | 'close' | 'send-back' {
  return kind === 'verify' || kind === 'close' || kind === 'send-back'
}

/** What was looked at and found. The director, who closes what the office has verified, may look alone. */
function verificationFields(context: FormContext): Field[] {
  const { campaign, issue, people } = context
  const byDirector = issue?.stage === 'director'
  const most = byDirector ? '审定的人，多人用顿号分开' : `至少 ${campaign.verification.inspectors} 人，用顿号分开`
  return [
    choice('method', '核查方式', methodOptions(context)),
    day('on', '核查日期'),
    { ...must(line('inspectors', '核查人员', { hint: most, max: 200 })), names: people.map(({ label }) => label) },
    line('place', '核查地点', { hint: '现场核查的必填', max: 200 }),
    must(paragraph('finding', '核查情况', byDirector ? { hint: '审定意见' } : {})),
    ...calledFields(context),
  ]
}

function methodOptions({ campaign, issue }: FormContext): Option[] {
  const methods = methodsOf(campaign, issue?.stage === 'director' ? 'director' : 'office')
  return methods.map((method) => ({ value: method, label: method }))
}

/** Today, by whoever fills it in, and the way where there is only one. */
export function verificationValues(context: FormContext): FormValues {
  const [only, ...others] = methodOptions(context)
  const method = only && others.length === 0 ? only.value : ''
  return { method, on: context.today, inspectors: context.self }
}

function sendBackFields(context: FormContext): Field[] {
  const reason = paragraph('reason', '退回原因', { hint: '还差什么、怎样才算到位' })
  return [...verificationFields(context), must(reason), day('deadline', '完成时限')]
}
