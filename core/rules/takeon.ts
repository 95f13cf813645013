import { holds } from '../actor.ts'
import type { Actor } from '../actor.ts'
import { leafCategories } from '../campaigns/campaign.ts'
import type { IssueAct, Terms } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { Ruling } from '../decide.ts'
import type { Facts, IssueFacts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { foundBy } from './reassign.ts'
import { beyondCategories } from './refer.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** Who decides, and what deciding needs to know. */
export type By = { readonly actor: Actor; readonly facts: IssueFacts }

/** 退回补充 */
export function ask({ question }: Act<'ask'>): Ruling {
  return question.trim() ? [{ type: 'supplement-asked', question }] : missing('需要补充的内容')
}

/** 确认: a self-checked issue is taken on; its dates start to count. */
export function confirm(issue: Issue, { type: _, ...terms }: Act<'confirm'>, by: By): Ruling {
  const { planDue, deadline, confirmed, category } = terms
  return badTerms(issue, terms, by) ?? [{ type: 'confirmed', planDue, deadline, confirmed, category }]
}

/** 交办: a lead goes to the unit that answers for it. */
export function assign(issue: Issue, act: Act<'assign'>, by: By): Ruling {
  const { unit, signoffDue, planDue, deadline, confirmed, category } = act
  if (by.facts.staffOf(unit) === null) return missing('责任单位')
  const refusal =
    beyondCategories(issue, category, by) ??
    badTerms(issue, act, by) ??
    notPast('签收期限', signoffDue, by.facts.today) ??
    inOrder('签收期限', signoffDue, { latest: planDue, why: 'plan-due' })
  if (refusal) return refusal
  const found = unit === issue.unit ? {} : { selfChecked: foundBy(issue, unit, by.facts) }
  return [{ type: 'assigned', unit, signoffDue, planDue, deadline, confirmed, category, ...found }]
}

function badTerms(issue: Issue, { planDue, deadline, category }: Terms, by: By): Refusal | null {
  return (
    badCategory(issue, category, by.facts) ??
    notPast('完成时限', deadline, by.facts.today) ??
    withinCampaign(deadline, by) ??
    notPast('报措施期限', planDue, by.facts.today) ??
    inOrder('报措施期限', planDue, { latest: deadline, why: 'deadline' })
  )
}

/** A court case has a case number (domain: section 2); these forms don't ask for it, 更正 does. */
function badCategory({ caseNumber }: Issue, id: string, { campaign }: IssueFacts): Refusal | null {
  const category = leafCategories(campaign).find((known) => known.id === id)
  if (!category) return missing('问题类别')
  if (!category.isCase || caseNumber?.trim()) return null
  return invalid('问题类别', '选的是案件，要有案号，请先用“更正”补上，再来办理')
}

/** A deadline lies within the campaign; beyond it only the director sets one (跨期). */
export function withinCampaign(
  deadline: Day,
  { actor, facts }: { actor: Actor; facts: Facts },
  label = '完成时限',
): Refusal | null {
  const latest = facts.campaign.rectify_by.day
  if (!latest || (actor.kind === 'person' && holds(actor, 'director'))) return null
  return inOrder(label, deadline, { latest, why: 'rectify-by' })
}

export function notPast(label: string, day: Day, today: Day): Refusal | null {
  return day < today ? { code: 'day-past', label, day } : null
}

type Limit = { readonly latest: Day; readonly why: Extract<Refusal, { code: 'after-latest' }>['why'] }

/** One date comes before another. */
export function inOrder(label: string, day: Day, { latest, why }: Limit): Refusal | null {
  return day > latest ? { code: 'after-latest', label, latest, why } : null
}
