import { describe, expect, test } from 'vitest'
import { blankHandIn, type HandIn, type HandInEvent } from '../../../core/hand-ins/hand-in.ts'
import { handInNotices } from '../../../core/hand-ins/hand-in-notice.ts'
import type { HandInFacts } from '../../../core/hand-ins/hand-in-rules.ts'
import { as, ids, person, system, units, type Who } from '../../support/facts.ts'
import { handedFile, handInFacts } from '../../support/hand-ins.ts'
import { day } from '../../support/samples.ts'

const blank = () => blankHandIn(`LH2022.D1.u${units.port}`)
const on = day('2022-12-01')
const content = { kind: 'files', files: [handedFile()] } as const
const handedIn = (behalf = false): HandInEvent => ({ type: 'handed-in', content, on, late: false, behalf })
const withdrawn: HandInEvent = { type: 'withdrawn', reason: null }
const superseded: HandInEvent = { type: 'superseded', content }

const names = new Map(Object.entries(ids).map(([who, id]) => [id, who]))
type Around = { before?: HandIn['status']; facts?: Partial<HandInFacts> }

function hears(who: Who | null, event: HandInEvent, { before = 'missing', facts }: Around = {}): string {
  const actor = who === null ? system : as(who)
  const notices = handInNotices({ ...blank(), status: before }, event, actor, handInFacts('D1', facts))
  return notices.map(({ to, event: n }) => `${names.get(to) ?? to}${n === 0 ? '' : n}`).join(' ')
}

describe('who hears of a hand-in, beside whoever did it', () => {
  test.each<[string, () => string, string]>([
    ['handed in: the officers', () => hears('contact', handedIn()), 'officer second'],
    [
      'written down by the office: the unit’s workers too',
      () => hears('officer', handedIn(true)),
      'second contact responsible',
    ],
    ['a zero report to be confirmed: the head', () => hears('contact', { type: 'zero-claimed' }), 'first'],
    [
      'confirmed: the officers and the workers',
      () => hears('first', { type: 'zero-confirmed', on, late: false }, { before: 'claimed' }),
      'officer second contact responsible',
    ],
    [
      'not confirmed: the workers',
      () => hears('first', { type: 'zero-declined', reason: null }, { before: 'claimed' }),
      'contact responsible',
    ],
    [
      'accepted: the workers',
      () => hears('officer', { type: 'accepted' }, { before: 'handed' }),
      'contact responsible',
    ],
    [
      'returned: the head as well',
      () => hears('officer', { type: 'returned', reason: '缺附件' }, { before: 'handed' }),
      'contact responsible first',
    ],
    ['a claim taken back: the head', () => hears('contact', withdrawn, { before: 'claimed' }), 'first'],
    [
      'a paper taken back that waited for the office: the officers',
      () => hears('contact', withdrawn, { before: 'handed' }),
      'officer second',
    ],
    ['a claim that issues came after: the head', () => hears('contact', superseded, { before: 'claimed' }), 'first'],
    [
      'a zero report that issues came after: the officers too',
      () => hears('contact', superseded, { before: 'accepted' }),
      'first officer second',
    ],
    [
      'a file more: nobody',
      () => hears('contact', { type: 'file-added', file: handedFile() }, { before: 'handed' }),
      '',
    ],
    ['by itself: all of them', () => hears(null, handedIn(true)), 'officer second contact responsible'],
  ])('%s', (_, heard, expected) => expect(heard()).toBe(expected))

  test('where nobody does the paper work the head hears instead', () => {
    const facts = { unitPeople: [person('first')] }
    expect(hears('officer', { type: 'accepted' }, { before: 'handed', facts })).toBe('first')
    const beside = { unitPeople: [person('first'), person('both')] }
    expect(hears('officer', { type: 'accepted' }, { before: 'handed', facts: beside })).toBe('both')
  })

  test('of a group’s paper the lead unit’s people, its reviewers as well', () => {
    const unitPeople = (['stranger', 'strangerFirst', 'reviewer', 'outsider', 'contact'] as const).map(person)
    const of = (asLead: boolean) => ({ unit: units.park, asLead, unitPeople })
    const accepted = (asLead: boolean) =>
      hears('officer', { type: 'accepted' }, { before: 'handed', facts: of(asLead) })
    expect([accepted(true), accepted(false)]).toEqual(['stranger reviewer outsider', 'stranger outsider'])
  })

  test('where there is no officer the director hears', () => {
    expect(hears('contact', handedIn(), { facts: { office: [person('director'), person('administrator')] } })).toBe(
      'director',
    )
    expect(hears('contact', handedIn(), { facts: { office: [] } })).toBe('')
  })

  test('once each, whatever they are at the same time', () => {
    expect(hears(null, handedIn(true), { facts: { office: [person('both')], unitPeople: [person('both')] } })).toBe(
      'both',
    )
  })
})
