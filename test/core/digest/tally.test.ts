import { describe, expect, test } from 'vitest'
import { addDays, startOfDay, type Day } from '../../../core/calendar/day.ts'
import { digestOf } from '../../../core/digest/digest.ts'
import type { Figure } from '../../../core/digest/figures.ts'
import type { Standing } from '../../../core/digest/standing.ts'
import {
  charted,
  countOf,
  firstLook,
  named,
  periodOf,
  phasePeriod,
  sumOf,
  tallyFor,
  type Cell,
} from '../../../core/digest/tally.ts'
import { day } from '../../support/samples.ts'
import { standing } from '../../support/standings.ts'

const at = (text: string) => startOfDay(day(text))
const monday = day('2023-05-15')
/** The week from 2023-05-15, when it is over. */
const period = periodOf(monday, at('2023-05-22'))

function tallied(all: readonly Partial<Standing>[], over = period): Cell[] {
  const tally = tallyFor(over)
  all.forEach((one, index) => {
    tally.add(index + 1, standing(one))
  })
  return tally.cells()
}

/** The only cell there is. */
function cell(all: readonly Partial<Standing>[], over = period): Cell {
  const [only, ...others] = tallied(all, over)
  if (only === undefined || others.length > 0) throw new Error(`${others.length} others`)
  return only
}

const lastOf = (numbers: readonly number[], count: number) => numbers.slice(-count)
const zeros = (count: number) => Array.from({ length: count }, () => 0)

describe('a digest looks', () => {
  test('at the ends of twelve weeks, the last of them its own, and compares with the one before', () => {
    const ends = period.weeks.map(({ cutoff, since }) => [cutoff, since])
    const mondays = Array.from({ length: charted }, (_, index) => addDays(monday, (index - 11) * 7))
    expect(ends).toEqual(mondays.map((first) => [startOfDay(addDays(first, 7)), startOfDay(first)]))
    expect(period.now).toEqual(period.weeks.at(-1))
    expect(period.before).toEqual(period.weeks.at(-2))
  })

  test('at a week that is running as far as it has come', () => {
    const running = periodOf(monday, at('2023-05-18'))
    expect(running.now).toMatchObject({ since: at('2023-05-15'), cutoff: at('2023-05-18'), today: '2023-05-18' })
    expect(running.before).toEqual(period.before)
    expect(running.weeks.at(-1)).toEqual(running.now)
  })

  test('at a phase as of now and as it began, without a chart', () => {
    expect(phasePeriod(day('2023-03-01'), at('2023-05-18'))).toMatchObject({
      now: { since: at('2023-03-01'), cutoff: at('2023-05-18') },
      before: { since: at('2023-03-01'), cutoff: at('2023-03-01') },
      weeks: [],
    })
  })

  test('no further back than its first week, or the beginning of the phase', () => {
    expect(firstLook(period)).toBe(at('2023-03-06'))
    expect(firstLook(phasePeriod(day('2023-03-01'), at('2023-05-18')))).toBe(at('2023-03-01'))
  })
})

describe('what is added up', () => {
  const inHand = (counts: Cell['now'], figure: Figure = 'open') => countOf(counts, figure)

  test('stands in a cell of its unit and category', () => {
    const cells = tallied([{}, { unit: 4 }, { category: 'C9' }, {}])
    expect(cells.map(({ unit, category, now }) => [unit, category, inHand(now)])).toEqual([
      [3, 'C2', 2],
      [3, 'C9', 1],
      [4, 'C2', 1],
    ])
  })

  test('counts as of the end of the week, and of the one before where it stood then', () => {
    const came = at('2023-05-17')
    const both = cell([{}, { started: came, reportedAt: came }])
    expect([inHand(both.now), inHand(both.before)]).toEqual([2, 1])
    expect([inHand(both.now, 'added'), inHand(both.before, 'added')]).toEqual([1, 0])
    const gone = cell([{ until: came }])
    expect([inHand(gone.now), inHand(gone.before)]).toEqual([0, 1])
  })

  test('is money paid on what is on the ledger, and none of what was put aside', () => {
    const paid = cell([{ settled: 500 }, { settled: 70, status: 'closed' }, { settled: 9, status: 'dismissed' }, {}])
    expect([paid.now.settled, inHand(paid.now, 'paid')]).toEqual([570, 2])
    expect(paid.before.settled).toBe(570)
  })

  test('is a sum wherever cells are added', () => {
    const [port, park] = [cell([{ settled: 500 }, {}]), cell([{ settled: 70 }])]
    const sum = sumOf([port.now, park.now])
    expect([inHand(sum), inHand(sum, 'paid'), inHand(sum, 'struck'), sum.settled]).toEqual([3, 2, 0, 570])
    expect([inHand(sumOf([])), sumOf([]).settled]).toEqual([0, 0])
  })
})

describe('the chart', () => {
  test('shows how many were in hand at the end of each week', () => {
    const chart = cell([{}, { started: at('2023-05-03') }, { until: at('2023-05-10') }])
    expect(lastOf(chart.open, 4)).toEqual([2, 3, 2, 2])
    expect(chart.open).toHaveLength(charted)
    expect(chart.open[0]).toBe(2)
    expect(chart.closed).toEqual(zeros(charted))
  })

  test('shows what was struck off in the week it was, and in no later one', () => {
    const closedAt = at('2023-05-03')
    const chart = cell([{ until: closedAt }, { status: 'closed', due: null, closedAt, started: closedAt }])
    expect(lastOf(chart.open, 4)).toEqual([1, 0, 0, 0])
    expect(lastOf(chart.closed, 4)).toEqual([0, 1, 0, 0])
  })

  test('shows nothing of what came struck off from a sheet, or was put aside', () => {
    const chart = cell([{ status: 'closed' }, { status: 'merged' }])
    expect([chart.open, chart.closed]).toEqual([zeros(charted), zeros(charted)])
    expect(countOf(chart.now, 'struck')).toBe(1)
  })

  test('shows two that were struck off in one week', () => {
    const shut = { status: 'closed', closedAt: at('2023-05-17'), started: at('2023-05-17') } as const
    expect(lastOf(cell([shut, shut]).closed, 2)).toEqual([0, 2])
  })
})

describe('the longest overdue', () => {
  const late = (...days: readonly string[]) => days.map((due) => ({ due: day(due) }))
  const dates = (found: readonly { readonly issue: number; readonly due: Day }[]) =>
    found.map(({ issue, due }) => `${issue} ${due}`)

  test('are five, the longest first, in whatever order they come; of one day the one reported first', () => {
    const all = late('2023-03-05', '2023-03-04', '2023-03-06', '2023-03-01', '2023-03-04', '2023-03-07')
    expect(dates(digestOf([cell(all)], () => true).late)).toEqual([
      '4 2023-03-01',
      '2 2023-03-04',
      '5 2023-03-04',
      '1 2023-03-05',
      '3 2023-03-06',
    ])
  })

  test('are no more than that in each cell, however many are late', () => {
    const many = cell(
      late('2023-03-05', '2023-03-04', '2023-03-06', '2023-03-01', '2023-03-02', '2023-03-03', '2023-02-01'),
    )
    expect(many.late).toHaveLength(named)
    expect(countOf(many.now, 'overdue')).toBe(7)
    expect(dates(many.late)).not.toContain('3 2023-03-06')
  })

  test('are among those late now: not on their day, nor once they were struck off', () => {
    const none = cell([{ due: day('2023-05-22') }, { due: null }, { due: day('2023-03-01'), until: at('2023-05-20') }])
    expect(none.late).toEqual([])
  })
})
