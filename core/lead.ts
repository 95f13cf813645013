import { belongsTo, type Person, type Post } from './actor.ts'
import type { Campaign } from './campaigns/campaign.ts'
import type { Day } from './calendar/day.ts'
import type { Issue, UnitId } from './issue.ts'
import { type Calendar, workdayAfter } from './calendar/workday.ts'

/** The lead unit of an issue's category, and its reviewers for that category. */
export type Lead = { readonly unit: UnitId; readonly reviewers: readonly Person[] }

type Group = Campaign['groups'][number]

/** The 工作组 that answers for a category: named there itself, or what it is a kind of. */
export function groupOf({ groups, categories }: Campaign, category: string): Group | null {
  const seen = new Set<string>()
  let next: string | undefined = category
  while (next !== undefined && !seen.has(next)) {
    const id: string = next
    const group = groups.find((known) => known.categories.includes(id))
    if (group) return group
    seen.add(id)
    next = categories.find((known) => known.id === id)?.parent
  }
  return null
}

/** A post of 牵头单位审核人 in this unit whose scope has the issue. */
function reviewsIn(post: Post, unit: UnitId, issue: Pick<Issue, 'category' | 'unit'>): boolean {
  return post.role === 'reviewer' && post.unit === unit && inScope(post.scope, issue)
}

/** Units are named in a scope by number (`#12`), categories by id; an empty one means all. */
export function inScope(scope: readonly string[], { category, unit }: Pick<Issue, 'category' | 'unit'>): boolean {
  return scope.length === 0 || scope.includes(category) || scope.includes(`#${unit}`)
}

/** Whether this person speaks for the lead unit about this issue. */
export function isReviewer(
  person: Pick<Person, 'posts'>,
  issue: Pick<Issue, 'category' | 'unit'>,
  lead: Lead | null,
): boolean {
  return lead !== null && person.posts.some((post) => reviewsIn(post, lead.unit, issue))
}

/** The lead unit's reviewers, but nobody who sits in the issue's own unit: who assigns it there, who approves its plan. */
export function reviewersElsewhere({ unit }: Pick<Issue, 'unit'>, lead: Lead | null): readonly Person[] {
  return (lead?.reviewers ?? []).filter((person) => !belongsTo(person, unit))
}

/** Workdays a lead unit has before the office may review in its place (domain: section 2). */
const patience = 3

/** Whether the lead unit has let its workdays pass: from the workday after them the office may review. */
export function mayTakeOver({ submittedOn }: Pick<Issue, 'submittedOn'>, calendar: Calendar, today: Day): boolean {
  return submittedOn !== null && today > workdayAfter(calendar, submittedOn, patience).day
}
