import { type Column, getTableColumns, type SQL, sql, type Table } from 'drizzle-orm'
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
  const within = (tx: unknown) => {
    homes.set(tx as Tx, db)
    return work(tx as Tx) as T
  }
  return db.transaction(within, { behavior: 'immediate' })
}

/** The database a transaction runs on: its statements serve both. */
const homes = new WeakMap<Tx, Db>()

/**
 * A statement that is built once a database, its open values `blanks` or placeholders: for what every message
 * and every page asks, since building a statement takes ten times longer than running it.
 */
export function prepared<Q>(build: (db: Db) => Q): (db: Db) => Q {
  const built = new WeakMap<Db, Q>()
  return (db) => {
    const home = homes.get(db as Tx) ?? db
    const query = built.get(home) ?? build(home)
    built.set(home, query)
    return query
  }
}

/** An open value for each of these columns, under the column's name. A JSON column takes no null this way. */
export function blanks<T extends Table, K extends ColumnName<T>>(table: T, ...names: K[]): Record<K, SQL> {
  const columns: Record<string, Column> = getTableColumns(table)
  const blank = (name: K) => sql`${sql.param(sql.placeholder(name), columns[name])}`
  return Object.fromEntries(names.map((name) => [name, blank(name)])) as Record<K, SQL>
}

type ColumnName<T extends Table> = keyof T['_']['columns'] & string

/** The one row that must be there; its absence is a fault of ours. */
export function only<T>(row: T | null | undefined, what: string): T {
  if (row === undefined || row === null) throw new Error(`${what} is missing`)
  return row
}
