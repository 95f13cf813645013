import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { PersonId } from '../../core/actor.ts'
import { dayOf, type Day } from '../../core/calendar/day.ts'
import { allRows, type CellState } from '../../core/hand-ins/coverage.ts'
import { paperId, type DutyId } from '../../core/hand-ins/duty.ts'
import { isOwed } from '../../core/hand-ins/hand-in.ts'
import type { Handover } from '../../core/handovers/handover.ts'
import type { Issue, UnitId } from '../../core/issue.ts'
import { climb, firstRung } from '../../core/nudges/climb.ts'
import { namedIn, peopleHearing, type Heard, type Named, type People } from '../../core/nudges/hear.ts'
import { hearersAt, type Hearer, type NudgePlan, type Rung } from '../../core/nudges/ladder.ts'
import { suggestedBy } from '../../core/nudges/suggestion.ts'
import { dutyOf, type DateKind } from '../../core/nudges/watch.ts'
import { workdayAfter } from '../../core/calendar/workday.ts'
import { blanks, only, prepared, type Db, type Tx } from '../database.ts'
import { coverage, viewHandIn } from '../hand-ins.ts'
import { findHandover } from '../handovers/find.ts'
import { findIssue } from '../ledger.ts'
import { nudges, watches, type SkipReason } from '../schema.ts'
import type { Nudge } from './bundles.ts'
import { roundOf, type Round } from './round.ts'
import { mayHear } from './sight.ts'
import { suggest } from './suggestions.ts'

type Watch = typeof watches.$inferSelect

/**
 * Raises the rungs whose day has come, of up to `limit` dates: a row for each receiver, and the date waits for its next
 * rung. Returns how many dates it looked at; 0 = none is left. Asking again, or weeks late, raises nothing twice.
 */
export function raiseRungs(tx: Tx, round: Round, limit: number): number {
  const due = tx
    .select()
    .from(watches)
    .where(lte(watches.nextOn, round.day))
    .orderBy(asc(watches.nextOn))
    .limit(limit)
    .all()
  for (const watch of due) raise(tx, round, watch)
  return due.length
}

/** A date as the round finds it: the day itself, the rungs whose day has come, and what it then waits for. */
function lookAt(round: Round, watch: Watch): ReturnType<typeof climb> & { readonly date: Day } {
  const { campaign, kind, within, armedAt, held } = watch
  const plan = round.campaign(campaign).campaign.nudges
  const date = watch.date ?? workdayAfter(round.calendar, dayOf(armedAt), within ?? 0).day
  const climbing = { plan, duty: dutyOf(kind), date, held }
  return { date, ...climb(climbing, watch.rung ?? firstRung(climbing, armedAt, round), round) }
}

/** Dates set since the last round as the next one will find them, waiting for what it says first; the earliest first. */
export function foreseen(db: Db, watched: readonly Watch[], now: number): Watch[] {
  if (watched.every(({ nextOn }) => nextOn !== '')) return [...watched]
  const round = roundOf(db, now)
  const found = watched.map((watch) => {
    if (watch.nextOn !== '') return watch
    const { date, risen, next, nextOn } = lookAt(round, watch)
    return { ...watch, date, rung: risen.at(-1) ?? next, nextOn }
  })
  return found.sort((one, other) => (one.date ?? '').localeCompare(other.date ?? ''))
}

function raise(tx: Tx, round: Round, watch: Watch): void {
  const { subjectKind, subject, kind, campaign } = watch
  const plan = round.campaign(campaign).campaign.nudges
  const { date, risen, next, nextOn } = lookAt(round, watch)
  moved(tx).run({ subjectKind, subject, kind, date, rung: next, nextOn })
  const highest = risen.at(-1)
  if (highest === undefined) return
  const suggested = suggestedBy(plan, dutyOf(kind), risen)
  for (const subject of subjectsOf(tx, round, watch)) {
    if (suggested && subject.issue) {
      suggest(tx, subject.issue, { kind: watch.kind, date, ...suggested, raisedAt: round.now })
    }
    for (const rung of risen) {
      const said = { kind: watch.kind, date, rung, skipped: rung !== highest }
      say(tx, round, { subject, plan, campaign: watch.campaign, ...said })
    }
  }
}

type Said = {
  readonly subject: Subject
  readonly campaign: string
  readonly plan: NudgePlan
  readonly kind: DateKind
  readonly date: Day
  readonly rung: Rung
  /** A higher rung is said instead. */
  readonly skipped: boolean
}

/** A row for each receiver of a rung; those there already stay as they are. */
function say(tx: Tx, round: Round, { subject, campaign, plan, kind, date, rung, skipped }: Said): void {
  const urgent = plan.urgent?.includes(rung) ?? false
  const about = { subjectKind: subject.kind, subject: subject.id, kind, campaign, date, rung, urgent }
  for (const row of receiversOf(round, subject, hearersAt(plan, dutyOf(kind), rung))) {
    const higher = skipped ? { state: 'skipped' as const, why: 'higher' as const } : {}
    written(tx).run({ ...about, raisedAt: round.now, ...row, ...higher })
  }
}

/**
 * Nobody was reached with these: they are skipped in plain sight, and whoever else is to hear of such a rung now does.
 */
export function passOn(tx: Tx, lost: readonly Nudge[], { why, now }: { why: SkipReason; now: number }): void {
  if (lost.length === 0) return
  const round = roundOf(tx, now)
  for (const { id, subjectKind, subject, kind, campaign, date, rung } of lost) {
    tx.update(nudges).set({ state: 'skipped', why }).where(eq(nudges.id, id)).run()
    const plan = round.campaign(campaign).campaign.nudges
    const spoken = subjectNamed(tx, round, { subjectKind, subject })
    say(tx, round, { subject: spoken, campaign, plan, kind, date, rung, skipped: false })
  }
}

