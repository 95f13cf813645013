import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOverdue, runningDeadline } from '../../core/calendar/clock.ts'
import { dayOf, startOfDay } from '../../core/calendar/day.ts'
import { digestOf } from '../../core/digest/digest.ts'
import { endOfWeek, figures, type Figure } from '../../core/digest/figures.ts'
import { countOf, periodOf, type Cell } from '../../core/digest/tally.ts'
import { openStatuses, type Issue, type Status } from '../../core/issue.ts'
import { isFresh } from '../../core/campaigns/stock.ts'
import { mondayOf } from '../../core/calendar/week.ts'
import { findCampaign } from '../../db/campaigns.ts'
import { head } from '../../db/chain.ts'
import { transact, type Db } from '../../db/database.ts'
import { figuresInSteps, headBefore } from '../../db/digest-cells.ts'
import { ledgerRows } from '../../db/export.ts'
import { historyOf } from '../../db/history.ts'
import { countIssues, overdueCount } from '../../db/issue-counts.ts'
import { findIssue } from '../../db/ledger.ts'
import { reproject } from '../../db/reproject.ts'
import { atOnce, inSlices } from '../../db/slices.ts'
import { foldedStandings, keptStandings } from '../../db/standings.ts'
import { stepsOf } from '../../db/steps.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { anyInstants, anyTries, play } from '../support/any-ledger.ts'
import { day, start, verification, world, type World } from '../support/world.ts'

const hour = 3_600_000
const everything = () => true

function figuresOf(w: World, cutoff: number) {
  const running = findCampaign(w.db, 'LH2022')
  if (!running) throw new Error('no campaign')
  return atOnce(figuresInSteps(w.db, running, periodOf(mondayOf(dayOf(cutoff - 1)), cutoff)))
}

function counts(cells: readonly Cell[]): Record<Figure, number> {
  const { now } = digestOf(cells, everything)
  return Object.fromEntries(figures.map((figure) => [figure, countOf(now, figure)])) as Record<Figure, number>
}

const serials = (w: World) =>
  Array.from({ length: 60 }, (_, index) => `LH2022-${String(index + 1).padStart(4, '0')}`)
    .map((serial) => findIssue(w.db, serial))
    .filter((issue) => issue !== null)

/** The same figures written down anew, straight from what happened. */
function byHand(db: Db, issues: readonly Issue[], cutoff: number): Record<Figure, number> & { settled: number } {
  const since = startOfDay(mondayOf(dayOf(cutoff - 1)))
  const today = dayOf(cutoff)
  const sums = { ...(Object.fromEntries(figures.map((figure) => [figure, 0])) as Record<Figure, number>), settled: 0 }
  for (const { serial } of issues) {
    const steps = (stepsOf(historyOf(db, serial)) ?? []).filter(({ at }) => at < cutoff)
    const issue = steps.at(-1)?.issue
    if (!issue || issue.status === 'dismissed' || issue.status === 'withdrawn') continue
    const open = openStatuses.includes(issue.status)
    const due = runningDeadline(issue)
    const within = (type: string) => steps.some(({ at, event }) => event.type === type && at >= since)
    const weekOn = dayOf(startOfDay(today) + 6 * 24 * hour)
    const say = (figure: Figure, holds: boolean) => (sums[figure] += holds ? 1 : 0)
    say('added', issue.reportedAt >= since)
    say('closed', !open && within('closed'))
    say('open', open)
    say('struck', !open)
    say('overdue', due !== null && due < today)
    say('soon', due !== null && due >= today && due <= weekOn)
    say('back', open && within('sent-back'))
    say('existing', !isFresh(issue))
    say('fresh', isFresh(issue))
    say('paid', issue.settled > 0)
    sums.settled += issue.settled
  }
  return sums
}

