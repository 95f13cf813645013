import { describe, expect, test } from 'vitest'
import { apply } from '../../../core/apply.ts'
import type { Decision } from '../../../core/decide.ts'
import { flagsFor, mayReadEvent } from '../../../core/issue/flag.ts'
import { statuses, type Issue } from '../../../core/issue.ts'
import { watchedOf } from '../../../core/nudges/watch.ts'
import { permitted } from '../../../core/permit.ts'
import { acts, as, does, factsFor, ids, issueIn, lead, person, refusal, tries, units } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

const rectifying = issueIn('rectifying')
const flag = { type: 'flag', kind: 'falsified', reason: '凭证与另一件相同', evidence: [] } as const
const confirm = { type: 'confirm-flag', kind: 'falsified', reason: '银行没有这笔转账' } as const
const withdraw = { type: 'withdraw-flag', kind: 'falsified', reason: '企业补了说明' } as const
const suspected = does('officer', rectifying, flag)
const confirmed = does('director', suspected, confirm)
const told = (decision: Decision) => {
  if (!decision.ok) throw new Error('refused')
  return [...new Set(decision.notices.map(({ to }) => to))].sort()
}

describe('标记', () => {
  test.each(statuses)('is put on an issue that is %s, and changes nothing else of it', (status) => {
    const issue = issueIn(status)
    const after = does('officer', issue, flag)
    expect(after.flags).toMatchObject([{ kind: 'falsified', state: 'suspected', unit: units.port, by: ids.officer }])
    expect({ ...after, flags: [], version: issue.version }).toEqual(issue)
  })

  test('is told to the director, who may confirm it, and to nobody of the unit', () => {
    expect(told(tries('officer', rectifying, flag))).toEqual([ids.director])
    expect(told(tries('director', rectifying, flag))).toEqual([ids.officer, ids.second])
  })

  test('a suspicion is known to those who read the whole office, and to nobody else who sees the issue', () => {
    const event = { ...flag, type: 'flagged', unit: units.port } as const
    for (const who of ['officer', 'director', 'auditor', 'administrator'] as const) {
      expect([flagsFor(as(who), suspected).length, mayReadEvent(as(who), suspected, event)]).toEqual([1, true])
    }
    for (const who of ['contact', 'first', 'above', 'leaderOfAll', 'reviewer', 'both'] as const) {
      expect([flagsFor(as(who), suspected).length, mayReadEvent(as(who), suspected, event)]).toEqual([0, false])
      expect(permitted(suspected, as(who), factsFor(suspected))).toEqual(
        permitted(rectifying, as(who), factsFor(rectifying)),
      )
    }
  })

  test('leaves no trace in what a form of the unit has seen', () => {
    const seen = rectifying.stateVersion
    expect(does('contact', suspected, acts.extend, { seen }).extension).not.toBe(null)
  })

  test.each([
    ['no reason', { reason: ' ' }, { code: 'missing', labels: ['标记理由'] }],
    ['evidence of another issue', { evidence: ['x'] }, { code: 'invalid', label: '依据的材料' }],
    ['a kind nobody knows', { kind: 'other' as 'omitted' }, { code: 'missing', labels: ['标记为'] }],
  ])('refuses %s', (_, changes, refused) => {
    expect(refusal(tries('officer', rectifying, { ...flag, ...changes }))).toMatchObject(refused)
  })

  test('each kind once; another kind beside it', () => {
    expect(refusal(tries('second', suspected, flag))).toEqual({ code: 'flagged-already' })
    expect(does('second', suspected, { ...flag, kind: 'concealed' }).flags).toHaveLength(2)
  })
})

describe('认定', () => {
  test('is another person’s than the one who suspected it, and the unit hears of it', () => {
    expect(refusal(tries('officer', suspected, confirm))).toEqual({ code: 'two-for-flag' })
    expect(refusal(tries('contact', suspected, confirm))).toEqual({ code: 'not-yours', whose: 'office' })
    expect(told(tries('second', suspected, confirm))).toEqual([ids.responsible, ids.first].sort())
    expect(flagsFor(as('contact'), confirmed)).toMatchObject([{ state: 'confirmed', reason: '银行没有这笔转账' }])
  })

  test('takes two people also where the office is one: alone one can suspect and take it back', () => {
    const staff = (['contact', 'responsible', 'first', 'officer'] as const).map((who) => person(who))
    expect(refusal(tries('officer', suspected, confirm, { staff }))).toEqual({ code: 'two-for-flag' })
    expect(does('officer', suspected, withdraw, { staff }).flags).toEqual([])
  })

  test('of a lead tells its unit nothing before 交办', () => {
    const hidden = does('officer', lead(), flag)
    expect(told(tries('director', hidden, confirm))).toEqual([])
  })

  test('is no other unit’s business, whoever has the issue next', () => {
    const elsewhere: Issue = { ...confirmed, unit: units.park }
    expect(flagsFor(as('stranger'), elsewhere)).toEqual([])
    expect(flagsFor(as('officer'), elsewhere)).toHaveLength(1)
  })

  test('is taken back by another one than whoever confirmed it, and the unit hears that too', () => {
    const bySecond = does('second', suspected, confirm)
    expect(refusal(tries('second', bySecond, withdraw))).toEqual({ code: 'own-undo' })
    const decision = tries('officer', bySecond, withdraw)
    expect(told(decision)).toEqual([ids.responsible, ids.first].sort())
    expect(decision).toMatchObject({ ok: true, issue: { flags: [] }, events: [{ confirmed: true }] })
    expect(told(tries('second', suspected, withdraw))).toEqual([])
  })
})

