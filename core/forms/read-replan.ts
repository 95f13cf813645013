import type { IssueAct, ReplanAct } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { FormContext } from '../forms.ts'
import type { Disposition } from '../issue.ts'
import type { FieldReader } from './read-field.ts'
import { measureAt, planOf } from './read-work.ts'
import { replanRows } from './replan.ts'

type Context = Pick<FormContext, 'issue' | 'measureRows'>

/** What the forms of a plan ask for. */
export function planActOf(
  type: 'plan' | 'replan' | 'approve-plan' | 'return-plan',
  read: FieldReader,
  context: Context,
): IssueAct {
  switch (type) {
    case 'plan':
      return { type, ...planOf(read, context.measureRows) }
    case 'replan':
      return { type, ...replanOf(read, context) }
    case 'approve-plan':
      return { type, ...approvalOf(read) }
    case 'return-plan':
      return { type, reason: read.text('reason') }
    default:
      return type satisfies never
  }
}

/** A row of an open measure is that measure, whatever it says now; the others are new ones. */
function replanOf(read: FieldReader, context: Context): Omit<ReplanAct, 'type'> {
  const open = (context.issue?.plan?.measures ?? []).map(({ no }) => no)
  const rows = replanRows(context).map((no) => ({ no: open.includes(no) ? no : null, row: measureAt(read, no) }))
  return {
    reason: read.text('reason'),
    measures: rows.flatMap(({ no, row }) => (row ? [{ no, ...row }] : [])),
    disposition: read.text('disposition') as Disposition,
    first: Number(read.text('first')),
    responsible: Number(read.text('responsible')),
    caseNumber: read.optional('caseNumber'),
    court: read.optional('court'),
    courtDate: read.day('courtDate'),
    outcome: read.optional('outcome'),
  }
}

/** The deadline after a legal way, where the form asks for one. */
function approvalOf(read: FieldReader): { deadline?: Day } {
  const deadline = read.day('deadline')
  return deadline ? { deadline } : {}
}
