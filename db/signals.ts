import { and, desc, eq, sql } from 'drizzle-orm'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Happened, Issue } from '../core/issue.ts'
import type { SignalFacts } from '../core/signals.ts'
import { matterOf } from './cases.ts'
import { prepared, type Db } from './database.ts'
import { issues } from './schema.ts'
import { alsoAt, fileTrace, textTrace, type Trace } from './traces.ts'

/** Other issues looked at for one trace, beside those of the same matter. */
const OTHERS = 8
/** Texts looked for, the latest first: one seek each. */
const TEXTS = 100
/** Applications of the unit looked at, of each state. */
const LATEST = 100

/** What signs of an issue are judged by (core/signals.ts); `history` are its events. Says nothing about who may see the others. */
export function signalFacts(db: Db, issue: Issue, history: readonly Happened[]): SignalFacts {
  const { serial, evidence } = issue
  const matter = matterOf(db, { kind: 'system', door: 'clock' }, issue).map((row) => row.issue.serial)
  const most = matter.length + OTHERS
  const others = (trace: Trace) => alsoAt(db, trace, { serial, most })
  return {
    files: evidence.map((file) => ({ id: file.id, others: others(fileTrace(file)) })),
    texts: textsIn(history).map(({ on, trace }) => ({ on, others: others(trace) })),
    matter,
    applications: applicationsOf(db, issue),
  }
}

function textsIn(history: readonly Happened[]): { on: Day; trace: Trace }[] {
  const all = history.flatMap(({ at, event }) =>
    event.type === 'progressed' ? textTrace(event.text).map((trace) => ({ on: dayOf(at), trace })) : [],
  )
  const latest = new Map(all.map((one) => [one.trace.hash, one]))
  return [...latest.values()].slice(-TEXTS)
}

const applied = prepared((db) => {
  const { placeholder } = sql
  const inState = and(
    eq(issues.unit, placeholder('unit')),
    eq(issues.status, placeholder('status')),
    eq(issues.campaign, placeholder('campaign')),
  )
  return db
    .select({ on: sql<Day | null>`issue ->> 'submittedOn'`, deadline: sql<Day | null>`issue ->> 'deadline'` })
    .from(issues)
    .where(inState)
    .orderBy(desc(issues.id))
    .limit(LATEST)
    .prepare()
})

/** The latest of each state; what came in as closed with a sheet was never applied for here. */
function applicationsOf(db: Db, { unit, campaign }: Issue): SignalFacts['applications'] {
  const rows = (['verifying', 'closed'] as const).flatMap((status) => applied(db).all({ unit, campaign, status }))
  return rows.flatMap(({ on, deadline }) => (on === null ? [] : [{ on, deadline }]))
}
