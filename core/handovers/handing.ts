import { actsFor, type Person, type PersonId } from '../actor.ts'
import type { EventOf as Of } from '../event.ts'
import { openStatuses, type Issue, type Plan } from '../issue.ts'
import { fitToVerify } from '../separation.ts'

/*
 * 交接 as far as one issue knows of it (domain: rule 3): who answers for it changes once the successor has signed;
 * deadline, level and history stay. Until then both are responsible.
 */

/** What an issue may name a person as: in its plan, as whoever reported it, or to verify it (委托核查). */
export const handedRoles = ['first', 'responsible', 'reporter', 'delegate'] as const
export type HandedRole = (typeof handedRoles)[number]

/** Whoever answers for the report: its reporter, unless they took it down for somebody (代录) or handed it over. */
export function reporterOf({ heir, reporter }: Pick<Issue, 'heir' | 'reporter'>): PersonId | null {
  return heir ?? reporter
}

/** Everybody an issue names, in whatever role, its plan in force or not. */
export function namedIn(issue: Issue): PersonId[] {
  const plans = [issue.plan, issue.proposal].filter((plan) => plan !== null)
  const named = [...plans.flatMap(({ first, responsible }) => [first, responsible]), reporterOf(issue), issue.delegate]
  return [...new Set(named.filter((person) => person !== null))]
}

/** What an open issue names a person as; nothing where it is done with. A lead is nobody's of the unit to hand over. */
export function rolesIn(issue: Issue, person: PersonId): HandedRole[] {
  if (!openStatuses.includes(issue.status)) return []
  const plans = [issue.plan, issue.proposal].filter((plan) => plan !== null)
  const named: Readonly<Record<HandedRole, boolean>> = {
    first: plans.some(({ first }) => first === person),
    responsible: plans.some(({ responsible }) => responsible === person),
    reporter: issue.selfChecked && reporterOf(issue) === person,
    delegate: issue.delegate === person,
  }
  return handedRoles.filter((role) => named[role])
}

/** What of it may pass to this person: a unit's work to those who act for it, verifying to whoever is fit for it. */
export function passingTo(issue: Issue, from: PersonId, successor: Person): HandedRole[] {
  return rolesIn(issue, from).filter((role) =>
    role === 'delegate' ? fitToVerify(issue, successor) : actsFor(successor, issue.unit),
  )
}

/** A person an issue names, and whoever is taking it over from them. */
export function withSuccessors({ handovers }: Issue, person: PersonId): PersonId[] {
  return [person, ...handovers.filter(({ from }) => from === person).map(({ to }) => to)]
}

export type HandingEvent = Of<'handed-over' | 'handover-signed' | 'handover-ended'>

/** What handing over changes about an issue. */
export function handing(issue: Issue, event: HandingEvent): Partial<Issue> {
  const { handover, from, to } = event
  const others = issue.handovers.filter((one) => one.handover !== handover)
  if (event.type === 'handed-over') return { handovers: [...others, { handover, from, to }] }
  return { handovers: others, ...(event.type === 'handover-signed' ? takenOver(issue, event) : {}) }
}

function takenOver(issue: Issue, { from, to, roles }: Of<'handover-signed'>): Partial<Issue> {
  const renamed = (plan: Plan | null): Plan | null => {
    if (!plan) return null
    const first = roles.includes('first') && plan.first === from ? to : plan.first
    const responsible = roles.includes('responsible') && plan.responsible === from ? to : plan.responsible
    return { ...plan, first, responsible }
  }
  const inPlan = roles.includes('first') || roles.includes('responsible')
  return {
    ...(inPlan ? { plan: renamed(issue.plan), proposal: renamed(issue.proposal) } : {}),
    ...(roles.includes('reporter') ? { heir: to } : {}),
    ...(roles.includes('delegate') ? { delegate: to } : {}),
  }
}
