import type { AfterEvent } from '../core/apply-after.ts'
import { showDay, type Day } from '../core/day.ts'
import { eventText } from '../core/texts.ts'
import { afterTold as told } from './after-texts.ts'

/** What was done to an issue once it was ended, in a sentence or two for those it concerns. */
export function afterTidings(event: AfterEvent, who: string, today: Day): string {
  switch (event.type) {
    case 'reopened':
      return told.reopened(who, event.reason, showDay(event.deadline, today))
    case 'undone':
      return told.undone(who, eventText[event.what], event.reason)
    default:
      return event satisfies never
  }
}
