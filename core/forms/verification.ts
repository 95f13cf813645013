import { methodsOf } from '../campaign.ts'
import { choice, day, line, must, paragraph } from '../field.ts'
import type { Field } from '../form.ts'
import type { FormContext } from '../forms.ts'

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

export function sendBackFields(context: FormContext): Field[] {
  const reason = paragraph('reason', '退回原因', { hint: '还差什么、怎样才算到位' })
  return [...verificationFields(context), must(reason), day('deadline', '完成时限')]
}

/** Nothing is struck off without the call-back where the campaign requires it; it can be sent back without. */
export function closingFields(context: FormContext): Field[] {
  const required = context.campaign.verification.callback === 'required'
  return verificationFields(context).map((field) => (required && field.name === 'callback' ? must(field) : field))
}
