import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor, PersonId } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import type { Refusal } from '../core/refusal.ts'
import { mayOpenSeals, refuseSeal, type Sealed } from '../core/issue/seal.ts'
import type { Db, Tx } from './database.ts'
import { findIssue, note, passOn } from './ledger.ts'
import { eventData, events } from './schema.ts'

type Act = { readonly actor: Actor; readonly now: number }

/** Seals something about a lead: an event whose words only `openSeals` hands out. null = done. */
export function seal(tx: Tx, serial: Serial, sealed: Sealed, act: Act): Refusal | null {
  const issue = findIssue(tx, serial)
  const refusal = issue ? refuseSeal(issue, sealed, act.actor) : ({ code: 'not-found', serial } as const)
  if (!refusal) passOn(tx, serial, { type: 'sealed', ...sealed }, act)
  return refusal
}

export type SealedEntry = Sealed & { readonly n: number; readonly at: number; readonly by: PersonId | null }

/** What is sealed about an issue, in order; the look itself goes into the log. null for whoever may not look. */
export function openSeals(tx: Tx, serial: Serial, act: Act): readonly SealedEntry[] | null {
  if (!mayOpenSeals(act.actor)) return null
  note(tx, { kind: 'office', id: looksAt(serial), fact: { type: 'seals-opened', serial }, ...act })
  return sealedRows(tx, serial).map(({ data, ...entry }) => ({
    ...entry,
    ...(SealedShape.safeParse(data).data ?? none),
  }))
}

const SealedShape = z.object({
  complainant: z.string().nullable(),
  contact: z.string().nullable(),
  note: z.string().nullable(),
})
const none: Sealed = { complainant: null, contact: null, note: null }

export type Look = { readonly at: number; readonly by: PersonId | null }

/** How many entries are sealed about an issue, and who has looked, the latest last. Ask `mayOpenSeals` first. */
export function sealsOn(db: Db, serial: Serial): { readonly count: number; readonly looks: readonly Look[] } {
  const looks = db
    .select({ at: events.at, by: events.actor })
    .from(events)
    .where(and(eq(events.subjectKind, 'office'), eq(events.subjectId, looksAt(serial))))
    .orderBy(asc(events.seq))
    .all()
  return { count: sealedRows(db, serial).length, looks }
}

const looksAt = (serial: Serial) => `seals:${serial}`

function sealedRows(db: Db, serial: Serial) {
  return db
    .select({ n: events.n, at: events.at, by: events.actor, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.subjectKind, 'issue'), eq(events.subjectId, serial), eq(events.type, 'sealed')))
    .orderBy(asc(events.seq))
    .all()
}
