import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PaymentEntry } from '../../../core/command.ts'
import { apply } from '../../../core/apply.ts'
import { addDays } from '../../../core/calendar/day.ts'
import { sumOf, unvouched, waitingForVoucher } from '../../../core/issue/instalment.ts'
import type { Issue } from '../../../core/issue.ts'
import { does, ids, issueIn, refusal, tries } from '../../support/facts.ts'
import { day, evidence, start } from '../../support/samples.ts'

const today = day('2022-12-01')
const proof = evidence({ id: 'voucher', by: ids.responsible })
const issue = does('responsible', issueIn('rectifying'), { type: 'attach', evidence: proof })
const said = { type: 'progress', text: '已拨付', percent: null, settled: null, done: [] } as const
const paying = (entry: Partial<PaymentEntry>, settled: number | null = null) =>
  ({ ...said, settled, payment: { amount: null, on: null, voucher: null, vouches: null, ...entry } }) as const

describe('兑现, by instalment', () => {
  test('is kept with its day, its amount and what proves it; the total follows', () => {
    const first = does('responsible', issue, paying({ amount: 100_000_000, on: day('2022-11-20'), voucher: 'voucher' }))
    const second = does('contact', first, paying({ amount: 50_000_000 }))
    expect(second.settled).toBe(150_000_000)
    expect(second.instalments).toMatchObject([
      { kind: 'paid', on: '2022-11-20', amount: 100_000_000, voucher: 'voucher', by: ids.responsible },
      { kind: 'paid', on: today, amount: 50_000_000, voucher: null, by: ids.contact },
    ])
  })

  test('the total alone says it as well: what it adds is the instalment', () => {
    const first = does('responsible', issue, { ...said, settled: 100_000_000 })
    const second = does('responsible', first, paying({ on: day('2022-11-30') }, 130_000_000))
    expect(second.instalments.map(({ on, amount }) => [on, amount])).toEqual([
      [today, 100_000_000],
      ['2022-11-30', 30_000_000],
    ])
  })

  test('both may be given where they agree; where they don’t, it asks which one is wrong', () => {
    const first = does('responsible', issue, paying({ amount: 100_000_000 }))
    expect(does('responsible', first, paying({ amount: 5 }, 100_000_005)).settled).toBe(100_000_005)
    expect(refusal(tries('responsible', first, paying({ amount: 5 }, 100_000_004)))).toEqual({
      code: 'amounts-differ',
      before: 100_000_000,
      amount: 5,
      settled: 100_000_004,
    })
  })

  test('two people who enter an instalment each lose none', () => {
    const first = does('contact', issue, paying({ amount: 1 }))
    expect(does('responsible', first, paying({ amount: 2 }), { seen: 1 }).settled).toBe(3)
  })

  test.each([
    ['nothing', { amount: 0 }, { code: 'invalid', label: '本次兑现金额（万元）' }],
    ['less than nothing', { amount: -1 }, { code: 'invalid', label: '本次兑现金额（万元）' }],
    ['more than is owed', { amount: 300_000_001 }, { code: 'settled-exceeds' }],
    ['a day to come', { amount: 1, on: addDays(today, 1) }, { code: 'invalid', label: '兑现日期' }],
    ['a day before it happened', { amount: 1, on: day('2021-02-28') }, { code: 'invalid', label: '兑现日期' }],
    ['a voucher that is no file of this issue', { amount: 1, voucher: 'no' }, { code: 'invalid', label: '兑现凭证' }],
    ['a day without an amount', { on: today }, { code: 'missing', labels: ['本次兑现金额（万元）'] }],
    ['a voucher without an amount', { voucher: 'voucher' }, { code: 'missing', labels: ['本次兑现金额（万元）'] }],
  ])('refuses %s', (_, entry, refused) => {
    expect(refusal(tries('responsible', issue, paying(entry)))).toMatchObject(refused)
  })

  test('a verifier’s own photograph proves no payment', () => {
    const looked: Issue = { ...issue, evidence: [{ ...proof, purpose: 'verification' }] }
    expect(refusal(tries('responsible', looked, paying({ amount: 1, voucher: 'voucher' })))).toMatchObject({
      label: '兑现凭证',
    })
  })

  test('a voucher that comes later is named for the payment that waits; of several one says which', () => {
    const one = does('responsible', issue, paying({ amount: 7 }))
    expect(does('responsible', one, paying({ voucher: 'voucher' })).instalments).toMatchObject([{ voucher: 'voucher' }])
    const two = does('responsible', one, paying({ amount: 8 }))
    expect(waitingForVoucher(two)).toEqual([1, 2])
    expect(refusal(tries('responsible', two, paying({ voucher: 'voucher' })))).toEqual({
      code: 'missing',
      labels: ['补凭证的一笔'],
    })
    const proven = does('responsible', two, paying({ voucher: 'voucher', vouches: 2 }))
    expect(proven.instalments.map(({ voucher }) => voucher)).toEqual([null, 'voucher'])
    expect([unvouched(two), unvouched(proven)]).toEqual([15, 7])
    expect(refusal(tries('responsible', proven, paying({ voucher: 'voucher', vouches: 2 })))).toMatchObject({
      label: '补凭证的一笔',
    })
    expect(refusal(tries('responsible', proven, paying({ vouches: 1 })))).toEqual({
      code: 'missing',
      labels: ['兑现凭证'],
    })
    expect(refusal(tries('responsible', proven, paying({ amount: 1, voucher: 'voucher', vouches: 1 })))).toMatchObject({
      label: '补凭证的一笔',
    })
  })

  test('更正 is an entry of its own with its reason; what it takes away is what nothing proves', () => {
    const both = does(
      'responsible',
      does('responsible', issue, paying({ amount: 100, voucher: 'voucher' })),
      paying({ amount: 50 }),
    )
    const mended = does('officer', both, { type: 'correct', changed: { settled: 120 }, reason: '退回 30 分' })
    expect(mended.instalments.at(-1)).toMatchObject({ kind: 'corrected', amount: -30, reason: '退回 30 分' })
    expect([unvouched(both), unvouched(mended)]).toEqual([50, 20])
    const retitled = does('officer', mended, { type: 'correct', changed: { title: '别的' }, reason: '笔误' })
    expect(retitled.instalments).toBe(mended.instalments)
  })

  test('an event from before payments had dates is one instalment of its day without a voucher', () => {
    const event = { type: 'progressed', text: '…', percent: null, settled: 9, done: [] } as const
    const old = apply(issue, { seq: issue.version + 1, at: start, by: ids.contact, event })
    expect(old.instalments).toEqual([
      { kind: 'paid', on: today, amount: 9, voucher: null, reason: null, by: ids.contact, at: start },
    ])
  })

  test('whatever is paid and mended, the instalments add up to what is settled, beyond 2³¹ as well', () => {
    const amount = fc.integer({ min: 1, max: 40_000_000_000 })
    const move = fc.record({ how: fc.constantFrom('paid', 'total', 'corrected'), amount, vouched: fc.boolean() })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        let so: Issue = { ...issue, confirmed: null }
        for (const { how, amount, vouched } of moves) {
          const voucher = vouched ? 'voucher' : null
          so =
            how === 'paid'
              ? does('responsible', so, paying({ amount, voucher }))
              : how === 'total'
                ? does('responsible', so, { ...said, settled: so.settled + amount })
                : does('officer', so, {
                    type: 'correct',
                    changed: { settled: amount === so.settled ? 0 : amount },
                    reason: '核对',
                  })
          expect(sumOf(so.instalments)).toBe(so.settled)
          expect(Number.isSafeInteger(so.settled)).toBe(true)
          expect(unvouched(so)).toBeLessThanOrEqual(so.settled)
        }
      }),
      { numRuns: 60 },
    )
  })
})
