import { and, eq, ne, sql } from 'drizzle-orm'
import { holds, isOffice, type ActingPerson, type PersonId, type Post } from '../core/actor.ts'
import { badChange, isName, type Change, type PersonRefusal } from '../core/people/person.ts'
import type { Db, Tx } from './database.ts'
import { draftResult, useDraft } from './drafts.ts'
import { postsEnded } from './handovers/departure.ts'
import { addPerson, findPerson, postsOf, setPosts, standingUnits } from './people.ts'
import { changePerson } from './roster.ts'
import { people, posts } from './schema.ts'

type Act = { readonly actor: ActingPerson; readonly now: number }

/** A person as a form fills them in. */
export type PersonEdit = {
  /** null: somebody new. */
  readonly person: PersonId | null
  /** The version its reader saw. */
  readonly seen: number
  /** Used once: sending the form of a new person twice adds one. */
  readonly draft: string
  readonly name: string
  readonly title: string | null
  readonly phone: string | null
  readonly posts: readonly Post[]
  /** Its reader has looked at those of the same name and means another one. */
  readonly isAnother: boolean
}

type Saved =
  | { readonly ok: true; readonly person: PersonId; readonly did: 'added' | 'saved' | 'nothing' }
  | { readonly ok: false; readonly refusal: PersonRefusal }

/** Adds or changes a person with their posts: all of it, or nothing with a refusal. */
export function savePerson(tx: Tx, edit: PersonEdit, act: Act): Saved {
  const first = edit.person === null ? draftResult(tx, edit.draft) : null
  if (first) return { ok: true, person: Number(first.serial), did: 'nothing' }
  const refusal = badEdit(tx, edit, act.actor)
  if (refusal) return { ok: false, refusal }
  const { person, name, title, phone } = edit
  if (person !== null) return { ok: true, person, did: change(tx, person, edit, act) ? 'saved' : 'nothing' }
  const added = addPerson(tx, { name, title, phone }, act)
  setPosts(tx, added, edit.posts, act)
  useDraft(tx, { id: edit.draft, person: act.actor.id, serial: String(added), now: act.now })
  return { ok: true, person: added, did: 'added' }
}

function change(tx: Tx, person: PersonId, edit: PersonEdit, act: Act): boolean {
  const before = findPerson(tx, person)
  const fields = (['name', 'title', 'phone'] as const).filter((field) => before?.[field] !== edit[field])
  if (fields.length > 0) changePerson(tx, person, Object.fromEntries(fields.map((field) => [field, edit[field]])), act)
  const held = postsOf(tx, person)
  const moved = setPosts(tx, person, edit.posts, act)
  if (moved) postsEnded(tx, person, held, act)
  return moved || fields.length > 0
}

/** Whoever may not change this person learns nothing else about the form. */
function badEdit(tx: Tx, edit: PersonEdit, actor: ActingPerson): PersonRefusal | null {
  const held = edit.person === null ? [] : postsOf(tx, edit.person)
  const wanted = edit.posts
  const others = othersThan(tx, edit.person)
  const forbidden = badChange(actor, { person: edit.person, held, wanted, others })
  if (forbidden) return forbidden
  const known = edit.person === null ? null : findPerson(tx, edit.person)
  if (known && known.version !== edit.seen) return { code: 'changed' }
  return badFields(tx, edit)
}

function badFields(tx: Tx, { person, name, phone, posts: wanted, isAnother }: PersonEdit): PersonRefusal | null {
  if (!isName(name)) return { code: 'bad-name' }
  const owner = phone === null ? undefined : tx.select().from(people).where(eq(people.phone, phone)).get()
  if (owner && owner.id !== person) return { code: 'phone-taken', name: owner.name }
  if (person === null && wanted.length === 0) return { code: 'no-posts' }
  const keys = wanted.map(({ unit, role }) => `${unit} ${role}`)
  if (new Set(keys).size < keys.length) return { code: 'post-twice' }
  const standing = new Set(standingUnits(tx).map(({ id }) => id))
  if (wanted.some(({ unit }) => !standing.has(unit))) return { code: 'half-post' }
  const namesakes = person === null && !isAnother ? namesakesOf(tx, name) : []
  return namesakes.length > 0 ? { code: 'namesakes', people: namesakes } : null
}

function namesakesOf(db: Db, name: string): PersonId[] {
  const same = db.select({ id: people.id }).from(people).where(eq(people.name, name)).all()
  return same.map(({ id }) => id)
}

/** Whether somebody else is left to run the office. */
function othersThan(db: Db, person: PersonId | null): Change['others'] {
  const rows = db
    .select()
    .from(posts)
    .where(and(ne(posts.person, person ?? 0), sql`${posts.role} in ('officer', 'director', 'administrator')`))
    .all()
  return {
    administrator: holds({ posts: rows }, 'administrator'),
    office: isOffice({ posts: rows }),
  }
}
