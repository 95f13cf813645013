import { and, asc, eq, gte, lte, or, sql } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import { lengthOf } from '../core/text.ts'
import {
  badSubstitution,
  lastDay,
  mayHearFor,
  standIn,
  type SubstituteEvent,
  type SubstituteRefusal,
} from '../core/people/substitute.ts'
import { prepared, type Db, type Tx } from './database.ts'
import { note } from './ledger.ts'
import { findPerson, postsOf } from './people.ts'
import { substitutes } from './schema.ts'

export type SubstituteRow = typeof substitutes.$inferSelect
type Act = { readonly actor: Actor; readonly now: number }
type Wanted = Pick<SubstituteRow, 'person' | 'substitute' | 'from' | 'to' | 'reason'>

/** Names who hears instead of a person who is away: set, or a refusal with nothing written. */
export function setSubstitute(tx: Tx, wanted: Wanted, act: Act): SubstituteRefusal | null {
  const { person, substitute, from, to, reason } = wanted
  if (!findPerson(tx, person) || !findPerson(tx, substitute)) return { code: 'unknown' }
  const known = tx.select().from(substitutes).all()
  const refusal = badSubstitution(wanted, { known, today: dayOf(act.now) })
  if (refusal) return refusal
  if (!mayHearFor({ posts: postsOf(tx, substitute) }, { posts: postsOf(tx, person) })) return { code: 'reach' }
  tx.insert(substitutes).values(wanted).run()
  noted(tx, person, { type: 'substitute-set', substitute, from, to, reason }, act)
  return null
}

/** Calls it off from today on; a refusal where it is over, or where no reason is given. */
export function endSubstitute(
  tx: Tx,
  { person, id, reason }: { person: PersonId; id: number; reason: string },
  act: Act,
): SubstituteRefusal | null {
  const row = tx.select().from(substitutes).where(eq(substitutes.id, id)).get()
  const on = dayOf(act.now)
  if (!row || row.person !== person) return { code: 'unknown' }
  if (row.endedOn !== null || lastDay(row) < on) return { code: 'over' }
  if (lengthOf(reason) === 0) return { code: 'no-reason' }
  tx.update(substitutes).set({ endedOn: on }).where(eq(substitutes.id, id)).run()
  const { substitute, from } = row
  noted(tx, person, { type: 'substitute-ended', substitute, from, on, reason }, act)
  return null
}

function noted(tx: Tx, person: PersonId, fact: SubstituteEvent, act: Act): void {
  note(tx, { kind: 'person', id: String(person), fact, ...act })
}

const namedBy = prepared((db) =>
  db
    .select()
    .from(substitutes)
    .where(eq(substitutes.person, sql.placeholder('person')))
    .orderBy(asc(substitutes.from))
    .prepare(),
)

/**
 * Who hears instead of a person on a day: followed to whoever isn't away themselves. null where nobody does, and where
 * it would lead back to the person.
 */
export function substituteOn(db: Db, person: PersonId, day: Day): PersonId | null {
  return standIn(person, day, (one) => namedBy(db).all({ person: one }))
}

/** Everybody for whom somebody might hear on a day. */
export function awayOn(db: Db, day: Day): ReadonlySet<PersonId> {
  const days = and(lte(substitutes.from, day), gte(substitutes.to, day))
  return new Set(
    db
      .selectDistinct({ person: substitutes.person })
      .from(substitutes)
      .where(days)
      .all()
      .map(({ person }) => person),
  )
}

/** Those a person named and those they stand in for, by their first day. */
export function substitutesOf(db: Db, person: PersonId): SubstituteRow[] {
  const own = or(eq(substitutes.person, person), eq(substitutes.substitute, person))
  return db.select().from(substitutes).where(own).orderBy(asc(substitutes.from), asc(substitutes.id)).all()
}
