import { actsFor, unitsOf, type PersonId, type Post } from '../../core/actor.ts'
import { dayOf } from '../../core/calendar/day.ts'
import { rolesIn } from '../../core/handovers/handing.ts'
import { openItems, type Cause, type Handover } from '../../core/handovers/handover.ts'
import { heirOf } from '../../core/handovers/handover-rules.ts'
import type { Issue, UnitId } from '../../core/issue.ts'
import type { Tx } from '../database.ts'
import { officePeople } from '../desk.ts'
import { peopleAround } from '../facts.ts'
import { note } from '../ledger.ts'
import { enqueue } from '../outbox.ts'
import { postsOf } from '../people.ts'
import { substitutesOf } from '../substitutes.ts'
import { handoversTo, issuesNaming, reachOf } from './find.ts'
import { recheckHandovers } from './follow.ts'
import { dropItems, startHandover, type Act } from './record.ts'

/**
 * A person has left a platform's directory. Whoever can still be reached over another has not gone; else what names
 * them begins to pass to whoever takes over by rule, and what nobody takes over is the office's to give out (无主).
 */
export function personLeft(tx: Tx, person: PersonId, platform: string, act: Act): void {
  if (reachOf(tx, person) !== 'lost') return
  note(tx, { kind: 'person', id: String(person), fact: { type: 'person-left', platform }, ...act })
  const incoming = handoversTo(tx, person)
  for (const handover of incoming) {
    const serials = openItems(handover).map(({ serial }) => serial)
    dropItems(tx, handover, serials, act)
  }
  passAlong(tx, person, { cause: 'left', unit: null }, act)
  beginAnew(tx, incoming, act)
}

/** A person's posts are now others than `before`: the work of a unit they no longer act for begins to pass on. */
export function postsEnded(tx: Tx, person: PersonId, before: readonly Post[], act: Act): void {
  const after = new Set(unitsOf({ posts: postsOf(tx, person) }))
  const fallen = recheckHandovers(tx, act)
  for (const unit of unitsOf({ posts: before }).filter((one) => !after.has(one)))
    passAlong(tx, person, { cause: 'posts', unit }, act)
  beginAnew(tx, fallen, act)
}

/** A successor fell away: somebody who has gone needs another one, anybody else names one themselves. */
function beginAnew(tx: Tx, fallen: readonly Handover[], act: Act): void {
  for (const { from, unit } of fallen) {
    const lost = reachOf(tx, from) === 'lost'
    if (lost || !actsFor({ posts: postsOf(tx, from) }, unit))
      passAlong(tx, from, { cause: lost ? 'left' : 'posts', unit }, act)
  }
}

type Going = { readonly cause: Cause; /** null: everything they have. */ readonly unit: UnitId | null }

/** The work of each unit to whoever takes over there. A verification the director gave out only the director gives again. */
function passAlong(tx: Tx, person: PersonId, { cause, unit }: Going, act: Act): void {
  const named = issuesNaming(tx, person, unit === null ? [] : [unit])
  const free = named.filter((issue) => !issue.handovers.some(({ from }) => from === person))
  const own = free.filter((issue) => unit === null || issue.unit === unit)
  const work = own.filter((issue) => rolesIn(issue, person).some((role) => role !== 'delegate'))
  const units = [...new Set(work.map((issue) => issue.unit))]
  const passed = units.filter((of) => beginFor(tx, person, { cause, unit: of }, act))
  const left = work.length < own.length || passed.length < units.length || hasVerifying(free, person, unit)
  if (left) tellOffice(tx, person, act)
}

function hasVerifying(free: readonly Issue[], person: PersonId, unit: UnitId | null): boolean {
  return unit === null && free.some(({ delegate }) => delegate === person)
}

function beginFor(tx: Tx, person: PersonId, { cause, unit }: { cause: Cause; unit: UnitId }, act: Act): boolean {
  const to = heirOf(person, {
    unit,
    today: dayOf(act.now),
    substitutes: substitutesOf(tx, person).filter((one) => one.person === person),
    unitPeople: peopleAround(tx, unit).unitPeople,
    reach: (one) => reachOf(tx, one),
  })
  if (to === null) return false
  // It follows from the rule, whoever changed the post.
  const actor = { kind: 'system', door: act.actor.door } as const
  return startHandover(tx, { from: person, to, reason: null, cause, unit }, { actor, now: act.now }).ok
}

function tellOffice(tx: Tx, person: PersonId, { now }: Act): void {
  for (const { id } of officePeople(tx).filter((one) => one.id !== person)) {
    const key = `ownerless:${person}:${now}:${id}`
    enqueue(tx, { key, to: { person: id }, message: { type: 'ownerless', person }, now })
  }
}
