import type { Post, Role } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import { categoriesNamed, type KnownCategory } from '../core/people/person.ts'
import type { Roster, RosterPerson } from '../db/roster.ts'
import { groupRows, type Group } from './people-match.ts'
import type { SheetFault } from '../core/sheets/sheet.ts'
import { accountColumns, chatAccounts, type ChatAccount, type PeopleRow } from './people-sheet.ts'
import { planUnits, type PlannedUnit } from './people-units.ts'
import { texts } from './texts.ts'

type ScopeEntry = { readonly category: string } | { readonly unit: string }
export type PlannedPost = { readonly unit: string; readonly role: Role; readonly scope: readonly ScopeEntry[] }

/** What the sheet wants of one person. `posts` are all of theirs in the units the sheet names them in. */
export type PlannedPerson = {
  readonly known: RosterPerson | null
  readonly name: string
  readonly title: string | null
  readonly phone: string | null
  readonly accounts: PeopleRow['accounts']
  readonly posts: readonly PlannedPost[]
  readonly namesake: RosterPerson | null
}

export type PeoplePlan = { readonly units: readonly PlannedUnit[]; readonly people: readonly PlannedPerson[] }
type Planning = { ok: true; plan: PeoplePlan } | { ok: false; faults: SheetFault[] }

const said = texts.people

/** Compares a sheet with what the office knows. Refuses what contradicts itself or can't be told apart. */
export function planPeople(
  rows: readonly PeopleRow[],
  known: Roster & { categories: readonly KnownCategory[] },
): Planning {
  const { units, faults: unitFaults } = planUnits(rows, known.units)
  const { groups, faults: groupFaults } = groupRows(rows, known)
  const readScope = (entry: string) => scopeEntry(entry, units, known.categories)
  const faults = [
    ...unitFaults,
    ...groupFaults,
    ...groups.flatMap(contradictions),
    ...accountFaults(groups, known),
    ...rows.flatMap((row) => scopeFaults(row, readScope)),
  ]
  if (faults.length > 0) return { ok: false, faults: faults.sort((a, b) => a.row - b.row) }
  return { ok: true, plan: { units, people: groups.map((group) => planned(group, readScope)) } }
}

/** None where the entry names nothing the office knows. */
type ReadScope = (entry: string) => readonly ScopeEntry[]

function planned({ rows, match, namesake }: Group, readScope: ReadScope): PlannedPerson {
  const first = (column: 'title' | 'phone') => rows.find((row) => row[column] !== null)?.[column] ?? null
  const account = (platform: ChatAccount) =>
    rows.find(({ accounts }) => accounts[platform] !== null)?.accounts[platform] ?? null
  const accounts = { lark: account('lark'), dingtalk: account('dingtalk') }
  const posts = rows.flatMap(({ unit, roles, scope }) =>
    roles.map((role) => ({ unit, role, scope: distinct(scope.flatMap(readScope)) })),
  )
  const name = rows[0]?.name ?? ''
  return { known: match, name, title: first('title'), phone: first('phone'), accounts, posts, namesake }
}

/** A person's posts in full, once every unit has its number: those in units the sheet leaves out stay. */
export function postsAfter({ known, posts }: PlannedPerson, unitId: (name: string) => UnitId): Post[] {
  const named = new Set(posts.map(({ unit }) => unitId(unit)))
  const kept = (known?.posts ?? []).filter((post) => !named.has(post.unit))
  const word = (entry: ScopeEntry) => ('unit' in entry ? `#${unitId(entry.unit)}` : entry.category)
  return [...kept, ...posts.map(({ unit, role, scope }) => ({ unit: unitId(unit), role, scope: scope.map(word) }))]
}

/** A category may be named beside the one it is a kind of. */
function distinct(scope: readonly ScopeEntry[]): ScopeEntry[] {
  return [...new Map(scope.map((entry) => ['unit' in entry ? `#${entry.unit}` : entry.category, entry])).values()]
}

function scopeEntry(
  entry: string,
  units: readonly PlannedUnit[],
  categories: readonly KnownCategory[],
): readonly ScopeEntry[] {
  if (units.some(({ name }) => name === entry)) return [{ unit: entry }]
  return categoriesNamed(entry, categories).map((category) => ({ category }))
}

function scopeFaults({ row, scope }: PeopleRow, readScope: ReadScope): SheetFault[] {
  const strange = scope.filter((entry) => readScope(entry).length === 0)
  return strange.map((entry) => ({ row, column: '分管范围', sentence: said.badScope(entry) }))
}

function contradictions({ rows }: Group): SheetFault[] {
  return rows.flatMap((row, index) => {
    const before = rows.slice(0, index)
    const here = before.filter((other) => other.unit === row.unit && other.name === row.name)
    const twice = here.find((other) => other.roles.some((role) => row.roles.includes(role)))
    const title = here.find((other) => differ(other.title, row.title))
    const accounts = chatAccounts.flatMap((platform) => {
      const other = before.find(({ accounts: theirs }) => differ(theirs[platform], row.accounts[platform]))
      return other
        ? [{ row: row.row, column: accountColumns[platform], sentence: said.differs(row.name, other.row) }]
        : []
    })
    return [
      ...(twice ? [{ row: row.row, column: '角色', sentence: said.duplicate(row.name, row.unit, twice.row) }] : []),
      ...(title ? [{ row: row.row, column: '职务', sentence: said.differs(row.name, title.row) }] : []),
      ...accounts,
    ]
  })
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b
}

/** One account is one person. */
function accountFaults(groups: readonly Group[], roster: Roster): SheetFault[] {
  return chatAccounts.flatMap((platform) => accountFaultsOn(platform, groups, roster))
}

function accountFaultsOn(platform: ChatAccount, groups: readonly Group[], { people }: Roster): SheetFault[] {
  const owners = new Map<string, Group>()
  return groups.flatMap((group) =>
    group.rows.flatMap(({ row, accounts }) => {
      const account = accounts[platform]
      if (account === null) return []
      const other = owners.get(account) ?? group
      owners.set(account, other)
      const owner = people.find((person) => accountOf(person, platform) === account)
      const stranger = other !== group ? other.rows[0] : owner?.id !== group.match?.id ? owner : undefined
      const sentence = stranger && said.accountTaken(said.account[platform], stranger.name)
      return sentence === undefined ? [] : [{ row, column: accountColumns[platform], sentence }]
    }),
  )
}

/** A person's account on a platform, null where none is bound. */
export function accountOf({ identities }: RosterPerson, platform: ChatAccount): string | null {
  return identities.find((identity) => identity.platform === platform)?.externalId ?? null
}
