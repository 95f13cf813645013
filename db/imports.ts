import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import type { IssueCommand } from '../core/command.ts'
import type { ImportCommand } from '../core/command.ts'
import { dayOf } from '../core/calendar/day.ts'
import { decide, decideTaken } from '../core/decide.ts'
import type { Corrections } from '../core/event.ts'
import { importTexts, notTakenText } from '../core/sheets/import-texts.ts'
import { readLedger, type ChangedRow, type LedgerImport, type LedgerReading } from '../core/sheets/ledger-import.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Sheet, SheetFault } from '../core/sheets/sheet.ts'
import type { Db, Tx } from './database.ts'
import { factsForImport, factsForIssue } from './facts.ts'
import { ledgerSide } from './import-side.ts'
import { findIssue, record } from './ledger.ts'
import { importRows, imports, type ImportedRow, type RowOutcome } from './schema.ts'

type Act = { readonly actor: Actor; readonly now: number }
export type Import = typeof imports.$inferSelect
export type KeptRow = { readonly row: number; readonly data: ImportedRow; readonly outcome: RowOutcome | null }

type Previewing = Act & { readonly campaign: string; readonly file: string }

/** What a sheet would do, the rules asked for every new row; null where there is no such campaign. Writes nothing. */
export function previewLedger(db: Db, sheet: Sheet, previewing: Previewing): LedgerReading | null {
  const side = ledgerSide(db, previewing)
  const reading = side && readLedger(sheet, side)
  if (!reading?.ok) return reading
  const { news, changed, same } = reading.plan
  const faults = news.flatMap((command) => ruleFault(db, command, previewing) ?? [])
  return faults.length > 0 ? { ok: false, faults, fine: news.length + changed.length + same - faults.length } : reading
}

function ruleFault(db: Db, command: ImportCommand, { actor, now }: Act): SheetFault | null {
  const facts = factsForImport(db, command, now)
  const decision = facts && decideTaken(command, actor, facts)
  return !decision || decision.ok ? null : rowFault(command.row, decision.refusal, now)
}

/** A rule's no as what is wrong with the row. */
export function rowFault(row: number, refusal: Refusal, now: number): SheetFault {
  return { row, column: null, sentence: notTakenText(refusal, dayOf(now)) }
}

const KEPT_MS = 30 * 86_400_000

/** Keeps what a sheet would do until an officer has gone through it; what nobody confirmed goes after 30 days. */
export function keepImport(
  tx: Tx,
  { id, plan, campaign, file, actor, now }: Act & { id: string; plan: LedgerImport; campaign: string; file: string },
): void {
  forgetOld(tx, now)
  const person = actor.kind === 'person' ? actor.id : null
  tx.insert(imports).values({ id, campaign, file, person, createdAt: now }).run()
  const rows = [
    { row: 0, data: { kind: 'sheet' as const, same: plan.same, notes: plan.notes } },
    ...plan.news.map((command) => ({ row: command.row, data: { kind: 'new' as const, command } })),
    ...plan.changed.map((changed) => ({ row: changed.row, data: { kind: 'changed' as const, changed } })),
  ]
  for (const { row, data } of rows) tx.insert(importRows).values({ importId: id, row, data }).run()
}

function forgetOld(tx: Tx, now: number): void {
  const old = and(lt(imports.createdAt, now - KEPT_MS), isNull(imports.doneAt))
  tx.delete(importRows)
    .where(sql`${importRows.importId} in (select ${imports.id} from ${imports} where ${old})`)
    .run()
  tx.delete(imports).where(old).run()
}

export function findImport(db: Db, id: string): { kept: Import; rows: readonly KeptRow[] } | null {
  const kept = db.select().from(imports).where(eq(imports.id, id)).get()
  if (!kept) return null
  const { row, data, outcome } = importRows
  const rows = db
    .select({ row, data, outcome })
    .from(importRows)
    .where(eq(importRows.importId, id))
    .orderBy(asc(row))
    .all()
  return { kept, rows }
}

/** Imports that wait for an officer, newest first. */
export function openImports(db: Db): Import[] {
  return db.select().from(imports).where(isNull(imports.doneAt)).orderBy(desc(imports.createdAt)).all()
}

