import { flagStateText, subjectText } from '../core/after-texts.ts'
import type { AfterEvent } from '../core/apply/after.ts'
import { eventText } from '../core/texts.ts'
import type { StoryFact, Told } from './story.ts'

/** What was done to an issue once it was ended, as its history tells it. */
export function afterTold(event: AfterEvent): Told {
  switch (event.type) {
    case 'reopened': {
      const { deadline, before, reason } = event
      return { text: reason, facts: [{ label: '完成时限', text: deadline, ...(before === null ? {} : { before }) }] }
    }
    case 'undone':
      return { text: event.reason, facts: [{ label: '撤销的办理', text: eventText[event.what] }] }
    case 'flagged':
    case 'flag-confirmed':
    case 'flag-withdrawn':
      return { text: event.reason, facts: flagFacts(event) }
    case 'appealed':
      return { text: event.reason, facts: [{ label: '异议事项', text: subjectText(event.about) }] }
    case 'appeal-decided':
      return { text: event.reason, facts: decidedFacts(event) }
    default:
      return event satisfies never
  }
}

type Of<T extends AfterEvent['type']> = Extract<AfterEvent, { type: T }>

function flagFacts(event: Of<'flagged' | 'flag-confirmed' | 'flag-withdrawn'>): StoryFact[] {
  const confirmed = event.type === 'flag-confirmed' || (event.type === 'flag-withdrawn' && event.confirmed)
  return [{ label: '标记', text: flagStateText({ kind: event.kind, state: confirmed ? 'confirmed' : 'suspected' }) }]
}

function decidedFacts({ about, upheld }: Of<'appeal-decided'>): StoryFact[] {
  return [
    { label: '异议事项', text: subjectText(about) },
    { label: '答复', text: upheld ? '异议成立' : '异议不成立' },
  ]
}
