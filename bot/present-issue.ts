import { actsFor, isOffice, readsAll } from '../core/actor.ts'
import { isOverdue, runningDeadline } from '../core/calendar/clock.ts'
import { daysBetween, showDay, showMonth } from '../core/calendar/day.ts'
import type { ActType } from '../core/command.ts'
import { owedOf, remainderOf, unvouched } from '../core/issue/instalment.ts'
import type { Issue } from '../core/issue.ts'
import { isReviewer } from '../core/lead.ts'
import { showWan } from '../core/money.ts'
import { barredFromStep, permit, permitted } from '../core/permit.ts'
import { hasNewPlan, planWaits } from '../core/issue/plan-approval.ts'
import { isReferredTo } from '../core/issue/referral.ts'
import { isFresh } from '../core/campaigns/stock.ts'
import { actText, refusalText, statusText, stockText } from '../core/texts.ts'
import type { IssueView } from '../db/issues.ts'
import { namesOf, unitName } from '../db/people.ts'
import { appealTexts } from './after-texts.ts'
import type { Action, Block, Card, Tone } from './platform.ts'
import { handed } from './handover-texts.ts'
import { afterFieldsOf, appealToAnswer } from './present-after.ts'
import { evidenceButton } from './present-evidence.ts'
import { dismissalNext, dismissalToDecide } from './present-taking.ts'
import { planFields, planToDecide } from './present-plan.ts'
import { extensionFields, extensionNext, extensionToDecide } from './present-extension.ts'
import type { Reader } from './reader.ts'
import { dismissalTexts, referralTexts } from './taking-texts.ts'
import type { TapValue } from './tap.ts'
import {
  awaitsDirector,
  buttons,
  extensionTexts,
  nameVerifier,
  nextStep,
  paidTexts,
  planTexts,
  underReview,
} from './texts.ts'

/** The card of one issue: what was just said, the facts, what comes next, and what its reader may do. */
export function issueCard(reader: Reader, view: IssueView, lead: string): Card {
  const { issue } = view
  const title = `${issue.serial} ${statusText[issue.status]}`
  const fields = fieldsOf(reader, view)
  const next = nextOf(reader, view)
  const reading = [...appealToAnswer(reader, view), ...toDecide(reader, view)]
  const blocks: Block[] = [
    ...(lead ? [{ type: 'text' as const, text: lead }] : []),
    { type: 'text', text: issue.title },
    ...reading.map((text) => ({ type: 'text' as const, text })),
    { type: 'fields', fields },
    ...(next ? [{ type: 'note' as const, text: `下一步：${next}` }] : []),
  ]
  const lines = fields.map(({ label, value }) => `${label}：${value}`)
  const fallback = [title, lead, issue.title, ...reading, ...lines, next ? `下一步：${next}` : '']
    .filter((line) => line !== '')
    .join('\n')
  const actions = [...actionsOf(reader, view, 5), ...evidenceButton(issue)]
  return { kind: 'card', title, tone: toneOf(reader, issue), blocks, actions, fallback }
}

/** What has to be read before deciding: the report for 确认, the plan for 措施通过, the reason for 同意延期, what was done for 审核通过. */
function toDecide(reader: Reader, { issue, facts }: IssueView): string[] {
  const { actor } = reader
  const { status, cause, course } = issue
  if (isReviewer(actor, issue, facts.lead) && isUnderReview(issue)) return doneSoFar(issue)
  if (issue.dismissal && isOffice(actor)) return dismissalToDecide(reader, issue)
  if (planWaits(issue))
    return [...planToDecide(reader, { issue, facts }), ...extensionToDecide(reader, { issue, facts })]
  if (issue.extension) return extensionToDecide(reader, { issue, facts })
  const assigns = isOffice(actor) || isReferredTo(actor, issue, facts.lead)
  if (!assigns || status !== 'reported') return []
  return [`事件原因：${cause}`, `事件经过：${course}`]
}

/** Its state, and where that says too little whom it waits for. */
function waitsFor(issue: Issue): string {
  if (issue.referred !== null) return referralTexts.waits
  return isUnderReview(issue) ? underReview : isDirectors(issue) ? awaitsDirector : statusText[issue.status]
}

function isUnderReview({ status, stage }: Issue): boolean {
  return status === 'verifying' && stage === 'lead'
}

function isDirectors({ status, stage }: Issue): boolean {
  return status === 'verifying' && stage === 'director'
}

