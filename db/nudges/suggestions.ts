import { and, asc, count, desc, eq, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { ActingPerson } from '../../core/actor.ts'
import type { Issue, Serial } from '../../core/issue.ts'
import type { Scope } from '../../core/digest/digest.ts'
import { mayDecideSuggestion, type SuggestionEvent, type Verdict } from '../../core/nudges/suggestion.ts'
import type { DateKind } from '../../core/nudges/watch.ts'
import { blanks, prepared, type Db, type Tx } from '../database.ts'
import { note } from '../ledger.ts'
import { suggestions } from '../schema.ts'

/** 督办建议: what the office is advised to do, and what it decided. */
export type Suggestion = typeof suggestions.$inferSelect

type Suggested = Pick<Suggestion, 'kind' | 'date' | 'advice' | 'rung' | 'raisedAt'>

/** The office is advised once of a date; asking again changes nothing, whatever became of it. */
export function suggest(tx: Tx, { serial, campaign, unit, category }: Issue, suggested: Suggested): void {
  raised(tx).run({ serial, campaign, unit, category, ...suggested })
}

/** The date was moved, kept or paused: what nobody decided about it falls away. */
export function lapse(tx: Tx, serial: Serial, kind: DateKind, now: number): void {
  lapsed(tx).run({ serial, kind, endedAt: now })
}

const raised = prepared((db) => {
  const names = ['serial', 'kind', 'date', 'advice', 'campaign', 'unit', 'category', 'rung', 'raisedAt'] as const
  return db
    .insert(suggestions)
    .values(blanks(suggestions, ...names))
    .onConflictDoNothing()
    .prepare()
})

const lapsed = prepared((db) => {
  const own = and(
    eq(suggestions.serial, sql.placeholder('serial')),
    eq(suggestions.kind, sql.placeholder('kind')),
    eq(suggestions.state, 'open'),
  )
  return db
    .update(suggestions)
    .set({ state: 'lapsed', ...blanks(suggestions, 'endedAt') })
    .where(own)
    .prepare()
})

const isOpen = sql`state = 'open'`

/** Those nobody has decided, the oldest first, at most `limit`. */
export function openSuggestions(db: Db, limit: number): Suggestion[] {
  return db.select().from(suggestions).where(isOpen).orderBy(asc(suggestions.raisedAt)).limit(limit).all()
}

/** How many nobody has decided. */
export function openSuggestionCount(db: Db): number {
  return db.select({ open: count() }).from(suggestions).where(isOpen).get()?.open ?? 0
}

/** Those a person decided, the latest first, at most `limit`. */
export function decidedSuggestions(db: Db, limit: number): Suggestion[] {
  const decided = isNotNull(suggestions.decidedBy)
  return db.select().from(suggestions).where(decided).orderBy(desc(suggestions.endedAt)).limit(limit).all()
}

/** null where there is none. */
export function findSuggestion(db: Db, id: number): Suggestion | null {
  return db.select().from(suggestions).where(eq(suggestions.id, id)).get() ?? null
}

export type Deciding = { readonly id: number; readonly verdict: Verdict; readonly reason: string }

/** `ended`: somebody was faster, or it lapsed; as it stands now. */
export type Decided = 'done' | 'not-found' | 'not-allowed' | { readonly ended: Suggestion }

/** A person decides about a suggestion, in words; the decision is an event of the unit. */
export function decideSuggestion(
  tx: Tx,
  { id, verdict, reason }: Deciding,
  { actor, now }: { actor: ActingPerson; now: number },
): Decided {
  const known = findSuggestion(tx, id)
  if (!known) return 'not-found'
  if (!mayDecideSuggestion(actor, known.advice)) return 'not-allowed'
  if (known.state !== 'open') return { ended: known }
  const decided = { state: verdict, decidedBy: actor.id, endedAt: now, reason }
  tx.update(suggestions).set(decided).where(eq(suggestions.id, id)).run()
  const { serial, kind, date, advice, unit } = known
  const fact: SuggestionEvent = { type: `suggestion-${verdict}`, serial, kind, date, advice, reason }
  note(tx, { kind: 'unit', id: String(unit), fact, actor, now })
  return 'done'
}

/** How many of a campaign's waited for a decision at a moment, within a scope. */
export function waitingAt(db: Db, { campaign, at, scope }: { campaign: string; at: number; scope: Scope }): number {
  const waited = and(
    eq(suggestions.campaign, campaign),
    lt(suggestions.raisedAt, at),
    or(isNull(suggestions.endedAt), gte(suggestions.endedAt, at)),
  )
  const groups = db
    .select({ unit: suggestions.unit, category: suggestions.category, waiting: count() })
    .from(suggestions)
    .where(waited)
    .groupBy(suggestions.unit, suggestions.category)
    .all()
  return groups.filter(scope).reduce((total, { waiting }) => total + waiting, 0)
}
