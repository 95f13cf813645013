import { and, asc, eq, inArray, max, notInArray, sql, sum } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor, PersonId } from '../core/actor.ts'
import { amend, notTheirs, type Amended, type Amending, AmendmentChange } from '../core/campaigns/campaign-amend.ts'
import { refuseReport, type CampaignState } from '../core/campaigns/campaign-life.ts'
import type { Campaign } from '../core/campaigns/campaign.ts'
import { openStatuses } from '../core/issue.ts'
import { prepared, type Db, type Tx } from './database.ts'
import { note } from './ledger.ts'
import { campaigns, eventData, events, issueCounts } from './schema.ts'

export type RunningCampaign = {
  readonly code: string
  readonly campaign: Campaign
  readonly startedAt: number
  readonly state: CampaignState
  readonly lastNumber: number
}

type Act = { readonly actor: Actor; readonly now: number }

/** Copies a campaign into the database: later edits of its file change nothing here. false where the code is taken. */
export function startCampaign(tx: Tx, campaign: Campaign, act: Act): boolean {
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

/** Campaigns this person may report to now, in the order they were started. */
export function campaignsTaking(db: Db, actor: Actor): RunningCampaign[] {
  return listCampaigns(db).filter(({ state }) => refuseReport(state, actor) === null)
}

/**
 * Leads a campaign on to 收尾 or 已结束, wherever it came from; issues stay as they are and go on being worked.
 * Returns how many are open, or null where the campaign doesn't stand before that state.
 */
export function moveCampaign(
  tx: Tx,
  { code, to, reason }: { code: string; to: 'closing' | 'ended'; reason: string | null },
  act: Act,
): { open: number } | null {
  const before = to === 'closing' ? 'running' : 'closing'
  const here = and(eq(campaigns.code, code), eq(campaigns.state, before))
  const moved = tx.update(campaigns).set({ state: to }).where(here).returning({ code: campaigns.code }).all()
  if (moved.length === 0) return null
  const open = openIn(tx, code)
  note(tx, { kind: 'campaign', id: code, fact: { type: `campaign-${to}`, reason, open }, ...act })
  return { open }
}

/** How many issues of a campaign are not yet done with. */
export function openIn(db: Db, code: string): number {
  const own = and(eq(issueCounts.campaign, code), inArray(issueCounts.status, [...openStatuses]))
  const row = db
    .select({ open: sum(issueCounts.count).mapWith(Number) })
    .from(issueCounts)
    .where(own)
    .get()
  return row?.open ?? 0
}

/** How many issues of a campaign are in hand, and how many were struck off; the rest was put aside. */
export function countsIn(db: Db, code: string): { readonly open: number; readonly closed: number } {
  const struckOff = and(eq(issueCounts.campaign, code), eq(issueCounts.status, 'closed'))
  const row = db
    .select({ closed: sum(issueCounts.count).mapWith(Number) })
    .from(issueCounts)
    .where(struckOff)
    .get()
  return { open: openIn(db, code), closed: row?.closed ?? 0 }
}

/** Amends a campaign; `seen`: its version as the amender saw it. null where somebody was faster, or there is none. */
export function amendCampaign(
  tx: Tx,
  { code, seen, amending }: { code: string; seen: number; amending: Amending },
  act: Act,
): Amended | null {
  const found = findCampaign(tx, code)
  if (!found || campaignVersion(tx, code) !== seen) return null
  const problems = notTheirs(amending.set, act.actor, found.state)
  if (problems.length > 0) return { ok: false, problems }
  const amended = amend(found.campaign, amending)
  if (!amended.ok) return amended
  const { campaign, changes } = amended
  tx.update(campaigns).set({ campaign }).where(eq(campaigns.code, code)).run()
  const fact = { type: 'campaign-amended', reason: amending.reason.trim(), changes, campaign }
  note(tx, { kind: 'campaign', id: code, fact, ...act })
  return amended
}

/** What is said about a campaign and changes nothing of it. */
const said = ['instructed', 'digest-worded', 'digest-sent']

/** Goes up with everything that happens to the campaign itself. */
export function campaignVersion(db: Db, code: string): number {
  const own = and(eq(events.subjectKind, 'campaign'), eq(events.subjectId, code), notInArray(events.type, said))
  const row = db
    .select({ version: max(events.seq) })
    .from(events)
    .where(own)
    .get()
  return row?.version ?? 0
}

export type CampaignEvent = {
  readonly n: number
  readonly type: string
  readonly by: PersonId | null
  readonly at: number
  /** Why, or what was said. */
  readonly reason: string | null
  readonly open: number | null
  readonly changes: readonly AmendmentChange[]
}

/** What happened to a campaign itself, oldest first. */
export function campaignEvents(db: Db, code: string): CampaignEvent[] {
  return db
    .select({ n: events.n, type: events.type, by: events.actor, at: events.at, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.subjectKind, 'campaign'), eq(events.subjectId, code)))
    .orderBy(asc(events.seq))
    .all()
    .map(({ data, ...event }) => ({ ...event, ...toldIn(data) }))
}

const Told = z.object({
  reason: z.string().nullish(),
  text: z.string().nullish(),
  open: z.number().nullish(),
  changes: z.array(AmendmentChange).nullish(),
})

function toldIn(data: unknown): Pick<CampaignEvent, 'reason' | 'open' | 'changes'> {
  const { reason = null, text = null, open = null, changes } = Told.parse(data)
  return { reason: reason ?? text, open, changes: changes ?? [] }
}
