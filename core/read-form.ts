import type { IssueAct, ReportCommand } from './command.ts'
import { formOf, type FormContext, type FormKind } from './forms.ts'
import type { FormValues } from './forms/form.ts'
import { isAfterForm, type AfterForm } from './forms/after.ts'
import { afterActOf } from './forms/read-after.ts'
import { contentChanges, corrections, particulars, terms } from './forms/read-content.ts'
import { takingActOf } from './forms/read-taking.ts'
import { isTakingForm, type TakingForm } from './forms/taking.ts'
import { calledIn } from './forms/read-call-back.ts'
import { lookOf } from './forms/read-verification.ts'
import { planActOf } from './forms/read-replan.ts'
import { progressOf, submissionOf } from './forms/read-work.ts'
import { serialIn } from './issue/serial.ts'
import { fieldReader, type Fault, type FieldReader } from './forms/read-field.ts'

export type ReadForm<T> =
  { readonly ok: true; readonly act: T } | { readonly ok: false; readonly faults: readonly Fault[] }

/** A filled-in report: either the command, or everything that is missing or wrong, by field. */
export function readReport(values: FormValues, context: FormContext): ReadForm<ReportCommand> {
  const read = fieldReader(formOf('report', context).fields, values, context)
  const chosen = (name: 'campaign' | 'unit', options: FormContext['units']) =>
    options.length > 1 ? read.text(name) : (options[0]?.value ?? read.text(name))
  const act: ReportCommand = {
    type: 'report',
    campaign: chosen('campaign', context.campaigns) || context.campaign.code,
    unit: Number(chosen('unit', context.units)),
    source: context.anySource
      ? read.text('source')
      : (context.campaign.sources.find((source) => source.selfCheck)?.id ?? ''),
    ...(read.optional('onBehalfOf') ? { onBehalfOf: read.text('onBehalfOf') } : {}),
    particulars: particulars(read),
    deadline: read.day('deadline'),
    notDuplicate: values['notDuplicate'] === 'yes',
  }
  return done(read, act)
}

/** A filled-in form of one act on one issue. */
export function readAct(
  kind: Exclude<FormKind, 'report'>,
  values: FormValues,
  context: FormContext,
): ReadForm<IssueAct> {
  const read = fieldReader(formOf(kind, context).fields, values, context)
  return done(read, actOf(kind, read, context))
}

function done<T>(read: FieldReader, act: T): ReadForm<T> {
  return read.faults.length > 0 ? { ok: false, faults: read.faults } : { ok: true, act }
}

function actOf(type: Exclude<FormKind, 'report'>, read: FieldReader, context: FormContext): IssueAct {
  if (isAfterForm(type)) return afterActOf(type, read)
  if (isTakingForm(type)) return takingActOf(type, read, context.campaign.code)
  return actAlong(type, read, context)
}

/** Acts of the straight path. */
function actAlong(
  type: Exclude<FormKind, 'report' | AfterForm | TakingForm>,
  read: FieldReader,
  { issue, measureRows, campaign }: FormContext,
): IssueAct {
  switch (type) {
    case 'ask':
      return { type, question: read.text('question') }
    case 'supplement':
      return { type, text: read.text('text'), changed: contentChanges(read, issue) }
    case 'withdraw':
    case 'unsubmit':
      return { type, reason: read.optional('reason') }
    case 'confirm':
      return { type, ...terms(read) }
    case 'assign':
      return { type, unit: Number(read.text('unit')), signoffDue: read.mustDay('signoffDue'), ...terms(read) }
    case 'refuse-extension':
    case 'return-review':
      return { type, reason: read.text('reason') }
    case 'accept':
    case 'pass-review':
      return { type }
    case 'plan':
    case 'replan':
    case 'approve-plan':
    case 'return-plan':
      return planActOf(type, read, { issue, measureRows })
    case 'progress':
      return { type, ...progressOf(read) }
    case 'extend':
      return { type, to: read.mustDay('to'), reason: read.text('reason') }
    case 'grant-extension':
      return { type, to: read.mustDay('to') }
    case 'submit':
      return { type, ...submissionOf(read) }
    case 'verify':
    case 'close':
      return { type, ...lookOf(read) }
    case 'send-back':
      return { type, ...lookOf(read), reason: read.text('reason'), deadline: read.mustDay('deadline') }
    case 'call-back':
      return { type, ...calledIn(read) }
    case 'overrule':
      return { type, evidence: read.text('evidence'), reason: read.text('reason') }
    case 'name-verifier':
      return { type, person: Number(read.text('person')), reason: read.text('reason') }
    case 'correct':
      return { type, changed: corrections(read, issue), reason: read.text('reason') }
    case 'link':
      return { type, to: serialIn(read.text('to'), campaign.code) }
    case 'unlink':
      return { type, from: read.text('from'), reason: read.text('reason') }
    case 'comment':
      return { type, text: read.text('text') }
    default:
      return type satisfies never
  }
}
