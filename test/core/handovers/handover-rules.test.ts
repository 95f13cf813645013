import { describe, expect, test } from 'vitest'
import type { Actor, Person, PersonId } from '../../../core/actor.ts'
import type { Handover } from '../../../core/handovers/handover.ts'
import {
  badCancel,
  badSigning,
  heirOf,
  maySeeHandover,
  planHandover,
  type HandoverFacts,
  type Reach,
} from '../../../core/handovers/handover-rules.ts'
import type { Issue } from '../../../core/issue.ts'
import type { Substitution } from '../../../core/people/substitute.ts'
import { as, everyone, ids, issueIn, other, person, system, units, type Who } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

const { contact, responsible, first, outsider } = ids

const rectifying = issueIn('rectifying')
const second: Issue = { ...rectifying, serial: 'LH2022-0007' }
/** The same person has this one in 高新区. */
const inPark: Issue = { ...rectifying, serial: 'LH2022-0008', unit: units.park }
const verifying: Issue = { ...issueIn('verifying'), delegate: outsider }
const going = (issue: Issue, from: PersonId, to: PersonId): Issue => ({
  ...issue,
  handovers: [...issue.handovers, { handover: issue.handovers.length + 1, from, to }],
})

type Asked = Partial<Pick<HandoverFacts, 'issues' | 'reach' | 'unit'>> & { from?: Who; to?: Who | Person }

function starts(by: Who | Actor, { from = 'responsible', to = 'contact', ...about }: Asked = {}) {
  const actor = typeof by === 'string' ? as(by) : by
  const successor = typeof to === 'string' ? person(to) : to
  return planHandover({ actor, from: person(from), to: successor, reach: 'bound', issues: [rectifying], ...about })
}
const refused = (...asked: Parameters<typeof starts>) => {
  const plan = starts(...asked)
  return plan.ok ? null : plan.refusal
}
const passes = (...asked: Parameters<typeof starts>) => {
  const plan = starts(...asked)
  if (!plan.ok) throw new Error(plan.refusal.code)
  return plan.items.map(({ serial, roles }) => [serial, ...roles].join(' '))
}

describe('who begins a handover', () => {
  test.each(['responsible', 'first', 'officer', 'director', 'administrator'] as const)('%s may', (who) => {
    expect(refused(who)).toBeNull()
  })
  test('by itself it may begin too: somebody has left', () => expect(refused(system)).toBeNull())
  test.each([
    'contact',
    'stranger',
    'strangerFirst',
    'above',
    'leaderOfUnit',
    'auditor',
    'reviewer',
    'nobody',
  ] as const)('%s may not, for somebody else', (who) => {
    expect(refused(who)).toEqual({ code: 'not-yours', whose: 'start' })
  })

  test('the first responsible person only what is their unit’s', () => {
    expect(passes('first', { issues: [rectifying, inPark] })).toEqual(['LH2022-0001 responsible'])
    const both: Person = { id: contact, posts: [...person('contact').posts, ...person('stranger').posts] }
    expect(passes('responsible', { issues: [rectifying, inPark], to: both })).toHaveLength(2)
  })

  test('whoever may not isn’t told whether there is anything; the head of the unit is', () => {
    for (const who of ['contact', 'stranger', 'strangerFirst', 'above', 'leaderOfUnit', 'auditor'] as const)
      expect(refused(who, { to: 'both', issues: [] })).toEqual({ code: 'not-yours', whose: 'start' })
    expect(refused('first', { issues: [] })).toEqual({ code: 'nothing' })
  })

  test('what somebody left behind who has gone to another unit passes in the old one', () => {
    const left = { ...rectifying, plan: rectifying.plan && { ...rectifying.plan, responsible: ids.stranger } }
    expect(passes('first', { from: 'stranger', issues: [left] })).toEqual(['LH2022-0001 responsible'])
  })

  test('the head of the unit that is verified doesn’t say who verifies it', () => {
    const asked = { from: 'outsider', to: 'stranger', issues: [verifying] } as const
    expect(refused('first', asked)).toEqual({ code: 'not-yours', whose: 'start' })
    expect(refused('strangerFirst', asked)).toEqual({ code: 'not-yours', whose: 'start' })
    expect(passes('outsider', asked)).toEqual(['LH2022-0001 delegate'])
  })

  test('who verifies leaves it to a colleague; only the office, or a rule, gives it to another unit', () => {
    const asked = { from: 'outsider', to: 'above', issues: [verifying] } as const
    expect(refused('outsider', asked)).toEqual({ code: 'unfit' })
    for (const who of ['officer', 'administrator', system] as const)
      expect(passes(who, asked)).toEqual(['LH2022-0001 delegate'])
  })
})

