import { eq } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import type { Db, Tx } from './database.ts'
import { conversations } from './schema.ts'

/** A conversation about an issue or a form cools down: a photo a day later is asked about again. */
const WARM = 12 * 3_600_000

export type Conversation = { readonly serial: Serial | null; readonly draft: string | null }

/** What a person is talking about with the bot: the issue, and the form that asked a question. */
export function conversationOf(db: Db, person: PersonId, now: number): Conversation {
  const row = db.select().from(conversations).where(eq(conversations.person, person)).get()
  if (!row || row.changedAt < now - WARM) return { serial: null, draft: null }
  return { serial: row.serial, draft: row.draft }
}

export function talkAbout(tx: Tx, person: PersonId, about: Partial<Conversation>, now: number): void {
  const next = { ...conversationOf(tx, person, now), ...about, changedAt: now }
  tx.insert(conversations)
    .values({ person, ...next })
    .onConflictDoUpdate({ target: conversations.person, set: next })
    .run()
}
