import { and, asc, eq, gt, notExists, sql } from 'drizzle-orm'
import { z } from 'zod'
import { apply } from '../core/apply.ts'
import { IssueEventSchema, type EventType } from '../core/event.ts'
import { openStatuses, statuses, type Issue, type Serial, type Status } from '../core/issue.ts'
import { canonical } from './chain.ts'
import { prepared, type Db } from './database.ts'
import { projected } from './ledger.ts'
import { eventData, events, issues } from './schema.ts'
import { foldedStandings, keptStandings } from './standings.ts'

export type LedgerFault = {
  /** Of an issue, or the id of a hand-in's duty. */
  readonly serial: Serial
  /** The row says something else than its events, or there is only the one or only the other. */
  readonly fault: 'differs' | 'no-events' | 'no-row'
}

/**
 * Folds every issue's events and compares the ledger's row, the JSON and the columns of lists; the first that
 * differs, or null. The log itself is taken as it is: verify it first.
 */
export function verifyLedger(db: Db): LedgerFault | null {
  let last = 0
  for (;;) {
    const { fault, end } = nextPage(db, last)
    if (fault) return fault
    if (end === null) return eventsWithoutRow(db)
    last = end
  }
}

const PAGE = 100

/** Rows and events of one moment: a server may be writing meanwhile. */
function nextPage(db: Db, last: number): { fault: LedgerFault | null; end: number | null } {
  return db.transaction(
    () => {
      const rows = rowsAfter(db).all({ last })
      for (const row of rows) {
        const fault = faultOf(row, happenedIn(db).all({ serial: row.serial })) ?? standingFault(db, row)
        if (fault) return { fault: { serial: row.serial, fault }, end: null }
      }
      return { fault: null, end: rows.at(-1)?.id ?? null }
    },
    { behavior: 'deferred' },
  )
}

const rowsAfter = prepared((db) =>
  db
    .select({
      id: issues.id,
      serial: issues.serial,
      campaign: issues.campaign,
      unit: issues.unit,
      category: issues.category,
      status: issues.status,
      due: issues.due,
      deadlineKey: issues.deadlineKey,
      delegate: issues.delegate,
      extensionSince: issues.extensionSince,
      appealSince: issues.appealSince,
      flagged: issues.flagged,
      dismissalSince: issues.dismissalSince,
      replanSince: issues.replanSince,
      haystack: issues.haystack,
      fresh: issues.fresh,
      titleKey: issues.titleKey,
      enterpriseKey: issues.enterpriseKey,
      creditCode: issues.creditCode,
      involved: issues.involved,
      confirmed: issues.confirmed,
      settled: issues.settled,
      unproven: issues.unproven,
      version: issues.version,
      changedAt: issues.changedAt,
      issue: sql<string>`${issues.issue}`,
    })
    .from(issues)
    .where(gt(issues.id, sql.placeholder('last')))
    .orderBy(asc(issues.id))
    .limit(PAGE)
    .prepare(),
)
type LedgerRow = ReturnType<ReturnType<typeof rowsAfter>['all']>[number]

const happenedIn = prepared((db) =>
  db
    .select({
      seq: events.seq,
      type: events.type,
      by: events.actor,
      at: events.at,
      data: eventData.data,
    })
    .from(events)
    .leftJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.subjectKind, 'issue'), eq(events.subjectId, sql.placeholder('serial'))))
    .orderBy(asc(events.seq))
    .prepare(),
)
type StoredEvent = ReturnType<ReturnType<typeof happenedIn>['all']>[number]

function faultOf(row: LedgerRow, stored: readonly StoredEvent[]): LedgerFault['fault'] | null {
  const last = stored.at(-1)
  if (!last) return 'no-events'
  const issue = issueIn(row.issue)
  if (issue === null || row.changedAt !== last.at || !isProjection(row, issue)) return 'differs'
  const same = stored.some(({ data }) => data === null) ? fitsHeaders(issue, stored) : isFold(issue, stored)
  return same ? null : 'differs'
}