/** What is spoken of, and who answers for it. */
type Subject = {
  readonly kind: Nudge['subjectKind']
  readonly id: string
  readonly named: Named
  readonly people: People
  /** null for a paper or a handover. */
  readonly issue: Issue | null
}

function subjectsOf(tx: Tx, round: Round, watch: Watch): Subject[] {
  const { subjectKind, subject } = watch
  if (subjectKind !== 'item') return [subjectNamed(tx, round, { subjectKind, subject })]
  return owedPapers(tx, round, watch).map(({ id, unit }) => paperSubject(round, id, unit))
}

function subjectNamed(tx: Tx, round: Round, { subjectKind, subject }: Pick<Nudge, 'subjectKind' | 'subject'>): Subject {
  switch (subjectKind) {
    case 'issue':
      return issueSubject(tx, round, subject)
    case 'handin':
      return paperOf(tx, round, subject)
    case 'handover':
      return handoverSubject(round, only(findHandover(tx, Number(subject)), `handover ${subject}`))
    default:
      return subjectKind satisfies never
  }
}

/** Its successor signs; the first responsible person of the unit hears of it. */
function handoverSubject(round: Round, { id, unit, to }: Handover): Subject {
  const people = { ...round.around(unit), reviewers: [], isReachable: round.isReachable }
  const named = { unit, responsible: [to], first: [], delegates: [] }
  return { kind: 'handover', id: String(id), named, people, issue: null }
}

function issueSubject(tx: Tx, round: Round, serial: string): Subject {
  const issue = only(findIssue(tx, serial), `issue ${serial}`)
  const { isReachable } = round
  const people = { ...round.around(issue.unit), reviewers: round.reviewers(issue), isReachable }
  return { kind: 'issue', id: serial, named: namedIn(issue, people), people, issue }
}

/** A working group's paper is its lead unit's to hand in. */
function paperOf(tx: Tx, round: Round, id: DutyId): Subject {
  const found = viewHandIn(tx, { kind: 'system', door: 'clock' }, id, round.now)
  return paperSubject(round, id, found?.facts.unit ?? null)
}

/** Of a paper nobody is named in a plan: the unit's contacts hear. */
function paperSubject(round: Round, id: DutyId, unit: UnitId | null): Subject {
  const people = { ...round.around(unit ?? 0), reviewers: [], isReachable: round.isReachable }
  return { kind: 'handin', id, named: { unit, responsible: [], first: [], delegates: [] }, people, issue: null }
}

function owedPapers(tx: Tx, round: Round, { campaign, subject }: Watch): { id: DutyId; unit: UnitId | null }[] {
  const everything = coverage(tx, { kind: 'system', door: 'clock' }, round.campaign(campaign), round.now)
  return allRows(everything).flatMap(({ unit, cells }) =>
    cells.flatMap(({ id, item, state }) => {
      const asked = paperId({ campaign, item: item.id, period: item.period }) === subject
      return asked && id !== null && isStillOwed(state) ? [{ id, unit }] : []
    }),
  )
}

function isStillOwed(state: CellState): boolean {
  return state === 'overdue' || isOwed({ status: state })
}

type Receiving = Pick<typeof nudges.$inferInsert, 'receiver' | 'state'> & {
  standsFor: PersonId | null
  why: SkipReason | null
}

function receiversOf(round: Round, subject: Subject, hearers: readonly Hearer[]): Receiving[] {
  const { kind, named, people } = subject
  const persons = peopleHearing(hearers, named, people).map((heard) => receiving(round, heard, subject))
  const groups = [
    ...(hearers.includes('group') && named.unit !== null ? round.groups(named.unit) : []),
    ...(hearers.includes('office-group') ? round.groups('office') : []),
    // What is said of issues there would tell one unit of another's.
    ...(hearers.includes('responsible') && kind === 'handin' ? round.groups('contacts') : []),
  ]
  return [...persons, ...groups.map((receiver): Receiving => ({ receiver, standsFor: null, state: 'due', why: null }))]
}

/** Whoever substitutes for somebody away hears instead, unless they can't be told or may not know of it. */
function receiving(round: Round, { person, reachable }: Heard, { kind, id }: Subject): Receiving {
  const substitute = round.substitute(person)
  const about = { subjectKind: kind, subject: id }
  if (substitute !== null && round.isReachable(substitute) && mayHear(round.db, substitute, about, round.now)) {
    return { receiver: `p${substitute}`, standsFor: person, state: 'due', why: null }
  }
  const told = { receiver: `p${person}`, standsFor: null }
  return reachable ? { ...told, state: 'due', why: null } : { ...told, state: 'skipped', why: 'unbound' }
}

const keys = ['subjectKind', 'subject', 'kind'] as const

const moved = prepared((db) =>
  db
    .update(watches)
    .set(blanks(watches, 'date', 'rung', 'nextOn'))
    .where(and(...keys.map((name) => eq(watches[name], sql.placeholder(name)))))
    .prepare(),
)

const written = prepared((db) => {
  const about = ['subjectKind', 'subject', 'kind', 'campaign', 'date', 'rung'] as const
  const told = ['receiver', 'standsFor', 'urgent', 'state', 'why', 'raisedAt'] as const
  return db
    .insert(nudges)
    .values(blanks(nudges, ...about, ...told))
    .onConflictDoNothing()
    .prepare()
})
