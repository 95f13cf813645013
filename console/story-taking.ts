import type { TakingEvent } from '../core/apply/taking.ts'
import type { StoryNames, Told } from './story.ts'

/** How an issue came to a unit, and away from it again, as its history tells it. */
export function takingTold(event: TakingEvent, names: StoryNames): Told {
  switch (event.type) {
    case 'referred':
      return {
        text: event.note,
        facts: [
          { label: '牵头单位', text: names.unit(event.unit) },
          { label: '问题类别', text: names.category(event.category) },
        ],
      }
    case 'declined':
      return { text: event.reason, facts: [{ label: '退办单位', text: names.unit(event.unit) }] }
    case 'reassigned':
      return { text: event.reason, facts: [moved(event, names), ...datesOf(event)] }
    case 'merged':
      return { facts: [{ label: '并入', text: event.into }] }
    case 'absorbed':
      return { facts: [{ label: '并入的一件', text: event.from }, ...files(event)] }
    case 'dismissal-asked':
      return { text: event.reason }
    case 'dismissal-refused':
      return { text: event.reason, facts: [{ label: '提请人', text: names.person(event.proposer) }] }
    case 'parted':
      return { facts: [{ label: '分出的一件', text: event.from }] }
    default:
      return event satisfies never
  }
}

type Reassigned = Extract<TakingEvent, { type: 'reassigned' }>

function moved({ from, unit }: Reassigned, names: StoryNames) {
  return { label: '责任单位', text: names.unit(unit), before: names.unit(from) }
}

function datesOf({ signoffDue, planDue }: Reassigned) {
  return [
    { label: '签收期限', text: signoffDue },
    { label: '报措施期限', text: planDue },
  ]
}

function files({ evidence }: Extract<TakingEvent, { type: 'absorbed' }>) {
  return evidence.map(({ name }) => ({ label: '转来的材料', text: name }))
}
