import { dayOf, DaySchema, type Day } from '../calendar/day.ts'
import { workdaysBetween, type Calendar } from '../calendar/workday.ts'
import { nextRung, type Duty, type NudgePlan, type Rung } from './ladder.ts'

/** A date as the clock looks at it. */
export type Climbing = {
  readonly plan: NudgePlan
  readonly duty: Duty
  readonly date: Day
  /** A request made in time is undecided: nobody is late before it is (domain: rule 7). */
  readonly held: boolean
}

/** What the clock knows: the calendar, the day of a rung, and when the rungs of a day arise. */
export type Clock = {
  readonly calendar: Calendar
  /** The last day whose rungs have arisen. */
  readonly day: Day
  readonly rungDay: (date: Day, rung: Rung) => Day
  readonly opening: (day: Day) => number
}

/** Looked at again when the hold ends. */
const never = DaySchema.parse('9999-12-31')

/**
 * The rungs of a date from `from` on whose day has come, the one it then waits for, and the day to look at it again. Of
 * those that have come together only the highest is said (domain: section 5).
 */
export function climb(climbing: Climbing, from: Rung, clock: Clock): { risen: Rung[]; next: Rung; nextOn: Day } {
  const { plan, duty, date, held } = climbing
  const mayArise = (rung: Rung) => !held || rung <= 0
  const risen: Rung[] = []
  let next = from
  while (mayArise(next) && clock.rungDay(date, next) <= clock.day) {
    risen.push(next)
    next = nextRung(plan, duty, next)
  }
  return { risen, next, nextOn: mayArise(next) ? clock.rungDay(date, next) : never }
}

/**
 * The first rung of a date set at `armedAt` (epoch milliseconds): none from before it was set, but what is due on the
 * very day it was set is said on that day (domain: section 5).
 */
export function firstRung({ plan, duty, date }: Climbing, armedAt: number, clock: Clock): Rung {
  const setOn = dayOf(armedAt)
  // Of a date that lies back no rung is earlier than the workdays passed since: they need not be tried one by one.
  const passed = date < setOn ? workdaysBetween(clock.calendar, date, setOn) : null
  let rung = nextRung(plan, duty, passed === null ? null : passed - 1)
  for (;;) {
    const day = clock.rungDay(date, rung)
    if (clock.opening(day) >= armedAt || (rung === 0 && day === setOn)) return rung
    rung = nextRung(plan, duty, rung)
  }
}

type Spoken = {
  readonly subjectKind: string
  readonly subject: string
  readonly kind: string
  readonly date: Day
  readonly rung: Rung
}

/** Of each date the highest rung alone: what waited together is said once. */
export function highestOf<T extends Spoken>(spoken: readonly T[]): T[] {
  const dates = Map.groupBy(spoken, ({ subjectKind, subject, kind, date }) =>
    [subjectKind, subject, kind, date].join(' '),
  )
  return [...dates.values()].map((own) => own.reduce((a, b) => (b.rung > a.rung ? b : a)))
}
