import { called } from './call-back.ts'
import type { EventOf as Of, EventType, IssueEvent } from '../event.ts'
import { afterCorrection, afterProgress } from '../issue/instalment.ts'
import type { Happened, Issue, Measure, Plan } from '../issue.ts'

/** What the unit's work on an issue and its verification change about it. */

export function progressed(issue: Issue, event: Of<'progressed'>, happened: Happened): Partial<Issue> {
  const { at, by } = happened
  return {
    latest: { text: event.text, at, percent: event.percent },
    settled: event.settled ?? issue.settled,
    instalments: afterProgress(issue, event, happened),
    plan: issue.plan && markMeasures(issue.plan, event.done, 'done'),
    ...(event.courtDate && issue.suspended ? { suspended: { ...issue.suspended, courtDate: event.courtDate } } : {}),
    handlers: withHandler(issue, by),
  }
}

export function asked({ serial }: Issue, event: Of<'extension-asked'>, { at, by }: Happened): Issue['extension'] {
  if (by === null) throw new Error(`more time for ${serial} asked for by nobody`)
  const { to, reason, on, inTime } = event
  return { to, reason, askedOn: on, askedAt: at, by, inTime }
}

const verifyingEvents = [
  ...(['submitted', 'submission-withdrawn', 'reviewed', 'review-returned', 'verified'] as const),
  ...(['closed', 'sent-back', 'called-back', 'denial-overruled', 'verifier-named'] as const),
] as const satisfies readonly EventType[]
export type VerifyingEvent = Of<(typeof verifyingEvents)[number]>

export function isVerifyingEvent(event: IssueEvent): event is VerifyingEvent {
  return verifyingEvents.some((type) => type === event.type)
}

/** What becomes of an application for 销号. */
export function verifying(issue: Issue, event: VerifyingEvent, happened: Happened): Partial<Issue> {
  switch (event.type) {
    case 'submitted':
      return submitted(issue, event, happened)
    case 'submission-withdrawn':
      return { status: 'rectifying', ...unsubmitted(issue) }
    case 'reviewed':
      return { stage: 'office' }
    case 'review-returned':
      return { status: 'rectifying', reason: event.reason, ...unsubmitted(issue) }
    case 'verified':
      return verified(issue, event, happened)
    case 'closed':
      return closed(issue, event, happened)
    case 'sent-back':
      return sentBack(issue, event)
    case 'called-back':
    case 'denial-overruled':
      return called(issue, event, happened)
    case 'verifier-named':
      return { delegate: event.person }
    default:
      return event satisfies never
  }
}

/** Whoever says it is done needs no more time and no other plan: what was asked for falls away. */
function submitted(issue: Issue, event: Of<'submitted'>, { by }: Happened): Partial<Issue> {
  return {
    status: 'verifying',
    stage: event.stage ?? 'office',
    submittedOn: event.on,
    verifiedBy: null,
    callBacks: issue.callBacks.map((call) => ({ ...call, earlier: true })),
    extension: null,
    proposal: null,
    replan: null,
    plan: issue.plan && markMeasures(issue.plan, event.waived, 'waived'),
    handlers: withHandler(issue, by),
  }
}

function verified(issue: Issue, event: Of<'verified'>, { by }: Happened): Partial<Issue> {
  return { stage: 'director', verifiedBy: by, verifications: [...issue.verifications, event.verification] }
}

function closed(issue: Issue, event: Of<'closed'>, { by }: Happened): Partial<Issue> {
  if (by === null) throw new Error(`issue ${issue.serial} closed by nobody`)
  return {
    status: 'closed',
    closed: { on: event.on, by, inTime: event.inTime },
    dismissal: null,
    verifications: [...issue.verifications, event.verification],
    reason: null,
  }
}

function sentBack(issue: Issue, event: Of<'sent-back'>): Partial<Issue> {
  return {
    status: 'rectifying',
    reason: event.reason,
    deadline: event.deadline,
    ...unsubmitted(issue),
    verifications: [...issue.verifications, event.verification],
  }
}

/** An application that is over takes its waivers with it: the next one gives its reasons anew. */
export function unsubmitted({ plan }: Issue): Partial<Issue> {
  const reopened = (plan?.measures ?? []).filter((measure) => measure.state === 'waived').map((measure) => measure.no)
  return { submittedOn: null, stage: 'office', verifiedBy: null, plan: plan && markMeasures(plan, reopened, 'open') }
}

/**
 * Whoever puts the money paid up has entered progress, whatever the form was called. A deadline moved to the day
 * the unit has asked for, or further, answers the request.
 */
export function corrected(issue: Issue, event: Of<'corrected'>, happened: Happened): Partial<Issue> {
  const { after } = event
  const raised = after.settled !== undefined && after.settled > issue.settled
  const { extension } = issue
  const given = extension !== null && after.deadline !== undefined && after.deadline >= extension.to
  return {
    ...after,
    instalments: afterCorrection(issue, event, happened),
    ...(raised ? { handlers: withHandler(issue, happened.by) } : {}),
    ...(given ? { extension: null } : {}),
  }
}

function markMeasures(plan: Plan, numbers: readonly number[], state: Measure['state']): Plan {
  if (numbers.length === 0) return plan
  return {
    ...plan,
    measures: plan.measures.map((measure) => (numbers.includes(measure.no) ? { ...measure, state } : measure)),
  }
}

function withHandler(issue: Issue, by: Happened['by']): Issue['handlers'] {
  return by === null || issue.handlers.includes(by) ? issue.handlers : [...issue.handlers, by]
}
