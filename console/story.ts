import { isAfterEvent } from '../core/apply/after.ts'
import { isTakingEvent } from '../core/apply/taking.ts'
import { isVerifyingEvent } from '../core/apply/work.ts'
import { sealText } from './seal-texts.ts'
import type { PersonId } from '../core/actor.ts'
import { showMonth } from '../core/calendar/day.ts'
import type { Corrections, IssueEvent } from '../core/event.ts'
import type { Plan, UnitId } from '../core/issue.ts'
import { showWan } from '../core/money.ts'
import type { HandingEvent } from '../core/handovers/handing.ts'
import { endedText, handedRoleText } from '../core/handovers/handover-texts.ts'
import { dispositionText, eventText, statusText } from '../core/texts.ts'
import { afterTold } from './story-after.ts'
import { fact, numbers } from './story-facts.ts'
import { verifyingTold } from './story-verifying.ts'
import { takingTold } from './story-taking.ts'

/** One event in words: what was done, its particulars by label, and what the person wrote. */
export type Story = { readonly title: string; readonly facts: readonly StoryFact[]; readonly text: string | null }

/** `before` is there where something was changed. */
export type StoryFact = { readonly label: string; readonly text: string; readonly before?: string }

/** Words for what events know by number only. */
export type StoryNames = {
  readonly person: (id: PersonId) => string
  readonly unit: (id: UnitId) => string
  readonly category: (id: string) => string
  readonly source: (id: string) => string
  /** The name of a file among the evidence. */
  readonly file: (id: string) => string
}

export type Told = { readonly facts?: readonly (StoryFact | null)[]; readonly text?: string | null }

export function storyOf(event: IssueEvent, names: StoryNames): Story {
  const { facts = [], text = null } = 'handover' in event ? toldOfHandover(event, names) : told(event, names)
  return {
    title: eventText[event.type],
    facts: facts.filter((fact) => fact !== null),
    text: text?.trim() ? text : null,
  }
}

function told(event: Exclude<IssueEvent, HandingEvent>, names: StoryNames): Told {
  if (isAfterEvent(event)) return afterTold(event)
  if (isTakingEvent(event)) return takingTold(event, names)
  if (isVerifyingEvent(event)) return verifyingTold(event, names)
  switch (event.type) {
    case 'reported':
      return { facts: reportedFacts(event, names) }
    case 'imported':
      return { facts: importedFacts(event, names), text: event.progress }
    case 'supplement-asked':
      return { text: event.question }
    case 'supplemented':
      return { text: event.text, facts: changedFacts(event.changed, names) }
    case 'withdrawn':
    case 'dismissed':
    case 'plan-returned':
      return { text: event.reason }
    case 'confirmed':
      return { facts: termFacts(event, names) }
    case 'assigned':
      return { facts: [...assignedFacts(event, names), ...termFacts(event, names)] }
    case 'accepted':
      return {}
    case 'planned':
    case 'replanned':
    case 'plan-approved':
      return planTold(event, names)
    case 'progressed':
      return { text: event.text, facts: progressFacts(event) }
    case 'extension-asked':
      return { text: event.reason, facts: askedFacts(event) }
    case 'extension-granted':
      return { facts: grantedFacts(event) }
    case 'extension-refused':
      return { text: event.reason, facts: [fact('申请延期至', event.asked)] }
    case 'evidence-added':
      return { facts: [fact('文件', event.evidence.name)] }
    case 'corrected':
      return { text: event.reason, facts: changedFacts(event.after, names, event.before) }
    case 'linked':
    case 'unlinked':
      return linkTold(event)
    case 'commented':
      return { text: event.text }
    case 'sealed':
      return { text: sealText.kept }
    case 'passed':
      return { text: event.reason, facts: passedFacts(event, names) }
    default:
      return event satisfies never
  }
}

type Of<T extends IssueEvent['type']> = Extract<IssueEvent, { type: T }>

function reportedFacts({ source, unit, deadline }: Of<'reported'>, names: StoryNames) {
  return [fact('问题来源', names.source(source)), fact('责任单位', names.unit(unit)), fact('建议完成时限', deadline)]
}

function importedFacts(event: Of<'imported'>, names: StoryNames) {
  const plan = event.plan ?? event.proposal
  return [
    fact('状态', statusText[event.status]),
    fact('责任单位', names.unit(event.unit)),
    fact('问题来源', names.source(event.source)),
    fact('完成时限', event.deadline ?? event.proposedDeadline),
    fact('已兑现金额', event.settled === 0 ? null : showWan(event.settled)),
    ...(plan ? planFacts(plan, names) : []),
    fact('原台账', `${event.file} 第 ${event.row} 行`),
  ]
}

function assignedFacts({ unit, signoffDue }: Of<'assigned'>, names: StoryNames) {
  return [fact('责任单位', names.unit(unit)), fact('签收期限', signoffDue)]
}

function passedFacts({ from, unit, on }: Of<'passed'>, names: StoryNames) {
  return [{ label: '责任单位', text: names.unit(unit), before: names.unit(from) }, fact('自', on)]
}

