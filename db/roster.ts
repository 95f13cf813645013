import { eq, sql } from 'drizzle-orm'
import type { Actor, PersonId, Post } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import type { Unit } from '../core/people/unit.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { allPeople, formerUnits, preferredFirst, standingUnits, type Formerly, type PersonRow } from './people.ts'
import { identities, people, posts, units } from './schema.ts'

type Act = { readonly actor: Actor; readonly now: number }
type Identity = { readonly platform: string; readonly externalId: string; readonly boundAt: number }

export type RosterPerson = PersonRow & { readonly posts: readonly Post[]; readonly identities: readonly Identity[] }
/** Everyone the office knows, for comparing with a sheet. */
export type Roster = {
  /** Those that stand. */
  readonly units: readonly Unit[]
  readonly former: ReadonlyMap<string, Formerly>
  readonly people: readonly RosterPerson[]
}

export function rosterOf(db: Db): Roster {
  const held = Map.groupBy(db.select().from(posts).all(), (post) => post.person)
  const bound = Map.groupBy(
    db
      .select()
      .from(identities)
      .orderBy(...preferredFirst)
      .all(),
    (identity) => identity.person,
  )
  const everyone = allPeople(db).map((person) => ({
    ...person,
    posts: (held.get(person.id) ?? []).map(({ unit, role, scope }) => ({ unit, role, scope })),
    identities: (bound.get(person.id) ?? []).map(({ platform, externalId, boundAt }) => ({
      platform,
      externalId,
      boundAt,
    })),
  }))
  return { units: standingUnits(db), former: formerUnits(db), people: everyone }
}

/** The log says which of the particulars changed, not to what: names and phones stay in the list. */
export function changePerson(
  tx: Tx,
  id: PersonId,
  change: Partial<Pick<PersonRow, 'name' | 'title' | 'phone'>>,
  act: Act,
): void {
  tx.update(people)
    .set({ ...change, version: sql`version + 1` })
    .where(eq(people.id, id))
    .run()
  note(tx, {
    kind: 'person',
    id: String(id),
    fact: { type: 'person-changed', fields: Object.keys(change).sort() },
    ...act,
  })
}

export function changeUnit(tx: Tx, id: UnitId, change: Partial<Pick<Unit, 'kind' | 'parent'>>, act: Act): void {
  tx.update(units)
    .set({ ...change, version: sql`version + 1` })
    .where(eq(units.id, id))
    .run()
  note(tx, { kind: 'unit', id: String(id), fact: { type: 'unit-changed', ...change }, ...act })
}
