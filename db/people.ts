import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { ActingPerson, Actor, Door, PersonId, Post, Role } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import type { Unit } from '../core/people/unit.ts'
import { append } from './chain.ts'
import { blanks, only, prepared, type Db, type Tx } from './database.ts'
import { note } from './ledger.ts'
import { sendToNewlyBound } from './outbox-ends.ts'
import { formerNames, identities, people, posts, units } from './schema.ts'

export type PersonRow = typeof people.$inferSelect

type Act = { readonly actor: Actor; readonly now: number }

export function addUnit(tx: Tx, unit: { name: string; kind: string | null; parent: UnitId | null }, act: Act): UnitId {
  const { id } = tx.insert(units).values(unit).returning({ id: units.id }).get()
  note(tx, { kind: 'unit', id: String(id), fact: { type: 'unit-added', ...unit }, ...act })
  return id
}

/** Names and phones stay in the list; the log says only that there is such a person, and what they may do. */
export function addPerson(
  tx: Tx,
  person: { name: string; title: string | null; phone: string | null },
  act: Act,
  wanted: readonly Post[] = [],
): PersonId {
  const { id } = newPerson(tx).get(person)
  const facts = [{ type: 'person-added' }, ...(wanted.length > 0 ? [{ type: 'posts-set', posts: wanted }] : [])]
  const subject = { kind: 'person' as const, id: String(id) }
  if (wanted.length > 0) givePosts(tx, id, wanted)
  append(
    tx,
    facts.map((fact, index) => ({ subject, seq: index + 1, fact, ...act })),
  )
  return id
}

const newPerson = prepared((db) =>
  db
    .insert(people)
    .values(blanks(people, 'name', 'title', 'phone'))
    .returning({ id: people.id })
    .prepare(),
)

/** Sets what a person may do; an event only when something changes. */
export function setPosts(tx: Tx, person: PersonId, wanted: readonly Post[], act: Act): boolean {
  const before = postsOf(tx, person)
  if (samePosts(before, wanted)) return false
  if (before.length > 0) noPosts(tx).run({ person })
  givePosts(tx, person, wanted)
  note(tx, { kind: 'person', id: String(person), fact: { type: 'posts-set', posts: wanted }, ...act })
  return true
}

function givePosts(tx: Tx, person: PersonId, wanted: readonly Post[]): void {
  for (const { unit, role, scope } of wanted) newPost(tx).run({ person, unit, role, scope: [...scope] })
  nextVersion(tx).run({ person })
}

const noPosts = prepared((db) =>
  db
    .delete(posts)
    .where(eq(posts.person, sql.placeholder('person')))
    .prepare(),
)
const newPost = prepared((db) =>
  db
    .insert(posts)
    .values(blanks(posts, 'person', 'unit', 'role', 'scope'))
    .prepare(),
)
const nextVersion = prepared((db) =>
  db
    .update(people)
    .set({ version: sql`version + 1` })
    .where(eq(people.id, sql.placeholder('person')))
    .prepare(),
)

function samePosts(a: readonly Post[], b: readonly Post[]): boolean {
  const keys = (list: readonly Post[]) =>
    list.map(({ unit, role, scope }) => `${unit} ${role} ${[...scope].sort().join(' ')}`).sort()
  return keys(a).join('\n') === keys(b).join('\n')
}

const postsHeld = prepared((db) =>
  db
    .select({ unit: posts.unit, role: posts.role, scope: posts.scope })
    .from(posts)
    .where(eq(posts.person, sql.placeholder('person')))
    .orderBy(asc(posts.unit), asc(posts.role))
    .prepare(),
)

export function postsOf(db: Db, person: PersonId): Post[] {
  return postsHeld(db).all({ person })
}

/** A person as an actor at a door, with the posts of this moment. */
export function actorOf(db: Db, id: PersonId, door: Door): ActingPerson {
  return { kind: 'person', id, posts: postsOf(db, id), door }
}

export function findPerson(db: Db, id: PersonId): PersonRow | null {
  return db.select().from(people).where(eq(people.id, id)).get() ?? null
}

/** 姓名 or 姓名@单位, the unit under any name it ever had: everyone who fits; namesakes are told apart by their unit. */
export function peopleNamed(db: Db, text: string): PersonRow[] {
  const [name = '', unit] = text.split('@').map((part) => part.trim())
  const named = db.select().from(people).where(eq(people.name, name)).orderBy(asc(people.id)).all()
  if (!unit) return named
  const units = unitsCalled(db, unit).map(({ id }) => id)
  return named.filter((person) => postsOf(db, person.id).some((post) => units.includes(post.unit)))
}

/** Every unit there ever was: for names. Only those that stand can be chosen, see `standingUnits`. */
export function allUnits(db: Db): Unit[] {
  return db.select().from(units).orderBy(asc(units.id)).all()
}

/** Units a report, a post or a reform can name; the others have ended. */
export function standingUnits(db: Db): Unit[] {
  return db.select().from(units).where(isNull(units.endedOn)).orderBy(asc(units.id)).all()
}

/** What became of an old name: the unit was renamed, merged into one, or divided up into several. */
export type Formerly = { readonly how: 'renamed' | 'merged' | 'divided'; readonly now: readonly Unit[] }

