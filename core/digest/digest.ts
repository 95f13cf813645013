import type { Actor } from '../actor.ts'
import { readsAll } from '../actor.ts'
import type { UnitId } from '../issue.ts'
import { inScope } from '../lead.ts'
import { byLength, charted, countOf, named, sumOf, type Cell, type Counts, type Late } from './tally.ts'

/**
 * 红黄绿 of a unit. This rule is a setting of this product, no document's: red has something overdue, yellow something
 * that falls due within the coming seven days or came back to be rectified this week, green neither.
 */
export function lightOf(counts: Counts): Light {
  if (countOf(counts, 'overdue') > 0) return 'red'
  return countOf(counts, 'soon') + countOf(counts, 'back') > 0 ? 'yellow' : 'green'
}
export const lights = ['red', 'yellow', 'green'] as const
export type Light = (typeof lights)[number]

export type UnitLine = { readonly unit: UnitId; readonly light: Light; readonly counts: Counts }

/** The figures of one campaign within one scope. */
export type Sums = {
  readonly now: Counts
  readonly before: Counts
  /** Units with an issue on the ledger: red first, then yellow; among equals the one with most overdue, most in hand. */
  readonly units: readonly UnitLine[]
  readonly late: readonly Late[]
  /** In hand at the end of each of the last weeks, and struck off in it, the oldest first. */
  readonly open: readonly number[]
  readonly closed: readonly number[]
}

/** Whose issues a reader's digest is about: a leader's scope (分管范围), all of them for those who read everything. */
export type Scope = (at: { readonly unit: UnitId; readonly category: string }) => boolean

/** null for whoever gets no digest: it is for leaders, the office, and those who read all it does. */
export function scopeOf(actor: Actor): Scope | null {
  if (actor.kind === 'system' || readsAll(actor)) return () => true
  const scopes = actor.posts.filter(({ role }) => role === 'leader').map(({ scope }) => scope)
  return scopes.length === 0 ? null : (at) => scopes.some((scope) => inScope(scope, at))
}

/** Adds up the cells a scope holds. */
export function digestOf(cells: readonly Cell[], scope: Scope): Sums {
  const own = cells.filter(scope)
  const units = [...Map.groupBy(own, ({ unit }) => unit)].map(([unit, parts]) => {
    const counts = sumOf(parts.map(({ now }) => now))
    return { unit, light: lightOf(counts), counts }
  })
  const series = (of: (cell: Cell) => readonly number[]) =>
    Array.from({ length: charted }, (_, index) => own.reduce((total, cell) => total + (of(cell)[index] ?? 0), 0))
  return {
    now: sumOf(own.map(({ now }) => now)),
    before: sumOf(own.map(({ before }) => before)),
    units: units.filter(({ counts }) => onLedger(counts) > 0).sort(byUrgency),
    late: own
      .flatMap(({ late }) => late)
      .sort(byLength)
      .slice(0, named),
    open: series(({ open }) => open),
    closed: series(({ closed }) => closed),
  }
}

function byUrgency(one: UnitLine, other: UnitLine): number {
  const more = (figure: 'overdue' | 'open') => countOf(other.counts, figure) - countOf(one.counts, figure)
  return (
    lights.indexOf(one.light) - lights.indexOf(other.light) || more('overdue') || more('open') || one.unit - other.unit
  )
}

/** Issues in hand and struck off. */
export function onLedger(counts: Counts): number {
  return countOf(counts, 'open') + countOf(counts, 'struck')
}

/** 销号率 in whole percent: struck off among those on the ledger; null where there are none. Rounded down: 100 means all. */
export function closingRate(counts: Counts): number | null {
  const all = onLedger(counts)
  return all === 0 ? null : Math.floor((countOf(counts, 'struck') * 100) / all)
}
