import { asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import type { Campaign } from '../core/campaign.ts'
import { prepared, type Db, type Tx } from './database.ts'
import { note } from './ledger.ts'
import { campaigns } from './schema.ts'

export type RunningCampaign = {
  readonly code: string
  readonly campaign: Campaign
  readonly startedAt: number
  readonly lastNumber: number
}

/** Copies a campaign into the database: later edits of its file change nothing here. false where the code is taken. */
export function startCampaign(tx: Tx, campaign: Campaign, act: { actor: Actor; now: number }): boolean {
  if (findCampaign(tx, campaign.code)) return false
  tx.insert(campaigns).values({ code: campaign.code, campaign, startedAt: act.now }).run()
  note(tx, { kind: 'campaign', id: campaign.code, fact: { type: 'campaign-started', campaign }, ...act })
  return true
}

const byCode = prepared((db) =>
  db
    .select()
    .from(campaigns)
    .where(eq(campaigns.code, sql.placeholder('code')))
    .prepare(),
)

export function findCampaign(db: Db, code: string): RunningCampaign | null {
  return byCode(db).get({ code }) ?? null
}

const inOrder = prepared((db) =>
  db.select().from(campaigns).orderBy(asc(campaigns.startedAt), asc(campaigns.code)).prepare(),
)

export function listCampaigns(db: Db): RunningCampaign[] {
  return inOrder(db).all()
}
