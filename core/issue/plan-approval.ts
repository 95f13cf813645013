import type { Issue } from '../issue.ts'

/** A new plan (调整方案) waits for an answer, the old one is in force. */
export function hasNewPlan({ status, proposal }: Pick<Issue, 'status' | 'proposal'>): boolean {
  return status === 'rectifying' && proposal !== null
}

/** A plan waits for an answer, the first or a new one. */
export function planWaits(issue: Pick<Issue, 'status' | 'proposal'>): boolean {
  return issue.status === 'plan_review' || hasNewPlan(issue)
}

/** Approving what waits ends a legal way: the clock goes on. */
export function endsPause({ proposal, suspended }: Pick<Issue, 'proposal' | 'suspended'>): boolean {
  return suspended !== null && proposal !== null && proposal.disposition !== 'legal'
}

/** `legal` and `schedule` need the office, so that no unit stops its own clock; so does what touches a stopped one. */
export function needsOffice({ proposal, suspended }: Pick<Issue, 'proposal' | 'suspended'>): boolean {
  return suspended !== null || proposal?.disposition !== 'fulfil'
}
