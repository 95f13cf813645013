import { describe, expect, test } from 'vitest'
import { latestForMeasures, resumption } from '../../../core/calendar/pause.ts'
import { campaign } from '../../support/campaign.ts'
import { day } from '../../support/samples.ts'

const legal = (since: string, deadline: string, from?: string) => ({
  suspended: { since: day(since), courtDate: null, ...(from === undefined ? {} : { from: day(from) }) },
  deadline: day(deadline),
})
/** The campaign's latest day is 31 May 2023. */
const open = { rectify_by: { ...campaign.rectify_by, day: null } }

describe('when a legal way ends, the deadline goes on', () => {
  test.each([
    ['by the days it took', legal('2023-01-10', '2023-03-31'), '2023-01-20', 10, '2023-04-10', null],
    ['unchanged on the day it began', legal('2023-01-10', '2023-03-31'), '2023-01-10', 0, '2023-03-31', null],
    [
      'from the day it counts for',
      legal('2023-01-10', '2023-03-31', '2023-01-15'),
      '2023-01-20',
      5,
      '2023-04-05',
      null,
    ],
    ['unchanged before that day', legal('2023-01-10', '2023-03-31', '2023-02-01'), '2023-01-20', 0, '2023-03-31', null],
    ['to the latest day sharp', legal('2023-01-10', '2023-05-21'), '2023-01-20', 10, '2023-05-31', null],
    ['no further than the latest day', legal('2023-01-10', '2023-05-22'), '2023-01-20', 10, '2023-05-31', 'latest'],
    ['as it was where it lay beyond', legal('2023-01-10', '2023-06-10'), '2023-01-20', 10, '2023-06-10', 'latest'],
    ['to today where it would be past', legal('2023-01-10', '2023-01-08'), '2023-06-20', 161, '2023-06-20', 'today'],
    ['to today sharp without a word', legal('2023-01-10', '2023-01-10'), '2023-05-31', 141, '2023-05-31', null],
  ])('%s', (_, issue, today, ...[days, deadline, bound]) => {
    expect(resumption(issue, campaign, day(today))).toEqual({
      ...{ from: issue.suspended.from ?? issue.suspended.since, until: today, days },
      ...{ before: issue.deadline, deadline, bound },
    })
    expect(latestForMeasures(issue, campaign, day(today))).toBe(deadline)
  })

  test('as far as it takes in a campaign without a latest day', () => {
    expect(resumption(legal('2023-01-10', '2023-05-31'), open, day('2023-03-10'))).toMatchObject({
      deadline: '2023-07-29',
      bound: null,
    })
  })

  test('never, where the clock runs or there is no deadline: measures end by the deadline there is', () => {
    const running = { suspended: null, deadline: day('2023-03-31') }
    const dateless = { ...legal('2023-01-10', '2023-03-31'), deadline: null }
    for (const issue of [running, dateless, { suspended: null, deadline: null }]) {
      expect(resumption(issue, campaign, day('2023-01-20'))).toBeNull()
      expect(latestForMeasures(issue, campaign, day('2023-01-20'))).toBe(issue.deadline)
    }
  })
})
