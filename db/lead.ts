import { and, eq, inArray, notInArray, or, sql, type SQL } from 'drizzle-orm'
import { holds, type ActingPerson, type Actor, type Post } from '../core/actor.ts'
import type { Campaign } from '../core/campaigns/campaign.ts'
import type { Issue, UnitId } from '../core/issue.ts'
import { groupOf, isReviewer, type Lead } from '../core/lead.ts'
import { listCampaigns } from './campaigns.ts'
import type { Db } from './database.ts'
import { unitNamed } from './people.ts'
import { issues, posts } from './schema.ts'

/** The lead unit of an issue's category with its reviewers; null where the office has no such unit. */
export function leadOf(db: Db, campaign: Campaign, issue: Pick<Issue, 'category' | 'unit'>): Lead | null {
  const group = groupOf(campaign, issue.category)
  const unit = group && unitNamed(db, group.lead)?.id
  if (unit === null || unit === undefined) return null
  const rows = db
    .select()
    .from(posts)
    .where(inArray(posts.person, reviewersOf(db, unit)))
    .all()
  const people = [...Map.groupBy(rows, (row) => row.person)].map(([id, own]) => ({ id, posts: own }))
  const lead = { unit, reviewers: people }
  return { unit, reviewers: people.filter((person) => isReviewer(person, issue, lead)) }
}

function reviewersOf(db: Db, unit: UnitId) {
  return db
    .select({ person: posts.person })
    .from(posts)
    .where(and(eq(posts.unit, unit), eq(posts.role, 'reviewer')))
}

/** Issues an actor sees as a lead unit's reviewer, as SQL: the same rule as `isReviewer` in core. */
export function reviewedBy(db: Db, actor: Actor): SQL {
  if (actor.kind === 'system' || !holds(actor, 'reviewer')) return sql`0`
  const ways = actor.posts.filter(({ role }) => role === 'reviewer').map((post) => reviewedIn(db, post))
  return or(...ways) ?? sql`0`
}

/** Leads that wait for a lead unit to assign them. */
export const referred = sql`issues.status = 'reported' and issue ->> 'referred' is not null`

/** Leads that an actor shall assign for a lead unit, as SQL: the same rule as `isReferredTo` in core. */
export function referredTo(db: Db, { posts: held }: Pick<ActingPerson, 'posts'>): SQL | undefined {
  const ways = held
    .filter(({ role }) => role === 'reviewer')
    .map((post) => and(sql`issue ->> 'referred' = ${post.unit}`, reviewedIn(db, post)))
  if (ways.length === 0) return undefined
  const own = held.map(({ unit }) => unit)
  return and(or(...ways), notInArray(issues.unit, own))
}

/** One parameter for all categories: a statement takes at most 100. */
function reviewedIn(db: Db, { unit, scope }: Post): SQL {
  const led = listCampaigns(db).flatMap(({ code, campaign }) =>
    categoriesLedBy(db, campaign, unit).map((category) => `${code} ${category}`),
  )
  const ofGroup = sql`(issues.campaign || ' ' || issues.category) in (select value from json_each(${JSON.stringify(led)}))`
  return and(ofGroup, scope.length === 0 ? undefined : inScopeSql(scope)) ?? sql`0`
}

function categoriesLedBy(db: Db, campaign: Campaign, unit: UnitId): string[] {
  const own = campaign.groups.filter(({ lead }) => unitNamed(db, lead)?.id === unit)
  return campaign.categories.map(({ id }) => id).filter((id) => own.some((group) => group === groupOf(campaign, id)))
}

function inScopeSql(scope: readonly string[]): SQL {
  const words = sql`(select value from json_each(${JSON.stringify(scope)}))`
  return sql`(issues.category in ${words} or '#' || issues.unit in ${words})`
}
