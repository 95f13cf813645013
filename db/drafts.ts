import { and, desc, eq, isNull } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { FormValues } from '../core/form.ts'
import type { Serial } from '../core/issue.ts'
import type { Db, Tx } from './database.ts'
import { drafts } from './schema.ts'

export type Draft = typeof drafts.$inferSelect

export type NewDraft = {
  readonly id: string
  readonly person: PersonId
  readonly form: string
  readonly serial: Serial | null
  readonly seen: number | null
  readonly values: FormValues
  readonly now: number
}

export function startDraft(tx: Tx, { now, ...draft }: NewDraft): Draft {
  return tx
    .insert(drafts)
    .values({ ...draft, createdAt: now, changedAt: now })
    .returning()
    .get()
}

export function findDraft(db: Db, id: string): Draft | null {
  return db.select().from(drafts).where(eq(drafts.id, id)).get() ?? null
}

/** The unfinished form a person left, newest first: it is there a week later. */
export function openDraft(db: Db, person: PersonId, form: string, serial: Serial | null): Draft | null {
  const about = serial === null ? isNull(drafts.serial) : eq(drafts.serial, serial)
  const same = and(eq(drafts.person, person), eq(drafts.form, form), about, isNull(drafts.usedAt))
  return db.select().from(drafts).where(same).orderBy(desc(drafts.changedAt)).limit(1).get() ?? null
}

export function saveDraft(
  tx: Tx,
  id: string,
  change: { values?: FormValues; asking?: string | null; seen?: number | null; now: number },
): void {
  const { now, ...set } = change
  tx.update(drafts)
    .set({ ...set, changedAt: now })
    .where(eq(drafts.id, id))
    .run()
}

/** Where a used draft led: the serial, or null while it is unused. */
export function draftResult(db: Db, id: string): Serial | null {
  return db.select({ usedFor: drafts.usedFor }).from(drafts).where(eq(drafts.id, id)).get()?.usedFor ?? null
}

/** Marks a draft as used; a console form's draft has no row before this. */
export function useDraft(tx: Tx, { id, serial, now }: { id: string; serial: Serial; now: number }): void {
  tx.insert(drafts)
    .values({
      id,
      person: 0,
      form: 'console',
      serial,
      values: {},
      createdAt: now,
      changedAt: now,
      usedAt: now,
      usedFor: serial,
    })
    .onConflictDoUpdate({ target: drafts.id, set: { usedAt: now, usedFor: serial, asking: null } })
    .run()
}
