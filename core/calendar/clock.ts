import type { Day } from './day.ts'
import type { Issue, Status } from '../issue.ts'

const running: readonly Status[] = ['planning', 'plan_review', 'rectifying']

type Clock = Pick<Issue, 'status' | 'deadline' | 'suspended'> & Partial<Pick<Issue, 'former'>>

/**
 * The date the unit's work runs against, or null while none does (domain: rule 7). Once it runs, 转办 doesn't stop it
 * until another unit has signed (rule 3).
 */
export function runningDeadline({ status, deadline, suspended, former = [] }: Clock): Day | null {
  const ranBefore = status === 'assigned' && former.some((one) => one.status !== 'assigned')
  return (running.includes(status) || ranBefore) && !suspended ? deadline : null
}

/** Overdue = planning … rectifying and past the deadline; submitting stops it, a legal way suspends it. */
export function isOverdue(issue: Clock, today: Day): boolean {
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
