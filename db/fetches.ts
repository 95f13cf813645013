import { and, asc, count, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Door, PersonId } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import { prepared, type Db, type Tx } from './database.ts'
import { fetches, type Paper } from './schema.ts'

export type Fetch = typeof fetches.$inferSelect

type Promised = {
  readonly platform: Door
  readonly token: string
  readonly name: string
  readonly image: boolean
  readonly person: PersonId
  readonly serial: Serial | null
  readonly now: number
}

/** A file a message promised; it is downloaded after the answer. */
export function promise(tx: Tx, { now, ...file }: Promised): Fetch {
  return tx
    .insert(fetches)
    .values({ ...file, createdAt: now, nextAt: now })
    .returning()
    .get()
}

const pendingOf = prepared((db) =>
  db
    .select({ pending: count() })
    .from(fetches)
    .where(and(eq(fetches.serial, sql.placeholder('serial')), inArray(fetches.state, ['queued', 'kept'])))
    .prepare(),
)

/** Files of an issue still on their way. */
export function pendingFor(db: Db, serial: Serial): number {
  return pendingOf(db).get({ serial })?.pending ?? 0
}

const homelessOf = (person: PersonId) =>
  and(
    eq(fetches.person, person),
    isNull(fetches.serial),
    isNull(fetches.paper),
    inArray(fetches.state, ['queued', 'kept']),
  )

/** Files a person sent without saying what they belong to. */
export function homeless(db: Db, person: PersonId): Fetch[] {
  const waiting = homelessOf(person)
  return db.select().from(fetches).where(waiting).orderBy(asc(fetches.id)).all()
}

type Place = { readonly serial: Serial } | { readonly paper: Paper }

/** Gives a person's waiting files to an issue or a hand-in; returns them, kept ones ready to be put there. */
export function assignFiles(tx: Tx, person: PersonId, place: Place, now: number): Fetch[] {
  const waiting = homelessOf(person)
  return tx
    .update(fetches)
    .set({ ...place, nextAt: now })
    .where(waiting)
    .returning()
    .all()
}

const LEASE = 120_000

/** Takes files to download, and files that are here and now know their issue: both have a `nextAt`. `dueBy`: see the outbox. */
export function claimFetches(tx: Tx, now: number, limit: number, dueBy = now): Fetch[] {
  const free = or(isNull(fetches.leaseUntil), lte(fetches.leaseUntil, now))
  const due = tx
    .select({ id: fetches.id })
    .from(fetches)
    .where(and(lte(fetches.nextAt, dueBy), or(lte(fetches.nextAt, now), eq(fetches.attempts, 0)), free))
    .orderBy(asc(fetches.id))
    .limit(limit)
  return tx
    .update(fetches)
    .set({ leaseUntil: now + LEASE, attempts: sql`attempts + 1` })
    .where(inArray(fetches.id, due))
    .returning()
    .all()
}

type Change = Partial<
  Pick<Fetch, 'state' | 'sha256' | 'size' | 'type' | 'takenOn' | 'nextAt' | 'lastError' | 'leaseUntil'>
>

export function changeFetch(tx: Tx, id: number, change: Change): Fetch | undefined {
  return tx
    .update(fetches)
    .set({ leaseUntil: null, ...change })
    .where(eq(fetches.id, id))
    .returning()
    .get()
}