/** A row that could not be taken on; thrown so that none of the sheet is. */
export class NotTaken extends Error {
  readonly rows: readonly { readonly row: number; readonly refusal: Refusal }[]
  constructor(rows: NotTaken['rows']) {
    super(`${rows.length} rows were not taken on`)
    this.rows = rows
  }
}

/** Takes the new rows on, all of them or none; done already: does nothing. Returns how many are in the ledger for it. */
export function takeOn(tx: Tx, id: string, { actor, now }: Act): number {
  const found = findImport(tx, id)
  if (!found || found.kept.takenAt !== null) return 0
  const refused: { row: number; refusal: Refusal }[] = []
  let taken = 0
  for (const { row, data } of found.rows) {
    if (data.kind !== 'new') continue
    const outcome = record(tx, { actor, command: data.command, now })
    if (!outcome.ok) refused.push({ row, refusal: outcome.refusal })
    else settle(tx, id, { row, outcome: { kind: 'done', serial: outcome.issue.serial } })
    taken += 1
  }
  if (refused.length > 0) throw new NotTaken(refused)
  tx.update(imports).set({ takenAt: now }).where(eq(imports.id, id)).run()
  return taken
}

/** One cell of one changed row, as a tick names it. */
export function tickOf(row: number, index: number): string {
  return `${row}.${index}`
}

/**
 * Confirms an import: takes new rows on, then corrects what is ticked, an issue at a time by the usual rules; one that
 * is refused (changed meanwhile, say) is left with its reason. Each import is confirmed once; later calls return false.
 */
export function confirmImport(
  tx: Tx,
  id: string,
  { actor, now, ticks }: Act & { ticks: ReadonlySet<string> },
): boolean {
  const found = findImport(tx, id)
  if (!found || found.kept.doneAt !== null) return false
  takeOn(tx, id, { actor, now })
  for (const { row, data } of found.rows) {
    if (data.kind === 'changed')
      settle(tx, id, { row, outcome: correct(tx, data.changed, { file: found.kept.file, actor, now, ticks }) })
  }
  finish(tx, id, { actor, now })
  return true
}

/** Nothing of it waits any more. */
export function finish(tx: Tx, id: string, { actor, now }: Act): void {
  const doneBy = actor.kind === 'person' ? actor.id : null
  tx.update(imports).set({ doneAt: now, doneBy }).where(eq(imports.id, id)).run()
}

function settle(tx: Tx, id: string, { row, outcome }: { row: number; outcome: RowOutcome }): void {
  tx.update(importRows)
    .set({ outcome })
    .where(and(eq(importRows.importId, id), eq(importRows.row, row)))
    .run()
}

type Correcting = Act & { readonly file: string; readonly ticks: ReadonlySet<string> }

function correct(tx: Tx, changed: ChangedRow, { file, ticks, actor, now }: Correcting): RowOutcome {
  const command = correction(changed, file, (index) => ticks.has(tickOf(changed.row, index)))
  if (!command) return { kind: 'left' }
  const outcome = record(tx, { actor, command, now })
  return outcome.ok ? { kind: 'done', serial: changed.serial } : { kind: 'refused', refusal: outcome.refusal }
}

/** What is ticked of a row as one correction with the state it was compared with; null where nothing is. */
function correction(changed: ChangedRow, file: string, ticked: (index: number) => boolean): IssueCommand | null {
  const parts = changed.changes.flatMap(({ correction }, index) => (correction && ticked(index) ? [correction] : []))
  if (parts.length === 0) return null
  const { serial, seen } = changed
  return {
    type: 'correct',
    serial,
    seen,
    changed: Object.assign({}, ...parts) as Corrections,
    reason: importTexts.reason(file),
  }
}

/** Why a row could not be corrected as it stands now if all of it were ticked; null where it can. */
export function refusalOf(db: Db, changed: ChangedRow, { file, actor, now }: Act & { file: string }): Refusal | null {
  const command = correction(changed, file, () => true)
  const issue = findIssue(db, changed.serial)
  if (!command || !issue) return null
  const decision = decide(issue, command, actor, factsForIssue(db, issue, now))
  return decision.ok ? null : decision.refusal
}
