import { and, eq, max, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import { runningDeadline } from '../core/calendar/clock.ts'
import { apply } from '../core/apply.ts'
import { enterpriseOf } from '../core/issue/enterprise.ts'
import { flaggedAs } from '../core/issue/flag.ts'
import { unvouched } from '../core/issue/instalment.ts'
import type { IssueEvent } from '../core/event.ts'
import type { Command, ImportCommand } from '../core/command.ts'
import { decide, decideNew, decideTaken, type Change, type Decision } from '../core/decide.ts'
import type { Issue, Serial } from '../core/issue.ts'
import { hasNewPlan } from '../core/issue/plan-approval.ts'
import type { Refusal } from '../core/refusal.ts'
import { isFresh } from '../core/campaigns/stock.ts'
import { keyOf, normal } from '../core/text.ts'
import { append, type Fact } from './chain.ts'
import { blanks, only, prepared, type Db, type Tx } from './database.ts'
import { draftResult, useDraft } from './drafts.ts'
import { factsForImport, factsForIssue, factsForReport } from './facts.ts'
import { historyOf } from './history.ts'
import { supersedeZero } from './hand-in-ledger.ts'
import { followHandovers } from './handovers/follow.ts'
import { moveHolders } from './handovers/holders.ts'
import { watchIssue } from './nudges/watches.ts'
import { enqueue } from './outbox.ts'
import { campaigns, events, issues, type SubjectKind } from './schema.ts'
import { beginStanding, moveStanding } from './standings.ts'
import { leaveTraces, retrace } from './traces.ts'

export type Entry = {
  readonly actor: Actor
  readonly command: Command | ImportCommand
  readonly now: number
  /** Used once: the same draft again returns the first result and does nothing. */
  readonly draft?: string | null
}

export type Outcome =
  | { readonly ok: true; readonly issue: Issue; readonly events: readonly number[]; readonly repeated: boolean }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * The only writer of issues and their events: load → decide → append events, update the issue, enqueue what
 * must be said. Runs inside the caller's transaction. Refusals come back as values with nothing written.
 */
export function record(tx: Tx, { actor, command, now, draft }: Entry): Outcome {
  const used = draft ? draftResult(tx, draft) : null
  if (used) return firstResult(tx, used, { actor, command })
  const before = 'serial' in command ? findIssue(tx, command.serial) : null
  const decision = rule(tx, { before, actor, command, now })
  if (!decision.ok) return decision
  const numbers = commit(tx, { before, decision, actor, now })
  if (!before) supersedeZero(tx, decision.issue, { actor, now })
  const changes = [{ before, issue: decision.issue }, ...decision.besides]
  const followed = changes.map((change) => followHandovers(tx, change, { actor, now }))
  if (draft && actor.kind === 'person')
    useDraft(tx, { id: draft, person: actor.id, serial: decision.issue.serial, now })
  const issue = followed[0] ? only(findIssue(tx, decision.issue.serial), decision.issue.serial) : decision.issue
  return { ok: true, issue, events: numbers, repeated: false }
}

const issueOf = prepared((db) =>
  db
    .select({ issue: issues.issue })
    .from(issues)
    .where(eq(issues.serial, sql.placeholder('serial')))
    .prepare(),
)

/** The issue as the ledger has it, or null. Says nothing about who may see it. */
export function findIssue(db: Db, serial: Serial): Issue | null {
  return issueOf(db).get({ serial })?.issue ?? null
}

type Used = { person: number; serial: Serial }

/** The result of a used draft, for whoever used it and for what it was used; else it is as if it weren't there. */
function firstResult(tx: Tx, used: Used, { actor, command }: Pick<Entry, 'actor' | 'command'>): Outcome {
  const serial = 'serial' in command ? command.serial : used.serial
  const own = actor.kind === 'person' && actor.id === used.person && serial === used.serial
  if (!own) return { ok: false, refusal: { code: 'not-found', serial } }
  return { ok: true, issue: only(findIssue(tx, serial), `issue ${serial}`), events: [], repeated: true }
}

type Case = { before: Issue | null; actor: Actor; command: Entry['command']; now: number }

function rule(tx: Tx, { before, actor, command, now }: Case): Decision {
  if (command.type === 'report') {
    const facts = factsForReport(tx, command, now)
    return facts ? decideNew(command, actor, facts) : noCampaign
  }
  if (command.type === 'import') {
    const facts = factsForImport(tx, command, now)
    return facts ? decideTaken(command, actor, facts) : noCampaign
  }
  if (!before) return { ok: false, refusal: { code: 'not-found', serial: command.serial } }
  return decide(before, command, actor, factsForIssue(tx, before, now))
}

/**
 * An event that no act on the issue leads to: an open issue passes to the unit that takes its work over (机构改革), or to
 * a person's successor (交接); the office seals something about it (密封).
 */
export function passOn(
  tx: Tx,
  serial: Serial,
  event: Extract<IssueEvent, { type: 'passed' | 'sealed' | 'handed-over' | 'handover-signed' | 'handover-ended' }>,
  { actor, now }: { actor: Actor; now: number },
): void {
  const before = only(findIssue(tx, serial), `issue ${serial}`)
  const by = actor.kind === 'person' ? actor.id : null
  const issue = apply(before, { seq: before.version + 1, at: now, by, event })
  commit(tx, { before, decision: { ok: true, issue, events: [event], notices: [], besides: [] }, actor, now })
}

type Stored = Omit<Change, 'before'> & { readonly before: Issue | null }
const noCampaign: Decision = { ok: false, refusal: { code: 'missing', labels: ['专项行动'] } }

type Accepted = { before: Issue | null; decision: Extract<Decision, { ok: true }>; actor: Actor; now: number }

function commit(tx: Tx, { before, decision, actor, now }: Accepted): number[] {
  const { issue, events, notices, besides } = decision
  const changes: Stored[] = [{ before, issue, events }, ...besides]
  const entries = changes.flatMap((change) => factsOf(change).map((entry) => ({ ...entry, actor, now })))
  const numbers = append(tx, entries).slice(0, events.length)
  for (const change of changes) store(tx, change, now)
  for (const { to, event } of notices) {
    const n = numbers[event]
    if (n === undefined) throw new Error(`notice of an event that is not there: ${event}`)
    enqueue(tx, {
      key: `event:${n}:${to}`,
      to: { person: to },
      message: { type: 'event', n },
      serial: issue.serial,
      now,
    })
  }
  return numbers
}

/** What happened to one issue, in order: where its log stood goes on. */
function factsOf({ before, issue, events }: Stored) {
  const subject = { kind: 'issue' as const, id: issue.serial }
  const base = before?.version ?? 0
  return events.map((fact, index) => ({ subject, seq: base + index + 1, fact }))
}

function store(tx: Tx, change: Stored, now: number): void {
  const { before, issue } = change
  const row = { ...projected(issue), changedAt: now }
  watchIssue(tx, before, issue, now)
  moveHolders(tx, before, issue)
  if (!before) {
    const added = tx.insert(issues).values(row).returning({ id: issues.id }).get()
    tx.update(campaigns)
      .set({ lastNumber: numberOf(issue.serial) })
      .where(eq(campaigns.code, issue.campaign))
      .run()
    return beginStanding(tx, added.id, { ...change, at: now })
  }
  const was = projected(before)
  const update = listed.every((name) => was[name] === row[name]) ? progressOf(tx) : rowOf(tx)
  const [updated] = update.all({ ...row, seen: before.version })
  if (!updated) throw new Error(`issue ${issue.serial} changed under a transaction`)
  leaveTraces(tx, updated.id, change.events)
  moveStanding(tx, updated.id, { ...change, before, at: now })
}

/** After words have left its log: the issue is what its events say now. Says nothing to anybody and changes no state. */
export function refold(tx: Tx, serial: Serial): void {
  const logged = historyOf(tx, serial)
  if (logged.some(({ redacted }) => redacted)) throw new Error(`issue ${serial} has events nothing was left of`)
  const issue = logged.reduce<Issue | null>((before, happened) => apply(before, happened), null)
  if (!issue) throw new Error(`issue ${serial} has no events`)
  const { serial: _, ...row } = projected(issue)
  const [kept] = tx.update(issues).set(row).where(eq(issues.serial, serial)).returning({ id: issues.id }).all()
  if (kept) retrace(tx, kept.id, logged)
}

const always = ['issue', 'version', 'changedAt'] as const
const listed = [
  'campaign',
  'unit',
  'category',
  'status',
  'due',
  'deadlineKey',
  'delegate',
  'extensionSince',
  'appealSince',
  'flagged',
  'dismissalSince',
  'replanSince',
  'haystack',
  'fresh',
  'titleKey',
  'enterpriseKey',
  'creditCode',
  'involved',
  'confirmed',
  'settled',
  'unproven',
] as const

const rowOf = prepared((db) => updating(db, blanks(issues, ...always, ...listed)))

/** Progress, comments and evidence leave the columns of lists alone: then their indexes aren't written either. */
const progressOf = prepared((db) => updating(db, blanks(issues, ...always)))

/** Updates the one row that still has the version it was decided on. */
function updating(db: Db, values: Partial<Record<keyof typeof issues.$inferInsert, SQL>>) {
  const hit = and(eq(issues.serial, sql.placeholder('serial')), eq(issues.version, sql.placeholder('seen')))
  return db.update(issues).set(values).where(hit).returning({ id: issues.id }).prepare()
}

type Projection = Omit<typeof issues.$inferInsert, 'id' | 'changedAt'>

/** The row of an issue; what a fold of its events must reproduce. */
export function projected(issue: Issue): Projection {
  return {
    serial: issue.serial,
    campaign: issue.campaign,
    unit: issue.unit,
    category: issue.category,
    status: issue.status,
    due: runningDeadline(issue),
    deadlineKey: issue.deadline ?? '9999-12-31',
    delegate: issue.delegate,
    extensionSince: issue.extension?.askedOn ?? null,
    appealSince: issue.appeal?.on ?? null,
    flagged: flaggedAs(issue),
    dismissalSince: issue.dismissal?.on ?? null,
    replanSince: hasNewPlan(issue) ? (issue.replan?.on ?? null) : null,
    haystack: haystackOf(issue),
    fresh: isFresh(issue),
    titleKey: keyOf(issue.title),
    enterpriseKey: enterpriseOf(issue)?.key ?? null,
    creditCode: issue.creditCode,
    involved: issue.involved,
    confirmed: issue.confirmed,
    settled: issue.settled,
    unproven: unvouched(issue),
    version: issue.version,
    issue,
  }
}

function haystackOf({ serial, title, enterprise, cause, course, caseNumber }: Issue): string {
  const words = [serial, title, enterprise, cause, course, caseNumber].filter((word) => word !== null)
  return normal(words.join('\n')).toLowerCase()
}

function numberOf(serial: Serial): number {
  return Number(serial.slice(serial.lastIndexOf('-') + 1))
}

type Note = { kind: Exclude<SubjectKind, 'issue' | 'handin'>; id: string; fact: Fact; actor: Actor; now: number }

const lastSeq = prepared((db) => {
  const { placeholder } = sql
  const own = and(eq(events.subjectKind, placeholder('kind')), eq(events.subjectId, placeholder('id')))
  return db
    .select({ seq: max(events.seq) })
    .from(events)
    .where(own)
    .prepare()
})

/** Appends one event about another subject: a campaign, a unit, a person, a group. Returns its place in the log. */
export function note(tx: Tx, { kind, id, fact, actor, now }: Note): number {
  const last = lastSeq(tx).get({ kind, id })?.seq ?? 0
  const [n] = append(tx, [{ subject: { kind, id }, seq: last + 1, fact, actor, now }])
  if (n === undefined) throw new Error('nothing was appended')
  return n
}