describe('the figures of the digest', () => {
  test('are what happened before the cut-off makes them, whatever happened', () =>
    fc.assert(
      fc.asyncProperty(anyTries, anyInstants, async (tries, instants) => {
        await inOffice((db) => {
          const w = world(db)
          play(w, tries)
          const issues = serials(w)
          for (const hours of instants) {
            const cutoff = start + hours * hour
            const { cells, head: at } = figuresOf(w, cutoff)
            const { settled, ...expected } = byHand(db, issues, cutoff)
            expect(counts(cells)).toEqual(expected)
            expect(digestOf(cells, everything).now.settled).toBe(settled)
            expect(at.count).toBe(
              db.all<{ at: number }>('select at from events').filter((event) => event.at < cutoff).length,
            )
          }
          expect(verifyLedger(db)).toBeNull()
        })
      }),
      { numRuns: 12 },
    ))

  test('are those of the ledger and of its export, when all are asked at once', () =>
    fc.assert(
      fc.asyncProperty(anyTries, async (tries) => {
        await inOffice((db) => {
          const w = world(db)
          play(w, tries)
          w.clock.now += 1
          const now = counts(figuresOf(w, w.clock.now).cells)
          const [ledger, today] = [{ kind: 'system', door: 'cli' } as const, dayOf(w.clock.now)]
          const of = (statuses: readonly Status[]) => countIssues(db, ledger, { campaign: 'LH2022', statuses })
          const [open, closed] = [of(openStatuses), of(['closed'])]
          expect([now.open, now.struck]).toEqual([open.existing + open.fresh, closed.existing + closed.fresh])
          expect([now.existing, now.fresh]).toEqual([open.existing + closed.existing, open.fresh + closed.fresh])
          expect(now.overdue).toBe(overdueCount(db, ledger, { campaign: 'LH2022' }, today))
          const exported = [...ledgerRows(db, { campaign: 'LH2022', unit: null, actor: ledger })].map(
            ({ issue }) => issue,
          )
          expect(exported.filter(({ status }) => openStatuses.includes(status))).toHaveLength(now.open)
          expect(exported.filter((issue) => isOverdue(issue, today))).toHaveLength(now.overdue)
        })
      }),
      { numRuns: 8 },
    ))

  test('are the same however much happens later', () =>
    fc.assert(
      fc.asyncProperty(anyTries, anyTries, async (first, later) => {
        await inOffice((db) => {
          const w = world(db)
          play(w, first)
          const cutoff = w.clock.now + 1
          w.clock.now += 1
          const before = figuresOf(w, cutoff)
          play(w, later)
          expect(figuresOf(w, cutoff)).toEqual(before)
        })
      }),
      { numRuns: 8 },
    ))

  test('of a scope hold no issue of another unit or category, and parts add up to the whole', () =>
    fc.assert(
      fc.asyncProperty(anyTries, async (tries) => {
        await inOffice((db) => {
          const w = world(db)
          play(w, tries)
          const { cells } = figuresOf(w, w.clock.now + 1)
          const port = digestOf(cells, ({ unit }) => unit === w.units.port)
          const rest = digestOf(cells, ({ unit }) => unit !== w.units.port)
          expect(port.units.every(({ unit }) => unit === w.units.port)).toBe(true)
          const own = port.late.map(({ issue }) =>
            db.all<{ unit: number }>(`select unit from issues where id = ${issue}`),
          )
          expect(own.flat().every(({ unit }) => unit === w.units.port)).toBe(true)
          for (const figure of figures) {
            const whole = countOf(digestOf(cells, everything).now, figure)
            expect(countOf(port.now, figure) + countOf(rest.now, figure)).toBe(whole)
          }
        })
      }),
      { numRuns: 8 },
    ))

  test('are the same in slices', () =>
    inOffice(async (db) => {
      const w = world(db)
      for (const status of ['planning', 'rectifying', 'closed'] as const) w.to(status)
      const running = findCampaign(db, 'LH2022')
      if (!running) throw new Error('no campaign')
      const asked = periodOf(day('2022-11-28'), endOfWeek(day('2022-11-28')))
      expect(await inSlices(figuresInSteps(db, running, asked))).toEqual(atOnce(figuresInSteps(db, running, asked)))
    }))
})