describe('a handover is refused', () => {
  const toContact = going(rectifying, responsible, contact)
  const reviewerHere: Person = { id: 71, posts: [{ unit: units.port, role: 'reviewer', scope: [] }] }
  test.each<[string, Asked, object]>([
    ['to oneself', { to: 'responsible' }, { code: 'oneself' }],
    ['to oneself, though there is nothing', { to: 'responsible', issues: [] }, { code: 'oneself' }],
    ['where one has nothing', { issues: [] }, { code: 'nothing' }],
    ['where one has nothing in that unit', { unit: units.park }, { code: 'nothing' }],
    ['to somebody of another unit', { to: 'stranger' }, { code: 'elsewhere' }],
    ['to the unit above', { to: 'above' }, { code: 'elsewhere' }],
    ['to somebody without a post', { to: 'nobody' }, { code: 'elsewhere' }],
    ['to somebody who only reviews there', { to: reviewerHere }, { code: 'elsewhere' }],
    ['to somebody whom nothing reaches', { reach: 'lost' }, { code: 'lost' }],
    ['where it is under way, to the same', { issues: [toContact] }, { code: 'running', to: contact }],
    ['where it is under way, to another', { issues: [toContact], to: 'first' }, { code: 'running', to: contact }],
    [
      'naming the one’s own successor, though a colleague hands over the same issue',
      { issues: [going(going(rectifying, first, ids.both), responsible, contact)] },
      { code: 'running', to: contact },
    ],
    [
      'of verifying, to the unit that is verified',
      { from: 'outsider', to: 'contact', issues: [verifying] },
      { code: 'unfit' },
    ],
    [
      'of work and verifying, to somebody fit for neither',
      { issues: [rectifying, { ...other, delegate: responsible }], to: 'nobody' },
      { code: 'elsewhere' },
    ],
  ])('%s', (_, asked, code) => {
    expect(refused('officer', asked)).toEqual(code)
  })

  test('somebody without a chat account yet is named all the same', () => {
    expect(refused('responsible', { reach: 'unbound' })).toBeNull()
  })

  test('one’s own: where nothing names one it says so, not that it was another’s to begin', () => {
    expect(refused('responsible', { unit: units.park })).toEqual({ code: 'nothing' })
    expect(refused(system, { unit: units.park })).toEqual({ code: 'nothing' })
    expect(refused('officer', { unit: units.park })).toEqual({ code: 'nothing' })
  })
})

describe('what passes', () => {
  test('everything open that names the leaver, as what it names them', () => {
    expect(passes('responsible', { issues: [rectifying, second] })).toEqual([
      'LH2022-0001 responsible',
      'LH2022-0007 responsible',
    ])
    expect(passes('contact', { from: 'contact', to: 'first', issues: [rectifying] })).toEqual(['LH2022-0001 reporter'])
  })

  test('in one unit only, where that was asked for', () => {
    expect(passes('officer', { issues: [rectifying, inPark], unit: units.port })).toEqual(['LH2022-0001 responsible'])
  })

  test('but not what is passing already; a colleague’s handover of the same issue is no hindrance', () => {
    expect(passes('responsible', { issues: [going(rectifying, responsible, contact), second], to: 'first' })).toEqual([
      'LH2022-0007 responsible',
    ])
    expect(passes('responsible', { issues: [going(rectifying, first, ids.both)] })).toEqual(['LH2022-0001 responsible'])
  })

  test('what this successor can’t take over is left, for another one', () => {
    const plan = starts('officer', {
      issues: [rectifying, inPark, { ...other, delegate: responsible, handlers: [contact] }],
    })
    expect(plan).toMatchObject({ ok: true, items: [{ serial: 'LH2022-0001' }] })
    expect(plan.ok && plan.left.map(({ serial }) => serial)).toEqual(['LH2022-0008', other.serial])
  })
})

const running: Handover = {
  id: 1,
  from: responsible,
  to: contact,
  unit: units.port,
  campaign: 'LH2022',
  cause: 'asked',
  reason: null,
  startedAt: 0,
  startedBy: ids.outsider,
  items: [],
  status: 'running',
  endedAt: null,
  version: 1,
}

