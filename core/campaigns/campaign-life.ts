import { isOffice, type Actor } from '../actor.ts'
import type { Refusal } from '../refusal.ts'

/** 进行中 → 收尾 → 已结束. Only a command leads on, never a date, and none leads back (domain: section 2, rule 8). */
export type CampaignState = 'running' | 'closing' | 'ended'

export function stateAfter(state: CampaignState): 'closing' | 'ended' | null {
  if (state === 'running') return 'closing'
  return state === 'closing' ? 'ended' : null
}

/** Whether a campaign takes a report: everyone's while it runs, the office's while it closes, then nobody's. */
export function refuseReport(state: CampaignState, actor: Actor): Refusal | null {
  if (state === 'running') return null
  if (state === 'ended') return { code: 'campaign-ended' }
  return actor.kind === 'person' && isOffice(actor) ? null : { code: 'campaign-closed' }
}
