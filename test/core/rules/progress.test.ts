import { describe, expect, test } from 'vitest'
import type { Issue } from '../../../core/issue.ts'
import { leftToDo } from '../../../core/rules/progress.ts'
import { acts, does, ids, issueIn, refusal, system, tries } from '../../support/facts.ts'
import { evidence } from '../../support/samples.ts'

const issue = issueIn('rectifying')
const said = (changes: object) =>
  ({ type: 'progress', text: '已上会', percent: null, settled: null, done: [], ...changes }) as const
const paid = (settled: number) => said({ settled })
const submit = (changes: object = {}) => ({ ...acts.submit, ...changes })

describe('更新进展', () => {
  test('is kept as the latest word; its writer is a handler from then on', () => {
    const after = does('contact', issue, said({ percent: 40 }))
    expect(after).toMatchObject({ latest: { text: '已上会', percent: 40 }, handlers: [ids.contact], settled: 0 })
    expect(does('contact', after, said({})).handlers).toEqual([ids.contact])
  })

  test('an officer who enters it for the unit is a handler as well', () => {
    expect(does('officer', issue, said({})).handlers).toEqual([ids.officer])
  })

  test('a measure done is marked, and only that one', () => {
    const after = does('responsible', issue, said({ done: [2] }))
    expect(after.plan?.measures.map(({ state }) => state)).toEqual(['open', 'done'])
  })

  test.each([
    ['nothing at all', { text: ' ' }, { code: 'missing', labels: ['进展情况'] }],
    ['a measure there is not', { done: [3] }, { code: 'no-such-measure', number: 3 }],
    ['more than all', { percent: 101 }, { code: 'invalid', label: '完成比例（%）' }],
    ['less than nothing', { percent: -1 }, { code: 'invalid', label: '完成比例（%）' }],
    ['no number', { percent: Number.NaN }, { code: 'invalid', label: '完成比例（%）' }],
    ['more than is owed', { settled: 300_000_001 }, { code: 'settled-exceeds', confirmed: 300_000_000 }],
  ])('refuses %s', (_, changes, refused) => {
    expect(refusal(tries('responsible', issue, said(changes)))).toMatchObject(refused)
  })

  test('money only grows', () => {
    const half = does('responsible', issue, paid(150_000_000))
    expect(refusal(tries('responsible', half, paid(149_999_999)))).toEqual({
      code: 'settled-shrinks',
      settled: 150_000_000,
    })
    expect(does('responsible', half, paid(150_000_000)).settled).toBe(150_000_000)
    expect(does('responsible', half, said({})).settled).toBe(150_000_000)
  })

  test('where the office holds no amount, any sum may be reported', () => {
    expect(does('responsible', { ...issue, confirmed: null }, paid(5)).settled).toBe(5)
  })

  test('never conflicts with what others did meanwhile', () => {
    expect(refusal(tries('contact', issue, said({}), { seen: 1 }))).toBe(null)
  })
})

describe('佐证材料', () => {
  test('arrives through the system and keeps who sent it', () => {
    const after = does(system, issue, { type: 'attach', evidence: evidence({ by: ids.contact }) })
    expect(after.evidence.map(({ by }) => by)).toEqual([ids.contact])
    expect(after.handlers).toEqual([])
  })

  test.each([
    ['the unit, with its own report', 'reported', 'contact', 'report'],
    ['the unit, later', 'rectifying', 'contact', 'progress'],
    ['the unit, while the office looks', 'verifying', 'first', 'progress'],
    ['an officer who looks', 'verifying', 'second', 'verification'],
    ['an officer, on the way', 'rectifying', 'officer', 'verification'],
  ] as const)('from %s', (_, status, who, purpose) => {
    const file = evidence({ by: ids[who], sha256: 'f'.repeat(64) })
    expect(does(system, issueIn(status), { type: 'attach', evidence: file }).evidence.at(-1)?.purpose).toBe(purpose)
  })

  test('an officer who has entered progress for the unit proves for it too, and verifies no more', () => {
    const told = does('officer', issue, said({}))
    const after = does('officer', told, { type: 'attach', evidence: evidence({ by: ids.officer }) })
    expect(after.evidence.map(({ purpose }) => purpose)).toEqual(['progress'])
  })

  test('the same bytes count once', () => {
    const after = does('contact', issue, acts.proof)
    const again = { type: 'attach', evidence: evidence({ id: 'e2', name: '另一个名字.jpg' }) } as const
    expect(refusal(tries('contact', after, again))).toEqual({ code: 'nothing-changed' })
  })
})

