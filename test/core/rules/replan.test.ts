import { describe, expect, test } from 'vitest'
import { isInTime, isOverdue, runningDeadline } from '../../../core/calendar/clock.ts'
import type { IssueAct, ReplanAct } from '../../../core/command.ts'
import { addDays } from '../../../core/calendar/day.ts'
import type { Issue, Plan } from '../../../core/issue.ts'
import { watchedOf } from '../../../core/nudges/watch.ts'
import { permitted } from '../../../core/permit.ts'
import { measureChanges } from '../../../core/issue/plan-change.ts'
import {
  accepted,
  acts,
  as,
  campaignWith,
  does,
  factsFor,
  ids,
  issueIn,
  person,
  refusal,
  tries,
  units,
  type Around,
} from '../../support/facts.ts'
import { day, plan, start } from '../../support/samples.ts'

const oneDay = 86_400_000
const today = day('2022-12-01')
const issue = issueIn('rectifying')
const people = { first: ids.first, responsible: ids.responsible }
const replan = (changes: Partial<ReplanAct> = {}): ReplanAct => ({
  ...plan(people),
  type: 'replan',
  measures: [
    { no: 1, text: '核对补贴金额', due: day('2023-01-31') },
    { no: 2, text: '拨付到位', due: day('2023-03-15') },
  ],
  outcome: null,
  reason: '资金晚到',
  ...changes,
})
const approve = { type: 'approve-plan' } as const
const later = (days: number): Around => ({ now: start + days * oneDay })
const no = (act: IssueAct, on: Issue = issue, around: Around = {}) => refusal(tries('responsible', on, act, around))
const dates = ({ measures }: Plan) => measures.map(({ no, due, state }) => [no, due, state])

