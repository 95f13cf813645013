import type { IssueAct, ProgressAct, SubmitAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'

/** 更新进展: money only grows; a mistake is mended by 更正 with a reason. */
export function progress(issue: Issue, act: ProgressAct): Ruling {
  const { text, percent, settled, done } = act
  if (!text.trim() && settled === null && done.length === 0) return missing('进展情况')
  const refusal = badPercent(percent) ?? badMoney(issue, settled) ?? unknownMeasure(issue, done)
  return refusal ?? [{ type: 'progressed', text, percent, settled, done: [...done] }]
}

function badPercent(percent: number | null): Refusal | null {
  if (percent === null || (percent >= 0 && percent <= 100)) return null
  return invalid('完成比例（%）', '请填 0 到 100 之间的数')
}

function badMoney(issue: Issue, settled: number | null): Refusal | null {
  if (settled === null) return null
  if (settled < issue.settled) return { code: 'settled-shrinks', settled: issue.settled }
  if (issue.confirmed !== null && settled > issue.confirmed)
    return { code: 'settled-exceeds', confirmed: issue.confirmed }
  return null
}

function unknownMeasure(issue: Issue, numbers: readonly number[]): Refusal | null {
  const known = issue.plan?.measures ?? []
  const unknown = numbers.find((no) => !known.some((measure) => measure.no === no))
  return unknown === undefined ? null : { code: 'no-such-measure', number: unknown }
}

/** A file that has arrived. The same bytes given twice to one issue count once. */
export function attach(issue: Issue, { evidence }: Extract<IssueAct, { type: 'attach' }>): Ruling {
  if (issue.evidence.some((known) => known.sha256 === evidence.sha256)) return { code: 'nothing-changed' }
  return [{ type: 'evidence-added', evidence }]
}

/**
 * 申请销号: every measure done or waived with a reason, evidence there and none still downloading,
 * nothing left to pay of the confirmed amount.
 */
export function submit(issue: Issue, act: SubmitAct, facts: IssueFacts): Ruling {
  const refusal = unknownMeasure(issue, act.waived) ?? unfinished(issue, act) ?? unproven(issue, facts) ?? unpaid(issue)
  if (refusal) return refusal
  const waived = openMeasures(issue).filter((no) => act.waived.includes(no))
  return [{ type: 'submitted', on: facts.today, text: act.text, waived, waiver: waived.length > 0 ? act.waiver : null }]
}

function unfinished(issue: Issue, { waived, waiver }: SubmitAct): Refusal | null {
  const open = openMeasures(issue)
  const left = open.filter((no) => !waived.includes(no))
  if (left.length > 0) return { code: 'measures-open', numbers: left }
  return open.length > 0 && !waiver?.trim() ? missing('不再实施的理由') : null
}

function openMeasures({ plan }: Issue): number[] {
  return (plan?.measures ?? []).filter((measure) => measure.state === 'open').map((measure) => measure.no)
}

function unproven(issue: Issue, { pendingFiles }: IssueFacts): Refusal | null {
  if (pendingFiles > 0) return { code: 'evidence-pending', count: pendingFiles }
  return issue.evidence.some((file) => file.purpose !== 'verification') ? null : { code: 'no-evidence' }
}

/** What the office holds to be owed has been paid in full. */
export function unpaid({ confirmed, settled }: Issue): Refusal | null {
  const remainder = (confirmed ?? settled) - settled
  return remainder > 0 ? { code: 'not-settled', remainder } : null
}
