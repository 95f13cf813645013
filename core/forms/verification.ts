import { methodsOf } from '../campaign.ts'
import { choice, day, line, must, paragraph } from '../field.ts'
import type { Field } from '../form.ts'
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

/** What was looked at and found. The director, who closes what the office has verified, may look alone. */
function verificationFields(context: FormContext): Field[] {
  const { campaign, issue } = context
  const byDirector = issue?.stage === 'director'
  const methods = methodsOf(campaign, byDirector ? 'director' : 'office').map((method) => ({
    value: method,
    label: method,
  }))
  const most = byDirector ? '审定的人，多人用顿号分开' : `至少 ${campaign.verification.inspectors} 人，用顿号分开`
  return [
    choice('method', '核查方式', methods),
    day('on', '核查日期'),
    line('place', '核查地点', { hint: '现场核查的必填', max: 200 }),
    must(line('inspectors', '核查人员', { hint: most, max: 200 })),
    must(paragraph('finding', '核查情况', byDirector ? { hint: '审定意见' } : {})),
    ...calledFields(context),
  ]
}

function sendBackFields(context: FormContext): Field[] {
  const reason = paragraph('reason', '退回原因', { hint: '还差什么、怎样才算到位' })
  return [...verificationFields(context), must(reason), day('deadline', '完成时限')]
}
