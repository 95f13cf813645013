import { and, desc, eq, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Person, PersonId } from '../core/actor.ts'
import { actsFor, isOffice } from '../core/actor.ts'
import type { ImportCommand, ReportCommand } from '../core/command.ts'
import { dayOf } from '../core/calendar/day.ts'
import { stillTypes, type EventType } from '../core/event.ts'
import type { Facts, ImportFacts, IssueFacts, Likeness, ReportFacts } from '../core/facts.ts'
import { openStatuses } from '../core/issue.ts'
import type { Issue, Serial, UnitId } from '../core/issue.ts'
import { tellApart } from '../core/people/person.ts'
import { keyOf } from '../core/text.ts'
import { officeCalendar } from './calendar.ts'
import { findCampaign } from './campaigns.ts'
import { beginOf } from '../core/campaigns/stock.ts'
import { only, prepared, type Db } from './database.ts'
import { pendingFor } from './fetches.ts'
import { leadOf } from './lead.ts'
import { events, issues, people, posts, units } from './schema.ts'

/** What deciding about this issue needs, read in the transaction that decides. */
export function factsForIssue(db: Db, issue: Issue, now: number): IssueFacts {
  const campaign = only(findCampaign(db, issue.campaign), `campaign ${issue.campaign}`).campaign
  return {
    ...commonFacts(db, issue.unit, now),
    campaign,
    // Few decisions ask for these, so they are read when one does.
    get lead() {
      return leadOf(db, campaign, issue)
    },
    get calendar() {
      return officeCalendar(db)
    },
    get pendingFiles() {
      return pendingFor(db, issue.serial)
    },
    get lastMove() {
      return lastMoveOf(db).get({ serial: issue.serial }) ?? null
    },
    isUnitName: (name) => isUnitName(db, { name, unit: issue.unit }),
    other: (serial) =>
      db.select({ issue: issues.issue }).from(issues).where(eq(issues.serial, serial)).get()?.issue ?? null,
    heirOf: (unit) => heirOf(db, unit),
    named: (id) => personFacts(db, id),
    staffOf: (unit) => (unitExists(db, unit) ? peopleAround(db, unit).unitPeople : null),
  }
}

/** Down the line of those that took over; the first of several got whatever was not given to another. */
function heirOf(db: Db, unit: UnitId): UnitId | null {
  const passed: UnitId[] = []
  for (let id: UnitId | undefined = unit; id !== undefined && !passed.includes(id);) {
    const found = db.select().from(units).where(eq(units.id, id)).get()
    if (!found || found.endedOn === null) return id === unit ? null : id
    passed.push(id)
    id = found.successors[0]
  }
  return null
}

/** A namesake in the office is not the unit's person: whoever is meant stands in the finding. */
function isUnitName(db: Db, { name, unit }: { name: string; unit: UnitId }): boolean {
  const posted = db
    .select({ unit: posts.unit, role: posts.role })
    .from(posts)
    .innerJoin(people, eq(people.id, posts.person))
    .where(eq(people.name, name))
    .all()
    .map((post) => ({ ...post, scope: [] }))
  return actsFor({ posts: posted }, unit) && !isOffice({ posts: posted })
}

/** null where there is no such campaign. */
export function factsForReport(db: Db, command: ReportCommand, now: number): ReportFacts | null {
  const facts = factsForNew(db, command, now)
  return facts && { ...facts, open: likenesses(db, command) }
}

/** null where there is no such campaign. */
export function factsForImport(db: Db, command: ImportCommand, now: number): ImportFacts | null {
  const facts = factsForNew(db, command, now)
  return facts && { ...facts, namesakes: namesakes(db, command) }
}

type New = Pick<ReportCommand, 'campaign' | 'unit'>

function factsForNew(db: Db, { campaign, unit }: New, now: number): Omit<ReportFacts, 'open'> | null {
  const row = findCampaign(db, campaign)
  if (!row) return null
  return {
    ...commonFacts(db, unit, now),
    campaign: row.campaign,
    state: row.state,
    lead: null,
    get calendar() {
      return officeCalendar(db)
    },
    serial: `${row.code}-${String(row.lastNumber + 1).padStart(4, '0')}`,
    began: beginOf(row.campaign, dayOf(row.startedAt)),
    unitExists: unitExists(db, unit),
    actingNamed: (name) => actingNamed(db, unit, name),
  }
}

/** Namesakes go by the labels that tell them apart; either is found whatever its widths and blanks. */
function actingNamed(db: Db, unit: UnitId, typed: string): { id: PersonId; label: string }[] {
  const { id, name, title, phone } = people
  const rows = db
    .select({ id, name, title, phone, unit: sql<null>`null`, role: posts.role })
    .from(posts)
    .innerJoin(people, eq(people.id, posts.person))
    .where(eq(posts.unit, unit))
    .all()
  const acting = rows.filter(({ role }) => actsFor({ posts: [{ unit, role, scope: [] }] }, unit))
  const staff = [...new Map(acting.map((person) => [person.id, person])).values()]
  const labels = tellApart(staff)
  const known = staff.map(({ id, name }) => ({ id, name, label: labels.get(id) ?? name }))
  const exact = known.filter(({ label }) => keyOf(label) === keyOf(typed))
  return exact.length > 0 ? exact : known.filter(({ name }) => keyOf(name) === keyOf(typed))
}

