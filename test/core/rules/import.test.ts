import { describe, expect, test } from 'vitest'
import type { Actor } from '../../../core/actor.ts'
import type { ImportCommand } from '../../../core/command.ts'
import { decideTaken, type Decision } from '../../../core/decide.ts'
import type { ImportFacts } from '../../../core/facts.ts'
import { MonthSchema } from '../../../core/calendar/day.ts'
import { statuses, type Issue, type Plan, type Status } from '../../../core/issue.ts'
import { permitted } from '../../../core/permit.ts'
import { maySee } from '../../../core/sight.ts'
import { accepted, acts, as, does, factsFor, ids, refusal, tries, units, type Who } from '../../support/facts.ts'
import { day, evidence, particulars, start } from '../../support/samples.ts'

const began = day('2022-11-10')
const oldPlan: Plan = {
  disposition: 'fulfil',
  measures: [
    { no: 1, text: '核对补贴金额', due: day('2022-11-20'), state: 'done' },
    { no: 2, text: '拨付到位', due: day('2023-03-15'), state: 'open' },
  ],
  first: ids.first,
  responsible: ids.responsible,
  caseNumber: null,
  courtDate: null,
}

function row(changes: Partial<ImportCommand> = {}): ImportCommand {
  return {
    type: 'import',
    campaign: 'LH2022',
    unit: units.port,
    source: 'self',
    particulars: particulars({ cause: '', course: '' }),
    status: 'rectifying',
    deadline: day('2023-03-31'),
    confirmed: null,
    settled: 0,
    plan: oldPlan,
    progress: null,
    file: '台账.xlsx',
    row: 5,
    ...changes,
  }
}

function takes(who: Who | Actor, command: ImportCommand, changes: Partial<ImportFacts> = {}): Decision {
  const facts = {
    ...factsFor(command),
    state: 'running' as const,
    serial: 'LH2022-0001',
    began,
    unitExists: command.unit <= 4,
    namesakes: [],
  }
  return decideTaken(command, typeof who === 'string' ? as(who) : who, { ...facts, ...changes })
}

const taken = (changes: Partial<ImportCommand> = {}, who: Who | Actor = 'officer') => accepted(takes(who, row(changes)))
const cli: Actor = { kind: 'system', door: 'cli' }

describe('a row of an old ledger is taken on', () => {
  test.each(statuses)('as %s, in the state it says, by an event of its own', (status) => {
    const decision = takes('officer', row({ status }))
    expect(accepted(decision)).toMatchObject({ status, serial: 'LH2022-0001', unit: units.port, version: 1, began })
    expect(decision.ok && decision.events).toMatchObject([{ type: 'imported', file: '台账.xlsx', row: 5 }])
    expect(decision.ok && decision.notices).toEqual([])
  })

  test('by the office or the command line, by nobody else', () => {
    expect(taken({}, 'director').reporter).toBe(ids.director)
    expect(taken({}, cli).reporter).toBe(null)
    for (const who of ['contact', 'auditor', 'administrator', 'leaderOfAll'] as const)
      expect(refusal(takes(who, row()))).toEqual({ code: 'not-yours', whose: 'office' })
  })

  test.each<[string, Partial<ImportCommand>, object]>([
    ['a title', { particulars: particulars({ title: ' ' }) }, { code: 'missing', labels: ['项目名称'] }],
    ['a unit', { unit: 99 }, { code: 'missing', labels: ['责任单位'] }],
    [
      'a category of the campaign',
      { particulars: particulars({ category: 'x' }) },
      { code: 'missing', labels: ['问题类别'] },
    ],
    ['a source of the campaign', { source: 'x' }, { code: 'missing', labels: ['问题来源'] }],
    ['a deadline once it is with the unit', { deadline: null }, { code: 'invalid', label: '完成时限' }],
    [
      'measures while they wait for approval',
      { status: 'plan_review', plan: null },
      { code: 'invalid', label: '推进措施' },
    ],
    [
      'a case number before the court',
      { plan: { ...oldPlan, disposition: 'legal' } },
      { code: 'missing', labels: ['案号'] },
    ],
    ['no more paid than owed', { confirmed: 1, settled: 2 }, { code: 'settled-exceeds', confirmed: 1 }],
    ['a deadline within the campaign while it is open', { deadline: day('2023-06-01') }, { code: 'after-latest' }],
  ])('with %s', (_, changes, said) => {
    expect(refusal(takes('officer', row(changes)))).toMatchObject(said)
  })

  test('that happened this month, with all of its money paid, and not one of the month to come', () => {
    const happened = (month: string) => ({ particulars: { ...particulars(), happened: MonthSchema.parse(month) } })
    expect(taken({ ...happened('2022-12'), confirmed: 100, settled: 100 })).toMatchObject({ settled: 100 })
    expect(refusal(takes('officer', row(happened('2023-01'))))).toMatchObject({ code: 'invalid', label: '发生时间' })
  })

  test('whose clock stands only on its way through the courts', () => {
    expect(taken().suspended).toBe(null)
  })

  test('but not a second time', () => {
    const decision = takes('officer', row(), { namesakes: ['LH2022-0001'] })
    expect(refusal(decision)).toEqual({ code: 'likely-duplicate', serials: ['LH2022-0001'] })
  })

  test('not once its campaign has ended', () => {
    expect(takes('officer', row(), { state: 'closing' }).ok).toBe(true)
    expect(refusal(takes('officer', row(), { state: 'ended' }))).toEqual({ code: 'campaign-ended' })
  })

  test('a deadline beyond the campaign by the director, or once it is closed', () => {
    expect(taken({ deadline: day('2023-06-01') }, 'director').deadline).toBe('2023-06-01')
    expect(taken({ deadline: day('2023-06-01'), status: 'closed' }).status).toBe('closed')
  })
})

