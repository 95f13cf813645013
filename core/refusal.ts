import type { PersonId } from './actor.ts'
import type { Day } from './calendar/day.ts'
import type { EventType } from './event.ts'
import type { Fen } from './money.ts'
import type { Serial, Status } from './issue.ts'

/** A rule says no. The sentence of each is in texts.ts: what is wrong and what to do next. */
export type Refusal =
  /** Also the answer where one may not know of it: the two read the same. */
  | { readonly code: 'not-found'; readonly serial: Serial }
  | { readonly code: 'not-yours'; readonly whose: 'unit' | 'reporter' | 'reviewer' | 'office' | 'director' | 'desk' }
  | { readonly code: 'wrong-state'; readonly status: Status }
  /** Someone was faster: what changed the state last, by whom and when. */
  | { readonly code: 'stale'; readonly status: Status; readonly move: Move | null }
  | { readonly code: 'barred'; readonly why: 'unit' | 'progress' | 'verified' }
  /** The lead unit looks at it first. */
  | { readonly code: 'awaits-review' }
  /** The director closes in this campaign, after the office has verified. */
  | { readonly code: 'awaits-director' }
  /** Nobody closes after the office in this campaign. */
  | { readonly code: 'no-director-stage' }
  /** The enterprise says it isn't mended, in a call of this day. */
  | { readonly code: 'enterprise-denies'; readonly on: Day }
  /** The campaign requires a call-back; days so far on which nobody was reached, and how many are enough. */
  | { readonly code: 'no-call-back'; readonly tries: number; readonly enough: number }
  | { readonly code: 'no-denial' }
  | { readonly code: 'own-plan' }
  | { readonly code: 'own-extension' }
  | { readonly code: 'dismissal-undecided' }
  | { readonly code: 'dismissal-not-asked' }
  /** Whoever may do it has nobody to ask. */
  | { readonly code: 'no-consent-needed' }
  | { readonly code: 'own-dismissal' }
  | { readonly code: 'extension-not-asked' }
  | { readonly code: 'extension-undecided'; readonly to: Day }
  /** As often as the campaign allows it, which may be never. */
  | { readonly code: 'no-more-extensions'; readonly times: number }
  /** The legal way: no deadline runs. */
  | { readonly code: 'clock-stopped' }
  | { readonly code: 'lead-needs-assigning' }
  | { readonly code: 'declined-before' }
  | { readonly code: 'no-lead-to-refer' }
  /** The lead unit is the very unit the lead is about. */
  | { readonly code: 'refer-to-itself' }
  /** No lead unit for its category, or none of its reviewers may know of it. */
  | { readonly code: 'nobody-to-refer' }
  | { readonly code: 'referred-already' }
  | { readonly code: 'other-unit' }
  | { readonly code: 'missing'; readonly labels: readonly string[] }
  | { readonly code: 'invalid'; readonly label: string; readonly sentence: string }
  | { readonly code: 'likely-duplicate'; readonly serials: readonly Serial[] }
  | { readonly code: 'campaign-closed' }
  | { readonly code: 'campaign-ended' }
  | {
      readonly code: 'after-latest'
      readonly label: string
      readonly latest: Day
      readonly why: 'rectify-by' | 'deadline' | 'plan-due'
    }
  | { readonly code: 'day-past'; readonly label: string; readonly day: Day }
  | { readonly code: 'settled-shrinks'; readonly settled: Fen }
  /** 本次兑现 and 已兑现 in all don't go together. */
  | { readonly code: 'amounts-differ'; readonly before: Fen; readonly amount: Fen; readonly settled: Fen }
  | { readonly code: 'settled-exceeds'; readonly confirmed: Fen }
  | { readonly code: 'measures-open'; readonly numbers: readonly number[] }
  | { readonly code: 'no-evidence' }
  | { readonly code: 'evidence-pending'; readonly count: number }
  | { readonly code: 'not-settled'; readonly remainder: Fen }
  | { readonly code: 'no-such-measure'; readonly number: number }
  | { readonly code: 'not-of-unit'; readonly label: string }
  /** Nothing done here ended it. */
  | { readonly code: 'nothing-to-undo' }
  | { readonly code: 'own-undo' }
  | { readonly code: 'flagged-already' }
  | { readonly code: 'no-flag' }
  | { readonly code: 'own-flag' }
  /** Whoever suspects doesn't confirm. */
  | { readonly code: 'two-for-flag' }
  | { readonly code: 'answer-appeal' }
  | { readonly code: 'nothing-to-appeal' }
  | { readonly code: 'appeal-undecided' }
  | { readonly code: 'no-appeal' }
  | { readonly code: 'own-appeal' }
  | { readonly code: 'verifier-left' }
  | { readonly code: 'unfit-verifier' }
  | { readonly code: 'not-linked' }
  | { readonly code: 'nothing-changed' }

export type Move = { readonly type: EventType; readonly by: PersonId | null; readonly at: number }

export type RefusalCode = Refusal['code']

export function missing(...labels: string[]): Refusal {
  return { code: 'missing', labels }
}

/** `sentence` follows the label and has no full stop. */
export function invalid(label: string, sentence: string): Refusal {
  return { code: 'invalid', label, sentence }
}
