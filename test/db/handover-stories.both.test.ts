import { inOffice } from '#office'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actsFor, type PersonId } from '../../core/actor.ts'
import { rolesIn } from '../../core/handovers/handing.ts'
import { holdersOf, openItems, type Handover } from '../../core/handovers/handover.ts'
import { openStatuses, type Issue } from '../../core/issue.ts'
import type { Db } from '../../db/database.ts'
import { findHandover, reachOf, runningHandovers } from '../../db/handovers/find.ts'
import { ownerless } from '../../db/handovers/holders.ts'
import { viewIssue } from '../../db/issues.ts'
import { actorOf, postsOf } from '../../db/people.ts'
import { holders, issues } from '../../db/schema.ts'
import { verifyHandovers } from '../../db/verify-handovers.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { anyStep, begun, take } from '../support/handover-stories.ts'

const open = (db: Db): Issue[] =>
  db
    .select()
    .from(issues)
    .all()
    .flatMap(({ issue, status }) => (openStatuses.includes(status) ? [issue] : []))

/** Whoever a plan names acts for the unit and can be told, is giving it to somebody who does, or stands among the 无主. */
function withoutHolder(db: Db): string[] {
  const gone = ownerless(db)
  const able = (person: PersonId, { unit }: Issue) =>
    actsFor({ posts: postsOf(db, person) }, unit) && reachOf(db, person) !== 'lost'
  return open(db).flatMap((issue) => {
    const plan = issue.plan ?? issue.proposal
    const named = plan ? [...new Set([plan.first, plan.responsible])] : []
    const held = (person: PersonId) =>
      able(person, issue) ||
      issue.handovers.some(({ from, to }) => from === person && able(to, issue)) ||
      gone.some((one) => one.person === person && one.unit === issue.unit && one.as === 'unit' && one.count > 0)
    return named.filter((person) => !held(person)).map((person) => `${issue.serial} ${person}`)
  })
}

/** Until it is signed for, the leaver is still named and the successor sees it; handovers and issues tell the same. */
function notOfBoth(db: Db): string[] {
  const waiting = runningHandovers(db).flatMap((one) => openItems(one).map(({ serial }) => `${one.id} ${serial}`))
  const carried = open(db).flatMap((issue) => issue.handovers.map((one) => ({ issue, ...one })))
  const told = carried.map(({ issue, handover }) => `${handover} ${issue.serial}`)
  const unequal = [...waiting, ...told].filter((one) => !waiting.includes(one) || !told.includes(one))
  const lost = carried.filter(({ issue, from }) => rolesIn(issue, from).length === 0)
  return [...unequal, ...lost.map(({ issue, from }) => `${issue.serial} names ${from} no more`)]
}

/** Whoever answers for it in its unit, takes it over or verifies it can open it. */
function outOfSight(db: Db): string[] {
  return open(db).flatMap((issue) => {
    const acting = rolesOf(issue).filter((person) => actsFor({ posts: postsOf(db, person) }, issue.unit))
    const others = [...issue.handovers.map(({ to }) => to), ...(issue.delegate === null ? [] : [issue.delegate])]
    const answering = [...acting, ...others].filter((person) => postsOf(db, person).length > 0)
    const sees = (person: PersonId) => viewIssue(db, actorOf(db, person, 'demo'), issue.serial, 0) !== null
    return answering.filter((person) => !sees(person)).map((person) => `${issue.serial} ${person}`)
  })
}

function rolesOf({ plan, proposal }: Issue): PersonId[] {
  return [plan, proposal].flatMap((one) => (one ? [one.first, one.responsible] : []))
}

/** What the table of holders counts is what the issues say. */
function miscounted(db: Db): string[] {
  const key = (person: PersonId, unit: number, as: string) => `${person} ${unit} ${as}`
  const said = open(db).flatMap((issue) => holdersOf(issue).map(({ person, as }) => key(person, issue.unit, as)))
  const counted = db.select().from(holders).all()
  const listed = counted.flatMap(({ person, unit, as, count }) => Array<string>(count).fill(key(person, unit, as)))
  return said.sort().join() === listed.sort().join() ? [] : ['holders']
}

/** What has just been signed for is the successor's alone. */
function stillTheLeavers(db: Db, now: number): string[] {
  const all = new Map(open(db).map((issue) => [issue.serial, issue]))
  return everyHandover(db).flatMap(({ from, items }) =>
    items.flatMap(({ serial, roles, state, at }) => {
      const issue = state === 'signed' && at === now ? all.get(serial) : undefined
      return issue && rolesIn(issue, from).some((role) => roles.includes(role)) ? [`${serial} ${from}`] : []
    }),
  )
}

function everyHandover(db: Db): Handover[] {
  const found: Handover[] = []
  for (let one = findHandover(db, 1); one; one = findHandover(db, one.id + 1)) found.push(one)
  return found
}

const nothing = { withoutHolder: [], notOfBoth: [], stillTheLeavers: [], outOfSight: [], miscounted: [] }
const amiss = (db: Db, now: number) => ({
  withoutHolder: withoutHolder(db),
  notOfBoth: notOfBoth(db),
  stillTheLeavers: stillTheLeavers(db, now),
  outOfSight: outOfSight(db),
  miscounted: miscounted(db),
})

test('whatever becomes of handovers and people, nothing is lost, and rows are what their events make of them', () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40 }), (steps) =>
      inOffice((db) => {
        const w = begun(db)
        for (const step of steps) {
          take(w, step)
          expect(amiss(db, w.clock.now)).toEqual(nothing)
        }
        expect([verifyLedger(db), verifyHandovers(db)]).toEqual([null, null])
      }),
    ),
    { numRuns: 25 },
  ))

test('the stories come to every end a handover can have', async () => {
  const ends = new Set<string>()
  const causes = new Set<string>()
  const stories = fc.sample(fc.array(anyStep, { minLength: 40, maxLength: 40 }), { seed: 7, numRuns: 12 })
  for (const steps of stories)
    await inOffice((db) => {
      const w = begun(db)
      for (const step of steps) take(w, step)
      for (const { status, cause } of everyHandover(db)) {
        ends.add(status)
        causes.add(cause)
      }
    })
  expect([...ends]).toEqual(expect.arrayContaining(['cancelled', 'done', 'lapsed']))
  expect([...causes].sort()).toEqual(['asked', 'left', 'posts'])
})
