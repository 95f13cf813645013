import { describe, expect, test } from 'vitest'
import type { Person, Role } from '../../../core/actor.ts'
import type { Issue } from '../../../core/issue.ts'
import { namedIn, peopleHearing, type Named, type People } from '../../../core/nudges/hear.ts'
import type { Hearer } from '../../../core/nudges/ladder.ts'
import { acts, does, ids, issueIn, lead, person, units, type Who } from '../../support/facts.ts'

const everybody: readonly Who[] = ['contact', 'responsible', 'first', 'officer', 'second', 'director', 'administrator']
const nobodyNamed: Named = { unit: units.port, responsible: [], first: [], delegates: [] }
const portReviewer: Person = { id: 71, posts: [{ unit: units.port, role: 'reviewer', scope: [] }] }

type Around = { readonly there?: readonly (Who | Person)[]; readonly mute?: readonly number[] }

/** People of 临港区 and the office; `mute` can't be told anything. */
function people({ there = everybody, mute = [] }: Around = {}): People {
  const all = there.map((one) => (typeof one === 'string' ? person(one) : one))
  const office: readonly Role[] = ['officer', 'director', 'administrator']
  return {
    unitPeople: all.filter(({ posts }) => posts.some(({ unit }) => unit === units.port)),
    office: all.filter(({ posts }) => posts.some(({ role }) => office.includes(role))),
    reviewers: [person('reviewer')],
    isReachable: (id) => !mute.includes(id),
  }
}

/** Who hears, by number; whoever can't be told is marked with 'unreachable'. */
function hears(hearers: readonly Hearer[], named: Partial<Named> = {}, around: Around = {}) {
  const heard = peopleHearing(hearers, { ...nobodyNamed, ...named }, people(around))
  return heard.map(({ person, reachable }) => (reachable ? person : `${person} unreachable`))
}

describe('who answers for an issue', () => {
  const being = (issue: Issue, around: Around = {}) => namedIn(issue, people(around))

  test('is named in its plan', () => {
    const named = { unit: units.port, responsible: [ids.responsible], first: [ids.first], delegates: [] }
    expect(being(issueIn('rectifying'))).toEqual(named)
  })

  test('is named in the plan that waits for its answer, while none is in force', () => {
    expect(being(issueIn('plan_review'))).toMatchObject({ responsible: [ids.responsible], first: [ids.first] })
  })

  test('is nobody yet before there is a plan', () => {
    expect(being(issueIn('planning'))).toEqual(nobodyNamed)
  })

  test('is nobody of the plan who has left the unit since', () => {
    expect(being(issueIn('rectifying'), { there: ['first'] })).toMatchObject({ responsible: [], first: [ids.first] })
    const moved: Person = { id: ids.responsible, posts: [{ unit: units.park, role: 'responsible', scope: [] }] }
    const here: Person = { ...moved, posts: [...moved.posts, { unit: units.port, role: 'leader', scope: [] }] }
    for (const one of [moved, here]) expect(being(issueIn('rectifying'), { there: [one] }).responsible).toEqual([])
  })

  test('is both of them while one hands over to the other (交接)', () => {
    const handovers = [
      { handover: 1, from: ids.responsible, to: ids.contact },
      { handover: 2, from: 99, to: ids.first },
    ]
    const going = { ...issueIn('rectifying'), handovers }
    expect(being(going)).toMatchObject({ responsible: [ids.responsible, ids.contact], first: [ids.first] })
  })

  test('is nobody of the unit while it may not know of the lead, and after it handed it back', () => {
    const declined = does('contact', issueIn('assigned'), { type: 'decline', reason: '不属本单位职责' })
    for (const hidden of [lead(), declined])
      expect(being(hidden)).toEqual({ unit: null, responsible: [], first: [], delegates: [] })
    expect(being(issueIn('assigned')).unit).toBe(units.port)
  })

  test('is to verify, where the director named somebody, and whoever takes that over', () => {
    const handovers = [{ handover: 1, from: ids.outsider, to: ids.stranger }]
    const named = { ...issueIn('verifying'), delegate: ids.outsider, handovers }
    expect(being(named).delegates).toEqual([ids.outsider, ids.stranger])
    expect(being({ ...lead(), delegate: ids.outsider }).delegates).toEqual([ids.outsider])
  })
})

