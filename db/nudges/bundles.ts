import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { dayOf, type Day } from '../../core/calendar/day.ts'
import type { Message } from '../../core/message.ts'
import { highestOf } from '../../core/nudges/climb.ts'
import { isOwed } from '../../core/hand-ins/hand-in.ts'
import { only, prepared, type Db, type Tx } from '../database.ts'
import { factsForHandIn } from '../hand-in-facts.ts'
import { findHandIn } from '../hand-in-ledger.ts'
import { enqueue, isDoubtful, type Letter, type Row } from '../outbox.ts'
import type { End } from '../outbox-ends.ts'
import { nudges, outbox, watches } from '../schema.ts'
import { passOn } from './raise.ts'
import { groupMayHear, mayHear } from './sight.ts'

export type Nudge = typeof nudges.$inferSelect

/** daily: everything of a workday in one message; urgent: what the campaign marks so; later: due today, known after it. */
export type BundleKind = Extract<Message, { type: 'nudges' }>['which']

/**
 * One message for each receiver who has something to hear and was told nothing today; what they then have to hear is
 * found when it leaves. Apart go only what is urgent, and what has become due since. `after`: the receiver to go on
 * from; returns the last one, null at the end.
 */
export function gatherBundles(
  tx: Tx,
  { now, after, limit }: { now: number; after: string; limit: number },
): string | null {
  const day = dayOf(now)
  const waiting = tx
    .select({
      receiver: nudges.receiver,
      plain: sql`sum(not urgent)`.mapWith(Number),
      // The first of its kind names the message, so that the next one of the kind gets another.
      urgent: sql<number | null>`min(case when urgent then id end)`,
      late: sql<number | null>`min(case when not urgent and rung = 0 then id end)`,
    })
    .from(nudges)
    .where(and(unsaid, gt(nudges.receiver, after)))
    .groupBy(nudges.receiver)
    .orderBy(asc(nudges.receiver))
    .limit(limit)
    .all()
  for (const { receiver, urgent, plain, late } of waiting) {
    const send = (which: BundleKind, key: string) => enqueue(tx, letter({ receiver, which, key, day, now }))
    const told = isTold(tx, receiver, day)
    if (plain > 0 && told === 'no') send('daily', `${prefix(receiver)}${day}`)
    if (late !== null && told === 'today') send('later', `later:${receiver}:${late}:${day}`)
    if (urgent !== null) send('urgent', `urgent:${receiver}:${urgent}:${day}`)
  }
  return waiting.length < limit ? null : (waiting.at(-1)?.receiver ?? null)
}

const unsaid: SQL = sql`state = 'due' and outbox is null`

function prefix(receiver: string): string {
  return `nudges:${receiver}:`
}

/** Whether a receiver's one message of the day is on its way or out; an older one still waiting goes out as today's. */
function isTold(tx: Tx, receiver: string, day: Day): 'no' | 'waits' | 'today' {
  const from = prefix(receiver)
  const newest = newestOf(tx).get({ from, to: `${from}~` })
  if (!newest) return 'no'
  if (newest.state === 'queued') return 'waits'
  const sentToday = newest.sentAt !== null && dayOf(newest.sentAt) === day
  return sentToday || newest.key === `${from}${day}` ? 'today' : 'no'
}

const newestOf = prepared((db) => {
  const { placeholder } = sql
  const own = and(gte(outbox.dedupeKey, placeholder('from')), lt(outbox.dedupeKey, placeholder('to')))
  return db
    .select({ key: outbox.dedupeKey, state: outbox.state, sentAt: outbox.sentAt })
    .from(outbox)
    .where(own)
    .orderBy(desc(outbox.dedupeKey))
    .limit(1)
    .prepare()
})

type Bundle = { receiver: string; which: BundleKind; key: string; day: Day; now: number }

function letter({ receiver, which, key, day, now }: Bundle): Letter {
  return {
    key,
    to: addressOf(receiver),
    message: { type: 'nudges', day, which },
    rank: 'nudge',
    urgent: which === 'urgent',
    now,
  }
}

/** What a receiver was told on an earlier day, the latest such message; null where nothing was, or not on this platform. */
export function earlierDaily(db: Db, row: Row, platform: string): Row | null {
  const from = prefix(receiverOf(row))
  const earlier = and(gte(outbox.dedupeKey, from), lt(outbox.dedupeKey, row.dedupeKey))
  const found = db.select().from(outbox).where(earlier).orderBy(desc(outbox.dedupeKey)).limit(1).get()
  return found?.state === 'sent' && found.platform === platform ? found : null
}

/** Whom a receiver stands for: `p12`, `g:lark:oc_1` */
export function addressOf(receiver: string): Letter['to'] {
  const [, platform, chat] = /^g:([^:]+):(.+)$/.exec(receiver) ?? []
  if (platform === undefined || chat === undefined) return { person: Number(receiver.slice(1)) }
  return { platform, address: { kind: 'group', id: chat } }
}

function receiverOf({ person, platform, address }: Pick<Row, 'person' | 'platform' | 'address'>): string {
  if (person !== null) return `p${person}`
  return address?.kind === 'group' ? `g:${platform}:${address.id}` : ''
}

/**
 * What a message of nudges is to say, when it is about to leave: it takes what waits for its receiver. What no longer
 * stands, or of which a higher rung is said, isn't said; what its receiver may no longer know of goes to whoever has to
 * hear it now. Nothing left = nothing to say.
 */
