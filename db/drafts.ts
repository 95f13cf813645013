import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { PersonId } from '../core/actor.ts'
import type { FormValues } from '../core/forms/form.ts'
import type { Serial } from '../core/issue.ts'
import { blanks, prepared, type Db, type Tx } from './database.ts'
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

const begun = ['id', 'person', 'form', 'serial', 'seen', 'values', 'createdAt', 'changedAt'] as const
const addDraft = prepared((db) =>
  db
    .insert(drafts)
    .values(blanks(drafts, ...begun))
    .returning()
    .prepare(),
)

export function startDraft(tx: Tx, { now, ...draft }: NewDraft): Draft {
  return addDraft(tx).get({ ...draft, createdAt: now, changedAt: now })
}

const draftOf = prepared((db) =>
  db
    .select()
    .from(drafts)
    .where(eq(drafts.id, sql.placeholder('id')))
    .prepare(),
)

export function findDraft(db: Db, id: string): Draft | null {
  return draftOf(db).get({ id }) ?? null
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

/** Who used a draft and where it led; null while it is unused. */
export function draftResult(db: Db, id: string): { person: PersonId; serial: Serial } | null {
  const draft = findDraft(db, id)
  return draft?.usedFor ? { person: draft.person, serial: draft.usedFor } : null
}

const addUsed = prepared((db) => {
  const set = { ...blanks(drafts, 'usedAt', 'usedFor'), asking: null }
  const row = { form: 'console', values: {}, ...blanks(drafts, 'id', 'person', 'serial', 'createdAt', 'changedAt') }
  return db
    .insert(drafts)
    .values({ ...row, ...set })
    .onConflictDoUpdate({ target: drafts.id, set })
    .prepare()
})

/** Marks a draft as used; a console form's draft has no row before this. */
export function useDraft(tx: Tx, used: { id: string; person: PersonId; serial: Serial; now: number }): void {
  const { id, person, serial, now } = used
  addUsed(tx).run({ id, person, serial, createdAt: now, changedAt: now, usedAt: now, usedFor: serial })
}
