import type { IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { Corrections } from '../event.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { badParticulars } from './report.ts'
import { inOrder, notPast, withinCampaign, type By } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 更正 / 调整时限: before and after stand in the event, with the reason; only what really changes. */
export function correct(issue: Issue, act: Act<'correct'>, by: By): Ruling {
  const after = reallyChanged(issue, act.changed)
  if (Object.keys(after).length === 0) return { code: 'nothing-changed' }
  const refusal = badCorrection(issue, after, by) ?? badDates(issue, after, by)
  if (refusal) return refusal
  if (!act.reason.trim()) return missing('更正理由')
  return [{ type: 'corrected', before: pick(issue, after), after, reason: act.reason }]
}

function badCorrection(issue: Issue, after: Corrections, { facts }: By): Refusal | null {
  const next = { ...issue, ...after }
  const refusal = badParticulars(next, facts, Object.keys(after))
  if (refusal) return refusal
  if (issue.plan?.disposition === 'legal' && !next.caseNumber?.trim()) return missing('案号')
  const early = issue.deadline === null ? terms.find(([name]) => name in after) : undefined
  if (early) return invalid(early[1], '要在确认或交办时才定，现在还不能更正')
  if (next.confirmed !== null && next.settled > next.confirmed)
    return { code: 'settled-exceeds', confirmed: next.confirmed }
  return null
}

/** What the office sets when it takes an issue on. */
const terms = [
  ['confirmed', '核定金额（万元）'],
  ['settled', '已兑现金额（万元）'],
  ['planDue', '报措施期限'],
  ['deadline', '完成时限'],
] as const

/** A submission stops the clock (domain: rule 7): moving the deadline then would decide whether it came in time. */
function badDates(issue: Issue, after: Corrections, by: By): Refusal | null {
  const { planDue, deadline } = after
  const { today } = by.facts
  if (deadline && issue.status === 'verifying')
    return invalid('完成时限', '在申请销号以后不再调整；核查没有通过的，退回整改时再定')
  return (
    (deadline ? (notPast('完成时限', deadline, today) ?? withinCampaign(deadline, by)) : null) ??
    (planDue ? notPast('报措施期限', planDue, today) : null) ??
    (planDue || deadline ? planAfterDeadline({ ...issue, ...after }) : null)
  )
}

/** Once a plan is in force, the day it was due by no longer matters. */
function planAfterDeadline({ plan, planDue, deadline }: Issue): Refusal | null {
  if (plan || !planDue || !deadline) return null
  return inOrder('报措施期限', planDue, { latest: deadline, why: 'deadline' })
}

/** Both lists hold plain values only, so === compares them. */
function reallyChanged(issue: Issue, changed: Corrections): Corrections {
  const entries = Object.entries(changed).filter(
    ([key, value]) => value !== undefined && value !== issue[key as keyof Corrections],
  )
  return Object.fromEntries(entries)
}

function pick(issue: Issue, keys: Corrections): Corrections {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, issue[key as keyof Corrections]]))
}

/** 留言 / 批示 */
export function comment({ text }: Act<'comment'>): Ruling {
  return text.trim() ? [{ type: 'commented', text }] : missing('留言')
}