describe('申请销号', () => {
  const proven = does('responsible', does('responsible', issue, acts.proof), acts.paid)

  test('stops the clock on its day; whoever submits is a handler', () => {
    const after = does('contact', proven, submit())
    expect(after).toMatchObject({ status: 'verifying', submittedOn: '2022-12-01' })
    expect(after.handlers).toEqual([ids.responsible, ids.contact])
  })

  test('needs every measure done or waived', () => {
    const open = does('responsible', does('responsible', issue, acts.proof), paid(300_000_000))
    expect(refusal(tries('responsible', open, submit()))).toEqual({ code: 'measures-open', numbers: [1, 2] })
    expect(refusal(tries('responsible', open, submit({ waived: [1] })))).toEqual({
      code: 'measures-open',
      numbers: [2],
    })
    expect(refusal(tries('responsible', open, submit({ waived: [1, 2], waiver: ' ' })))).toEqual({
      code: 'missing',
      labels: ['不再实施的理由'],
    })
    expect(refusal(tries('responsible', open, submit({ waived: [1, 7] })))).toEqual({
      code: 'no-such-measure',
      number: 7,
    })
    const after = does('responsible', open, submit({ waived: [1, 2], waiver: '企业已放弃' }))
    expect(after.plan?.measures.map(({ state }) => state)).toEqual(['waived', 'waived'])
  })

  test('what it still waits for is told beforehand, and nothing else refuses it once that is there', () => {
    const { plan } = proven
    const open = { ...proven, evidence: [], settled: 0, plan: plan && { ...plan, measures: plan.measures.slice(0, 1) } }
    expect(leftToDo(open)).toEqual({ measures: [], owed: 300_000_000, unproven: true })
    expect(leftToDo(issue)).toMatchObject({ measures: [1, 2] })
    expect(leftToDo(proven)).toEqual({ measures: [], owed: 0, unproven: false })
    expect(does('responsible', proven, submit())).toMatchObject({ status: 'verifying' })
  })

  test('a measure that is done stays done, whatever is waived', () => {
    const after = does('responsible', proven, submit({ waived: [1], waiver: '不用了' }))
    expect(after.plan?.measures.map(({ state }) => state)).toEqual(['done', 'done'])
  })

  test.each([
    ['without evidence', { evidence: [] }, {}, { code: 'no-evidence' }],
    [
      'with only what the office brought from its own look',
      { evidence: [evidence({ purpose: 'verification' })] },
      {},
      { code: 'no-evidence' },
    ],
    [
      'with only what came with a lead',
      { selfChecked: false, evidence: [evidence({ purpose: 'report' })] },
      {},
      { code: 'no-evidence' },
    ],
    ['while a file is still downloading', {}, { pendingFiles: 2 }, { code: 'evidence-pending', count: 2 }],
    ['with something left to pay', { settled: 299_999_999 }, {}, { code: 'not-settled', remainder: 1 }],
  ] as const)('is refused %s', (_, changes: Partial<Issue>, around, refused) => {
    expect(refusal(tries('responsible', { ...proven, ...changes }, submit(), around))).toEqual(refused)
  })

  test('an issue that is not about money needs no payment', () => {
    expect(refusal(tries('responsible', { ...proven, confirmed: null, settled: 0 }, submit()))).toBe(null)
  })
})

describe('撤回申请', () => {
  test('takes the application back, its waivers too', () => {
    const proven = does('responsible', does('responsible', issue, acts.proof), paid(300_000_000))
    const waiting = does('responsible', proven, submit({ waived: [1, 2], waiver: '企业已放弃' }))
    const back = does('first', waiting, { type: 'unsubmit', reason: null })
    expect(back).toMatchObject({ status: 'rectifying', submittedOn: null })
    expect(back.plan?.measures.map(({ state }) => state)).toEqual(['open', 'open'])
    expect(refusal(tries('first', back, submit()))).toEqual({ code: 'measures-open', numbers: [1, 2] })
  })
})
