import { asc, eq, gt } from 'drizzle-orm'
import { withNewFields } from '../core/apply.ts'
import { sumOf, takenOver } from '../core/issue/instalment.ts'
import type { Issue } from '../core/issue.ts'
import { transact, type Db, type Tx } from './database.ts'
import { historyOf } from './history.ts'
import { forgetHolders, moveHolders } from './handovers/holders.ts'
import { projected } from './ledger.ts'
import { watchUnwatched, watchUnwatchedHandIn } from './nudges/watches.ts'
import { handIns, issues } from './schema.ts'
import { put, setting } from './settings.ts'
import { rebuildStandings } from './standings.ts'
import { stepsOf } from './steps.ts'
import { retrace } from './traces.ts'

const NAME = 'projection'
/** Goes up by one whenever `projected`, an issue's fields or what `apply` makes of them change: rows written before differ. */
const CURRENT = '22'
const PAGE = 100

/** Brings the ledger's rows and their watched dates up to this version of the program, once; `changedAt` stays. To be called after migrating. */
export function reproject(db: Db): void {
  if (setting(db, NAME) === CURRENT) return
  transact(db, (tx) => {
    forgetHolders(tx)
    let last: number | undefined = 0
    while (last !== undefined) last = nextPage(tx, last)
    const waiting = tx.select().from(handIns).where(eq(handIns.status, 'handed')).all()
    for (const { handIn, changedAt } of waiting) watchUnwatchedHandIn(tx, handIn, changedAt)
    put(tx, NAME, CURRENT)
  })
}

/** Where words are redacted, what was paid before payments had an account of their own stands in one sum. */
function withAccount(issue: Issue): Issue {
  if (sumOf(issue.instalments) === issue.settled) return issue
  return { ...issue, instalments: takenOver(issue.settled, { at: issue.reportedAt, by: issue.reporter }) }
}

/** The id it came to; undefined at the end. */
function nextPage(tx: Tx, last: number): number | undefined {
  const rows = tx
    .select({ id: issues.id, issue: issues.issue, changedAt: issues.changedAt })
    .from(issues)
    .where(gt(issues.id, last))
    .orderBy(asc(issues.id))
    .limit(PAGE)
    .all()
  for (const { id, issue, changedAt } of rows) {
    const history = historyOf(tx, issue.serial)
    const whole = stepsOf(history)?.at(-1)?.issue ?? withAccount(withNewFields(issue))
    const { serial: _, ...row } = projected(whole)
    tx.update(issues).set(row).where(eq(issues.id, id)).run()
    retrace(tx, id, history)
    rebuildStandings(tx, id, whole)
    watchUnwatched(tx, whole, changedAt)
    moveHolders(tx, null, whole)
  }
  return rows.at(-1)?.id
}
