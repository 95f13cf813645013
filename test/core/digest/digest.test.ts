import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '../../../core/actor.ts'
import { closingRate, digestOf, lightOf, scopeOf } from '../../../core/digest/digest.ts'
import { figures, type Figure } from '../../../core/digest/figures.ts'
import { charted, type Cell, type Counts } from '../../../core/digest/tally.ts'
import { day } from '../../support/samples.ts'

function counts(some: Partial<Record<Figure, number>> = {}, settled = 0): Counts {
  return { issues: figures.map((figure) => some[figure] ?? 0), settled }
}

function cell(unit: number, some: Partial<Record<Figure, number>>, changes: Partial<Cell> = {}): Cell {
  const flat = Array.from({ length: charted }, () => 0)
  return { unit, category: 'C2', now: counts(some), before: counts(), open: flat, closed: flat, late: [], ...changes }
}

const everything = () => true

describe('红黄绿', () => {
  test.each([
    [{ open: 1, overdue: 1, soon: 3 }, 'red'],
    [{ open: 1, soon: 1 }, 'yellow'],
    [{ open: 1, back: 1 }, 'yellow'],
    [{ open: 5 }, 'green'],
    [{ struck: 5 }, 'green'],
  ] as const)('%o is %s', (some, light) => {
    expect(lightOf(counts(some))).toBe(light)
  })

  test('units come red first, and among equals the one with most overdue', () => {
    const cells = [
      cell(1, { open: 9 }),
      cell(2, { open: 9, overdue: 1 }),
      cell(3, { open: 2, overdue: 2 }),
      cell(4, { open: 1, soon: 1 }),
    ]
    expect(digestOf(cells, everything).units.map(({ unit }) => unit)).toEqual([3, 2, 4, 1])
  })

  test('among those with as much overdue the one with most in hand comes first, then the lower number', () => {
    const of = (unit: number, open: number) => cell(unit, { open, overdue: 1 })
    const cells = [of(7, 1), of(5, 1), of(6, 4), cell(9, { open: 1 }), cell(8, { struck: 1 })]
    expect(digestOf(cells, everything).units.map(({ unit }) => unit)).toEqual([6, 5, 7, 9, 8])
  })

  test('a unit is one line, however many categories it has issues in', () => {
    const cells = [cell(3, { open: 1, soon: 1 }), cell(3, { open: 2, overdue: 1 }, { category: 'C9' })]
    expect(digestOf(cells, everything).units).toEqual([
      { unit: 3, light: 'red', counts: counts({ open: 3, soon: 1, overdue: 1 }) },
    ])
  })

  test('a unit of which everything was dismissed is in no table', () => {
    expect(digestOf([cell(1, {})], everything).units).toEqual([])
  })
})

describe('销号率', () => {
  test.each([
    [{ struck: 0, open: 0 }, null],
    [{ struck: 62, open: 38 }, 62],
    [{ struck: 999, open: 1 }, 99],
    [{ struck: 1, open: 0 }, 100],
  ] as const)('of %o is %s', (some, rate) => {
    expect(closingRate(counts(some))).toBe(rate)
  })
})

test('of all cells together the five longest overdue are named', () => {
  const late = (issue: number, due: string) => ({ issue, due: day(due) })
  const cells = [
    cell(1, { open: 3, overdue: 3 }, { late: [late(1, '2023-01-03'), late(2, '2023-01-05'), late(3, '2023-01-07')] }),
    cell(2, { open: 3, overdue: 3 }, { late: [late(4, '2023-01-01'), late(5, '2023-01-05'), late(6, '2023-02-01')] }),
  ]
  for (const all of [cells, cells.toReversed()])
    expect(digestOf(all, everything).late.map(({ issue }) => issue)).toEqual([4, 1, 2, 5, 3])
})

test('a digest adds up its own scope: now, the week before, and each week of the chart', () => {
  const weeks = (last: number) => Array.from({ length: charted }, (_, index) => (index === charted - 1 ? last : 1))
  const about = (open: number) => ({ before: counts({ open: 1 }, 10), open: weeks(open), closed: weeks(open + 1) })
  const cells = [cell(3, { open: 5 }, about(5)), cell(3, { open: 2 }, about(2)), cell(4, { open: 70 }, about(70))]
  const sums = digestOf(cells, ({ unit }) => unit === 3)
  expect(sums.now).toEqual(counts({ open: 7 }))
  expect(sums.before).toEqual(counts({ open: 2 }, 20))
  expect(sums.open).toEqual([...Array.from({ length: charted - 1 }, () => 2), 7])
  expect(sums.closed.slice(-2)).toEqual([2, 9])
})

describe('whose issues a digest is about', () => {
  const actor = (role: Role, scope: string[]): Actor => {
    return { kind: 'person', id: 1, door: 'demo', posts: [{ unit: 1, role, scope }] }
  }
  const port = { unit: 3, category: 'C2' }
  test.each([
    ['a leader of everything', 'leader', [], true],
    ['a leader of the unit', 'leader', ['#3'], true],
    ['a leader of the category', 'leader', ['C2'], true],
    ['a leader of another unit', 'leader', ['#33'], false],
    ['a leader of another category', 'leader', ['C9'], false],
    ['the office', 'officer', [], true],
    ['an auditor', 'auditor', [], true],
  ] as const)('%s', (_, role, scope, sees) => {
    expect(scopeOf(actor(role, [...scope]))?.(port)).toBe(sees)
  })

  test('a leader with two posts reads what either holds; the system reads all', () => {
    const posts = [
      { unit: 1, role: 'leader', scope: ['#9'] },
      { unit: 1, role: 'leader', scope: ['#3'] },
      { unit: 1, role: 'contact', scope: [] },
    ] as const
    const scope = scopeOf({ kind: 'person', id: 1, door: 'demo', posts })
    expect([scope?.(port), scope?.({ ...port, unit: 4 })]).toEqual([true, false])
    expect(scopeOf({ kind: 'system', door: 'clock' })?.(port)).toBe(true)
  })

  test.each(['contact', 'first', 'responsible', 'reviewer'] as const)('%s gets none', (role) => {
    expect(scopeOf(actor(role, []))).toBeNull()
  })
})
