import type { PersonId } from './actor.ts'
import type { Day } from './calendar/day.ts'
import type { DutyId } from './hand-ins/duty.ts'
import type { Serial } from './issue.ts'

/**
 * What the outbox keeps. What happened is kept as what to tell and worded when it is delivered, from the state
 * of that moment; only an answer to a person's own act (`say`, `lead`) is kept as the sentence it is.
 */
export type Message =
  /** Something happened to an issue: event `n` of the log. */
  | { readonly type: 'event'; readonly n: number }
  /** A unit was renamed, merged or divided: event `n` of the log. */
  | { readonly type: 'reform'; readonly n: number }
  /** A group chat waits for the office to say whose it is. */
  | { readonly type: 'group-asked'; readonly platform: string; readonly chatId: string }
  /** Something happened to a handover: event `n` of the log. */
  | { readonly type: 'handover-event'; readonly n: number }
  /** A handover as it stands, with what its reader may do. */
  | { readonly type: 'handover'; readonly id: number; readonly lead?: string }
  /** What would pass from one to another, to be said yes to. */
  | { readonly type: 'handover-ask'; readonly from: PersonId; readonly to: PersonId }
  /** Which of several people of one name is meant. */
  | {
      readonly type: 'handover-who'
      readonly pairs: readonly { readonly from: PersonId; readonly to: PersonId }[]
    }
  /** Why is it returned? */
  | { readonly type: 'handover-return'; readonly id: number; readonly serial: Serial; readonly lead?: string }
  /** Somebody has gone, and nobody takes over what names them. */
  | { readonly type: 'ownerless'; readonly person: PersonId }
  /** Something happened to a hand-in: event `n` of the log. */
  | { readonly type: 'hand-in-event'; readonly n: number }
  /** The hand-in as it stands, with what its reader may do. */
  | { readonly type: 'hand-in'; readonly id: DutyId; readonly lead?: string }
  /** Which of several papers is the zero report? */
  | { readonly type: 'zero-which' }
  /**
   * Dates to be kept: what its receiver has to hear is found when it leaves. daily: everything, once a workday;
   * urgent: what the campaign marks so; later: what has become due today after the daily message.
   */
  | { readonly type: 'nudges'; readonly day: Day; readonly which: 'daily' | 'urgent' | 'later' }
  /** The same dates as they stand now: message `outbox` said them first. */
  | { readonly type: 'nudges-again'; readonly outbox: number; readonly lead: string }
  /** In the place of the nudges of an earlier day, message `outbox`, now that there are newer ones. */
  | { readonly type: 'nudges-past'; readonly day: Day; readonly outbox: number }
  /** Which of the issues in a message of nudges is this said of? */
  | { readonly type: 'remark-which'; readonly draft: string; readonly serials: readonly Serial[] }
  /** Words or a file shall leave the log (涂抹), and its receiver may decide; what they are is never said in chat. */
  | { readonly type: 'redaction'; readonly id: number }
  /** The issue as it stands, with what its reader may do. */
  | { readonly type: 'issue'; readonly serial: Serial; readonly lead?: string }
  /** A link to the evidence of an issue, good before `until`. */
  | { readonly type: 'evidence'; readonly serial: Serial; readonly token: string; readonly until: number }
  /** A form to fill in, with the sentence about what is still missing or wrong. */
  | { readonly type: 'form'; readonly draft: string; readonly lead?: string }
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'help'; readonly lead?: string }
  /** Everything of mine, most urgent first. */
  | { readonly type: 'mine'; readonly lead?: string }
  | { readonly type: 'found'; readonly words: string }
  /** Which issue do the files belong to that this person sent? */
  | { readonly type: 'which' }
  /** A report that looks like one already there. */
  | { readonly type: 'similar'; readonly draft: string; readonly serials: readonly Serial[] }
  /** An edition of the weekly digest, in its reader's scope. */
  | { readonly type: 'digest'; readonly campaign: string; readonly week: Day }
  /** A campaign's week that is running, as far as it has come. */
  | { readonly type: 'week-so-far'; readonly campaign: string }
  /** A leader said something about a campaign (批示): event `n` of the log. */
  | { readonly type: 'instruction'; readonly n: number }
  /** Money read from free text: is it right? */
  | { readonly type: 'money'; readonly draft: string }

/**
 * How much a message matters. `reply` answers a person's own act and leaves at any hour; everything else waits for the
 * office to open. Where a platform's quota runs out, digests stop first and nudges next.
 */
export type Rank = 'reply' | 'notice' | 'nudge' | 'digest'

/** Where on its platform a message goes. */
export type ChatAddress =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  /** Under a message somebody wrote; `by` is its platform's own way there. */
  | { readonly kind: 'reply'; readonly messageId: string; readonly by?: string }
  /** In the place of a card sent before; to the person anew where that fails. */
  | { readonly kind: 'update'; readonly messageId: string }