/** What figures are counted by, from moment to moment; of redacted events nobody can say what they changed. */
function standingFault(db: Db, { id, serial }: LedgerRow): LedgerFault['fault'] | null {
  const folded = foldedStandings(db, serial)
  return folded === null || canonical(folded) === canonical(keptStandings(db, id)) ? null : 'differs'
}

/** Text that says a key twice reads differently in SQL and here, so only what JSON.stringify writes counts. */
function issueIn(text: string): Issue | null {
  try {
    const issue = JSON.parse(text) as Issue
    return JSON.stringify(issue) === text ? issue : null
  } catch {
    return null
  }
}

function isProjection(row: LedgerRow, issue: Issue): boolean {
  try {
    const { issue: _, ...columns } = projected(issue)
    return Object.entries(columns).every(([name, value]) => row[name as keyof typeof columns] === value)
  } catch {
    return false
  }
}

function isFold(issue: Issue, stored: readonly StoredEvent[]): boolean {
  const folded = foldOf(stored)
  if (folded === null) return false
  return JSON.stringify(folded) === JSON.stringify(issue) || canonical(folded) === canonical(issue)
}

const StoredData = z.record(z.string(), z.unknown())

/** null where the events make no issue. */
function foldOf(stored: readonly StoredEvent[]): Issue | null {
  try {
    return stored.reduce<Issue | null>((issue, { seq, at, by, type, data }) => {
      const event = IssueEventSchema.parse({ ...StoredData.parse(data), type })
      return apply(issue, { seq, at, by, event })
    }, null)
  } catch {
    return null
  }
}

/**
 * Of an issue with redacted events the headers still tell who reported it and when, the state it came to and the
 * number of its events. Its other fields can't be recomputed and are taken as they are.
 */
function fitsHeaders(issue: Issue, stored: readonly StoredEvent[]): boolean {
  const [first] = stored
  const last = stored.at(-1)
  if (!first || !last || !(first.type === 'reported' || first.type === 'imported')) return false
  const [states] = stored.flatMap(({ type }) => (type in statesAfter ? [statesAfter[type]] : [])).slice(-1)
  return (
    issue.reporter === first.by &&
    issue.reportedAt === first.at &&
    issue.version === last.seq &&
    states !== undefined &&
    states.includes(issue.status)
  )
}

/** A plan may need approval or not; only its words say which. */
const statesAfter: Readonly<Record<string, readonly Status[]>> = {
  reported: ['reported'],
  imported: statuses,
  withdrawn: ['withdrawn'],
  confirmed: ['planning'],
  assigned: ['assigned'],
  referred: ['reported'],
  dismissed: ['dismissed'],
  accepted: ['planning'],
  declined: ['reported'],
  merged: ['merged'],
  reassigned: ['assigned'],
  planned: ['plan_review', 'rectifying'],
  'plan-approved': ['rectifying'],
  replanned: ['rectifying'],
  'plan-returned': ['planning', 'rectifying'],
  submitted: ['verifying'],
  'submission-withdrawn': ['rectifying'],
  reviewed: ['verifying'],
  'review-returned': ['rectifying'],
  verified: ['verifying'],
  closed: ['closed'],
  'sent-back': ['rectifying'],
  reopened: ['rectifying'],
  undone: openStatuses,
  // Upheld it may bring the issue back to the office, rejected it changes no state; only its words say which.
  'appeal-decided': statuses,
} satisfies Partial<Record<EventType, readonly Status[]>>

function eventsWithoutRow(db: Db): LedgerFault | null {
  const row = db.select({ id: issues.id }).from(issues).where(eq(issues.serial, events.subjectId))
  const orphan = db
    .select({ serial: events.subjectId })
    .from(events)
    .where(and(eq(events.subjectKind, 'issue'), notExists(row)))
    .limit(1)
    .get()
  return orphan ? { serial: orphan.serial, fault: 'no-row' } : null
}
