import { belongsTo, isOffice, type ActingPerson } from '../actor.ts'
import type { Facts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { isReviewer, reviewersElsewhere, type Lead } from '../lead.ts'
import type { Refusal } from '../refusal.ts'

/** 交牵头单位 (domain: section 2, assign): the officer sets only the group; the lead unit's reviewer finds the unit. */

/** Whether the office has left it to this person to assign the lead, which is also why they may know of it. */
export function isReferredTo(person: ActingPerson, issue: Issue, lead: Lead | null): boolean {
  if (issue.referred === null || issue.referred !== lead?.unit) return false
  return isReviewer(person, issue, lead) && !belongsTo(person, issue.unit)
}

/** 交牵头单位: the office, of a lead, where the lead unit has somebody to assign it and isn't what it is about. */
export function refers(issue: Issue, actor: ActingPerson, { lead }: Facts): Refusal | null {
  if (!isOffice(actor)) return { code: 'not-yours', whose: 'office' }
  if (issue.status !== 'reported') return null
  if (issue.selfChecked) return { code: 'no-lead-to-refer' }
  if (lead?.unit === issue.unit) return { code: 'refer-to-itself' }
  if (!lead || reviewersElsewhere(issue, lead).length === 0) return { code: 'nobody-to-refer' }
  return issue.referred === lead.unit ? { code: 'referred-already' } : null
}

/** 交办: the office, or whoever it was referred to. */
export function assigns(issue: Issue, actor: ActingPerson, { lead }: Facts): Refusal | null {
  return isOffice(actor) || isReferredTo(actor, issue, lead) ? null : { code: 'not-yours', whose: 'office' }
}
