import { describe, expect, test } from 'vitest'
import type { Post } from '../../../core/actor.ts'
import { day } from '../../support/samples.ts'
import {
  badRename,
  movePosts,
  passing,
  planDivision,
  planMerge,
  rehang,
  takesPartAfter,
  widenScopes,
} from '../../../core/people/reform.ts'
import { badParent, lineage, mayReform, UnitEventSchema, withoutGaps, type Unit } from '../../../core/people/unit.ts'
import { as, everyone, issueIn, units as samples } from '../../support/facts.ts'

const unit = (id: number, name: string, changes: Partial<Unit> = {}): Unit => ({
  id,
  name,
  kind: null,
  parent: 1,
  endedOn: null,
  successors: [],
  version: 1,
  ...changes,
})
const city = unit(1, '市政府', { parent: null })
const port = unit(2, '临港区')
const park = unit(3, '高新区')
const trade = unit(4, '临港区商务局', { parent: 2 })
const gone = unit(5, '市招商局', { endedOn: day('2022-01-01'), successors: [3] })
const units = [city, port, park, trade, gone]
const today = day('2022-10-10')
const known = { units, today }
const order = { reason: '漯编〔2022〕8号', on: day('2022-10-01') }

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? 'ok' : result.refusal.code

describe('renaming', () => {
  const rename = (changes: object = {}) => badRename({ unit: 2, name: '临港新区', ...order, ...changes }, known)
  test('needs a name nobody has, a document, and a day that has come', () => {
    expect(rename()).toBeNull()
    expect(rename({ name: '临港区' })).toEqual({ code: 'same-name' })
    expect(rename({ name: '高新区' })).toEqual({ code: 'name-taken', name: '高新区', ended: false })
    expect(rename({ name: '市招商局' })).toEqual({ code: 'name-taken', name: '市招商局', ended: true })
    expect(rename({ reason: ' ' })).toEqual({ code: 'no-reason' })
    expect(rename({ on: day('2022-10-11') })).toEqual({ code: 'not-yet', on: '2022-10-11' })
    expect([rename({ on: today }), rename({ reason: '改名' })]).toEqual([null, null])
  })
  test('to a name as short as two signs and as long as sixty', () => {
    expect([rename({ name: '港区' }), rename({ name: '区'.repeat(60) })]).toEqual([null, null])
    expect(rename({ name: '' })).toEqual({ code: 'no-name' })
    expect(rename({ name: '区' })).toEqual({ code: 'bad-name', name: '区' })
  })
  test.each(['', '区', '临港@新区', '临港、高新', '区'.repeat(61)])('never to %j', (name) => {
    expect(rename({ name })?.code).toMatch(/no-name|bad-name/)
  })
  test('is for a unit that stands', () => {
    expect(rename({ unit: 5 })).toEqual({ code: 'not-standing', name: '市招商局' })
    expect(rename({ unit: 99 })).toEqual({ code: 'not-standing', name: null })
  })
})

describe('merging', () => {
  const merge = (ids: number[], into: string) => planMerge({ units: ids, into, ...order }, known)
  test('into a new unit ends all of them', () => {
    const plan = merge([2, 3], '临港高新区')
    expect(plan).toMatchObject({ ok: true, ending: [port, park], into: { known: null, name: '临港高新区' } })
  })
  test('into one of them ends the others', () => {
    expect(merge([2, 3], '高新区')).toMatchObject({ ok: true, ending: [port], into: { known: park } })
  })
  test('into a third ends them, be it a single one', () => {
    expect(merge([2], '高新区')).toMatchObject({ ok: true, ending: [port], into: { known: park } })
  })
  test('one alone into a new name is no merger', () => {
    expect(codeOf(merge([2], '临港新区'))).toBe('too-few')
    expect(codeOf(merge([2], '临港区'))).toBe('too-few')
  })
  test('thirty at most, and for a reason', () => {
    const many = Array.from({ length: 31 }, (_, n) => unit(n + 10, `第${n}局`))
    const all = (count: number) =>
      codeOf(
        planMerge({ units: many.slice(0, count).map(({ id }) => id), into: '大局', ...order }, { units: many, today }),
      )
    expect([all(30), all(31)]).toEqual(['ok', 'too-many'])
    expect(codeOf(planMerge({ units: [2, 3], into: '高新区', ...order, reason: '无' }, known))).toBe('no-reason')
  })
  test('what ended takes nothing over and cannot end again', () => {
    expect(codeOf(merge([2, 3], '市招商局'))).toBe('name-taken')
    expect(codeOf(merge([2, 5], '高新区'))).toBe('not-standing')
  })
})

