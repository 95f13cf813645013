import { deliverDue } from '../../../bot/deliver.ts'
import { nudging } from '../../../bot/nudge.ts'
import type { Office } from '../../../bot/office.ts'
import { addDays, dayOf, startOfDay, type Day } from '../../../core/calendar/day.ts'
import { isWorkday } from '../../../core/calendar/workday.ts'
import { officeCalendar } from '../../../db/calendar.ts'
import { transact, type Db } from '../../../db/database.ts'
import { claimDue, nextDueAt } from '../../../db/outbox.ts'
import { dice, type Dice } from './dice.ts'
import { lives, type Stood } from './lives.ts'
import { cast, firstDay, type Cast } from './people.ts'
import { wire, type Arrival, type Wire } from './wire.ts'

export type Size = { readonly units: number; readonly issues: number; readonly days: number }

export type Played = {
  readonly db: Db
  readonly cast: Cast
  readonly arrivals: readonly Arrival[]
  readonly stood: readonly Stood[]
  readonly faults: Wire['faults']
  readonly crashes: number
  /** Days on which no process ran. */
  readonly down: ReadonlySet<Day>
  readonly lastDay: Day
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

class Crash extends Error {}

/** Plays an office through so many days; the same seed plays the same, jitter and all. */
export async function play(db: Db, seed: number, size: Size): Promise<Played> {
  const throws = dice(seed)
  const { getRandomValues } = crypto
  crypto.getRandomValues = (array) => {
    if (array instanceof Uint8Array) array.fill(throws.below(256))
    return array
  }
  try {
    return await played(db, throws, size)
  } finally {
    crypto.getRandomValues = getRandomValues.bind(crypto)
  }
}

async function played(db: Db, throws: Dice, size: Size): Promise<Played> {
  const clock = { at: startOfDay(firstDay) }
  const people = transact(db, (tx) => cast(tx, size.units))
  const calendar = officeCalendar(db)
  const days = Array.from({ length: size.days }, (_, index) => addDays(firstDay, index))
  const down = downtime(days, throws.below)
  const resigned = new Set(
    people.units.filter((_, index) => index === 0 || throws.chance(0.05)).map(({ responsible }) => `u${responsible}`),
  )
  const from = throws.below(size.days / 2)
  const resigns = (person: string) => resigned.has(person) && clock.at >= startOfDay(addDays(firstDay, from))
  const out = new Set(days.filter(() => throws.chance(0.02)))
  // Two hours in which nobody knows what becomes of anything.
  const isOut = () => out.has(dayOf(clock.at)) && clock.at % (24 * HOUR) < 3 * HOUR
  const line = wire(throws, { now: () => clock.at, spend: (ms) => (clock.at += ms) }, { resigns, isOut })
  const world = { db, cast: people, dice: throws, calendar }
  const living = lives(world, { issues: size.issues, hours: Math.ceil(size.days * 0.5 * 7) })
  let crashes = 0

  /** One process from its start to its end: everything due, unless it dies on the way. */
  async function process(raises: boolean): Promise<void> {
    const { platform, died } = line.connect()
    const office = officeOf(db, platform, () => clock.at)
    const end = await Promise.race([work(office, raises), died])
    if (end === 'died') crashes += 1
    // Until the lease of what it had taken is over.
    if (end === 'died') clock.at += 3 * MINUTE
  }

  async function work(office: Office, raises: boolean): Promise<'done' | 'died'> {
    try {
      if (raises) {
        for (const step of nudging(db, clock.at)) {
          transact(db, step)
          if (throws.chance(0.002)) throw new Crash()
        }
      }
      if (throws.chance(0.01)) {
        transact(db, (tx) => claimDue(tx, clock.at, 20))
        throw new Crash()
      }
      await Promise.all([deliverDue(office, 'replies'), deliverDue(office, 'others')])
      return 'done'
    } catch (fault) {
      if (fault instanceof Crash) return 'died'
      throw fault
    }
  }

  async function tick(): Promise<void> {
    const both = throws.chance(0.03)
    await (both ? Promise.all([process(true), process(true)]) : process(true))
    for (let again = 0; again < 200; again += 1) {
      const next = Math.min(
        nextDueAt(db, 'replies', clock.at) ?? Infinity,
        nextDueAt(db, 'others', clock.at) ?? Infinity,
      )
      if (next > clock.at + 20 * MINUTE) return
      clock.at = Math.max(clock.at + 100, next)
      await process(throws.chance(0.1))
    }
  }

  for (const today of days) {
    if (down.has(today)) continue
    const working = isWorkday(calendar, today).workday
    for (const hour of working ? [8.5, 9, 10, 11, 12, 14, 15, 16, 17, 20] : [12]) {
      clock.at = Math.max(clock.at, startOfDay(today) + hour * HOUR)
      living.hour(clock.at)
      await tick()
    }
  }
  const lastDay = days.at(-1) ?? firstDay
  return { db, cast: people, arrivals: line.arrivals, stood: living.stood, faults: line.faults, crashes, down, lastDay }
}

/** Three stretches of one to nine days without any process. */
function downtime(days: readonly Day[], below: (count: number) => number): ReadonlySet<Day> {
  const starts = Array.from({ length: 3 }, () => below(Math.max(1, days.length - 20)) + 5)
  return new Set(starts.flatMap((start) => days.slice(start, start + 1 + below(9))))
}

function officeOf(db: Db, platform: ReturnType<Wire['connect']>['platform'], now: () => number): Office {
  return {
    db,
    blobs: { put: () => Promise.reject(new Error('no files here')) } as unknown as Office['blobs'],
    platforms: new Map([['demo', platform]]),
    now,
    secret: null,
    publicUrl: 'http://127.0.0.1:8787',
    log: () => undefined,
    count: () => undefined,
  }
}
