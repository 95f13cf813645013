import type { Formerly } from '../db/people.ts'
import type { SheetFault } from '../core/sheets/sheet.ts'
import type { PeopleRow } from './people-sheet.ts'
import { texts } from './texts.ts'

const said = texts.people

type Renamed = { readonly rows: PeopleRow[]; readonly faults: SheetFault[]; readonly notes: string[] }

/** Rows under the names units bear today. What was understood is said; a name that stands for several is a fault. */
export function underTodaysNames(rows: readonly PeopleRow[], former: ReadonlyMap<string, Formerly>): Renamed {
  const today = (name: string) => {
    const now = former.get(name)?.now ?? []
    return now.length === 1 ? (now[0]?.name ?? name) : name
  }
  const used = new Set(
    rows.flatMap(({ unit, parent, scope }) => [unit, ...(parent === null ? [] : [parent]), ...scope]),
  )
  return {
    rows: rows.map((row) => ({
      ...row,
      unit: today(row.unit),
      parent: row.parent && today(row.parent),
      scope: row.scope.map(today),
    })),
    faults: rows.flatMap((row) => dividedIn(row, former)),
    notes: [...used].flatMap((name) => {
      const became = former.get(name)
      return became?.now.length === 1 ? [said.formerUnit(name, today(name), became.how === 'renamed')] : []
    }),
  }
}

function dividedIn({ row, unit, parent, scope }: PeopleRow, former: ReadonlyMap<string, Formerly>): SheetFault[] {
  const named = [
    { column: '单位', name: unit },
    ...(parent === null ? [] : [{ column: '上级单位', name: parent }]),
    ...scope.map((name) => ({ column: '分管范围', name })),
  ]
  return named.flatMap(({ column, name }) => {
    const now = former.get(name)?.now ?? []
    if (now.length < 2) return []
    return [
      {
        row,
        column,
        sentence: said.dividedUnit(
          name,
          now.map((unit) => unit.name),
        ),
      },
    ]
  })
}