describe('who may know of a handover', () => {
  const parties = ['responsible', 'contact', 'first', 'outsider'] as const
  const readers = ['officer', 'second', 'director', 'administrator', 'auditor', 'both'] as const
  test('leaver, successor, whoever began it, the head of the unit, and whoever reads everything; nobody else', () => {
    const seers = [...everyone, 'both' as const].filter((who) => maySeeHandover(as(who), running))
    expect([...seers].sort()).toEqual([...parties, ...readers].sort())
    expect(maySeeHandover(system, running)).toBe(true)
  })

  test('whoever holds no post any more knows nothing of it', () => {
    expect(maySeeHandover({ ...as('responsible'), posts: [] }, running)).toBe(false)
  })
})

describe('who signs and who calls off', () => {
  test.each<[Who, string | null, string | null]>([
    ['contact', null, 'not-yours cancel'],
    ['responsible', 'not-yours sign', 'not-yours cancel'],
    ['outsider', 'not-yours sign', null],
    ['first', 'not-yours sign', null],
    ['officer', 'not-yours sign', null],
    ['director', 'not-yours sign', null],
    ['administrator', 'not-yours sign', null],
    ['auditor', 'not-yours sign', 'not-yours cancel'],
    ['stranger', 'not-found', 'not-found'],
    ['strangerFirst', 'not-found', 'not-found'],
    ['leaderOfUnit', 'not-found', 'not-found'],
  ])('%s', (who, sign, cancel) => {
    const words = (refusal: { code: string; whose?: string } | null) => refusal && Object.values(refusal).join(' ')
    expect([words(badSigning(as(who), running)), words(badCancel(as(who), running))]).toEqual([sign, cancel])
  })

  test('what is over is called off no more', () => {
    for (const status of ['done', 'lapsed', 'cancelled'] as const)
      expect(badCancel(as('officer'), { ...running, status })).toEqual({ code: 'over' })
    expect(badCancel(as('contact'), { ...running, status: 'done' })).toEqual({ code: 'not-yours', whose: 'cancel' })
  })
})

describe('who takes over from somebody who left without saying', () => {
  const today = day('2022-12-01')
  const deputy: Person = { id: 72, posts: [{ unit: units.port, role: 'first', scope: [] }] }
  const here = (...who: (Who | Person)[]) => who.map((one) => (typeof one === 'string' ? person(one) : one))
  const away = (changes: Partial<Substitution> = {}): Substitution => ({
    person: responsible,
    substitute: contact,
    from: day('2022-11-01'),
    to: day('2022-12-31'),
    endedOn: null,
    ...changes,
  })
  type Around = { people?: Person[]; substitutes?: Substitution[]; reach?: Record<PersonId, Reach>; from?: PersonId }
  const heir = ({ people, substitutes = [], reach = {}, from = responsible }: Around = {}) =>
    heirOf(from, {
      unit: units.port,
      today,
      substitutes,
      unitPeople: people ?? here('contact', 'responsible', 'first'),
      reach: (one) => reach[one] ?? 'bound',
    })

  test.each<[string, Around, PersonId | null]>([
    ['the first responsible person', {}, first],
    ['whoever stands in for thirty more days, before them', { substitutes: [away()] }, contact],
    ['not for less', { substitutes: [away({ to: day('2022-12-30') })] }, first],
    ['not who was called off', { substitutes: [away({ endedOn: day('2022-12-20') })] }, first],
    ['not who doesn’t stand in yet', { substitutes: [away({ from: day('2022-12-02') })] }, first],
    ['not who doesn’t act for the unit', { substitutes: [away({ substitute: outsider })] }, first],
    [
      'not who has no post there but to review',
      {
        people: here('first', { id: 71, posts: [{ unit: units.port, role: 'reviewer', scope: [] }] }),
        substitutes: [away({ substitute: 71 })],
      },
      first,
    ],
    ['not who has left too', { substitutes: [away()], reach: { [contact]: 'lost' } }, first],
    ['of several heads one with a chat account', { people: here('first', deputy), reach: { [first]: 'unbound' } }, 72],
    ['else one without', { reach: { [first]: 'unbound' } }, first],
    ['nobody where the head has left too', { reach: { [first]: 'lost' } }, null],
    ['nobody where there is no head, and the office names one', { people: here('contact', 'responsible') }, null],
    ['of a head another head', { from: first, people: here('first', deputy) }, 72],
    ['of the only head nobody', { from: first }, null],
    [
      'a head of another unit who only acts here is none of this one',
      {
        people: here('contact', { id: 73, posts: [...person('strangerFirst').posts, ...person('contact').posts] }),
      },
      null,
    ],
  ])('%s', (_, around, expected) => {
    expect(heir(around)).toBe(expected)
  })
})
