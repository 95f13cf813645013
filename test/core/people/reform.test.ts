import { describe, expect, test } from 'vitest'
import type { Post } from '../../../core/actor.ts'
import { day } from '../../support/samples.ts'
import { badRename, movePosts, planDivision, planMerge, rehang, widenScopes } from '../../../core/people/reform.ts'
import { badParent, withoutGaps, type Unit } from '../../../core/people/unit.ts'

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
    expect(codeOf(divide(Array.from({ length: 9 }, (_, n) => `临港${n}区`)))).toBe('too-many')
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

describe('the tree', () => {
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
  expect(withoutGaps(' 商 务 局 ')).toBe('商务局')
  expect(withoutGaps('ABC Co')).toBe('ABC Co')
})
