import type { IssueAct } from '../command.ts'
import type { FieldReader } from '../read-field.ts'
import type { TakingForm } from './taking.ts'

export function takingActOf(type: TakingForm, read: FieldReader): Extract<IssueAct, { type: TakingForm }> {
  switch (type) {
    case 'decline':
      return { type, reason: read.text('reason') }
    case 'reassign':
      return {
        type,
        unit: Number(read.text('unit')),
        signoffDue: read.mustDay('signoffDue'),
        planDue: read.mustDay('planDue'),
        reason: read.text('reason'),
      }
    default:
      return type satisfies never
  }
}
