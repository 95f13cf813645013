import type { Month } from './calendar/day.ts'
import type { Rank } from './message.ts'

/** What a platform's API was used for in one month of Asia/Shanghai. */
export type Meter = {
  readonly month: Month
  readonly calls: number
  /** The calls a month the office has; null where nobody said that they are limited. */
  readonly quota: number | null
  /** The platform has said that none are left. */
  readonly exhausted: boolean
  /** null where a platform counts none. */
  readonly pushes: Pushes | null
}

/** What a platform counts apart from calls: what it pushes to us, and what is said through a message's own webhook. */
export type Pushes = {
  readonly count: number
  /** The pushes a month the office has; null where nobody said that they are limited. */
  readonly quota: number | null
  /** Since when the platform pushes no more this month, in epoch milliseconds; null while it does. */
  readonly endedAt: number | null
}

/** What was used of a platform since it was asked last. */
export type Use = {
  readonly calls: number
  /** Absent where the platform counts none. */
  readonly pushes?: number
  /** That it has ended its pushes of the month, or when what it pushed last was done; absent where neither was seen. */
  readonly pushing?: { readonly endedAt: number } | { readonly doneAt: number }
}

/** `ended`: nothing people do there arrives; `scarce`: less than a tenth of the month's pushes is left. */
export type PushAlarm = 'ended' | 'scarce'

/** What the office has to know of a platform's pushes. Nothing can be saved: it is the people who write. */
export function pushAlarmOf(pushes: Pushes | null): PushAlarm | null {
  if (pushes === null) return null
  const { count, quota, endedAt } = pushes
  if (endedAt !== null) return 'ended'
  return quota !== null && quota - count < quota * 0.1 ? 'scarce' : null
}

/** What is still sent: everything; no digests to people; only replies and the one list a group gets a day. */
export type Thrift = 'none' | 'no-digests' | 'only-replies'

/** Less than a tenth left stops digests to people, less than a twentieth, or none, all but replies and group lists. */
export function thriftOf({ calls, quota, exhausted }: Pick<Meter, 'calls' | 'quota' | 'exhausted'>): Thrift {
  if (exhausted) return 'only-replies'
  if (quota === null) return 'none'
  const left = quota - calls
  if (left < quota * 0.05) return 'only-replies'
  return left < quota * 0.1 ? 'no-digests' : 'none'
}

const thrifts: readonly Thrift[] = ['none', 'no-digests', 'only-replies']

/** Of several platforms', the one under which least is sent. */
export function strictest(several: readonly Thrift[]): Thrift {
  return thrifts.findLast((one) => several.includes(one)) ?? 'none'
}

/** Whether a message of this rank, to a person or into a group, still leaves. */
export function mayLeave(thrift: Thrift, { rank, toGroup }: { rank: Rank; toGroup: boolean }): boolean {
  if (rank === 'reply' || thrift === 'none') return true
  if (thrift === 'only-replies') return toGroup && rank === 'nudge'
  return toGroup || rank !== 'digest'
}
