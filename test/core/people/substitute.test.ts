import { describe, expect, test } from 'vitest'
import type { Post, Role } from '../../../core/actor.ts'
import { DaySchema } from '../../../core/calendar/day.ts'
import {
  areOfOneUnit,
  badSubstitution,
  countsOn,
  mayHearFor,
  standIn,
  SubstituteEventSchema,
  type Substitution,
} from '../../../core/people/substitute.ts'

const day = (text: string) => DaySchema.parse(`2026-${text}`)
const [ann, bob, cai, dan, eva] = [1, 2, 3, 4, 5]
/** Two days, both included. */
const away = (person: number, substitute: number, days: string, endedOn?: string): Substitution => {
  const [from = '', to = ''] = days.split(' ')
  return { person, substitute, from: day(from), to: day(to), endedOn: endedOn === undefined ? null : day(endedOn) }
}
const today = day('11-27')

describe('a substitute is refused', () => {
  const known = [away(ann, bob, '12-01 12-05'), away(bob, cai, '12-04 12-10'), away(cai, dan, '12-20 12-25')]
  const code = (wanted: Substitution, reason = '外出学习') =>
    badSubstitution({ ...wanted, reason }, { known, today })?.code ?? null

  test.each([
    ['oneself', away(ann, ann, '12-10 12-11'), 'oneself'],
    ['that ends before it begins', away(ann, cai, '12-11 12-10'), 'order'],
    ['that is over already', away(ann, cai, '11-20 11-26'), 'past'],
    ['while another stands in', away(ann, cai, '12-05 12-08'), 'overlap'],
    ['who has named this very person', away(bob, ann, '12-01 12-03'), 'circle'],
    ['whose own substitute has', away(cai, ann, '12-05 12-06'), 'circle'],
  ])('%s', (_, wanted, expected) => {
    expect(code(wanted)).toBe(expected)
  })

  test.each([
    ['for one day, today', away(ann, cai, '11-27 11-27')],
    ['from the day after the other ends', away(ann, cai, '12-06 12-08')],
    ['who was named by this person on other days', away(bob, ann, '12-20 12-21')],
    ['whose chain comes round on other days only', away(cai, ann, '12-06 12-06')],
    ['who is away then too, and named somebody else', away(eva, bob, '12-04 12-04')],
  ])('but not %s', (_, wanted) => {
    expect(code(wanted)).toBeNull()
  })

  test('without a reason, and for longer than a year', () => {
    expect(code(away(ann, cai, '12-10 12-11'), '  ')).toBe('no-reason')
    const long = { ...away(ann, cai, '12-10 12-11'), to: DaySchema.parse('2027-12-31') }
    expect(code(long)).toBe('too-long')
    expect(code({ ...long, to: DaySchema.parse('2027-12-11') })).toBeNull()
    expect(code({ ...long, to: DaySchema.parse('2027-12-12') })).toBe('too-long')
  })

  test('an overlap names who stands in, and until when: one called off ends the day before', () => {
    const ended = [away(ann, bob, '12-01 12-31', '12-08')]
    const ask = (from: string) =>
      badSubstitution({ ...away(ann, cai, `${from} 12-20`), reason: '学习' }, { known: ended, today })
    expect(ask('12-07')).toEqual({ code: 'overlap', substitute: bob, from: day('12-01'), to: day('12-07') })
    expect(ask('12-08')).toBeNull()
  })
})

describe('who stands in on a day', () => {
  const known = [
    away(ann, bob, '12-01 12-10'),
    away(bob, cai, '12-03 12-04'),
    away(cai, dan, '12-04 12-04'),
    away(dan, ann, '12-20 12-21', '12-20'),
  ]
  const of = (person: number) => known.filter((one) => one.person === person)
  test.each([
    ['11-30', null],
    ['12-01', bob],
    ['12-03', cai],
    ['12-04', dan],
    ['12-05', bob],
    ['12-10', bob],
    ['12-11', null],
  ])('on %s', (on, expected) => {
    expect(standIn(ann, day(on), of)).toBe(expected)
  })

  test('nobody, where it was called off before it began', () => {
    expect(standIn(dan, day('12-20'), of)).toBeNull()
  })

  test('nobody, rather than for ever, should it ever lead back', () => {
    const round = [away(ann, bob, '12-01 12-10'), away(bob, ann, '12-01 12-10')]
    expect(standIn(ann, day('12-02'), (person) => round.filter((one) => one.person === person))).toBeNull()
  })

  test('called off on its last day, it ends the day before; after that nothing changes', () => {
    const on = (endedOn: string) => countsOn(away(ann, bob, '12-01 12-02', endedOn), day('12-02'))
    expect([on('12-01'), on('12-02'), on('12-03'), on('12-04')]).toEqual([false, false, true, true])
    expect(countsOn(away(ann, bob, '12-01 12-02', '12-05'), day('12-03'))).toBe(false)
  })

  test('first and last day count', () => {
    const one = away(ann, bob, '12-01 12-02')
    expect(['11-30', '12-01', '12-02', '12-03'].map((on) => countsOn(one, day(on)))).toEqual([false, true, true, false])
  })
})

describe('hearing for somebody', () => {
  const as = (role: Role, unit = 1): { posts: Post[] } => ({ posts: [{ unit, role, scope: [] }] })
  test.each<[Role, Role, boolean]>([
    ['contact', 'contact', true],
    ['officer', 'contact', true],
    ['contact', 'officer', false],
    ['reviewer', 'director', false],
    ['officer', 'director', true],
    ['contact', 'leader', false],
    ['leader', 'leader', true],
    ['officer', 'leader', true],
    ['leader', 'officer', false],
  ])('a %s for a %s: %s', (substitute, person, may) => {
    expect(mayHearFor(as(substitute), as(person))).toBe(may)
  })

  test('units are compared over all posts', () => {
    const both = { posts: [...as('contact', 1).posts, ...as('contact', 2).posts] }
    expect([areOfOneUnit(both, as('first', 2)), areOfOneUnit(both, as('first', 3))]).toEqual([true, false])
    expect([areOfOneUnit(as('first', 2), both), areOfOneUnit(both, { posts: [] })]).toEqual([true, false])
  })
})

test('what is kept of a substitute survives being written down and read again', () => {
  const set = { type: 'substitute-set', substitute: bob, from: day('12-01'), to: day('12-05'), reason: '外出学习' }
  const ended = { type: 'substitute-ended', substitute: bob, from: day('12-01'), on: day('12-03'), reason: '提前返回' }
  for (const event of [set, ended])
    expect(SubstituteEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
})
