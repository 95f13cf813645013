import type { AppealSubject } from '../issue/appeal.ts'
import type { IssueAct } from '../command.ts'
import type { FlagKind } from '../issue/flag.ts'
import type { FieldReader } from './read-field.ts'
import type { AfterForm } from './after.ts'

export function afterActOf(type: AfterForm, read: FieldReader): Extract<IssueAct, { type: AfterForm }> {
  switch (type) {
    case 'reopen':
      return { type, reason: read.text('reason'), deadline: read.mustDay('deadline') }
    case 'undo':
      return { type, reason: read.text('reason') }
    case 'flag':
      return { type, kind: read.text('kind') as FlagKind, reason: read.text('reason'), evidence: read.list('evidence') }
    case 'confirm-flag':
    case 'withdraw-flag':
      return { type, kind: read.text('kind') as FlagKind, reason: read.text('reason') }
    case 'appeal': {
      const about = read.text('about') as AppealSubject
      return { type, about, reason: read.text('reason'), evidence: read.list('evidence') }
    }
    case 'decide-appeal':
      return { type, upheld: read.text('ruling') === 'upheld', reason: read.text('reason') }
    default:
      return type satisfies never
  }
}