describe('dividing', () => {
  const divide = (into: string[]) => planDivision({ unit: 2, into, ...order }, known)
  test('ends the unit', () => {
    expect(divide(['临港东区', '高新区'])).toMatchObject({
      ok: true,
      ends: true,
      parts: [{ known: null }, { known: park }],
    })
  })
  test('leaves it where its own name is among the parts', () => {
    expect(divide(['临港区', '临港东区'])).toMatchObject({ ok: true, ends: false })
  })
  test('needs two to eight different names', () => {
    expect(codeOf(divide(['临港东区']))).toBe('too-few')
    expect(codeOf(divide(['临港东区', '临港东区']))).toBe('named-twice')
    const parts = (length: number) => codeOf(divide(Array.from({ length }, (_, n) => `临港${n}区`)))
    expect([parts(8), parts(9)]).toEqual(['ok', 'too-many'])
  })
  test('never into a name that can’t be one, or was another’s', () => {
    expect(codeOf(divide(['临港东区', '临港@西区']))).toBe('bad-name')
    expect(codeOf(divide(['临港东区', '市招商局']))).toBe('name-taken')
    expect(
      codeOf(planDivision({ unit: 2, into: ['临港东区', '临港西区'], ...order, on: day('2022-10-11') }, known)),
    ).toBe('not-yet')
  })
  test('is for a unit that stands', () => {
    const divideAt = (at: number) => planDivision({ unit: at, into: ['东区', '西区'], ...order }, known)
    expect(divideAt(5)).toEqual({ ok: false, refusal: { code: 'not-standing', name: '市招商局' } })
    expect(divideAt(99)).toEqual({ ok: false, refusal: { code: 'not-standing', name: null } })
  })
})

describe('what passes', () => {
  const post = (at: number, role: Post['role'], ...scope: string[]): Post => ({ unit: at, role, scope })
  test('a post held in both units is held once; an empty scope stays everything', () => {
    const held = [post(2, 'contact'), post(3, 'contact'), post(2, 'reviewer', 'C1'), post(3, 'reviewer')]
    expect(movePosts(held, [2], 3)).toEqual([post(3, 'contact'), post(3, 'reviewer')])
    expect(movePosts([post(2, 'reviewer', 'C1'), post(3, 'reviewer', 'C2')], [2], 3)).toEqual([
      post(3, 'reviewer', 'C1', 'C2'),
    ])
    expect(movePosts([post(1, 'first')], [2], 3)).toEqual([post(1, 'first')])
  })
  test('whoever had the unit in their scope has its successors too', () => {
    const held = [post(1, 'leader', '#2', 'C1'), post(1, 'auditor', '#3')]
    expect(widenScopes(held, [2], [3, 4])).toEqual([
      post(1, 'leader', '#2', 'C1', '#3', '#4'),
      post(1, 'auditor', '#3'),
    ])
    expect(widenScopes([post(1, 'leader')], [2], [3])).toEqual([post(1, 'leader')])
  })
})

test('an open issue passes with nothing but its unit changed', () => {
  const { park: to, port: from } = samples
  expect(passing(issueIn('rectifying'), to, order)).toEqual({ type: 'passed', from, unit: to, ...order })
})

test.each<[string, (boolean | undefined)[], boolean | undefined]>([
  ['where nothing was said nothing is', [undefined, undefined], undefined],
  ['nor where there is none', [], undefined],
  ['one that takes part by hand makes the whole take part', [undefined, true], true],
  ['also beside one that was taken out', [false, true], true],
  ['taken out where all of them were', [false, false], false],
  ['not where one owes its hand-ins', [false, undefined], undefined],
])('taking part in a campaign: %s', (_, said, expected) => {
  expect(takesPartAfter(said)).toBe(expected)
})

test('the office reforms units, and nobody else: an administrator decides nothing about issues', () => {
  expect([...everyone, 'both' as const].filter((who) => mayReform(as(who)))).toEqual([
    'officer',
    'second',
    'director',
    'both',
  ])
})

test('what happened to a unit survives being written down and read again', () => {
  const events = [
    { type: 'unit-added', name: '临港区', kind: '县区', parent: 1 },
    { type: 'unit-changed', kind: null },
    { type: 'unit-changed', parent: null },
    { type: 'unit-renamed', from: '临港区', to: '临港新区', ...order },
    { type: 'unit-merged', into: 3, ...order },
    { type: 'unit-joined', units: [2], ...order },
    { type: 'unit-divided', into: [2, 3], ...order },
  ]
  for (const event of events) expect(UnitEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
})

describe('the tree', () => {
  test('of a unit: itself and those above, nearest first; a list that leads round ends', () => {
    expect([lineage(units, 4), lineage(units, 1), lineage(units, 99)]).toEqual([[4, 2, 1], [1], [99]])
    expect(lineage([unit(1, '甲局', { parent: 2 }), unit(2, '乙局')], 1)).toEqual([1, 2])
  })
  test('what stood below those that ended stands below who took over, and so do they', () => {
    expect(rehang(units, [2], 3)).toEqual([
      { unit: 4, parent: 3 },
      { unit: 2, parent: 3 },
    ])
  })
  test('a unit that takes over what it stood below moves up', () => {
    expect(rehang(units, [2], 4)).toEqual([
      { unit: 4, parent: 1 },
      { unit: 2, parent: 4 },
    ])
    expect(rehang(units, [1, 2], 4)).toEqual([
      { unit: 4, parent: null },
      { unit: 3, parent: 4 },
      { unit: 1, parent: 4 },
      { unit: 2, parent: 4 },
    ])
  })
  test('nobody stands below themselves or below what ended', () => {
    expect(badParent(2, 4, units)).toEqual({ code: 'circle' })
    expect(badParent(2, 2, units)).toEqual({ code: 'circle' })
    expect(badParent(2, 5, units)?.code).toBe('not-standing')
    expect(badParent(4, 3, units)).toBeNull()
    expect(badParent(null, null, units)).toBeNull()
  })
})

test('names stretched to the width of three are read without their gaps', () => {
  expect(withoutGaps(' 商 务  局 ')).toBe('商务局')
  expect(withoutGaps('ABC Co')).toBe('ABC Co')
})
