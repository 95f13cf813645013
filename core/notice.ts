import { holds, isOffice } from './actor.ts'
import type { Actor, PersonId, Role } from './actor.ts'
import type { IssueEvent } from './event.ts'
import type { Facts } from './facts.ts'
import type { Issue } from './issue.ts'

/** Tell this person of that event (its place in the decision). What is said is worked out when it is delivered. */
export type Notice = { readonly to: PersonId; readonly event: number }

/** Who hears of a decision beside the one who made it. */
export function noticesOf(issue: Issue, events: readonly IssueEvent[], actor: Actor, facts: Facts): Notice[] {
  const self = actor.kind === 'person' ? actor.id : null
  return events.flatMap((event, index) => {
    const people = new Set(hearers(event, issue, actor, facts))
    return [...people].filter((id) => id !== self).map((to) => ({ to, event: index }))
  })
}

function hearers(event: IssueEvent, issue: Issue, actor: Actor, facts: Facts): PersonId[] {
  const byOffice = actor.kind === 'person' && !facts.unitPeople.some((person) => person.id === actor.id)
  switch (event.type) {
    case 'reported':
    case 'supplemented':
    case 'submitted':
    case 'submission-withdrawn':
    case 'withdrawn':
      return officers(facts)
    case 'planned':
      return event.review ? officers(facts) : []
    case 'supplement-asked':
      return [issue.reporter]
    case 'confirmed':
    case 'dismissed':
    case 'plan-approved':
    case 'plan-returned':
    case 'closed':
    case 'sent-back':
      return [issue.reporter, ...answering(issue, facts)].filter((id) => !officers(facts).includes(id))
    case 'assigned':
      return withRoles(facts, 'contact', 'responsible', 'first')
    case 'progressed':
      return byOffice ? answering(issue, facts) : []
    case 'corrected':
      return issue.deadline === null ? [issue.reporter] : answering(issue, facts)
    case 'commented':
      return byOffice ? (issue.firstDeadline || issue.selfChecked ? answering(issue, facts) : []) : officers(facts)
    case 'verifier-named':
      return [event.person]
    case 'accepted':
    case 'evidence-added':
      return []
    default:
      return event satisfies never
  }
}

/** Whoever works on the issue: named in the plan, else the unit's contacts and responsible persons. */
function answering(issue: Issue, facts: Facts): PersonId[] {
  const plan = issue.plan ?? issue.proposal
  if (plan) return [plan.responsible, plan.first]
  const workers = withRoles(facts, 'contact', 'responsible')
  return workers.length > 0 ? workers : withRoles(facts, 'first')
}

function withRoles(facts: Facts, ...wanted: readonly Role[]): PersonId[] {
  return facts.unitPeople.filter((person) => holds(person, ...wanted)).map((person) => person.id)
}

/** Officers hear; where there is none, the director. */
function officers(facts: Facts): PersonId[] {
  const list = facts.office.filter((person) => holds(person, 'officer'))
  return (list.length > 0 ? list : facts.office.filter(isOffice)).map((person) => person.id)
}
