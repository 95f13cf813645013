import type { PersonId } from '../actor.ts'
import { dayOf, type Day } from '../calendar/day.ts'
import type { EventOf as Of } from '../event.ts'
import type { Evidence, Happened, Issue } from '../issue.ts'
import type { Fen } from '../money.ts'

/**
 * One payment of an issue, or what mended the account of one. The amounts of all of them add up to `settled`.
 * Numbered by their place from 1, which never changes.
 */
export type Instalment = {
  /** paid: entered with the progress; corrected: 更正, may be less than nothing; taken: stood in a sheet taken on. */
  readonly kind: 'paid' | 'corrected' | 'taken'
  /** 兑现日期; null where a sheet didn't say. */
  readonly on: Day | null
  /** In fen, never 0. */
  readonly amount: Fen
  /** The evidence that proves it (凭证), by its id; null = 未附凭证. */
  readonly voucher: Evidence['id'] | null
  /** Why the account was corrected. */
  readonly reason: string | null
  readonly by: PersonId | null
  readonly at: number
}

/**
 * What a progress did to the account: a voucher that came later, and a payment. Events from before payments had dates
 * name a total only: what it adds is one payment of that day, without a voucher.
 */
export function afterProgress(issue: Issue, event: Of<'progressed'>, { at, by }: Happened): readonly Instalment[] {
  const vouched = event.vouched ? withVoucher(issue.instalments, event.vouched) : issue.instalments
  const amount = (event.settled ?? issue.settled) - issue.settled
  if (amount === 0) return vouched
  const { on, voucher } = event.paid ?? { on: dayOf(at), voucher: null }
  return [...vouched, { kind: 'paid', on, amount, voucher, reason: null, by, at }]
}

function withVoucher(all: readonly Instalment[], { no, voucher }: { no: number; voucher: string }): Instalment[] {
  return all.map((one, index) => (index + 1 === no ? { ...one, voucher } : one))
}

/** 更正: the entry that brings the account to the total that is right. */
export function afterCorrection(issue: Issue, event: Of<'corrected'>, { at, by }: Happened): readonly Instalment[] {
  const amount = (event.after.settled ?? issue.settled) - issue.settled
  if (amount === 0) return issue.instalments
  const entry = { kind: 'corrected', on: dayOf(at), amount, voucher: null, reason: event.reason, by, at } as const
  return [...issue.instalments, entry]
}

/** What had been paid when the ledger was taken on: when, and by what it is proven, no sheet says. */
export function takenOver(settled: Fen, { at, by }: Pick<Happened, 'at' | 'by'>): readonly Instalment[] {
  return settled === 0 ? [] : [{ kind: 'taken', on: null, amount: settled, voucher: null, reason: null, by, at }]
}

/** The sum of the account. */
export function sumOf(instalments: readonly Instalment[]): Fen {
  return instalments.reduce((sum, { amount }) => sum + amount, 0)
}

/** 未附凭证: how much of what was paid nothing proves. A correction takes from what is not proven first. */
export function unvouched({ settled, instalments }: Pick<Issue, 'settled' | 'instalments'>): Fen {
  return Math.max(0, settled - sumOf(instalments.filter(({ voucher }) => voucher !== null)))
}

/** What is to be paid in all: what the office confirmed, else what is involved; null where it isn't about money. */
export function owedOf({ confirmed, involved }: Pick<Issue, 'confirmed' | 'involved'>): Fen | null {
  return confirmed ?? involved
}

/** 未兑现: what is left of that, never less than nothing; null where it isn't about money. */
export function remainderOf(issue: Pick<Issue, 'confirmed' | 'involved' | 'settled'>): Fen | null {
  const owed = owedOf(issue)
  return owed === null ? null : Math.max(0, owed - issue.settled)
}

/** Numbers of the payments that wait for a voucher. */
export function waitingForVoucher({ instalments }: Pick<Issue, 'instalments'>): number[] {
  return instalments.flatMap(({ voucher, amount }, index) => (voucher === null && amount > 0 ? [index + 1] : []))
}

/** Files that can prove a payment: the unit's own, never a verifier's photograph. */
export function vouchersIn({ evidence }: Pick<Issue, 'evidence'>): readonly Evidence[] {
  return evidence.filter(({ purpose }) => purpose !== 'verification')
}
