import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import type * as schema from './schema.ts'

/** One office: better-sqlite3 on Node, the SQLite storage of one Durable Object on Workers. Both are synchronous. */
export type Db = BaseSQLiteDatabase<'sync', unknown, typeof schema>

declare const inTransaction: unique symbol
/** A database inside `transact`. Whatever writes asks for this, so nothing is written by halves. */
export type Tx = Db & { readonly [inTransaction]: true }

type Sync<T> = T extends PromiseLike<unknown> ? never : T

/**
 * Runs `work` in one transaction: all of it commits or, when it throws, none. A promise is refused by type,
 * since the transaction would be over before it settles. `immediate`: the command line writes beside the
 * server, and a deferred transaction that reads first fails with SQLITE_BUSY whatever the busy timeout is.
 */
export function transact<T>(db: Db, work: (tx: Tx) => Sync<T>): T {
  return db.transaction((tx) => work(tx as unknown as Tx) as T, { behavior: 'immediate' })
}

/** The one row that must be there; its absence is a fault of ours. */
export function only<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new Error(`${what} is missing`)
  return row
}