describe('what is counted', () => {
  test('an issue dismissed or withdrawn was not mended: it is neither struck off nor new', () =>
    inOffice((db) => {
      const w = world(db)
      const wrong = w.to('planning')
      w.does('director', w.on(wrong, { type: 'dismiss', reason: '经核实不属实' }))
      w.does('contact', w.on(w.to('reported'), { type: 'withdraw', reason: '报错了' }))
      expect(Object.values(counts(figuresOf(w, start + hour).cells)).every((count) => count === 0)).toBe(true)
    }))

  test('a closing counts in the week it happened in, and the chart shows it there', () =>
    inOffice((db) => {
      const w = world(db)
      const issue = w.to('verifying')
      w.clock.now = startOfDay(day('2022-12-05')) - 1
      w.does('second', w.on(issue, { type: 'close', verification: verification() }))
      const week = figuresOf(w, startOfDay(day('2022-12-05')))
      expect(counts(week.cells)).toMatchObject({ added: 1, closed: 1, struck: 1, open: 0 })
      const next = digestOf(figuresOf(w, startOfDay(day('2022-12-12'))).cells, everything)
      expect(countOf(next.now, 'closed')).toBe(0)
      expect(countOf(next.before, 'closed')).toBe(1)
      expect(next.closed.slice(-3)).toEqual([0, 1, 0])
      expect(next.open.slice(-3)).toEqual([0, 0, 0])
    }))

  test('a deadline is overdue from the day after it', () =>
    inOffice((db) => {
      const w = world(db)
      w.to('rectifying')
      const at = (text: string) => counts(figuresOf(w, startOfDay(day(text))).cells)
      expect(at('2023-03-31')).toMatchObject({ overdue: 0, soon: 1 })
      expect(at('2023-04-01')).toMatchObject({ overdue: 1, soon: 0 })
    }))

  test('the log as of a cut-off is what was in it before, and all of it in the end', () =>
    inOffice((db) => {
      const w = world(db)
      expect(headBefore(db, start)).toEqual({ count: 0, hash: '0'.repeat(64) })
      w.to('planning')
      const { n, hash } = head(db)
      w.clock.now += hour
      w.to('planning')
      expect(headBefore(db, start + 1)).toEqual({ count: n, hash })
      expect(headBefore(db, start + 2 * hour).count).toBe(head(db).n)
    }))
})

describe('how issues stood', () => {
  test('the table says what the events say, though a clock ran backwards', () =>
    inOffice((db) => {
      const w = world(db)
      const issue = w.to('rectifying')
      w.clock.now -= 5 * hour
      w.does('responsible', w.on(issue, { type: 'progress', text: '首期', percent: 5, settled: 500, done: [] }))
      w.clock.now += 9 * hour
      w.does('responsible', w.on(issue, { type: 'progress', text: '二期', percent: 9, settled: 900, done: [] }))
      expect(keptStandings(db, 1)).toEqual(foldedStandings(db, issue.serial))
      expect(keptStandings(db, 1).map(({ settled }) => settled)).toEqual([500, 900])
      expect(verifyLedger(db)).toBeNull()
    }))

  test('an office of an earlier version has its table filled in from the events', () =>
    inOffice((db) => {
      const w = world(db)
      for (const status of ['planning', 'rectifying', 'closed'] as const) {
        w.to(status)
        w.clock.now += hour
      }
      const asked = figuresOf(w, w.clock.now)
      transact(db, (tx) => {
        tx.run(sql`delete from standings`)
        tx.run(sql`delete from settings where name = 'projection'`)
      })
      expect(digestOf(figuresOf(w, w.clock.now).cells, everything).units).toEqual([])
      reproject(db)
      expect(figuresOf(w, w.clock.now)).toEqual(asked)
      expect(verifyLedger(db)).toBeNull()
    }))

  test('progress without money writes nothing', () =>
    inOffice((db) => {
      const w = world(db)
      const issue = w.to('rectifying')
      const rows = () => db.all('select id from standings').length
      const before = rows()
      w.does('responsible', w.on(issue, { type: 'progress', text: '已对接', percent: 5, settled: null, done: [1] }))
      expect(rows()).toBe(before)
    }))
})
