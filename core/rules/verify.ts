import type { Actor } from '../actor.ts'
import { isInTime } from '../clock.ts'
import type { IssueAct } from '../command.ts'
import { missing } from '../decide.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue, Verification } from '../issue.ts'
import { fitToVerify } from '../permit.ts'
import type { Refusal } from '../refusal.ts'
import { notPast, withinCampaign } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 核查销号: an allowed method, who looked, what was found; the call-back where the campaign requires it. */
export function close(issue: Issue, { verification }: Act<'close'>, facts: IssueFacts): Ruling {
  const refusal = badVerification(verification, facts) ?? noCallback(verification, facts)
  return refusal ?? [{ type: 'closed', on: facts.today, inTime: isInTime(issue), verification }]
}

/** 退回整改: says what is missing and sets a new deadline; the first one stays on record. */
export function sendBack(_issue: Issue, act: Act<'send-back'>, actor: Actor, facts: IssueFacts): Ruling {
  const { verification, reason, deadline } = act
  const refusal =
    badVerification(verification, facts) ??
    (reason.trim() ? null : missing('退回原因')) ??
    notPast('完成时限', deadline, facts.today) ??
    withinCampaign(deadline, actor, facts)
  return refusal ?? [{ type: 'sent-back', reason, deadline, verification }]
}

function badVerification(verification: Verification, { campaign, today }: IssueFacts): Refusal | null {
  const { methods, inspectors } = campaign.verification
  const named = verification.inspectors.filter((name) => name.trim())
  const labels = [
    ...(methods.some((method) => method === verification.method) ? [] : ['核查方式']),
    ...(named.length > 0 ? [] : ['核查人员']),
    ...(verification.method === '现场' && !verification.place?.trim() ? ['核查地点'] : []),
    ...(verification.finding.trim() ? [] : ['核查情况']),
  ]
  if (labels.length > 0) return { code: 'missing', labels }
  if (named.length < inspectors) return invalid('核查人员', `本专项要求至少 ${inspectors} 人，用顿号分开`)
  return verification.on > today ? invalid('核查日期', '不能晚于今天') : null
}

function noCallback(verification: Verification, { campaign }: IssueFacts): Refusal | null {
  return campaign.verification.callback === 'required' && !verification.callback?.trim() ? missing('回访结果') : null
}

/** 委托核查, only where nobody of the office may verify any more (domain: rule 1). */
export function nameVerifier(issue: Issue, { person, reason }: Act<'name-verifier'>, facts: IssueFacts): Ruling {
  const named = facts.named(person)
  if (!named || !fitToVerify(issue, named)) return { code: 'unfit-verifier' }
  return reason.trim() ? [{ type: 'verifier-named', person, reason }] : missing('委托理由')
}

function invalid(label: string, sentence: string): Refusal {
  return { code: 'invalid', label, sentence }
}
