import { max } from 'drizzle-orm'
import type { Actor, Person, PersonId } from '../../core/actor.ts'
import { passingTo, rolesIn } from '../../core/handovers/handing.ts'
import {
  applyHandover,
  openItems,
  type Cause,
  type DropReason,
  type Handover,
  type HandoverEvent,
  type HandoverId,
} from '../../core/handovers/handover.ts'
import { handoverHearers } from '../../core/handovers/handover-notice.ts'
import {
  badCancel,
  badSigning,
  isHead,
  planHandover,
  type HandoverPlan,
  type HandoverRefusal,
} from '../../core/handovers/handover-rules.ts'
import type { IssueEvent } from '../../core/event.ts'
import type { Serial, UnitId } from '../../core/issue.ts'
import { lengthOf } from '../../core/text.ts'
import { only, type Db, type Tx } from '../database.ts'
import { officePeople } from '../desk.ts'
import { peopleAround } from '../facts.ts'
import { findIssue, note, passOn } from '../ledger.ts'
import { watchHandover } from '../nudges/watches.ts'
import { enqueue } from '../outbox.ts'
import { findPerson, postsOf } from '../people.ts'
import { handovers } from '../schema.ts'
import { findHandover, issuesNaming, reachOf } from './find.ts'

export type Act = { readonly actor: Actor; readonly now: number }

export type HandoverOutcome =
  | { readonly ok: true; readonly handover: Handover; readonly repeated: boolean }
  | { readonly ok: false; readonly refusal: HandoverRefusal }

export type Wanted = {
  readonly from: PersonId
  readonly to: PersonId
  readonly reason: string | null
  readonly cause?: Cause
  /** Only the work of this unit, which the leaver may have no post in any more; absent: of all. */
  readonly unit?: UnitId
}

/** What would pass, with nothing written. Refusals: see `planHandover`; a person nobody knows is `not-found`. */
export function previewHandover(
  db: Db,
  { from, to, unit }: Omit<Wanted, 'reason'>,
  actor: Actor,
): HandoverPlan | { ok: false; refusal: HandoverRefusal } {
  if (!findPerson(db, from) || !findPerson(db, to)) return { ok: false, refusal: { code: 'not-found' } }
  const issues = issuesNaming(db, from, unit === undefined ? [] : [unit])
  const person = (id: PersonId): Person => ({ id, posts: postsOf(db, id) })
  return planHandover({ actor, from: person(from), to: person(to), reach: reachOf(db, to), issues, unit: unit ?? null })
}

/**
 * 交接 begins: both answer for each thing from now on, until the successor signs for it. Where the same is under way
 * already nothing new happens.
 */
export function startHandover(tx: Tx, wanted: Wanted, act: Act): HandoverOutcome {
  const { from, to, reason, cause = 'asked' } = wanted
  const plan = previewHandover(tx, wanted, act.actor)
  if (!plan.ok) return again(tx, wanted, plan.refusal)
  const [first] = plan.items
  const id =
    (tx
      .select({ last: max(handovers.id) })
      .from(handovers)
      .get()?.last ?? 0) + 1
  const unit = wanted.unit ?? only(first, 'an item').issue.unit
  const campaign = only(first, 'an item').issue.campaign
  const items = plan.items.map(({ serial, roles }) => ({ serial, roles }))
  for (const { serial, roles } of items) passOn(tx, serial, { type: 'handed-over', handover: id, from, to, roles }, act)
  const event = { type: 'handover-started', from, to, unit, campaign, cause, reason, items } as const
  return { ok: true, handover: append(tx, { id, before: null, event }, act), repeated: false }
}

/** The same person has been named for it before. */
function again(tx: Tx, { from, to }: Wanted, refusal: HandoverRefusal): HandoverOutcome {
  if (refusal.code !== 'running' || refusal.to !== to) return { ok: false, refusal }
  const [named] = issuesNaming(tx, from).flatMap((issue) =>
    issue.handovers.filter((one) => one.from === from && one.to === to),
  )
  const handover = named && findHandover(tx, named.handover)
  return handover ? { ok: true, handover, repeated: true } : { ok: false, refusal }
}

type Signing = { readonly id: HandoverId; /** null: all that is open. */ readonly serials: readonly Serial[] | null }

/** 签收: from now on the successor alone answers for it. Signing again changes nothing. */
export function signHandover(tx: Tx, { id, serials }: Signing, act: Act): HandoverOutcome {
  const found = signable(tx, id, act)
  if (!found.ok) return found
  const { handover } = found
  const wanted = openItems(handover).filter(({ serial }) => serials === null || serials.includes(serial))
  if (wanted.length === 0) return nothingOpen(handover, serials)
  const successor = { id: handover.to, posts: postsOf(tx, handover.to) }
  const signed: Serial[] = []
  for (const { serial } of wanted) {
    const issue = only(findIssue(tx, serial), `issue ${serial}`)
    const roles = passingTo(issue, handover.from, successor)
    if (roles.length === 0) continue
    passOn(tx, serial, { type: 'handover-signed', ...parties(handover), roles }, act)
    signed.push(serial)
  }
  const after =
    signed.length === 0
      ? handover
      : append(tx, { id, before: handover, event: { type: 'items-signed', serials: signed } }, act)
  const rest = wanted.map(({ serial }) => serial).filter((serial) => !signed.includes(serial))
  return { ok: true, handover: dropItems(tx, after, rest, act), repeated: false }
}

