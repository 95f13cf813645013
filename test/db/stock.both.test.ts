import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { MonthSchema } from '../../core/calendar/day.ts'
import { transact } from '../../db/database.ts'
import { countIssues, overdueCount, statusCounts } from '../../db/issue-counts.ts'
import { explainList, listIssues } from '../../db/issues.ts'
import { reproject } from '../../db/reproject.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { campaign } from '../support/campaign.ts'
import { day, particulars, terms, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))

/** Reported as having happened then, in a campaign begun on 2022-11-10. */
function happened(w: World, month: string) {
  return w.does('contact', w.report({ particulars: particulars({ happened: MonthSchema.parse(month) }) }))
}

/** 1 and 2 are 存量, 3 is 增量; 1 and 3 are being planned and overdue by May. */
function fill(w: World) {
  const [old, older, fresh] = [happened(w, '2022-11'), happened(w, '2019-01'), happened(w, '2022-12')]
  for (const issue of [old, fresh]) w.does('officer', w.on(issue, { type: 'confirm', ...terms() }))
  return { old, older, fresh }
}

describe('存量 and 增量', () => {
  test('are counted apart, whatever else is filtered by', () =>
    inWorld((w) => {
      fill(w)
      const count = (filter = {}) => countIssues(w.db, w.as('officer'), filter)
      const today = day('2023-05-01')
      expect(count()).toEqual({ existing: 2, fresh: 1 })
      expect(count({ statuses: ['planning'] })).toEqual({ existing: 1, fresh: 1 })
      expect(count({ unit: w.units.park })).toEqual({ existing: 0, fresh: 0 })
      expect(count({ overdueOn: today })).toEqual({ existing: 1, fresh: 1 })
      expect(count({ words: '0002' })).toEqual({ existing: 1, fresh: 0 })
      expect(count({ fresh: true })).toEqual({ existing: 0, fresh: 1 })
      expect(overdueCount(w.db, w.as('officer'), { fresh: false }, today)).toBe(1)
    }))

  test('have their own numbers by state', () =>
    inWorld((w) => {
      fill(w)
      const states = (fresh: boolean) => statusCounts(w.db, w.as('officer'), { fresh })
      expect(states(true)).toEqual([{ status: 'planning', count: 1 }])
      expect(states(false)).toEqual([
        { status: 'planning', count: 1 },
        { status: 'reported', count: 1 },
      ])
    }))

  test('are listed apart, found by index', () =>
    inWorld((w) => {
      const { fresh } = fill(w)
      const list = (filter: object) => ({ filter, sort: 'newest' as const, page: 1, size: 50 })
      expect(listIssues(w.db, w.as('officer'), list({ fresh: true })).map((row) => row.issue.serial)).toEqual([
        fresh.serial,
      ])
      const filters = [{}, { unit: w.units.port }, { campaign: 'LH2022' }, { statuses: ['closed'] }]
      const plans = filters.map((filter) => explainList(w.db, w.as('officer'), list({ ...filter, fresh: true })))
      expect(plans.map((plan) => plan.some((step) => step.includes('INDEX issues_fresh')))).toEqual(Array(4).fill(true))
    }))

  test('change with a correction of 发生时间, and the counts with them', () =>
    inWorld((w) => {
      const { older } = fill(w)
      const changed = { happened: MonthSchema.parse('2022-12') }
      w.does('officer', w.on(older, { type: 'correct', changed, reason: '写错了' }))
      expect(countIssues(w.db, w.as('officer'), {})).toEqual({ existing: 1, fresh: 2 })
      expect(verifyLedger(w.db)).toBeNull()
    }))
})

test('rows written before an issue said when its campaign began are brought up to date once', () =>
  inOffice((db) => {
    const undated = campaign.phases.map((phase) => ({ ...phase, begin: null, end: null }))
    const w = world(db, { ...campaign, phases: undated })
    fill(w)
    transact(db, (tx) => {
      tx.run(sql`update issues set fresh = 0, issue = json_remove(issue, '$.began')`)
      tx.run(sql`delete from settings where name = 'projection'`)
    })
    expect(verifyLedger(db)).toMatchObject({ serial: 'LH2022-0001', fault: 'differs' })
    reproject(db)
    expect(verifyLedger(db)).toBeNull()
    expect(countIssues(db, w.as('officer'), {})).toEqual({ existing: 2, fresh: 1 })
    transact(db, (tx) => void tx.run(sql`update issues set fresh = 1`))
    reproject(db)
    expect(countIssues(db, w.as('officer'), {})).toEqual({ existing: 0, fresh: 3 })
  }))