/** Every old name with what became of it. A name that one unit bears today is no old name. */
export function formerUnits(db: Db): ReadonlyMap<string, Formerly> {
  const all = allUnits(db)
  const given = db.select().from(formerNames).orderBy(asc(formerNames.id)).all()
  const owners = new Map<string, Unit | undefined>([
    ...given.map(({ name, unit }) => [name, all.find(({ id }) => id === unit)] as const),
    ...all.map((unit) => [unit.name, unit] as const),
  ])
  const borne = new Set(all.filter(({ endedOn }) => endedOn === null).map(({ name }) => name))
  return new Map(
    [...owners].flatMap(([name, unit]) => (unit && !borne.has(name) ? [[name, becameOf(unit, all)] as const] : [])),
  )
}

function becameOf(unit: Unit, all: readonly Unit[]): Formerly {
  if (unit.endedOn === null) return { how: 'renamed', now: [unit] }
  const now = heirs(unit, all, [])
  return { how: now.length > 1 ? 'divided' : 'merged', now }
}

/** Who stands today for a unit, over however many reforms. */
function heirs(unit: Unit, all: readonly Unit[], past: readonly UnitId[]): Unit[] {
  if (unit.endedOn === null) return [unit]
  const next = all.filter(({ id }) => unit.successors.includes(id) && !past.includes(id))
  return [...new Set(next.flatMap((one) => heirs(one, all, [...past, unit.id])))]
}

/** The unit called so today; by an old name those that took over. */
function unitsCalled(db: Db, name: string): readonly Unit[] {
  const unit = standingUnits(db).find((one) => one.name === name)
  return unit ? [unit] : (formerUnits(db).get(name)?.now ?? [])
}

/** The unit that is called so, or was once; null where there is none or an old name stands for several. */
export function unitNamed(db: Db, name: string): Unit | null {
  const [unit, ...others] = unitsCalled(db, name)
  return others.length === 0 ? (unit ?? null) : null
}

export function allPeople(db: Db): PersonRow[] {
  return db.select().from(people).orderBy(asc(people.id)).all()
}

export function unitName(db: Db, id: UnitId): string {
  return only(db.select().from(units).where(eq(units.id, id)).get(), `unit ${id}`).name
}

/** Names of several people at once, for a page or a card. A statement takes 90 of them. */
export function namesOf(db: Db, ids: readonly PersonId[]): Map<PersonId, string> {
  const unique = [...new Set(ids)]
  const parts = Array.from({ length: Math.ceil(unique.length / 90) }, (_, part) =>
    unique.slice(part * 90, part * 90 + 90),
  )
  const rows = parts.flatMap((part) => db.select().from(people).where(inArray(people.id, part)).all())
  return new Map(rows.map((row) => [row.id, row.name]))
}

export type Staff = Pick<PersonRow, 'id' | 'name' | 'title' | 'phone'> & { readonly role: Role }

const staffOf = prepared((db) =>
  db
    .select({ id: people.id, name: people.name, title: people.title, phone: people.phone, role: posts.role })
    .from(posts)
    .innerJoin(people, eq(people.id, posts.person))
    .where(eq(posts.unit, sql.placeholder('unit')))
    .orderBy(asc(people.id))
    .prepare(),
)

/** People with one of the roles in a unit: choices of a form. */
export function peopleOfUnit(db: Db, unit: UnitId): Staff[] {
  return staffOf(db).all({ unit })
}

const identified = prepared((db) => {
  const { placeholder } = sql
  return db
    .select({ person: people })
    .from(identities)
    .innerJoin(people, eq(people.id, identities.person))
    .where(and(eq(identities.platform, placeholder('platform')), eq(identities.externalId, placeholder('externalId'))))
    .prepare()
})

/** Who this identity of a platform is, or null. */
export function personOf(db: Db, platform: string, externalId: string): PersonRow | null {
  return identified(db).get({ platform, externalId })?.person ?? null
}

export type Identity = {
  readonly platform: string
  readonly externalId: string
  /** Why nothing reaches it any more; null while it does. */
  readonly unreachableWhy: string | null
}

/** The account where a person spoke last, then as they were bound. */
export const preferredFirst = [sql`coalesce(${identities.preferredAt}, 0) desc`, asc(identities.boundAt)]

/** Where a person can be reached: first where they spoke last, then as they were bound. */
export function identitiesOf(db: Db, person: PersonId): Identity[] {
  const { platform, externalId, unreachableWhy } = identities
  return db
    .select({ platform, externalId, unreachableWhy })
    .from(identities)
    .where(eq(identities.person, person))
    .orderBy(...preferredFirst)
    .all()
}

/** Binds an identity to a person; what either was bound to on that platform before is over. */
export function bind(tx: Tx, link: { platform: string; externalId: string; person: PersonId }, act: Act): void {
  const { platform, externalId, person } = link
  const here = eq(identities.platform, platform)
  tx.delete(identities)
    .where(and(here, eq(identities.externalId, externalId)))
    .run()
  tx.delete(identities)
    .where(and(here, eq(identities.person, person)))
    .run()
  tx.insert(identities).values({ platform, externalId, person, boundAt: act.now }).run()
  sendToNewlyBound(tx, person, act.now)
  note(tx, { kind: 'person', id: String(person), fact: { type: 'bound', platform }, ...act })
}

export function unbind(tx: Tx, link: { platform: string; externalId: string; person: PersonId }, act: Act): void {
  const { platform, externalId, person } = link
  tx.delete(identities)
    .where(and(eq(identities.platform, platform), eq(identities.externalId, externalId)))
    .run()
  note(tx, { kind: 'person', id: String(person), fact: { type: 'unbound', platform }, ...act })
}
