import { describe, expect, test } from 'vitest'
import type { Terms } from '../../../core/command.ts'
import { acts, campaignWith, does, issueIn, lead, refusal, tries, units } from '../../support/facts.ts'
import { day, terms } from '../../support/samples.ts'

describe('退回补充', () => {
  test('asks something', () => {
    expect(refusal(tries('officer', issueIn('reported'), { type: 'ask', question: ' ' }))).toEqual({
      code: 'missing',
      labels: ['需要补充的内容'],
    })
  })

  test('a further question replaces the one before', () => {
    const first = does('officer', issueIn('reported'), { type: 'ask', question: '协议在哪？' })
    const second = does('second', first, { type: 'ask', question: '金额对吗？' })
    expect(second).toMatchObject({ status: 'reported', asked: '金额对吗？', stateVersion: 3 })
  })
})

describe('确认', () => {
  const issue = issueIn('reported')
  const confirm = (changes: Partial<Terms>, who: 'officer' | 'director' = 'officer') =>
    tries(who, issue, { type: 'confirm', ...terms(), ...changes })

  test('sets category, amount held, plan date and deadline; the deadline first set stands beside it', () => {
    expect(does('officer', issue, { type: 'confirm', ...terms(), confirmed: 200_000_000 })).toMatchObject({
      status: 'planning',
      category: 'C2',
      confirmed: 200_000_000,
      planDue: '2022-12-08',
      deadline: '2023-03-31',
      firstDeadline: '2023-03-31',
      settled: 0,
    })
  })

  test('an open question is over', () => {
    const asked = does('officer', issue, { type: 'ask', question: '协议在哪？' })
    expect(does('officer', asked, acts.confirm).asked).toBe(null)
  })

  test.each([
    [{ deadline: day('2022-11-30') }, { code: 'day-past', label: '完成时限', day: '2022-11-30' }],
    [{ planDue: day('2022-11-30') }, { code: 'day-past', label: '报措施期限', day: '2022-11-30' }],
    [
      { deadline: day('2023-06-01') },
      { code: 'after-latest', label: '完成时限', latest: '2023-05-31', why: 'rectify-by' },
    ],
    [
      { planDue: day('2023-04-01') },
      { code: 'after-latest', label: '报措施期限', latest: '2023-03-31', why: 'deadline' },
    ],
    [{ category: 'none' }, { code: 'missing', labels: ['问题类别'] }],
  ])('refuses %j', (changes, refused) => {
    expect(refusal(confirm(changes))).toEqual(refused)
  })

  test.each([
    ['today', { deadline: day('2022-12-01'), planDue: day('2022-12-01') }],
    ['the campaign’s last day', { deadline: day('2023-05-31') }],
    ['an issue that is not about money', { confirmed: null }],
  ])('takes %s', (_, changes) => {
    expect(refusal(confirm(changes))).toBe(null)
  })

  test('beyond the campaign’s last day only the director sets a deadline', () => {
    expect(refusal(confirm({ deadline: day('2023-06-30') }, 'director'))).toBe(null)
  })

  test('a campaign without a last day caps nothing', () => {
    const open = campaignWith({ rectify_by: { day: null, from: 'setting' } })
    const act = { type: 'confirm', ...terms(), deadline: day('2030-01-01') } as const
    expect(refusal(tries('officer', issue, act, { campaign: open }))).toBe(null)
  })

  test('an issue becomes a court case only with its number, which 更正 puts there', () => {
    expect(refusal(confirm({ category: 'C9' }))).toMatchObject({ code: 'invalid', label: '问题类别' })
    const numbered = does('officer', issue, {
      type: 'correct',
      changed: { caseNumber: '（2022）1号' },
      reason: '补案号',
    })
    expect(does('officer', numbered, { type: 'confirm', ...terms(), category: 'C9' }).category).toBe('C9')
  })
})

describe('交办', () => {
  const assign = (changes: object) => tries('officer', lead(), { ...acts.assign, ...changes })

  test('hands a lead to its unit, which then sees it and signs', () => {
    const assigned = does('officer', lead(), acts.assign)
    expect(assigned).toMatchObject({ status: 'assigned', signoffDue: '2022-12-05', firstDeadline: '2023-03-31' })
    expect(does('first', assigned, { type: 'accept' }).status).toBe('planning')
  })

  test('may name another unit than the lead did', () => {
    const assigned = does('officer', lead(), { ...acts.assign, unit: units.park })
    expect(assigned.unit).toBe(units.park)
    expect(does('stranger', assigned, { type: 'accept' }).status).toBe('planning')
    expect(refusal(tries('contact', assigned, { type: 'accept' }))).toEqual({
      code: 'not-found',
      serial: assigned.serial,
    })
  })

  test.each([
    ['a unit there is not', { unit: 99 }, { code: 'missing', labels: ['责任单位'] }],
    ['signing in the past', { signoffDue: day('2022-11-30') }, { code: 'day-past', label: '签收期限' }],
    [
      'signing after the plan is due',
      { signoffDue: day('2022-12-09') },
      { code: 'after-latest', label: '签收期限', latest: '2022-12-08', why: 'plan-due' },
    ],
    ['a deadline beyond the campaign', { deadline: day('2023-06-01') }, { code: 'after-latest', why: 'rectify-by' }],
    ['a category there is not', { category: 'none' }, { code: 'missing', labels: ['问题类别'] }],
    ['a court case without a number', { category: 'C9' }, { code: 'invalid', label: '问题类别' }],
  ])('refuses %s', (_, changes, refused) => {
    expect(refusal(assign(changes))).toMatchObject(refused)
  })

  test('works for a unit’s own report that is another unit’s business', () => {
    const assigned = does('officer', issueIn('reported'), { ...acts.assign, unit: units.park })
    expect(assigned).toMatchObject({ status: 'assigned', unit: units.park })
  })
})

describe('不予列入', () => {
  test('gives its reason', () => {
    const issue = issueIn('reported')
    expect(refusal(tries('officer', issue, { type: 'dismiss', reason: '\n' }))).toEqual({
      code: 'missing',
      labels: ['不予列入的理由'],
    })
    expect(does('officer', issue, { type: 'dismiss', reason: '不属实' })).toMatchObject({
      status: 'dismissed',
      reason: '不属实',
    })
  })

  test('from planning on is the director’s', () => {
    const issue = issueIn('verifying')
    const act = { type: 'dismiss', reason: '主体灭失' } as const
    expect(refusal(tries('officer', issue, act))).toEqual({ code: 'not-yours', whose: 'director' })
    expect(does('director', issue, act).status).toBe('dismissed')
  })
})
