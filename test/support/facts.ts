import { actsFor, type ActingPerson, type Actor, type Person, type Post, type Role } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { IssueAct, ReportCommand } from '../../core/command.ts'
import { dayOf } from '../../core/calendar/day.ts'
import { decide, decideNew, type Decision } from '../../core/decide.ts'
import type { IssueFacts, ReportFacts } from '../../core/facts.ts'
import type { Happened, Issue, Status, UnitId } from '../../core/issue.ts'
import type { Refusal } from '../../core/refusal.ts'
import { calendarOf } from '../../core/calendar/workday.ts'
import { campaign } from './campaign.ts'
import { day, evidence, particulars, plan, start, terms, verification } from './samples.ts'

/** Rules are decided from facts: this is everything a decision needs, without a database. */

/** 临港区 and 高新区 belong to 市政府; the office is a unit of its own. */
export const units = { city: 1, office: 2, port: 3, park: 4 } as const
const parents: Readonly<Record<number, UnitId | undefined>> = { 2: 1, 3: 1, 4: 1 }

const post = (unit: UnitId, role: Role, ...scope: string[]): Post => ({ unit, role, scope })

const cast = {
  contact: [11, post(units.port, 'contact')],
  responsible: [12, post(units.port, 'responsible')],
  first: [13, post(units.port, 'first')],
  officer: [21, post(units.office, 'officer')],
  second: [22, post(units.office, 'officer')],
  director: [23, post(units.office, 'director')],
  administrator: [24, post(units.office, 'administrator')],
  auditor: [25, post(units.office, 'auditor')],
  leaderOfAll: [31, post(units.city, 'leader')],
  leaderOfUnit: [32, post(units.city, 'leader', `#${units.port}`)],
  leaderOfCategory: [33, post(units.city, 'leader', 'C2')],
  leaderElsewhere: [34, post(units.city, 'leader', `#${units.park}`, 'C9')],
  above: [41, post(units.city, 'contact')],
  stranger: [42, post(units.park, 'contact')],
  strangerFirst: [43, post(units.park, 'first')],
  reviewer: [44, post(units.park, 'reviewer')],
  outsider: [45, post(units.park, 'responsible')],
  both: [51, post(units.office, 'officer'), post(units.port, 'contact')],
  nobody: [61],
} as const satisfies Record<string, readonly [number, ...Post[]]>

export type Who = keyof typeof cast

export const ids = Object.fromEntries(Object.entries(cast).map(([who, [id]]) => [who, id])) as Record<Who, number>

export function person(who: Who): Person {
  const [id, ...posts] = cast[who]
  return { id, posts }
}

export function as(who: Who): ActingPerson {
  return { kind: 'person', door: 'console', ...person(who) }
}

export const system: Actor = { kind: 'system', door: 'clock' }

/** Everyone but whoever wears two hats: a person at once of the office and of the unit is put there by name. */
export const everyone: readonly Who[] = (Object.keys(cast) as Who[]).filter((who) => who !== 'both')

export type Around = Partial<IssueFacts> & { readonly staff?: readonly Person[] }

/** Facts about an issue; `staff` is everybody there is. */
export function factsFor(
  issue: Pick<Issue, 'unit'>,
  { staff = everyone.map(person), ...changes }: Around = {},
): IssueFacts {
  const of = (unit: UnitId) => staff.filter(({ posts }) => posts.some((held) => held.unit === unit))
  const office: readonly Role[] = ['officer', 'director', 'administrator']
  return {
    now: start,
    today: dayOf(changes.now ?? start),
    campaign,
    isUnitName: (name) => name === '责任单位的人',
    lineage: lineageOf(issue.unit),
    unitPeople: of(issue.unit),
    office: staff.filter(({ posts }) => posts.some(({ role }) => office.includes(role))),
    lead: null,
    calendar: calendarOf({ years: [2022, 2023], holidays: [], workdays: [] }),
    pendingFiles: 0,
    lastMove: null,
    other: (serial) => [other, sibling].find((known) => known.serial === serial) ?? null,
    heirOf: () => null,
    named: (id) => staff.find((known) => known.id === id && known.posts.length > 0) ?? null,
    staffOf: (unit) => (Object.values<number>(units).includes(unit) ? of(unit) : null),
    ...changes,
  }
}

function lineageOf(unit: UnitId): UnitId[] {
  const parent = parents[unit]
  return parent === undefined ? [unit] : [unit, ...lineageOf(parent)]
}

export function report(changes: Partial<ReportCommand> = {}): ReportCommand {
  const command = { type: 'report', campaign: campaign.code, unit: units.port, source: 'self' } as const
  return { ...command, particulars: particulars(), deadline: day('2023-03-31'), notDuplicate: false, ...changes }
}

export type AroundReport = Around & Partial<Pick<ReportFacts, 'state' | 'serial' | 'open' | 'began' | 'actingNamed'>>

export function reports(who: Who | Actor, command: ReportCommand, around: AroundReport = {}): Decision {
  const facts = {
    ...factsFor(command, around),
    state: 'running' as const,
    serial: 'LH2022-0001',
    began: day('2022-11-10'),
    open: [],
    unitExists: command.unit <= 4,
    // Here people go by their parts: 'contact' of the unit.
    actingNamed: (name: string) =>
      everyone
        .filter((one) => one === name && actsFor(person(one), command.unit))
        .map((one) => ({ id: ids[one], label: one })),
  }
  return decideNew(command, typeof who === 'string' ? as(who) : who, { ...facts, ...around })
}

type Doing = Around & { readonly seen?: number | null }

