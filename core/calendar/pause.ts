import type { Campaign } from '../campaigns/campaign.ts'
import { addDays, daysBetween, type Day } from './day.ts'
import type { Issue } from '../issue.ts'

/** How the deadline goes on once a legal way has ended. Days are calendar days. */
export type Resumption = {
  /** The day from which the clock stood still, as far as it counts for the deadline. */
  readonly from: Day
  readonly until: Day
  readonly days: number
  readonly before: Day
  readonly deadline: Day
  /** Why it isn't simply the deadline before and the days of the pause. */
  readonly bound: 'latest' | 'today' | null
}

/**
 * The days a legal way took are given back: the deadline before and as many days, no later than the campaign's latest
 * day (but never earlier than it was) and not in the past. null where the clock runs (domain: rule 7).
 */
export function resumption(
  { suspended, deadline }: Pick<Issue, 'suspended' | 'deadline'>,
  { rectify_by: { day: latest } }: Pick<Campaign, 'rectify_by'>,
  today: Day,
): Resumption | null {
  if (suspended === null || deadline === null) return null
  const from = suspended.from ?? suspended.since
  const days = Math.max(0, daysBetween(from, today))
  const about = { from, until: today, days, before: deadline }
  const whole = addDays(deadline, days)
  const capped = latest !== null && whole > latest ? later(latest, deadline) : whole
  if (capped < today) return { ...about, deadline: today, bound: 'today' }
  return { ...about, deadline: capped, bound: capped === whole ? null : 'latest' }
}

/** The last day measures may have: the deadline, or while the clock stands still the one it would go on to today. */
export function latestForMeasures(
  issue: Pick<Issue, 'suspended' | 'deadline'>,
  campaign: Pick<Campaign, 'rectify_by'>,
  today: Day,
): Day | null {
  return resumption(issue, campaign, today)?.deadline ?? issue.deadline
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b
}
