import type { VerifyingEvent } from '../core/apply/work.ts'
import { showDay, type Day } from '../core/calendar/day.ts'
import { outcomeText } from '../core/texts.ts'
import { told } from './texts.ts'

/**
 * What became of an application for 销号, in a sentence or two for those it concerns. Who answered at the enterprise
 * and what was said there stays in the console.
 */
export function verifyingTidings(event: VerifyingEvent, who: string, today: Day): string {
  switch (event.type) {
    case 'submitted':
      return told.submitted(who, event.stage ?? 'office')
    case 'submission-withdrawn':
      return told.unsubmitted(who)
    case 'reviewed':
      return told.reviewed(who)
    case 'review-returned':
      return told.reviewReturned(event.reason)
    case 'verified':
      return told.verified(who)
    case 'called-back':
      return told.calledBack(who, outcomeText[event.outcome])
    case 'denial-overruled':
      return told.denialOverruled(who)
    case 'closed':
      return told.closed(who, showDay(event.on, today))
    case 'sent-back':
      return told.sentBack(event.reason, showDay(event.deadline, today))
    case 'verifier-named':
      return told.verifierNamed(event.reason)
    default:
      return event satisfies never
  }
}
