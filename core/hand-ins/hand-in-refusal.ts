import type { PersonId } from '../actor.ts'
import type { Day } from '../calendar/day.ts'
import type { HandInEvent, HandInStatus } from './hand-in.ts'
import type { Serial } from '../issue.ts'

/** A rule says no. The sentence of each is in hand-in-texts.ts. */
export type HandInRefusal =
  /** Also the answer where one may not know of it: the two read the same. */
  | { readonly code: 'not-found' }
  | { readonly code: 'not-yours'; readonly whose: 'unit' | 'first' | 'office' }
  | { readonly code: 'own' }
  /** They wrote it down on the unit's behalf themselves. */
  | { readonly code: 'own-entry' }
  | { readonly code: 'wrong-state'; readonly status: HandInStatus }
  /** Someone was faster. */
  | { readonly code: 'stale'; readonly status: HandInStatus; readonly move: HandInMove | null }
  /** A zero report, though the unit's own check has found something. */
  | { readonly code: 'has-issues'; readonly serials: readonly Serial[] }
  /** A list of issues without any. */
  | { readonly code: 'no-issues' }
  | { readonly code: 'no-zero-here' }
  | { readonly code: 'needs-document' }
  | { readonly code: 'unplanned'; readonly serials: readonly Serial[] }
  /** Nobody in the unit's list could confirm a zero report. */
  | { readonly code: 'no-first' }
  /** The people list has no 第一责任人 or no 具体责任人. */
  | { readonly code: 'people-missing'; readonly labels: readonly string[] }
  | { readonly code: 'scan-missing' }
  | { readonly code: 'files-missing' }
  | { readonly code: 'same-file'; readonly name: string }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'day-ahead' }
  /** A paper said to have come before the campaign began, or before it was last returned. */
  | { readonly code: 'day-early'; readonly earliest: Day }

export type HandInMove = { readonly type: HandInEvent['type']; readonly by: PersonId | null; readonly at: number }