function nothingOpen(handover: Handover, serials: readonly Serial[] | null): HandoverOutcome {
  const asked = handover.items.filter(({ serial }) => serials === null || serials.includes(serial))
  if (asked.some(({ state }) => state === 'signed')) return { ok: true, handover, repeated: true }
  return { ok: false, refusal: { code: 'over' } }
}

type Found = { readonly ok: true; readonly handover: Handover } | Extract<HandoverOutcome, { ok: false }>

function signable(tx: Tx, id: HandoverId, { actor }: Act): Found {
  const handover = findHandover(tx, id)
  if (!handover || actor.kind !== 'person') return { ok: false, refusal: { code: 'not-found' } }
  const refusal = badSigning(actor, handover)
  return refusal ? { ok: false, refusal } : { ok: true, handover }
}

type Returning = { readonly id: HandoverId; readonly serial: Serial; readonly reason: string }

/** 退回: the successor won't have it and says why. It stays the leaver's, and the first responsible person names another. */
export function returnItem(tx: Tx, { id, serial, reason }: Returning, act: Act): HandoverOutcome {
  const found = signable(tx, id, act)
  if (!found.ok) return found
  const { handover } = found
  const item = handover.items.find((one) => one.serial === serial)
  if (!item) return { ok: false, refusal: { code: 'not-found' } }
  if (item.state === 'returned') return { ok: true, handover, repeated: true }
  if (item.state !== 'open') return { ok: false, refusal: { code: 'over' } }
  if (lengthOf(reason) === 0) return { ok: false, refusal: { code: 'no-reason' } }
  passOn(tx, serial, { type: 'handover-ended', ...parties(handover), why: 'returned', reason }, act)
  const event = { type: 'items-returned', serials: [serial], reason } as const
  return { ok: true, handover: append(tx, { id, before: handover, event }, act), repeated: false }
}

/** 取消: what isn't signed for stays the leaver's; what is stays the successor's. */
export function cancelHandover(
  tx: Tx,
  { id, reason }: { id: HandoverId; reason: string | null },
  act: Act,
): HandoverOutcome {
  const handover = findHandover(tx, id)
  if (!handover || act.actor.kind !== 'person') return { ok: false, refusal: { code: 'not-found' } }
  const refusal = badCancel(act.actor, handover)
  if (refusal?.code === 'over' && handover.status === 'cancelled') return { ok: true, handover, repeated: true }
  if (refusal) return { ok: false, refusal }
  for (const { serial } of openItems(handover))
    passOn(tx, serial, { type: 'handover-ended', ...parties(handover), why: 'cancelled', reason }, act)
  const event = { type: 'handover-cancelled', reason } as const
  return { ok: true, handover: append(tx, { id, before: handover, event }, act), repeated: false }
}

/** Open items that nobody can sign for any more fall away, each for its own reason. */
export function dropItems(tx: Tx, handover: Handover, serials: readonly Serial[], act: Act): Handover {
  const reasons = Map.groupBy(serials, (serial) => dropped(tx, handover, serial, act))
  return [...reasons].reduce(
    (before, [why, own]) =>
      append(tx, { id: before.id, before, event: { type: 'items-dropped', serials: own, why } }, act),
    handover,
  )
}

function dropped(tx: Tx, handover: Handover, serial: Serial, act: Act): DropReason {
  const issue = only(findIssue(tx, serial), `issue ${serial}`)
  // An issue that is done with has let go of it by itself.
  if (!issue.handovers.some((one) => one.handover === handover.id)) return 'closed'
  const why = rolesIn(issue, handover.from).length === 0 ? 'moot' : 'unfit'
  passOn(tx, serial, { type: 'handover-ended', ...parties(handover), why, reason: null }, act)
  return why
}

export function parties({
  id,
  from,
  to,
}: Handover): Pick<Extract<IssueEvent, { type: 'handed-over' }>, 'handover' | 'from' | 'to'> {
  return { handover: id, from, to }
}

type Appending = { readonly id: HandoverId; readonly before: Handover | null; readonly event: HandoverEvent }

/** The only writer of handovers: the event, the row, the date that is watched, and who is told. */
export function append(tx: Tx, { id, before, event }: Appending, act: Act): Handover {
  const { actor, now } = act
  const by = actor.kind === 'person' ? actor.id : null
  const handover = applyHandover(before, { id, seq: (before?.version ?? 0) + 1, at: now, by, event })
  const n = note(tx, { kind: 'handover', id: String(id), fact: event, actor, now })
  const row = { ...projectedHandover(handover), changedAt: now }
  tx.insert(handovers).values(row).onConflictDoUpdate({ target: handovers.id, set: row }).run()
  watchHandover(tx, before, handover, now)
  const { unitPeople } = peopleAround(tx, handover.unit)
  const heads = unitPeople.filter((person) => isHead(person, handover.unit)).map((person) => person.id)
  const officers = officePeople(tx).map((person) => person.id)
  const unbound = reachOf(tx, handover.to) === 'unbound'
  for (const to of handoverHearers(event, handover, { actor: by, heads, officers, unbound }))
    enqueue(tx, { key: `event:${n}:${to}`, to: { person: to }, message: { type: 'handover-event', n }, now })
  return handover
}

/** The row of a handover; what a fold of its events must reproduce. */
export function projectedHandover(handover: Handover): Omit<typeof handovers.$inferInsert, 'changedAt'> {
  const { id, from, to, unit, status, version } = handover
  return { id, leaver: from, successor: to, unit, status, version, handover }
}
