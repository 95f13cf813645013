import { drizzle } from 'drizzle-orm/durable-sqlite'
import { migrate } from 'drizzle-orm/durable-sqlite/migrator'
import type { Db } from './database.ts'
import migrations from './migrations/migrations.js'
import { reproject } from './reproject.ts'
import * as schema from './schema.ts'

/** Opens (and brings up to date) the office that lives in this Durable Object's storage. */
export async function openDurable(storage: DurableObjectStorage): Promise<Db> {
  const db = drizzle(storage, { schema })
  await migrate(db, migrations)
  reproject(db)
  return db
}
