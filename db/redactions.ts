import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import { masked, redactedMark, refuseAsking, refuseDeciding, sideOf, type RedactionRefusal } from '../core/redaction.ts'
import type { Db, Tx } from './database.ts'
import { historyOf } from './history.ts'
import { note } from './ledger.ts'
import { blankCopies, blankedOf, blankEvents, copiesSaying, eventsSaying, sumsOf } from './redact-words.ts'
import { enqueue } from './outbox.ts'
import { actorOf } from './people.ts'
import { handIns, issues, posts, redactions } from './schema.ts'

type Act = { readonly actor: Actor; readonly now: number }
export type Redaction = typeof redactions.$inferSelect

/** words null: the file that came with the event. */
export type Asking = {
  readonly serial: Serial
  readonly n: number
  readonly words: string | null
  readonly reason: string
}

export type Asked =
  { readonly ok: true; readonly id: number } | { readonly ok: false; readonly refusal: RedactionRefusal }

/** A director or the auditor asks for words, or a file, to be taken out of the log; the other of the two decides. */
export function askRedaction(tx: Tx, asking: Asking, { actor, now }: Act): Asked {
  const refusal = refuseAsking(actor, asking) ?? missing(tx, asking)
  const side = actor.kind === 'person' ? sideOf(actor) : null
  if (refusal || actor.kind !== 'person' || !side) return { ok: false, refusal: refusal ?? 'not-yours' }
  const row = { ...asking, sha256: asking.words === null ? fileOf(tx, asking) : null, by: actor.id, side, at: now }
  const { id } = tx.insert(redactions).values(row).returning({ id: redactions.id }).get()
  // The words themselves are never written into the log again.
  const about = { request: id, event: asking.n, reason: asking.reason }
  noteRedaction(tx, { type: 'redaction-asked', ...about }, { actor, now })
  tellDeciders(tx, { id, by: actor.id, side }, now)
  return { ok: true, id }
}

/** Whoever can be the other of the two hears that somebody waits for them. */
function tellDeciders(tx: Tx, asked: Pick<Redaction, 'id' | 'by' | 'side'>, now: number): void {
  const others = tx
    .selectDistinct({ person: posts.person })
    .from(posts)
    .where(inArray(posts.role, ['director', 'auditor']))
    .orderBy(asc(posts.person))
    .all()
  for (const { person } of others) {
    if (refuseDeciding(actorOf(tx, person, 'clock'), asked) !== null) continue
    const key = `redaction:${asked.id}:${person}`
    enqueue(tx, { key, to: { person }, message: { type: 'redaction', id: asked.id }, now })
  }
}

/** How many requests wait for this person's word. */
export function redactionsWaitingFor(db: Db, actor: Actor): number {
  if (actor.kind !== 'person' || sideOf(actor) === null) return 0
  const { by, side } = redactions
  const open = db.select({ by, side }).from(redactions).where(eq(redactions.state, 'open')).all()
  return open.filter((asked) => refuseDeciding(actor, asked) === null).length
}

function missing(tx: Tx, asking: Asking): RedactionRefusal | null {
  if (asking.words === null) return fileOf(tx, asking) === null ? 'not-there' : null
  return eventsSaying(tx, asking.words).includes(asking.n) ? null : 'not-there'
}

function fileOf(db: Db, { serial, n }: Pick<Asking, 'serial' | 'n'>): string | null {
  const event = historyOf(db, serial).find((logged) => logged.n === n)?.event
  return event?.type === 'evidence-added' ? event.evidence.sha256 : null
}

/** What would go: events of the log, rows beside it; for a file who else has the same bytes, which then stay. */
export type Reach = { readonly events: readonly number[]; readonly copies: number; readonly shared: readonly string[] }

export function reachOf(db: Db, { words, n, sha256, serial }: Redaction): Reach {
  if (words !== null) return { events: eventsSaying(db, words), copies: copiesSaying(db, words), shared: [] }
  return { events: [n], copies: 0, shared: sha256 === null ? [] : sharing(db, sha256, serial) }
}

