import type { IssueAct, ReportCommand, Terms } from './command.ts'
import { checkCreditCode, normalCreditCode } from './credit-code.ts'
import type { Corrections } from './event.ts'
import { formOf, type FormContext, type FormKind } from './forms.ts'
import type { FormValues } from './form.ts'
import type { Disposition, Issue, Particulars, Serial, Verification } from './issue.ts'
import { fieldReader, type Fault, type FieldReader } from './read-field.ts'
import { lengthOf, normal } from './text.ts'

export type ReadForm<T> =
  { readonly ok: true; readonly act: T } | { readonly ok: false; readonly faults: readonly Fault[] }

/** A filled-in report: either the command, or everything that is missing or wrong, by field. */
export function readReport(values: FormValues, context: FormContext): ReadForm<ReportCommand> {
  const read = fieldReader(formOf('report', context).fields, values, context.today)
  const chosen = (name: 'campaign' | 'unit', options: FormContext['units']) =>
    options.length > 1 ? read.text(name) : (options[0]?.value ?? read.text(name))
  const act: ReportCommand = {
    type: 'report',
    campaign: chosen('campaign', context.campaigns) || context.campaign.code,
    unit: Number(chosen('unit', context.units)),
    source: context.anySource
      ? read.text('source')
      : (context.campaign.sources.find((source) => source.selfCheck)?.id ?? ''),
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
  const read = fieldReader(formOf(kind, context).fields, values, context.today)
  return done(read, actOf(kind, read, context))
}

function done<T>(read: FieldReader, act: T): ReadForm<T> {
  return read.faults.length > 0 ? { ok: false, faults: read.faults } : { ok: true, act }
}

function actOf(
  type: Exclude<FormKind, 'report'>,
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
    case 'dismiss':
    case 'return-plan':
    case 'refuse-extension':
    case 'return-review':
      return { type, reason: read.text('reason') }
    case 'accept':
    case 'approve-plan':
    case 'pass-review':
      return { type }
    case 'plan':
      return { type, ...planOf(read, measureRows) }
    case 'progress':
      return { type, ...progressOf(read) }
    case 'extend':
      return { type, to: read.mustDay('to'), reason: read.text('reason') }
    case 'grant-extension':
      return { type, to: read.mustDay('to') }
    case 'submit':
      return { type, ...submissionOf(read) }
    case 'close':
      return { type, verification: verificationOf(read) }
    case 'send-back':
      return {
        type,
        verification: verificationOf(read),
        reason: read.text('reason'),
        deadline: read.mustDay('deadline'),
      }
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

/** A serial as people type it: whole, or within the campaign its number alone. */
function serialIn(typed: string, code: string): Serial {
  const word = normal(typed).toUpperCase()
  return /^\d{1,6}$/.test(word) ? `${code}-${word.padStart(4, '0')}` : word
}

function particulars(read: FieldReader): Particulars {
  return {
    title: read.text('title'),
    cause: read.text('cause'),
    course: read.text('course'),
    happened: read.mustMonth('happened'),
    category: read.text('category'),
    enterprise: read.optional('enterprise'),
    creditCode: creditCode(read),
    involved: read.money('involved'),
    caseNumber: read.optional('caseNumber'),
    remark: read.optional('remark'),
  }
}

const creditFaults = {
  length: '应为 18 位',
  alphabet: '有不该出现的字符（字母里没有 I、O、S、V、Z）',
  'check-character': '最后一位校验不对，请对照营业执照核对',
} as const

/** GB 32100-2015: a wrong code is named as such, never kept. */
function creditCode(read: FieldReader): string | null {
  const typed = read.optional('creditCode')
  if (typed === null) return null
  const result = checkCreditCode(typed)
  if (result !== 'ok') read.fault('creditCode', creditFaults[result])
  return normalCreditCode(typed)
}

function terms(read: FieldReader): Terms {
  return {
    category: read.text('category'),
    confirmed: read.money('confirmed'),
    planDue: read.mustDay('planDue'),
    deadline: read.mustDay('deadline'),
  }
}

function progressOf(read: FieldReader) {
  return {
    text: read.text('text'),
    percent: read.percent('percent'),
    settled: read.money('settled'),
    done: read.list('done').map(Number),
  }
}

function submissionOf(read: FieldReader) {
  return {
    text: read.optional('text'),
    waived: read.list('waived').map(Number),
    waiver: read.optional('waiver'),
  }
}

function planOf(read: FieldReader, measureRows: number) {
  const rows = Array.from({ length: measureRows }, (_, index) => measureAt(read, index + 1))
  return {
    disposition: read.text('disposition') as Disposition,
    measures: rows.filter((row) => row !== null),
    first: Number(read.text('first')),
    responsible: Number(read.text('responsible')),
    caseNumber: read.optional('caseNumber'),
    courtDate: read.day('courtDate'),
  }
}

function measureAt(read: FieldReader, no: number) {
  const text = read.optional(`measure${no}`)
  const due = read.day(`due${no}`)
  if (text !== null && due !== null) return { text, due }
  if (text !== null) read.fault(`due${no}`, '这一条措施还没有写时间节点')
  if (due !== null) read.fault(`measure${no}`, '这个时间节点要做什么还没有写')
  return null
}

function verificationOf(read: FieldReader): Verification {
  return {
    method: read.text('method'),
    on: read.mustDay('on'),
    place: read.optional('place'),
    inspectors: namesIn(read.text('inspectors')),
    finding: read.text('finding'),
    callback: read.optional('callback'),
  }
}

/** 王强、李敏 and 王强 李敏 are two people; a name of two characters is often written apart, as 王 强. */
function namesIn(typed: string): string[] {
  return typed
    .split(/[、,，;；/\n]+/)
    .map((part) => part.split(/\s+/).filter((piece) => piece !== ''))
    .flatMap((pieces) => (pieces.every((piece) => lengthOf(piece) >= 2) ? pieces : [pieces.join('')]))
    .filter((name) => name !== '')
}

/** Fields left empty in 补充材料 stay as they are; in 更正 an emptied field is emptied. */
function contentChanges(read: FieldReader, issue: Issue | null): Corrections {
  const all = corrections(read, issue)
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== ''))
}

function corrections(read: FieldReader, issue: Issue | null): Corrections {
  const happened = read.month('happened')
  const [planDue, deadline, settled] = [read.day('planDue'), read.day('deadline'), read.money('settled')]
  const changed: Corrections = {
    title: read.text('title'),
    cause: read.text('cause'),
    course: read.text('course'),
    ...(happened ? { happened } : {}),
    ...(read.has('category') ? { category: read.text('category') } : {}),
    enterprise: read.optional('enterprise'),
    creditCode: creditCode(read),
    involved: read.money('involved'),
    ...(read.has('caseNumber') ? { caseNumber: read.optional('caseNumber') } : {}),
    remark: read.optional('remark'),
    ...(read.has('confirmed') ? { confirmed: read.money('confirmed') } : {}),
    ...(settled !== null ? { settled } : {}),
    ...(planDue ? { planDue } : {}),
    ...(deadline ? { deadline } : {}),
  }
  return issue ? onlyChanged(issue, changed) : changed
}

function onlyChanged(issue: Issue, changed: Corrections): Corrections {
  return Object.fromEntries(Object.entries(changed).filter(([key, value]) => issue[key as keyof Corrections] !== value))
}
