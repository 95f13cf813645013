import { actsFor, holds, isOffice } from './actor.ts'
import { isVerifyingEvent, type VerifyingEvent } from './apply/work.ts'
import type { Actor, Person, PersonId, Role } from './actor.ts'
import { mayAnswer } from './issue/appeal.ts'
import { isAfterEvent, type AfterEvent } from './apply/after.ts'
import { isTakingEvent, type TakingEvent } from './apply/taking.ts'
import type { EventOf, IssueEvent } from './event.ts'
import type { Facts } from './facts.ts'
import { maySuspect, type FlagKind } from './issue/flag.ts'
import { reporterOf, withSuccessors } from './handovers/handing.ts'
import type { Issue, UnitId } from './issue.ts'
import { reviewersElsewhere } from './lead.ts'
import { needsOffice } from './issue/plan-approval.ts'
import { eligibleVerifiers } from './separation.ts'
import { isHiddenLead } from './sight.ts'

/** Tell this person of that event (its place in the decision). What is said is worked out when it is delivered. */
export type Notice = { readonly to: PersonId; readonly event: number }

/** `left`: people with a post in the unit that an act took the issue from. */
export type HearingFacts = Facts & { readonly left?: readonly Person[] }

/** Who hears of a decision beside the one who made it. */
export function noticesOf(issue: Issue, events: readonly IssueEvent[], actor: Actor, facts: HearingFacts): Notice[] {
  const self = actor.kind === 'person' ? actor.id : null
  return events.flatMap((event, index) => {
    const people = new Set(hearers(event, issue, actor, facts))
    return [...people].filter((id) => id !== self).map((to) => ({ to, event: index }))
  })
}

function hearers(event: IssueEvent, issue: Issue, actor: Actor, facts: HearingFacts): PersonId[] {
  if ('handover' in event) return []
  if (isVerifyingEvent(event)) return hearingVerification(event, issue, facts)
  const forUnit = actor.kind === 'person' && !isOfUnit(actor.id, issue, facts)
  if (isTakingEvent(event)) return hearersOfTaking(event, issue, facts)
  if (isAfterEvent(event)) return hearersAfter(event, issue, facts)
  switch (event.type) {
    case 'reported':
      return [...officers(facts), ...(forUnit ? answering(issue, facts) : []), ...told(event)]
    case 'supplemented':
    case 'withdrawn':
      return officers(facts)
    case 'planned':
    case 'replanned':
      return event.type === 'planned' && !event.review ? [] : approvers(issue, facts)
    case 'supplement-asked':
      return reporting(issue, facts)
    case 'dismissed':
      return [...reporting(issue, facts), ...answering(issue, facts)]
    case 'confirmed':
    case 'plan-approved':
    case 'plan-returned':
      return concerned(issue, facts)
    case 'assigned':
      return [...withRoles(issue, facts, ['contact', 'responsible', 'first']), ...referring(actor, facts)]
    case 'extension-asked':
      return [...officers(facts), ...delegate(issue), ...(event.beyond ? directors(facts) : [])]
    case 'extension-granted':
    case 'extension-refused':
      return [...(isOfUnit(event.applicant, issue, facts) ? [event.applicant] : []), ...answering(issue, facts)]
    case 'progressed':
      return forUnit ? answering(issue, facts) : []
    case 'corrected':
      return issue.deadline === null ? reporting(issue, facts) : answering(issue, facts)
    case 'commented':
      return commented(issue, actor, facts)
    case 'accepted':
    case 'evidence-added':
    case 'linked':
    case 'unlinked':
    case 'sealed':
    case 'imported': // hundreds at once, and nothing in them is news to anybody
    case 'passed': // whoever takes over hears of it once, not an issue at a time
      return []
    default:
      return event satisfies never
  }
}

/** Whoever it was written down for. */
function told({ onBehalfOf }: EventOf<'reported'>): PersonId[] {
  return onBehalfOf === undefined ? [] : [onBehalfOf]
}

