import { changedAfter, isAfterEvent, takenOnAs, withConsequences, type AfterEvent } from './apply/after.ts'
import { assigned, changedTaking, isTakingEvent, type TakingEvent } from './apply/taking.ts'
import { pausedFrom, planning } from './apply/plan.ts'
import { asked, corrected, isVerifyingEvent, progressed, verifying, type VerifyingEvent } from './apply/work.ts'
import { consentNeeded } from './issue/consent.ts'
import { dayOf } from './calendar/day.ts'
import type { EventOf as Of, IssueEvent } from './event.ts'
import { handing, type HandingEvent } from './handovers/handing.ts'
import { takenOver } from './issue/instalment.ts'
import { openStatuses, type Happened, type Issue } from './issue.ts'

/**
 * One event onto an issue; folding all of them from null gives the ledger's row.
 * Throws only where the log itself is broken (a first event that brings no issue).
 */
export function apply(issue: Issue | null, happened: Happened): Issue {
  const { event } = happened
  if (event.type === 'reported') return reported(event, happened)
  if (event.type === 'imported') return imported(event, happened)
  if (!issue) throw new Error(`event ${event.type} without a report before it`)
  const change = 'handover' in event ? handing(issue, event) : changes(issue, event, happened)
  const next = { ...issue, ...withConsequences(issue, happened, change), version: happened.seq }
  const changed = atRest(issue, { ...next, ...pausedFrom(issue, next, happened) })
  return rewrites.includes(event.type) || movesState(issue, changed)
    ? { ...changed, stateVersion: issue.stateVersion + 1 }
    : changed
}

/**
 * What is done with is nobody's to hand over any more; what the office puts aside by itself needs no consent. Once
 * assigned, or of another category, a lead is no more with the lead unit that should assign it.
 */
function atRest({ category }: Issue, issue: Issue): Issue {
  const handovers = openStatuses.includes(issue.status) || issue.handovers.length === 0 ? issue.handovers : []
  const dismissal = consentNeeded.includes(issue.status) ? issue.dismissal : null
  const referred = issue.status === 'reported' && issue.category === category ? issue.referred : null
  const same = handovers === issue.handovers && dismissal === issue.dismissal && referred === issue.referred
  return same ? issue : { ...issue, handovers, dismissal, referred }
}

/** A form opened before one of these would put back what they changed. */
const rewrites: readonly IssueEvent['type'][] = ['supplemented', 'corrected']

/** What else two people can collide on: state, unit, dates, plan, who verifies. */
function movesState(before: Issue, after: Issue): boolean {
  return (
    before.status !== after.status ||
    before.unit !== after.unit ||
    before.deadline !== after.deadline ||
    before.planDue !== after.planDue ||
    before.signoffDue !== after.signoffDue ||
    before.proposal !== after.proposal ||
    before.extension !== after.extension ||
    before.delegate !== after.delegate ||
    before.referred !== after.referred ||
    before.asked !== after.asked ||
    before.stage !== after.stage
  )
}

const blank = {
  status: 'reported',
  declinedBy: [],
  former: [],
  referred: null,
  asked: null,
  confirmed: null,
  settled: 0,
  instalments: [],
  signoffDue: null,
  planDue: null,
  deadline: null,
  firstDeadline: null,
  extension: null,
  extensions: 0,
  dismissal: null,
  plan: null,
  proposal: null,
  replan: null,
  suspended: null,
  latest: null,
  evidence: [],
  handlers: [],
  submittedOn: null,
  stage: 'office',
  delegate: null,
  handovers: [],
  heir: null,
  verifiedBy: null,
  verifications: [],
  callBacks: [],
  mergedInto: null,
  absorbed: [],
  followers: [],
  links: [],
  closed: null,
  ending: null,
  flags: [],
  assignment: null,
  appeal: null,
  reopenings: 0,
  reason: null,
  stateVersion: 1,
} as const

