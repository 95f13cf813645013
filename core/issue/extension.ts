import type { Campaign } from '../campaigns/campaign.ts'
import type { Day } from '../calendar/day.ts'
import type { Issue } from '../issue.ts'
import type { Refusal } from '../refusal.ts'

type Rules = Pick<Campaign, 'extension' | 'rectify_by'>

/** 跨期: later than the campaign's latest day; only the director sets such a deadline. */
export function isBeyond(day: Day, { rectify_by: { day: latest } }: Rules): boolean {
  return latest !== null && day > latest
}

/** Why the unit can't ask for more time as things stand, whatever it would ask for; null = it can. */
export function noMoreTime({ extension, extensions, suspended }: Issue, campaign: Rules): Refusal | null {
  if (suspended) return { code: 'clock-stopped' }
  if (extension) return { code: 'extension-undecided', to: extension.to }
  const { times } = campaign.extension
  return extensions >= times ? { code: 'no-more-extensions', times } : null
}
