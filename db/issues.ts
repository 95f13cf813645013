import { and, asc, type Column, desc, eq, gte, inArray, like, lt, notInArray, or, sql, type SQL } from 'drizzle-orm'
import {
  holds,
  isOffice,
  readsAll,
  unitsOf,
  unitsSeenFrom,
  type ActingPerson,
  type Actor,
  type PersonId,
} from '../core/actor.ts'
import type { Enterprise } from '../core/issue/enterprise.ts'
import type { Day } from '../core/calendar/day.ts'
import type { IssueFacts } from '../core/facts.ts'
import type { Issue, Serial, Status, UnitId } from '../core/issue.ts'
import { openStatuses } from '../core/issue.ts'
import { maySee } from '../core/sight.ts'
import { normal } from '../core/text.ts'
import { findCampaign } from './campaigns.ts'
import { only, type Db } from './database.ts'
import { factsForIssue, lineageOf } from './facts.ts'
import { flaggedFor } from './flagged.ts'
import { leadOf, referred, referredTo, reviewedBy } from './lead.ts'
import { findIssue } from './ledger.ts'
import { amongQueued, amongReplanning, isFew, queued } from './queues.ts'
import { issueCounts, issues, units } from './schema.ts'
import { wordsOf } from './search-words.ts'

/** Questions about issues that a screen or a chat asks. Each takes the actor and answers only what they may see. */

export type IssueView = { readonly issue: Issue; readonly facts: IssueFacts }

/** An issue with what deciding about it needs; null where there is none or the actor may not know of it. */
export function viewIssue(db: Db, actor: Actor, serial: Serial, now: number): IssueView | null {
  const issue = findIssue(db, serial)
  const facts = issue && factsForIssue(db, issue, now)
  return facts && maySee(actor, issue, facts) ? { issue, facts } : null
}

/** `maySee` without the rest of the facts. */
function seen(db: Db, actor: Actor, issue: Issue): boolean {
  const { campaign } = only(findCampaign(db, issue.campaign), `campaign ${issue.campaign}`)
  return maySee(actor, issue, { lineage: lineageOf(db, issue.unit), lead: leadOf(db, campaign, issue) })
}

export type IssueFilter = {
  readonly campaign?: string
  readonly unit?: UnitId
  readonly statuses?: readonly Status[]
  /** true: 增量 only; false: 存量 only. */
  readonly fresh?: boolean
  /** Overdue as of this day. */
  readonly overdueOn?: Day
  /** 延期申请: waits for an answer about its time. */
  readonly extension?: boolean
  /** 异议: waits for an answer to its unit. */
  readonly appeal?: boolean
  /** 提请不予列入: waits for the director's word. */
  readonly dismissal?: boolean
  /** 标记: suspected or confirmed; suspicions only where the actor may know of them. */
  readonly flagged?: 'suspected' | 'confirmed'
  /** 调整方案: a new plan waits for an answer. */
  readonly replan?: boolean
  /** 同一企业: by code, else by name. */
  readonly enterprise?: Enterprise
  /** Words or part of a serial. */
  readonly words?: string
  /** Whoever was named to verify (委托核查). */
  readonly delegate?: PersonId
}

export type IssueSort = 'newest' | 'deadline' | 'changed'

export type IssueRow = { readonly issue: Issue; readonly unitName: string; readonly changedAt: number }

const orders = {
  newest: { floor: gte(issues.id, 0), by: [desc(issues.id)] },
  deadline: { floor: gte(issues.deadlineKey, ''), by: [asc(issues.deadlineKey), asc(issues.id)] },
  changed: { floor: gte(issues.changedAt, 0), by: [desc(issues.changedAt), desc(issues.id)] },
} as const

/** Overdue issues are few and have an index of their own: found in it, then sorted. A + keeps other indexes out. */
const overdueOrders = {
  newest: { floor: undefined, by: [desc(sql`+${issues.id}`)] },
  deadline: { floor: undefined, by: [asc(issues.due), asc(issues.id)] },
  changed: { floor: undefined, by: [desc(sql`+${issues.changedAt}`), desc(issues.id)] },
} as const

/** So are those of one enterprise, and those that ask for more time. */
const fewOrders = {
  ...overdueOrders,
  deadline: { floor: undefined, by: [asc(sql`+${issues.deadlineKey}`), asc(issues.id)] },
} as const

function orderOf(filter: IssueFilter, sort: IssueSort) {
  if (isFew(filter)) return fewOrders[sort]
  return filter.overdueOn === undefined ? orders[sort] : overdueOrders[sort]
}

export type ListQuery = {
  readonly filter: IssueFilter
  readonly sort: IssueSort
  readonly page: number
  readonly size: number
}

