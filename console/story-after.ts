import type { AfterEvent } from '../core/apply-after.ts'
import { eventText } from '../core/texts.ts'
import type { Told } from './story.ts'

/** What was done to an issue once it was ended, as its history tells it. */
export function afterTold(event: AfterEvent): Told {
  switch (event.type) {
    case 'reopened': {
      const { deadline, before, reason } = event
      return { text: reason, facts: [{ label: '完成时限', text: deadline, ...(before === null ? {} : { before }) }] }
    }
    case 'undone':
      return { text: event.reason, facts: [{ label: '撤销的办理', text: eventText[event.what] }] }
    default:
      return event satisfies never
  }
}
