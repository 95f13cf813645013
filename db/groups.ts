import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { groupRequests, groups } from './schema.ts'

export type Group = typeof groups.$inferSelect
export type GroupRequest = typeof groupRequests.$inferSelect
type Act = { readonly actor: Actor; readonly now: number }
type Place = { readonly platform: string; readonly chatId: string }

/** A group chat becomes a unit's, or with null the office's. false where it was that already. */
export function bindGroup(tx: Tx, group: { platform: string; chatId: string; unit: UnitId | null }, act: Act): boolean {
  const { platform, chatId, unit } = group
  const known = groupOf(tx, platform, chatId)
  if (known && known.unit === unit) return false
  tx.insert(groups)
    .values({ ...group, boundAt: act.now })
    .onConflictDoUpdate({ target: [groups.platform, groups.chatId], set: { unit, boundAt: act.now } })
    .run()
  tx.delete(groupRequests).where(asked(group)).run()
  note(tx, { kind: 'group', id: `${platform}:${chatId}`, fact: { type: 'group-bound', unit }, ...act })
  return true
}

/** Group chats of a unit, of the office with null. */
export function groupsOf(db: Db, unit: UnitId | null): Group[] {
  const own = unit === null ? isNull(groups.unit) : eq(groups.unit, unit)
  return db.select().from(groups).where(own).all()
}

/** What a group chat counts as; null where it counts for nothing. */
export function groupOf(db: Db, platform: string, chatId: string): Group | null {
  const here = and(eq(groups.platform, platform), eq(groups.chatId, chatId))
  return db.select().from(groups).where(here).get() ?? null
}

function asked({ platform, chatId }: Place) {
  return and(eq(groupRequests.platform, platform), eq(groupRequests.chatId, chatId))
}

/**
 * Remembers a group chat that counts for nothing yet, for the office to decide (domain: section 4); asking again
 * changes nothing but a name not known before. Whether it waits, or was refused.
 */
export function askForGroup(
  tx: Tx,
  group: Place & { readonly name: string | null; readonly person: PersonId | null },
  now: number,
): 'waits' | 'refused' {
  const { name } = group
  tx.insert(groupRequests)
    .values({ ...group, askedAt: now })
    .onConflictDoUpdate({
      target: [groupRequests.platform, groupRequests.chatId],
      set: { name: sql`coalesce(${name}, ${groupRequests.name})` },
    })
    .run()
  const refused = tx.select().from(groupRequests).where(asked(group)).get()?.refusedAt ?? null
  return refused === null ? 'waits' : 'refused'
}

/** Group chats that wait for the office, and those it refused, oldest first. */
export function groupRequestsOf(db: Db): GroupRequest[] {
  return db.select().from(groupRequests).orderBy(asc(groupRequests.askedAt)).all()
}

/** 不同意. It can still be confirmed later. false where it doesn't wait. */
export function refuseGroup(tx: Tx, group: Place, act: Act): boolean {
  const waits = and(asked(group), isNull(groupRequests.refusedAt))
  const refused = tx.update(groupRequests).set({ refusedAt: act.now }).where(waits).returning().all()
  if (refused.length === 0) return false
  note(tx, { kind: 'group', id: `${group.platform}:${group.chatId}`, fact: { type: 'group-refused' }, ...act })
  return true
}

/** 取消登记: from now on it counts for nothing. false where it did before. */
export function releaseGroup(tx: Tx, { platform, chatId }: Place, act: Act): boolean {
  const here = and(eq(groups.platform, platform), eq(groups.chatId, chatId))
  if (tx.delete(groups).where(here).returning().all().length === 0) return false
  note(tx, { kind: 'group', id: `${platform}:${chatId}`, fact: { type: 'group-released' }, ...act })
  return true
}

export function allGroups(db: Db): Group[] {
  return db.select().from(groups).orderBy(asc(groups.boundAt)).all()
}