/** Who hears what becomes of an application for 销号. */
function hearingVerification(event: VerifyingEvent, issue: Issue, facts: Facts): PersonId[] {
  switch (event.type) {
    case 'submission-withdrawn':
      return officers(facts)
    case 'submitted':
      return issue.stage === 'lead' ? reviewers(facts) : verifiers(issue, facts)
    case 'reviewed':
    case 'verified':
    case 'denial-overruled':
      return verifiers(issue, facts)
    case 'called-back':
      // Only the director can hold it to be refuted; who asked knows the answer.
      return event.outcome === 'denied' ? directors(facts) : []
    case 'closed':
      return [...reporting(issue, facts), ...answering(issue, facts)]
    case 'review-returned':
    case 'sent-back':
      return concerned(issue, facts)
    case 'verifier-named':
      return [event.person]
    default:
      return event satisfies never
  }
}

/** Of a suspicion those hear who may confirm it; the unit hears of what is confirmed (see flag.ts). */
function hearersAfter(event: AfterEvent, issue: Issue, facts: Facts): PersonId[] {
  switch (event.type) {
    case 'reopened':
      return concerned(issue, facts)
    case 'undone':
      return [...reporting(issue, facts), ...answering(issue, facts), ...awaited(issue, facts)]
    case 'flagged':
      return suspecting(event.kind, issue, facts)
    case 'flag-confirmed':
      return accused(issue, facts)
    case 'flag-withdrawn':
      return event.confirmed ? accused(issue, facts) : []
    case 'appealed':
      return ids(
        preferring(
          'officer',
          facts.office.filter((person) => mayAnswer(person, issue, facts.office)),
        ),
      )
    case 'appeal-decided':
      return answered(event, issue, facts)
    default:
      return event satisfies never
  }
}

/** Those who work on it; of what the unit itself brought up also whoever did. */
function concerned(issue: Issue, facts: Facts): PersonId[] {
  return [...(issue.selfChecked ? reporting(issue, facts) : []), ...answering(issue, facts)]
}

function suspecting(kind: FlagKind, issue: Issue, { office }: Facts): PersonId[] {
  const flag = issue.flags.find((known) => known.kind === kind)
  return ids(
    preferring(
      'director',
      office.filter((person) => isOffice(person) && maySuspect(person, issue) && person.id !== flag?.by),
    ),
  )
}

/** The unit hears what was answered, also where it has nothing more to do with the issue from now on. */
function answered({ applicant }: EventOf<'appeal-decided'>, issue: Issue, facts: Facts): PersonId[] {
  const asked = isOfUnit(applicant, issue, facts) ? [applicant] : []
  return [...asked, ...answering(issue, facts), ...withRoles(issue, facts, ['contact', 'first'])]
}

/** Whoever works on it, and the head of the unit. */
function accused(issue: Issue, facts: Facts): PersonId[] {
  return isHiddenLead(issue) ? [] : [...answering(issue, facts), ...withRoles(issue, facts, ['first'])]
}

/** Those of a role; where there is none, all of them. */
function preferring(role: Role, people: readonly Person[]): readonly Person[] {
  const held = people.filter((person) => holds(person, role))
  return held.length > 0 ? held : people
}

function ids(people: readonly Person[]): PersonId[] {
  return people.map(({ id }) => id)
}

/** Whoever has the next step again, once what ended the issue was taken back. */
function awaited(issue: Issue, facts: Facts): PersonId[] {
  if (issue.dismissal) return deciding(facts)
  if (issue.status === 'verifying') return issue.stage === 'lead' ? reviewers(facts) : verifiers(issue, facts)
  return issue.status === 'reported' || issue.status === 'plan_review' ? officers(facts) : []
}

function hearersOfTaking(event: TakingEvent, issue: Issue, facts: HearingFacts): PersonId[] {
  switch (event.type) {
    case 'referred':
      return ids(reviewersElsewhere(issue, facts.lead))
    case 'declined':
      return officers(facts)
    case 'reassigned':
      return [...withRoles(issue, facts, ['contact', 'responsible', 'first']), ...leaving(event.from, facts)]
    case 'merged':
      return [...reporting(issue, facts), ...answering(issue, facts)]
    case 'dismissal-asked':
      return deciding(facts)
    case 'dismissal-refused':
      return [event.proposer]
    case 'absorbed':
    case 'parted':
      return []
    default:
      return event satisfies never
  }
}

