import { and, eq } from 'drizzle-orm'
import type { ConcealmentFacts, SelfCheck } from '../core/concealment.ts'
import type { HandIn } from '../core/hand-ins/hand-in.ts'
import type { Happened, Issue } from '../core/issue.ts'
import { findCampaign } from './campaigns.ts'
import { matterOf } from './cases.ts'
import type { Db } from './database.ts'
import { handIns } from './schema.ts'

/** What a suggestion of concealment is judged by (core/concealment.ts); `history` are the issue's events. */
export function concealmentFacts(db: Db, issue: Issue, history: readonly Happened[]): ConcealmentFacts {
  const matter = matterOf(db, { kind: 'system', door: 'clock' }, issue).map((row) => row.issue)
  return { checks: selfChecksOf(db, issue), matter, history }
}

/** What stands of the lists its unit owes. What came as a file says what it lists only to people. */
function selfChecksOf(db: Db, { campaign, unit }: Issue): SelfCheck[] {
  const papers = findCampaign(db, campaign)?.campaign.deliverables ?? []
  const lists = new Map(papers.filter(({ content }) => content === 'issues').map(({ id, name }) => [id, name]))
  const rows = db
    .select({ handIn: handIns.handIn })
    .from(handIns)
    .where(and(eq(handIns.campaign, campaign), eq(handIns.unit, unit)))
    .all()
  return rows.flatMap(({ handIn }) => checkIn(handIn, lists.get(handIn.item)))
}

function checkIn({ status, content, handedOn }: HandIn, paper: string | undefined): SelfCheck[] {
  if (paper === undefined || handedOn === null || (status !== 'handed' && status !== 'accepted')) return []
  if (content?.kind === 'zero') return [{ paper, on: handedOn, zero: true, listed: [] }]
  return content?.kind === 'issues' ? [{ paper, on: handedOn, zero: false, listed: content.serials }] : []
}
