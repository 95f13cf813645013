import { describe, expect, test } from 'vitest'
import type { Issue } from '../../../core/issue.ts'
import { acts, campaignWith, does, ids, issueIn, refusal, tries, type Around } from '../../support/facts.ts'
import { campaign } from '../../support/campaign.ts'
import { day, evidence, start, verification } from '../../support/samples.ts'

const waiting = issueIn('verifying')
const oneDay = 86_400_000
const strict = { campaign: campaignWith({ verification: { ...campaign.verification, callback: 'required' } }) }
const overrule = (changes = {}) =>
  ({ type: 'overrule', evidence: 'e1', reason: '银行回单与合同账号一致', ...changes }) as const
const on = (date: string) => ({ ...acts.unreached, on: day(date) })
const later = (days: number): Around => ({ ...strict, now: start + days * oneDay })

describe('回访', () => {
  test('keeps the day, who answered and what the enterprise said, with whoever asked', () => {
    expect(does('second', waiting, acts.denied).callBacks).toEqual([
      {
        ...{ on: '2022-12-01', outcome: 'denied', contact: '孙总', answer: '没有收到钱' },
        ...{ by: ids.second, at: start, earlier: false, overruled: null },
      },
    ])
  })

  test.each([
    ['an answer without words', { ...acts.denied, answer: ' ' }, { code: 'missing', labels: ['企业原话'] }],
    ['a call tomorrow', on('2022-12-02'), { code: 'invalid', label: '回访日期' }],
    ['a call before it was applied for', on('2022-11-30'), { code: 'invalid', label: '回访日期' }],
  ] as const)('refuses %s', (_, act, refused) => {
    expect(refusal(tries('second', waiting, act))).toMatchObject(refused)
  })

  test('nobody reached is an answer without words', () => {
    expect(does('second', waiting, acts.unreached).callBacks).toMatchObject([{ outcome: 'unreached', answer: null }])
  })

  test('moves nothing: two people who call do not collide', () => {
    const called = does('second', waiting, acts.denied)
    expect(called.stateVersion).toBe(waiting.stateVersion)
    expect(does('officer', called, acts.acknowledged, { seen: waiting.stateVersion - 1 }).callBacks).toHaveLength(2)
  })

  test('may come later, as a check of what is closed', () => {
    const closed = issueIn('closed')
    expect(does('officer', closed, acts.denied)).toMatchObject({ status: 'closed', callBacks: [{ outcome: 'denied' }] })
  })

  test.each([
    ['the unit', 'contact', { code: 'barred', why: 'unit' }],
    ['the lead unit’s reviewer', 'reviewer', { code: 'not-found' }],
    ['a leader', 'leaderOfAll', { code: 'not-yours', whose: 'office' }],
    ['an auditor', 'auditor', { code: 'not-yours', whose: 'office' }],
  ] as const)('is not for %s', (_, who, refused) => {
    expect(refusal(tries(who, waiting, acts.denied))).toMatchObject(refused)
  })

  test('is not for whoever entered the progress, but for whoever was named to verify', () => {
    const handled: Issue = { ...waiting, handlers: [ids.officer], delegate: ids.outsider }
    expect(refusal(tries('officer', handled, acts.denied))).toEqual({ code: 'barred', why: 'progress' })
    expect(does('outsider', handled, acts.denied).callBacks).toHaveLength(1)
  })

  test('a denial reaches the director, who alone can overrule it; a confirmation nobody', () => {
    const told = (act: typeof acts.denied | typeof acts.acknowledged) => {
      const decision = tries('second', waiting, act)
      return decision.ok ? decision.notices.map(({ to }) => to) : null
    }
    expect([told(acts.denied), told(acts.acknowledged)]).toEqual([[ids.director], []])
  })
})

describe('核查销号 where the campaign requires the call-back', () => {
  const needs = (tries: number) => ({ code: 'no-call-back', tries, enough: 3 })

  test('needs one; sending back does not', () => {
    expect(refusal(tries('second', waiting, acts.close, strict))).toEqual(needs(0))
    expect(refusal(tries('second', waiting, acts.sendBack, strict))).toBe(null)
  })

  test('takes the one entered with it, as the same event', () => {
    const { type: _, ...called } = acts.acknowledged
    const decision = tries('second', waiting, { ...acts.close, called }, strict)
    expect(decision.ok && decision.events.map(({ type }) => type)).toEqual(['called-back', 'closed'])
    expect(decision.ok && decision.issue.callBacks).toMatchObject([{ outcome: 'confirmed', by: ids.second }])
  })

  test('does not take words without an outcome for one', () => {
    const close = { type: 'close', verification: verification({ callback: '满意' }) } as const
    expect(refusal(tries('second', waiting, close, strict))).toEqual(needs(0))
  })

  test('does with three tries on three days', () => {
    let issue = waiting
    for (const [days, date] of ['2022-12-01', '2022-12-01', '2022-12-02'].entries()) {
      issue = does('second', issue, on(date), later(days))
    }
    expect(refusal(tries('second', issue, acts.close, later(3)))).toEqual(needs(2))
    expect(does('second', does('second', issue, on('2022-12-04'), later(3)), acts.close, later(3)).status).toBe(
      'closed',
    )
  })

  test('asks again after the unit has applied again', () => {
    const again = does(
      'contact',
      does('second', does('second', waiting, acts.acknowledged), acts.sendBack),
      acts.submit,
    )
    expect(again.callBacks).toMatchObject([{ outcome: 'confirmed', earlier: true }])
    expect(refusal(tries('second', again, acts.close, strict))).toEqual(needs(0))
  })
})

