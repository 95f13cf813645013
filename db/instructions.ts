import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ActingPerson, PersonId } from '../core/actor.ts'
import { DaySchema, type Day } from '../core/calendar/day.ts'
import type { Db, Tx } from './database.ts'
import { note } from './ledger.ts'
import { enqueue, isNamed } from './outbox.ts'
import { eventData, events, outbox, posts } from './schema.ts'

/** 批示 on a campaign: what a leader says about it, by the digest that was answered. */
export type Instruction = {
  readonly n: number
  readonly campaign: string
  readonly by: PersonId | null
  readonly at: number
  /** The Monday of the digest's week. */
  readonly week: Day
  readonly text: string
}

/** Records it as an event of the campaign and tells the office. */
export function instruct(
  tx: Tx,
  { campaign, week, text }: Pick<Instruction, 'campaign' | 'week' | 'text'>,
  { actor, now }: { actor: ActingPerson; now: number },
): void {
  const n = note(tx, { kind: 'campaign', id: campaign, fact: { type: 'instructed', week, text }, actor, now })
  for (const to of officeOf(tx)) {
    if (to === actor.id) continue
    enqueue(tx, { key: `event:${n}:${to}`, to: { person: to }, message: { type: 'instruction', n }, now })
  }
}

function officeOf(db: Db): PersonId[] {
  return db
    .selectDistinct({ id: posts.person })
    .from(posts)
    .where(inArray(posts.role, ['officer', 'director']))
    .all()
    .map(({ id }) => id)
}

const Told = z.object({ week: DaySchema, text: z.string() })

/** Instructions on a campaign, the latest first; on one week's digest where `week` says which. */
export function instructionsOn(db: Db, { campaign, week }: { campaign: string; week?: Day }): Instruction[] {
  const own = and(eq(events.subjectKind, 'campaign'), eq(events.subjectId, campaign))
  return instructionsWhere(db, own).filter((one) => week === undefined || one.week === week)
}

/** One by its place in the log; null where that is none, or its words are redacted. */
export function instructionAt(db: Db, n: number): Instruction | null {
  return instructionsWhere(db, eq(events.n, n))[0] ?? null
}

function instructionsWhere(db: Db, where: ReturnType<typeof and>): Instruction[] {
  return db
    .select({ n: events.n, campaign: events.subjectId, by: events.actor, at: events.at, data: eventData.data })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(and(where, eq(events.type, 'instructed')))
    .orderBy(sql`${events.n} desc`)
    .all()
    .flatMap(({ data, ...about }) => {
      const told = Told.safeParse(data)
      return told.success ? [{ ...about, ...told.data }] : []
    })
}

/** The digest a message of ours was, among those somebody answers; `week` null: of the week that was running then. */
export function digestAnswered(
  db: Db,
  platform: string,
  messageIds: readonly string[],
): { campaign: string; week: Day | null; sentAt: number } | null {
  if (messageIds.length === 0) return null
  const rows = db
    .select({ message: outbox.message, sentAt: outbox.sentAt })
    .from(outbox)
    .where(isNamed(platform, messageIds))
    .all()
  for (const { message, sentAt } of rows) {
    if (message.type === 'digest') return { campaign: message.campaign, week: message.week, sentAt: sentAt ?? 0 }
    if (message.type === 'week-so-far') return { campaign: message.campaign, week: null, sentAt: sentAt ?? 0 }
  }
  return null
}