function doneSoFar({ course, plan, latest }: Issue): string[] {
  const measures = (plan?.measures ?? []).map(({ no, text, state }) => `${no}. ${text}${measureState[state]}`)
  return [`事件经过：${course}`, measures.join('\n'), ...(latest ? [`最近进展：${latest.text}`] : [])]
}

const measureState = { open: '', done: '（已完成）', waived: '（不再实施）' } as const

/** One row of a list. */
export function issueItem(reader: Reader, view: IssueView, most = 2): Extract<Block, { type: 'item' }> {
  const { issue } = view
  const due = dueOf(reader, issue)
  const measures = measuresText(issue)
  const line = [
    waitsFor(issue),
    due && `${due.label} ${due.value}`,
    measures,
    issue.appeal && appealTexts.pending,
    issue.dismissal && isOffice(reader.actor) ? dismissalTexts.asks : null,
    issue.extension && extensionTexts.asks(showDay(issue.extension.to, reader.today)),
    hasNewPlan(issue) ? planTexts.asks : null,
  ]
    .filter((part) => part !== null)
    .join(' · ')
  const title = `${issue.serial} ${issue.title}`
  return { type: 'item', title, lines: [line], tone: toneOf(reader, issue), actions: actionsOf(reader, view, most) }
}

function fieldsOf(reader: Reader, view: IssueView): { label: string; value: string }[] {
  const { issue } = view
  const { confirmed } = issue
  const due = dueOf(reader, issue)
  const measures = measuresText(issue)
  const owed = owedOf(issue)
  const paid = paidText(issue)
  return [
    { label: '责任单位', value: unitName(reader.db, issue.unit) },
    ...(readsAll(reader.actor) ? [{ label: '发生时间', value: happenedText(issue) }] : []),
    ...(due ? [due] : []),
    ...extensionFields(reader, view),
    ...afterFieldsOf(reader, issue),
    ...handingFields(reader, issue),
    ...planFields(reader, view),
    ...(owed === null ? [] : [{ label: confirmed === null ? '涉及金额' : '核定金额', value: showWan(owed) }]),
    ...(paid ? [{ label: paidTexts.label, value: paid }] : []),
    ...(measures ? [{ label: '推进措施', value: measures }] : []),
    ...(issue.evidence.length > 0 ? [{ label: '佐证材料', value: `${issue.evidence.length} 份` }] : []),
  ]
}

/** 交接 under way: 陈联络 → 刘具体（待签收）. */
function handingFields({ db }: Reader, { handovers }: Issue): { label: string; value: string }[] {
  const names = namesOf(
    db,
    handovers.flatMap(({ from, to }) => [from, to]),
  )
  return handovers.map(({ from, to }) => {
    return { label: handed.label, value: handed.between(names.get(from) ?? '', names.get(to) ?? '') }
  })
}

/** 2021年3月（存量）: what the office counts it under. */
function happenedText(issue: Issue): string {
  return `${showMonth(issue.happened)}（${stockText(isFresh(issue))}）`
}

/** The date that counts in this state: 完成时限 5月31日（还有 7 天）. */
function dueOf({ today }: Reader, issue: Issue): { label: string; value: string } | null {
  const [label, day] =
    issue.status === 'assigned'
      ? ['签收期限', issue.signoffDue]
      : issue.status === 'planning'
        ? ['报措施期限', issue.planDue]
        : issue.status === 'reported'
          ? ['拟定完成时限', issue.proposedDeadline]
          : ['完成时限', issue.deadline]
  if (!day) return null
  if (issue.suspended) return { label, value: `${showDay(day, today)}（走法律途径，暂停计时）` }
  const running = issue.status === 'assigned' || runningDeadline(issue) !== null
  const days = daysBetween(today, day)
  const left = days === 0 ? '（今天到期）' : days > 0 ? `（还有 ${days} 天）` : `（已过 ${-days} 天）`
  return { label, value: `${showDay(day, today)}${running ? left : ''}` }
}

/** What was paid, how much of it nothing proves, and what is left; null where nothing was paid yet. */
function paidText(issue: Issue): string | null {
  if (issue.settled === 0) return null
  const [unproven, left] = [unvouched(issue), remainderOf(issue)]
  return (
    showWan(issue.settled) +
    (unproven === issue.settled ? paidTexts.noVoucher : unproven > 0 ? paidTexts.someWithout(showWan(unproven)) : '') +
    (left === null ? '' : left === 0 ? paidTexts.whole : paidTexts.left(showWan(left)))
  )
}

