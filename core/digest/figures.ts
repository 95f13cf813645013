import { addDays, dayOf, startOfDay, type Day } from '../calendar/day.ts'
import { openStatuses } from '../issue.ts'
import { mondayOf, weeksAfter } from '../calendar/week.ts'
import type { Standing } from './standing.ts'

/** What the digest counts. Each is a rule about one issue as of a moment, so a figure and the list behind it can't differ. */
export const figures = [
  /** 新增: taken onto the ledger this week, and still on it. */
  'added',
  /** 销号: struck off this week. */
  'closed',
  /** 在办 */
  'open',
  /** 逾期 */
  'overdue',
  /** 累计销号 */
  'struck',
  /** 存量 and 增量 on the ledger, in hand or struck off. */
  'existing',
  'fresh',
  /** Falls due within the coming seven days. */
  'soon',
  /** 退回整改 this week, and still in hand. */
  'back',
  /** 已兑现: some of the money is paid. */
  'paid',
] as const
export type Figure = (typeof figures)[number]

export function isFigure(word: string): word is Figure {
  return figures.some((figure) => figure === word)
}

/** The moment figures are taken at: everything that happened before it counts, nothing that happened at it or later. */
export type Moment = {
  readonly cutoff: number
  /** The first instant of the week, or of a phase. */
  readonly since: number
  /** What is due before this day is overdue. */
  readonly today: Day
  /** The last of the coming seven days. */
  readonly lastSoon: Day
}

/** `first`: the day the week (or phase) begins with that ends with the cut-off or is still running then. */
export function momentOf(first: Day, cutoff: number): Moment {
  const today = dayOf(cutoff)
  return { cutoff, since: startOfDay(first), today, lastSoon: addDays(today, 6) }
}

/** The end of the week that begins on a Monday: its cut-off. */
export function endOfWeek(monday: Day): number {
  return startOfDay(weeksAfter(monday, 1))
}

/** The last week that was over by an instant. */
export function lastWholeWeek(now: number): Day {
  return weeksAfter(mondayOf(dayOf(now)), -1)
}

export function standsAt({ started, until }: Standing, cutoff: number): boolean {
  return started < cutoff && cutoff <= until
}

export function isOpen({ status }: Pick<Standing, 'status'>): boolean {
  return openStatuses.includes(status)
}

/**
 * Whether an issue that stands so at the moment is among a figure's. On the ledger are those in hand and those struck
 * off; what was dismissed, merged or withdrawn was not mended and is in none of them.
 */
export function isIn(figure: Figure, standing: Standing, moment: Moment): boolean {
  const open = isOpen(standing)
  if (!open && standing.status !== 'closed') return false
  switch (figure) {
    case 'added':
      return isThisWeek(standing.reportedAt, moment)
    case 'closed':
      return isThisWeek(standing.closedAt, moment)
    case 'open':
      return open
    case 'overdue':
      return standing.due !== null && standing.due < moment.today
    case 'struck':
      return !open
    case 'existing':
      return !standing.fresh
    case 'fresh':
      return standing.fresh
    case 'soon':
      return standing.due !== null && standing.due >= moment.today && standing.due <= moment.lastSoon
    case 'back':
      return open && isThisWeek(standing.sentBackAt, moment)
    case 'paid':
      return standing.settled > 0
    default:
      return figure satisfies never
  }
}

function isThisWeek(at: number | null, { since, cutoff }: Moment): boolean {
  return at !== null && at >= since && at < cutoff
}
