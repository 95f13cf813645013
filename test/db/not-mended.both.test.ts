import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { figures, momentOf, type Figure } from '../../core/digest/figures.ts'
import { digestOf } from '../../core/digest/digest.ts'
import { countOf, periodOf, phasePeriod, type Period } from '../../core/digest/tally.ts'
import type { Issue } from '../../core/issue.ts'
import { ledgerCell, ledgerColumns, isListed } from '../../core/sheets/ledger-sheet.ts'
import { countsIn, findCampaign } from '../../db/campaigns.ts'
import { enterpriseCase } from '../../db/cases.ts'
import { figuresInSteps } from '../../db/digest-cells.ts'
import { transact } from '../../db/database.ts'
import { countIssues, statusCounts } from '../../db/issue-counts.ts'
import { listIssues } from '../../db/issues.ts'
import { findIssue, record } from '../../db/ledger.ts'
import { openSuggestions, suggest } from '../../db/nudges/suggestions.ts'
import { suggestions } from '../../db/schema.ts'
import { atOnce } from '../../db/slices.ts'
import { holdingsOf } from '../../db/units.ts'
import { fromLedger, owing } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { day, oneDay, particulars, start, world, type World } from '../support/world.ts'

/**
 * One issue struck off and one in hand; beside them one dismissed, one merged and one withdrawn, the first two with all
 * their money paid: what was put aside was not mended, and counts as mended nowhere.
 */
function ledger(w: World) {
  const closed = w.to('closed')
  const open = w.to('rectifying')
  const paid = () => {
    const issue = w.to('rectifying')
    const progress = { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] } as const
    return w.does('responsible', w.on(issue, progress))
  }
  const dismissed = w.does('director', w.on(paid(), { type: 'dismiss', reason: '不属实' }))
  const merged = w.does('officer', w.on(paid(), { type: 'merge', into: open.serial }))
  const withdrawn = w.does('contact', w.on(w.to('reported'), { type: 'withdraw', reason: null }))
  return { closed, open, aside: [dismissed, merged, withdrawn] }
}

const inLedger = <T>(work: (w: World, all: ReturnType<typeof ledger>) => T) =>
  inOffice((db) => {
    const w = world(db, owing)
    return work(w, ledger(w))
  })

function digest(w: World, period: Period) {
  const running = findCampaign(w.db, 'LH2022')
  if (!running) throw new Error('no campaign')
  return digestOf(atOnce(figuresInSteps(w.db, running, period)).cells, () => true)
}

const mended = (w: World, period: Period) => {
  const { now } = digest(w, period)
  const some = Object.fromEntries(figures.map((figure) => [figure, countOf(now, figure)])) as Record<Figure, number>
  return { ...some, settled: now.settled }
}

const monday = day('2022-11-28')
const counted = { struck: 1, closed: 1, open: 1, added: 2, existing: 2, fresh: 0, paid: 1, settled: 300_000_000 }

