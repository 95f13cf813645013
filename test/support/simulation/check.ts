import { eq, isNotNull } from 'drizzle-orm'
import type { PersonId } from '../../../core/actor.ts'
import { addDays, dayOf, startOfDay, type Day } from '../../../core/calendar/day.ts'
import { dutyOf } from '../../../core/nudges/watch.ts'
import { hearersAt, nextRung, rungDay, type Hearer, type Rung } from '../../../core/nudges/ladder.ts'
import { closing, defaultHours, isOpen, opening } from '../../../core/calendar/office-hours.ts'
import { isWorkday, workdayAfter, type Calendar } from '../../../core/calendar/workday.ts'
import { officeCalendar } from '../../../db/calendar.ts'
import { findCampaign } from '../../../db/campaigns.ts'
import { nudges, outbox } from '../../../db/schema.ts'
import type { Nudge } from '../../../db/nudges/bundles.ts'
import type { Stood } from './lives.ts'
import type { Cast, Unit } from './people.ts'
import type { Played } from './run.ts'

/** What went wrong, each as a sentence; all empty where nothing did. */
export type Verdict = {
  /** Whoever should have heard of a rung whose date stood long enough, and didn't. */
  readonly missed: readonly string[]
  /** The same rung twice to the same receiver, unless it is shown as 结果未知. */
  readonly twice: readonly string[]
  /** A second daily message to one receiver on one day. */
  readonly crowded: readonly string[]
  /** Anything but a reply outside office hours. */
  readonly outside: readonly string[]
  readonly messages: number
  readonly rungs: number
  readonly unknown: number
}

export function verdict(played: Played): Verdict {
  const rows = played.db.select().from(outbox).all()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const said = played.db.select().from(nudges).where(isNotNull(nudges.outbox)).all()
  return {
    missed: missedIn(played),
    twice: twiceIn(played, said),
    crowded: crowdedIn(played, byId),
    outside: outsideIn(played, byId),
    messages: played.arrivals.length,
    rungs: said.filter(({ state }) => state === 'sent').length,
    unknown: said.filter(({ state }) => state === 'unknown').length,
  }
}

type Rows = ReadonlyMap<number, typeof outbox.$inferSelect>

function outsideIn({ db, arrivals }: Played, rows: Rows): string[] {
  const calendar = officeCalendar(db)
  return arrivals
    .filter(({ at, row }) => rows.get(row)?.rank !== 'reply' && !isOpen(calendar, defaultHours, at))
    .map(({ at, row, to }) => `${rows.get(row)?.message.type} to ${to} at ${new Date(at).toISOString()}`)
}

function crowdedIn({ arrivals }: Played, rows: Rows): string[] {
  const daily = arrivals.filter(({ row }) => {
    const message = rows.get(row)?.message
    return message?.type === 'nudges' && message.which === 'daily' && rows.get(row)?.state !== 'unknown'
  })
  const days = Map.groupBy(daily, ({ to, at }) => `${to} on ${dayOf(at)}`)
  return [...days]
    .filter(([, messages]) => messages.length > 1)
    .map(([key, messages]) => `${messages.length} to ${key}`)
}

function twiceIn({ arrivals }: Played, said: readonly Nudge[]): string[] {
  const times = new Map<number, number>()
  for (const { row } of arrivals) times.set(row, (times.get(row) ?? 0) + 1)
  return said
    .filter(({ outbox: row, state }) => state === 'sent' && (times.get(row ?? 0) ?? 0) !== 1)
    .map(({ id, outbox: row, receiver }) => `nudge ${id} to ${receiver}: ${times.get(row ?? 0) ?? 0} times`)
}

function missedIn(played: Played): string[] {
  const { db, stood, cast } = played
  const plan = findCampaign(db, 'LH2022')?.campaign.nudges
  if (!plan) throw new Error('no campaign')
  const calendar = officeCalendar(db)
  const bySubject = Map.groupBy(
    db.select().from(nudges).where(eq(nudges.subjectKind, 'issue')).all(),
    ({ subject }) => subject,
  )
  return stood.flatMap((date) => {
    const duty = dutyOf(date.kind)
    const own = (bySubject.get(date.serial) ?? []).filter((row) => row.kind === date.kind && row.date === date.date)
    const hears = (rung: Rung, anyOf: readonly PersonId[]) =>
      own.some((row) => row.rung >= rung && anyOf.some((id) => row.receiver === `p${id}`) && isHeard(row))
    return rungsOf(date, { calendar, played, next: (after) => nextRung(plan, duty, after) }).flatMap((rung) =>
      hearersAt(plan, duty, rung)
        .flatMap((hearer) => whoHears(hearer, date.unit, cast))
        .filter((anyOf) => !hears(rung, anyOf))
        .map((anyOf) => `${date.serial} ${date.kind} ${date.date} rung ${rung}: none of ${anyOf.join(', ')}`),
    )
  })
}

/** For each who has to hear, those of whom one must; who does the work may have resigned, and others hear instead. */
function whoHears(hearer: Hearer, unit: Unit, { officers, directors }: Cast): (readonly PersonId[])[] {
  switch (hearer) {
    case 'responsible':
      return [[unit.responsible, unit.contact, unit.first, ...officers]]
    case 'first':
      return [[unit.first]]
    case 'officer':
      return officers.map((id) => [id])
    case 'director':
      return directors.map((id) => [id])
    case 'delegate':
    case 'reviewer':
    case 'group':
    case 'office-group':
      return []
    default:
      return hearer satisfies never
  }
}

function isHeard({ state }: Nudge): boolean {
  return state === 'sent' || state === 'unknown'
}

type Climb = { calendar: Calendar; played: Played; next: (after: Rung | null) => Rung }

/** Rungs that arose while the date stood, and after which it stood until some process had a whole workday for it. */
function rungsOf({ date, held, from, to }: Stood, { calendar, played, next }: Climb): Rung[] {
  const end = to ?? closing(played.lastDay, defaultHours)
  const found: Rung[] = []
  for (let rung = next(null); ; rung = next(rung)) {
    const day = rungDay(calendar, date, rung)
    if (opening(day, defaultHours) >= end || (held && rung > 0)) return found
    const served = servedBy(day, calendar, played)
    if (opening(day, defaultHours) >= from && served !== null && served <= end) found.push(rung)
  }
}

/** When the workday ends, from a day on, on which and on the one after which a process ran; null where none did. */
function servedBy(day: Day, calendar: Calendar, { down, lastDay }: Played): number | null {
  let left = 2
  for (let at = day; at <= lastDay; at = addDays(at, 1)) {
    if (!isWorkday(calendar, at).workday || down.has(at)) continue
    left -= 1
    if (left === 0) return startOfDay(workdayAfter(calendar, at, 0).day) + 18 * 3_600_000
  }
  return null
}