describe('a denial', () => {
  const denied = does('second', waiting, acts.denied)
  const blocked = { code: 'enterprise-denies', on: '2022-12-01' }

  test('blocks 核查销号 in every campaign', () => {
    expect(refusal(tries('second', denied, acts.close))).toEqual(blocked)
    expect(refusal(tries('second', denied, acts.close, strict))).toEqual(blocked)
  })

  test('blocks it in the very form it is entered with, but not 退回整改', () => {
    const { type: _, ...called } = acts.denied
    expect(refusal(tries('second', waiting, { ...acts.close, called }))).toEqual(blocked)
    expect(does('second', waiting, { ...acts.sendBack, called })).toMatchObject({
      status: 'rectifying',
      callBacks: [{ outcome: 'denied' }],
    })
  })

  test('blocks it also after the unit has applied again, and whatever is said to three tries', () => {
    const again = does('contact', does('second', denied, acts.sendBack), acts.submit)
    expect(refusal(tries('second', again, acts.close))).toEqual(blocked)
    const tried = [0, 1, 2].reduce((so, days) => does('second', so, on(`2022-12-0${days + 1}`), later(days)), again)
    expect(refusal(tries('second', tried, acts.close, later(3)))).toEqual(blocked)
  })

  test('is answered by a later confirmation, not by one of a day before', () => {
    const next = later(2)
    const call = (date: string) => ({ ...acts.acknowledged, on: day(date) })
    const of = (date: string) =>
      does('second', does('second', waiting, { ...acts.denied, on: day('2022-12-02') }, next), call(date), next)
    expect(refusal(tries('second', of('2022-12-01'), acts.close, next))).toMatchObject({ code: 'enterprise-denies' })
    expect(does('second', of('2022-12-02'), acts.close, next).status).toBe('closed')
  })

  test('after a confirmation on the same day counts', () => {
    expect(
      refusal(tries('second', does('second', does('second', waiting, acts.acknowledged), acts.denied), acts.close)),
    ).toEqual(blocked)
  })

  test('is overruled by the director with a voucher and a reason; then it can be struck off, call-back required or not', () => {
    const overruled = does('director', denied, overrule())
    expect(overruled.callBacks).toMatchObject([
      { outcome: 'denied', overruled: { by: ids.director, evidence: 'e1', reason: '银行回单与合同账号一致' } },
    ])
    expect(does('second', overruled, acts.close, strict).status).toBe('closed')
    expect(does('second', overruled, acts.close).status).toBe('closed')
  })

  test('overruled is the denial that stands, and no other call', () => {
    const calls = does('second', does('second', denied, acts.unreached), on('2022-12-01'))
    const first = does('director', calls, overrule())
    const anew = does('second', first, { ...acts.denied, answer: '还是没有收到' })
    const again = does('director', anew, overrule({ reason: '第二份回单' }))
    expect(again.callBacks.map(({ outcome, overruled }) => [outcome, overruled?.reason ?? null])).toEqual([
      ['denied', '银行回单与合同账号一致'],
      ['unreached', null],
      ['unreached', null],
      ['denied', '第二份回单'],
    ])
  })

  test('denied anew blocks anew', () => {
    const again = does('second', does('director', denied, overrule()), acts.denied)
    expect(refusal(tries('second', again, acts.close))).toEqual(blocked)
  })

  test.each([
    ['an officer', 'officer', {}, { code: 'not-yours', whose: 'director' }],
    ['an administrator', 'administrator', {}, { code: 'not-yours', whose: 'director' }],
    ['the unit', 'first', {}, { code: 'barred', why: 'unit' }],
    ['no reason', 'director', { reason: ' ' }, { code: 'missing', labels: ['认定理由'] }],
    ['a voucher the issue does not have', 'director', { evidence: 'x' }, { code: 'missing', labels: ['凭证'] }],
  ] as const)('is not overruled by %s', (_, who, changes, refused) => {
    expect(refusal(tries(who, denied, overrule(changes)))).toEqual(refused)
  })

  test('a director who entered progress does not overrule', () => {
    const handled: Issue = { ...denied, handlers: [ids.director], evidence: [evidence()] }
    expect(refusal(tries('director', handled, overrule()))).toEqual({ code: 'barred', why: 'progress' })
  })
})
