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

/** Whether a message of this rank, to a person or into a group, still leaves. */
export function mayLeave(thrift: Thrift, { rank, toGroup }: { rank: Rank; toGroup: boolean }): boolean {
  if (rank === 'reply' || thrift === 'none') return true
  if (thrift === 'only-replies') return toGroup && rank === 'nudge'
  return toGroup || rank !== 'digest'
}