describe('two kinds at once', () => {
  const other = { ...flag, kind: 'concealed', reason: '自查时已经知道' } as const
  const both = does('second', suspected, other)
  const kindsOf = ({ flags }: Issue) => flags.map(({ kind, state }) => `${kind} ${state}`)

  test('are confirmed and taken back one by one', () => {
    const one = does('director', both, confirm)
    expect(kindsOf(one)).toEqual(['falsified confirmed', 'concealed suspected'])
    expect(kindsOf(does('officer', one, { ...withdraw, kind: 'concealed' }))).toEqual(['falsified confirmed'])
    expect(refusal(tries('second', both, { ...confirm, kind: 'concealed' }))).toEqual({ code: 'two-for-flag' })
    expect(refusal(tries('director', one, confirm))).toEqual({ code: 'no-flag' })
    expect(refusal(tries('director', one, { ...confirm, kind: 'omitted' }))).toEqual({ code: 'no-flag' })
    expect(refusal(tries('director', one, { ...withdraw, kind: 'omitted' }))).toEqual({ code: 'no-flag' })
  })

  test('are disputed one by one: the other stands', () => {
    const all = does('director', does('director', both, confirm), { ...confirm, kind: 'concealed' })
    const disputed = does('contact', all, { type: 'appeal', about: 'falsified', reason: '转账是真的', evidence: [] })
    expect(disputed.flags.map(({ appealed }) => appealed)).toEqual([true, false])
    expect(refusal(tries('second', disputed, withdraw))).toEqual({ code: 'answer-appeal' })
    expect(kindsOf(does('second', disputed, { ...withdraw, kind: 'concealed' }))).toEqual(['falsified confirmed'])
    const upheld = does('second', disputed, { type: 'decide-appeal', upheld: true, reason: '银行补了回单' })
    expect(kindsOf(upheld)).toEqual(['concealed confirmed'])
  })

  test('pass to a new unit with the issue; what is held against an earlier one stays with that', () => {
    const elsewhere: Issue = { ...both, flags: both.flags.map((one, at) => (at === 0 ? { ...one, unit: 9 } : one)) }
    const event = {
      type: 'passed',
      from: units.port,
      unit: units.park,
      reason: '机构改革',
      on: day('2022-12-01'),
    } as const
    const passed = apply(elsewhere, { seq: elsewhere.version + 1, at: 0, by: ids.administrator, event })
    expect([passed.unit, ...passed.flags.map(({ unit }) => unit)]).toEqual([units.park, 9, units.park])
  })
})

test.each([
  { who: 'officer', issue: rectifying, act: { ...flag, reason: ' ' }, label: '标记理由' },
  { who: 'director', issue: suspected, act: { ...confirm, reason: ' ' }, label: '认定理由' },
  { who: 'second', issue: suspected, act: { ...withdraw, reason: ' ' }, label: '撤销理由' },
] as const)('$act.type gives its reason', ({ who, issue, act, label }) => {
  expect(refusal(tries(who, issue, act))).toEqual({ code: 'missing', labels: [label] })
})

test('what a flag rests on is among the evidence of the issue', () => {
  const proven = does('responsible', rectifying, acts.proof)
  const { id } = proven.evidence[0] ?? { id: '' }
  expect(does('officer', proven, { ...flag, evidence: [id] }).flags).toMatchObject([{ evidence: [id] }])
  const refused = refusal(tries('officer', proven, { ...flag, evidence: [id, 'of-another'] }))
  expect(refused).toMatchObject({ code: 'invalid', label: '依据的材料' })
})