describe('调整方案', () => {
  test('waits for approval while the plan in force stays, and takes its place then', () => {
    const waiting = does('responsible', issue, replan())
    expect(waiting).toMatchObject({ status: 'rectifying', plan: issue.plan, replan: { reason: '资金晚到', on: today } })
    const after = does('officer', waiting, approve)
    expect(dates(after.plan as Plan)).toEqual([
      [1, '2023-01-31', 'open'],
      [2, '2023-03-15', 'open'],
    ])
    expect(after).toMatchObject({ status: 'rectifying', proposal: null, replan: null, deadline: issue.deadline })
  })

  test('returned with a reason leaves everything as it was', () => {
    const waiting = does('responsible', issue, replan())
    const after = does('officer', waiting, { type: 'return-plan', reason: '再往前赶' })
    expect(after).toMatchObject({
      status: 'rectifying',
      plan: issue.plan,
      proposal: null,
      replan: null,
      reason: '再往前赶',
    })
    expect(refusal(tries('officer', after, approve))).toEqual({ code: 'wrong-state', status: 'rectifying' })
  })

  test('keeps what is done, also what was done while it waited; numbers are never given twice', () => {
    const half = does('responsible', issue, { ...acts.paid, settled: null, done: [1] })
    const measures = [{ no: null, text: '分两次拨付', due: day('2023-03-20') }]
    const waiting = does('responsible', half, replan({ measures }))
    expect(dates(waiting.proposal as Plan)).toEqual([
      [1, '2022-12-31', 'done'],
      [3, '2023-03-20', 'open'],
    ])
    const worked = does('responsible', waiting, { ...acts.paid, settled: null, done: [2] })
    const after = does('officer', worked, approve)
    expect(dates(after.plan as Plan).map(([no, , state]) => [no, state])).toEqual([
      [1, 'done'],
      [2, 'done'],
      [3, 'open'],
    ])
    const without = does('officer', does('responsible', after, replan({ measures: [] })), approve)
    const again = does('responsible', without, replan({ measures }))
    expect(again.proposal?.measures.map(({ no }) => no)).toEqual([1, 2, 4])
  })

  test('says what it changes, measure by measure', () => {
    const measures = [
      { no: 2, text: '拨付到位', due: day('2023-03-30') },
      { no: null, text: '回访企业', due: day('2023-03-31') },
    ]
    const { proposal } = does('responsible', issue, replan({ measures }))
    expect(measureChanges(issue.plan, proposal as Plan)).toMatchObject([
      { measure: { no: 1 }, change: 'dropped', before: null },
      { measure: { no: 2 }, change: 'changed', before: '2023-03-15' },
      { measure: { no: 3 }, change: 'added', before: null },
    ])
    expect(measureChanges(issue.plan, issue.plan as Plan).map(({ change }) => change)).toEqual(['kept', 'kept'])
  })

  const due = (text: string) => [{ no: 1, text: '核对', due: day(text) }]
  test.each([
    ['no reason', replan({ reason: ' ' }), { code: 'missing', labels: ['调整理由'] }],
    ['no measure', replan({ measures: [] }), { code: 'missing', labels: ['推进措施'] }],
    ['a number there is not', replan({ measures: [{ no: 7, text: '…', due: today }] }), { code: 'no-such-measure' }],
    ['a measure twice', replan({ measures: [...due('2023-01-31'), ...due('2023-02-28')] }), { label: '推进措施' }],
    ['a new date in the past', replan({ measures: due('2022-11-30') }), { code: 'day-past', label: '时间节点' }],
    ['a date after the deadline', replan({ measures: due('2023-04-01') }), { code: 'after-latest', why: 'deadline' }],
    ['a legal way without its number', replan({ disposition: 'legal' }), { code: 'missing', labels: ['案号'] }],
    ['an outcome of no court', replan({ outcome: '胜诉' }), { code: 'invalid', label: '裁决结果' }],
    ['people of another unit', replan({ first: ids.stranger }), { code: 'not-of-unit' }],
    ['the plan as it is', replan({ measures: measuresOf(issue) }), { code: 'nothing-changed' }],
  ] as const)('refuses %s', (_, act, refused) => {
    expect(no(act)).toMatchObject(refused)
  })

  test('a date that stays may be over by now: it was missed, and stays missed', () => {
    const measures = [...measuresOf(issue).slice(0, 1), { no: 2, text: '拨付到位', due: day('2023-03-31') }]
    expect(no(replan({ measures }), issue, later(60))).toBe(null)
  })

  test('measures go by their numbers, however they were typed; several may be new', () => {
    const [one, two] = measuresOf(issue)
    const added = (text: string) => ({ no: null, text, due: day('2023-03-20') })
    const measures = [added('分两次拨付'), ...(two ? [two] : []), ...(one ? [one] : []), added('补发利息')]
    const { proposal } = does('responsible', issue, replan({ measures }))
    expect(proposal?.measures.map(({ no, text }) => [no, text])).toEqual([
      [1, '核对补贴金额'],
      [2, '拨付到位'],
      [3, '分两次拨付'],
      [4, '补发利息'],
    ])
  })

  test('of several dates each is looked at, in whatever order they stand', () => {
    const added = (text: string) => ({ no: null, text: '拨付', due: day(text) })
    const orders = (...dates: string[]) => [dates.map(added), dates.toReversed().map(added)]
    for (const measures of orders('2022-12-31', '2022-11-30', '2023-01-31'))
      expect(no(replan({ measures }))).toMatchObject({ code: 'day-past', day: '2022-11-30' })
    for (const measures of orders('2022-12-31', '2023-04-01', '2023-01-31'))
      expect(no(replan({ measures }))).toMatchObject({ code: 'after-latest' })
  })

  test('what is done is not planned anew', () => {
    const half = does('responsible', issue, { ...acts.paid, settled: null, done: [1] })
    const again = replan({ measures: [{ no: 1, text: '再核对一次', due: day('2023-01-31') }] })
    expect(no(again, half)).toEqual({ code: 'no-such-measure', number: 1 })
  })

  test('one that waits can be replaced by a better one', () => {
    const first = does('responsible', issue, replan())
    expect(does('contact', first, replan({ reason: '又改' })).replan).toMatchObject({ reason: '又改', by: ids.contact })
  })

  test('falls away with the application for 销号', () => {
    const proven = does('responsible', does('responsible', issue, acts.proof), acts.paid)
    const waiting = does(
      'responsible',
      proven,
      replan({ measures: [{ no: null, text: '回访', due: day('2023-03-31') }] }),
    )
    expect(does('responsible', waiting, acts.submit)).toMatchObject({ proposal: null, replan: null, plan: proven.plan })
  })

  test('is watched while it waits, as the first plan was', () => {
    const kinds = (so: Issue) => watchedOf(so).map(({ kind }) => kind)
    expect(kinds(issue)).not.toContain('plan-review')
    expect(kinds(does('responsible', issue, replan()))).toContain('plan-review')
  })
})