describe('those who do the work hear', () => {
  test('as the plan names them', () => {
    expect(hears(['responsible'], { responsible: [ids.responsible] })).toEqual([ids.responsible])
  })

  test('as contacts and responsible persons of the unit where nobody is named', () => {
    expect(hears(['responsible'])).toEqual([ids.contact, ids.responsible])
  })

  test('and who of those can’t be told stays in the list', () => {
    expect(hears(['responsible'], {}, { mute: [ids.contact] })).toEqual([`${ids.contact} unreachable`, ids.responsible])
  })

  test('once, who is both', () => {
    const posts = (['contact', 'responsible'] as const).map((role) => ({ unit: units.port, role, scope: [] }))
    expect(hears(['responsible'], {}, { there: [{ id: 72, posts }, 'officer'] })).toEqual([72])
  })

  test('alone, as long as one of them can be told', () => {
    const two = { responsible: [ids.responsible, ids.contact] }
    expect(hears(['responsible'], two, { mute: [ids.responsible] })).toEqual([
      `${ids.responsible} unreachable`,
      ids.contact,
    ])
  })
})

describe('where none of them can be told', () => {
  const mute = (...who: readonly Who[]) => who.map((one) => ids[one])
  const named = { responsible: [ids.responsible] }
  const lost = `${ids.responsible} unreachable`

  test('the contact is', () => {
    expect(hears(['responsible'], named, { mute: mute('responsible') })).toEqual([lost, ids.contact])
  })

  test('another responsible person is, where there is no contact', () => {
    const around = { there: ['responsible', 'first', 'officer'], mute: [ids.contact] } as const
    expect(hears(['responsible'], { responsible: [ids.contact] }, around)).toEqual([
      `${ids.contact} unreachable`,
      ids.responsible,
    ])
  })

  test('the head of the unit is, where the contact can’t be told either', () => {
    expect(hears(['responsible'], named, { mute: mute('responsible', 'contact') })).toEqual([lost, ids.first])
  })

  test('the unit’s own reviewer is, where it has nobody else', () => {
    expect(hears(['responsible'], {}, { there: [portReviewer, 'officer'] })).toEqual([portReviewer.id])
  })

  test('the office is, where nobody of the unit can be', () => {
    const around = { mute: mute('responsible', 'contact', 'first') }
    expect(hears(['responsible'], named, around)).toEqual([lost, ids.officer, ids.second])
    expect(hears(['responsible'], { unit: null })).toEqual([ids.officer, ids.second])
  })
})

describe('besides them hears', () => {
  test('the head the plan names, else every head of the unit', () => {
    expect(hears(['first'], { first: [ids.contact] })).toEqual([ids.contact])
    expect(hears(['first'])).toEqual([ids.first])
  })

  test('the lead unit’s reviewer', () => {
    expect(hears(['reviewer'])).toEqual([ids.reviewer])
  })

  test('every officer, with whoever was named to verify; where there is no officer, the director', () => {
    expect(hears(['officer'], { delegates: [ids.outsider] })).toEqual([ids.officer, ids.second, ids.outsider])
    expect(hears(['officer'], {}, { there: ['director', 'administrator'] })).toEqual([ids.director])
  })

  test('the director; where there is none, the officers', () => {
    expect(hears(['director'])).toEqual([ids.director])
    expect(hears(['director'], {}, { there: ['officer', 'administrator'] })).toEqual([ids.officer])
  })

  test('whoever was named to verify', () => {
    expect(hears(['delegate'], { delegates: [ids.outsider] })).toEqual([ids.outsider])
    expect(hears(['delegate'])).toEqual([])
  })
})

test('who hears as several hears once, and a group is nobody', () => {
  const both = { responsible: [ids.first], first: [ids.first] }
  expect(hears(['responsible', 'group', 'first', 'office-group'], both)).toEqual([ids.first])
  expect(hears(['group', 'office-group'])).toEqual([])
})

test('whoever can’t be told stays in the list, so that the office sees it', () => {
  const mute = [ids.first, ids.reviewer, ids.officer, ids.director, ids.outsider]
  const delegates = [ids.outsider]
  expect(hears(['first', 'reviewer', 'officer', 'director'], { delegates }, { mute })).toEqual([
    `${ids.first} unreachable`,
    `${ids.reviewer} unreachable`,
    `${ids.officer} unreachable`,
    ids.second,
    `${ids.outsider} unreachable`,
    `${ids.director} unreachable`,
  ])
})

test('a lead that waits to be listed is spoken of to nobody of its unit', () => {
  const found = peopleHearing(['first', 'reviewer'], namedIn(lead(), people()), people())
  expect(found.map(({ person: id }) => id)).toEqual([ids.reviewer])
  expect(does('officer', lead(), acts.assign).unit).toBe(units.port)
})
