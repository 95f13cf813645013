import { belongsTo, readsAll, unitsSeenFrom, type ActingPerson, type Actor } from './actor.ts'
import type { Facts } from './facts.ts'
import type { Issue } from './issue.ts'
import { inScope, isReviewer } from './lead.ts'
import { isReferredTo } from './issue/referral.ts'

/**
 * Office staff and auditors see all; leaders their scope; a unit its own and those below it; a lead unit's reviewer
 * those of its categories, a lead only once it shall assign it; a named verifier this one issue, as does whoever shall
 * take it over; whoever holds no post any more nothing.
 */
export function maySee(actor: Actor, issue: Issue, facts: Pick<Facts, 'lineage' | 'lead'>): boolean {
  if (actor.kind === 'system' || readsAll(actor)) return true
  if (actor.posts.length === 0) return false
  if (issue.delegate === actor.id || issue.handovers.some(({ to }) => to === actor.id)) return true
  if (actor.posts.some((post) => post.role === 'leader' && inScope(post.scope, issue))) return true
  // A reviewer has no part in a lead before 交办 unless it was referred, and never one who sits in the very unit it is about.
  if (isReferredTo(actor, issue, facts.lead)) return true
  if (isHiddenLead(issue)) return issue.declinedBy.length > 0 && isOwnReport(issue, actor)
  if (isReviewer(actor, issue, facts.lead)) return true
  return broughtUp(issue, actor) || unitsSeenFrom(actor).some((unitId) => facts.lineage.includes(unitId))
}

/**
 * A lead is invisible to its unit until 交办 (domain: section 4). Handed back (退办) it has no deadline and is the
 * office's again: whoever declined it knows no more of it than a unit that was never asked.
 */
export function isHiddenLead({ selfChecked, deadline }: Pick<Issue, 'selfChecked' | 'deadline'>): boolean {
  return !selfChecked && deadline === null
}

/** What a unit found and the office gave to another one, which declined: its reporter has known it all along. */
function isOwnReport(issue: Issue, actor: ActingPerson): boolean {
  return broughtUp(issue, actor) && !belongsTo(actor, issue.unit)
}

function broughtUp({ reporter, heir }: Issue, actor: ActingPerson): boolean {
  return reporter === actor.id || heir === actor.id
}
