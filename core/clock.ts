import type { Day } from './day.ts'
import type { Issue, Status } from './issue.ts'

const running: readonly Status[] = ['planning', 'plan_review', 'rectifying']

/** The date the unit's work runs against, or null while none does (domain: rule 7). */
export function runningDeadline(issue: Pick<Issue, 'status' | 'deadline' | 'suspended'>): Day | null {
  return running.includes(issue.status) && !issue.suspended ? issue.deadline : null
}

/** Overdue = planning … rectifying and past the deadline; submitting stops it, a legal way suspends it. */
export function isOverdue(issue: Pick<Issue, 'status' | 'deadline' | 'suspended'>, today: Day): boolean {
  const deadline = runningDeadline(issue)
  return deadline !== null && deadline < today
}

/**
 * In time = the submission that led to 销号 came by the deadline, or the clock stood still before it ran out. Of one
 * submitted before the ledger was taken on nobody knows the day: that counts against nobody.
 */
export function isInTime(issue: Pick<Issue, 'submittedOn' | 'deadline' | 'suspended'>): boolean {
  const { submittedOn, deadline, suspended } = issue
  const stopped = suspended?.since ?? submittedOn
  return stopped === null || (deadline !== null && stopped <= deadline)
}
