import { day, must, paragraph } from '../field.ts'
import type { Field } from '../form.ts'
import type { FormContext, FormKind } from '../forms.ts'
import { latestHint } from './content.ts'

const afterForms = ['reopen', 'undo'] as const satisfies readonly FormKind[]
export type AfterForm = (typeof afterForms)[number]

export function isAfterForm(kind: FormKind): kind is AfterForm {
  return afterForms.some((known) => known === kind)
}

/** Forms of what may be done about an issue once it was ended. */
export function afterFields(kind: AfterForm, context: FormContext): Field[] {
  switch (kind) {
    case 'reopen':
      return [
        must(paragraph('reason', '重新挂账的理由', { hint: '查到了什么，还差什么、怎样才算到位' })),
        day('deadline', '完成时限', latestHint(context)),
      ]
    case 'undo':
      return [must(paragraph('reason', '撤销理由', { hint: '哪里办错了，一句话说清' }))]
    default:
      return kind satisfies never
  }
}
