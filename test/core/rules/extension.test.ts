import { describe, expect, test } from 'vitest'
import type { Issue } from '../../../core/issue.ts'
import { permitted } from '../../../core/permit.ts'
import { campaign } from '../../support/campaign.ts'
import {
  acts,
  as,
  campaignWith,
  does,
  factsFor,
  ids,
  issueIn,
  person,
  refusal,
  tries,
  units,
  type Who,
} from '../../support/facts.ts'
import { day, start } from '../../support/samples.ts'

const oneDay = 86_400_000
/** Due on 2023-03-31, the campaign by 2023-05-31. */
const issue = issueIn('rectifying')
const asked = does('contact', issue, acts.extend)
const extend = (to: string, reason = '财政资金第二季度才能到位') => ({ type: 'extend', to: day(to), reason }) as const
const grant = (to = '2023-05-15') => ({ type: 'grant-extension', to: day(to) }) as const
const refuse = { type: 'refuse-extension', reason: '资金已经到位' } as const
/** 2023-04-01, the day after the deadline. */
const late = { now: start + 121 * oneDay }

const mayDo = (who: Who, of: Issue, around = {}) =>
  permitted(of, as(who), factsFor(of, around)).filter((type) => type.includes('exten'))

describe('申请延期', () => {
  test('says until when and why, and moves no date by itself', () => {
    expect(asked).toMatchObject({ status: 'rectifying', deadline: '2023-03-31', plan: issue.plan, extensions: 0 })
    expect(asked.extension).toEqual({
      to: '2023-05-15',
      reason: '财政资金第二季度才能到位',
      askedOn: '2022-12-01',
      askedAt: start,
      by: ids.contact,
      inTime: true,
    })
  })

  test.each([
    [
      'the deadline itself',
      '2023-03-31',
      { code: 'invalid', label: '延期至', sentence: '要晚于现在的完成时限 2023年3月31日' },
    ],
    [
      'a day before it',
      '2023-03-01',
      { code: 'invalid', label: '延期至', sentence: '要晚于现在的完成时限 2023年3月31日' },
    ],
  ])('refuses %s', (_, to, refused) => {
    expect(refusal(tries('contact', issue, extend(to)))).toEqual(refused)
  })

  test('refuses a day already past, though it lies after the deadline', () => {
    const now = start + 130 * oneDay
    expect(refusal(tries('contact', issue, extend('2023-04-05'), { now }))).toEqual({
      code: 'day-past',
      label: '延期至',
      day: '2023-04-05',
    })
    expect(refusal(tries('contact', issue, extend('2023-04-10'), { now }))).toBe(null)
  })

  test('refuses a request without a reason', () => {
    expect(refusal(tries('contact', issue, extend('2023-05-15', ' \n')))).toEqual({
      code: 'missing',
      labels: ['延期理由'],
    })
  })

  test('on the last day it is in time; after the deadline it may be asked for, but holds nothing up', () => {
    const on = (days: number) => does('first', issue, acts.extend, { now: start + days * oneDay }).extension
    expect([on(120), on(121)]).toMatchObject([
      { askedOn: '2023-03-31', inTime: true },
      { askedOn: '2023-04-01', inTime: false },
    ])
  })

  test('one undecided request at a time', () => {
    expect(refusal(tries('first', asked, extend('2023-05-20')))).toEqual({
      code: 'extension-undecided',
      to: '2023-05-15',
    })
    expect(mayDo('contact', asked)).toEqual([])
  })

  test('not where no deadline runs: the legal way stops the clock', () => {
    const suspended = { ...issue, suspended: { since: day('2022-12-01'), courtDate: null } }
    expect(refusal(tries('contact', suspended, acts.extend))).toEqual({ code: 'clock-stopped' })
    expect(mayDo('contact', suspended)).toEqual([])
  })

  test('not before the plan is approved, nor once 销号 is applied for', () => {
    for (const status of ['planning', 'plan_review', 'verifying', 'closed'] as const) {
      expect(refusal(tries('contact', issueIn(status), acts.extend))).toEqual({ code: 'wrong-state', status })
    }
  })

  test.each(['officer', 'director', 'above', 'auditor'] as const)('is not for %s to ask', (who) => {
    expect(refusal(tries(who, issue, acts.extend))).toEqual({ code: 'not-yours', whose: 'unit' })
  })
})