/** One page of the ledger, `page` from 1. */
export function listIssues(db: Db, actor: Actor, { filter, sort, page, size }: ListQuery): IssueRow[] {
  return pageQuery(db, actor, { filter, sort, page, size }).all()
}

/** How SQLite would find that page, a line a step: shows that no ledger is read whole. */
export function explainList(db: Db, actor: Actor, query: ListQuery): string[] {
  const steps = db.all<{ detail: string }>(sql`explain query plan ${pageQuery(db, actor, query).getSQL()}`)
  return steps.map((step) => step.detail)
}

/** The page's rows are picked by index alone; only then are they read, each being as long as its issue. */
function pageQuery(db: Db, actor: Actor, { filter, sort, page, size }: ListQuery) {
  const { floor, by } = orderOf(filter, sort)
  const picked = db
    .select({ id: issues.id })
    .from(issues)
    .where(and(floor, foundBy(db, actor, filter)))
    .orderBy(...by)
    .limit(size)
    .offset((page - 1) * size)
  return ledgerRows(db)
    .where(inArray(issues.id, picked))
    .orderBy(...by)
}

type Wanted = { readonly where: SQL | undefined; readonly by: readonly SQL[]; readonly limit: number }

/** Rows of the ledger; `where` comes from `foundBy`. */
export function issueRows(db: Db, { where, by, limit }: Wanted): IssueRow[] {
  return ledgerRows(db)
    .where(where)
    .orderBy(...by)
    .limit(limit)
    .all()
}

function ledgerRows(db: Db) {
  return db
    .select({ issue: issues.issue, unitName: units.name, changedAt: issues.changedAt })
    .from(issues)
    .innerJoin(units, eq(units.id, issues.unit))
}

/** What a filter finds among what the actor may see. */
export function foundBy(db: Db, actor: Actor, filter: IssueFilter): SQL | undefined {
  return and(visible(db, actor), matching(filter), flaggedFor(actor, filter))
}

/** What an actor may see, as SQL; the same rule as `maySee` in core, which a test compares. */
export function visible(db: Db, actor: Actor): SQL | undefined {
  if (actor.kind === 'system' || readsAll(actor)) return undefined
  const ways = [
    eq(issues.delegate, actor.id),
    takenOverBy(actor.id),
    ...(actor.posts.some((post) => post.role === 'leader')
      ? [scoped(actor, { unit: sql`issues.unit`, category: sql`issues.category` }) ?? sql`1`]
      : []),
    and(known, or(ownIssues(unitsSeenFrom(actor)), broughtUp(actor), reviewedBy(db, actor))),
    or(declinedReport(actor), referredTo(db, actor)),
  ]
  return actor.posts.length === 0 ? sql`0` : or(...ways)
}

/** What is being handed over to a person, and not signed for yet. */
function takenOverBy(person: PersonId): SQL {
  return sql`issues.serial in (
    select value ->> 'serial' from handovers, json_each(handovers.handover, '$.items')
    where handovers.successor = ${person} and handovers.status = 'running' and value ->> 'state' = 'open'
  )`
}

/** A lead is hidden from its unit until it is assigned. */
const known = sql`(issue ->> 'selfChecked' = 1 or issue ->> 'deadline' is not null)`

const broughtUp = ({ id }: ActingPerson) => sql`(issue ->> 'reporter' = ${id} or issue ->> 'heir' = ${id})`

/** What another unit than its reporter's declined. */
function declinedReport(actor: ActingPerson): SQL | undefined {
  const declined = sql`json_array_length(issue, '$.declinedBy') > 0`
  const own = actor.posts.map(({ unit }) => unit)
  return and(broughtUp(actor), declined, notInArray(issues.unit, own))
}

/** Issues of these units and of everything below them. */
function ownIssues(own: readonly UnitId[]): SQL {
  if (own.length === 0) return sql`0`
  const list = sql.join(
    own.map((id) => sql`${id}`),
    sql`, `,
  )
  return sql`issues.unit in (
    with recursive below(id) as (select id from units where id in (${list}) union select units.id from units join below on units.parent = below.id)
    select id from below
  )`
}

/** A leader's 分管范围; undefined = everything. */
export function scoped(actor: Actor, column: { unit: SQL; category: SQL }): SQL | undefined {
  if (actor.kind === 'system' || readsAll(actor)) return undefined
  const scopes = actor.posts.filter((post) => post.role === 'leader').map((post) => post.scope)
  if (scopes.length === 0) return sql`0`
  if (scopes.some((scope) => scope.length === 0)) return undefined
  const words = scopes.flat()
  const unitIds = words.filter((word) => word.startsWith('#')).map((word) => Number(word.slice(1)))
  const categories = words.filter((word) => !word.startsWith('#'))
  return or(inArray(column.unit, unitIds), inArray(column.category, categories))
}