export function takeNudges(tx: Tx, row: Row, now: number): Nudge[] {
  const { message } = row
  if (message.type !== 'nudges') return []
  // A try that may have arrived is repeated as it was; a process that died before it took anything has tried nothing.
  if (!isDoubtful(row) || nudgesIn(tx, row.id).length === 0) take(tx, row, message.which)
  const due = and(eq(nudges.outbox, row.id), eq(nudges.state, 'due'))
  const carried = tx.select().from(nudges).where(due).all()
  const standing = carried.filter((nudge) => stillStands(tx, nudge, now))
  const highest = highestOf(standing)
  const said = highest.filter((nudge) => isForReceiver(tx, nudge, now))
  mark(tx, without(carried, standing), { state: 'withdrawn' })
  mark(tx, without(standing, highest), { state: 'skipped', why: 'higher' })
  passOn(tx, without(highest, said), { why: 'gone', now })
  const [only_, ...others] = new Set(said.map(({ subjectKind, subject }) => `${subjectKind} ${subject}`))
  const serial = others.length === 0 && only_?.startsWith('issue ') ? only_.slice('issue '.length) : null
  if (serial !== null) tx.update(outbox).set({ serial }).where(eq(outbox.id, row.id)).run()
  return said
}

function take(tx: Tx, row: Row, which: BundleKind): void {
  const kind = eq(nudges.urgent, which === 'urgent')
  const later = which === 'later' ? eq(nudges.rung, 0) : undefined
  const theirs = and(eq(nudges.receiver, receiverOf(row)), unsaid, kind, later)
  tx.update(nudges).set({ outbox: row.id }).where(theirs).run()
}

function isForReceiver(tx: Tx, nudge: Nudge, now: number): boolean {
  const { receiver } = nudge
  if (receiver.startsWith('g:')) return groupMayHear(tx, receiver, nudge, now)
  return mayHear(tx, Number(receiver.slice(1)), nudge, now)
}

function without(all: readonly Nudge[], some: readonly Nudge[]): Nudge[] {
  const kept = new Set(some)
  return all.filter((nudge) => !kept.has(nudge))
}

function mark(tx: Tx, list: readonly Nudge[], set: Pick<typeof nudges.$inferInsert, 'state' | 'why'>): void {
  if (list.length === 0) return
  const ids = sql`(select value from json_each(${JSON.stringify(list.map(({ id }) => id))}))`
  tx.update(nudges).set(set).where(inArray(nudges.id, ids)).run()
}

/** Whether the date is still the one, and still to be kept. */
export function stillStands(db: Db, { subjectKind, subject, kind, date }: Nudge, now: number): boolean {
  if (subjectKind === 'handin' && kind === 'deliverable') {
    const handIn = findHandIn(db, subject)
    const facts = handIn && factsForHandIn(db, handIn, now)
    return facts !== null && isOwed(facts.item.due === date ? only(handIn, subject) : { status: 'accepted' })
  }
  const here = and(eq(watches.subjectKind, subjectKind), eq(watches.subject, subject), eq(watches.kind, kind))
  return db.select({ date: watches.date }).from(watches).where(here).get()?.date === date
}

/** What a message carried. */
export function nudgesIn(db: Db, outboxId: number): Nudge[] {
  return db.select().from(nudges).where(eq(nudges.outbox, outboxId)).all()
}

/** What is spoken of, each once with all its dates; the earliest date first. */
export function bySubject(nudges: readonly Nudge[]): Nudge[][] {
  const groups = [...Map.groupBy(nudges, ({ subjectKind, subject }) => `${subjectKind} ${subject}`).values()]
  const sorted = groups.map((group) => group.toSorted((a, b) => a.date.localeCompare(b.date) || a.id - b.id))
  return sorted.toSorted((a, b) => (a[0]?.date ?? '').localeCompare(b[0]?.date ?? ''))
}

/** How it ended with a message: what it carried was said, may have been, or has to be said to somebody else. */
export function settleNudges(tx: Tx, row: Pick<Row, 'id'>, ended: { outcome: End['outcome']; now: number }): void {
  const { outcome, now } = ended
  if (outcome === 'failed') return
  const carried = and(eq(nudges.outbox, row.id), eq(nudges.state, 'due'))
  if (outcome === 'sent' || outcome === 'unknown' || outcome === 'dropped') {
    const state = outcome === 'dropped' ? 'withdrawn' : outcome
    tx.update(nudges).set({ state }).where(carried).run()
    return
  }
  passOn(tx, tx.select().from(nudges).where(carried).all(), { why: outcome, now })
}

/** The office sends a message again that may not have arrived: what it carried is to be said once more. */
export function repeatNudges(tx: Tx, outboxId: number): void {
  const doubted = and(eq(nudges.outbox, outboxId), eq(nudges.state, 'unknown'))
  tx.update(nudges).set({ state: 'due' }).where(doubted).run()
}

/** 已知悉: its reader says so; a receipt, no progress. How many dates it is about; 0 where it was none of theirs. */
export function acknowledge(tx: Tx, read: { outboxId: number; person: number; now: number }): number {
  const own = and(eq(nudges.outbox, read.outboxId), eq(nudges.receiver, `p${read.person}`), isNull(nudges.readAt))
  return tx.update(nudges).set({ readAt: read.now }).where(own).returning({ id: nudges.id }).all().length
}
