import { actsFor } from '../actor.ts'
import type { IssueAct, ProgressAct, SubmitAct } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import type { Evidence, Issue } from '../issue.ts'
import type { Fen } from '../money.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { paymentOf } from './payment.ts'
import { firstStage } from './review.ts'
import { notPast } from './takeon.ts'

/** 更新进展: money only grows; a mistake is mended by 更正 with a reason. */
export function progress(issue: Issue, act: ProgressAct, { today }: IssueFacts): Ruling {
  const { text, percent, done } = act
  const money = paymentOf(issue, act, today)
  if ('code' in money) return money
  const silent = !text.trim() && done.length === 0 && money.settled === null && !money.vouched
  const refusal = silent
    ? missing('进展情况')
    : (badPercent(percent) ?? unknownMeasure(issue, done) ?? badCourtDate(issue, act, today))
  const court = act.courtDate ? { courtDate: act.courtDate } : {}
  return refusal ?? [{ type: 'progressed', text, percent, ...money, done: [...done], ...court }]
}

function badPercent(percent: number | null): Refusal | null {
  if (percent === null || (percent >= 0 && percent <= 100)) return null
  return invalid('完成比例（%）', '请填 0 到 100 之间的数')
}

/** The next day in court is told while a legal way is taken. */
function badCourtDate({ suspended }: Issue, { courtDate }: ProgressAct, today: Day): Refusal | null {
  if (!courtDate) return null
  return suspended ? notPast('开庭或裁决日期', courtDate, today) : invalid('开庭或裁决日期', '只在走法律途径的填写')
}

function unknownMeasure(issue: Issue, numbers: readonly number[]): Refusal | null {
  const known = issue.plan?.measures ?? []
  const unknown = numbers.find((no) => !known.some((measure) => measure.no === no))
  return unknown === undefined ? null : { code: 'no-such-measure', number: unknown }
}

/** A file that has arrived. The same bytes given twice to one issue count once. */
export function attach(issue: Issue, act: Extract<IssueAct, { type: 'attach' }>, facts: IssueFacts): Ruling {
  const { evidence } = act
  if (issue.evidence.some((known) => known.sha256 === evidence.sha256)) return { code: 'nothing-changed' }
  return [{ type: 'evidence-added', evidence: { ...evidence, purpose: purposeOf(issue, evidence, facts) } }]
}

/**
 * What a file can prove is a matter of who gave it: only the unit, or whoever entered progress for it and is
 * barred by that, proves rectification. A verifier's own photograph never does.
 */
function purposeOf(issue: Issue, { by }: Evidence, { unitPeople }: IssueFacts): Evidence['purpose'] {
  if (issue.status === 'reported') return 'report'
  const ofUnit = unitPeople.some((person) => person.id === by && actsFor(person, issue.unit))
  return ofUnit || issue.handlers.includes(by) ? 'progress' : 'verification'
}

/**
 * 申请销号: every measure done or waived with a reason, evidence there and none still downloading,
 * nothing left to pay of the confirmed amount.
 */
export function submit(issue: Issue, act: SubmitAct, facts: IssueFacts): Ruling {
  const refusal = unknownMeasure(issue, act.waived) ?? unfinished(issue, act) ?? unproven(issue, facts) ?? unpaid(issue)
  if (refusal) return refusal
  const waived = openMeasures(issue).filter((no) => act.waived.includes(no))
  const waiver = waived.length > 0 ? act.waiver : null
  return [{ type: 'submitted', on: facts.today, text: act.text, waived, waiver, ...firstStage(issue, facts) }]
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
  return isProven(issue) ? null : { code: 'no-evidence' }
}

function isProven({ evidence, selfChecked }: Issue): boolean {
  return evidence.some(({ purpose }) => purpose === 'progress' || (purpose === 'report' && selfChecked))
}

/** What the office holds to be owed has been paid in full. */
export function unpaid(issue: Issue): Refusal | null {
  const remainder = owedOn(issue)
  return remainder > 0 ? { code: 'not-settled', remainder } : null
}

function owedOn({ confirmed, settled }: Issue): Fen {
  return (confirmed ?? settled) - settled
}

/** What 申请销号 still waits for: measures by their numbers, fen to be paid, and whether nothing proves anything yet. */
export type LeftToDo = { readonly measures: readonly number[]; readonly owed: Fen; readonly unproven: boolean }

export function leftToDo(issue: Issue): LeftToDo {
  return { measures: openMeasures(issue), owed: owedOn(issue), unproven: !isProven(issue) }
}
