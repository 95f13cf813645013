import type { UnitId } from '../core/issue.ts'
import type { Roster, RosterPerson } from '../db/roster.ts'
import type { SheetFault } from '../core/sheets/sheet.ts'
import type { PeopleRow } from './people-sheet.ts'
import { texts } from './texts.ts'

/** The rows of one person, and who that is among those the office knows. */
export type Group = {
  readonly rows: readonly PeopleRow[]
  readonly match: RosterPerson | null
  /** Known under the same name in the same unit, with another number: shown, since it may be a change of number. */
  readonly namesake: RosterPerson | null
}

const said = texts.people

/** Rows are one person's by 手机, else by 姓名 and 单位. */
export function groupRows(rows: readonly PeopleRow[], roster: Roster): { groups: Group[]; faults: SheetFault[] } {
  const { grouped, faults } = gather(rows)
  const known = {
    unitIds: new Map(roster.units.map(({ name, id }) => [name, id])),
    byName: Map.groupBy(roster.people, ({ name }) => name),
    byPhone: new Map(roster.people.map((person) => [person.phone, person])),
  }
  const matched = grouped.map((own) => matchRows(own, known))
  const taken = new Map<number, PeopleRow>()
  const shared = matched.flatMap(({ group }) => {
    const [first] = group.rows
    const other = group.match && taken.get(group.match.id)
    if (group.match && first) taken.set(group.match.id, other ?? first)
    return first && other ? [{ row: first.row, column: '手机', sentence: said.sameAs(first.name, other.row) }] : []
  })
  return {
    groups: matched.map(({ group }) => group),
    faults: [...faults, ...matched.flatMap((one) => one.faults), ...shared],
  }
}

function gather(rows: readonly PeopleRow[]): { grouped: PeopleRow[][]; faults: SheetFault[] } {
  const faults: SheetFault[] = []
  const byPhone = [
    ...Map.groupBy(
      rows.filter(({ phone }) => phone !== null),
      ({ phone }) => phone,
    ).values(),
  ]
  for (const [first, ...others] of byPhone) {
    const strange = others.filter(({ name }) => name !== first?.name)
    faults.push(...strange.map(({ row }) => phoneFault(row, `${said.inRow(first?.row ?? 0)}${first?.name}`)))
  }
  const grouped = byPhone
  const named = new Map<string, Set<PeopleRow[]>>()
  const keep = (group: PeopleRow[], row: PeopleRow) =>
    named.set(keyOf(row), (named.get(keyOf(row)) ?? new Set()).add(group))
  for (const group of byPhone) for (const row of group) keep(group, row)
  for (const row of rows.filter(({ phone }) => phone === null)) {
    const own = [...(named.get(keyOf(row)) ?? [])]
    if (own.length > 1) faults.push({ row: row.row, column: '手机', sentence: said.namesakes(row.name, row.unit) })
    else if (own[0]) own[0].push(row)
    else {
      const group = [row]
      grouped.push(group)
      keep(group, row)
    }
  }
  const inOrder = grouped.map((group) => group.sort((a, b) => a.row - b.row))
  return { grouped: inOrder.sort((a, b) => (a[0]?.row ?? 0) - (b[0]?.row ?? 0)), faults }
}

function keyOf({ name, unit }: PeopleRow): string {
  return `${name}\n${unit}`
}

type Known = {
  readonly unitIds: ReadonlyMap<string, UnitId>
  readonly byName: ReadonlyMap<string, readonly RosterPerson[]>
  readonly byPhone: ReadonlyMap<string | null, RosterPerson>
}

function matchRows(rows: readonly PeopleRow[], known: Known): { group: Group; faults: SheetFault[] } {
  const unitIds = rows.map(({ unit }) => known.unitIds.get(unit))
  const [first] = rows
  const phone = rows.find((row) => row.phone !== null)?.phone ?? null
  const alike = (known.byName.get(first?.name ?? '') ?? []).filter(({ posts }) =>
    posts.some(({ unit }) => unitIds.includes(unit)),
  )
  const byPhone = phone === null ? undefined : known.byPhone.get(phone)
  if (byPhone) {
    const faults = byPhone.name === first?.name ? [] : [phoneFault(first?.row ?? 0, said.registered(byPhone.name))]
    return { group: { rows, match: byPhone, namesake: null }, faults }
  }
  const fitting = phone === null ? alike : alike.filter((person) => person.phone === null)
  if (fitting.length > 1 && first) {
    const fault = { row: first.row, column: '手机', sentence: said.namesakes(first.name, first.unit) }
    return { group: { rows, match: null, namesake: null }, faults: [fault] }
  }
  const match = fitting[0] ?? null
  return { group: { rows, match, namesake: match ? null : (alike[0] ?? null) }, faults: [] }
}

function phoneFault(row: number, owner: string): SheetFault {
  return { row, column: '手机', sentence: said.phoneTaken(owner) }
}
