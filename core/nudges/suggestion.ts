import { holds, isOffice, readsAll, type Post } from '../actor.ts'
import type { Day } from '../calendar/day.ts'
import type { Serial } from '../issue.ts'
import { workdayAfter, type Calendar } from '../calendar/workday.ts'
import { adviceAt, type Advice, type Duty, type NudgePlan, type Rung } from './ladder.ts'
import type { DateKind } from './watch.ts'

/**
 * 督办建议 (domain: section 5): the system advises and drafts, and a person decides. open: nobody has; taken: 已办理;
 * dropped: 不采纳; lapsed: the date was moved, kept or paused before anybody did.
 */
export type SuggestionState = 'open' | 'taken' | 'dropped' | 'lapsed'

/** How a suggestion is decided, and in the decider's words what was done or why not. */
export type Verdict = 'taken' | 'dropped'

/** Characters of what was done, or why not. */
export const longestVerdict = 500

/** A decision as the log of the unit has it. Kept for ever: a field is never renamed, a new one is optional. */
export type SuggestionEvent = {
  readonly type: `suggestion-${Verdict}`
  readonly serial: Serial
  readonly kind: DateKind
  readonly date: Day
  readonly advice: Advice
  readonly reason: string
}

/** What rungs that arise together advise: the gravest of them alone, as of missed rungs only the highest is said. */
export function suggestedBy(
  plan: NudgePlan,
  duty: Duty,
  risen: readonly Rung[],
): { advice: Advice; rung: Rung } | null {
  for (const rung of risen.toReversed()) {
    const advice = adviceAt(plan, duty, rung)
    if (advice) return { advice, rung }
  }
  return null
}

type Holder = { readonly posts: readonly Post[] }

/** 督办函 is decided by the office; 约谈 and 通报 by its director. */
export function mayDecideSuggestion(person: Holder, advice: Advice): boolean {
  return advice === 'letter' ? isOffice(person) : holds(person, 'director')
}

/** Whoever reads everything of the office reads what it is advised to do. */
export function mayReadSuggestions(person: Holder): boolean {
  return readsAll(person)
}

/** Workdays a unit has to answer a 督办函. No document says; it is this product's setting. */
export const REPLY_WITHIN = 5

/** The day by which a letter of today is to be answered. */
export function replyBy(calendar: Calendar, today: Day): Day {
  return workdayAfter(calendar, today, REPLY_WITHIN).day
}
