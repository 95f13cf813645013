import { and, desc, eq, inArray, notInArray, or, sql } from 'drizzle-orm'
import type { Person, PersonId } from '../core/actor.ts'
import type { ReportCommand } from '../core/command.ts'
import { dayOf } from '../core/day.ts'
import type { EventType } from '../core/event.ts'
import type { Facts, IssueFacts, Likeness, ReportFacts } from '../core/facts.ts'
import { openStatuses } from '../core/issue.ts'
import type { Issue, UnitId } from '../core/issue.ts'
import type { Db } from './database.ts'
import { only } from './database.ts'
import { pendingFor } from './fetches.ts'
import { campaigns, events, issues, posts, units } from './schema.ts'

/** What deciding about this issue needs, read in the transaction that decides. */
export function factsForIssue(db: Db, issue: Issue, now: number): IssueFacts {
  const campaign = only(campaignRow(db, issue.campaign), `campaign ${issue.campaign}`).campaign
  return {
    ...commonFacts(db, issue.unit, now),
    campaign,
    running: true,
    pendingFiles: pendingFor(db, issue.serial),
    lastMove: lastMove(db, issue),
    named: (id) => personFacts(db, id),
  }
}

/** null where there is no such campaign. */
export function factsForReport(db: Db, command: ReportCommand, now: number): ReportFacts | null {
  const row = campaignRow(db, command.campaign)
  if (!row) return null
  return {
    ...commonFacts(db, command.unit, now),
    campaign: row.campaign,
    running: true,
    serial: `${row.code}-${String(row.lastNumber + 1).padStart(4, '0')}`,
    unitExists: db.select({ id: units.id }).from(units).where(eq(units.id, command.unit)).get() !== undefined,
    open: likenesses(db, command),
  }
}

function campaignRow(db: Db, code: string) {
  return db.select().from(campaigns).where(eq(campaigns.code, code)).get()
}

function commonFacts(db: Db, unit: UnitId, now: number): Omit<Facts, 'campaign' | 'running'> {
  const { unitPeople, office } = peopleAround(db, unit)
  return { now, today: dayOf(now), lineage: lineageOf(db, unit), unitPeople, office }
}

/** A unit and those above it, nearest first. A circle in the tree ends the walk. */
export function lineageOf(db: Db, unit: UnitId): UnitId[] {
  const lineage: UnitId[] = []
  let next: UnitId | null = unit
  while (next !== null && !lineage.includes(next)) {
    lineage.push(next)
    next = db.select({ parent: units.parent }).from(units).where(eq(units.id, next)).get()?.parent ?? null
  }
  return lineage
}

const officeRoles = ['officer', 'director', 'administrator'] as const

/** People of the unit and of the office, each with all their posts. */
function peopleAround(db: Db, unit: UnitId): Pick<Facts, 'unitPeople' | 'office'> {
  const around = db
    .select({ person: posts.person })
    .from(posts)
    .where(or(eq(posts.unit, unit), inArray(posts.role, officeRoles)))
  const everyone = withPosts(db.select().from(posts).where(inArray(posts.person, around)).orderBy(posts.person).all())
  return {
    unitPeople: everyone.filter((person) => person.posts.some((post) => post.unit === unit)),
    office: everyone.filter((person) => person.posts.some((post) => officeRoles.some((role) => role === post.role))),
  }
}

type PostRow = typeof posts.$inferSelect

function withPosts(rows: readonly PostRow[]): Person[] {
  const people = new Map<PersonId, PostRow[]>()
  for (const row of rows) people.set(row.person, [...(people.get(row.person) ?? []), row])
  return [...people].map(([id, own]) => ({ id, posts: own }))
}

/** A person with posts, or null where nobody has that number. */
export function personFacts(db: Db, id: PersonId): Person | null {
  return withPosts(db.select().from(posts).where(eq(posts.person, id)).all())[0] ?? null
}

/** Events that change no state. */
const still: EventType[] = ['progressed', 'evidence-added', 'commented']

function lastMove(db: Db, issue: Issue): IssueFacts['lastMove'] {
  const row = db
    .select({ type: sql<EventType>`type`, by: events.actor, at: events.at })
    .from(events)
    .where(and(eq(events.subjectKind, 'issue'), eq(events.subjectId, issue.serial), notInArray(events.type, still)))
    .orderBy(desc(events.seq))
    .limit(1)
    .get()
  return row ?? null
}

/** What the unit has open, for finding a report made twice. */
function likenesses(db: Db, { unit, campaign }: ReportCommand): Likeness[] {
  return db
    .select({
      serial: issues.serial,
      title: sql<string>`issue ->> 'title'`,
      enterprise: sql<string | null>`issue ->> 'enterprise'`,
      involved: sql<number | null>`issue ->> 'involved'`,
    })
    .from(issues)
    .where(and(eq(issues.unit, unit), eq(issues.campaign, campaign), inArray(issues.status, [...openStatuses])))
    .all()
}
