import type { PersonId, Post } from '../actor.ts'
import type { Day } from '../calendar/day.ts'
import type { IssueEvent } from '../event.ts'
import type { Issue, Serial, UnitId } from '../issue.ts'
import { lengthOf } from '../text.ts'
import { badName, lineage, notStanding, standing, takenName, type Order, type Unit, type UnitRefusal } from './unit.ts'

/*
 * 机构改革 (domain: section 4): everything open passes, nothing is reset. What is closed stays under the old name.
 */

export type Rename = Order & { readonly unit: UnitId; readonly name: string }

/** `into` names a unit that stands, one of those merged included, or a new one. */
export type Merge = Order & { readonly units: readonly UnitId[]; readonly into: string }

/** `into` names the parts: new units, ones that stand, and the unit's own name where it stays. */
export type Division = Order & { readonly unit: UnitId; readonly into: readonly string[] }

/** Who gets what, by the part's place in `into`; what isn't named goes to the first. */
export type Shares = {
  readonly issues: ReadonlyMap<Serial, number>
  readonly people: ReadonlyMap<PersonId, number>
}

/** Whoever takes over: a unit that stands, or with null a new one of this name. */
export type Part = { readonly known: Unit | null; readonly name: string }

type Known = { readonly units: readonly Unit[]; readonly today: Day }
type Refused = { readonly ok: false; readonly refusal: UnitRefusal }
export type MergePlan = { readonly ok: true; readonly ending: readonly Unit[]; readonly into: Part }
export type DivisionPlan = {
  readonly ok: true
  readonly unit: Unit
  readonly parts: readonly Part[]
  /** false where its own name is among the parts. */
  readonly ends: boolean
}

/** 更名: the unit stays the same, so nothing moves. null = may be done. */
export function badRename(rename: Rename, { units, today }: Known): UnitRefusal | null {
  const unit = standing(units, rename.unit)
  if (!unit) return notStanding(units, rename.unit)
  if (rename.name === unit.name) return { code: 'same-name' }
  return badName(rename.name) ?? takenName(rename.name, units) ?? badOrder(rename, today)
}

const mostMerged = 30

/** 合并: all of them end, but the one that gives its name to the whole. */
export function planMerge(merge: Merge, { units, today }: Known): MergePlan | Refused {
  if (merge.units.length > mostMerged) return { ok: false, refusal: { code: 'too-many' } }
  const gone = merge.units.find((id) => !standing(units, id))
  if (gone !== undefined) return { ok: false, refusal: notStanding(units, gone) }
  const into = partNamed(merge.into, units)
  const refusal = badPart(into, units) ?? badOrder(merge, today)
  if (refusal) return { ok: false, refusal }
  const ending = units.filter(({ id }) => merge.units.includes(id) && id !== into.known?.id)
  const enough = ending.length >= (into.known ? 1 : 2)
  return enough ? { ok: true, ending, into } : { ok: false, refusal: { code: 'too-few' } }
}

const mostParts = 8

/** 分设: into two to eight; the unit ends unless its own name is among them. */
export function planDivision(division: Division, { units, today }: Known): DivisionPlan | Refused {
  const unit = standing(units, division.unit)
  if (!unit) return { ok: false, refusal: notStanding(units, division.unit) }
  const parts = division.into.map((name) => partNamed(name, units))
  const refusal = badParts(division.into) ?? firstOf(parts, (part) => badPart(part, units)) ?? badOrder(division, today)
  if (refusal) return { ok: false, refusal }
  return { ok: true, unit, parts, ends: parts.every(({ known }) => known?.id !== unit.id) }
}

function badOrder({ reason, on }: Order, today: Day): UnitRefusal | null {
  if (lengthOf(reason) < 2) return { code: 'no-reason' }
  return on > today ? { code: 'not-yet', on } : null
}

function badParts(names: readonly string[]): UnitRefusal | null {
  if (names.length < 2) return { code: 'too-few' }
  if (names.length > mostParts) return { code: 'too-many' }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined ? null : { code: 'named-twice', name: twice }
}

function partNamed(name: string, units: readonly Unit[]): Part {
  return { known: units.find((unit) => unit.name === name && unit.endedOn === null) ?? null, name }
}

function badPart({ known, name }: Part, units: readonly Unit[]): UnitRefusal | null {
  return known ? null : (badName(name) ?? takenName(name, units))
}

function firstOf<T, R>(list: readonly T[], found: (one: T) => R | null): R | null {
  return list.map(found).find((one) => one !== null) ?? null
}

/** An open issue goes to whoever takes over; state, dates, plan and history stay as they are. */
export function passing({ unit }: Issue, to: UnitId, { reason, on }: Order): Extract<IssueEvent, { type: 'passed' }> {
  return { type: 'passed', from: unit, unit: to, reason, on }
}

/** Posts in the units that went over are held in the one that took over; a post held in both is held once. */
export function movePosts(posts: readonly Post[], from: readonly UnitId[], to: UnitId): Post[] {
  const moved = posts.map((post) => (from.includes(post.unit) ? { ...post, unit: to } : post))
  return [...Map.groupBy(moved, ({ unit, role }) => `${unit} ${role}`).values()].flatMap(oneOf)
}

/** An empty scope is everything, so together with another it stays everything. */
function oneOf(same: readonly Post[]): Post[] {
  const [first] = same
  if (!first) return []
  const all = same.some(({ scope }) => scope.length === 0)
  return [{ ...first, scope: all ? [] : [...new Set(same.flatMap(({ scope }) => scope))] }]
}

/** 分管范围: whoever had a unit that went over has those that took over too; the old one stays, for what is closed. */
export function widenScopes(posts: readonly Post[], from: readonly UnitId[], to: readonly UnitId[]): Post[] {
  const words = from.map((id) => `#${id}`)
  return posts.map((post) =>
    post.scope.some((word) => words.includes(word))
      ? { ...post, scope: [...new Set([...post.scope, ...to.map((id) => `#${id}`)])] }
      : post,
  )
}

export type Rehung = { readonly unit: UnitId; readonly parent: UnitId | null }

/**
 * The tree once these ended and `into` took over. What stood below them stands below it, they themselves too: so
 * it still sees what they closed. Where it stood below one of them it first moves up.
 */
export function rehang(units: readonly Unit[], ending: readonly UnitId[], into: UnitId): Rehung[] {
  const up = lineage(units, into).slice(1)
  const above = up.some((id) => ending.includes(id)) ? [{ unit: into, parent: firstLeft(units, up, ending) }] : []
  const below = units.filter(({ id, parent, endedOn }) => {
    return id !== into && !ending.includes(id) && endedOn === null && parent !== null && ending.includes(parent)
  })
  return [
    ...above,
    ...below.map(({ id }) => ({ unit: id, parent: into })),
    ...ending.map((unit) => ({ unit, parent: into })),
  ]
}

/** The nearest unit above that neither ends nor stands below one that does. */
function firstLeft(units: readonly Unit[], up: readonly UnitId[], ending: readonly UnitId[]): UnitId | null {
  const last = up.findLastIndex((id) => ending.includes(id))
  return up.slice(last + 1).find((id) => standing(units, id) !== null) ?? null
}

/**
 * Whether what takes over takes part in a campaign, by what the office said of each unit it is made of; undefined
 * where nothing was said. Taken out only where all of them were: one that owes its hand-ins goes on owing them.
 */
export function takesPartAfter(said: readonly (boolean | undefined)[]): boolean | undefined {
  if (said.includes(true)) return true
  return said.length > 0 && said.every((one) => one === false) ? false : undefined
}
