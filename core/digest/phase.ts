import type { Campaign } from '../campaigns/campaign.ts'
import { addDays, type Day } from '../calendar/day.ts'

/** The last day a phase can be told of: its own last one, or yesterday while it runs; null before its first is over. */
export function lastDayOf({ begin, end }: Pick<Campaign['phases'][number], 'begin' | 'end'>, today: Day): Day | null {
  const yesterday = addDays(today, -1)
  const last = end !== null && end < yesterday ? end : yesterday
  return begin === null || last < begin ? null : last
}
