import { actsFor } from '../core/actor.ts'
import type { TakingEvent } from '../core/apply/taking.ts'
import { showDay, type Day } from '../core/calendar/day.ts'
import type { EventOf } from '../core/event.ts'
import type { Issue, Serial } from '../core/issue.ts'
import type { Logged } from '../db/history.ts'
import { permit } from '../core/permit.ts'
import type { IssueView } from '../db/issues.ts'
import { namesOf, unitName } from '../db/people.ts'
import type { Reader } from './reader.ts'
import { appealTexts } from './after-texts.ts'
import { dismissalTexts, referralTexts, takingTold as told } from './taking-texts.ts'

type Telling = { readonly who: string; readonly today: Day; readonly issue: Issue; readonly reader: Reader }

/** How an issue came to a unit, and away from it again, in a sentence or two for those it concerns. */
export function takingTidings(event: TakingEvent, { who, today, issue, reader }: Telling): string {
  switch (event.type) {
    case 'referred':
      return referralTexts.referred(who, event.note)
    case 'declined':
      return told.declined(who, event.reason)
    case 'reassigned':
      if (!actsFor(reader.actor, event.unit)) return told.taken(issue.serial)
      return told.reassigned(showDay(event.signoffDue, today), issue.deadline && showDay(issue.deadline, today))
    case 'merged':
      return told.merged(event.into)
    case 'dismissal-asked':
      return told.dismissalAsked(who, event.reason)
    case 'dismissal-refused':
      return told.dismissalRefused(who, event.reason)
    case 'absorbed':
    case 'parted':
      return told.changed(who)
    default:
      return event satisfies never
  }
}

/** 交办 by a lead unit: to its unit as to whoever left it to the lead unit. */
export function assignedByLead(event: EventOf<'assigned'>, { who, today, reader }: Telling): string {
  if (!actsFor(reader.actor, event.unit)) return referralTexts.assigned(who, unitName(reader.db, event.unit))
  return referralTexts.assignedToUnit(showDay(event.signoffDue, today), showDay(event.deadline, today))
}

/** What the unit an issue was taken from may still know: that it has it no more. null for anything else. */
export function farewell({ actor }: Reader, serial: Serial, { event }: Logged): string | null {
  if (event.type === 'reassigned') return actsFor(actor, event.from) ? told.taken(serial) : null
  const over = event.type === 'appeal-decided' && event.upheld && event.about === 'assignment'
  return over && actsFor(actor, event.unit) ? appealTexts.given(serial, event.reason) : null
}

/** 提请不予列入: what the office has to read before it decides. */
export function dismissalToDecide({ db }: Reader, { dismissal }: Issue): string[] {
  if (!dismissal) return []
  return [dismissalTexts.reason(namesOf(db, [dismissal.by]).get(dismissal.by) ?? '', dismissal.reason)]
}

/** What comes next for somebody of the office while 提请不予列入 waits. */
export function dismissalNext({ actor }: Reader, { issue, facts }: IssueView): string {
  return permit('dismiss', issue, actor, facts) === null ? dismissalTexts.decides : dismissalTexts.others
}