export function tries(who: Who | Actor, issue: Issue, act: IssueAct, { seen = null, ...around }: Doing = {}): Decision {
  const command = { ...act, serial: issue.serial, seen }
  return decide(issue, command, typeof who === 'string' ? as(who) : who, factsFor(issue, around))
}

/** The issue after an act that must be accepted. */
export function does(who: Who | Actor, issue: Issue, act: IssueAct, around: Doing = {}): Issue {
  return accepted(tries(who, issue, act, around))
}

/** The rule that says no; null where the act is accepted. */
export function refusal(decision: Decision): Refusal | null {
  return decision.ok ? null : decision.refusal
}

export function accepted(decision: Decision): Issue {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return decision.issue
}

export const acts = {
  confirm: { type: 'confirm', ...terms() },
  assign: { type: 'assign', unit: units.port, signoffDue: day('2022-12-05'), ...terms() },
  plan: plan({ first: ids.first, responsible: ids.responsible }),
  paid: { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] },
  proof: { type: 'attach', evidence: evidence({ by: ids.responsible }) },
  extend: { type: 'extend', to: day('2023-05-15'), reason: '财政资金第二季度才能到位' },
  submit: { type: 'submit', text: '已完成', waived: [], waiver: null },
  close: { type: 'close', verification: verification() },
  verify: { type: 'verify', verification: verification() },
  denied: { type: 'call-back', on: day('2022-12-01'), outcome: 'denied', contact: '孙总', answer: '没有收到钱' },
  acknowledged: { type: 'call-back', on: day('2022-12-01'), outcome: 'confirmed', contact: null, answer: '钱收到了' },
  unreached: { type: 'call-back', on: day('2022-12-01'), outcome: 'unreached', contact: null, answer: null },
  sendBack: { type: 'send-back', verification: verification(), reason: '缺付款凭证', deadline: day('2023-04-30') },
} as const satisfies Record<string, IssueAct>

/** A self-checked issue on its straight path, as far as a state; a lead where it has to be assigned. */
export function issueIn(status: Status): Issue {
  if (status === 'assigned') return does('officer', lead(), acts.assign)
  const issue = accepted(reports('contact', report()))
  const [, before] = path.find(([to]) => to === status) ?? []
  if (status === 'dismissed') return does('officer', issue, { type: 'dismiss', reason: '不属实' })
  if (status === 'merged') return does('officer', issue, { type: 'merge', into: sibling.serial })
  if (status === 'withdrawn') return does('contact', issue, { type: 'withdraw', reason: null })
  return (before ?? []).reduce((so, [who, act]) => does(who, so, act), issue)
}

/** What happened to an issue until it had come to a state on that path. */
export function historyTo(status: Status): Happened[] {
  const steps: readonly Step[] =
    status === 'assigned' ? [['officer', acts.assign]] : (path.find(([to]) => to === status)?.[1] ?? [])
  const first: Who = status === 'assigned' ? 'officer' : 'contact'
  const begun = reports(first, status === 'assigned' ? report({ source: 'letters', deadline: null }) : report())
  const all = steps.reduce(
    ({ issue, happened }, [who, act]) => withHappened(happened, who, tries(who, issue, act)),
    withHappened([], first, begun),
  )
  return all.happened
}

function withHappened(happened: readonly Happened[], who: Who, decision: Decision) {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  const later = decision.events.map((event, index) => ({
    seq: happened.length + index + 1,
    at: start,
    by: ids[who],
    event,
  }))
  return { issue: decision.issue, happened: [...happened, ...later] }
}

/** Another issue of the office, of another unit: what a link may name. */
export const other: Issue = { ...accepted(reports('stranger', report({ unit: units.park }))), serial: 'LH2022-0002' }

/** Another issue of 临港区: what one of its own may be merged into. */
export const sibling: Issue = {
  ...accepted(reports('contact', report({ particulars: particulars({ title: '同一笔补贴' }) }))),
  serial: 'LH2022-0003',
}

/** Somebody wrote in about the port: nobody there knows yet. */
export function lead(): Issue {
  return accepted(reports('officer', report({ source: 'letters', deadline: null })))
}

type Step = readonly [who: Who, act: IssueAct]

const planned: Step[] = [
  ['officer', acts.confirm],
  ['responsible', acts.plan],
]
const approved: Step[] = [...planned, ['officer', { type: 'approve-plan' }]]
const submitted: Step[] = [
  ...approved,
  ['responsible', acts.proof],
  ['responsible', acts.paid],
  ['responsible', acts.submit],
]

const path: readonly (readonly [to: Status, steps: readonly Step[]])[] = [
  ['reported', []],
  ['planning', planned.slice(0, 1)],
  ['plan_review', planned],
  ['rectifying', approved],
  ['verifying', submitted],
  ['closed', [...submitted, ['second', acts.close]]],
]

/** A campaign with other rules. */
export function campaignWith(changes: Partial<Campaign>): Campaign {
  return { ...campaign, ...changes }
}

/** The same with the director closing what the office has verified. */
export function closedByDirector(running: Campaign): Campaign {
  const { verification } = running
  const director = { by: 'director' as const, methods: ['书面', '现场'], from: 'setting' }
  return { ...running, verification: { ...verification, stages: [...verification.stages, director] } }
}

/** A campaign in which the lead unit reviews an application before the office verifies. */
export const reviewedCampaign = campaignWith({
  verification: {
    ...campaign.verification,
    stages: [{ by: 'lead', methods: ['书面'], from: '四(二)' }, ...campaign.verification.stages],
  },
  groups: [{ id: 'G1', name: '政策承诺组', lead: '高新区', support: [], categories: ['C2'], from: '三' }],
})