describe('who approves a plan', () => {
  const led: Around = { lead: { unit: units.park, reviewers: [person('reviewer')] } }
  const may = (who: Parameters<typeof as>[0], so: Issue, around: Around = led) =>
    permitted(so, as(who), factsFor(so, around)).includes('approve-plan')

  test('fulfil: the lead unit’s reviewer or the office; schedule and legal the office alone', () => {
    const proposing = (disposition: Plan['disposition']) =>
      does('responsible', issueIn('planning'), plan(people, { disposition, caseNumber: '（2022）1号' }))
    expect(may('reviewer', proposing('fulfil'))).toBe(true)
    expect(may('reviewer', proposing('fulfil'), {})).toBe(false)
    for (const disposition of ['schedule', 'legal'] as const) {
      expect([may('reviewer', proposing(disposition)), may('officer', proposing(disposition))]).toEqual([false, true])
    }
  })

  test('a new plan the same; a reviewer of the unit itself never', () => {
    const waiting = does('responsible', issue, replan())
    expect([may('reviewer', waiting), may('contact', waiting), may('officer', waiting)]).toEqual([true, false, true])
    const own = { ...waiting, unit: units.park }
    expect(refusal(tries('reviewer', own, approve, led))).toEqual({ code: 'own-plan' })
  })

  test('schedule and legal need approval even where the campaign skips it', () => {
    const skipping: Around = { campaign: campaignWith({ plan: { approval: false, days: 5, from: '四' } }) }
    const after = (disposition: Plan['disposition']) =>
      does('responsible', issueIn('planning'), plan(people, { disposition, caseNumber: '1号' }), skipping).status
    expect(['fulfil', 'schedule', 'legal'].map((kind) => after(kind as Plan['disposition']))).toEqual([
      'rectifying',
      'plan_review',
      'plan_review',
    ])
  })
})

