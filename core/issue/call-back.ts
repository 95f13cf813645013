import type { PersonId } from '../actor.ts'
import type { Day } from '../calendar/day.ts'

/** 企业认可, 企业否认, 未联系上. */
export const outcomes = ['confirmed', 'denied', 'unreached'] as const
export type Outcome = (typeof outcomes)[number]

/** What the enterprise itself says of the result (回访): asked on a day, by whoever enters it. */
export type Called = {
  readonly on: Day
  readonly outcome: Outcome
  /** Who answered there; null where nobody did or it isn't known. */
  readonly contact: string | null
  /** In its own words; null only where nobody was reached. */
  readonly answer: string | null
}

/** A denial the director doesn't accept: which evidence shows the result, and why. */
export type Overruling = {
  readonly by: PersonId
  readonly at: number
  readonly evidence: string
  readonly reason: string
}

export type CallBack = Called & {
  readonly by: PersonId
  readonly at: number
  /** Of an application for 销号 before the one that counts now. */
  readonly earlier: boolean
  readonly overruled: Overruling | null
}

/** As much of a call as the rules ask about. */
export type Heard = Pick<CallBack, 'on' | 'outcome' | 'earlier' | 'overruled'>

/** 无法联系 is an outcome after so many tries on different days (domain: section 6). */
export const enoughTries = 3

/** The denial that nothing has answered: neither a later call on the same day or after it, nor the director. */
export function standingDenial<Call extends Heard>(calls: readonly Call[]): Call | null {
  const reached = calls.filter(({ outcome }) => outcome !== 'unreached')
  const [last] = reached.toSorted((one, other) => one.on.localeCompare(other.on)).slice(-1)
  return last?.outcome === 'denied' && last.overruled === null ? last : null
}

/** On how many different days nobody was reached since it was last applied for. */
export function triesOf(calls: readonly Heard[]): number {
  return new Set(calls.filter(({ outcome, earlier }) => outcome === 'unreached' && !earlier).map(({ on }) => on)).size
}

/** Whether the application that counts now has been called back about: confirmed, denied in vain, or tried often enough. */
export function isCalledBack(calls: readonly Heard[]): boolean {
  const now = calls.filter(({ earlier }) => !earlier)
  const answered = now.some(({ outcome, overruled }) => outcome === 'confirmed' || overruled !== null)
  return answered || triesOf(calls) >= enoughTries
}
