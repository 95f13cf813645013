import { describe, expect, test } from 'vitest'
import type { Issue } from '../../../core/issue.ts'
import { acts, does, ids, issueIn, refusal, tries } from '../../support/facts.ts'
import { day, evidence, verification } from '../../support/samples.ts'

const waiting = issueIn('verifying')
const close = (changes = {}) => ({ type: 'close', verification: verification(changes) }) as const
const sendBack = (changes = {}) => ({ ...acts.sendBack, ...changes })

describe('核查销号', () => {
  test('strikes the issue off with who looked, when and how', () => {
    expect(does('second', waiting, close())).toMatchObject({
      status: 'closed',
      closed: { on: '2022-12-01', by: ids.second, inTime: true },
      verifications: [verification()],
      reason: null,
    })
  })

  test.each([
    ['a method the campaign does not know', { method: '电话' }, { code: 'missing', labels: ['核查方式'] }],
    ['a look on the spot without the spot', { place: ' ' }, { code: 'missing', labels: ['核查地点'] }],
    ['nobody', { inspectors: ['', ' '] }, { code: 'missing', labels: ['核查人员'] }],
    ['no finding', { finding: '' }, { code: 'missing', labels: ['核查情况'] }],
    ['one where two are wanted', { inspectors: ['王强'] }, { code: 'invalid', label: '核查人员' }],
    ['one name written twice', { inspectors: ['王强', ' 王强'] }, { code: 'invalid', label: '核查人员' }],
    ["one of the unit's own people", { inspectors: ['王强', '责任单位的人'] }, { code: 'invalid', label: '核查人员' }],
    ['a photograph of the unit’s own', { photographs: ['e1'] }, { code: 'invalid', label: '照片和文件' }],
    ['a look tomorrow', { on: day('2022-12-02') }, { code: 'invalid', label: '核查日期' }],
    ['a look before anything was reported', { on: day('2021-12-01') }, { code: 'invalid', label: '核查日期' }],
  ])('refuses %s', (_, changes, refused) => {
    expect(refusal(tries('second', waiting, close(changes)))).toMatchObject(refused)
    expect(refusal(tries('second', waiting, sendBack({ verification: verification(changes) })))).toMatchObject(refused)
  })

  test('everything missing is named at once', () => {
    const nothing = { method: '', inspectors: [], finding: '' }
    expect(refusal(tries('second', waiting, close(nothing)))).toEqual({
      code: 'missing',
      labels: ['核查方式', '核查人员', '核查情况'],
    })
  })

  test('shows the photographs of whoever looked, and only those', () => {
    const photograph = evidence({ id: 'seen', sha256: 'b'.repeat(64), by: ids.second })
    const seen = does('second', waiting, { type: 'attach', evidence: photograph })
    expect(does('second', seen, close({ photographs: ['seen'] })).verifications).toMatchObject([
      { photographs: ['seen'] },
    ])
    const refused = { code: 'invalid', label: '照片和文件' }
    expect(refusal(tries('second', seen, close({ photographs: ['seen', 'e1'] })))).toMatchObject(refused)
    expect(refusal(tries('second', seen, close({ photographs: ['of-nobody'] })))).toMatchObject(refused)
  })

  test('on paper or by call no place is needed', () => {
    expect(refusal(tries('second', waiting, close({ method: '书面', place: null })))).toBe(null)
  })

  test('is refused while money is left to pay after a correction', () => {
    const less = does('officer', waiting, { type: 'correct', changed: { settled: 100_000_000 }, reason: '凭证重复' })
    expect(refusal(tries('second', less, close()))).toEqual({ code: 'not-settled', remainder: 200_000_000 })
    expect(refusal(tries('second', less, sendBack()))).toBe(null)
  })
})

describe('退回整改', () => {
  test('says what is missing and sets a new deadline beside the first one', () => {
    expect(does('second', waiting, sendBack())).toMatchObject({
      status: 'rectifying',
      reason: '缺付款凭证',
      deadline: '2023-04-30',
      firstDeadline: '2023-03-31',
      submittedOn: null,
      verifications: [verification()],
      closed: null,
    })
  })

  test.each([
    ['no reason', { reason: ' ' }, { code: 'missing', labels: ['退回原因'] }],
    ['a deadline gone by', { deadline: day('2022-11-30') }, { code: 'day-past', label: '完成时限' }],
    ['a deadline beyond the campaign', { deadline: day('2023-06-01') }, { code: 'after-latest', why: 'rectify-by' }],
  ])('refuses %s', (_, changes, refused) => {
    expect(refusal(tries('second', waiting, sendBack(changes)))).toMatchObject(refused)
  })

  test('beyond the campaign’s last day is the director’s', () => {
    expect(does('director', waiting, sendBack({ deadline: day('2023-06-30') })).deadline).toBe('2023-06-30')
  })

  test('keeps what was done; waivers are asked for again', () => {
    const measures = [
      { no: 1, text: '核对', due: day('2022-12-31'), state: 'done' },
      { no: 2, text: '拨付', due: day('2023-03-15'), state: 'waived' },
    ] as const
    const issue: Issue = { ...waiting, plan: waiting.plan && { ...waiting.plan, measures } }
    const back = does('second', issue, sendBack())
    expect(back.plan?.measures.map(({ state }) => state)).toEqual(['done', 'open'])
    expect(back.evidence).toEqual(waiting.evidence)
    expect(back.handlers).toEqual(waiting.handlers)
  })

  test('the issue can be worked on, submitted and looked at again by the same verifier', () => {
    const again = does('contact', does('second', waiting, sendBack()), acts.submit)
    expect(does('second', again, close())).toMatchObject({ status: 'closed', verifications: [{}, {}] })
  })
})

describe('委托核查', () => {
  const orphan: Issue = { ...waiting, handlers: [ids.responsible, ids.officer, ids.second, ids.director] }
  const name = (person: number, reason = '经办人都录过进展') => ({ type: 'name-verifier', person, reason }) as const

  test('names somebody of another unit for this issue, who then strikes it off', () => {
    const named = does('director', orphan, name(ids.outsider))
    expect(named).toMatchObject({ delegate: ids.outsider, status: 'verifying' })
    expect(does('outsider', named, close())).toMatchObject({ status: 'closed', closed: { by: ids.outsider } })
  })

  test.each([
    ['somebody of the unit', ids.contact],
    ['an officer who entered progress', ids.officer],
    ['the director themselves', ids.director],
    ['an auditor', ids.auditor],
    ['an administrator', ids.administrator],
    ['a leader', ids.leaderOfAll],
    ['somebody without a post', ids.nobody],
    ['a number nobody has', 999],
  ])('refuses %s', (_, person) => {
    expect(refusal(tries('director', orphan, name(person)))).toEqual({ code: 'unfit-verifier' })
  })

  test('gives its reason', () => {
    expect(refusal(tries('director', orphan, name(ids.outsider, ' ')))).toEqual({
      code: 'missing',
      labels: ['委托理由'],
    })
  })

  test('somebody else may be named later, the same one need not', () => {
    const named = does('director', orphan, name(ids.outsider))
    expect(refusal(tries('director', named, name(ids.outsider)))).toEqual({ code: 'nothing-changed' })
    expect(does('director', named, name(ids.strangerFirst)).delegate).toBe(ids.strangerFirst)
  })

  test('serves the next round too, after it was sent back', () => {
    const back = does('outsider', does('director', orphan, name(ids.outsider)), sendBack())
    const again = does('contact', back, acts.submit)
    expect(does('outsider', again, close()).status).toBe('closed')
  })
})
