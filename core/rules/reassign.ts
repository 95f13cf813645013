import { actsFor } from '../actor.ts'
import type { IssueAct, ReassignAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue, UnitId } from '../issue.ts'
import { reporterOf } from '../handovers/handing.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { inOrder, notPast } from './takeon.ts'

/** 退办: the unit says why it isn't the one to answer; the office assigns anew. */
export function decline({ unit }: Issue, { reason }: Extract<IssueAct, { type: 'decline' }>): Ruling {
  return reason.trim() ? [{ type: 'declined', unit, reason }] : missing('退办理由')
}

/** 转办: another unit answers from now on. It signs and plans by new dates; the deadline stays. */
export function reassign(issue: Issue, act: ReassignAct, facts: IssueFacts): Ruling {
  const { unit, signoffDue, planDue, reason } = act
  const refusal =
    badUnit(issue, unit, facts) ?? badDates(issue, act, facts) ?? (reason.trim() ? null : missing('转办理由'))
  if (refusal) return refusal
  const selfChecked = foundBy(issue, unit, facts)
  return [{ type: 'reassigned', from: issue.unit, unit, selfChecked, signoffDue, planDue, reason, on: facts.today }]
}

function badUnit(issue: Issue, unit: UnitId, facts: IssueFacts): Refusal | null {
  if (facts.staffOf(unit) === null) return missing('责任单位')
  return unit === issue.unit ? invalid('责任单位', '选的就是现在的责任单位，请选要转给的单位') : null
}

/** Overdue stays overdue: only a deadline still to come bounds the date of the plan. */
function badDates({ deadline }: Issue, { signoffDue, planDue }: ReassignAct, { today }: IssueFacts): Refusal | null {
  const latest = deadline !== null && deadline >= today ? deadline : null
  return (
    notPast('签收期限', signoffDue, today) ??
    notPast('报措施期限', planDue, today) ??
    inOrder('签收期限', signoffDue, { latest: planDue, why: 'plan-due' }) ??
    (latest ? inOrder('报措施期限', planDue, { latest, why: 'deadline' }) : null)
  )
}

/**
 * Whether a unit found the issue by itself, seen from the unit it goes to: what one unit reported of itself is a lead
 * to every other, and its own again where it comes back. The source stays what it was.
 */
export function foundBy(issue: Issue, unit: UnitId, { campaign, named }: IssueFacts): boolean {
  if (unit === issue.unit) return issue.selfChecked
  const own = campaign.sources.some(({ id, selfCheck }) => id === issue.source && selfCheck)
  const answering = own ? reporterOf(issue) : null
  const reporter = answering === null ? null : named(answering)
  return reporter !== null && actsFor(reporter, unit)
}
