import { describe, expect, test } from 'vitest'
import type { Corrections } from '../../../core/event.ts'
import { MonthSchema } from '../../../core/calendar/day.ts'
import { openStatuses, type Issue } from '../../../core/issue.ts'
import { acts, does, ids, issueIn, refusal, tries } from '../../support/facts.ts'
import { day, plan } from '../../support/samples.ts'

const correct = (changed: Corrections, reason = '原来写错了') => ({ type: 'correct', changed, reason }) as const

describe('更正', () => {
  test.each(openStatuses)('%s: puts before and after into the event, only of what changes', (status) => {
    const issue = issueIn(status)
    const decision = tries('officer', issue, correct({ title: '标准厂房补贴', remark: issue.remark }))
    expect(decision).toMatchObject({
      ok: true,
      events: [
        {
          type: 'corrected',
          before: { title: '临港产业园标准厂房补贴' },
          after: { title: '标准厂房补贴' },
          reason: '原来写错了',
        },
      ],
    })
    expect(decision).toMatchObject({ issue: { title: '标准厂房补贴', status } })
  })

  test('needs a change and a reason', () => {
    const issue = issueIn('planning')
    expect(refusal(tries('officer', issue, correct({ title: issue.title })))).toEqual({ code: 'nothing-changed' })
    expect(refusal(tries('officer', issue, correct({ title: '别的' }, ' ')))).toEqual({
      code: 'missing',
      labels: ['更正理由'],
    })
  })

  test.each([
    [{ title: ' ' }, { code: 'missing', labels: ['项目名称'] }],
    [{ category: '' }, { code: 'missing', labels: ['问题类别'] }],
    [{ category: 'none' }, { code: 'missing', labels: ['问题类别'] }],
    [{ category: 'C9' }, { code: 'missing', labels: ['案号'] }],
    [{ cause: '短' }, { code: 'invalid', label: '事件原因' }],
    [{ course: '' }, { code: 'missing', labels: ['事件经过'] }],
    [{ happened: MonthSchema.parse('2023-01') }, { code: 'invalid', label: '发生时间' }],
  ])('leaves the issue as complete as a report must be: %j', (changed, refused) => {
    expect(refusal(tries('officer', issueIn('rectifying'), correct(changed)))).toMatchObject(refused)
  })

  test('a form opened before somebody else’s correction puts nothing back', () => {
    const issue = issueIn('rectifying')
    const mended = does('officer', issue, correct({ title: '标准厂房补贴' }))
    const late = correct({ title: issue.title, remark: '已核' })
    expect(refusal(tries('second', mended, late, { seen: issue.stateVersion }))).toMatchObject({ code: 'stale' })
    expect(mended.stateVersion).toBe(issue.stateVersion + 1)
  })
})

describe('更正 of amounts', () => {
  const half = does('responsible', issueIn('rectifying'), { ...acts.paid, settled: 150_000_000 })

  test('the amount held never falls below what is settled, nor does what is settled pass it', () => {
    const refused = (changed: Corrections) => refusal(tries('officer', half, correct(changed)))
    expect(refused({ confirmed: 149_999_999 })).toEqual({ code: 'settled-exceeds', confirmed: 149_999_999 })
    expect(refused({ settled: 300_000_001 })).toEqual({ code: 'settled-exceeds', confirmed: 300_000_000 })
    expect(refused({ confirmed: 100, settled: 100 })).toBe(null)
    expect(refused({ confirmed: 150_000_000 })).toBe(null)
    expect(refused({ confirmed: null })).toBe(null)
  })

  test('brings a settled amount down, which progress cannot', () => {
    expect(does('officer', half, correct({ settled: 0 }))).toMatchObject({ settled: 0, handlers: [ids.responsible] })
  })

  test('whoever brings it down has entered no progress', () => {
    expect(does('officer', half, correct({ settled: 100_000_000 })).handlers).toEqual(half.handlers)
  })

  test('whoever puts it up has entered progress and verifies no more', () => {
    const more = does('officer', half, correct({ settled: 300_000_000 }))
    expect(more.handlers).toEqual([ids.responsible, ids.officer])
    const waiting: Issue = { ...issueIn('verifying'), handlers: more.handlers }
    expect(refusal(tries('officer', waiting, acts.close))).toEqual({ code: 'barred', why: 'progress' })
  })
})

