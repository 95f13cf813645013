import { flagStateText, flagText, subjectText } from '../after-texts.ts'
import { appealable, isInHand } from '../issue/appeal.ts'
import { choice, choices, day, must, paragraph } from './field.ts'
import { flagKinds, type Flag, type FlagKind } from '../issue/flag.ts'
import type { Field, FormValues, Option } from './form.ts'
import type { FormContext, FormKind } from '../forms.ts'
import { latestHint } from './content.ts'

const afterForms = [
  ...(['reopen', 'undo', 'flag', 'confirm-flag', 'withdraw-flag', 'appeal', 'decide-appeal'] as const),
] as const satisfies readonly FormKind[]
export type AfterForm = (typeof afterForms)[number]

export function isAfterForm(kind: FormKind): kind is AfterForm {
  return afterForms.some((known) => known === kind)
}

/** Forms of what may be done about an issue afterwards. */
export function afterFields(kind: AfterForm, context: FormContext): Field[] {
  switch (kind) {
    case 'reopen':
      return [
        must(paragraph('reason', '重新挂账的理由', { hint: '查到了什么，还差什么、怎样才算到位' })),
        day('deadline', '完成时限', latestHint(context)),
      ]
    case 'undo':
      return [must(paragraph('reason', '撤销理由', { hint: '哪里办错了，一句话说清' }))]
    case 'flag':
      return [
        choice('kind', '标记为', kindOptions(flagKinds)),
        must(paragraph('reason', '标记理由', { hint: '从哪里看出来的；认定以前只有办公室知道' })),
        ...evidenceField(context),
      ]
    case 'confirm-flag':
      return [
        choice('kind', '标记', flagOptions(context, 'suspected')),
        must(paragraph('reason', '认定理由', { hint: '查实了什么；责任单位会看到，并可以提出一次异议' })),
      ]
    case 'withdraw-flag':
      return [choice('kind', '标记', flagOptions(context, null)), must(paragraph('reason', '撤销理由'))]
    case 'appeal':
      return [
        choice('about', '异议事项', subjectOptions(context)),
        must(paragraph('reason', '异议理由', { hint: '哪里不对，依据是什么' })),
        ...evidenceField(context),
      ]
    case 'decide-appeal':
      return [
        { ...choice('ruling', '答复', rulings), hint: rulingHint(context) },
        must(paragraph('reason', '答复理由', { hint: '责任单位会看到' })),
      ]
    default:
      return kind satisfies never
  }
}

/** What either answer does. */
function rulingHint({ issue }: FormContext): string {
  if (!issue?.appeal) return ''
  if (issue.appeal.about !== 'assignment') return '成立的，这项认定撤销；不成立的，认定不变'
  return isInHand(issue)
    ? '成立的，收回交办，由办公室另行交办；不成立的，责任单位照常办理'
    : '不论是否成立，办理情况不变'
}

const rulings: readonly Option[] = [
  { value: 'upheld', label: '异议成立' },
  { value: 'rejected', label: '异议不成立' },
]

function kindOptions(kinds: readonly FlagKind[]): Option[] {
  return kinds.map((value) => ({ value, label: flagText[value] }))
}

function flagOptions({ issue }: FormContext, state: Flag['state'] | null): Option[] {
  const flags = (issue?.flags ?? []).filter((flag) => state === null || flag.state === state)
  return flags.map((flag) => ({ value: flag.kind, label: flagStateText(flag) }))
}

function subjectOptions({ issue }: FormContext): Option[] {
  return (issue ? appealable(issue) : []).map((value) => ({ value, label: subjectText(value) }))
}

function evidenceField({ issue }: FormContext): Field[] {
  const options = (issue?.evidence ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return options.length > 0 ? [choices('evidence', '依据的材料', options)] : []
}

/** What stands in these forms at first: the only thing there is to choose. */
export function afterValues(kind: AfterForm, context: FormContext): FormValues {
  const single = afterFields(kind, context).filter(({ kind: of, options }) => of === 'choice' && options?.length === 1)
  return Object.fromEntries(single.map(({ name, options }) => [name, options?.[0]?.value ?? '']))
}
