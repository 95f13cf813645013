import { holds, type PersonId } from '../core/actor.ts'
import { maskPhone, scopeWords, seesPhones, type KnownCategory } from '../core/people/person.ts'
import { roleText } from '../core/texts.ts'
import type { UnitId } from '../core/issue.ts'
import type { Unit } from '../core/people/unit.ts'
import { listCampaigns } from '../db/campaigns.ts'
import { allUnits, type Formerly } from '../db/people.ts'
import { rosterOf, type RosterPerson } from '../db/roster.ts'
import type { Office } from './office.ts'
import { rosterTexts } from './roster-texts.ts'
import { type Ctx, type Viewer, viewerIn } from './session.ts'
import { doorText } from './texts.ts'

/** Everyone the office knows, as this viewer may see them. */
export type Roster = {
  readonly viewer: Viewer
  /** Those that ended too: for names. */
  readonly units: readonly Unit[]
  readonly former: ReadonlyMap<string, Formerly>
  readonly people: readonly RosterPerson[]
  readonly categories: readonly KnownCategory[]
}

/** Office staff, and whoever looks on: leaders and auditors. */
export function mayReadRoster(person: Viewer['actor']): boolean {
  return holds(person, 'officer', 'director', 'administrator', 'leader', 'auditor')
}

export function loadRoster({ db }: Office, viewer: Viewer): Roster {
  const { former, people } = rosterOf(db)
  const categories = listCampaigns(db).flatMap(({ campaign }) => campaign.categories)
  return { viewer, units: allUnits(db), former, people, categories }
}

/** The person of the address, for whoever may read the list. */
export function personAt(c: Ctx, office: Office): { roster: Roster; person: RosterPerson } | null {
  const viewer = viewerIn(c)
  if (!mayReadRoster(viewer.actor)) return null
  const roster = loadRoster(office, viewer)
  const person = roster.people.find(({ id }) => String(id) === c.req.param('id'))
  return person ? { roster, person } : null
}

/** The unit of the address for whoever may read the list; one that ended too. */
export function unitAt(c: Ctx, office: Office): { roster: Roster; unit: Unit } | null {
  const viewer = viewerIn(c)
  if (!mayReadRoster(viewer.actor)) return null
  const roster = loadRoster(office, viewer)
  const unit = roster.units.find(({ id }) => String(id) === c.req.param('id'))
  return unit ? { roster, unit } : null
}

export function unitNameIn({ units }: Pick<Roster, 'units'>, id: UnitId): string {
  return units.find((unit) => unit.id === id)?.name ?? ''
}

export function staffIn({ people }: Pick<Roster, 'people'>, unit: UnitId): RosterPerson[] {
  return people.filter(({ posts }) => posts.some((post) => post.unit === unit))
}

/** 手机 as this viewer may see it. */
export function phoneFor({ viewer }: Pick<Roster, 'viewer'>, phone: string | null): string | null {
  return seesPhones(viewer.actor) ? phone : maskPhone(phone)
}

/** What a person is in one unit, or in all of theirs: 联络员、第一责任人（分管…）. */
export function rolesOf(roster: Roster, { posts }: RosterPerson, unit: UnitId): string {
  const here = posts.filter((post) => post.unit === unit)
  return here
    .map(({ role, scope }) => {
      const words = scopeWords(scope, roster)
      return words.length > 0 ? rosterTexts.scoped(roleText[role], words) : roleText[role]
    })
    .join('、')
}

export function boundText({ identities }: RosterPerson): string | null {
  const platforms = identities.map(({ platform }) => doorText[platform as keyof typeof doorText] ?? platform)
  return platforms.length > 0 ? rosterTexts.bound(platforms) : null
}

/** A unit in its place: how deep it stands. */
export type Branch = { readonly unit: Unit; readonly depth: number }

/** Units that stand, each below its parent. */
export function treeOf(units: readonly Unit[]): Branch[] {
  const standing = units.filter(({ endedOn }) => endedOn === null)
  const ids = new Set(standing.map(({ id }) => id))
  const below = (parent: UnitId | null, depth: number): Branch[] =>
    standing
      .filter((unit) => (parent === null ? unit.parent === null || !ids.has(unit.parent) : unit.parent === parent))
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)])
  return below(null, 0)
}

/** Everyone whose name or 职务 has the words in it, or whose 手机 ends with them. */
export function peopleFound({ people, viewer }: Roster, words: string): ReadonlySet<PersonId> {
  // Longer ends would tell a reader of masked phones, guess by guess, what the mask hides.
  const byPhone = seesPhones(viewer.actor) ? words.length >= 4 : words.length === 4
  const found = people.filter(
    ({ name, title, phone }) => name.includes(words) || title?.includes(words) || (byPhone && phone?.endsWith(words)),
  )
  return new Set(found.map(({ id }) => id))
}
