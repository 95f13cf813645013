import { dayOf, type Day } from './calendar/day.ts'
import { maySuspect, type FlagKind } from './issue/flag.ts'
import { openStatuses, type Happened, type Issue, type Serial } from './issue.ts'
import type { Person } from './actor.ts'

/** What a unit said of itself (自查): the issues it listed, none in a zero report. `paper` is what the campaign calls it. */
export type SelfCheck = {
  readonly paper: string
  readonly on: Day
  readonly zero: boolean
  readonly listed: readonly Serial[]
}

export type ConcealmentFacts = {
  /** Lists and zero reports of the issue's unit that stand. */
  readonly checks: readonly SelfCheck[]
  /** Other issues of the same matter. */
  readonly matter: readonly Pick<Issue, 'serial' | 'unit' | 'selfChecked' | 'status'>[]
  /** The issue's own events. */
  readonly history: readonly Happened[]
}

/** The office asks itself whether this is 瞒报 or 漏报; the unit never reads it, and only the office confirms it. */
export function readsConcealment(issue: Issue, person: Person): boolean {
  return maySuspect(person, issue)
}

/**
 * The earliest self-check that left out an issue which happened before it and which another source brought up (domain:
 * section 2, rule 4). Nothing follows from it. null where there is none, where somebody has judged it already, or where
 * the unit could not be silent: it had been given the issue, or had reported the same matter by itself.
 */
export function leftOut(issue: Issue, { checks, matter, history }: ConcealmentFacts): SelfCheck | null {
  if (issue.selfChecked || !isOnLedger(issue) || isJudged(history) || matter.some((one) => isOwn(one, issue)))
    return null
  const known = knownOn(issue, history)
  const about = [issue.serial, ...matter.map(({ serial }) => serial)]
  const silent = checks.filter(
    ({ on, listed }) =>
      // Only the month is on record, so a self-check within it may have come first.
      issue.happened < on.slice(0, 7) &&
      (known === null || on < known) &&
      !listed.some((serial) => about.includes(serial)),
  )
  return silent.sort((one, other) => one.on.localeCompare(other.on))[0] ?? null
}

function isOnLedger({ status }: Issue): boolean {
  return openStatuses.includes(status) || status === 'closed'
}

const judged: readonly FlagKind[] = ['concealed', 'omitted']

/** Marked once, it is for people to go on with, whatever they made of it. */
function isJudged(history: readonly Happened[]): boolean {
  return history.some(({ event }) => event.type === 'flagged' && judged.includes(event.kind))
}

function isOwn({ unit, selfChecked, status }: ConcealmentFacts['matter'][number], issue: Issue): boolean {
  return selfChecked && unit === issue.unit && status !== 'withdrawn'
}

/** The day its unit was given the issue; null while it hasn't been. */
function knownOn({ unit }: Issue, history: readonly Happened[]): Day | null {
  const given = history.find(
    ({ event }) => (event.type === 'assigned' || event.type === 'reassigned') && event.unit === unit,
  )
  return given ? dayOf(given.at) : null
}
