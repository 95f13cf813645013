import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import type { GroupKind } from '../core/issue/group.ts'
import type { UnitId } from '../core/issue.ts'
import type { Hours } from '../core/calendar/office-hours.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { groupRequests, groups } from './schema.ts'

export type Group = typeof groups.$inferSelect
export type GroupRequest = typeof groupRequests.$inferSelect
type Act = { readonly actor: Actor; readonly now: number }
type Place = { readonly platform: string; readonly chatId: string }

type Binding = Place & {
  readonly unit: UnitId | null
  /** Where it is no unit's: the office's, unless it is that of all contacts. */
  readonly kind?: Exclude<GroupKind, 'unit'>
}

/** A group chat becomes a unit's, or with null the office's or that of all contacts. false where it was that already. */
export function bindGroup(tx: Tx, { platform, chatId, unit, kind = 'office' }: Binding, act: Act): boolean {
  const owner = { unit, kind: unit === null ? kind : ('unit' as const) }
  const known = groupOf(tx, platform, chatId)
  if (known && known.unit === unit && known.kind === owner.kind) return false
  tx.insert(groups)
    .values({ platform, chatId, ...owner, boundAt: act.now })
    .onConflictDoUpdate({ target: [groups.platform, groups.chatId], set: { ...owner, boundAt: act.now } })
    .run()
  tx.delete(groupRequests).where(asked({ platform, chatId })).run()
  note(tx, { kind: 'group', id: `${platform}:${chatId}`, fact: { type: 'group-bound', ...owner }, ...act })
  return true
}

/** Group chats of a unit, of the office with null. */
export function groupsOf(db: Db, unit: UnitId | null): Group[] {
  const own = unit === null ? eq(groups.kind, 'office') : eq(groups.unit, unit)
  return db.select().from(groups).where(own).all()
}

/** 联络员总群: group chats of all contacts. */
export function contactsGroups(db: Db): Group[] {
  return db.select().from(groups).where(eq(groups.kind, 'contacts')).all()
}

/** Gives a group hours of its own, or with null the office's. false where it has them, or counts for nothing. */
export function setGroupHours(tx: Tx, { platform, chatId }: Place, hours: Hours | null, act: Act): boolean {
  const known = groupOf(tx, platform, chatId)
  const set = { hoursFrom: hours?.from ?? null, hoursTo: hours?.to ?? null }
  if (!known || (known.hoursFrom === set.hoursFrom && known.hoursTo === set.hoursTo)) return false
  const here = and(eq(groups.platform, platform), eq(groups.chatId, chatId))
  tx.update(groups).set(set).where(here).run()
  note(tx, { kind: 'group', id: `${platform}:${chatId}`, fact: { type: 'group-hours-set', hours }, ...act })
  return true
}

/** A group's own hours; null where it has none. */
export function ownHours({ hoursFrom, hoursTo }: Group): Hours | null {
  return hoursFrom === null || hoursTo === null ? null : { from: hoursFrom, to: hoursTo }
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
 * changes nothing but a name not known before. Whether it is asked for the first time, waits, or was refused.
 */
export function askForGroup(
  tx: Tx,
  group: Place & { readonly name: string | null; readonly person: PersonId | null },
  now: number,
): 'new' | 'waits' | 'refused' {
  const { name } = group
  const known = tx.select().from(groupRequests).where(asked(group)).get()
  tx.insert(groupRequests)
    .values({ ...group, askedAt: now })
    .onConflictDoUpdate({
      target: [groupRequests.platform, groupRequests.chatId],
      set: { name: sql`coalesce(${name}, ${groupRequests.name})` },
    })
    .run()
  if (!known) return 'new'
  return known.refusedAt === null ? 'waits' : 'refused'
}

/** A group chat that waits for the office; null where none does there. */
export function waitingGroup(db: Db, place: Place): GroupRequest | null {
  const waits = and(asked(place), isNull(groupRequests.refusedAt))
  return db.select().from(groupRequests).where(waits).get() ?? null
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
