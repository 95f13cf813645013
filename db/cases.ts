import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import { enterpriseOf } from '../core/issue/enterprise.ts'
import { openStatuses, type Issue, type Serial, type Status } from '../core/issue.ts'
import type { Fen } from '../core/money.ts'
import type { Db } from './database.ts'
import { foundBy, issueRows, type IssueRow } from './issues.ts'
import { issues } from './schema.ts'

/** Issues that are looked at together: those of one enterprise (一企一议), those of one matter (一事一议、同事同议). */

/** `owed` is what the office confirmed, else what is involved. */
export type EnterpriseCase = {
  /** Open ones first, then the newest. */
  readonly rows: readonly IssueRow[]
  readonly count: number
  readonly open: number
  readonly owed: Fen
  readonly settled: Fen
}

/** What was put aside counts for nothing. */
const standing: readonly Status[] = [...openStatuses, 'closed']

/**
 * Issues of the same enterprise as this one, it among them, across units and campaigns as far as the actor may see
 * them; `rows` are at most `limit`. null where the issue names no enterprise.
 */
export function enterpriseCase(
  db: Db,
  { actor, issue, limit }: { actor: Actor; issue: Issue; limit: number },
): EnterpriseCase | null {
  const enterprise = enterpriseOf(issue)
  if (!enterprise) return null
  const found = foundBy(db, actor, { enterprise, statuses: standing })
  const closed = sql`${issues.status} = 'closed'`
  const total = db
    .select({
      count: sql<number>`count(*)`,
      open: sql<number>`coalesce(sum(${issues.status} <> 'closed'), 0)`,
      owed: sql<number>`coalesce(sum(coalesce(issue ->> 'confirmed', issue ->> 'involved')), 0)`,
      settled: sql<number>`coalesce(sum(issue ->> 'settled'), 0)`,
    })
    .from(issues)
    .where(found)
    .get()
  const rows = issueRows(db, { where: found, by: [closed, desc(sql`+${issues.id}`)], limit })
  return total ? { rows, ...total } : null
}

const MOST_OF_A_MATTER = 50

function relatedTo({ links, mergedInto, absorbed }: Issue): Serial[] {
  return [...links, ...(mergedInto === null ? [] : [mergedInto]), ...absorbed]
}

/** The issues linked to this one or merged with it, to those, and so on, as far as the actor may see them; without the issue itself. */
export function matterOf(db: Db, actor: Actor, issue: Issue): IssueRow[] {
  const known = new Set<Serial>([issue.serial])
  const rows: IssueRow[] = []
  let next = relatedTo(issue)
  while (next.length > 0 && rows.length < MOST_OF_A_MATTER) {
    next.forEach((one) => known.add(one))
    const where = and(inArray(issues.serial, next.slice(0, MOST_OF_A_MATTER)), foundBy(db, actor, {}))
    const by = [eq(issues.status, 'closed'), desc(issues.id)]
    const found = issueRows(db, { where, by, limit: MOST_OF_A_MATTER })
    rows.push(...found)
    next = [...new Set(found.flatMap((row) => relatedTo(row.issue)))].filter((one) => !known.has(one))
  }
  return rows
}
