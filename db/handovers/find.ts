import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { unitsOf, type Actor, type PersonId } from '../../core/actor.ts'
import {
  HandoverEventSchema,
  type Handover,
  type HandoverEvent,
  type HandoverId,
} from '../../core/handovers/handover.ts'
import { maySeeHandover, type Reach } from '../../core/handovers/handover-rules.ts'
import { rolesIn } from '../../core/handovers/handing.ts'
import { openStatuses, type Issue, type UnitId } from '../../core/issue.ts'
import { prepared, type Db } from '../database.ts'
import { identitiesOf, postsOf } from '../people.ts'
import { eventData, events, handovers, issues } from '../schema.ts'
import { unitsHeldBy } from './holders.ts'

/** Questions about 交接. Those that take an actor answer only what they may see. */

const one = prepared((db) =>
  db
    .select({ handover: handovers.handover })
    .from(handovers)
    .where(eq(handovers.id, sql.placeholder('id')))
    .prepare(),
)

/** null where there is none. Says nothing about who may see it. */
export function findHandover(db: Db, id: HandoverId): Handover | null {
  return one(db).get({ id })?.handover ?? null
}

export function viewHandover(db: Db, actor: Actor, id: HandoverId): Handover | null {
  const handover = findHandover(db, id)
  return handover && maySeeHandover(actor, handover) ? handover : null
}

const running = prepared((db) =>
  db
    .select({ handover: handovers.handover })
    .from(handovers)
    .where(sql`status = 'running'`)
    .orderBy(asc(handovers.id))
    .prepare(),
)

/** Everything that waits for a signature, the oldest first. */
export function runningHandovers(db: Db): Handover[] {
  return running(db)
    .all()
    .map(({ handover }) => handover)
}

/** Of these those that a change of one issue can touch: it is being handed over by them, or names their leaver. */
export function runningAbout(
  db: Db,
  { ids, leavers }: { readonly ids: readonly HandoverId[]; readonly leavers: readonly PersonId[] },
): Handover[] {
  const about = or(inArray(handovers.id, [...ids]), inArray(handovers.leaver, [...leavers]))
  return db
    .select({ handover: handovers.handover })
    .from(handovers)
    .where(and(sql`status = 'running'`, about))
    .orderBy(asc(handovers.id))
    .all()
    .map(({ handover }) => handover)
}

/** What waits for this person's signature. */
export function handoversTo(db: Db, person: PersonId): Handover[] {
  return listed(db, and(eq(handovers.successor, person), eq(handovers.status, 'running')), 100)
}

/** From or to a person, the newest first. */
export function handoversOf(db: Db, person: PersonId): Handover[] {
  return listed(db, or(eq(handovers.leaver, person), eq(handovers.successor, person)), 50)
}

/** Those that are over, the newest first, at most `limit`. */
export function pastHandovers(db: Db, limit: number): Handover[] {
  return listed(db, inArray(handovers.status, ['done', 'lapsed', 'cancelled']), limit)
}

function listed(db: Db, where: SQL | undefined, limit: number): Handover[] {
  const rows = db.select({ handover: handovers.handover }).from(handovers).where(where)
  return rows
    .orderBy(desc(handovers.id))
    .limit(limit)
    .all()
    .map(({ handover }) => handover)
}

const open = inArray(issues.status, [...openStatuses])

/** Every open issue that names a person; `besides`: units they have acted for until now. */
export function issuesNaming(db: Db, person: PersonId, besides: readonly UnitId[] = []): Issue[] {
  const units = new Set([...unitsHeldBy(db, person), ...unitsOf({ posts: postsOf(db, person) }), ...besides])
  for (const { unit, leaver } of runningUnits(db, person)) if (leaver === person) units.add(unit)
  const names = ['plan.first', 'plan.responsible', 'proposal.first', 'proposal.responsible', 'reporter', 'heir']
  const named = or(...names.map((path) => sql`issue ->> ${`$.${path}`} = ${person}`))
  const found = [...units].flatMap((unit) =>
    db
      .select({ issue: issues.issue })
      .from(issues)
      .where(and(eq(issues.unit, unit), open, named))
      .orderBy(asc(issues.deadlineKey), asc(issues.id))
      .all(),
  )
  const verified = db
    .select({ issue: issues.issue })
    .from(issues)
    .where(and(eq(issues.delegate, person), sql`+${issues.status} in ${[...openStatuses]}`))
    .all()
  const all = new Map([...found, ...verified].map(({ issue }) => [issue.serial, issue]))
  return [...all.values()].filter((issue) => rolesIn(issue, person).length > 0)
}

function runningUnits(db: Db, person: PersonId): { unit: UnitId; leaver: PersonId }[] {
  const own = and(eq(handovers.leaver, person), eq(handovers.status, 'running'))
  return db.select({ unit: handovers.unit, leaver: handovers.leaver }).from(handovers).where(own).all()
}

/** Whether a person can be told. */
export function reachOf(db: Db, person: PersonId): Reach {
  const accounts = identitiesOf(db, person)
  if (accounts.length === 0) return 'unbound'
  return accounts.some(({ unreachableWhy }) => unreachableWhy === null) ? 'bound' : 'lost'
}

export type HandoverLogged = {
  readonly handover: Handover
  readonly event: HandoverEvent
  readonly by: PersonId | null
  readonly at: number
}

const StoredData = z.record(z.string(), z.unknown())

/** One event of a handover by its place in the log, with the handover as it stands; null where it is none. */
export function handoverEvent(db: Db, n: number): HandoverLogged | null {
  const row = db
    .select({ id: events.subjectId, type: events.type, by: events.actor, at: events.at, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.n, n), eq(events.subjectKind, 'handover')))
    .get()
  if (!row) return null
  const event = HandoverEventSchema.safeParse({ ...StoredData.safeParse(row.data).data, type: row.type }).data
  const handover = findHandover(db, Number(row.id))
  return event && handover ? { handover, event, by: row.by, at: row.at } : null
}