function matching(filter: IssueFilter) {
  const { campaign, unit, statuses, fresh, overdueOn, enterprise, words, delegate } = filter
  const few = overdueOn !== undefined || isFew(filter)
  const among = (column: Column) => (few ? sql`+${column}` : sql`${column}`)
  return and(
    campaign === undefined ? undefined : eq(among(issues.campaign), campaign),
    unit === undefined ? undefined : eq(among(issues.unit), unit),
    statuses === undefined ? undefined : inArray(among(issues.status), [...statuses]),
    fresh === undefined ? undefined : eq(among(issues.fresh), Number(fresh)),
    overdueOn === undefined ? undefined : lt(issues.due, overdueOn),
    queued(filter),
    enterprise === undefined ? undefined : ofEnterprise(enterprise),
    delegate === undefined ? undefined : eq(issues.delegate, delegate),
    ...wordsOf(words).map((word) => like(issues.haystack, `%${word}%`)),
  )
}

/** The rule of `enterpriseOf` in core, each half by its own index. */
function ofEnterprise({ code, key }: Enterprise): SQL {
  if (code === null) return sql`issues.id in (select id from issues where enterprise_key = ${key})`
  return sql`issues.id in (
    select id from issues where credit_code = ${code}
    union all select id from issues where enterprise_key = ${key} and credit_code is null
  )`
}

const underReview = sql`issues.status = 'verifying' and issue ->> 'stage' = 'lead'`
/** Plans the lead unit may approve beside the office (see needsOffice in core). */
const fulfils = sql`issue ->> '$.proposal.disposition' = 'fulfil' and issue ->> '$.suspended' is null`
const planUnderReview = sql`issues.status = 'plan_review' and ${fulfils}`
const replanUnderReview = sql`${amongReplanning} and ${fulfils}`
const officeWaits: Status[] = ['reported', 'plan_review', 'verifying']

/**
 * Everything of mine, most urgent first: open issues of the units a person acts for, those they shall review or
 * verify, and for the office whatever waits for its decision.
 */
export function mine(db: Db, actor: ActingPerson, limit: number): IssueRow[] {
  return issueRows(db, { ...mineOf(db, actor), limit })
}

/** How SQLite would find them, a line a step. */
export function explainMine(db: Db, actor: ActingPerson): string[] {
  const { where, by } = mineOf(db, actor)
  const query = ledgerRows(db)
    .where(where)
    .orderBy(...by)
    .getSQL()
  return db.all<{ detail: string }>(sql`explain query plan ${query}`).map((step) => step.detail)
}

function mineOf(db: Db, actor: ActingPerson): Pick<Wanted, 'where' | 'by'> {
  const own = unitsOf(actor)
  const open = [...openStatuses]
  const ways = [
    eq(issues.delegate, actor.id),
    ...(own.length > 0 ? [and(inArray(issues.unit, own), inArray(issues.status, open))] : []),
    ...(isOffice(actor) ? [inArray(issues.status, officeWaits), ...amongQueued] : []),
    ...(holds(actor, 'reviewer')
      ? [and(or(underReview, planUnderReview, replanUnderReview, referred), reviewedBy(db, actor))]
      : []),
  ]
  // A + keeps SQLite from reading all that is open instead of what each of the ways finds in its own index.
  const atHand = or(inArray(sql`+${issues.status}`, open), isOffice(actor) ? sql`+issues.appeal_since > ''` : undefined)
  const where = and(or(...ways), visible(db, actor), atHand)
  return { where, by: [asc(sql`coalesce(issues.due, issue ->> 'planDue', issues.deadline_key)`), asc(issues.id)] }
}

/** A serial as people type it: whole, or its number where that is clear among what the actor may see. */
export function resolveSerial(db: Db, actor: Actor, typed: string): Serial[] {
  const word = normal(typed).toUpperCase()
  const exact = findIssue(db, word)
  if (exact && seen(db, actor, exact)) return [exact.serial]
  if (!/^\d{1,6}$/.test(word)) return []
  const candidates = db
    .selectDistinct({ campaign: issueCounts.campaign })
    .from(issueCounts)
    .all()
    .map((row) => `${row.campaign}-${word.padStart(4, '0')}`)
  const found = db
    .select({ serial: issues.serial })
    .from(issues)
    .where(and(inArray(issues.serial, candidates.slice(0, 50)), visible(db, actor)))
  return found.all().map((row) => row.serial)
}
