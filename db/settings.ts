import { eq } from 'drizzle-orm'
import type { Db, Tx } from './database.ts'
import { settings } from './schema.ts'

const PAUSED = 'sending-paused'

/** After a restore nothing queued leaves until an officer presses 继续发送 (domain: section 5). */
export function isPaused(db: Db): boolean {
  return db.select().from(settings).where(eq(settings.name, PAUSED)).get() !== undefined
}

export function pause(tx: Tx): void {
  put(tx, PAUSED, 'yes')
}

export function resume(tx: Tx): void {
  tx.delete(settings).where(eq(settings.name, PAUSED)).run()
}

export function setting(db: Db, name: string): string | null {
  return db.select().from(settings).where(eq(settings.name, name)).get()?.value ?? null
}

export function put(tx: Tx, name: string, value: string): void {
  tx.insert(settings).values({ name, value }).onConflictDoUpdate({ target: settings.name, set: { value } }).run()
}
