import { holds, type PersonId } from '../core/actor.ts'
import { roleText } from '../core/texts.ts'
import type { SamplePerson } from '../bot/demo/people.ts'
import { transact, type Db } from '../db/database.ts'
import { rosterOf, type RosterPerson } from '../db/roster.ts'
import { loginPath, maySignIn, mintLoginLink } from '../db/sessions.ts'

/** Everyone with an account on the demo's chat platform: people of units, then the office, then who looks on. */
export function samplePeople(db: Db): SamplePerson[] {
  const { units, people } = rosterOf(db)
  const inOrder = [...people].sort((a, b) => place(a) - place(b) || a.id - b.id)
  return inOrder.flatMap(({ id, name, posts, identities }) => {
    const account = identities.find(({ platform }) => platform === 'demo')
    const unit = units.find((one) => one.id === posts[0]?.unit)
    if (!account || !unit) return []
    const post = [...new Set(posts.map(({ role }) => roleText[role]))].join('、')
    return [{ id: account.externalId, name, post, unit: unit.name, office: maySignIn(db, id), personId: String(id) }]
  })
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

function firstOfficer(db: Db): PersonId {
  return rosterOf(db).people.find((person) => holds(person, 'officer'))?.id ?? 0
}