/** The unit hears the office, the office hears the unit; what anybody else says (批示) both hear. */
function commented(issue: Issue, actor: Actor, facts: Facts): PersonId[] {
  if (actor.kind !== 'person') return []
  if (isOfUnit(actor.id, issue, facts)) return officers(facts)
  return [...(isOffice(actor) ? [] : officers(facts)), ...answering(issue, facts)]
}

/**
 * Whoever brought it up. Where the office wrote a unit's own report down, or its reporter has left: those of
 * the unit who work on it.
 */
function reporting(issue: Issue, facts: Facts): PersonId[] {
  const reporter = reporterOf(issue)
  const own = !issue.selfChecked || (reporter !== null && isOfUnit(reporter, issue, facts))
  const people = own && reporter !== null ? withSuccessors(issue, reporter) : answering(issue, facts)
  return [...people, ...issue.followers]
}

/** Whoever works on the issue: named in the plan, with those who are taking it over from them, else the unit's contacts and responsible persons. */
function answering(issue: Issue, facts: Facts): PersonId[] {
  if (isHiddenLead(issue)) return []
  const plan = issue.plan ?? issue.proposal
  const named = (plan ? [plan.responsible, plan.first] : [])
    .flatMap((id) => withSuccessors(issue, id))
    .filter((id) => isOfUnit(id, issue, facts))
  if (named.length > 0) return named
  const workers = withRoles(issue, facts, ['contact', 'responsible'])
  return workers.length > 0 ? workers : withRoles(issue, facts, ['first'])
}

/** The office hears what a lead unit made of what it was left to assign. */
function referring(actor: Actor, facts: Facts): PersonId[] {
  return actor.kind === 'person' && !isOffice(actor) ? officers(facts) : []
}

/** Those who worked on it for the unit it was taken from. */
function leaving(unit: UnitId, { left = [] }: HearingFacts): PersonId[] {
  return left.filter((person) => actsFor(person, unit)).map(({ id }) => id)
}

/** Whoever may approve the plan that waits. */
function approvers(issue: Issue, facts: Facts): PersonId[] {
  const able = needsOffice(issue) ? [] : reviewersElsewhere(issue, facts.lead)
  return [...officers(facts), ...delegate(issue), ...ids(able)]
}

function delegate(issue: Issue): PersonId[] {
  return issue.delegate === null ? [] : withSuccessors(issue, issue.delegate)
}

/**
 * Those who can verify it, officers before the director. Where nobody of the office can, whoever names somebody of
 * another unit for it.
 */
function verifiers(issue: Issue, facts: Facts): PersonId[] {
  const able = eligibleVerifiers(issue, facts)
  const first = able.filter((person) => holds(person, 'officer'))
  const named = delegate(issue).filter((id) => issue.stage !== 'director' || id !== issue.verifiedBy)
  if (able.length > 0) return [...(first.length > 0 ? first : able).map(({ id }) => id), ...named]
  if (named.length > 0) return named
  const directing = directors(facts)
  return directing.length > 0 ? directing : facts.office.map(({ id }) => id)
}

function reviewers({ lead }: Facts): PersonId[] {
  return (lead?.reviewers ?? []).map(({ id }) => id)
}

function isOfUnit(id: PersonId, { unit }: Issue, { unitPeople }: Facts): boolean {
  return unitPeople.some((person) => person.id === id && actsFor(person, unit))
}

/** With one of these roles in the unit itself: some hold posts in several. */
function withRoles({ unit }: Issue, { unitPeople }: Facts, wanted: readonly Role[]): PersonId[] {
  const fits = ({ posts }: Person) => posts.some((post) => post.unit === unit && wanted.includes(post.role))
  return unitPeople.filter(fits).map((person) => person.id)
}

function directors(facts: Facts): PersonId[] {
  return facts.office.filter((person) => holds(person, 'director')).map((person) => person.id)
}

/** The director; where the office has none, its officers among them. */
function deciding(facts: Facts): PersonId[] {
  const list = directors(facts)
  return list.length > 0 ? list : officers(facts)
}

/** Officers hear; where there is none, the director. */
function officers(facts: Facts): PersonId[] {
  const list = facts.office.filter((person) => holds(person, 'officer'))
  return (list.length > 0 ? list : facts.office.filter(isOffice)).map((person) => person.id)
}
