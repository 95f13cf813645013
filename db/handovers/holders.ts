import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { PersonId } from '../../core/actor.ts'
import { holdersOf } from '../../core/handovers/handover.ts'
import { openStatuses, type Issue, type UnitId } from '../../core/issue.ts'
import { blanks, prepared, type Db, type Tx } from '../database.ts'
import { holders, issues } from '../schema.ts'

export type Holding = typeof holders.$inferSelect

/** Whom the open issues name follows a change of one; `before` is null where it is new. */
export function moveHolders(tx: Tx, before: Issue | null, after: Issue): void {
  const [was, is] = [before ? keysOf(before) : [], keysOf(after)]
  const same = (list: Key[], key: Key) => list.some((one) => one.join() === key.join())
  for (const [person, unit, as] of was.filter((key) => !same(is, key))) counted(tx).run({ person, unit, as, count: -1 })
  for (const [person, unit, as] of is.filter((key) => !same(was, key))) counted(tx).run({ person, unit, as, count: 1 })
}

type Key = readonly [person: PersonId, unit: UnitId, as: Holding['as']]

function keysOf(issue: Issue): Key[] {
  return holdersOf(issue).map(({ person, as }) => [person, issue.unit, as])
}

const counted = prepared((db) =>
  db
    .insert(holders)
    .values(blanks(holders, 'person', 'unit', 'as', 'count'))
    .onConflictDoUpdate({
      target: [holders.person, holders.unit, holders.as],
      set: { count: sql`${holders.count} + excluded.count` },
    })
    .prepare(),
)

/** To be counted anew, issue by issue. */
export function forgetHolders(tx: Tx): void {
  tx.delete(holders).run()
}

/** Units whose open issues name a person, whatever posts they hold. */
export function unitsHeldBy(db: Db, person: PersonId): UnitId[] {
  const own = and(eq(holders.person, person), eq(holders.as, 'unit'), gt(holders.count, 0))
  return db
    .select({ unit: holders.unit })
    .from(holders)
    .where(own)
    .all()
    .map(({ unit }) => unit)
}

const acting = sql`exists (
  select 1 from posts where posts.person = holders.person and posts.unit = holders.unit
  and posts.role in ('contact', 'responsible', 'first')
)`
const posted = sql`exists (select 1 from posts where posts.person = holders.person)`
const account = (lost: boolean) =>
  sql`exists (select 1 from identities where identities.person = holders.person and (unreachable_at is not null) = ${Number(lost)})`

/**
 * 无主: open issues that name somebody who no longer acts for the unit, or whom nothing reaches any more, and that
 * nobody takes over. By person and unit; who never had a chat account is not lost.
 */
export function ownerless(db: Db): Holding[] {
  const gone = or(
    and(eq(holders.as, 'unit'), sql`not ${acting}`),
    and(eq(holders.as, 'delegate'), sql`not ${posted}`),
    and(account(true), sql`not ${account(false)}`),
  )
  return db
    .select()
    .from(holders)
    .where(and(gt(holders.count, 0), gone))
    .orderBy(asc(holders.unit), asc(holders.person), asc(holders.as))
    .all()
}

/** How many there are, once for each person named. */
export function ownerlessCount(db: Db): number {
  return ownerless(db).reduce((sum, one) => sum + one.count, 0)
}

/** The issues of one of them, the most urgent first. */
export function issuesHeld(db: Db, { person, unit, as }: Pick<Holding, 'person' | 'unit' | 'as'>): Issue[] {
  const open = and(eq(issues.unit, unit), inArray(issues.status, [...openStatuses]))
  const rows = db.select({ issue: issues.issue }).from(issues).where(open).orderBy(asc(issues.deadlineKey)).all()
  return rows
    .map(({ issue }) => issue)
    .filter((issue) => holdersOf(issue).some((one) => one.person === person && one.as === as))
}
