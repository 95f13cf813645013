import { lt } from 'drizzle-orm'
import { blanks, prepared, type Tx } from './database.ts'
import { inbox } from './schema.ts'

const addEvent = prepared((db) =>
  db
    .insert(inbox)
    .values(blanks(inbox, 'platform', 'eventId', 'at', 'sender'))
    .onConflictDoNothing()
    .returning()
    .prepare(),
)

type Came = { readonly platform: string; readonly eventId: string; readonly at: number; readonly sender?: string }

/** Remembers what came in; false where it has been here before. In the same transaction as its effect. */
export function remember(tx: Tx, { sender, ...event }: Came): boolean {
  return addEvent(tx).all({ ...event, sender: sender ?? null }).length > 0
}

const KEPT = 31 * 86_400_000

/** Forgets what is past the 30 days in which a platform could send again. */
export function forgetOld(tx: Tx, now: number): void {
  tx.delete(inbox)
    .where(lt(inbox.at, now - KEPT))
    .run()
}
