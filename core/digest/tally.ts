import { startOfDay, type Day } from '../calendar/day.ts'
import type { UnitId } from '../issue.ts'
import type { Fen } from '../money.ts'
import { weeksAfter } from '../calendar/week.ts'
import { endOfWeek, figures, isIn, isOpen, momentOf, standsAt, type Figure, type Moment } from './figures.ts'
import type { Standing } from './standing.ts'

/** How many weeks the chart shows. */
export const charted = 12
/** How many of the longest overdue are named. */
export const named = 5

export type Counts = {
  /** In the order of `figures`. */
  readonly issues: readonly number[]
  readonly settled: Fen
}

export type Late = { readonly issue: number; readonly due: Day }

/** What one unit has in one category: any scope of a leader is a sum of these. */
export type Cell = {
  readonly unit: UnitId
  readonly category: string
  readonly now: Counts
  /** At the end of the week before. */
  readonly before: Counts
  /** In hand at the end of each charted week, and struck off in it, the oldest first. */
  readonly open: readonly number[]
  readonly closed: readonly number[]
  /** The longest overdue, the longest first. */
  readonly late: readonly Late[]
}

/** The moments a digest looks at: now, the week before, and the end of each charted week. */
export type Period = { readonly now: Moment; readonly before: Moment; readonly weeks: readonly Moment[] }

/** `cutoff`: the end of the week, or an instant within it where it is still running. */
export function periodOf(monday: Day, cutoff: number): Period {
  const earlier = (weeks: number) => momentOf(weeksAfter(monday, -weeks), endOfWeek(weeksAfter(monday, -weeks)))
  const now = momentOf(monday, cutoff)
  const weeks = Array.from({ length: charted - 1 }, (_, index) => earlier(charted - 1 - index))
  return { now, before: earlier(1), weeks: [...weeks, now] }
}

/** A phase of a campaign from its first day, as of an instant, against the moment it began; without a chart. */
export function phasePeriod(begin: Day, cutoff: number): Period {
  return { now: momentOf(begin, cutoff), before: momentOf(begin, startOfDay(begin)), weeks: [] }
}

/** The earliest moment a digest looks at. */
export function firstLook({ weeks, before }: Period): number {
  return Math.min(before.cutoff, ...weeks.map(({ cutoff }) => cutoff))
}

type Open = {
  now: { issues: number[]; settled: number }
  before: { issues: number[]; settled: number }
  open: number[]
  closed: number[]
  late: Late[]
}

export type Tally = { add(issue: number, standing: Standing): void; cells(): Cell[] }

/** Adds standings up, in any order; those that stand at none of the period's moments change nothing. */
export function tallyFor(period: Period): Tally {
  const cells = new Map<UnitId, Map<string, Open>>()
  const add: Tally['add'] = (issue, standing) => {
    const own = cells.get(standing.unit) ?? new Map<string, Open>()
    cells.set(standing.unit, own)
    const cell = own.get(standing.category) ?? empty()
    own.set(standing.category, cell)
    if (standsAt(standing, period.now.cutoff)) {
      count(cell.now, standing, period.now)
      if (isIn('overdue', standing, period.now) && standing.due !== null) keep(cell.late, { issue, due: standing.due })
    }
    if (standsAt(standing, period.before.cutoff)) count(cell.before, standing, period.before)
    chart(cell, standing, period)
  }
  return {
    add,
    cells: () => [...cells].flatMap(([unit, own]) => [...own].map(([id, cell]) => closedCell(unit, id, cell))),
  }
}

function empty(): Open {
  const zeros = (length: number) => Array.from({ length }, () => 0)
  const counts = () => ({ issues: zeros(figures.length), settled: 0 })
  return { now: counts(), before: counts(), open: zeros(charted), closed: zeros(charted), late: [] }
}

function closedCell(unit: UnitId, category: string, cell: Open): Cell {
  return { unit, category, ...cell }
}

function count(counts: Open['now'], standing: Standing, moment: Moment): void {
  figures.forEach((figure, index) => {
    if (isIn(figure, standing, moment)) counts.issues[index] = (counts.issues[index] ?? 0) + 1
  })
  if (isIn('paid', standing, moment)) counts.settled += standing.settled
}

function chart(cell: Open, standing: Standing, { weeks }: Period): void {
  const open = isOpen(standing)
  if (!open && standing.closedAt === null) return
  weeks.forEach((moment, index) => {
    if (!standsAt(standing, moment.cutoff)) return
    if (open) cell.open[index] = (cell.open[index] ?? 0) + 1
    else if (isIn('closed', standing, moment)) cell.closed[index] = (cell.closed[index] ?? 0) + 1
  })
}

function keep(late: Late[], one: Late): void {
  late.push(one)
  if (late.length <= named) return
  late.sort(byLength)
  late.length = named
}

/** The longest overdue first. */
export function byLength(one: Late, other: Late): number {
  return one.due === other.due ? one.issue - other.issue : one.due < other.due ? -1 : 1
}

export function countOf({ issues }: Counts, figure: Figure): number {
  return issues[figures.indexOf(figure)] ?? 0
}

/** The sum of some counts. */
export function sumOf(all: readonly Counts[]): Counts {
  const issues = figures.map((_, index) => all.reduce((total, counts) => total + (counts.issues[index] ?? 0), 0))
  return { issues, settled: all.reduce((total, counts) => total + counts.settled, 0) }
}
