import { and, gt, sql, type SQL } from 'drizzle-orm'
import type { IssueFilter } from './issues.ts'
import { issues } from './schema.ts'

/** The few issues that wait for the office's word beside their state; each kind has an index of just these. */

/** What has an index of its own and is counted by it, too. */
export function isFew({ extension, replan, dismissal, appeal, flagged, enterprise }: IssueFilter): boolean {
  return enterprise !== undefined || flagged !== undefined || [extension, replan, dismissal, appeal].includes(true)
}

/** Said as a range, so that SQLite takes it from the index. */
export function queued({ extension, replan, appeal, dismissal }: IssueFilter): SQL | undefined {
  return and(
    extension ? gt(issues.extensionSince, sql`''`) : undefined,
    replan ? gt(issues.replanSince, sql`''`) : undefined,
    appeal ? gt(issues.appealSince, sql`''`) : undefined,
    dismissal ? gt(issues.dismissalSince, sql`''`) : undefined,
  )
}

/** Those whose new plan waits, also for the lead unit. */
export const amongReplanning: SQL = sql`issues.id in (select id from issues where replan_since > '')`

/** The same as ways among several: these are few, and SQLite takes a range for a quarter of the table. */
export const amongQueued: readonly SQL[] = [
  sql`issues.id in (select id from issues where extension_since > '')`,
  amongReplanning,
  sql`issues.id in (select id from issues where appeal_since > '')`,
  sql`issues.id in (select id from issues where dismissal_since > '')`,
]
