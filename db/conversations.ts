import { eq, sql } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import { blanks, prepared, type Db, type Tx } from './database.ts'
import { conversations } from './schema.ts'

/** A conversation about an issue or a form cools down: a photo a day later is asked about again. */
const WARM = 12 * 3_600_000

export type Conversation = { readonly serial: Serial | null; readonly draft: string | null }

const lastOf = prepared((db) =>
  db
    .select()
    .from(conversations)
    .where(eq(conversations.person, sql.placeholder('person')))
    .prepare(),
)

/** What a person is talking about with the bot: the issue, and the form that asked a question. */
export function conversationOf(db: Db, person: PersonId, now: number): Conversation {
  const row = lastOf(db).get({ person })
  if (!row || row.changedAt < now - WARM) return { serial: null, draft: null }
  return { serial: row.serial, draft: row.draft }
}

const keep = prepared((db) => {
  const set = blanks(conversations, 'serial', 'draft', 'changedAt')
  return db
    .insert(conversations)
    .values({ ...blanks(conversations, 'person'), ...set })
    .onConflictDoUpdate({ target: conversations.person, set })
    .prepare()
})

export function talkAbout(tx: Tx, person: PersonId, about: Partial<Conversation>, now: number): void {
  keep(tx).run({ person, ...conversationOf(tx, person, now), ...about, changedAt: now })
}