function reported(event: Of<'reported'>, { at, by, seq }: Happened): Issue {
  if (by === null) throw new Error(`issue ${event.serial} reported by nobody`)
  const { serial, campaign, began, source, selfChecked, unit, onBehalfOf, particulars, deadline } = event
  return {
    ...blank,
    ...particulars,
    serial,
    campaign,
    began: began ?? dayOf(at),
    source,
    selfChecked,
    unit,
    reporter: by,
    heir: onBehalfOf ?? null,
    reportedAt: at,
    proposedDeadline: deadline,
    version: seq,
  }
}

type Kept = Omit<Issue, keyof typeof blank | 'began'> & Partial<Issue>

/**
 * An issue kept before one of its fields was there: no event of its own can have touched the field, so it stands as
 * it does in the beginning.
 */
export function withNewFields(kept: Kept): Issue {
  return { ...blank, began: dayOf(kept.reportedAt), ...kept }
}

/** Whoever enters that a unit has paid or applied for 销号 has entered its progress, in a sheet as in a form. */
function imported(event: Of<'imported'>, { at, by, seq }: Happened): Issue {
  const { particulars, suspendedSince, progress, type: _, file: _file, row: _row, ...own } = event
  const worked = event.settled > 0 || progress !== null || event.plan?.measures.some(({ state }) => state !== 'open')
  return {
    ...blank,
    ...particulars,
    ...own,
    firstDeadline: event.deadline,
    assignment: takenOnAs(event, by),
    instalments: takenOver(event.settled, { at, by }),
    suspended: suspendedSince === null ? null : { since: suspendedSince, courtDate: null },
    latest: progress === null ? null : { text: progress, at, percent: null },
    handlers: by !== null && (worked || event.status === 'verifying') ? [by] : [],
    reporter: by,
    reportedAt: at,
    version: seq,
  }
}

function changes(
  issue: Issue,
  event: Exclude<IssueEvent, Of<'reported' | 'imported'> | HandingEvent>,
  happened: Happened,
): Partial<Issue> {
  if (isAfterEvent(event)) return changedAfter(issue, event, happened)
  if (isTakingEvent(event)) return changedTaking(issue, event, happened)
  if (isVerifyingEvent(event)) return verifying(issue, event, happened)
  return changesAlong(issue, event, happened)
}

/** The straight path. */
type Along = Exclude<IssueEvent, Of<'reported' | 'imported'> | AfterEvent | TakingEvent | HandingEvent | VerifyingEvent>

function changesAlong(issue: Issue, event: Along, happened: Happened): Partial<Issue> {
  switch (event.type) {
    case 'supplement-asked':
      return { asked: event.question }
    case 'supplemented':
      return { ...event.changed, asked: null }
    case 'confirmed':
      return { ...termsOf(issue, event), status: 'planning' }
    case 'assigned':
      return { ...termsOf(issue, event), ...assigned(event) }
    case 'withdrawn':
      return { status: event.type, reason: event.reason }
    case 'dismissed':
      return { status: event.type, reason: event.reason, extension: null, dismissal: null, referred: null }
    case 'accepted':
      return { status: 'planning' }
    case 'planned':
    case 'replanned':
    case 'plan-approved':
    case 'plan-returned':
      return planning(issue, event, happened)
    case 'progressed':
      return progressed(issue, event, happened)
    case 'extension-asked':
      return { extension: asked(issue, event, happened) }
    case 'extension-granted':
      return { deadline: event.to, extension: null, extensions: issue.extensions + 1 }
    case 'extension-refused':
      return { extension: null }
    case 'evidence-added':
      return { evidence: [...issue.evidence, event.evidence] }
    case 'corrected':
      return corrected(issue, event, happened)
    case 'linked':
      return { links: [...issue.links, event.to] }
    case 'unlinked':
      return { links: issue.links.filter((serial) => serial !== event.from) }
    case 'commented':
    case 'sealed':
      return {}
    case 'passed':
      return { unit: event.unit }
    default:
      return event satisfies never
  }
}

function termsOf(issue: Issue, event: Of<'confirmed'> | Of<'assigned'>): Partial<Issue> {
  const { planDue, deadline, confirmed, category } = event
  return {
    planDue,
    deadline,
    firstDeadline: issue.firstDeadline ?? deadline,
    confirmed,
    category,
    asked: null,
    reason: null,
  }
}
