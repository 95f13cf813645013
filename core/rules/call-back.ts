import { enoughTries, isCalledBack, standingDenial, triesOf, type Called, type Heard } from '../issue/call-back.ts'
import type { IssueAct } from '../command.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ruling } from '../decide.ts'
import type { EventOf } from '../event.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 回访 (linyi-2024 二、9): what the enterprise says, in its own words; also as a later check of what is closed. */
export function callBack(issue: Issue, { type: _, ...called }: Act<'call-back'>, facts: IssueFacts): Ruling {
  return badCall(issue, called, facts) ?? calledEvents(called)
}

/** What a verification says of a call is the same event as 回访 on its own. */
export function calledEvents(called: Called | undefined): EventOf<'called-back'>[] {
  return called ? [{ type: 'called-back', ...called }] : []
}

/** A call is of a day that has come, not before the unit said it was done; only silence needs no words. */
export function badCall(issue: Issue, called: Called | undefined, { today }: IssueFacts): Refusal | null {
  if (!called) return null
  if (called.outcome !== 'unreached' && !called.answer?.trim()) return missing('企业原话')
  if (called.on > today) return invalid('回访日期', '不能晚于今天')
  const since = issue.submittedOn ?? dayOf(issue.reportedAt)
  return called.on < since ? invalid('回访日期', `不能早于申请销号的 ${since}`) : null
}

/**
 * Nothing is struck off while the enterprise denies the result (domain: section 6), nor without the call-back a
 * campaign requires.
 */
export function notHeard(issue: Issue, called: Called | undefined, { campaign }: IssueFacts): Refusal | null {
  const calls: readonly Heard[] = [
    ...issue.callBacks,
    ...(called ? [{ ...called, earlier: false, overruled: null }] : []),
  ]
  const denial = standingDenial(calls)
  if (denial) return { code: 'enterprise-denies', on: denial.on }
  if (campaign.verification.callback !== 'required' || isCalledBack(calls)) return null
  return { code: 'no-call-back', tries: triesOf(calls), enough: enoughTries }
}

/** 认定否认不成立: by a voucher among the evidence, with a reason. */
export function overrule(issue: Issue, { evidence, reason }: Act<'overrule'>): Ruling {
  const labels = [
    ...(issue.evidence.some(({ id }) => id === evidence) ? [] : ['凭证']),
    ...(reason.trim() ? [] : ['认定理由']),
  ]
  return labels.length > 0 ? missing(...labels) : [{ type: 'denial-overruled', evidence, reason }]
}
