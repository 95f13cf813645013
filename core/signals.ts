import { actsFor, readsAll, type Person } from './actor.ts'
import { dayOf, type Day } from './calendar/day.ts'
import { unvouched, waitingForVoucher } from './issue/instalment.ts'
import { openStatuses, type Evidence, type Issue, type Serial } from './issue.ts'
import type { Fen } from './money.ts'
import { keyOf, lengthOf } from './text.ts'

/**
 * Signs that an issue may be mended on paper only. They are shown to whoever verifies and to the office, each says what
 * was seen, and nothing follows from one: the bot never accuses by itself (domain: rule 5).
 */
export type Signal =
  /** 佐证 `no` has the bytes of a file of these other issues. */
  | { readonly kind: 'same-file'; readonly no: number; readonly others: readonly Serial[] }
  /** A progress entered on that day has the words of one of these. */
  | { readonly kind: 'same-text'; readonly on: Day; readonly others: readonly Serial[] }
  /** The photograph says it was taken before the issue was reported. */
  | { readonly kind: 'taken-before'; readonly no: number; readonly takenOn: Day; readonly reportedOn: Day }
  /** All the unit has applied for, it has on the last day. */
  | { readonly kind: 'last-day'; readonly count: number }
  /** Applied for as paid although nothing is entered as paid. */
  | { readonly kind: 'nothing-paid'; readonly owed: Fen }
  /** Payments, by their numbers, that nothing proves. */
  | { readonly kind: 'unvouched'; readonly numbers: readonly number[]; readonly amount: Fen; readonly settled: Fen }

type Other = Pick<Issue, 'serial' | 'status' | 'evidence'>

export type SignalFacts = {
  /** Other issues with the bytes of a file of this one. */
  readonly files: readonly { readonly id: Evidence['id']; readonly others: readonly Other[] }[]
  /** Other issues with the words of a progress of this one, and the day it was entered. */
  readonly texts: readonly { readonly on: Day; readonly others: readonly Other[] }[]
  /** Issues of the same matter: linked, merged, and what is linked to those. */
  readonly matter: readonly Serial[]
  /** Applications of the unit in this campaign that wait or led to 销号, this one among them. */
  readonly applications: readonly { readonly on: Day; readonly deadline: Day | null }[]
}

/** How many of a kind are told: more of the same say nothing new. */
const MOST = 5
/** Fewer applications on the last day are no habit. */
const HABIT = 3
/** Shorter texts are alike by themselves: `已拨付`. */
const SHORTEST = 15

/** Office staff, auditors and the named verifier; never whoever acts for the unit, whatever else they are. */
export function readsSignals(issue: Issue, person: Person): boolean {
  return (readsAll(person) || issue.delegate === person.id) && !actsFor(person, issue.unit)
}

/** By which the texts of two issues are told to be the same; null where one is too short to tell. */
export function textKey(text: string): string | null {
  const key = keyOf(text)
  return lengthOf(key) < SHORTEST ? null : key
}

/** What there is to be seen in an issue, on the ledger still or struck off. */
export function signalsOf(issue: Issue, facts: SignalFacts): Signal[] {
  if (!isOnLedger(issue)) return []
  return [
    ...sameFiles(issue, facts),
    ...sameTexts(facts),
    ...takenBefore(issue),
    ...vouchers(issue),
    ...lastDay(issue, facts),
  ]
}

/** What was put aside was not mended: what it was proven by proves nothing twice. */
function isOnLedger({ status }: Pick<Issue, 'status'>): boolean {
  return openStatuses.includes(status) || status === 'closed'
}

function strangers(others: readonly Other[], { matter }: SignalFacts): Other[] {
  return others.filter((other) => isOnLedger(other) && !matter.includes(other.serial))
}

/** A file that came over by 合并办理 keeps its id: it was given once, and stays when the merging is taken back. */
function sameFiles({ evidence }: Issue, facts: SignalFacts): Signal[] {
  const found = facts.files.flatMap(({ id, others }): Signal[] => {
    const used = strangers(others, facts).filter((other) => !other.evidence.some((file) => file.id === id))
    const no = evidence.findIndex((file) => file.id === id) + 1
    return used.length === 0 ? [] : [{ kind: 'same-file', no, others: used.map(({ serial }) => serial) }]
  })
  return found.slice(0, MOST)
}

function sameTexts(facts: SignalFacts): Signal[] {
  const found = facts.texts.flatMap(({ on, others }): Signal[] => {
    const copied = strangers(others, facts)
    return copied.length === 0 ? [] : [{ kind: 'same-text', on, others: copied.map(({ serial }) => serial) }]
  })
  return found.slice(0, MOST)
}

/** What shows the state an issue was reported in is older than the report by its nature. */
function takenBefore({ evidence, reportedAt }: Issue): Signal[] {
  const reportedOn = dayOf(reportedAt)
  const found = evidence.flatMap(({ purpose, takenOn }, index): Signal[] => {
    const old = purpose !== 'report' && takenOn !== undefined && takenOn < reportedOn
    return old ? [{ kind: 'taken-before', no: index + 1, takenOn, reportedOn }] : []
  })
  return found.slice(0, MOST)
}

/** Of money only, and only once 销号 is applied for: until then a voucher may still come. */
function vouchers(issue: Issue): Signal[] {
  const owed = issue.confirmed ?? issue.involved ?? 0
  if (issue.submittedOn === null || owed === 0) return []
  if (issue.settled === 0) return [{ kind: 'nothing-paid', owed }]
  const amount = unvouched(issue)
  if (amount === 0) return []
  return [{ kind: 'unvouched', numbers: waitingForVoucher(issue), amount, settled: issue.settled }]
}

function lastDay({ submittedOn }: Issue, { applications }: SignalFacts): Signal[] {
  const all = applications.every(({ on, deadline }) => on === deadline)
  if (submittedOn === null || !all || applications.length < HABIT) return []
  return [{ kind: 'last-day', count: applications.length }]
}
