import { describe, expect, test } from 'vitest'
import { enterpriseOf } from '../../../core/issue/enterprise.ts'
import { endsPause, hasNewPlan, needsOffice, planWaits } from '../../../core/issue/plan-approval.ts'
import { measureChanges } from '../../../core/issue/plan-change.ts'
import { isEmpty, mayOpenSeals, refuseSeal, type Sealed } from '../../../core/issue/seal.ts'
import { serialIn } from '../../../core/issue/serial.ts'
import type { Measure, Plan } from '../../../core/issue.ts'
import { as, issueIn, lead, system, type Who } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

const inForce = issueIn('rectifying').plan as Plan

test.each([
  [
    'its code, and its name as people might write it',
    '某某 公司',
    '91350100M000100Y43',
    { code: '91350100M000100Y43', key: '某某公司' },
  ],
  ['its name alone', 'ＡＢ公司', null, { code: null, key: 'ab公司' }],
  ['its code alone', null, '91350100M000100Y43', { code: '91350100M000100Y43', key: null }],
  ['nothing, where the name is blank', ' \u3000', null, null],
  ['nothing', null, null, null],
])('an enterprise is known by %s', (_, enterprise, creditCode, known) => {
  expect(enterpriseOf({ enterprise, creditCode })).toEqual(known)
})

test.each([
  ['lh2022-0007', 'LH2022-0007'],
  ['7', 'LH2022-0007'],
  [' １２３４５ ', 'LH2022-12345'],
  ['1234567', '1234567'],
  ['第7号', '第7号'],
  ['7号', '7号'],
])('%s names an issue of LH2022: %s', (typed, serial) => {
  expect(serialIn(typed, 'LH2022')).toBe(serial)
})

describe('密封', () => {
  const sealed = (changes: Partial<Sealed> = {}): Sealed => ({
    complainant: null,
    contact: null,
    note: null,
    ...changes,
  })
  const note = sealed({ note: '举报人是职工' })

  test('is opened by officers and directors alone', () => {
    const opening: Who[] = ['officer', 'director', 'administrator', 'auditor', 'leaderOfAll', 'contact', 'reviewer']
    expect(opening.filter((who) => mayOpenSeals(as(who)))).toEqual(['officer', 'director'])
    expect(mayOpenSeals(system)).toBe(false)
  })

  test('holds a name, how to reach them, or a note', () => {
    const some = [sealed({ complainant: '某人' }), sealed({ contact: '139…' }), note]
    expect([sealed(), ...some].map(isEmpty)).toEqual([true, false, false, false])
    expect(some.map((one) => refuseSeal(lead(), one, as('officer')))).toEqual([null, null, null])
    expect(refuseSeal(lead(), sealed(), as('officer'))).toEqual({ code: 'missing', labels: ['反映人或密封内容'] })
  })

  test('doesn’t show itself to anybody else, and is for leads', () => {
    expect(refuseSeal(lead(), note, as('auditor'))).toEqual({ code: 'not-found', serial: lead().serial })
    expect(refuseSeal(issueIn('reported'), note, as('officer'))).toMatchObject({ code: 'invalid', label: '密封内容' })
  })
})

describe('what a new plan makes of the old one', () => {
  const measure = (no: number, text = '拨付', due = '2023-03-15'): Measure => ({
    no,
    text,
    due: day(due),
    state: 'open',
  })
  const planOf = (...measures: Measure[]): Plan => ({ ...inForce, measures })
  const changes = (old: Plan | null, next: Plan) =>
    measureChanges(old, next).map(({ measure: { no }, change, before }) => [no, change, before])

  test('is said measure by measure, in their order', () => {
    const old = planOf(measure(1), measure(2, '核对'), measure(3), measure(4))
    const next = planOf(measure(4, '拨付', '2023-03-20'), measure(5), measure(1), measure(2, '核对金额'))
    expect(changes(old, next)).toEqual([
      [1, 'kept', null],
      [2, 'changed', null],
      [3, 'dropped', null],
      [4, 'changed', '2023-03-15'],
      [5, 'added', null],
    ])
  })

  test('without an old one all is new', () => {
    expect(changes(null, planOf(measure(1)))).toEqual([[1, 'added', null]])
  })
})

describe('a plan that waits', () => {
  const proposal = { ...inForce }
  const suspended = { since: day('2022-12-01'), courtDate: null }

  test('is the first one under review, or a new one beside the one in force', () => {
    expect([planWaits({ status: 'plan_review', proposal }), planWaits({ status: 'rectifying', proposal })]).toEqual([
      true,
      true,
    ])
    expect([planWaits({ status: 'rectifying', proposal: null }), planWaits({ status: 'planning', proposal })]).toEqual([
      false,
      false,
    ])
    expect([hasNewPlan({ status: 'plan_review', proposal }), hasNewPlan({ status: 'rectifying', proposal })]).toEqual([
      false,
      true,
    ])
  })

  test('ends a legal way where it isn’t one and the clock stands', () => {
    const legal = { ...proposal, disposition: 'legal' } as const
    expect([endsPause({ proposal, suspended }), endsPause({ proposal: legal, suspended })]).toEqual([true, false])
    expect([endsPause({ proposal: null, suspended }), endsPause({ proposal, suspended: null })]).toEqual([false, false])
  })

  test('is the office’s alone unless it simply pays and no clock stands', () => {
    const needs = (disposition: Plan['disposition'], stands: typeof suspended | null = null) =>
      needsOffice({ proposal: { ...proposal, disposition }, suspended: stands })
    expect([needs('fulfil'), needs('schedule'), needs('legal'), needs('fulfil', suspended)]).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(needsOffice({ proposal: null, suspended: null })).toBe(true)
  })
})