describe('a legal way', () => {
  const legal = { disposition: 'legal', caseNumber: '（2023）豫11民初1号', court: '漯河中院' } as const
  const toCourt = replan({ ...legal, measures: measuresOf(issue), courtDate: day('2023-02-01') })
  const before = accepted(tries('officer', does('responsible', issue, toCourt), approve))
  const ended = (changes: Partial<ReplanAct> = {}) =>
    replan({ outcome: '判决兑现', measures: measuresOf(issue), ...changes })

  test('stops the clock from its approval, and only then', () => {
    expect(does('responsible', issue, toCourt).suspended).toBe(null)
    expect(before).toMatchObject({ suspended: { since: today, courtDate: '2023-02-01' }, plan: { court: '漯河中院' } })
    expect([runningDeadline(before), isOverdue(before, day('2024-01-01'))]).toEqual([null, false])
  })

  test('answers a request for more time: there is nothing left to ask for', () => {
    const asking = does('responsible', issue, acts.extend)
    expect(does('officer', does('responsible', asking, toCourt), approve).extension).toBe(null)
  })

  test('a new court date comes with progress or a new plan; the clock stands as since the beginning', () => {
    const said = { type: 'progress', text: '改期', percent: null, settled: null, done: [] } as const
    const told = does('responsible', before, { ...said, courtDate: day('2023-03-01') })
    expect(told.suspended).toEqual({ since: today, courtDate: '2023-03-01' })
    const again = does(
      'responsible',
      told,
      replan({ ...legal, measures: measuresOf(issue), courtDate: day('2023-04-01') }),
      later(20),
    )
    expect(does('officer', again, approve, later(21)).suspended).toEqual({ since: today, courtDate: '2023-04-01' })
    expect(no({ ...said, courtDate: day('2022-11-30') }, before)).toMatchObject({ code: 'day-past' })
    expect(no({ ...said, courtDate: today }, issue)).toMatchObject({ code: 'invalid', label: '开庭或裁决日期' })
  })

  test('the court date in force may be over by now, a new one may not', () => {
    const dated = { ...legal, measures: measuresOf(issue), courtDate: day('2022-12-20') }
    const running = does('officer', does('responsible', issue, replan(dated)), approve)
    const on = (courtDate: string) =>
      no(replan({ ...dated, court: '临港区人民法院', courtDate: day(courtDate) }), running, later(30))
    expect(on('2022-12-20')).toBe(null)
    expect(on('2023-01-20')).toBe(null)
    expect(on('2022-12-25')).toMatchObject({ code: 'day-past', label: '开庭或裁决日期' })
  })

  test('an outcome of blanks is none', () => {
    expect(no(ended({ outcome: ' ' }), before)).toEqual({ code: 'missing', labels: ['裁决结果'] })
    expect(no(replan({ outcome: ' ' }))).toBe(null)
  })

  test('ends with its outcome, by the office alone: the days it took are given back', () => {
    expect(no(ended({ outcome: null }), before)).toEqual({ code: 'missing', labels: ['裁决结果'] })
    const waiting = does('responsible', before, ended(), later(30))
    expect(waiting.suspended).not.toBe(null)
    const led: Around = { lead: { unit: units.park, reviewers: [person('reviewer')] } }
    expect(refusal(tries('reviewer', waiting, approve, led))).toEqual({ code: 'not-yours', whose: 'office' })
    const after = does('officer', waiting, approve, later(40))
    expect(after).toMatchObject({ suspended: null, deadline: addDays(issue.deadline ?? today, 40) })
    expect(after.firstDeadline).toBe(issue.firstDeadline)
    expect(isOverdue(after, addDays(after.deadline ?? today, 1))).toBe(true)
  })

  test('leaves its day in court behind with it', () => {
    const told = does('responsible', before, ended({ courtDate: day('2023-02-01') }))
    expect(told.proposal).toMatchObject({ disposition: 'fulfil', courtDate: null })
  })

  test('is over once the issue was put back onto the ledger: a new plan then needs no outcome, and may tell one', () => {
    const reopened: Issue = { ...before, suspended: null, reopenings: 1 }
    expect(does('responsible', reopened, ended({ outcome: null })).replan?.outcome).toBe(null)
    const told = does('responsible', reopened, ended())
    expect(told.replan?.outcome).toBe('判决兑现')
    expect(does('officer', told, approve, later(10))).toMatchObject({ suspended: null, deadline: reopened.deadline })
  })

  test('may be taken again after that, and stops the clock anew', () => {
    const reopened: Issue = { ...before, suspended: null, reopenings: 1 }
    const appeal = replan({ ...legal, caseNumber: '（2023）豫民终2号', measures: measuresOf(issue) })
    const waiting = does('responsible', reopened, appeal, later(20))
    expect(does('officer', waiting, approve, later(21)).suspended).toMatchObject({ since: addDays(today, 21) })
  })

  test('no further than the campaign, unless the director says so', () => {
    const waiting = does('responsible', before, ended(), later(90))
    expect(does('officer', waiting, approve, later(90)).deadline).toBe('2023-05-31')
    const beyond = { type: 'approve-plan', deadline: day('2023-06-29') } as const
    expect(refusal(tries('officer', waiting, beyond, later(90)))).toMatchObject({
      code: 'after-latest',
      why: 'rectify-by',
    })
    expect(does('director', waiting, beyond, later(90)).deadline).toBe('2023-06-29')
  })

  test('whoever approves may set another day, but none before a measure’s or today', () => {
    const waiting = does('responsible', before, ended(), later(30))
    const on = (text: string) => ({ type: 'approve-plan', deadline: day(text) }) as const
    expect(does('officer', waiting, on('2023-03-15'), later(30)).deadline).toBe('2023-03-15')
    expect(refusal(tries('officer', waiting, on('2023-03-14'), later(30)))).toMatchObject({ label: '完成时限' })
    expect(refusal(tries('officer', waiting, on('2022-12-30'), later(30)))).toMatchObject({ code: 'day-past' })
  })

  test('a deadline set anew during the pause is not moved by the days before that', () => {
    const mended = does(
      'officer',
      before,
      { type: 'correct', changed: { deadline: day('2023-04-10') }, reason: '核对' },
      later(20),
    )
    expect(mended.suspended).toMatchObject({ since: today, from: '2022-12-21' })
    const waiting = does('responsible', mended, ended(), later(25))
    expect(does('officer', waiting, approve, later(30)).deadline).toBe('2023-04-20')
  })

  test('of an issue that was late already gives no days that are over', () => {
    const late = { ...before, deadline: day('2022-11-01'), suspended: { since: today, courtDate: null } }
    const measures = [{ no: 1, text: '拨付', due: day('2022-12-31') }]
    const waiting = does('responsible', late, ended({ measures }), later(30))
    expect(does('officer', waiting, approve, later(30)).deadline).toBe('2022-12-31')
    expect(isInTime({ ...late, submittedOn: today })).toBe(false)
  })
})

function measuresOf({ plan }: Issue): ReplanAct['measures'] {
  return (plan?.measures ?? []).map(({ no, text, due }) => ({ no, text, due }))
}
