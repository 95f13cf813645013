import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import type { UnitId } from '../core/issue.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { groups } from './schema.ts'

export type Group = typeof groups.$inferSelect

/** A group chat becomes a unit's, or with null the office's. false where it was that already. */
export function bindGroup(
  tx: Tx,
  group: { platform: string; chatId: string; unit: UnitId | null },
  act: { actor: Actor; now: number },
): boolean {
  const { platform, chatId, unit } = group
  const known = groupOf(tx, platform, chatId)
  if (known && known.unit === unit) return false
  tx.insert(groups)
    .values({ ...group, boundAt: act.now })
    .onConflictDoUpdate({ target: [groups.platform, groups.chatId], set: { unit, boundAt: act.now } })
    .run()
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