function sharing(db: Db, sha256: string, serial: Serial): string[] {
  const others = db
    .select({ id: issues.serial })
    .from(issues)
    .where(and(ne(issues.serial, serial), sql`instr(${issues.issue}, ${sha256}) > 0`))
  const papers = db
    .select({ id: handIns.id })
    .from(handIns)
    .where(sql`instr(${handIns.handIn}, ${sha256}) > 0`)
  return [...others.all(), ...papers.all()].map(({ id }) => id)
}

export type Decided =
  /** `file`: bytes that are nobody's any more, to be deleted. */
  { readonly ok: true; readonly file: string | null } | { readonly ok: false; readonly refusal: RedactionRefusal }

/** 不同意涂抹: nothing goes, and the request forgets its words. */
export function refuseRedaction(tx: Tx, id: number, act: Act): Decided {
  const asked = openRequest(tx, id, act.actor)
  if (typeof asked === 'string') return { ok: false, refusal: asked }
  noteRedaction(tx, { type: 'redaction-refused', request: id, event: asked.n }, act)
  settle(tx, id, 'refused', act)
  return { ok: true, file: null }
}

/**
 * 同意涂抹: the words leave the log, the ledger and every row that quotes them, in this transaction. The event that says so
 * names what it changed; hashes stay, so the chain still verifies.
 */
export function agreeToRedaction(tx: Tx, id: number, act: Act): Decided {
  const asked = openRequest(tx, id, act.actor)
  if (typeof asked === 'string') return { ok: false, refusal: asked }
  const { words, n } = asked
  const { events, shared } = reachOf(tx, asked)
  if (events.length === 0) return { ok: false, refusal: 'not-there' }
  const blanked = blankedOf(tx, words === null ? [n] : events, (data) =>
    words === null ? withoutFile(data) : masked(data, words),
  )
  if (
    words !== null &&
    [...blanked.values()].some((left) => JSON.stringify(left).includes(JSON.stringify(words).slice(1, -1)))
  )
    return { ok: false, refusal: 'structure' }
  settle(tx, id, 'done', act)
  const about = { request: id, reason: asked.reason, asked: asked.by, file: asked.sha256 }
  const by = noteRedaction(
    tx,
    { type: 'redacted', events: [...blanked.keys()], blanks: sumsOf(blanked), ...about },
    act,
  )
  blankEvents(tx, blanked, by)
  if (words !== null) blankCopies(tx, words)
  return { ok: true, file: asked.sha256 !== null && shared.length === 0 ? asked.sha256 : null }
}

/** A file's name often says what must not stay as well. */
function withoutFile(data: unknown): unknown {
  const { evidence, ...rest } = data as { evidence: Record<string, unknown> }
  return { ...rest, evidence: { ...evidence, name: redactedMark } }
}

function openRequest(tx: Tx, id: number, actor: Actor): Redaction | RedactionRefusal {
  const asked = findRedaction(tx, id)
  if (!asked || asked.state !== 'open') return 'over'
  return refuseDeciding(actor, asked) ?? asked
}

function settle(tx: Tx, id: number, state: 'done' | 'refused', { actor, now }: Act): void {
  const decidedBy = actor.kind === 'person' ? actor.id : null
  tx.update(redactions).set({ state, words: null, decidedBy, decidedAt: now }).where(eq(redactions.id, id)).run()
}

function noteRedaction(tx: Tx, fact: { type: string; [field: string]: unknown }, act: Act): number {
  return note(tx, { kind: 'office', id: 'redactions', fact, ...act })
}

export function findRedaction(db: Db, id: number): Redaction | null {
  return db.select().from(redactions).where(eq(redactions.id, id)).get() ?? null
}

const SHOWN = 50

/** Open requests, the oldest first; then what was decided, the newest first. */
export function listRedactions(db: Db): { open: Redaction[]; decided: Redaction[] } {
  const open = db.select().from(redactions).where(eq(redactions.state, 'open')).orderBy(asc(redactions.id)).all()
  const over = db.select().from(redactions).where(ne(redactions.state, 'open')).orderBy(desc(redactions.id))
  return { open, decided: over.limit(SHOWN).all() }
}
