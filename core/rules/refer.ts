import type { Actor } from '../actor.ts'
import { isOffice } from '../actor.ts'
import type { IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { Facts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { groupOf, isReviewer } from '../lead.ts'
import { invalid, type Refusal } from '../refusal.ts'

/** 交牵头单位: to the lead unit of the category it has now; `permit` has seen to it that there is one. */
export function refer(
  { category }: Issue,
  { note }: Extract<IssueAct, { type: 'refer' }>,
  { lead, today }: Facts,
): Ruling {
  if (!lead) return { code: 'nobody-to-refer' }
  return [{ type: 'referred', unit: lead.unit, category, on: today, note }]
}

/** A reviewer assigns within own categories (domain: section 2); the office may choose any. */
export function beyondCategories(
  issue: Issue,
  category: string,
  { actor, facts: { campaign, lead } }: { actor: Actor; facts: Facts },
): Refusal | null {
  if (actor.kind === 'system' || isOffice(actor)) return null
  const own = groupOf(campaign, category) === groupOf(campaign, issue.category)
  if (own && isReviewer(actor, { category, unit: issue.unit }, lead)) return null
  return invalid('问题类别', '不在您审核的范围内，请选本牵头单位的类别；确属其他类别的，请留言报办公室办理')
}
