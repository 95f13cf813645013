import { describe, expect, test } from 'vitest'
import {
  afterCorrection,
  afterProgress,
  owedOf,
  remainderOf,
  sumOf,
  takenOver,
  unvouched,
  vouchersIn,
  waitingForVoucher,
  type Instalment,
} from '../../../core/issue/instalment.ts'
import { ids, issueIn } from '../../support/facts.ts'
import { day, evidence, start } from '../../support/samples.ts'

const paid = (amount: number, changes: Partial<Instalment> = {}): Instalment => ({
  ...{ kind: 'paid', on: day('2022-11-20'), amount, voucher: null, reason: null, by: ids.contact, at: start },
  ...changes,
})
const issue = { ...issueIn('rectifying'), settled: 100, instalments: [paid(60, { voucher: 'e1' }), paid(40)] }
const said = { type: 'progressed', text: '已拨付', percent: null, settled: null, done: [] } as const
const by = { seq: 9, at: start, by: ids.responsible }

describe('the account of an issue', () => {
  test('grows by what a progress adds, of the day and with the proof it names', () => {
    const event = { ...said, settled: 130, paid: { on: day('2022-11-30'), amount: 30, voucher: 'e2' } }
    expect(afterProgress(issue, event, { ...by, event }).at(-1)).toEqual(
      paid(30, { on: day('2022-11-30'), voucher: 'e2', by: ids.responsible }),
    )
  })

  test('of an event from before payments had dates has the day of the event, and no proof', () => {
    const event = { ...said, settled: 130 }
    expect(afterProgress(issue, event, { ...by, event }).at(-1)).toEqual(
      paid(30, { on: day('2022-12-01'), by: ids.responsible }),
    )
  })

  test('stays where nothing was paid', () => {
    for (const settled of [null, 100]) {
      const event = { ...said, settled }
      expect(afterProgress(issue, event, { ...by, event })).toBe(issue.instalments)
    }
  })

  test('gets a voucher that comes later for the payment it names, and for no other', () => {
    const event = { ...said, vouched: { no: 2, voucher: 'e9' } }
    expect(afterProgress(issue, event, { ...by, event }).map(({ voucher }) => voucher)).toEqual(['e1', 'e9'])
    const both = { ...event, settled: 130 }
    expect(afterProgress(issue, both, { ...by, event: both }).map(({ voucher }) => voucher)).toEqual(['e1', 'e9', null])
  })

  test('is brought to the right total by a correction, also a smaller one', () => {
    const event = { type: 'corrected', before: { settled: 100 }, after: { settled: 70 }, reason: '多记了' } as const
    expect(afterCorrection(issue, event, { ...by, event }).at(-1)).toEqual(
      paid(-30, { kind: 'corrected', on: day('2022-12-01'), reason: '多记了', by: ids.responsible }),
    )
    const other = { ...event, after: { title: '改名' } }
    expect(afterCorrection(issue, other, { ...by, event: other })).toBe(issue.instalments)
  })

  test('begins with what a sheet says was paid, without a day', () => {
    expect(takenOver(50, { at: start, by: null })).toEqual([paid(50, { kind: 'taken', on: null, by: null })])
    expect(takenOver(0, { at: start, by: null })).toEqual([])
  })

  test('says what nothing proves; a correction takes from that first', () => {
    expect([unvouched(issue), unvouched({ ...issue, settled: 70 }), unvouched({ ...issue, settled: 50 })]).toEqual([
      40, 10, 0,
    ])
    expect(sumOf(issue.instalments)).toBe(100)
  })

  test('says which payments wait for a proof: no correction that takes away does', () => {
    expect(waitingForVoucher({ instalments: [...issue.instalments, paid(-10), paid(0), paid(5)] })).toEqual([2, 5])
  })

  test('says what is left: of what the office confirmed, else of what is involved, never less than nothing', () => {
    const left = (confirmed: number | null, involved: number | null) => [
      owedOf({ confirmed, involved }),
      remainderOf({ confirmed, involved, settled: 100 }),
    ]
    expect([left(150, 300), left(null, 300), left(80, 300), left(null, null)]).toEqual([
      [150, 50],
      [300, 200],
      [80, 0],
      [null, null],
    ])
  })

  test('is proven by the unit’s own files, by no photograph of whoever verified', () => {
    const files = [
      evidence(),
      evidence({ id: 'e2', purpose: 'verification' }),
      evidence({ id: 'e3', purpose: 'report' }),
    ]
    expect(vouchersIn({ evidence: files }).map(({ id }) => id)).toEqual(['e1', 'e3'])
  })
})
