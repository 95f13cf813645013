import { holds, type PersonId } from '../core/actor.ts'
import { invite, showCode } from '../db/codes.ts'
import { roleText } from '../core/texts.ts'
import { officeGroup, unitGroup } from '../bot/demo/chats.ts'
import type { SamplePerson } from '../bot/demo/people.ts'
import { texts } from '../bot/demo/texts.ts'
import { transact, type Db } from '../db/database.ts'
import { rosterOf, type RosterPerson } from '../db/roster.ts'
import { loginPath, maySignIn, mintLoginLink } from '../db/sessions.ts'
import { demoAccount } from './sample/office.ts'

/** Everyone, with or without a bound account on the demo's chat platform: people of units, then the office, then who looks on. */
export function samplePeople(db: Db): SamplePerson[] {
  const { units, people } = rosterOf(db)
  const inOrder = [...people].sort((a, b) => place(a) - place(b) || a.id - b.id)
  const accounts = accountsOf(people)
  return inOrder.flatMap((person) => {
    const { id, name, posts } = person
    const account = accounts.get(id)
    const unit = units.find((one) => one.id === posts[0]?.unit)
    if (account === undefined || !unit) return []
    const post = [...new Set(posts.map(({ role }) => roleText[role]))].join('、')
    const office = maySignIn(db, id)
    const bound = boundAccount(person) !== undefined
    const group =
      place(person) === 0
        ? { id: unitGroup(unit.id), name: texts.unitGroup(unit.name) }
        : { id: officeGroup, name: texts.officeGroup }
    return [{ id: account, name, post, unit: unit.name, office, group, personId: String(id), bound }]
  })
}

/** The group chat of whoever has this account. */
export function groupOf(db: Db, account: string): string {
  return samplePeople(db).find(({ id }) => id === account)?.group.id ?? officeGroup
}

/** Who isn't bound keeps the account the sample gave them; where another has taken it, one that is left over. */
function accountsOf(people: readonly RosterPerson[]): ReadonlyMap<PersonId, string> {
  const accounts = new Map<PersonId, string>()
  const free = new Set(people.map(({ id }) => demoAccount(id)))
  const give = (id: PersonId, account: string | undefined) => {
    if (account === undefined || accounts.has(id)) return
    free.delete(account)
    accounts.set(id, account)
  }
  for (const person of people) give(person.id, boundAccount(person))
  for (const { id } of people) if (free.has(demoAccount(id))) give(id, demoAccount(id))
  for (const { id } of people) if (!accounts.has(id)) give(id, [...free][0])
  return accounts
}

function boundAccount({ identities }: RosterPerson): string | undefined {
  return identities.find(({ platform }) => platform === 'demo')?.externalId
}

function place(person: RosterPerson): number {
  if (holds(person, 'officer', 'director', 'administrator')) return 1
  return holds(person, 'leader', 'auditor') ? 2 : 0
}

/** The path of a fresh one-time link: of the person given, else of the first officer. */
export function demoLink(db: Db, now: number, person = firstOfficer(db)): string {
  const actor = { kind: 'system', door: 'demo' } as const
  return loginPath(transact(db, (tx) => mintLoginLink(tx, person, { actor, now })))
}

/** A fresh binding code, as people read it out. */
export function demoCode(db: Db, now: number, person: PersonId): string {
  const actor = { kind: 'system', door: 'demo' } as const
  return showCode(transact(db, (tx) => invite(tx, person, { actor, now })))
}

function firstOfficer(db: Db): PersonId {
  return rosterOf(db).people.find((person) => holds(person, 'officer'))?.id ?? 0
}
