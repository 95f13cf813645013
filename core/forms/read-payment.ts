import type { ProgressAct } from '../command.ts'
import type { FieldReader } from './read-field.ts'

/** Nothing where none of the fields was filled in: then the total speaks for itself. */
export function paymentOf(read: FieldReader): Pick<ProgressAct, 'payment'> {
  const [amount, on] = [read.money('paid'), read.day('paidOn')]
  const [voucher, vouches] = [read.text('voucher') || null, read.text('vouches') || null]
  const said = [amount, on, voucher, vouches].some((value) => value !== null)
  return said ? { payment: { amount, on, voucher, vouches: vouches === null ? null : Number(vouches) } } : {}
}
