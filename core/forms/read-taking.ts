import type { IssueAct } from '../command.ts'
import type { FieldReader } from './read-field.ts'
import { serialIn } from '../issue/serial.ts'
import type { TakingForm } from './taking.ts'

type Taking = Extract<IssueAct, { type: TakingForm }>

/** `code`: of the campaign in which a number alone names an issue. */
export function takingActOf(type: TakingForm, read: FieldReader, code: string): Taking {
  switch (type) {
    case 'refer':
      return { type, note: read.optional('note') }
    case 'decline':
    case 'dismiss':
    case 'ask-dismissal':
    case 'refuse-dismissal':
      return { type, reason: read.text('reason') }
    case 'reassign':
      return {
        type,
        unit: Number(read.text('unit')),
        signoffDue: read.mustDay('signoffDue'),
        planDue: read.mustDay('planDue'),
        reason: read.text('reason'),
      }
    case 'merge':
      return { type, into: serialIn(read.text('into'), code) }
    default:
      return type satisfies never
  }
}