describe('异议', () => {
  const assigned = issueIn('assigned')
  const dispute = { type: 'appeal', about: 'assignment', reason: '项目在高新区', evidence: [] } as const
  const uphold = { type: 'decide-appeal', upheld: true, reason: '经核实属高新区' } as const
  const reject = { type: 'decide-appeal', upheld: false, reason: '协议是临港区签的' } as const
  const disputed = does('contact', assigned, dispute)

  test('against an assignment waits for the office, stops no clock, and is told to those who may answer', () => {
    expect(disputed).toMatchObject({ status: 'assigned', appeal: { about: 'assignment', on: '2022-12-01' } })
    expect(watchedOf(disputed)).toEqual([...watchedOf(assigned), { kind: 'appeal', within: 5 }])
    expect(told(tries('contact', assigned, dispute))).toEqual([ids.second])
  })

  test('upheld brings it back to the office, to be assigned anew or dismissed, its first deadline on record', () => {
    const back = does('second', disputed, uphold)
    expect(back).toMatchObject({ status: 'reported', appeal: null, assignment: null, deadline: null })
    expect(back).toMatchObject({ firstDeadline: assigned.deadline, former: [{ unit: units.port, status: 'assigned' }] })
    expect(told(tries('second', disputed, uphold))).toEqual(expect.arrayContaining([ids.contact, ids.first]))
    expect(does('officer', back, { ...acts.assign, unit: units.park })).toMatchObject({
      status: 'assigned',
      unit: units.park,
      assignment: { appealed: false },
    })
    expect(does('officer', back, { type: 'dismiss', reason: '不属实' }).status).toBe('dismissed')
  })

  test('upheld it takes with it what the unit had under way, as 转办 does', () => {
    const replan = { reason: '判决生效', outcome: '调解结案', on: day('2022-12-01'), by: ids.responsible }
    const back = does('second', { ...disputed, replan, verifiedBy: ids.officer }, uphold)
    expect(back).toMatchObject({ replan: null, verifiedBy: null, delegate: null, submittedOn: null })
  })

  test('rejected leaves everything, and is not raised again', () => {
    const decided = does('director', disputed, reject)
    expect(decided).toMatchObject({ status: 'assigned', appeal: null })
    expect(refusal(tries('contact', decided, dispute))).toEqual({ code: 'nothing-to-appeal' })
    expect(decided.stateVersion).toBe(assigned.stateVersion)
  })

  test('may be raised as long as the unit has it in hand, against what was assigned and by the unit alone', () => {
    const planning = does('contact', assigned, { type: 'accept' })
    expect(does('first', planning, dispute).appeal?.by).toBe(ids.first)
    expect(refusal(tries('stranger', assigned, dispute))).toMatchObject({ code: 'not-found' })
    expect(refusal(tries('officer', assigned, dispute))).toEqual({ code: 'not-yours', whose: 'unit' })
    expect(refusal(tries('contact', rectifying, dispute))).toEqual({ code: 'nothing-to-appeal' })
  })

  test('is answered by another one than whoever assigned it, by the director, and where nobody is left by anybody', () => {
    expect(refusal(tries('officer', disputed, reject))).toEqual({ code: 'own-appeal' })
    expect(does('director', disputed, reject).appeal).toBe(null)
    const alone = (['contact', 'officer'] as const).map((who) => person(who))
    expect(does('officer', disputed, reject, { staff: alone }).appeal).toBe(null)
  })

  test('against a flag: upheld the flag falls, rejected it stands, once', () => {
    const about = { ...dispute, about: 'falsified' } as const
    const against = does('contact', confirmed, about)
    expect(refusal(tries('officer', against, uphold))).toEqual({ code: 'own-appeal' })
    expect(does('second', against, uphold)).toMatchObject({ flags: [], appeal: null, status: 'rectifying' })
    const rejected = does('second', against, reject)
    expect(rejected.flags).toMatchObject([{ state: 'confirmed', appealed: true }])
    expect(refusal(tries('contact', rejected, about))).toEqual({ code: 'nothing-to-appeal' })
    expect(refusal(tries('contact', suspected, about))).toEqual({ code: 'nothing-to-appeal' })
  })

  test('one waits at a time; what was closed meanwhile is answered all the same', () => {
    expect(refusal(tries('contact', disputed, dispute))).toEqual({ code: 'appeal-undecided' })
    const closed: Issue = { ...issueIn('closed'), assignment: disputed.assignment, appeal: disputed.appeal }
    expect(does('second', closed, uphold)).toMatchObject({ status: 'closed', appeal: null })
  })

  test('falls with the assignment it is about, and comes back with 撤销', () => {
    const dismissed = does('director', disputed, { type: 'dismiss', reason: '不属实' })
    expect(dismissed).toMatchObject({ appeal: null, assignment: null })
    const back = does('second', dismissed, { type: 'undo', reason: '点错了' })
    expect(back).toMatchObject({ appeal: disputed.appeal, assignment: disputed.assignment })
  })

  test.each([
    ['no reason', { reason: ' ' }, ['异议理由']],
    ['nothing it is about', { about: 'omitted' as const }, ['异议事项']],
  ])('refuses %s', (_, changes, labels) => {
    expect(refusal(tries('contact', assigned, { ...dispute, ...changes }))).toEqual({ code: 'missing', labels })
    expect(refusal(tries('second', disputed, { ...reject, reason: '' }))).toEqual({
      code: 'missing',
      labels: ['答复理由'],
    })
  })
})
