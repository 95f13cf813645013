import { describe, expect, test } from 'vitest'
import { campaign } from '../../support/campaign.ts'
import { does, ids, issueIn, campaignWith, person, refusal, tries } from '../../support/facts.ts'
import { day, plan } from '../../support/samples.ts'

const issue = issueIn('planning')
const people = { first: ids.first, responsible: ids.responsible }
const measure = (due: string, text = '拨付到位') => ({ text, due: day(due) })
const tried = (changes: object) => tries('responsible', issue, plan(people, changes))

describe('报措施', () => {
  test('hands a plan in for review with its measures numbered and open', () => {
    const after = does('contact', issue, plan(people))
    expect(after).toMatchObject({ status: 'plan_review', plan: null })
    expect(after.proposal?.measures).toEqual([
      { no: 1, text: '核对补贴金额', due: '2022-12-31', state: 'open' },
      { no: 2, text: '拨付到位', due: '2023-03-15', state: 'open' },
    ])
  })

  test.each([
    ['no measure', { measures: [] }, { code: 'missing', labels: ['推进措施'] }],
    ['a measure without words', { measures: [measure('2022-12-31', ' ')] }, { code: 'missing', labels: ['推进措施'] }],
    [
      'a measure after the deadline',
      { measures: [measure('2023-04-01'), measure('2022-12-31')] },
      { code: 'after-latest', label: '时间节点', latest: '2023-03-31', why: 'deadline' },
    ],
    [
      'a measure that should be done by now',
      { measures: [measure('2022-11-30')] },
      { code: 'day-past', label: '时间节点', day: '2022-11-30' },
    ],
    ['the legal way without a case number', { disposition: 'legal' }, { code: 'missing', labels: ['案号'] }],
    ['somebody of another unit', { first: ids.stranger }, { code: 'not-of-unit', label: '第一责任人' }],
    ['an officer as responsible person', { responsible: ids.officer }, { code: 'not-of-unit', label: '具体责任人' }],
    ['a number nobody has', { responsible: 999 }, { code: 'not-of-unit', label: '具体责任人' }],
  ])('refuses %s', (_, changes, refused) => {
    expect(refusal(tried(changes))).toEqual(refused)
  })

  test('refuses somebody who only audits or leads in the unit', () => {
    const auditor = { id: 90, posts: [{ unit: issue.unit, role: 'auditor' as const, scope: [] }] }
    const staff = [person('contact'), person('first'), auditor]
    expect(refusal(tries('contact', issue, plan({ first: ids.first, responsible: 90 }), { staff }))).toEqual({
      code: 'not-of-unit',
      label: '具体责任人',
    })
  })

  test('refuses a disposition the campaign does not know', () => {
    const narrow = campaignWith({ dispositions: campaign.dispositions.filter(({ kind }) => kind === 'fulfil') })
    const act = plan(people, { disposition: 'schedule' })
    expect(refusal(tries('responsible', issue, act, { campaign: narrow }))).toEqual({
      code: 'missing',
      labels: ['处置方式'],
    })
  })

  test('a measure may be due on the deadline itself', () => {
    expect(refusal(tried({ measures: [measure('2023-03-31')] }))).toBe(null)
  })

  test('refuses more measures than anybody follows up', () => {
    const measures = Array.from({ length: 31 }, () => measure('2023-03-01'))
    expect(refusal(tried({ measures }))).toMatchObject({ code: 'invalid', label: '推进措施' })
    expect(refusal(tried({ measures: measures.slice(1) }))).toBe(null)
  })

  test('once the deadline has passed the office moves it before a plan can be dated', () => {
    const now = issue.reportedAt + 130 * 86_400_000
    const late = plan(people, { measures: [measure('2023-04-15')] })
    expect(refusal(tries('contact', issue, late, { now }))).toMatchObject({ code: 'after-latest', why: 'deadline' })
    const moved = does(
      'officer',
      issue,
      { type: 'correct', changed: { deadline: day('2023-05-31') }, reason: '已过时限' },
      { now },
    )
    expect(does('contact', moved, late, { now }).status).toBe('plan_review')
  })

  test('one person may answer in both places, where the unit has no more', () => {
    const staff = [person('contact'), person('officer')]
    const act = plan({ first: ids.contact, responsible: ids.contact })
    expect(refusal(tries('contact', issue, act, { staff }))).toBe(null)
  })

  test('more than five measures are as good as one', () => {
    const measures = Array.from({ length: 12 }, (_, index) => measure('2023-03-01', `措施${index}`))
    expect(does('responsible', issue, plan(people, { measures })).proposal?.measures.map(({ no }) => no)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
  })
})

describe('where the campaign skips the review', () => {
  const lenient = campaignWith({ plan: { ...campaign.plan, approval: false } })
  const after = (changes: object) => does('responsible', issue, plan(people, changes), { campaign: lenient })

  test('a plan to fulfil is in force at once', () => {
    expect(after({})).toMatchObject({ status: 'rectifying', proposal: null, plan: { disposition: 'fulfil' } })
  })

  test.each([
    ['schedule', {}],
    ['legal', { caseNumber: '（2022）豫11民初1号' }],
  ])('%s goes to the office all the same', (disposition, more) => {
    expect(after({ disposition, ...more })).toMatchObject({ status: 'plan_review', plan: null })
  })
})

describe('措施通过 and 措施退回', () => {
  const waiting = does('responsible', issue, plan(people))

  test('an approved plan is in force', () => {
    const after = does('officer', waiting, { type: 'approve-plan' })
    expect(after).toMatchObject({ status: 'rectifying', proposal: null, suspended: null })
    expect(after.plan).toEqual(waiting.proposal)
  })

  test('the legal way stops the clock from that day and carries its case number', () => {
    const legal = { disposition: 'legal', caseNumber: '（2022）豫11民初1号', courtDate: day('2023-02-01') }
    const after = does('officer', does('responsible', issue, plan(people, legal)), { type: 'approve-plan' })
    expect(after).toMatchObject({
      suspended: { since: '2022-12-01', courtDate: '2023-02-01' },
      caseNumber: '（2022）豫11民初1号',
    })
  })

  test('a returned plan says why, is kept to be mended, and the reason goes with the next approval', () => {
    expect(refusal(tries('officer', waiting, { type: 'return-plan', reason: '  ' }))).toEqual({
      code: 'missing',
      labels: ['退回原因'],
    })
    const returned = does('officer', waiting, { type: 'return-plan', reason: '第 2 条没有责任科室' })
    expect(returned).toMatchObject({ status: 'planning', reason: '第 2 条没有责任科室', proposal: waiting.proposal })
    const again = does('first', returned, plan(people))
    expect(again).toMatchObject({ status: 'plan_review', reason: null })
    expect(does('second', again, { type: 'approve-plan' }).reason).toBe(null)
  })
})
