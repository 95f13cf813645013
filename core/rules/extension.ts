import type { IssueAct } from '../command.ts'
import { showDay, type Day } from '../calendar/day.ts'
import type { Ruling } from '../decide.ts'
import { isBeyond } from '../issue/extension.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { notPast, withinCampaign, type By } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/**
 * 申请延期: a day after the deadline, and why. After the deadline it may be asked for too, but holds nothing up.
 * The dates of the measures stay.
 */
export function extend(issue: Issue, { to, reason }: Act<'extend'>, { facts }: By): Ruling {
  const { today, campaign } = facts
  const refusal = notLater(issue, to, today) ?? (reason.trim() ? null : missing('延期理由'))
  if (refusal) return refusal
  const inTime = issue.deadline === null || today <= issue.deadline
  return [{ type: 'extension-asked', to, reason, on: today, inTime, beyond: isBeyond(to, campaign) }]
}

/** 同意延期: to the day asked for or another one; the deadline first set stays on record. */
export function grantExtension(issue: Issue, { to }: Act<'grant-extension'>, by: By): Ruling {
  const { extension, deadline } = issue
  if (!extension || !deadline) return { code: 'extension-not-asked' }
  const refusal = notLater(issue, to, by.facts.today) ?? withinCampaign(to, by, '延期至')
  if (refusal) return refusal
  const beyond = isBeyond(to, by.facts.campaign)
  return [{ type: 'extension-granted', to, before: deadline, asked: extension.to, beyond, applicant: extension.by }]
}

/** 不同意延期: says why; the deadline stays. */
export function refuseExtension({ extension }: Issue, { reason }: Act<'refuse-extension'>): Ruling {
  if (!extension) return { code: 'extension-not-asked' }
  if (!reason.trim()) return missing('不同意的理由')
  return [{ type: 'extension-refused', reason, asked: extension.to, applicant: extension.by }]
}

function notLater({ deadline }: Issue, to: Day, today: Day): Refusal | null {
  if (deadline !== null && to <= deadline) return invalid('延期至', `要晚于现在的完成时限 ${showDay(deadline, today)}`)
  return notPast('延期至', to, today)
}
