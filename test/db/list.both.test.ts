import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { head } from '../../db/chain.ts'
import { transact } from '../../db/database.ts'
import { explainList, listIssues, type IssueFilter, type IssueSort } from '../../db/issues.ts'
import { findIssue, record } from '../../db/ledger.ts'
import { day, oneDay, start, terms, world, type World } from '../support/world.ts'

const today = day('2023-05-01')
const sorts = ['newest', 'deadline', 'changed'] as const

/** Four issues: 1 and 3 overdue by `today` (3 longer), 2 in time, 4 of another unit and overdue in between. */
function fill(w: World): void {
  const begun = (deadline: string, unit: number, who: 'contact' | 'stranger') => {
    w.clock.now += oneDay
    const issue = w.does(who, w.report({ unit, particulars: { ...w.report().particulars, title: `至 ${deadline}` } }))
    w.does('officer', w.on(issue, { type: 'confirm', ...terms(), planDue: day('2022-12-20'), deadline: day(deadline) }))
    return issue
  }
  const first = begun('2023-03-31', w.units.port, 'contact')
  begun('2023-05-02', w.units.port, 'contact')
  begun('2023-01-31', w.units.port, 'contact')
  begun('2023-02-28', w.units.park, 'stranger')
  w.clock.now += oneDay
  w.does('officer', w.on(first, { type: 'comment', text: '请抓紧' }))
}

function numbers(w: World, filter: IssueFilter, sort: IssueSort, at = { page: 1, size: 50 }): number[] {
  return listIssues(w.db, w.as('officer'), { filter, sort, ...at }).map(({ issue }) => Number(issue.serial.slice(-4)))
}

const inLedger = (work: (w: World) => void) =>
  inOffice((db) => {
    const w = world(db)
    fill(w)
    work(w)
  })

describe('a page of the ledger', () => {
  test.each([
    ['newest', [4, 3, 2, 1]],
    ['deadline', [3, 4, 1, 2]],
    ['changed', [1, 4, 3, 2]],
  ] as const)('is sorted by %s', (sort, expected) => inLedger((w) => expect(numbers(w, {}, sort)).toEqual(expected)))

  test.each([
    ['newest', [4, 3, 1]],
    ['deadline', [3, 4, 1]],
    ['changed', [1, 4, 3]],
  ] as const)('of what is overdue is sorted by %s', (sort, expected) =>
    inLedger((w) => expect(numbers(w, { overdueOn: today }, sort)).toEqual(expected)),
  )

  test('of what is overdue is narrowed to one unit, campaign and state', () =>
    inLedger((w) => {
      const filter = { overdueOn: today, unit: w.units.port, campaign: 'LH2022', statuses: ['planning'] as const }
      expect(numbers(w, filter, 'newest')).toEqual([3, 1])
      expect(numbers(w, { ...filter, statuses: ['closed'] }, 'newest')).toEqual([])
    }))

  test('goes on where the one before ended', () =>
    inLedger((w) => {
      expect(numbers(w, {}, 'newest', { page: 1, size: 3 })).toEqual([4, 3, 2])
      expect(numbers(w, {}, 'newest', { page: 2, size: 3 })).toEqual([1])
    }))

  test('is found by index however it is filtered and sorted', () =>
    inLedger((w) => {
      const filters: IssueFilter[] = [
        {},
        { campaign: 'LH2022' },
        { unit: w.units.port },
        { statuses: ['verifying'] },
        { overdueOn: today },
        { overdueOn: today, unit: w.units.port, campaign: 'LH2022', statuses: ['planning'] },
      ]
      const plans = filters.flatMap((filter) =>
        sorts.map((sort) => explainList(w.db, w.as('officer'), { filter, sort, page: 1, size: 50 })),
      )
      expect(plans.flat().filter((step) => /\bSCAN issues\b/.test(step))).toEqual([])
      expect(plans.map((plan) => plan.some((step) => step.startsWith('SEARCH issues')))).toEqual(Array(18).fill(true))
    }))
})

test('statements prepared for a database belong to its transactions: what is rolled back is gone', () =>
  inOffice((db) => {
    const w = world(db)
    const issue = w.to('rectifying')
    const before = head(db)
    const half = () =>
      transact(db, (tx) => {
        const command = w.on(issue, { type: 'comment', text: '半路' })
        record(tx, { actor: w.as('responsible'), command, now: start })
        expect(findIssue(tx, issue.serial)?.version).toBe(issue.version + 1)
        throw new Error('half way')
      })
    expect(half).toThrow('half way')
    expect(head(db)).toEqual(before)
    expect(findIssue(db, issue.serial)).toEqual(issue)
  }))
