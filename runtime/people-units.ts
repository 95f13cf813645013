import type { Unit } from '../core/people/unit.ts'
import type { SheetFault } from '../core/sheets/sheet.ts'
import type { PeopleRow } from './people-sheet.ts'
import { texts } from './texts.ts'

/** A unit as it stands after the import; `known` is what it was. */
export type PlannedUnit = {
  readonly known: Unit | null
  readonly name: string
  readonly kind: string | null
  readonly parent: string | null
}

const said = texts.people

/** Every unit of the office and of the sheet, each after its parent. What the sheet leaves empty stays as it is. */
export function planUnits(
  rows: readonly PeopleRow[],
  known: readonly Unit[],
): { units: PlannedUnit[]; faults: SheetFault[] } {
  const faults = [...clashes(rows, 'unitKind', '单位类型'), ...clashes(rows, 'parent', '上级单位')]
  const names = new Set([
    ...known.map(({ name }) => name),
    ...rows.flatMap(({ parent }) => parent ?? []),
    ...rows.map(({ unit }) => unit),
  ])
  const own = Map.groupBy(rows, ({ unit }) => unit)
  const units = [...names].map((name) => planUnit(name, own.get(name) ?? [], known))
  const circular = circleFaults(rows, units)
  return circular.length > 0 ? { units, faults: [...faults, ...circular] } : { units: parentsFirst(units), faults }
}

function planUnit(name: string, own: readonly PeopleRow[], known: readonly Unit[]): PlannedUnit {
  const before = known.find((unit) => unit.name === name) ?? null
  const above = known.find((unit) => unit.id === before?.parent)?.name ?? null
  return {
    known: before,
    name,
    kind: own.find((row) => row.unitKind !== null)?.unitKind ?? before?.kind ?? null,
    parent: own.find((row) => row.parent !== null)?.parent ?? above,
  }
}

/** Two rows that say different things of one unit. */
function clashes(rows: readonly PeopleRow[], field: 'unitKind' | 'parent', column: string): SheetFault[] {
  const first = new Map<string, PeopleRow>()
  return rows.flatMap((row) => {
    if (row[field] === null) return []
    const other = first.get(row.unit)
    first.set(row.unit, other ?? row)
    if (!other || other[field] === row[field]) return []
    return [{ row: row.row, column, sentence: said.differs(row.unit, other.row) }]
  })
}

/** A unit that stands, over some steps, under itself. */
function circleFaults(rows: readonly PeopleRow[], units: readonly PlannedUnit[]): SheetFault[] {
  const above = new Map(units.map(({ name, parent }) => [name, parent]))
  const named = rows.filter((row) => row.parent !== null && isUnder(row.parent, row.unit, above))
  return named.map(({ row, unit }) => ({ row, column: '上级单位', sentence: said.circle(unit) }))
}

function isUnder(name: string, unit: string, above: ReadonlyMap<string, string | null>): boolean {
  let next: string | null = name
  for (let steps = 0; next !== null && steps <= above.size; steps += 1) {
    if (next === unit) return true
    next = above.get(next) ?? null
  }
  return false
}

function parentsFirst(units: readonly PlannedUnit[]): PlannedUnit[] {
  const placed: PlannedUnit[] = []
  const place = (unit: PlannedUnit): void => {
    if (placed.includes(unit)) return
    const parent = units.find(({ name }) => name === unit.parent)
    if (parent) place(parent)
    placed.push(unit)
  }
  for (const unit of units) place(unit)
  return placed
}
