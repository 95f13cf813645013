import { and, asc, eq, gte, lt, sql } from 'drizzle-orm'
import { ALWAYS, marksAfter, standingsOf, standsElsewhere, type Standing } from '../core/digest/standing.ts'
import type { IssueEvent } from '../core/event.ts'
import type { Issue, Serial, Status, UnitId } from '../core/issue.ts'
import type { Day } from '../core/calendar/day.ts'
import { blanks, only, prepared, type Db, type Tx } from './database.ts'
import { historyOf } from './history.ts'
import { standings } from './schema.ts'
import { stepsOf } from './steps.ts'

type Change = { readonly issue: Issue; readonly events: readonly IssueEvent[]; readonly at: number }

const kept = [
  ...(['issue', 'campaign', 'unit', 'category', 'fresh', 'status', 'due', 'settled'] as const),
  ...(['reportedAt', 'closedAt', 'sentBackAt', 'started', 'until'] as const),
] as const

const addStanding = prepared((db) =>
  db
    .insert(standings)
    .values(blanks(standings, ...kept))
    .prepare(),
)

const endStanding = prepared((db) => {
  const { placeholder } = sql
  const current = and(eq(standings.issue, placeholder('issue')), eq(standings.until, ALWAYS))
  const until = sql`max(${standings.started}, ${placeholder('at')})`
  return db.update(standings).set({ until }).where(current).returning().prepare()
})

/** The first standing of an issue that has just come onto the ledger. */
export function beginStanding(tx: Tx, id: number, change: Change): void {
  addStanding(tx).run({ issue: id, ...marksAfter(null, change), started: change.at, until: ALWAYS })
}

/** Ends an issue's standing and begins the next, where anything that figures count by has changed. */
export function moveStanding(tx: Tx, id: number, change: Change & { readonly before: Issue }): void {
  if (!standsElsewhere(change.before, change.issue)) return
  const [ended] = endStanding(tx).all({ issue: id, at: change.at })
  const { until: started, ...before } = only(ended, `standing of issue ${id}`)
  addStanding(tx).run({ issue: id, ...marksAfter(before, { ...change, at: started }), started, until: ALWAYS })
}

/** How an issue has stood, from its events; those that lasted no time at all are left out. null where words are redacted. */
export function foldedStandings(db: Db, serial: Serial): Standing[] | null {
  const steps = stepsOf(historyOf(db, serial))
  return steps && lasting(standingsOf(steps.map(({ issue, event, at }) => ({ issue, events: [event], at }))))
}

/** How the table says an issue has stood. */
export function keptStandings(db: Db, id: number): Standing[] {
  const rows = db.select().from(standings).where(eq(standings.issue, id)).orderBy(asc(standings.id)).all()
  return lasting(rows.map(({ id: _, issue: __, ...standing }) => standing))
}

function lasting(all: readonly Standing[]): Standing[] {
  return all.filter(({ started, until }) => started < until)
}

/** Writes an issue's standings anew from its events; from its row as it is where words are redacted or there are none. */
export function rebuildStandings(tx: Tx, id: number, issue: Issue): void {
  tx.delete(standings).where(eq(standings.issue, id)).run()
  const folded = foldedStandings(tx, issue.serial)
  const asItIs = { ...marksAfter(null, { issue, events: [], at: issue.reportedAt }), started: issue.reportedAt }
  for (const standing of folded?.length ? folded : [{ ...asItIs, until: ALWAYS }]) {
    addStanding(tx).run({ issue: id, ...standing })
  }
}

/** Units that have or had issues of a campaign. */
export function unitsStanding(db: Db, campaign: string): UnitId[] {
  // One seek a unit in the index, instead of reading all of it.
  const rows = db.all<{ unit: UnitId | null }>(sql`
    with recursive each(unit) as (
      select min(unit) from standings where campaign = ${campaign}
      union all
      select (select min(unit) from standings where campaign = ${campaign} and unit > each.unit)
      from each where each.unit is not null
    )
    select unit from each where unit is not null`)
  return rows.map(({ unit }) => unit).filter((unit) => unit !== null)
}

const ofUnit = prepared((db) => {
  const { placeholder } = sql
  const where = and(
    eq(standings.campaign, placeholder('campaign')),
    eq(standings.unit, placeholder('unit')),
    gte(standings.until, placeholder('from')),
    lt(standings.started, placeholder('to')),
  )
  const { issue, category, fresh, status, due, settled, reportedAt, closedAt, sentBackAt, started, until } = standings
  return db
    .select({ issue, category, fresh, status, due, settled, reportedAt, closedAt, sentBackAt, started, until })
    .from(standings)
    .where(where)
    .prepare()
})

type Raw = [number, string, number, Status, Day | null, number, number, number | null, number | null, number, number]

export type Within = { readonly campaign: string; readonly from: number; readonly to: number }

/** A unit's standings that were in force at some moment from `from` (included) up to `to`, each with its issue's id. */
export function* standingsWithin(db: Db, unit: UnitId, { campaign, from, to }: Within): Generator<[number, Standing]> {
  // As the driver gives them: a hundred thousand rows are not to be turned into objects twice.
  for (const row of ofUnit(db).values({ campaign, unit, from, to }) as Raw[]) {
    const [issue, category, fresh, status, due, settled, reportedAt, closedAt, sentBackAt, started, until] = row
    const marks = {
      campaign,
      unit,
      category,
      fresh: fresh === 1,
      status,
      due,
      settled,
      reportedAt,
      closedAt,
      sentBackAt,
    }
    yield [issue, { ...marks, started, until }]
  }
}