/** Issues of the unit with this very title, in any state: the row may have been taken on before. */
function namesakes(db: Db, { campaign, unit, particulars }: ImportCommand): Serial[] {
  const own = and(eq(issues.unit, unit), eq(issues.campaign, campaign))
  const named = sql`issue ->> 'title' = ${particulars.title}`
  return db
    .select({ serial: issues.serial })
    .from(issues)
    .where(and(own, named))
    .limit(3)
    .all()
    .map(({ serial }) => serial)
}

/** Nothing new goes to a unit that ended. */
function unitExists(db: Db, id: UnitId): boolean {
  return (
    db
      .select({ id: units.id })
      .from(units)
      .where(and(eq(units.id, id), isNull(units.endedOn)))
      .get() !== undefined
  )
}

function commonFacts(db: Db, unit: UnitId, now: number): Omit<Facts, 'campaign' | 'lead' | 'calendar'> {
  const { unitPeople, office } = peopleAround(db, unit)
  return {
    now,
    today: dayOf(now),
    lineage: lineageOf(db, unit),
    unitPeople,
    office,
  }
}

const parentOf = prepared((db) =>
  db
    .select({ parent: units.parent })
    .from(units)
    .where(eq(units.id, sql.placeholder('id')))
    .prepare(),
)

/** A unit and those above it, nearest first. A circle in the tree ends the walk. */
export function lineageOf(db: Db, unit: UnitId): UnitId[] {
  const lineage: UnitId[] = []
  let next: UnitId | null = unit
  while (next !== null && !lineage.includes(next)) {
    lineage.push(next)
    next = parentOf(db).get({ id: next })?.parent ?? null
  }
  return lineage
}

const officeRoles = ['officer', 'director', 'administrator'] as const

const postsAround = prepared((db) => {
  const around = db
    .select({ person: posts.person })
    .from(posts)
    .where(or(eq(posts.unit, sql.placeholder('unit')), inArray(posts.role, officeRoles)))
  return db.select().from(posts).where(inArray(posts.person, around)).orderBy(posts.person).prepare()
})

/** People of the unit and of the office, each with all their posts. */
export function peopleAround(db: Db, unit: UnitId): Pick<Facts, 'unitPeople' | 'office'> {
  const everyone = withPosts(postsAround(db).all({ unit }))
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
function personFacts(db: Db, id: PersonId): Person | null {
  return withPosts(db.select().from(posts).where(eq(posts.person, id)).all())[0] ?? null
}

const lastMoveOf = prepared((db) => {
  const own = and(eq(events.subjectKind, 'issue'), eq(events.subjectId, sql.placeholder('serial')))
  return db
    .select({ type: sql<EventType>`type`, by: events.actor, at: events.at })
    .from(events)
    .where(and(own, notInArray(events.type, [...stillTypes])))
    .orderBy(desc(events.seq))
    .limit(1)
    .prepare()
})

const MOST_ALIKE = 10

/** What the unit has open with the same title, or of the same enterprise about the same amount; the newest of each. */
function likenesses(db: Db, { unit, campaign, particulars }: ReportCommand): Likeness[] {
  const { title, enterprise, involved } = particulars
  const sameTitle = and(eq(issues.unit, unit), eq(issues.titleKey, keyOf(title)))
  const sameMoney =
    enterprise === null || involved === null
      ? sql`0`
      : and(sql`+unit = ${unit}`, eq(issues.enterpriseKey, keyOf(enterprise)), eq(issues.involved, involved))
  const found = [sameTitle, sameMoney].flatMap((alike) => newestOpen(db, campaign, alike))
  return [...new Map(found.map((likeness) => [likeness.serial, likeness])).values()]
}

function newestOpen(db: Db, campaign: string, alike: SQL | undefined): Likeness[] {
  // A + keeps the indexes of campaigns and states out: they find far more.
  const open = and(sql`+campaign = ${campaign}`, inArray(sql`+status`, [...openStatuses]))
  return db
    .select({
      serial: issues.serial,
      title: sql<string>`issue ->> 'title'`,
      enterprise: sql<string | null>`issue ->> 'enterprise'`,
      involved: sql<number | null>`issue ->> 'involved'`,
      hidden: sql`issue ->> 'selfChecked' = 0 and issue ->> 'deadline' is null`.mapWith(Boolean),
    })
    .from(issues)
    .where(and(alike, open))
    .orderBy(desc(issues.id))
    .limit(MOST_ALIKE)
    .all()
}
