import { flagStateText, flagText, subjectText } from '../core/after-texts.ts'
import type { AfterEvent } from '../core/apply/after.ts'
import { showDay, type Day } from '../core/calendar/day.ts'
import { flagsFor } from '../core/issue/flag.ts'
import type { Issue } from '../core/issue.ts'
import { permit } from '../core/permit.ts'
import { eventText } from '../core/texts.ts'
import type { IssueView } from '../db/issues.ts'
import { afterTold as told, appealTexts, flagLabel, reopenedTexts } from './after-texts.ts'
import type { Reader } from './reader.ts'

/** What was done to an issue afterwards, in a sentence or two for those it concerns. */
export function afterTidings(event: AfterEvent, who: string, today: Day): string {
  switch (event.type) {
    case 'reopened':
      return told.reopened(who, event.reason, showDay(event.deadline, today))
    case 'undone':
      return told.undone(who, eventText[event.what], event.reason)
    case 'flagged':
      return told.flagged(who, flagText[event.kind], event.reason)
    case 'flag-confirmed':
      return told.flagConfirmed(who, flagText[event.kind], event.reason)
    case 'flag-withdrawn':
      return told[event.confirmed ? 'flagWithdrawn' : 'suspicionWithdrawn'](who, flagText[event.kind], event.reason)
    case 'appealed':
      return told.appealed(who, subjectText(event.about), event.reason)
    case 'appeal-decided':
      return told[event.upheld ? 'upheld' : 'rejected'](who, subjectText(event.about), event.reason)
    default:
      return event satisfies never
  }
}

type Labelled = { readonly label: string; readonly value: string }

/** 重新挂账, 标记 and 异议 on a card, as far as its reader may know. */
export function afterFieldsOf({ actor }: Reader, issue: Issue): Labelled[] {
  const { reopenings, appeal } = issue
  const flags = flagsFor(actor, issue)
  return [
    ...(reopenings > 0 ? [{ label: reopenedTexts.label, value: reopenedTexts.times(reopenings) }] : []),
    ...(flags.length > 0 ? [{ label: flagLabel, value: flags.map(flagStateText).join('、') }] : []),
    ...(appeal ? [{ label: appealTexts.label, value: appealTexts.waits(subjectText(appeal.about)) }] : []),
  ]
}

/** What whoever answers an appeal has to read first; nothing for anybody else. */
export function appealToAnswer({ actor }: Reader, { issue, facts }: IssueView): string[] {
  const { appeal } = issue
  if (!appeal || permit('decide-appeal', issue, actor, facts) !== null) return []
  return [appealTexts.reason(subjectText(appeal.about), appeal.reason), appealTexts.answer]
}
