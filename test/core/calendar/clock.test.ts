import { describe, expect, test } from 'vitest'
import { isInTime, isOverdue, runningDeadline } from '../../../core/calendar/clock.ts'
import { statuses, type Status } from '../../../core/issue.ts'
import { acts, campaignWith, does, ids, issueIn } from '../../support/facts.ts'
import { day, plan } from '../../support/samples.ts'

const deadline = day('2023-03-31')
const running: readonly Status[] = ['planning', 'plan_review', 'rectifying']

describe('the clock runs from planning to rectifying', () => {
  test.each(statuses)('%s', (status) => {
    const issue = { status, deadline, suspended: null }
    expect(runningDeadline(issue)).toBe(running.includes(status) ? deadline : null)
    expect(isOverdue(issue, day('2023-04-01'))).toBe(running.includes(status))
  })

  test.each([
    ['planning', 'assigned', deadline],
    ['rectifying', 'assigned', deadline],
    ['assigned', 'assigned', null],
    ['rectifying', 'closed', null],
  ] as const)('taken from a unit in %s and now %s it runs to %s', (was, status, runsTo) => {
    const former = [{ unit: 3, until: day('2022-12-01'), status: was, plan: null }]
    expect(runningDeadline({ status, deadline, suspended: null, former })).toBe(runsTo)
  })

  test('overdue is from the day after the deadline', () => {
    const issue = { status: 'rectifying', deadline, suspended: null } as const
    expect([day('2023-03-30'), day('2023-03-31'), day('2023-04-01')].map((today) => isOverdue(issue, today))).toEqual([
      false,
      false,
      true,
    ])
  })

  test('the legal way suspends it', () => {
    const issue = { status: 'rectifying', deadline, suspended: { since: day('2023-01-01'), courtDate: null } } as const
    expect(runningDeadline(issue)).toBe(null)
    expect(isOverdue(issue, day('2030-01-01'))).toBe(false)
  })
})

describe('in time is when the submission that led to 销号 came by the deadline', () => {
  const at = (submittedOn: string) => ({ submittedOn: day(submittedOn), deadline, suspended: null })

  test.each([
    ['2023-03-30', true],
    ['2023-03-31', true],
    ['2023-04-01', false],
  ])('submitted on %s: %s', (submittedOn, inTime) => {
    expect(isInTime(at(submittedOn))).toBe(inTime)
  })

  test('of one submitted before the ledger was taken on nobody knows the day: that counts against nobody', () => {
    expect(isInTime({ submittedOn: null, deadline, suspended: null })).toBe(true)
    expect(isInTime({ submittedOn: null, deadline: null, suspended: null })).toBe(true)
    expect(isInTime({ submittedOn: day('2023-01-01'), deadline: null, suspended: null })).toBe(false)
  })

  test('what has no deadline is never overdue', () => {
    expect(isOverdue({ status: 'rectifying', deadline: null, suspended: null }, day('2030-01-01'))).toBe(false)
  })

  test('the clock stopped by the legal way before the deadline never ran out; after it, it had', () => {
    const suspended = (since: string) => ({ ...at('2025-01-01'), suspended: { since: day(since), courtDate: null } })
    expect(isInTime(suspended('2023-03-31'))).toBe(true)
    expect(isInTime(suspended('2023-04-01'))).toBe(false)
  })

  const waiting = issueIn('verifying')
  const oneDay = 86_400_000

  test('looking at it weeks later changes nothing', () => {
    const now = waiting.reportedAt + 200 * oneDay
    expect(does('second', waiting, acts.close, { now }).closed).toEqual({
      on: '2023-06-19',
      by: ids.second,
      inTime: true,
    })
  })

  test('after a send-back the next submission counts against the new deadline', () => {
    const back = does('second', waiting, { ...acts.sendBack, deadline: day('2022-12-10') })
    const inTime = (days: number) => {
      const now = waiting.reportedAt + days * oneDay
      return does('second', does('contact', back, acts.submit, { now }), acts.close, { now }).closed?.inTime
    }
    expect([inTime(9), inTime(10)]).toEqual([true, false])
  })

  test('an issue on the legal way is never overdue while it is there', () => {
    const legal = { disposition: 'legal', caseNumber: '（2022）1号', courtDate: null }
    const act = plan({ first: ids.first, responsible: ids.responsible }, legal)
    const proposed = does('first', issueIn('planning'), act, { campaign: campaignWith({}) })
    expect(isOverdue(proposed, day('2023-04-01'))).toBe(true)
    expect(isOverdue(does('officer', proposed, { type: 'approve-plan' }), day('2023-04-01'))).toBe(false)
  })
})
