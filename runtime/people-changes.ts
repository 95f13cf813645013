import type { Role } from '../core/actor.ts'
import { maskPhone } from '../core/people/person.ts'
import { roleText } from '../core/texts.ts'
import type { Roster, RosterPerson } from '../db/roster.ts'
import { accountOf, type PeoplePlan, type PlannedPerson, type PlannedPost } from './people-plan.ts'
import { chatAccounts } from './people-sheet.ts'
import type { PlannedUnit } from './people-units.ts'
import { texts } from './texts.ts'

const said = texts.people

/** What an import changes, a line each, for the preview; `same` people and units it leaves as they are. */
export function changesOf(plan: PeoplePlan, roster: Roster): { lines: string[]; warnings: string[]; same: number } {
  const units = plan.units.flatMap((unit) => unitLine(unit, roster) ?? [])
  const people = plan.people.map((person) => personLine(person, roster))
  return {
    lines: [...units, ...people.flatMap((line) => line ?? [])],
    warnings: plan.people.flatMap(({ name, namesake }) =>
      namesake ? [said.namesake(name, maskPhone(namesake.phone))] : [],
    ),
    same: people.filter((line) => line === null).length,
  }
}

function unitLine({ known, name, kind, parent }: PlannedUnit, { units }: Roster): string | null {
  if (!known) return said.newUnit(name, kind, parent)
  const above = units.find(({ id }) => id === known.parent)?.name ?? null
  const changes = [
    ...(known.kind === kind ? [] : [said.change('单位类型', known.kind, kind)]),
    ...(above === parent ? [] : [said.change('上级单位', above, parent)]),
  ]
  return changes.length === 0 ? null : said.changed(name, changes)
}

function personLine(person: PlannedPerson, roster: Roster): string | null {
  const { known, name, title, phone, accounts } = person
  const posts = postChanges(person, roster)
  if (!known) return said.newPerson(name, posts, maskPhone(phone))
  const changes = [
    ...(title === null || title === known.title ? [] : [said.change('职务', known.title, title)]),
    ...(phone === null || phone === known.phone ? [] : [said.change('手机', maskPhone(known.phone), maskPhone(phone))]),
    ...posts,
    ...chatAccounts.flatMap((platform) => {
      const [wanted, bound] = [accounts[platform], accountOf(known, platform)]
      return wanted === null || wanted === bound ? [] : [said.bound(said.account[platform], bound !== null)]
    }),
  ]
  return changes.length === 0 ? null : said.changed(name, changes)
}

/** A line a unit: what is added there, what goes, and whether 分管范围 becomes another. */
function postChanges({ known, posts }: PlannedPerson, roster: Roster): string[] {
  const byUnit = Map.groupBy(posts, (post) => post.unit)
  return [...byUnit].flatMap(([unit, wanted]) => {
    const id = roster.units.find(({ name }) => name === unit)?.id
    const held = (known?.posts ?? []).filter((post) => post.unit === id)
    const added = wanted.filter(({ role }) => !held.some((post) => post.role === role))
    const gone = held.filter(({ role }) => !wanted.some((post) => post.role === role))
    const rescoped = wanted.filter((post) => isRescoped(post, held, roster))
    if (added.length + gone.length + rescoped.length === 0) return []
    return [
      said.posts({
        unit,
        added: added.map(labelWithScope),
        gone: labels(gone),
        rescoped: rescoped.map(labelWithScope),
      }),
    ]
  })
}

function isRescoped({ role, scope }: PlannedPost, held: RosterPerson['posts'], { units }: Roster): boolean {
  const before = held.find((post) => post.role === role)
  if (!before) return false
  const words = scope.map((entry) =>
    'category' in entry ? entry.category : `#${units.find((unit) => unit.name === entry.unit)?.id}`,
  )
  return [...words].sort().join(' ') !== [...before.scope].sort().join(' ')
}

function labelWithScope({ role, scope }: PlannedPost): string {
  const words = scope.map((entry) => ('unit' in entry ? entry.unit : entry.category))
  return words.length === 0 ? roleText[role] : said.scoped(roleText[role], words)
}

function labels(posts: readonly { role: Role }[]): string[] {
  return posts.map(({ role }) => roleText[role])
}
