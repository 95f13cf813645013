import { runningDeadline } from '../calendar/clock.ts'
import type { Day } from '../calendar/day.ts'
import type { IssueEvent } from '../event.ts'
import type { Issue, Status, UnitId } from '../issue.ts'
import type { Fen } from '../money.ts'
import { isFresh } from '../campaigns/stock.ts'

/**
 * What a figure of the digest needs to know of an issue, from one instant to another: an issue's history is a row of
 * these, each beginning where the one before ended. "As of T" is the one with `started` < T ≤ `until`.
 */
export type Standing = Marks & { readonly started: number; readonly until: number }

export type Marks = {
  readonly campaign: string
  readonly unit: UnitId
  readonly category: string
  /** 增量; else 存量. */
  readonly fresh: boolean
  readonly status: Status
  /** The date the unit's work runs against; null while none does. */
  readonly due: Day | null
  readonly settled: Fen
  readonly reportedAt: number
  /** When it was struck off; null where it isn't, or came from another ledger like that. */
  readonly closedAt: number | null
  /** When it last went back to be rectified (退回整改). */
  readonly sentBackAt: number | null
}

/** Later than any instant: the end of a standing that goes on. The last one a Date can show. */
export const ALWAYS = 8_640_000_000_000_000

type Change = { readonly issue: Issue; readonly events: readonly IssueEvent[]; readonly at: number }

/** How an issue stands after a change at an instant; `before` is null for its first. */
export function marksAfter(before: Marks | null, { issue, events, at }: Change): Marks {
  const back = events.some(({ type }) => type === 'sent-back' || type === 'review-returned')
  return {
    campaign: issue.campaign,
    unit: issue.unit,
    category: issue.category,
    fresh: isFresh(issue),
    status: issue.status,
    due: runningDeadline(issue),
    settled: issue.settled,
    reportedAt: issue.reportedAt,
    closedAt: closedAt(before, issue, at),
    sentBackAt: back ? at : (before?.sentBackAt ?? null),
  }
}

function closedAt(before: Marks | null, { status }: Issue, at: number): number | null {
  if (status !== 'closed' || before === null) return null
  return before.status === 'closed' ? before.closedAt : at
}

/** Whether anything a figure counts by differs between two moments of one issue. */
export function standsElsewhere(before: Issue, after: Issue): boolean {
  return (
    before.status !== after.status ||
    before.settled !== after.settled ||
    before.unit !== after.unit ||
    before.category !== after.category ||
    runningDeadline(before) !== runningDeadline(after) ||
    isFresh(before) !== isFresh(after)
  )
}

/** The history of one issue from its changes in order; times never run backwards in it, whatever a clock did. */
export function standingsOf(changes: readonly Change[]): Standing[] {
  const standings: Standing[] = []
  changes.forEach((change, index) => {
    const last = standings.at(-1)
    const before = changes[index - 1]?.issue
    if (last && before && !standsElsewhere(before, change.issue)) return
    const started = Math.max(change.at, last?.started ?? change.at)
    if (last) standings[standings.length - 1] = { ...last, until: started }
    standings.push({ ...marksAfter(last ?? null, { ...change, at: started }), started, until: ALWAYS })
  })
  return standings
}