describe('同意延期', () => {
  const granted = does('officer', asked, grant())

  test('moves the deadline; the one first set and the dates of the measures stay', () => {
    expect(granted).toMatchObject({
      deadline: '2023-05-15',
      firstDeadline: '2023-03-31',
      extension: null,
      extensions: 1,
      plan: issue.plan,
    })
  })

  test('the day may be another than the one asked for, but later than the deadline there is', () => {
    expect(does('officer', asked, grant('2023-04-15')).deadline).toBe('2023-04-15')
    expect(refusal(tries('officer', asked, grant('2023-03-31')))).toMatchObject({ code: 'invalid', label: '延期至' })
    expect(refusal(tries('officer', asked, grant('2023-04-05'), { now: start + 130 * oneDay }))).toMatchObject({
      code: 'day-past',
    })
  })

  test('what is submitted by the new deadline is in time', () => {
    const now = start + 150 * oneDay
    const submit = (so: Issue) =>
      [acts.proof, acts.paid, acts.submit].reduce((one, act) => does('responsible', one, act, { now }), so)
    const close = (so: Issue) => does('second', submit(so), acts.close, { now }).closed
    expect([close(granted)?.inTime, close(issue)?.inTime]).toEqual([true, false])
  })

  test('of two officers at once the second is told that the first was faster', () => {
    const seen = asked.stateVersion
    expect(refusal(tries('second', does('officer', asked, refuse), grant(), { seen }))).toMatchObject({ code: 'stale' })
    expect(refusal(tries('second', granted, refuse, { seen }))).toMatchObject({ code: 'stale' })
    expect(refusal(tries('second', granted, refuse))).toEqual({ code: 'extension-not-asked' })
  })

  test('a request made after the officer’s page was opened is something new to look at', () => {
    expect(asked.stateVersion).toBe(issue.stateVersion + 1)
  })
})

describe('跨期: beyond the campaign’s latest day', () => {
  const beyond = does('contact', issue, extend('2023-06-30'))

  test('may be asked for; only the director grants it, an officer may say no', () => {
    expect(mayDo('officer', beyond)).toEqual(['refuse-extension'])
    expect(mayDo('director', beyond)).toEqual(['grant-extension', 'refuse-extension'])
    expect(refusal(tries('officer', beyond, grant('2023-05-31')))).toEqual({ code: 'not-yours', whose: 'director' })
    expect(does('director', beyond, grant('2023-06-30')).deadline).toBe('2023-06-30')
  })

  test('no officer grants a day beyond on a request that stays within', () => {
    expect(refusal(tries('officer', asked, grant('2023-06-01')))).toEqual({
      code: 'after-latest',
      label: '延期至',
      latest: '2023-05-31',
      why: 'rectify-by',
    })
  })

  test('both events are marked', () => {
    const first = tries('contact', issue, extend('2023-06-30'))
    const second = tries('director', beyond, grant('2023-06-30'))
    const events = [first, second].flatMap((decision) => (decision.ok ? decision.events : []))
    expect(events).toMatchObject([{ beyond: true }, { beyond: true }])
    const within = tries('director', beyond, grant('2023-05-31'))
    expect(within.ok && within.events).toMatchObject([{ asked: '2023-06-30', beyond: false }])
  })

  test('the director hears of it beside the officers', () => {
    const hears = (to: string) => {
      const decision = tries('contact', issue, extend(to))
      return decision.ok ? decision.notices.map((notice) => notice.to) : []
    }
    expect(hears('2023-05-31')).toEqual([ids.officer, ids.second])
    expect(hears('2023-06-30')).toEqual([ids.officer, ids.second, ids.director])
  })

  test('a campaign without a latest day knows no 跨期', () => {
    const open = campaignWith({ rectify_by: { day: null, from: '四(二)' } })
    expect(does('officer', beyond, grant('2024-12-31'), { campaign: open }).deadline).toBe('2024-12-31')
  })
})

describe('as often as the campaign says', () => {
  const times = (count: number) => ({ campaign: campaignWith({ extension: { ...campaign.extension, times: count } }) })

  test('never, where it says so: there is no button, and the refusal says why', () => {
    expect(mayDo('contact', issue, times(0))).toEqual([])
    expect(refusal(tries('contact', issue, acts.extend, times(0)))).toEqual({ code: 'no-more-extensions', times: 0 })
  })

  test('granted ones count, refused ones don’t', () => {
    const refused = does('officer', asked, refuse)
    const granted = does('officer', does('contact', refused, acts.extend), grant())
    expect(refusal(tries('contact', granted, extend('2023-05-31')))).toEqual({ code: 'no-more-extensions', times: 1 })
    expect(refusal(tries('contact', granted, extend('2023-05-31'), times(2)))).toBe(null)
  })
})

