import { methodsOf } from '../campaigns/campaign.ts'
import { isInTime } from '../calendar/clock.ts'
import type { ActType, IssueAct, Looked } from '../command.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue, Verification } from '../issue.ts'
import { fitToVerify } from '../separation.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { badCall, callBack, calledEvents, notHeard, overrule } from './call-back.ts'
import { unpaid } from './progress.ts'
import { notPast, withinCampaign, type By } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

const verifyActs = [
  ...(['verify', 'close', 'send-back', 'call-back', 'overrule', 'name-verifier'] as const),
] as const satisfies readonly ActType[]
type VerifyAct = Act<(typeof verifyActs)[number]>

export function isVerifyAct(act: IssueAct): act is VerifyAct {
  return verifyActs.some((type) => type === act.type)
}

/** What may be done about an application for 销号 that waits for the office. */
export function ruleVerifying(issue: Issue, act: VerifyAct, by: By): Ruling {
  const { facts } = by
  switch (act.type) {
    case 'verify':
      return verify(issue, act, facts)
    case 'close':
      return close(issue, act, facts)
    case 'send-back':
      return sendBack(issue, act, by)
    case 'call-back':
      return callBack(issue, act, facts)
    case 'overrule':
      return overrule(issue, act)
    case 'name-verifier':
      return nameVerifier(issue, act, facts)
    default:
      return act satisfies never
  }
}

/**
 * 核查销号: an allowed method, who looked, what was found; no denial of the enterprise, and its call-back where the
 * campaign requires it. Amounts can be corrected while it waits, so the remainder is looked at again.
 */
function close(issue: Issue, act: Act<'close'>, facts: IssueFacts): Ruling {
  const { verification, called } = act
  const closed = { type: 'closed', on: facts.today, inTime: isInTime(issue), verification } as const
  return notMended(issue, act, facts) ?? [...calledEvents(called), closed]
}

/** 核查通过: the office asks of the issue what it would of one it closes; then it is the director's. */
function verify(issue: Issue, act: Act<'verify'>, facts: IssueFacts): Ruling {
  const { verification, called } = act
  const verified = { type: 'verified', on: facts.today, verification } as const
  return notMended(issue, act, facts) ?? [...calledEvents(called), verified]
}

function notMended(issue: Issue, { verification, called }: Looked, facts: IssueFacts): Refusal | null {
  return (
    badVerification(issue, verification, facts) ??
    badCall(issue, called, facts) ??
    notHeard(issue, called, facts) ??
    unpaid(issue)
  )
}

/** 退回整改: says what is missing and sets a new deadline; the first one stays on record. */
function sendBack(issue: Issue, act: Act<'send-back'>, by: By): Ruling {
  const { verification, called, reason, deadline } = act
  const refusal =
    badVerification(issue, verification, by.facts) ??
    badCall(issue, called, by.facts) ??
    (reason.trim() ? null : missing('退回原因')) ??
    notPast('完成时限', deadline, by.facts.today) ??
    withinCampaign(deadline, by)
  return refusal ?? [...calledEvents(called), { type: 'sent-back', reason, deadline, verification }]
}

function badVerification(issue: Issue, verification: Verification, facts: IssueFacts): Refusal | null {
  const byDirector = issue.stage === 'director'
  const inspectors = byDirector ? 1 : facts.campaign.verification.inspectors
  const methods = methodsOf(facts.campaign, byDirector ? 'director' : 'office')
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
  if (!hasAll(issue, verification.photographs ?? [])) return invalid('照片和文件', '里有不是这次核查的材料，请重新选择')
  if (verification.on > facts.today) return invalid('核查日期', '不能晚于今天')
  return verification.on < dayOf(issue.reportedAt) ? invalid('核查日期', '不能早于报送的那天') : null
}

/** A look brings what a verifier has given: what the unit gave for its own work shows nothing of it. */
function hasAll({ evidence }: Issue, photographs: readonly string[]): boolean {
  const own = evidence.filter(({ purpose }) => purpose === 'verification').map(({ id }) => id)
  return photographs.every((id) => own.includes(id))
}

/** 委托核查, only where nobody of the office is left for it (domain: rule 1). */
function nameVerifier(issue: Issue, { person, reason }: Act<'name-verifier'>, facts: IssueFacts): Ruling {
  const named = facts.named(person)
  if (!named || !fitToVerify(issue, named)) return { code: 'unfit-verifier' }
  if (issue.delegate === person) return { code: 'nothing-changed' }
  return reason.trim() ? [{ type: 'verifier-named', person, reason }] : missing('委托理由')
}
