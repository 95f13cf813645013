import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Serial } from '../core/issue.ts'
import { masked } from '../core/redaction.ts'
import { dataHashOf } from './chain.ts'
import type { Db, Tx } from './database.ts'
import { refold } from './ledger.ts'
import { eventData, events } from './schema.ts'

/**
 * Where people's own words are kept beside the log and the ledger. Everything else holds names of the roster, numbers and
 * words of ours; a test goes through every column there is.
 */
export const written: readonly { readonly table: string; readonly column: string; readonly json: boolean }[] = [
  { table: 'campaign_units', column: 'reason', json: false },
  { table: 'digests', column: 'paragraph', json: false },
  { table: 'drafts', column: 'values', json: true },
  { table: 'fetches', column: 'name', json: false },
  { table: 'fetches', column: 'last_error', json: false },
  { table: 'group_requests', column: 'name', json: false },
  { table: 'hand_ins', column: 'hand_in', json: true },
  { table: 'handovers', column: 'handover', json: true },
  { table: 'import_rows', column: 'data', json: true },
  { table: 'import_rows', column: 'outcome', json: true },
  { table: 'imports', column: 'file', json: false },
  { table: 'mended_days', column: 'reason', json: false },
  { table: 'outbox', column: 'message', json: true },
  { table: 'outbox', column: 'last_error', json: false },
  { table: 'substitutes', column: 'reason', json: false },
  { table: 'suggestions', column: 'reason', json: false },
]

/** Places of events whose words have these in them, whatever they are about, in the order of the log. */
export function eventsSaying(db: Db, words: string): number[] {
  const rows = db
    .select({ n: eventData.n })
    .from(eventData)
    .where(saying(sql`${eventData.data}`, words, true))
    .orderBy(asc(eventData.n))
  return rows.all().map(({ n }) => n)
}

/** How many other rows have them: forms begun, messages, sheets, hand-ins. */
export function copiesSaying(db: Db, words: string): number {
  return written.reduce((sum, place) => sum + rowsSaying(db, place, words).length, 0)
}

/** JSON keeps quotes and line ends in another spelling. */
function saying(column: SQL, words: string, json: boolean): SQL {
  return sql`instr(${column}, ${json ? JSON.stringify(words).slice(1, -1) : words}) > 0`
}

type Place = (typeof written)[number]

function rowsSaying(db: Db, { table, column, json }: Place, words: string): { id: number; value: string }[] {
  const [from, what] = [sql.identifier(table), sql.identifier(column)]
  return db.all(sql`select rowid as id, ${what} as value from ${from} where ${saying(sql`${what}`, words, json)}`)
}

/** Words as they are to stand in an event, by its place in the log. */
export type Blanked = ReadonlyMap<number, unknown>

/** What these events say without the words; what is left in their form (a serial, a name of the roster) stays in. */
export function blankedOf(db: Db, places: readonly number[], change: (data: unknown) => unknown): Blanked {
  return new Map(places.map((n) => [n, change(dataAt(db, n))]))
}

function dataAt(db: Db, n: number): unknown {
  return db.select({ data: eventData.data }).from(eventData).where(eq(eventData.n, n)).get()?.data ?? null
}

/** What a redaction says of each event it changed, so that nobody changes it again without saying so. */
export function sumsOf(blanked: Blanked): Record<string, string> {
  return Object.fromEntries([...blanked].map(([n, data]) => [String(n), dataHashOf('', data)]))
}

/** The one way words leave the log: event `by` names the events, and what is left of them takes their place. */
export function blankEvents(tx: Tx, blanked: Blanked, by: number): void {
  for (const [n, data] of blanked) {
    tx.update(eventData).set({ data, salt: null, redactedBy: by }).where(eq(eventData.n, n)).run()
  }
  for (const serial of issuesOf(tx, [...blanked.keys()])) refold(tx, serial)
}

function issuesOf(tx: Tx, places: readonly number[]): Serial[] {
  const serials = places.flatMap((n) =>
    tx
      .select({ serial: events.subjectId })
      .from(events)
      .where(and(eq(events.n, n), inArray(events.subjectKind, ['issue'])))
      .all(),
  )
  return [...new Set(serials.map(({ serial }) => serial))]
}

/** The words leave every row that was written from what people typed. */
export function blankCopies(tx: Tx, words: string): void {
  for (const place of written) {
    const [from, what] = [sql.identifier(place.table), sql.identifier(place.column)]
    for (const { id, value } of rowsSaying(tx, place, words)) {
      const left = place.json ? JSON.stringify(masked(JSON.parse(value), words)) : String(masked(value, words))
      tx.run(sql`update ${from} set ${what} = ${left} where rowid = ${id}`)
    }
  }
}