describe('closed without being mended is not rectified', () => {
  test('in the digest: neither struck off, nor added, nor its money settled', () =>
    inLedger((w) => expect(mended(w, periodOf(monday, start + oneDay))).toMatchObject(counted)))

  test('in the chart of the digest', () =>
    inLedger((w) => {
      const { closed, open } = digest(w, periodOf(monday, momentOf(monday, start + oneDay).cutoff))
      expect([closed.at(-1), open.at(-1)]).toEqual([1, 1])
    }))

  test('in the report of a phase', () =>
    inLedger((w) => expect(mended(w, phasePeriod(day('2022-12-01'), start + oneDay))).toMatchObject(counted)))

  test('in the ledger’s count and list of what is struck off', () =>
    inLedger((w, { closed }) => {
      const [actor, filter] = [w.as('officer'), { statuses: ['closed'] as const }]
      expect(countIssues(w.db, actor, filter)).toEqual({ existing: 1, fresh: 0 })
      expect(statusCounts(w.db, actor, {}).filter(({ status }) => status === 'closed')).toMatchObject([{ count: 1 }])
      const rows = listIssues(w.db, actor, { filter, sort: 'newest', page: 1, size: 50 })
      expect(rows.map(({ issue }) => issue.serial)).toEqual([closed.serial])
    }))

  test('in the sum of an enterprise', () =>
    inLedger((w, { open }) => {
      const found = enterpriseCase(w.db, { actor: w.as('officer'), issue: open, limit: 8 })
      expect(found).toMatchObject({ count: 2, open: 1, owed: 600_000_000, settled: 300_000_000 })
    }))

  test('in what a unit hands in of its ledger', () =>
    inLedger((w, { closed, open }) => {
      const p = paper(w)
      expect(p.does('contact', p.of('D1'), fromLedger).content).toMatchObject({
        serials: [closed.serial, open.serial],
        closed: 1,
      })
    }))

  test('on the page of a unit', () =>
    inLedger((w) => expect(holdingsOf(w.db, w.units.port)).toMatchObject({ open: 1, closed: 1, aside: 3 })))

  test('on the page of a campaign', () =>
    inLedger((w) => expect(countsIn(w.db, 'LH2022')).toEqual({ open: 1, closed: 1 })))

  test('among suggestions: what was advised about it has lapsed, and was never done', () =>
    inOffice((db) => {
      const w = world(db)
      const issue = w.to('rectifying')
      const about = { kind: 'deadline', date: day('2023-03-31'), advice: 'letter', rung: 3, raisedAt: start } as const
      transact(db, (tx) => suggest(tx, issue, about))
      expect(openSuggestions(db, 10)).toHaveLength(1)
      w.does('director', w.on(issue, { type: 'dismiss', reason: '不属实' }))
      expect(db.select().from(suggestions).all()).toMatchObject([{ state: 'lapsed', decidedBy: null }])
    }))

  test('in an exported ledger: 状态 says what became of it, and the list to be stamped leaves it out', () =>
    inLedger((w, { closed, aside }) => {
      const column = ledgerColumns(owing).find(({ fields }) => fields.includes('status'))
      const cell = (issue: Issue) => {
        const entry = {
          campaign: owing,
          issue,
          ordinal: 1,
          unit: '临港区',
          nameOf: () => '某人',
          today: day('2022-12-01'),
        }
        return column ? ledgerCell(column, entry) : null
      }
      expect([closed, ...aside].map(cell)).toEqual(['已销号', '不予列入', '已合并', '已撤回'])
      expect([closed, ...aside].map(isListed)).toEqual([true, false, false, false])
    }))

  test('on the issue itself: nothing says that or when it was struck off', () =>
    inLedger((w, { aside }) => {
      const kept = aside.map(({ serial }) => findIssue(w.db, serial))
      expect(kept.map((issue) => issue?.closed)).toEqual([null, null, null])
    }))

  test('where a sheet brings it in like that', () =>
    inOffice((db) => {
      const w = world(db)
      const row = {
        type: 'import',
        campaign: 'LH2022',
        unit: w.units.port,
        source: 'self',
        file: '台账.xlsx',
        row: 5,
      } as const
      const money = { confirmed: 300_000_000, settled: 300_000_000, deadline: null, plan: null, progress: null }
      for (const status of ['dismissed', 'merged', 'withdrawn'] as const) {
        const command = { ...row, ...money, status, particulars: particulars({ title: `${status}的补贴` }) }
        const outcome = transact(db, (tx) => record(tx, { actor: w.as('officer'), command, now: w.clock.now }))
        expect(outcome.ok).toBe(true)
      }
      expect(Object.values(mended(w, periodOf(monday, start + oneDay))).every((count) => count === 0)).toBe(true)
      expect(countsIn(db, 'LH2022')).toEqual({ open: 0, closed: 0 })
    }))
})
