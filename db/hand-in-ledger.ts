import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import { readDutyId, type DutyId } from '../core/hand-ins/duty.ts'
import { applyHandIn, blankHandIn, type HandIn, type HandInEvent } from '../core/hand-ins/hand-in.ts'
import { handInNotices } from '../core/hand-ins/hand-in-notice.ts'
import type { HandInRefusal } from '../core/hand-ins/hand-in-refusal.ts'
import { decideHandIn, snapshot, type HandInCommand } from '../core/hand-ins/hand-in-rules.ts'
import type { Issue, Status } from '../core/issue.ts'
import type { Notice } from '../core/notice.ts'
import { append } from './chain.ts'
import type { Db, Tx } from './database.ts'
import { draftResult, useDraft } from './drafts.ts'
import { factsForHandIn } from './hand-in-facts.ts'
import { watchHandIn } from './nudges/watches.ts'
import { enqueue } from './outbox.ts'
import { handIns } from './schema.ts'

export type HandInEntry = {
  readonly actor: Actor
  readonly command: HandInCommand
  readonly now: number
  /** Used once: the same draft again returns the first result and does nothing. */
  readonly draft?: string | null
}

export type HandInOutcome =
  | { readonly ok: true; readonly handIn: HandIn; readonly repeated: boolean }
  | { readonly ok: false; readonly refusal: HandInRefusal }

const unknown: HandInOutcome = { ok: false, refusal: { code: 'not-found' } }

/**
 * The only writer of hand-ins, with `supersedeZero`: load → decide → append the event, update the row, enqueue what
 * must be said. Runs inside the caller's transaction. Refusals come back as values with nothing written.
 */
export function recordHandIn(tx: Tx, { actor, command, now, draft }: HandInEntry): HandInOutcome {
  const before = findHandIn(tx, command.id)
  const facts = before && factsForHandIn(tx, before, now)
  if (!before || !facts) return unknown
  const used = draft ? draftResult(tx, draft) : null
  if (used) {
    const own = actor.kind === 'person' && actor.id === used.person && command.id === used.serial
    return own ? { ok: true, handIn: before, repeated: true } : unknown
  }
  const decision = decideHandIn(before, command, actor, facts)
  if (!decision.ok) return decision
  commit(tx, { before, ...decision, actor, now })
  if (draft && actor.kind === 'person') useDraft(tx, { id: draft, person: actor.id, serial: command.id, now })
  return { ok: true, handIn: decision.handIn, repeated: false }
}

/** The hand-in of a duty, a blank one where nothing has come; null for what is no duty's id. Says nothing about who may see it. */
export function findHandIn(db: Db, id: DutyId): HandIn | null {
  if (!readDutyId(id)) return null
  return db.select({ handIn: handIns.handIn }).from(handIns).where(eq(handIns.id, id)).get()?.handIn ?? blankHandIn(id)
}

type Committing = {
  readonly before: HandIn
  readonly handIn: HandIn
  readonly events: readonly HandInEvent[]
  readonly notices: readonly Notice[]
  readonly actor: Actor
  readonly now: number
}

function commit(tx: Tx, { before, handIn, events, notices, actor, now }: Committing): void {
  const subject = { kind: 'handin' as const, id: handIn.id }
  const numbers = append(
    tx,
    events.map((fact, index) => ({ subject, seq: before.version + index + 1, fact, actor, now })),
  )
  store(tx, { before, handIn, now })
  for (const { to, event } of notices) {
    const n = numbers[event]
    if (n === undefined) throw new Error(`notice of an event that is not there: ${event}`)
    const message = { type: 'hand-in-event' as const, n }
    enqueue(tx, { key: `event:${n}:${to}`, to: { person: to }, message, now })
  }
}

function store(tx: Tx, { before, handIn, now }: { before: HandIn; handIn: HandIn; now: number }): void {
  const row = { ...projectedHandIn(handIn), changedAt: now }
  watchHandIn(tx, before, handIn, now)
  if (before.version === 0) {
    tx.insert(handIns).values(row).run()
    return
  }
  const hit = and(eq(handIns.id, handIn.id), eq(handIns.version, before.version))
  const updated = tx.update(handIns).set(row).where(hit).returning({ id: handIns.id }).all()
  if (updated.length !== 1) throw new Error(`hand-in ${handIn.id} changed under a transaction`)
}

/** The row of a hand-in; what a fold of its events must reproduce. */
export function projectedHandIn(handIn: HandIn): Omit<typeof handIns.$inferInsert, 'changedAt'> {
  const { id, campaign, unit, status, late, version } = handIn
  return { id, campaign, unit, status, late, zero: handIn.content?.kind === 'zero', version, handIn }
}

const aside: readonly Status[] = ['withdrawn', 'merged', 'dismissed']

/**
 * A self-checked issue supersedes the zero report of its unit and of its working group, in the transaction of the
 * report: what stands from now on is the ledger (domain: section 3). One that a sheet brings in as withdrawn, merged or
 * dismissed is in no list, so it speaks against nothing.
 */
export function supersedeZero(tx: Tx, issue: Issue, { actor, now }: { actor: Actor; now: number }): void {
  if (!issue.selfChecked || aside.includes(issue.status)) return
  const owners = or(eq(handIns.unit, issue.unit), isNull(handIns.unit))
  const standing = inArray(handIns.status, ['claimed', 'handed', 'accepted'])
  const zeros = tx
    .select({ handIn: handIns.handIn })
    .from(handIns)
    .where(and(eq(handIns.campaign, issue.campaign), owners, eq(handIns.zero, true), standing))
    .all()
  for (const { handIn } of zeros) supersede(tx, handIn, issue, { actor, now })
}

function supersede(tx: Tx, before: HandIn, issue: Issue, { actor, now }: { actor: Actor; now: number }): void {
  const facts = factsForHandIn(tx, before, now)
  if (!facts || (before.group !== null && !facts.categories.includes(issue.category))) return
  const event: HandInEvent = { type: 'superseded', content: snapshot(facts) }
  const by = actor.kind === 'person' ? actor.id : null
  const handIn = applyHandIn(before, { seq: before.version + 1, at: now, by, event })
  const notices = handInNotices(before, event, actor, facts)
  commit(tx, { before, handIn, events: [event], notices, actor, now })
}
