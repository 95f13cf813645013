import { outcomes, standingDenial, triesOf } from '../issue/call-back.ts'
import { choice, day, line, must, optional, paragraph } from './field.ts'
import type { Field, Option } from './form.ts'
import type { FormContext } from '../forms.ts'
import { outcomeText } from '../texts.ts'

const outcomeOptions: readonly Option[] = outcomes.map((value) => ({ value, label: outcomeText[value] }))
const contactHint = '接听人的姓名、职务，可不填'

export function callBackFields(): Field[] {
  return [
    day('on', '回访日期'),
    choice('outcome', '回访结论', outcomeOptions),
    line('contact', '企业联系人', { hint: contactHint, max: 200 }),
    paragraph('answer', '企业原话', { hint: '企业自己怎么说，照原话写；未联系上的可不填' }),
  ]
}

/** The same within a verification, where it is asked for on the day of the look. */
export function calledFields(context: FormContext): Field[] {
  return [
    { ...optional(choice('outcome', '回访结论', outcomeOptions)), hint: calledHint(context) },
    line('contact', '企业联系人', { hint: contactHint, max: 200 }),
    paragraph('callback', '回访结果', { hint: '这次一并回访的，照企业的原话写' }),
  ]
}

function calledHint({ campaign, issue }: FormContext): string {
  const calls = issue?.callBacks ?? []
  if (standingDenial(calls)) return '企业否认过整改结果，改口认可的请在这里记下'
  if (campaign.verification.callback === 'optional') return '没有回访的不选'
  const tries = triesOf(calls)
  return `核查销号前须企业认可，已经回访过的不选${tries > 0 ? `；未联系上已记 ${tries} 次` : ''}`
}

export function overruleFields({ issue }: FormContext): Field[] {
  const files = (issue?.evidence ?? []).map(({ id, name }, index) => ({
    value: id,
    label: `佐证 ${index + 1} ${name}`,
  }))
  return [
    choice('evidence', '凭证', files),
    must(paragraph('reason', '认定理由', { hint: '凭证能说明什么，为什么企业的否认不成立' })),
  ]
}
