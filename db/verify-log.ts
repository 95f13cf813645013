import { asc, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { dataHashOf, GENESIS, hashOf, type Header } from './chain.ts'
import type { Db } from './database.ts'
import { eventData, events } from './schema.ts'

/** One event as it is stored: header, hash, and its data as JSON text, null once redacted. */
export type LogRow = Header & {
  readonly hash: string
  readonly salt: string | null
  readonly data: string | null
  readonly redactedBy: number | null
  /** The words of a sealed event were left out of a copy; its hash vouches for them. */
  readonly sealed?: boolean
}

/** What somebody wrote down of the log earlier: its length then, and the first characters of its last hash. */
export type Expectation = { readonly count: number; readonly hash: string }

export type LogFault =
  | 'gap'
  | 'subject-gap'
  | 'data-missing'
  | 'data-changed'
  | 'redaction-missing'
  | 'header-changed'
  | 'expected-hash'
  | 'expected-length'

export type Verdict =
  | { readonly ok: true; readonly count: number; readonly hash: string; readonly redacted: number }
  /** The first event that is not what was written; for a log cut short, the first one missing. */
  | { readonly ok: false; readonly n: number; readonly fault: LogFault }

type Bad = Extract<Verdict, { ok: false }>
export type LogChecker = { take(row: LogRow): Bad | null; end(): Verdict }

/** Takes the events one by one in their order; stop at the first that comes back as bad. */
export function logChecker(expected?: Expectation): LogChecker {
  const seqs = new Map<string, number>()
  /** Redaction events still to come, and the events each must name. */
  const promised = new Map<number, Promised[]>()
  let count = 0
  let hash = GENESIS
  let redacted = 0

  return {
    take(row) {
      const fault = faultOf(row, { count, hash, seqs, promised, expected })
      if (fault) return { ok: false, n: count + 1, fault }
      count += 1
      hash = row.hash
      seqs.set(subjectOf(row), row.seq)
      promised.delete(row.n)
      if (row.redactedBy === null) return null
      redacted += 1
      const others = promised.get(row.redactedBy)
      const one = { n: row.n, left: row.data }
      if (others) others.push(one)
      else promised.set(row.redactedBy, [one])
      return null
    },
    end() {
      const [unredacted] = [...promised.values()]
        .flat()
        .map(({ n }) => n)
        .sort((a, b) => a - b)
      if (unredacted !== undefined) return { ok: false, n: unredacted, fault: 'redaction-missing' }
      if (expected && count < expected.count) return { ok: false, n: count + 1, fault: 'expected-length' }
      return { ok: true, count, hash, redacted }
    },
  }
}

type Before = {
  count: number
  hash: string
  seqs: ReadonlyMap<string, number>
  promised: ReadonlyMap<number, readonly Promised[]>
  expected: Expectation | undefined
}

function faultOf(row: LogRow, before: Before): LogFault | null {
  if (row.n !== before.count + 1) return 'gap'
  if (row.hash !== hashOf(headerOf(row), before.hash)) return 'header-changed'
  if (row.seq !== (before.seqs.get(subjectOf(row)) ?? 0) + 1) return 'subject-gap'
  const { expected } = before
  if (expected?.count === row.n && !row.hash.startsWith(expected.hash)) return 'expected-hash'
  return dataFault(row) ?? redactionFault(row, before.promised.get(row.n) ?? [])
}

/** A redacted event and what was left of its words; null where nothing was. */
type Promised = { readonly n: number; readonly left: string | null }

/**
 * A redaction says which events it took words of and the sum of what it left of each, and keeps its own:
 * `{"events":[12,13],"blanks":{"12":"8f3a…"}}`.
 */
function redactionFault({ type, data }: LogRow, redacted: readonly Promised[]): LogFault | null {
  if (redacted.length === 0) return null
  const named = Redaction.safeParse(parsed(data ?? ''))
  if (type !== 'redacted' || !named.success) return 'redaction-missing'
  const events = new Set(named.data.events)
  const { blanks = {} } = named.data
  const isSaid = ({ n, left }: Promised) => events.has(n) && (left === null) === (blanks[n] === undefined)
  if (!redacted.every(isSaid)) return 'redaction-missing'
  const isWhole = ({ n, left }: Promised) => left === null || dataHashOf('', parsed(left) ?? null) === blanks[n]
  return redacted.every(isWhole) ? null : 'data-changed'
}

const Redaction = z.object({
  events: z.array(z.number().int()),
  blanks: z.record(z.string(), z.string()).exactOptional(),
})

/** Redacted words are gone for good; then a later event must answer for it. */
function dataFault({ n, type, salt, data, redactedBy, dataHash, sealed }: LogRow): LogFault | null {
  if (redactedBy !== null) {
    const gone = salt === null && redactedBy > n && type !== 'redacted'
    return gone ? null : 'redaction-missing'
  }
  if (sealed && type === 'sealed' && salt === null && data === null) return null
  if (salt === null || data === null) return 'data-missing'
  const value = parsed(data)
  return value !== undefined && dataHashOf(salt, value) === dataHash ? null : 'data-changed'
}

/** Text that says a key twice reads differently in SQL and here, so only what JSON.stringify writes counts. */
function parsed(data: string): unknown {
  try {
    const value: unknown = JSON.parse(data)
    return JSON.stringify(value) === data ? value : undefined
  } catch {
    return undefined
  }
}

function headerOf({ n, subjectKind, subjectId, seq, type, actor, door, at, dataHash }: LogRow): Header {
  return { n, subjectKind, subjectId, seq, type, actor, door, at, dataHash }
}

function subjectOf({ subjectKind, subjectId }: LogRow): string {
  return `${subjectKind} ${subjectId}`
}

const PAGE = 1000

/** Every event in its order, a thousand at a time. */
export function* logRows(db: Db): Generator<LogRow> {
  let last = 0
  for (;;) {
    const page = rowsAfter(db, last)
    yield* page
    const end = page.at(-1)
    if (!end) return
    last = end.n
  }
}

function rowsAfter(db: Db, last: number): LogRow[] {
  return db
    .select({
      n: events.n,
      subjectKind: events.subjectKind,
      subjectId: events.subjectId,
      seq: events.seq,
      type: events.type,
      actor: events.actor,
      door: events.door,
      at: events.at,
      dataHash: events.dataHash,
      hash: events.hash,
      salt: eventData.salt,
      data: sql<string | null>`${eventData.data}`,
      redactedBy: eventData.redactedBy,
    })
    .from(events)
    .leftJoin(eventData, eq(eventData.n, events.n))
    .where(gt(events.n, last))
    .orderBy(asc(events.n))
    .limit(PAGE)
    .all()
}

/** Recomputes the whole chain of a database. */
export function verifyLog(db: Db, expected?: Expectation): Verdict {
  const checker = logChecker(expected)
  for (const row of logRows(db)) {
    const bad = checker.take(row)
    if (bad) return bad
  }
  return checker.end()
}
