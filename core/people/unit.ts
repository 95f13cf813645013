import { z } from 'zod'
import { holds, isOffice, type Post } from '../actor.ts'
import { DaySchema, type Day } from '../calendar/day.ts'
import type { UnitId } from '../issue.ts'
import { lengthOf } from '../text.ts'

/** A unit of the office's list. One that ended is kept, since its past stays under its name. */
export type Unit = {
  readonly id: UnitId
  readonly name: string
  readonly kind: string | null
  readonly parent: UnitId | null
  /** The day it was merged or divided up; null while it stands. */
  readonly endedOn: Day | null
  /** Who took over when it ended; the first took everything that wasn't given to another. */
  readonly successors: readonly UnitId[]
  /** Grows with every change, so that two people changing it at once are told. */
  readonly version: number
}

/** What orders a reform: the document, and the day it takes effect. */
export type Order = { readonly reason: string; readonly on: Day }

export type UnitRefusal =
  | { readonly code: 'no-name' | 'same-name' | 'no-reason' | 'too-few' | 'too-many' | 'circle' | 'changed' }
  | { readonly code: 'bad-name' | 'named-twice'; readonly name: string }
  | { readonly code: 'name-taken'; readonly name: string; readonly ended: boolean }
  | { readonly code: 'not-yet'; readonly on: Day }
  /** It has ended, or there never was such a unit (no name). */
  | { readonly code: 'not-standing'; readonly name: string | null }

/** Names, kinds and the tree: the list is the administrator's and the office's. */
export function mayChangeUnits(person: { posts: readonly Post[] }): boolean {
  return isOffice(person) || holds(person, 'administrator')
}

/** Merging and dividing move issues, and an administrator decides nothing about issues (domain: section 1). */
export function mayReform(person: { posts: readonly Post[] }): boolean {
  return isOffice(person)
}

/** Official lists stretch names of two characters to the width of three. */
export function withoutGaps(name: string): string {
  return name.trim().replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}

const longestName = 60

/** No name, a single sign, or signs that lists of names are split at (`姓名@单位`, 分管范围). */
export function badName(name: string): UnitRefusal | null {
  if (name === '') return { code: 'no-name' }
  return lengthOf(name) < 2 || name.length > longestName || /[@#、，,；;\n]/.test(name)
    ? { code: 'bad-name', name }
    : null
}

/** A name is one unit's; one that ended keeps its own. */
export function takenName(name: string, units: readonly Unit[]): UnitRefusal | null {
  const owner = units.find((unit) => unit.name === name)
  return owner ? { code: 'name-taken', name, ended: owner.endedOn !== null } : null
}

/** 上级单位 stands, and isn't below the unit itself. */
export function badParent(unit: UnitId | null, parent: UnitId | null, units: readonly Unit[]): UnitRefusal | null {
  if (parent === null) return null
  if (!standing(units, parent)) return notStanding(units, parent)
  return unit !== null && lineage(units, parent).includes(unit) ? { code: 'circle' } : null
}

export function standing(units: readonly Unit[], id: UnitId): Unit | null {
  return units.find((unit) => unit.id === id && unit.endedOn === null) ?? null
}

export function notStanding(units: readonly Unit[], id: UnitId): UnitRefusal {
  return { code: 'not-standing', name: units.find((unit) => unit.id === id)?.name ?? null }
}

/** A unit and those above it, nearest first. */
export function lineage(units: readonly Unit[], id: UnitId): UnitId[] {
  const found: UnitId[] = []
  let next: UnitId | null = id
  while (next !== null && !found.includes(next)) {
    found.push(next)
    const here: UnitId = next
    next = units.find((unit) => unit.id === here)?.parent ?? null
  }
  return found
}

const unit = z.number().int()
const order = { reason: z.string(), on: DaySchema }

/** What can happen to a unit. Kept for ever: a field is never renamed, a new one is optional. */
export const UnitEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('unit-added'), name: z.string(), kind: z.string().nullable(), parent: unit.nullable() }),
  z.object({
    type: z.literal('unit-changed'),
    kind: z.string().nullable().exactOptional(),
    parent: unit.nullable().exactOptional(),
  }),
  z.object({ type: z.literal('unit-renamed'), from: z.string(), to: z.string(), ...order }),
  /** It ended and went over into another. */
  z.object({ type: z.literal('unit-merged'), into: unit, ...order }),
  /** It took others over. */
  z.object({ type: z.literal('unit-joined'), units: z.array(unit).readonly(), ...order }),
  /** It was divided up; where it is among the parts, it stays. */
  z.object({ type: z.literal('unit-divided'), into: z.array(unit).readonly(), ...order }),
])
export type UnitEvent = z.infer<typeof UnitEventSchema>
