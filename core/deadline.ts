import type { Day } from './day.ts'
import type { IssueEvent } from './event.ts'
import type { Happened } from './issue.ts'

/** One setting of 完成时限: the first, or a change of it. */
export type DeadlineStep = {
  readonly event: Happened
  readonly to: Day
  /** null for the first. */
  readonly from: Day | null
  readonly reason: string | null
}

/** How the deadline of an issue came about, from what happened to it in order; what leaves it as it was is no step. */
export function deadlineSteps(history: readonly Happened[]): DeadlineStep[] {
  const steps: DeadlineStep[] = []
  for (const event of history) {
    const set = settingOf(event.event)
    const from = steps.at(-1)?.to ?? null
    if (set !== null && set.to !== from) steps.push({ event, from, ...set })
  }
  return steps
}

function settingOf(event: IssueEvent): { to: Day; reason: string | null } | null {
  switch (event.type) {
    case 'imported':
      return event.deadline === null ? null : { to: event.deadline, reason: null }
    case 'confirmed':
    case 'assigned':
      return { to: event.deadline, reason: null }
    case 'extension-granted':
      return { to: event.to, reason: null }
    case 'reopened':
    case 'sent-back':
      return { to: event.deadline, reason: event.reason }
    case 'corrected':
      return event.after.deadline === undefined ? null : { to: event.after.deadline, reason: event.reason }
    default:
      return null
  }
}
