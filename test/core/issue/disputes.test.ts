import { describe, expect, test } from 'vitest'
import { appealable, isInHand, mayAnswer, type Appeal } from '../../../core/issue/appeal.ts'
import { flaggedAs, flagsFor, mayReadEvent, maySuspect, type Flag } from '../../../core/issue/flag.ts'
import { statuses, type Issue } from '../../../core/issue.ts'
import { as, ids, issueIn, person, system, units, type Who } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

const flag = (changes: Partial<Flag> = {}): Flag => ({
  ...{ kind: 'falsified', state: 'confirmed', unit: units.port, reason: '没有转账', evidence: [] },
  ...{ by: ids.officer, confirmedBy: ids.second, appealed: false },
  ...changes,
})
const rectifying = issueIn('rectifying')
const given: Issue = { ...rectifying, assignment: { by: ids.officer, appealed: false } }

describe('what a unit may dispute', () => {
  test('is that it was given the issue, while it has it in hand', () => {
    const inHand = statuses.filter((status) => appealable({ ...given, status }).length > 0)
    expect(inHand).toEqual(['assigned', 'planning', 'plan_review', 'rectifying', 'verifying'])
    expect(statuses.filter((status) => isInHand({ status }))).toEqual(inHand)
  })

  test('is each flag that was confirmed against it, in any state', () => {
    const flags = [flag({ kind: 'omitted' }), flag()]
    expect(appealable({ ...given, flags })).toEqual(['assignment', 'omitted', 'falsified'])
    expect(appealable({ ...issueIn('closed'), flags })).toEqual(['omitted', 'falsified'])
  })

  test.each<[string, Partial<Issue>]>([
    ['what nobody gave it', { assignment: null }],
    [
      'what it disputed already',
      { assignment: { by: ids.officer, appealed: true }, flags: [flag({ appealed: true })] },
    ],
    ['a suspicion', { assignment: null, flags: [flag({ state: 'suspected' })] }],
    ['what is held against another unit', { assignment: null, flags: [flag({ unit: units.park })] }],
  ])('is not %s', (_, changes) => {
    expect(appealable({ ...given, ...changes })).toEqual([])
  })
})

describe('who answers', () => {
  const appeal = (about: Appeal['about']): Appeal => ({
    about,
    reason: '不属实',
    evidence: [],
    by: ids.contact,
    on: day('2022-12-01'),
  })
  const answerers = (issue: Issue, ...office: Who[]) =>
    office.filter((who) => mayAnswer(person(who), issue, office.map(person)))
  const assignment = { ...given, appeal: appeal('assignment') }
  const against = (changes: Partial<Flag> = {}) => ({
    ...given,
    flags: [flag({ kind: 'omitted', by: null, confirmedBy: null }), flag(changes)],
    appeal: appeal('falsified'),
  })

  test('another one of the office than whoever assigned it, and the director', () => {
    expect(answerers(assignment, 'officer', 'second', 'director', 'administrator')).toEqual(['second', 'director'])
    expect(answerers({ ...assignment, assignment: null }, 'officer', 'second')).toEqual(['officer', 'second'])
  })

  test('of a flag neither whoever suspected nor whoever confirmed it', () => {
    expect(answerers(against(), 'officer', 'second', 'director')).toEqual(['director'])
    expect(answerers(against({ confirmedBy: ids.director }), 'officer', 'second', 'director')).toEqual([
      'second',
      'director',
    ])
    expect(answerers({ ...against(), flags: [] }, 'officer', 'second')).toEqual(['officer', 'second'])
  })

  test('nobody of the unit as long as there is somebody else', () => {
    expect(answerers(assignment, 'officer', 'both', 'second')).toEqual(['second'])
    expect(answerers(assignment, 'officer', 'both')).toEqual(['both'])
  })

  test('whoever did it where the office has nobody else', () => {
    expect(answerers(assignment, 'officer', 'administrator')).toEqual(['officer'])
    expect(answerers(against(), 'officer', 'second')).toEqual(['officer', 'second'])
    expect(answerers(assignment)).toEqual([])
    expect(mayAnswer(person('officer'), assignment, [])).toBe(false)
  })

  test('nobody where nothing is disputed', () => {
    expect(answerers(given, 'officer', 'second', 'director')).toEqual([])
  })
})

describe('who knows of a flag', () => {
  const flagged: Issue = {
    ...rectifying,
    flags: [flag(), flag({ kind: 'omitted', state: 'suspected' }), flag({ kind: 'concealed', unit: units.park })],
  }
  const kinds = (who: Who) => flagsFor(as(who), flagged).map(({ kind }) => kind)

  test('of all of them whoever reads the whole office, unless they act for the unit; the clock too', () => {
    for (const who of ['officer', 'director', 'auditor', 'administrator'] as const)
      expect(kinds(who)).toEqual(['falsified', 'omitted', 'concealed'])
    expect(flagsFor(system, flagged)).toHaveLength(3)
    expect([maySuspect(person('officer'), flagged), maySuspect(person('both'), flagged)]).toEqual([true, false])
  })

  test('of what is confirmed against the unit whoever may see the issue', () => {
    for (const who of ['contact', 'leaderOfAll', 'both'] as const) expect(kinds(who)).toEqual(['falsified'])
  })

  test('suspicions stay out of the history a unit reads', () => {
    const base = { kind: 'falsified', reason: '…' } as const
    const reads = (event: Parameters<typeof mayReadEvent>[2]) => [
      mayReadEvent(as('contact'), flagged, event),
      mayReadEvent(as('officer'), flagged, event),
      mayReadEvent(system, flagged, event),
    ]
    expect(reads({ type: 'flagged', ...base, unit: units.port, evidence: [] })).toEqual([false, true, true])
    expect(reads({ type: 'flag-withdrawn', ...base, confirmed: false })).toEqual([false, true, true])
    expect(reads({ type: 'flag-withdrawn', ...base, confirmed: true })).toEqual([true, true, true])
    expect(reads({ type: 'flag-confirmed', ...base })).toEqual([true, true, true])
  })

  test('a list says whether something is suspected, confirmed, or both', () => {
    const suspected = flag({ state: 'suspected' })
    expect([[], [suspected], [flag(), flag()], [flag(), suspected]].map((flags) => flaggedAs({ flags }))).toEqual([
      ...[null, 'suspected', 'confirmed', 'both'],
    ])
  })
})
