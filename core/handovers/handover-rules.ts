import { actsFor, holds, readsAll, type ActingPerson, type Actor, type Person } from '../actor.ts'
import type { PersonId } from '../actor.ts'
import { addDays, type Day } from '../calendar/day.ts'
import type { Issue, UnitId } from '../issue.ts'
import { areOfOneUnit, countsOn, lastDay, type Substitution } from '../people/substitute.ts'
import { mayChangeUnits } from '../people/unit.ts'
import type { Handover, HandoverItem } from './handover.ts'
import { passingTo, rolesIn } from './handing.ts'

export type HandoverRefusal =
  /** Also the answer where one may not know of it: the two read the same. */
  | { readonly code: 'not-found' }
  | { readonly code: 'unknown' | 'several'; readonly name: string }
  | { readonly code: 'oneself' }
  | { readonly code: 'not-yours'; readonly whose: 'start' | 'sign' | 'cancel' }
  /** The successor acts for none of the units it is about. */
  | { readonly code: 'elsewhere' }
  /** Verifying only, and the successor may not verify these. */
  | { readonly code: 'unfit' }
  /** Nothing reaches the successor: they have left themselves. */
  | { readonly code: 'lost' }
  | { readonly code: 'nothing' }
  /** Everything there is is being handed over already. */
  | { readonly code: 'running'; readonly to: PersonId }
  | { readonly code: 'over' }
  | { readonly code: 'no-reason' }

/** Whether somebody can be told: bound and reachable, not bound yet, or gone from every platform. */
export type Reach = 'bound' | 'unbound' | 'lost'

export type HandoverFacts = {
  readonly actor: Actor
  readonly from: Person
  readonly to: Person
  readonly reach: Reach
  /** Everything open that names the leaver. */
  readonly issues: readonly Issue[]
  /** Only what is of this unit; null: of all. */
  readonly unit?: UnitId | null
}

export type Passing = Pick<HandoverItem, 'serial' | 'roles'> & { readonly issue: Issue }
export type HandoverPlan = {
  readonly ok: true
  readonly items: readonly Passing[]
  /** What names the leaver and can't go to this successor. */
  readonly left: readonly Issue[]
}

/**
 * What would pass from a leaver to a successor. A unit's work goes to somebody who acts for that unit (联络员,
 * 具体责任人, 第一责任人); a verification to whoever separation of duties lets verify it.
 */
export function planHandover(facts: HandoverFacts): HandoverPlan | { ok: false; refusal: HandoverRefusal } {
  const { actor, to, reach, unit = null } = facts
  const from = facts.from.id
  if (from === to.id) return no({ code: 'oneself' })
  const issues = facts.issues.filter((issue) => mayPass(actor, from, issue) && (unit === null || issue.unit === unit))
  if (issues.length === 0) return no(cantStart(facts))
  const free = issues.filter(({ handovers }) => !handovers.some((one) => one.from === from))
  const running = issues.flatMap(({ handovers }) => handovers).find((one) => one.from === from)
  if (free.length === 0) return no(running ? { code: 'running', to: running.to } : { code: 'nothing' })
  const items = free.map((issue) => ({ serial: issue.serial, roles: passing(issue, facts), issue }))
  const able = items.filter(({ roles }) => roles.length > 0)
  const onlyVerifying = free.every((issue) => rolesIn(issue, from).every((role) => role === 'delegate'))
  if (able.length === 0) return no({ code: onlyVerifying ? 'unfit' : 'elsewhere' })
  if (reach === 'lost') return no({ code: 'lost' })
  return { ok: true, items: able, left: items.filter(({ roles }) => roles.length === 0).map(({ issue }) => issue) }
}

/** Whoever was named to verify leaves it to a colleague; only the office gives it to another unit. */
function passing(issue: Issue, { actor, from, to }: HandoverFacts): Passing['roles'] {
  const freely = actor.kind === 'system' || mayChangeUnits(actor) || areOfOneUnit(from, to)
  return passingTo(issue, from.id, to).filter((role) => role !== 'delegate' || freely)
}

function no(refusal: HandoverRefusal): { ok: false; refusal: HandoverRefusal } {
  return { ok: false, refusal }
}

/** Whoever may not begin it isn't told whether there is anything. */
function cantStart({ actor, from, issues }: HandoverFacts): HandoverRefusal {
  const own = actor.kind === 'system' || actor.id === from.id || mayChangeUnits(actor)
  const may = own || (issues.length === 0 && from.posts.some(({ unit }) => isHead(actor, unit)))
  return may ? { code: 'nothing' } : { code: 'not-yours', whose: 'start' }
}

/** One's own; the office for anybody; the first responsible person what is the unit's own work. */
function mayPass(actor: Actor, from: PersonId, issue: Issue): boolean {
  if (actor.kind === 'system' || actor.id === from || mayChangeUnits(actor)) return true
  return issue.delegate !== from && isHead(actor, issue.unit)
}

export function isHead(person: Pick<Person, 'posts'>, unit: UnitId): boolean {
  return holds({ posts: person.posts.filter((post) => post.unit === unit) }, 'first')
}

/** Leaver, successor, whoever began it, the unit's first responsible person, and whoever reads everything. */
export function maySeeHandover(actor: Actor, { from, to, unit, startedBy }: Handover): boolean {
  if (actor.kind === 'system' || readsAll(actor)) return true
  if (actor.posts.length === 0) return false
  return [from, to, startedBy].includes(actor.id) || isHead(actor, unit)
}

/** null = this person may sign for, or return, what is still open. */
export function badSigning(actor: ActingPerson, handover: Handover): HandoverRefusal | null {
  if (!maySeeHandover(actor, handover)) return { code: 'not-found' }
  return actor.id === handover.to ? null : { code: 'not-yours', whose: 'sign' }
}

/** null = this person may call it off; what has been signed for stays where it is. */
export function badCancel(actor: ActingPerson, handover: Handover): HandoverRefusal | null {
  if (!maySeeHandover(actor, handover)) return { code: 'not-found' }
  const may = actor.id === handover.startedBy || mayChangeUnits(actor) || isHead(actor, handover.unit)
  if (!may) return { code: 'not-yours', whose: 'cancel' }
  return handover.status === 'running' ? null : { code: 'over' }
}

/** Days a substitute must still stand in to be taken for a successor. No document says; it is this product's setting. */
const LONG = 30

type Choosing = {
  readonly unit: UnitId
  readonly today: Day
  /** Those whom the leaver had named to hear instead. */
  readonly substitutes: readonly Substitution[]
  /** People of the unit with all their posts. */
  readonly unitPeople: readonly Person[]
  readonly reach: (person: PersonId) => Reach
}

/**
 * Who takes over from somebody who has left without saying: whoever stands in for them for long and acts for the unit,
 * else the first responsible person; null: nobody, and the office names one.
 */
export function heirOf(from: PersonId, { unit, today, substitutes, unitPeople, reach }: Choosing): PersonId | null {
  const able = unitPeople.filter((one) => one.id !== from && actsFor(one, unit) && reach(one.id) !== 'lost')
  const long = substitutes.filter((one) => countsOn(one, today) && addDays(today, LONG) <= lastDay(one))
  const standing = able.find(({ id }) => long.some(({ substitute }) => substitute === id))
  const heads = able.filter((one) => isHead(one, unit))
  return (standing ?? heads.find(({ id }) => reach(id) === 'bound') ?? heads[0])?.id ?? null
}
