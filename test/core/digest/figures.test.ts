import { describe, expect, test } from 'vitest'
import { startOfDay } from '../../../core/calendar/day.ts'
import {
  endOfWeek,
  figures,
  isFigure,
  isIn,
  lastWholeWeek,
  momentOf,
  standsAt,
  type Figure,
} from '../../../core/digest/figures.ts'
import type { Standing } from '../../../core/digest/standing.ts'
import { openStatuses, statuses } from '../../../core/issue.ts'
import { day } from '../../support/samples.ts'
import { standing } from '../../support/standings.ts'

const at = (text: string) => startOfDay(day(text))

/** The week from Monday, 2023-05-15, looked at as it ends. */
const week = momentOf(day('2023-05-15'), at('2023-05-22'))

const counted = (changes: Partial<Standing> = {}): Figure[] =>
  figures.filter((figure) => isIn(figure, standing(changes), week))

describe('a week', () => {
  test('ends as the next Monday begins, and what falls due soon is due in the seven days from then', () => {
    expect(endOfWeek(day('2023-05-15'))).toBe(at('2023-05-22'))
    expect(week).toEqual({
      cutoff: at('2023-05-22'),
      since: at('2023-05-15'),
      today: '2023-05-22',
      lastSoon: '2023-05-28',
    })
  })

  test.each([
    ['on a Monday, the one before', '2023-05-22', '2023-05-15'],
    ['on a Sunday, not the one that runs', '2023-05-28', '2023-05-15'],
  ])('was over last: %s', (_, now, monday) => {
    expect(lastWholeWeek(at(now))).toBe(monday)
  })
})

describe('an issue stands so', () => {
  const from = at('2023-05-16')
  const until = at('2023-05-18')
  test.each([
    ['not yet at the very moment that brings it about', from, false],
    ['right after that', from + 1, true],
    ['still at the moment it changes', until, true],
    ['no more after that', until + 1, false],
  ])('%s', (_, cutoff, stands) => {
    expect(standsAt(standing({ started: from, until }), cutoff)).toBe(stands)
  })
})

describe('what an issue counts as', () => {
  test('in hand and years old: on the ledger, and nothing else', () => {
    expect(counted()).toEqual(['open', 'existing'])
    expect(counted({ fresh: true })).toEqual(['open', 'fresh'])
  })

  test.each(openStatuses)('%s is in hand', (status) => {
    expect(counted({ status })).toEqual(['open', 'existing'])
  })

  test('struck off', () => {
    expect(counted({ status: 'closed', due: null, closedAt: at('2023-04-03') })).toEqual(['struck', 'existing'])
  })

  test('put aside it was not mended, and is in no figure whatever came before', () => {
    const all = { reportedAt: week.since, sentBackAt: week.since, closedAt: week.since, settled: 1, due: week.today }
    const aside = statuses.filter((status) => counted({ ...all, status }).length === 0)
    expect(aside).toEqual(['dismissed', 'merged', 'withdrawn'])
  })

  test('with something paid', () => {
    expect(counted({ settled: 1 })).toContain('paid')
  })

  test.each([
    ['2023-05-21', 'overdue'],
    ['2023-05-22', 'soon'],
    ['2023-05-28', 'soon'],
    ['2023-05-29', null],
    [null, null],
  ])('due on %s: %s', (due, figure) => {
    const found = counted({ due: due === null ? null : day(due) })
    expect(found.filter((one) => one === 'overdue' || one === 'soon')).toEqual(figure === null ? [] : [figure])
  })
})

describe('what happened within the week counts, from its first instant up to its last', () => {
  const instants: [string, number, boolean][] = [
    ['on Sunday evening before', week.since - 1, false],
    ['as Monday begins', week.since, true],
    ['on its own Sunday evening', week.cutoff - 1, true],
    ['as the next week begins', week.cutoff, false],
  ]
  test.each(instants)('%s', (_, instant, counts) => {
    expect(counted({ reportedAt: instant }).includes('added')).toBe(counts)
    expect(counted({ status: 'closed', closedAt: instant }).includes('closed')).toBe(counts)
    expect(counted({ sentBackAt: instant }).includes('back')).toBe(counts)
  })

  test('sent back and struck off after all, it came back to nobody', () => {
    const mended = { status: 'closed', closedAt: week.cutoff - 1, sentBackAt: week.since } as const
    expect(counted(mended)).toEqual(['closed', 'struck', 'existing'])
  })
})

test('of an address of the console only the figures there are are known', () => {
  expect(['overdue', 'paid', 'merged', ''].filter(isFigure)).toEqual(['overdue', 'paid'])
})