function toldOfHandover(event: HandingEvent, names: StoryNames): Told {
  const parties = { label: '交接', text: names.person(event.to), before: names.person(event.from) }
  if (event.type === 'handover-ended')
    return { text: event.reason, facts: [parties, fact('原因', endedText[event.why])] }
  return { facts: [parties, fact('事项', event.roles.map((role) => handedRoleText[role]).join('、'))] }
}

function linkTold(event: Of<'linked' | 'unlinked'>): Told {
  if (event.type === 'linked') return { facts: [fact('关联问题', event.to)] }
  return { text: event.reason, facts: [fact('关联问题', event.from)] }
}

function askedFacts({ to, inTime, beyond }: Of<'extension-asked'>) {
  return [fact('延期至', beyond ? `${to}（跨期）` : to), fact('申请时间', inTime ? null : '已过完成时限')]
}

function grantedFacts({ to, before, asked, beyond }: Of<'extension-granted'>) {
  return [
    { label: '完成时限', text: beyond ? `${to}（跨期）` : to, before },
    fact('申请延期至', asked === to ? null : asked),
  ]
}

function planTold(event: Of<'planned' | 'replanned' | 'plan-approved'>, names: StoryNames): Told {
  if (event.type === 'planned') return { facts: planFacts(event.plan, names) }
  if (event.type === 'plan-approved') return { facts: event.resumed ? resumedFacts(event.resumed) : [] }
  return { text: event.reason, facts: [fact('裁决结果', event.outcome), ...planFacts(event.plan, names)] }
}

function resumedFacts({ from, days, before, deadline }: NonNullable<Of<'plan-approved'>['resumed']>) {
  return [{ label: '完成时限', text: deadline, before }, fact('恢复计时', `${from} 起停了 ${days} 天`)]
}

type Taken = Of<'confirmed' | 'assigned'>

function termFacts({ category, confirmed, planDue, deadline }: Taken, names: StoryNames): (StoryFact | null)[] {
  return [
    fact('问题类别', names.category(category)),
    fact('核定金额', confirmed === null ? null : showWan(confirmed)),
    fact('报措施期限', planDue),
    fact('完成时限', deadline),
  ]
}

function planFacts(
  { disposition, measures, first, responsible, caseNumber, court, courtDate }: Plan,
  names: StoryNames,
) {
  return [
    fact('处置方式', dispositionText[disposition]),
    ...measures.map(({ no, text, due }) => fact(`措施 ${no}`, `${text}（${due}）`)),
    fact('第一责任人', names.person(first)),
    fact('具体责任人', names.person(responsible)),
    fact('案号', caseNumber),
    fact('法院或仲裁机构', court ?? null),
    fact('开庭或裁决日期', courtDate),
  ]
}

function progressFacts({ settled, paid, vouched, percent, done, courtDate }: Of<'progressed'>) {
  return [
    fact('本次兑现', paid ? `${showWan(paid.amount)}（${paid.on}，${voucherText(paid.voucher)}）` : null),
    fact('补凭证', vouched ? `第 ${vouched.no} 笔` : null),
    fact('已兑现金额', settled === null ? null : showWan(settled)),
    fact('完成比例', percent === null ? null : `${percent}%`),
    fact('已完成措施', numbers(done)),
    fact('开庭或裁决日期', courtDate ?? null),
  ]
}

function voucherText(voucher: string | null): string {
  return voucher === null ? '未附凭证' : '附凭证'
}

type Shown = { readonly label: string; readonly show: (value: never, names: StoryNames) => string }

const plain = (label: string) => ({ label, show: (value: string) => value })
const money = (label: string) => ({ label, show: (value: number) => showWan(value) })

const corrections: Readonly<Record<keyof Corrections, Shown>> = {
  title: plain('项目名称'),
  cause: plain('事件原因'),
  course: plain('事件经过'),
  happened: { label: '发生时间', show: showMonth },
  category: { label: '问题类别', show: (value: string, names) => names.category(value) },
  enterprise: plain('涉及企业'),
  creditCode: plain('统一社会信用代码'),
  involved: money('涉及金额'),
  caseNumber: plain('案号'),
  remark: plain('备注'),
  deadline: plain('完成时限'),
  planDue: plain('报措施期限'),
  confirmed: money('核定金额'),
  settled: money('已兑现金额'),
}

const order = Object.keys(corrections) as (keyof Corrections)[]

/** What changed, in the order of the form; with `before` also from what. */
function changedFacts(after: Corrections, names: StoryNames, before?: Corrections): StoryFact[] {
  return order
    .filter((key) => key in after)
    .map((key) => ({
      label: corrections[key].label,
      text: shown(key, after, names),
      ...(before ? { before: shown(key, before, names) } : {}),
    }))
}

// Each key's own `show` takes exactly that key's value, which TypeScript can't follow through the table.
function shown(key: keyof Corrections, values: Corrections, names: StoryNames): string {
  const value = values[key] ?? null
  return value === null || value === '' ? '空' : corrections[key].show(value as never, names)
}