describe('调整时限', () => {
  const issue = issueIn('rectifying')
  const moved = (deadline: string, who: 'officer' | 'director' = 'officer') =>
    refusal(tries(who, issue, correct({ deadline: day(deadline) })))

  test('moves the deadline and leaves the first one beside it', () => {
    expect(does('officer', issue, correct({ deadline: day('2023-05-31') }))).toMatchObject({
      deadline: '2023-05-31',
      firstDeadline: '2023-03-31',
      status: 'rectifying',
    })
  })

  test('stays within the campaign unless the director moves it, and never into the past', () => {
    expect(moved('2023-06-01')).toMatchObject({ code: 'after-latest', why: 'rectify-by' })
    expect(moved('2023-06-01', 'director')).toBe(null)
    expect(moved('2022-11-30')).toMatchObject({ code: 'day-past', label: '完成时限' })
  })

  test('is over once the issue is submitted: it would decide whether that was in time', () => {
    const waiting = issueIn('verifying')
    const refused = refusal(tries('director', waiting, correct({ deadline: day('2023-05-31') })))
    expect(refused).toMatchObject({ code: 'invalid', label: '完成时限' })
  })

  test.each([
    [{ deadline: day('2023-05-31') }, '完成时限'],
    [{ planDue: day('2022-12-31') }, '报措施期限'],
    [{ confirmed: 1 }, '核定金额（万元）'],
    [{ settled: 1 }, '已兑现金额（万元）'],
  ])('there is nothing to correct before the office has taken the issue on: %j', (changed, label) => {
    expect(refusal(tries('officer', issueIn('reported'), correct(changed)))).toMatchObject({ code: 'invalid', label })
  })

  test('a plan is due by the deadline and not in the past, while it is still awaited', () => {
    const early = issueIn('planning')
    const refused = (changed: Corrections) => refusal(tries('officer', early, correct(changed)))
    expect(refused({ planDue: day('2023-04-01') })).toMatchObject({ code: 'after-latest', label: '报措施期限' })
    expect(refused({ deadline: day('2022-12-07') })).toMatchObject({ code: 'after-latest', label: '报措施期限' })
    expect(refused({ planDue: day('2022-11-30') })).toMatchObject({ code: 'day-past', label: '报措施期限' })
    expect(refused({ planDue: day('2022-12-20') })).toBe(null)
    expect(refusal(tries('officer', issue, correct({ deadline: day('2022-12-07') })))).toBe(null)
  })
})

test('an issue on the legal way keeps a case number', () => {
  const legal = plan(
    { first: ids.first, responsible: ids.responsible },
    { disposition: 'legal', caseNumber: '（2022）1号' },
  )
  const issue = does('officer', does('responsible', issueIn('planning'), legal), { type: 'approve-plan' })
  expect(refusal(tries('officer', issue, correct({ caseNumber: null })))).toEqual({ code: 'missing', labels: ['案号'] })
  expect(does('officer', issue, correct({ caseNumber: '（2022）2号' })).caseNumber).toBe('（2022）2号')
})

describe('留言', () => {
  test('says something and changes nothing', () => {
    const issue = issueIn('closed')
    expect(refusal(tries('leaderOfAll', issue, { type: 'comment', text: '\n ' }))).toEqual({
      code: 'missing',
      labels: ['留言'],
    })
    const after = does('leaderOfAll', issue, { type: 'comment', text: '很好' })
    expect(after).toEqual({ ...issue, version: issue.version + 1 })
  })

  test('never conflicts', () => {
    expect(refusal(tries('above', issueIn('verifying'), { type: 'comment', text: '请抓紧' }, { seen: 1 }))).toBe(null)
  })
})
