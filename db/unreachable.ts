import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { ChatAddress } from '../core/message.ts'
import { prepared, type Tx } from './database.ts'
import { groups, identities } from './schema.ts'

const found = { unreachableAt: null, unreachableWhy: null }

type Mark = { readonly platform: string; readonly why: string; readonly now: number }

/** Nothing reaches this identity any more: its person resigned, blocked the bot, is out of its range. */
export function losePerson(tx: Tx, externalId: string, { platform, why, now }: Mark): void {
  tx.update(identities)
    .set({ unreachableAt: now, unreachableWhy: why })
    .where(and(eq(identities.platform, platform), eq(identities.externalId, externalId)))
    .run()
}

/** Nothing reaches this group any more: it was dissolved, or the bot is not in it. */
export function loseGroup(tx: Tx, chatId: string, { platform, why, now }: Mark): void {
  tx.update(groups)
    .set({ unreachableAt: now, unreachableWhy: why })
    .where(and(eq(groups.platform, platform), eq(groups.chatId, chatId)))
    .run()
}

/** Somebody was heard from: they, and the group they spoke in, can be reached after all. */
export function hear(
  tx: Tx,
  { platform, sender, group }: { platform: string; sender: string; group: string | null },
): void {
  personFound(tx).run({ platform, id: sender })
  if (group !== null) groupFound(tx).run({ platform, id: group })
}

const { placeholder } = sql

/** Somebody spoke to the bot alone: whoever has several accounts is told things in this one from now on. */
export function prefer(tx: Tx, { platform, sender, now }: { platform: string; sender: string; now: number }): void {
  preferred(tx).run({ platform, id: sender, now })
}

// Nothing is written for the many who have one account, nor for who goes on where they were.
const preferred = prepared((db) => {
  const other = sql`select 1 from identities other where other.person = ${identities.person}
    and other.platform <> ${identities.platform}
    and coalesce(other.preferred_at, 0) >= coalesce(${identities.preferredAt}, 0)`
  return db
    .update(identities)
    .set({ preferredAt: sql`${placeholder('now')}` })
    .where(
      and(
        eq(identities.platform, placeholder('platform')),
        eq(identities.externalId, placeholder('id')),
        sql`exists (${other})`,
      ),
    )
    .prepare()
})

const personFound = prepared((db) => {
  const theirs = [eq(identities.platform, placeholder('platform')), eq(identities.externalId, placeholder('id'))]
  return db
    .update(identities)
    .set(found)
    .where(and(...theirs, isNotNull(identities.unreachableAt)))
    .prepare()
})

const groupFound = prepared((db) => {
  const here = [eq(groups.platform, placeholder('platform')), eq(groups.chatId, placeholder('id'))]
  return db
    .update(groups)
    .set(found)
    .where(and(...here, isNotNull(groups.unreachableAt)))
    .prepare()
})

/** Whom a message is for is tried again, whatever became of the last try. */
export function reachAgain(tx: Tx, { person, platform, address }: Receiver): void {
  if (person !== null) tx.update(identities).set(found).where(eq(identities.person, person)).run()
  if (platform === null || address?.kind !== 'group') return
  const here = and(eq(groups.platform, platform), eq(groups.chatId, address.id))
  tx.update(groups).set(found).where(here).run()
}

type Receiver = {
  readonly person: PersonId | null
  readonly platform: string | null
  readonly address: ChatAddress | null
}
