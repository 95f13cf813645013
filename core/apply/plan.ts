import { dayOf, type Day } from '../calendar/day.ts'
import type { EventOf as Of } from '../event.ts'
import type { Happened, Issue, Measure, Plan } from '../issue.ts'

type Planning = 'planned' | 'plan-approved' | 'plan-returned' | 'replanned'

/** What becomes of a plan, and of the clock with it. */
export function planning(issue: Issue, event: Of<Planning>, { at, by }: Happened): Partial<Issue> {
  switch (event.type) {
    case 'planned':
      return event.inForceOn
        ? inForce(issue, event.plan, event.inForceOn)
        : { status: 'plan_review', proposal: event.plan, reason: null }
    case 'replanned':
      return {
        proposal: event.plan,
        replan: { reason: event.reason, outcome: event.outcome, on: dayOf(at), by },
        reason: null,
      }
    case 'plan-approved':
      return approved(issue, event)
    case 'plan-returned':
      // The old plan is in force: nothing of it has changed.
      return issue.status === 'rectifying'
        ? { proposal: null, replan: null, reason: event.reason }
        : { status: 'planning', reason: event.reason }
    default:
      return event satisfies never
  }
}

function approved(issue: Issue, { on, resumed }: Of<'plan-approved'>): Partial<Issue> {
  const { proposal, plan, status } = issue
  if (!proposal) return {}
  const next = status === 'rectifying' && plan ? carriedOver(plan, proposal) : proposal
  return { ...inForce(issue, next, on), ...(resumed ? { deadline: resumed.deadline } : {}) }
}

/** What is done stays done, also what was done while the new plan waited; the numbers are the old ones. */
function carriedOver(old: Plan, next: Plan): Plan {
  const finished = old.measures.filter(({ state }) => state !== 'open')
  const others = next.measures.filter(({ no }) => !finished.some((measure) => measure.no === no))
  return { ...next, measures: [...finished, ...others].sort(byNumber) }
}

function byNumber(a: Measure, b: Measure): number {
  return a.no - b.no
}

/**
 * A plan comes into force; the legal way stops the clock from that day (domain: rule 7), where it stands still already
 * since the day it stopped. A request for more time has nothing left to ask for then.
 */
function inForce(issue: Issue, plan: Plan, on: Day): Partial<Issue> {
  const legal = plan.disposition === 'legal'
  return {
    status: 'rectifying',
    plan,
    proposal: null,
    replan: null,
    suspended: legal ? { since: on, ...issue.suspended, courtDate: plan.courtDate } : null,
    reason: null,
    ...(legal ? { extension: null } : {}),
    ...(plan.caseNumber ? { caseNumber: plan.caseNumber } : {}),
  }
}

/** A deadline set while the clock stands still is not moved by the days before it was set. */
export function pausedFrom(before: Issue, after: Issue, { at }: Happened): Pick<Issue, 'suspended'> | null {
  const { suspended } = after
  if (!suspended || !before.suspended || before.deadline === after.deadline) return null
  return { suspended: { ...suspended, from: dayOf(at) } }
}
