import { inArray } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import { dayOf, startOfDay, type Day } from '../core/calendar/day.ts'
import { digestOf, scopeOf, type Sums } from '../core/digest/digest.ts'
import { endOfWeek, isIn, momentOf, standsAt, type Figure } from '../core/digest/figures.ts'
import type { OwedPaper } from '../core/digest/papers.ts'
import { periodOf, type Late } from '../core/digest/tally.ts'
import { maySeeHandIn } from '../core/hand-ins/hand-in-permit.ts'
import type { Issue, Serial, UnitId } from '../core/issue.ts'
import { mondayOf } from '../core/calendar/week.ts'
import { workdaysBetween, type Calendar } from '../core/calendar/workday.ts'
import { officeCalendar } from './calendar.ts'
import { findCampaign, type RunningCampaign } from './campaigns.ts'
import type { Db } from './database.ts'
import { figuresInSteps, type Figures } from './digest-cells.ts'
import { digestNumber, findEdition, type EditionKey } from './digests.ts'
import { viewIssue } from './issues.ts'
import { waitingAt } from './nudges/suggestions.ts'
import { namesOf, unitName } from './people.ts'
import { issues } from './schema.ts'
import type { Steps } from './slices.ts'
import { standingsWithin, unitsStanding } from './standings.ts'
import { issueBefore } from './steps.ts'

/** A digest for one reader. */
export type DigestView = {
  readonly running: RunningCampaign
  readonly week: Day
  readonly cutoff: number
  /** 第 N 期; null while its week is still running. */
  readonly number: number | null
  readonly sums: Sums
  readonly units: ReadonlyMap<UnitId, string>
  readonly late: readonly LateIssue[]
  readonly papers: readonly OwedPaper[]
  /** 督办建议 that waited for a decision at the cut-off, and when the week began. */
  readonly suggestions: { readonly now: number; readonly before: number }
  readonly head: Figures['head']
  readonly paragraph: string | null
  readonly sentAt: number | null
}

export type LateIssue = {
  /** null where the reader may not know of it any more: it went to another unit since. */
  readonly issue: Pick<Issue, 'serial' | 'title' | 'unit'> | null
  /** 第一责任人 of the plan in force or proposed. */
  readonly first: string | null
  readonly due: Day
  /** Workdays since the deadline, the day of the cut-off included: whoever reads it on Monday counts that day. */
  readonly workdays: number
}

/** An edition as one person may read it; null where there is none or they get none. */
export function viewEdition(db: Db, actor: Actor, key: EditionKey): DigestView | null {
  const edition = findEdition(db, key)
  const running = findCampaign(db, key.campaign)
  if (!edition || !running) return null
  const { cells, papers, count, hash, paragraph, sentAt } = edition
  const figures = { cells, papers, head: { count, hash } }
  const at = { week: key.week, cutoff: endOfWeek(key.week) }
  return viewOf(db, actor, { running, ...at, number: digestNumber(running, key.week), figures, paragraph, sentAt })
}

/** The week that is running, as far as it has come by an instant, in steps; null for whoever gets no digest. */
export function* weekSoFar(db: Db, actor: Actor, running: RunningCampaign, now: number): Steps<DigestView | null> {
  if (!scopeOf(actor)) return null
  const at = { week: mondayOf(dayOf(now)), cutoff: now }
  const figures = yield* figuresInSteps(db, running, periodOf(at.week, at.cutoff))
  return viewOf(db, actor, { running, ...at, number: null, figures, paragraph: null, sentAt: null })
}

type Material = Omit<DigestView, 'sums' | 'units' | 'late' | 'papers' | 'suggestions' | 'head'> & {
  readonly figures: Figures
}

/** What a reader gets of some figures; null for whoever gets no digest. */
export function viewOf(db: Db, actor: Actor, { figures, ...about }: Material): DigestView | null {
  const scope = scopeOf(actor)
  if (!scope) return null
  const sums = digestOf(figures.cells, scope)
  const calendar = officeCalendar(db)
  const waiting = (at: number) => waitingAt(db, { campaign: about.running.code, at, scope })
  return {
    ...about,
    sums,
    units: new Map(sums.units.map(({ unit }) => [unit, unitName(db, unit)])),
    late: sums.late.map((late) => lateIssue(db, actor, { late, calendar, cutoff: about.cutoff })),
    papers: figures.papers.filter((paper) => maySeeHandIn(actor, paper)),
    suggestions: { now: waiting(about.cutoff), before: waiting(startOfDay(about.week)) },
    head: figures.head,
  }
}

type Lateness = { readonly late: Late; readonly calendar: Calendar; readonly cutoff: number }

function lateIssue(db: Db, actor: Actor, { late, calendar, cutoff }: Lateness): LateIssue {
  const issue = asOf(db, actor, late.issue, cutoff)
  const first = (issue?.plan ?? issue?.proposal)?.first
  return {
    issue,
    first: first === undefined ? null : (namesOf(db, [first]).get(first) ?? null),
    due: late.due,
    workdays: workdaysBetween(calendar, late.due, dayOf(cutoff)),
  }
}

/** An issue as it was before a moment, for whoever may know of it now; as it is where words of its events are redacted. */
function asOf(db: Db, actor: Actor, id: number, cutoff: number): Issue | null {
  const serial = serialsOf(db, [id]).get(id)
  const now = serial === undefined ? null : viewIssue(db, actor, serial, cutoff)
  return now && (issueBefore(db, now.issue.serial, cutoff) ?? now.issue)
}

function serialsOf(db: Db, ids: readonly number[]): Map<number, Serial> {
  const rows = db
    .select({ id: issues.id, serial: issues.serial })
    .from(issues)
    .where(inArray(issues.id, [...ids]))
    .all()
  return new Map(rows.map(({ id, serial }) => [id, serial]))
}

export type Behind = {
  readonly campaign: string
  readonly week: Day
  readonly cutoff: number
  readonly figure: Figure
  /** null: all units of the scope. */
  readonly unit: UnitId | null
}

/** Ids of exactly the issues a figure counted for this reader, as of its cut-off, in steps; null for whoever gets no digest. */
export function* issuesBehind(
  db: Db,
  actor: Actor,
  { campaign, week, cutoff, figure, unit }: Behind,
): Steps<number[] | null> {
  const scope = scopeOf(actor)
  if (!scope) return null
  const moment = momentOf(week, cutoff)
  const within = { campaign, from: cutoff, to: cutoff }
  const found: number[] = []
  for (const one of unitsStanding(db, campaign).filter((id) => unit === null || id === unit)) {
    for (const [id, standing] of standingsWithin(db, one, within)) {
      if (standsAt(standing, cutoff) && scope(standing) && isIn(figure, standing, moment)) found.push(id)
    }
    yield
  }
  return found.sort((a, b) => a - b)
}

/** One issue of such a list; null where the reader may not know of it any more. */
export type LineBehind = { readonly issue: Issue; readonly first: PersonId | null }

export function lineBehind(db: Db, actor: Actor, id: number, cutoff: number): LineBehind | null {
  const issue = asOf(db, actor, id, cutoff)
  return issue && { issue, first: (issue.plan ?? issue.proposal)?.first ?? null }
}
