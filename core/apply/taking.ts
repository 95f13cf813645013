import type { Day } from '../calendar/day.ts'
import type { EventOf as Of, EventType, IssueEvent } from '../event.ts'
import type { Happened, Issue } from '../issue.ts'

/** How an issue comes to a unit, and away from it again. */
const takingEvents = [
  ...(['referred', 'declined', 'reassigned', 'merged', 'absorbed', 'parted'] as const),
  ...(['dismissal-asked', 'dismissal-refused'] as const),
] as const satisfies readonly EventType[]
export type TakingEvent = Of<(typeof takingEvents)[number]>

export function isTakingEvent(event: IssueEvent): event is TakingEvent {
  return takingEvents.some((type) => type === event.type)
}

export function changedTaking(issue: Issue, event: TakingEvent, { by }: Happened): Partial<Issue> {
  switch (event.type) {
    case 'referred':
      return { referred: event.unit }
    case 'declined':
      return declined(issue, event)
    case 'reassigned':
      return reassigned(issue, event)
    case 'merged':
      return { status: 'merged', mergedInto: event.into, extension: null, dismissal: null, referred: null }
    case 'absorbed':
      return absorbed(issue, event)
    case 'dismissal-asked':
      return { dismissal: proposed(issue, event, by) }
    case 'dismissal-refused':
      return { dismissal: null }
    case 'parted':
      // Followers and handlers stay like the evidence: they have read it or worked on it, and the bar must not lift by a detour.
      return { absorbed: issue.absorbed.filter((serial) => serial !== event.from) }
    default:
      return event satisfies never
  }
}

export function assigned({ unit, signoffDue, selfChecked }: Of<'assigned'>): Partial<Issue> {
  return { status: 'assigned', unit, signoffDue, ...(selfChecked === undefined ? {} : { selfChecked }) }
}

/** It is the office's again, with no date running; the deadline first set stays on record. */
function declined(issue: Issue, { unit, reason }: Of<'declined'>): Partial<Issue> {
  return {
    status: 'reported',
    declinedBy: [...issue.declinedBy, unit],
    signoffDue: null,
    planDue: null,
    deadline: null,
    reason,
  }
}

function reassigned(issue: Issue, event: Of<'reassigned'>): Partial<Issue> {
  const { unit, selfChecked, signoffDue, planDue, on } = event
  return { ...takenFrom(issue, on), status: 'assigned', unit, selfChecked, signoffDue, planDue }
}

/**
 * Taken from its unit (转办, or an appeal against 交办 upheld): money and everybody who had a hand in it stay (domain:
 * rule 3). What the unit had under way falls away: its plan, kept on record, what it asked for, its application,
 * whoever was named to look at it.
 */
export function takenFrom({ unit, status, plan, former }: Issue, until: Day): Partial<Issue> {
  return {
    former: [...former, { unit, until, status, plan }],
    ...{ signoffDue: null, planDue: null, plan: null, proposal: null, replan: null, suspended: null },
    ...{ extension: null, submittedOn: null, stage: 'office', verifiedBy: null, delegate: null },
    ...{ asked: null, reason: null },
  }
}

function proposed({ serial }: Issue, { reason, on }: Of<'dismissal-asked'>, by: Happened['by']): Issue['dismissal'] {
  if (by === null) throw new Error(`not listing ${serial} proposed by nobody`)
  return { reason, on, by }
}

/** Whoever had a hand in the merged one's progress had it in this one's, which its evidence now proves. */
function absorbed(issue: Issue, { from, evidence, followers, handlers }: Of<'absorbed'>): Partial<Issue> {
  return {
    absorbed: [...issue.absorbed, from],
    evidence: [...issue.evidence, ...evidence],
    followers: [...new Set([...issue.followers, ...followers])],
    handlers: [...new Set([...issue.handlers, ...handlers])],
  }
}
