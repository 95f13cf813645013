import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm'
import type { Db } from './database.ts'
import type { Fetch } from './fetches.ts'
import { leaving, type Row } from './outbox.ts'
import { events, fetches, outbox } from './schema.ts'

/** Messages that would leave as of a moment, its office hours observed, oldest first; nothing is taken. */
export function dueMessages(db: Db, now: number): Row[] {
  const due = and(eq(outbox.state, 'queued'), inArray(outbox.rank, [...leaving(db, now)]), lte(outbox.nextAt, now))
  return db.select().from(outbox).where(due).orderBy(asc(outbox.nextAt), asc(outbox.id)).all()
}

/** Files that would be downloaded or put on their issue as of a moment. */
export function dueFetches(db: Db, now: number): Fetch[] {
  return db.select().from(fetches).where(lte(fetches.nextAt, now)).orderBy(asc(fetches.id)).all()
}

/** When the newest event was recorded; null in an empty log. */
export function lastEventAt(db: Db): number | null {
  return db.select({ at: events.at }).from(events).orderBy(desc(events.n)).limit(1).get()?.at ?? null
}