describe('不同意延期', () => {
  test('says why; the deadline stays, and the unit may ask again', () => {
    expect(refusal(tries('officer', asked, { ...refuse, reason: ' ' }))).toEqual({
      code: 'missing',
      labels: ['不同意的理由'],
    })
    const refused = does('officer', asked, refuse)
    expect(refused).toMatchObject({ deadline: '2023-03-31', extension: null, extensions: 0 })
    expect(mayDo('contact', refused)).toEqual(['extend'])
  })
})

describe('who decides', () => {
  test('nobody of its unit, in whatever post', () => {
    expect(refusal(tries('both', asked, grant()))).toEqual({ code: 'own-extension' })
    expect(refusal(tries('both', asked, refuse))).toEqual({ code: 'own-extension' })
    expect(mayDo('both', asked)).toEqual([])
  })

  test.each(['contact', 'administrator', 'leaderOfAll', 'above'] as const)('not %s', (who) => {
    expect(mayDo(who, asked)).toEqual([])
  })

  test('where the office sits in the unit itself, somebody of another unit is named for it', () => {
    const own = { id: 70, posts: [{ unit: units.port, role: 'officer' as const, scope: [] }] }
    const staff = [own, person('administrator'), person('outsider'), person('contact')]
    const name = { type: 'name-verifier', person: ids.outsider, reason: '办公室设在本单位' } as const
    expect(refusal(tries('administrator', issue, name, { staff }))).toEqual({
      code: 'wrong-state',
      status: 'rectifying',
    })
    const named = does('administrator', asked, name, { staff })
    expect(does('outsider', named, grant(), { staff }).deadline).toBe('2023-05-15')
    expect(refusal(tries('administrator', asked, name))).toEqual({ code: 'not-yours', whose: 'director' })
    expect(refusal(tries('director', asked, name))).toEqual({ code: 'verifier-left' })
  })

  test('the applicant and both responsible persons hear the answer, each once', () => {
    const decision = tries('officer', asked, grant())
    const refused = tries('officer', does('first', issue, acts.extend), refuse)
    const hear = (of: typeof decision) => (of.ok ? of.notices.map(({ to }) => to).sort() : [])
    expect(hear(decision)).toEqual([ids.contact, ids.responsible, ids.first])
    expect(hear(refused)).toEqual([ids.responsible, ids.first])
  })

  test('an applicant who has left the unit hears nothing of it', () => {
    const staff = [person('first'), person('responsible'), person('officer')]
    const decision = tries('officer', asked, grant(), { staff })
    expect(decision.ok && decision.notices.map(({ to }) => to).sort()).toEqual([ids.responsible, ids.first])
  })
})

describe('an undecided request', () => {
  const done = (so: Issue) => [acts.proof, acts.paid].reduce((one, act) => does('responsible', one, act), so)

  test('falls away with 申请销号: whoever says it is done needs no more time', () => {
    const submitted = does('responsible', done(asked), acts.submit)
    expect(submitted).toMatchObject({ status: 'verifying', extension: null })
    const back = does('contact', submitted, { type: 'unsubmit', reason: null })
    expect(back).toMatchObject({ status: 'rectifying', extension: null, deadline: '2023-03-31' })
    expect(mayDo('contact', back)).toEqual(['extend'])
  })

  test('stands through progress, files and comments', () => {
    const comment = { type: 'comment', text: '请尽快答复' } as const
    expect(does('contact', done(asked), comment).extension).toEqual(asked.extension)
  })

  test('is answered by a deadline the office itself moves as far, and stands where it moves less far', () => {
    const moved = (to: string) =>
      does('officer', asked, { type: 'correct', changed: { deadline: day(to) }, reason: '统一调整' })
    expect(moved('2023-04-30').extension).toEqual(asked.extension)
    expect(moved('2023-05-15')).toMatchObject({ extension: null, extensions: 0 })
    expect(refusal(tries('officer', moved('2023-04-30'), grant('2023-04-30')))).toMatchObject({ code: 'invalid' })
  })

  test('ends with the issue', () => {
    expect(does('director', asked, { type: 'dismiss', reason: '主体灭失' }).extension).toBe(null)
  })

  test('asked for late can be granted all the same', () => {
    const so = does('contact', issue, acts.extend, late)
    expect(does('officer', so, grant(), late)).toMatchObject({ deadline: '2023-05-15', extensions: 1 })
  })
})