describe('the rules go on from there', () => {
  const unitSees = (issue: Issue) => maySee(as('contact'), issue, factsFor(issue))

  test('a lead is hidden from its unit until it is 交办, whatever date stands in the sheet', () => {
    const before: readonly Status[] = ['reported', 'dismissed', 'merged', 'withdrawn']
    for (const status of statuses) expect(unitSees(taken({ source: 'letters', status }))).toBe(!before.includes(status))
  })

  test('整改中 without measures goes on to 待核查 and 已销号', () => {
    let issue = taken({ plan: null })
    issue = does('responsible', issue, { type: 'progress', text: '已拨付', percent: null, settled: null, done: [] })
    issue = does('responsible', issue, { type: 'attach', evidence: evidence({ by: ids.responsible }) })
    issue = does('responsible', issue, acts.submit)
    expect(does('second', issue, acts.close).closed).toMatchObject({ inTime: true })
  })

  test('every open state can be brought on by somebody', () => {
    const onward: Partial<Record<Status, [Who, string]>> = {
      reported: ['officer', 'confirm'],
      assigned: ['contact', 'accept'],
      planning: ['contact', 'plan'],
      plan_review: ['officer', 'approve-plan'],
      rectifying: ['contact', 'submit'],
      verifying: ['second', 'close'],
    }
    for (const [status, [who, act]] of Object.entries(onward)) {
      const issue = taken({ status: status as Status })
      expect(permitted(issue, as(who), factsFor(issue))).toContain(act)
    }
  })

  test('a plan that waits is approved as it stands in the sheet', () => {
    const issue = does('second', taken({ status: 'plan_review' }), { type: 'approve-plan' })
    expect(issue).toMatchObject({ status: 'rectifying', plan: oldPlan, proposal: null })
  })

  test('what waits for verification has no measure open, and its submission counts against nobody', () => {
    const issue = taken({ status: 'verifying', deadline: day('2022-11-20') })
    expect(issue.plan?.measures.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(does('second', issue, acts.close).closed).toMatchObject({ inTime: true })
  })

  test('the legal way stops the clock no later than the deadline', () => {
    const legal = { ...oldPlan, disposition: 'legal' as const, caseNumber: '（2022）豫11民初1号' }
    expect(taken({ plan: legal, deadline: day('2022-11-20') }).suspended).toEqual({
      since: '2022-11-20',
      courtDate: null,
    })
  })

  test('whoever brings in that it was worked on never verifies it', () => {
    const paid = taken({ status: 'verifying', settled: 5 })
    expect(refusal(tries('officer', paid, acts.close))).toEqual({ code: 'barred', why: 'progress' })
    expect(taken({ plan: null }).handlers).toEqual([])
    expect(taken({ status: 'verifying' }, cli).handlers).toEqual([])
  })

  const untouched: Plan = { ...oldPlan, measures: oldPlan.measures.map((one) => ({ ...one, state: 'open' })) }

  test.each<[string, Partial<ImportCommand>, Who[]]>([
    ['money was paid', { settled: 5, plan: untouched }, ['officer']],
    ['how far it has come', { progress: '正在走拨付流程', plan: untouched }, ['officer']],
    ['a measure is done', {}, ['officer']],
    ['销号 was applied for', { status: 'verifying', plan: null }, ['officer']],
    ['nothing was done yet', { plan: untouched }, []],
    ['nothing was even planned', { plan: null }, []],
  ])('whoever brings in that %s has a hand in its progress: %j leads to %j', (_, changes, handlers) => {
    expect(taken(changes).handlers).toEqual(handlers.map((who) => ids[who]))
  })

  test('what the sheet says of progress and money is where the issue stands', () => {
    const issue = taken({ progress: '正在走拨付流程', settled: 5 })
    expect(issue.latest).toEqual({ text: '正在走拨付流程', at: start, percent: null })
    expect(issue.instalments).toMatchObject([{ kind: 'taken', amount: 5, by: ids.officer }])
    expect(taken().latest).toBe(null)
  })

  test('a lead its unit has in hand can be disputed as one that was 交办; what the unit found itself, or has not got, cannot', () => {
    const mayDispute = (changes: Partial<ImportCommand>) => {
      const issue = taken(changes)
      return permitted(issue, as('contact'), factsFor(issue)).includes('appeal')
    }
    expect(mayDispute({ source: 'letters' })).toBe(true)
    expect(mayDispute({ source: 'self' })).toBe(false)
    expect(mayDispute({ source: 'letters', status: 'dismissed' })).toBe(false)
    const disputed = does('contact', taken({ source: 'letters' }), {
      ...{ type: 'appeal', about: 'assignment', reason: '项目在高新区', evidence: [] },
    })
    expect(refusal(tries('officer', disputed, { type: 'decide-appeal', upheld: true, reason: '属实' }))).toEqual({
      code: 'own-appeal',
    })
  })

  test('a correction asks only for what it touches', () => {
    const issue = taken()
    const named = { type: 'correct', changed: { title: '标准厂房补贴' }, reason: '笔误' } as const
    expect(does('officer', issue, named).title).toBe('标准厂房补贴')
    const short = { ...named, changed: { cause: '没钱' } }
    expect(refusal(tries('officer', issue, short))).toMatchObject({ code: 'invalid', label: '事件原因' })
  })

  test('an old notice of it goes to people, never to nobody', () => {
    const issue = taken({ status: 'reported', source: 'letters', plan: null }, cli)
    const decision = tries('officer', issue, { type: 'dismiss', reason: '不属实' })
    expect(decision.ok && decision.notices).toEqual([])
  })

  test('it was kept from then on', () => {
    expect(taken()).toMatchObject({ reportedAt: start, firstDeadline: '2023-03-31' })
  })
})
