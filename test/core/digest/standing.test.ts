import { describe, expect, test } from 'vitest'
import { MonthSchema } from '../../../core/calendar/day.ts'
import { ALWAYS, marksAfter, standingsOf, standsElsewhere, type Standing } from '../../../core/digest/standing.ts'
import type { IssueEvent } from '../../../core/event.ts'
import type { Issue } from '../../../core/issue.ts'
import { acts, does, issueIn, units } from '../../support/facts.ts'
import { day, start, verification } from '../../support/samples.ts'

const hour = 3_600_000
const change = (issue: Issue, hours: number, ...events: readonly IssueEvent[]) => {
  return { issue, events, at: start + hours * hour }
}
const reported = issueIn('reported')
const rectifying = issueIn('rectifying')
const verifying = issueIn('verifying')
const closed = issueIn('closed')
const commented = { type: 'commented', text: '请抓紧' } as const
const sentBack = {
  type: 'sent-back',
  verification: verification(),
  reason: '缺凭证',
  deadline: day('2023-04-30'),
} as const
const returned = { type: 'review-returned', reason: '缺凭证' } as const

/** From when to when, in hours, and one thing about it. */
const spans = <T>(standings: readonly Standing[], about: (standing: Standing) => T) =>
  standings.map((one) => {
    const until = one.until === ALWAYS ? 'on' : (one.until - start) / hour
    return [(one.started - start) / hour, until, about(one)]
  })

describe('how an issue stood', () => {
  test('is a row of spans, each from where the one before ended', () => {
    const history = standingsOf([change(reported, 0), change(rectifying, 5), change(verifying, 7)])
    expect(spans(history, ({ status }) => status)).toEqual([
      [0, 5, 'reported'],
      [5, 7, 'rectifying'],
      [7, 'on', 'verifying'],
    ])
  })

  test('says what the figures ask of it', () => {
    expect(standingsOf([change(rectifying, 3)])).toEqual([
      {
        ...{ campaign: 'LH2022', unit: units.port, category: 'C2', fresh: false, status: 'rectifying' },
        ...{ due: '2023-03-31', settled: 0, reportedAt: start, closedAt: null, sentBackAt: null },
        ...{ started: start + 3 * hour, until: ALWAYS },
      },
    ])
  })

  test('is no other for what no figure counts', () => {
    const history = standingsOf([change(rectifying, 0), change(rectifying, 2, commented), change(verifying, 4)])
    expect(spans(history, ({ status }) => status)).toEqual([
      [0, 4, 'rectifying'],
      [4, 'on', 'verifying'],
    ])
  })

  test('never runs backwards, whatever the clock did', () => {
    const history = standingsOf([change(reported, 5), change(rectifying, 3), change(verifying, 6)])
    expect(spans(history, ({ status }) => status)).toEqual([
      [5, 5, 'reported'],
      [5, 6, 'rectifying'],
      [6, 'on', 'verifying'],
    ])
  })

  test('of nothing is nothing', () => {
    expect(standingsOf([])).toEqual([])
  })
})

describe('when it was struck off', () => {
  const closing = (...changes: Parameters<typeof standingsOf>[0]) =>
    standingsOf(changes).map(({ closedAt }) => (closedAt === null ? null : (closedAt - start) / hour))

  test('is the moment it was, and stays that', () => {
    const moved: Issue = { ...closed, category: 'C9' }
    expect(closing(change(verifying, 0), change(closed, 5), change(moved, 9))).toEqual([null, 5, 5])
  })

  test('is the last of two', () => {
    const again = does('officer', closed, { type: 'reopen', reason: '企业反映未到账', deadline: day('2023-04-30') })
    expect(closing(change(closed, 0), change(again, 5), change(closed, 9))).toEqual([null, null, 9])
  })

  test('is never of one that is back on the ledger (重新挂账)', () => {
    const again = does('officer', closed, { type: 'reopen', reason: '企业反映未到账', deadline: day('2023-04-30') })
    expect(closing(change(verifying, 0), change(closed, 5), change(again, 7))).toEqual([null, 5, null])
    expect(closing(change(reported, 0), change(rectifying, 5))).toEqual([null, null])
  })

  test('nobody knows of one that came closed from a sheet', () => {
    expect(closing(change(closed, 5))).toEqual([null])
  })
})

describe('when it last went back to be rectified', () => {
  const backs = (...changes: Parameters<typeof standingsOf>[0]) =>
    standingsOf(changes).map(({ sentBackAt }) => (sentBackAt === null ? null : (sentBackAt - start) / hour))

  test.each([
    ['by whoever verified', sentBack],
    ['by the lead unit', returned],
  ] as const)('%s', (_, event) => {
    expect(backs(change(verifying, 0), change(rectifying, 5, commented, event))).toEqual([null, 5])
  })

  test('is kept, and is the last of two', () => {
    const path = [change(rectifying, 5, sentBack), change(verifying, 7), change(rectifying, 9, sentBack)]
    expect(backs(change(verifying, 0), ...path)).toEqual([null, 5, 5, 9])
  })

  test('is never where the unit took its application back', () => {
    const taken = change(rectifying, 5, { type: 'submission-withdrawn', reason: null })
    expect(backs(change(verifying, 0), taken)).toEqual([null, null])
  })
})

describe('a figure may count it differently', () => {
  const changes: [string, Partial<Issue>][] = [
    ['in another state', { status: 'verifying' }],
    ['with more paid', { settled: 100 }],
    ['of another unit', { unit: units.park }],
    ['of another category', { category: 'C9' }],
    ['with another deadline', { deadline: day('2023-04-30') }],
    ['while its clock stands still', { suspended: { since: day('2022-12-01'), courtDate: null } }],
    ['as 增量 where its month was mended', { happened: MonthSchema.parse('2022-12') }],
  ]
  test.each(changes)('%s', (_, changed) => {
    expect(standsElsewhere(rectifying, { ...rectifying, ...changed })).toBe(true)
  })

  test('but not with words, evidence, or a deadline nothing runs against', () => {
    expect(standsElsewhere(rectifying, { ...rectifying, remark: '另见协议', version: 99 })).toBe(false)
    expect(standsElsewhere(rectifying, does('responsible', rectifying, acts.proof))).toBe(false)
    expect(standsElsewhere(closed, { ...closed, deadline: day('2023-04-30') })).toBe(false)
  })
})

test('the marks of a first change know nothing from before', () => {
  const marks = marksAfter(null, change(rectifying, 5, sentBack))
  expect(marks).toMatchObject({ sentBackAt: start + 5 * hour, closedAt: null, status: 'rectifying' })
})
