import { methodsOf } from '../campaign.ts'
import { isInTime } from '../clock.ts'
import type { IssueAct } from '../command.ts'
import { dayOf } from '../day.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue, Verification } from '../issue.ts'
import { fitToVerify } from '../separation.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { unpaid } from './progress.ts'
import { notPast, withinCampaign, type By } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/**
 * 核查销号: an allowed method, who looked, what was found; the call-back where the campaign requires it. Amounts
 * can be corrected while it waits, so the remainder is looked at again.
 */
export function close(issue: Issue, { verification }: Act<'close'>, facts: IssueFacts): Ruling {
  const refusal = badVerification(issue, verification, facts) ?? noCallback(verification, facts) ?? unpaid(issue)
  return refusal ?? [{ type: 'closed', on: facts.today, inTime: isInTime(issue), verification }]
}

/** 退回整改: says what is missing and sets a new deadline; the first one stays on record. */
export function sendBack(issue: Issue, act: Act<'send-back'>, by: By): Ruling {
  const { verification, reason, deadline } = act
  const refusal =
    badVerification(issue, verification, by.facts) ??
    (reason.trim() ? null : missing('退回原因')) ??
    notPast('完成时限', deadline, by.facts.today) ??
    withinCampaign(deadline, by)
  return refusal ?? [{ type: 'sent-back', reason, deadline, verification }]
}

function badVerification(issue: Issue, verification: Verification, facts: IssueFacts): Refusal | null {
  const { inspectors } = facts.campaign.verification
  const methods = methodsOf(facts.campaign, 'office')
  const named = new Set(verification.inspectors.map((name) => name.trim()).filter((name) => name !== ''))
  const labels = [
    ...(methods.some((method) => method === verification.method) ? [] : ['核查方式']),
    ...(named.size > 0 ? [] : ['核查人员']),
    ...(verification.method === '现场' && !verification.place?.trim() ? ['核查地点'] : []),
    ...(verification.finding.trim() ? [] : ['核查情况']),
  ]
  if (labels.length > 0) return missing(...labels)
  if (named.size < inspectors) return invalid('核查人员', `本专项要求至少 ${inspectors} 人，用顿号分开`)
  const own = [...named].find((name) => facts.isUnitName(name))
  if (own) return invalid('核查人员', `里的${own}是责任单位的人员，核查不能由责任单位自己做`)
  if (verification.on > facts.today) return invalid('核查日期', '不能晚于今天')
  return verification.on < dayOf(issue.reportedAt) ? invalid('核查日期', '不能早于报送的那天') : null
}

function noCallback(verification: Verification, { campaign }: IssueFacts): Refusal | null {
  return campaign.verification.callback === 'required' && !verification.callback?.trim() ? missing('回访结果') : null
}

/** 委托核查, only where nobody of the office is left for it (domain: rule 1). */
export function nameVerifier(issue: Issue, { person, reason }: Act<'name-verifier'>, facts: IssueFacts): Ruling {
  const named = facts.named(person)
  if (!named || !fitToVerify(issue, named)) return { code: 'unfit-verifier' }
  if (issue.delegate === person) return { code: 'nothing-changed' }
  return reason.trim() ? [{ type: 'verifier-named', person, reason }] : missing('委托理由')
}
