import { and, count, eq, inArray, sql, sum } from 'drizzle-orm'
import { readsAll, type Actor } from '../core/actor.ts'
import type { Day } from '../core/calendar/day.ts'
import type { Status } from '../core/issue.ts'
import type { Db } from './database.ts'
import { foundBy, scoped, type IssueFilter } from './issues.ts'
import { isFew } from './queues.ts'
import { issueCounts, issues } from './schema.ts'

/** How many issues there are of what an actor may see; which they are is the business of issues.ts. */

/** 存量 and 增量, apart. */
export type Counted = { readonly existing: number; readonly fresh: number }

/** How many issues a filter finds. From the kept counts where it can, so that it doesn't grow with the ledger. */
export function countIssues(db: Db, actor: Actor, filter: IssueFilter): Counted {
  const rows = countable(actor, filter) ? keptCounts(db, actor, filter) : countedRows(db, actor, filter)
  const of = (fresh: boolean) => rows.filter((row) => row.fresh === fresh).reduce((total, row) => total + row.count, 0)
  return { existing: of(false), fresh: of(true) }
}

/** Grouped by +fresh: by its index SQLite would read the whole ledger for the few that are overdue. */
function countedRows(db: Db, actor: Actor, filter: IssueFilter) {
  const found = foundBy(db, actor, filter)
  const { fresh } = issues
  return db
    .select({ fresh, count: count() })
    .from(issues)
    .where(found)
    .groupBy(sql`+${fresh}`)
    .all()
}

/** Issues by state under the campaign, unit and 存量 or 增量 of a filter. */
export function statusCounts(db: Db, actor: Actor, filter: IssueFilter): { status: Status; count: number }[] {
  const rows = Map.groupBy(keptCounts(db, actor, filter), (row) => row.status)
  return [...rows].map(([status, counts]) => ({ status, count: counts.reduce((total, row) => total + row.count, 0) }))
}

function keptCounts(db: Db, actor: Actor, { campaign, unit, statuses, fresh }: IssueFilter) {
  const where = and(
    campaign === undefined ? undefined : eq(issueCounts.campaign, campaign),
    unit === undefined ? undefined : eq(issueCounts.unit, unit),
    statuses === undefined ? undefined : inArray(issueCounts.status, [...statuses]),
    fresh === undefined ? undefined : eq(issueCounts.fresh, fresh),
    scoped(actor, { unit: sql`issue_counts.unit`, category: sql`issue_counts.category` }),
  )
  const { status, fresh: isFresh } = issueCounts
  return db
    .select({ status, fresh: isFresh, count: sql<number>`${sum(issueCounts.count)}`.mapWith(Number) })
    .from(issueCounts)
    .where(where)
    .groupBy(status, isFresh)
    .all()
    .filter((row) => row.count > 0)
}

/** The kept counts know neither search nor overdue nor what asks for time, nor single issues a delegate sees. */
function countable(actor: Actor, filter: IssueFilter): boolean {
  const { overdueOn, words, delegate } = filter
  const leads = actor.kind === 'person' && actor.posts.length > 0 && actor.posts.every((post) => post.role === 'leader')
  const byScope = actor.kind === 'system' || readsAll(actor) || leads
  const kept = overdueOn === undefined && !isFew(filter) && delegate === undefined
  return byScope && kept && !words?.trim()
}

/** How many ask for more time and have no answer, by an index of just these. */
export function extensionCount(db: Db, actor: Actor, filter: IssueFilter): number {
  const { existing, fresh } = countIssues(db, actor, { ...filter, extension: true })
  return existing + fresh
}

/** How many new plans wait, by an index of just these. */
export function replanCount(db: Db, actor: Actor, filter: IssueFilter): number {
  const { existing, fresh } = countIssues(db, actor, { ...filter, replan: true })
  return existing + fresh
}

/** How many are disputed and have no answer, by an index of just these. */
export function appealCount(db: Db, actor: Actor, filter: IssueFilter): number {
  const { existing, fresh } = countIssues(db, actor, { ...filter, appeal: true })
  return existing + fresh
}

/** How many are proposed not to be listed and not decided, by an index of just these. */
export function dismissalCount(db: Db, actor: Actor, filter: IssueFilter): number {
  const { existing, fresh } = countIssues(db, actor, { ...filter, dismissal: true })
  return existing + fresh
}

/** How many are overdue, by the index of running deadlines. */
export function overdueCount(db: Db, actor: Actor, filter: IssueFilter, today: Day): number {
  const { existing, fresh } = countIssues(db, actor, { ...filter, overdueOn: today })
  return existing + fresh
}
