import type { IssueAct } from '../command.ts'
import type { FieldReader } from '../read-field.ts'
import type { AfterForm } from './after.ts'

export function afterActOf(type: AfterForm, read: FieldReader): Extract<IssueAct, { type: AfterForm }> {
  switch (type) {
    case 'reopen':
      return { type, reason: read.text('reason'), deadline: read.mustDay('deadline') }
    case 'undo':
      return { type, reason: read.text('reason') }
    default:
      return type satisfies never
  }
}
