import { holds } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { IssueAct, Terms } from '../command.ts'
import type { Day } from '../day.ts'
import { missing } from '../decide.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Refusal } from '../refusal.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 退回补充 */
export function ask({ question }: Act<'ask'>): Ruling {
  return question.trim() ? [{ type: 'supplement-asked', question }] : missing('需要补充的内容')
}

/** 确认: a self-checked issue is taken on; its dates start to count. */
export function confirm({ type: _, ...terms }: Act<'confirm'>, actor: Actor, facts: IssueFacts): Ruling {
  const { planDue, deadline, confirmed, category } = terms
  return badTerms(terms, actor, facts) ?? [{ type: 'confirmed', planDue, deadline, confirmed, category }]
}

/** 交办: a lead goes to the unit that answers for it. */
export function assign(act: Act<'assign'>, actor: Actor, facts: IssueFacts): Ruling {
  const { unit, signoffDue, planDue, deadline, confirmed, category } = act
  const refusal =
    badTerms(act, actor, facts) ??
    notPast('签收期限', signoffDue, facts.today) ??
    inOrder('签收期限', signoffDue, planDue)
  return refusal ?? [{ type: 'assigned', unit, signoffDue, planDue, deadline, confirmed, category }]
}

/** 不予列入 */
export function dismiss({ reason }: Act<'dismiss'>): Ruling {
  return reason.trim() ? [{ type: 'dismissed', reason }] : missing('不予列入的理由')
}

function badTerms({ planDue, deadline, category }: Terms, actor: Actor, facts: IssueFacts): Refusal | null {
  if (!facts.campaign.categories.some((known) => known.id === category)) return missing('问题类别')
  return (
    notPast('完成时限', deadline, facts.today) ??
    withinCampaign(deadline, actor, facts) ??
    notPast('报措施期限', planDue, facts.today) ??
    inOrder('报措施期限', planDue, deadline)
  )
}

/** A deadline lies within the campaign; beyond it only the director sets one (跨期). */
export function withinCampaign(deadline: Day, actor: Actor, facts: IssueFacts): Refusal | null {
  const latest = facts.campaign.rectify_by.day
  if (!latest || deadline <= latest || (actor.kind === 'person' && holds(actor, 'director'))) return null
  return { code: 'after-latest', label: '完成时限', latest, why: 'rectify-by' }
}

export function notPast(label: string, day: Day, today: Day): Refusal | null {
  return day < today ? { code: 'day-past', label, day } : null
}

function inOrder(label: string, day: Day, deadline: Day): Refusal | null {
  return day > deadline ? { code: 'after-latest', label, latest: deadline, why: 'deadline' } : null
}
