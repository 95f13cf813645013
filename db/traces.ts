import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { IssueEvent } from '../core/event.ts'
import type { Issue, Serial } from '../core/issue.ts'
import { textKey } from '../core/signals.ts'
import { blanks, prepared, type Db, type Tx } from './database.ts'
import { issues, traces, type TraceKind } from './schema.ts'
import { hashOfSecret } from './tokens.ts'

export type Trace = { readonly kind: TraceKind; readonly hash: string }

/** What an event leaves that another issue should not have as well; most leave nothing. */
function tracesIn(event: IssueEvent): Trace[] {
  switch (event.type) {
    case 'evidence-added':
      return [fileTrace(event.evidence)]
    case 'absorbed':
      return event.evidence.map(fileTrace)
    case 'progressed':
      return textTrace(event.text)
    default:
      return []
  }
}

export function fileTrace({ sha256 }: Pick<Issue['evidence'][number], 'sha256'>): Trace {
  return { kind: 'file', hash: sha256 }
}

/** None where the text is too short to say anything of its own. */
export function textTrace(text: string): Trace[] {
  const key = textKey(text)
  return key === null ? [] : [{ kind: 'text', hash: hashOfSecret(key) }]
}

const add = prepared((db) =>
  db
    .insert(traces)
    .values(blanks(traces, 'kind', 'hash', 'issue'))
    .onConflictDoNothing()
    .prepare(),
)

/** Keeps what these events of an issue have left; `id` is its row. */
export function leaveTraces(tx: Tx, id: number, events: readonly IssueEvent[]): void {
  for (const trace of events.flatMap(tracesIn)) add(tx).run({ ...trace, issue: id })
}

/** The traces of an issue are what its events leave now: some may have lost their words. */
export function retrace(tx: Tx, id: number, history: readonly { readonly event: IssueEvent }[]): void {
  tx.delete(traces).where(eq(traces.issue, id)).run()
  leaveTraces(
    tx,
    id,
    history.map(({ event }) => event),
  )
}

const sharers = prepared((db) => {
  const { placeholder } = sql
  const same = and(eq(traces.kind, placeholder('kind')), eq(traces.hash, placeholder('hash')))
  return db
    .select({ issue: issues.issue })
    .from(traces)
    .innerJoin(issues, eq(issues.id, traces.issue))
    .where(and(same, ne(issues.serial, placeholder('serial'))))
    .orderBy(asc(traces.issue))
    .limit(placeholder('most'))
    .prepare()
})

/** The first `most` other issues with this trace, the oldest first. Says nothing about who may see them. */
export function alsoAt(db: Db, { kind, hash }: Trace, { serial, most }: { serial: Serial; most: number }): Issue[] {
  return sharers(db)
    .all({ kind, hash, serial, most })
    .map(({ issue }) => issue)
}
