import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Db } from './database.ts'
import { reproject } from './reproject.ts'
import * as schema from './schema.ts'

export type OpenDatabase = {
  readonly db: Db
  /** The raw connection, for what only Node does: backup, integrity check, benchmarks. */
  readonly client: Database.Database
  close(): void
}

/** The file was written by a later version of this program, which knows more than this one. */
export class NewerDatabase extends Error {
  readonly code = 'NEWER_DATABASE'
}

/** Opens (and brings up to date) the database of an office; ':memory:' for an empty one. */
export function openNode(path: string): OpenDatabase {
  const client = new Database(path, { timeout: 5000 })
  try {
    client.pragma('journal_mode = WAL')
    client.pragma('synchronous = FULL')
    client.pragma('foreign_keys = ON')
    // What is deleted is overwritten: words that were redacted don't live on in unused pages.
    client.pragma('secure_delete = ON')
    const db = drizzle(keepingStatements(client), { schema })
    bringUpToDate(client, () => migrate(db, { migrationsFolder: migrationsFolder() }))
    reproject(db)
    return { db, client, close: () => client.close() }
  } catch (error) {
    client.close()
    throw error
  }
}

/**
 * Rewrites the file and empties the log beside it: neither keeps what has left the tables. Takes as long as copying the
 * file does. Throws where another connection is in the middle of something.
 */
export function compact(client: Database.Database): void {
  client.exec('VACUUM')
  client.pragma('wal_checkpoint(TRUNCATE)')
}

const MOST_KEPT = 500

/** The same connection with every statement prepared once: preparing one takes longer than running it. */
function keepingStatements(client: Database.Database): Database.Database {
  const kept = new Map<string, Database.Statement>()
  const prepare = (source: string) => {
    const known = kept.get(source)
    if (known) return known
    if (kept.size >= MOST_KEPT) kept.clear()
    const statement = client.prepare(source)
    kept.set(source, statement)
    return statement
  }
  return Object.create(client, { prepare: { value: prepare } }) as Database.Database
}

/** Opens a database to look at, as it is; throws where there is no such file. */
export function openReadOnly(path: string): OpenDatabase {
  const client = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 })
  return { db: drizzle(client, { schema }), client, close: () => client.close() }
}

/** The server and the command line may be the first at once: then one of them finds it done. */
function bringUpToDate(client: Database.Database, migrateAll: () => void): void {
  const newest = newestMigration()
  if (lastMigration(client) === newest) return
  if (lastMigration(client) > newest) throw new NewerDatabase('database of a later version')
  try {
    migrateAll()
  } catch (error) {
    if (lastMigration(client) !== newest) throw error
  }
}

function newestMigration(): number {
  const files = readMigrationFiles({ migrationsFolder: migrationsFolder() })
  return Math.max(...files.map((file) => file.folderMillis))
}

function lastMigration(client: Database.Database): number {
  const table = client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get()
  if (!table) return 0
  return Number(client.prepare('select max(created_at) from __drizzle_migrations').pluck().get() ?? 0)
}

/** Beside the bundle in production, beside this file when run from source. */
function migrationsFolder(): string {
  const beside = fileURLToPath(new URL('./migrations', import.meta.url))
  if (existsSync(beside)) return beside
  throw new Error(`no migrations beside ${import.meta.url}`)
}
