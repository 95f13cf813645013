import { unsubmitted } from './apply-work.ts'
import type { EventOf as Of, EventType, IssueEvent } from './event.ts'
import { endings, type Ending, type Happened, type Issue } from './issue.ts'

/** What can still happen to an issue once it was ended. */
const afterEvents = ['reopened', 'undone'] as const satisfies readonly EventType[]
export type AfterEvent = Of<(typeof afterEvents)[number]>

export function isAfterEvent(event: IssueEvent): event is AfterEvent {
  return afterEvents.some((type) => type === event.type)
}

export function changedAfter(issue: Issue, event: AfterEvent): Partial<Issue> {
  switch (event.type) {
    case 'reopened':
      return reopened(issue, event)
    case 'undone':
      return { ...issue.ending?.was, ending: null }
    default:
      return event satisfies never
  }
}

function isEnding(type: EventType): type is Ending['what'] {
  return endings.some((ending) => ending === type)
}

/** What an event that ends an issue changes is kept as it was, so that 撤销 puts back exactly that and nothing later. */
export function withEnding(issue: Issue, { event, by }: Happened, changed: Partial<Issue>): Partial<Issue> {
  if (!isEnding(event.type)) return changed
  const kept = Object.keys(changed).map((name) => [name, issue[name as keyof Issue]])
  return { ...changed, ending: { what: event.type, by, was: Object.fromEntries(kept) as Partial<Issue> } }
}

/**
 * 重新挂账: the unit works on it again and against the new deadline, before a court or not. What was done stays done,
 * what was waived with the application is asked for again, the verification stays on record.
 */
function reopened(issue: Issue, { reason, deadline }: Of<'reopened'>): Partial<Issue> {
  return {
    status: 'rectifying',
    reason,
    deadline,
    firstDeadline: issue.firstDeadline ?? deadline,
    suspended: null,
    closed: null,
    ending: null,
    reopenings: issue.reopenings + 1,
    ...unsubmitted(issue),
  }
}
