import type { ActingPerson } from '../core/actor.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import type { Db } from '../db/database.ts'

/** Whoever a message is worded for, and when. */
export type Reader = {
  readonly db: Db
  readonly actor: ActingPerson
  readonly now: number
  readonly today: Day
  /** Of the console, for readers who have one. */
  readonly publicUrl: string
  /** The outbox row that is being worded; some messages are about what their row carries. */
  readonly outbox: number
}

export function readerOf(db: Db, actor: ActingPerson, at: { now: number; publicUrl: string; outbox?: number }): Reader {
  return { db, actor, today: dayOf(at.now), outbox: 0, ...at }
}