/** 2/3 已完成 */
export function measuresText({ plan }: Issue): string | null {
  if (!plan) return null
  const done = plan.measures.filter((measure) => measure.state !== 'open').length
  return `${done}/${plan.measures.length} 已完成`
}

function toneOf({ today }: Reader, issue: Issue): Tone {
  if (isOverdue(issue, today)) return 'bad'
  if (issue.status === 'closed') return 'good'
  return issue.reason !== null &&
    issue.status !== 'dismissed' &&
    issue.status !== 'merged' &&
    issue.status !== 'withdrawn'
    ? 'warn'
    : 'plain'
}

function nextOf(reader: Reader, { issue, facts }: IssueView): string | null {
  const { actor } = reader
  if (issue.dismissal && isOffice(actor)) return dismissalNext(reader, { issue, facts })
  if (issue.extension && !hasNewPlan(issue)) return extensionNext(reader, { issue, facts })
  if (actsFor(actor, issue.unit)) return nextStep(issue, 'unit', reader.today)
  if (isReviewer(actor, issue, facts.lead)) return nextOfReviewer(reader, { issue, facts })
  if (permit('name-verifier', issue, actor, facts) === null) return nameVerifier
  const barred = isUnderReview(issue) ? null : barredFromStep(issue, actor, facts)
  if (barred) return refusalText(barred, reader.today)
  return isOffice(actor) ? nextStep(issue, 'office', reader.today) : null
}

/** Plans that need the office are nothing the lead unit is asked for. */
function nextOfReviewer({ actor, today }: Reader, { issue, facts }: IssueView): string | null {
  const others = planWaits(issue) && permit('approve-plan', issue, actor, facts) !== null
  return others ? null : nextStep(issue, 'reviewer', today)
}

/** Acts in chat, the likeliest first; verification and the rest of the office's work are in the console. */
const inChat: readonly ActType[] = [
  ...(['accept', 'decline', 'supplement', 'plan', 'progress', 'submit', 'extend', 'replan', 'unsubmit'] as const),
  ...(['dismiss', 'refuse-dismissal', 'grant-extension', 'refuse-extension'] as const),
  ...([
    'assign',
    'confirm',
    'approve-plan',
    'return-plan',
    'pass-review',
    'return-review',
    'ask',
    'withdraw',
    'appeal',
  ] as const),
]

/** Never what a card invites to. */
const takesBack: readonly ActType[] = ['decline', 'withdraw', 'unsubmit', 'dismiss']

function actionsOf(reader: Reader, { issue, facts }: IssueView, most: number): Action[] {
  const may = permitted(issue, reader.actor, facts).filter(
    (act) => act !== 'supplement' || issue.asked !== null || !isOffice(reader.actor),
  )
  const own = actsFor(reader.actor, issue.unit)
  const offered = inChat
    .filter((act) => may.includes(act) && (act !== 'progress' || own))
    .filter((act) => act !== 'dismiss' || issue.dismissal !== null)
    // The office assigns in the console.
    .filter((act) => act !== 'assign' || !isOffice(reader.actor))
  const actions = offered.slice(0, most).map((act, index): Action => {
    const style = index === 0 && !takesBack.includes(act) ? 'primary' : 'default'
    return { label: actText[act], style, value: valueOf(act, issue) }
  })
  const shown = [...actions, ...mergedLink(issue)]
  return readsAll(reader.actor) ? [...shown, consoleLink(reader, issue)] : shown
}

function valueOf(act: ActType, { serial, stateVersion: seen }: Issue): TapValue & { [key: string]: string | number } {
  if (act === 'accept' || act === 'approve-plan' || act === 'pass-review') return { do: 'at-once', act, serial, seen }
  return { do: 'open', act, serial, seen } as TapValue & { [key: string]: string | number }
}

/** To the issue it goes on in. */
function mergedLink({ mergedInto }: Issue): Action[] {
  if (mergedInto === null) return []
  return [{ label: `${buttons.view} ${mergedInto}`, style: 'default', value: { do: 'view', serial: mergedInto } }]
}

function consoleLink({ publicUrl }: Reader, { serial }: Issue): Action {
  return { label: buttons.view, style: 'default', url: `${publicUrl}/issues/${serial}` }
}
