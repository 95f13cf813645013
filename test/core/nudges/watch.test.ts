import { describe, expect, test } from 'vitest'
import type { Duty } from '../../../core/nudges/ladder.ts'
import { dutyOf, waiting, watchedOf, type DateKind } from '../../../core/nudges/watch.ts'
import { statuses, type Issue, type Status } from '../../../core/issue.ts'
import { acts, does, ids, issueIn, lead, units } from '../../support/facts.ts'
import { day, verification } from '../../support/samples.ts'

/** What is watched, as `deadline 2023-03-31`, or `review +3` for workdays from now; `held` where a request holds it. */
const watched = (issue: Issue) =>
  watchedOf(issue).map((one) => {
    if ('within' in one) return `${one.kind} +${one.within}`
    return `${one.kind} ${one.date}${one.held ? ' held' : ''}`
  })
const deadline = 'deadline 2023-03-31'
const rectifying = issueIn('rectifying')

describe('what is watched of an issue', () => {
  const straight: [Status, string[]][] = [
    ['reported', ['confirmation +2']],
    ['assigned', ['signoff 2022-12-05']],
    ['planning', ['plan 2022-12-08', deadline]],
    ['plan_review', ['plan-review +3', deadline]],
    ['rectifying', [deadline, 'measure:1 2022-12-31', 'measure:2 2023-03-15']],
    ['verifying', ['verification +5']],
    ['closed', []],
    ['dismissed', []],
    ['merged', []],
    ['withdrawn', []],
  ]
  test.each(straight)('that is %s: %j', (status, dates) => {
    expect(watched(issueIn(status))).toEqual(dates)
  })

  test('every state is among them', () => {
    expect(straight.map(([status]) => status)).toEqual(statuses)
  })
})

describe('an issue that was reported', () => {
  const question = { type: 'ask', question: '请补充协议' } as const

  test('waits for the unit that found it, once the office has asked', () => {
    expect(watched(does('officer', issueIn('reported'), question))).toEqual(['supplement +3'])
  })

  test('stays the office’s where somebody else brought it up, whatever was asked', () => {
    expect(watched({ ...lead(), asked: '请补充协议' })).toEqual(['confirmation +2'])
  })

  test('waits for the lead unit once it was given to that (交牵头单位), whatever was asked before', () => {
    expect(watched({ ...lead(), referred: units.park, asked: '请补充协议' })).toEqual(['referral +3'])
  })
})

test('an issue passed on to another unit keeps the deadline that ran already', () => {
  const act = {
    type: 'reassign',
    unit: units.park,
    signoffDue: day('2022-12-06'),
    planDue: day('2022-12-13'),
    reason: '职责划转',
  } as const
  expect(watched(does('officer', rectifying, act))).toEqual(['signoff 2022-12-06', deadline])
})

test('a plan that was returned has days of its own, for its first date may be over', () => {
  const returned = does('officer', issueIn('plan_review'), { type: 'return-plan', reason: '时限不合理' })
  expect(watched(returned)).toEqual(['plan +3', deadline])
})

describe('an issue being rectified', () => {
  const measures = (...states: readonly ('open' | 'done' | 'waived')[]) => {
    const plan = rectifying.plan
    if (plan === null) throw new Error('no plan')
    return plan.measures.map((measure, index) => ({ ...measure, state: states[index] ?? measure.state }))
  }
  const withMeasures = (...states: readonly ('open' | 'done' | 'waived')[]): Issue => {
    const { plan } = rectifying
    return { ...rectifying, plan: plan && { ...plan, measures: measures(...states) } }
  }

  test('is asked for no measure that is done or done without', () => {
    expect(watched(withMeasures('done', 'open'))).toEqual([deadline, 'measure:2 2023-03-15'])
    expect(watched(withMeasures('done', 'waived'))).toEqual([deadline])
  })

  test('sent back, is asked only for measures to come: the others go by the new deadline', () => {
    const back = (on: string) =>
      watched({
        ...rectifying,
        verifications: ['2022-12-01', '2022-12-02', on].map((one) => verification({ on: day(one) })),
      })
    expect(back('2022-12-31')).toEqual([deadline, 'measure:1 2022-12-31', 'measure:2 2023-03-15'])
    expect(back('2023-01-01')).toEqual([deadline, 'measure:2 2023-03-15'])
  })

  test('is held at every date by a request made in time, and the office owes its answer', () => {
    expect(watched(does('responsible', rectifying, acts.extend))).toEqual([
      'extension +3',
      `${deadline} held`,
      'measure:1 2022-12-31 held',
      'measure:2 2023-03-15 held',
    ])
  })

  test('is held at none by a request that came too late', () => {
    const { extension } = does('responsible', rectifying, acts.extend)
    const late = { ...rectifying, extension: extension && { ...extension, inTime: false } }
    expect(watched(late)).toEqual(['extension +3', deadline, 'measure:1 2022-12-31', 'measure:2 2023-03-15'])
  })

  test('with a new plan, waits for the answer to it while the old one goes on', () => {
    expect(watched({ ...rectifying, proposal: rectifying.plan })).toEqual(['plan-review +3', ...watched(rectifying)])
  })

  test('before a court, waits for the hearing alone; without a day for that it is asked once a month', () => {
    const since = day('2022-12-01')
    expect(watched({ ...rectifying, suspended: { since, courtDate: day('2023-02-01') } })).toEqual(['court 2023-02-01'])
    expect(watched({ ...rectifying, suspended: { since, courtDate: null } })).toEqual(['suspension +20'])
  })
})

test.each([
  ['lead', 'review +3'],
  ['office', 'verification +5'],
  ['director', 'closing +3'],
] as const)('an application waits for whoever’s turn it is: %s, %s', (stage, date) => {
  expect(watched({ ...issueIn('verifying'), stage })).toEqual([date])
})

test('an appeal and a proposal not to list it wait for their answers beside whatever else runs', () => {
  const asked = does('officer', rectifying, { type: 'ask-dismissal', reason: '主体灭失' })
  expect(watched(asked)).toEqual([...watched(rectifying), 'dismissal +3'])
  const appeal = {
    about: 'concealed',
    reason: '自查前不知情',
    evidence: [],
    on: day('2022-12-01'),
    by: ids.first,
  } as const
  expect(watched({ ...issueIn('closed'), appeal })).toEqual(['appeal +5'])
})

describe('whose date it is', () => {
  const duties: [Duty, DateKind[]][] = [
    ['unit', ['signoff', 'plan', 'deadline', 'measure:1', 'supplement', 'deliverable']],
    ['office', ['confirmation', 'plan-review', 'extension', 'verification', 'appeal', 'acceptance']],
    ['reviewer', ['review', 'referral']],
    ['director', ['closing']],
    ['consent', ['dismissal']],
    ['court', ['court']],
    ['monthly', ['suspension']],
    ['handover', ['handover']],
  ]
  test.each(duties)('of %s: %j', (duty, kinds) => {
    for (const kind of kinds) expect(dutyOf(kind)).toBe(duty)
  })
})

test('a paper handed in and a handover wait for an answer too', () => {
  expect([waiting('acceptance'), waiting('handover')]).toEqual([
    { kind: 'acceptance', within: 3 },
    { kind: 'handover', within: 1 },
  ])
})
