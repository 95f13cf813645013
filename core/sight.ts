import { readsAll, unitsSeenFrom, type Actor } from './actor.ts'
import type { Facts } from './facts.ts'
import type { Issue } from './issue.ts'
import { inScope, isReviewer } from './lead.ts'

/**
 * Office staff and auditors see all; leaders their scope; a unit its own and those below it; a lead unit's reviewer
 * those of its categories; a named verifier this one issue; whoever holds no post any more nothing.
 */
export function maySee(actor: Actor, issue: Issue, facts: Pick<Facts, 'lineage' | 'lead'>): boolean {
  if (actor.kind === 'system' || readsAll(actor)) return true
  if (actor.posts.length === 0) return false
  if (issue.delegate === actor.id) return true
  if (actor.posts.some((post) => post.role === 'leader' && inScope(post.scope, issue))) return true
  // A reviewer has no part in a lead before 交办 either, and may sit in the very unit it is about.
  if (isHiddenLead(issue)) return false
  if (isReviewer(actor, issue, facts.lead)) return true
  return issue.reporter === actor.id || unitsSeenFrom(actor).some((unitId) => facts.lineage.includes(unitId))
}

/** A lead is invisible to its unit until 交办 (domain: section 4). */
export function isHiddenLead({ selfChecked, firstDeadline }: Pick<Issue, 'selfChecked' | 'firstDeadline'>): boolean {
  return !selfChecked && firstDeadline === null
}
