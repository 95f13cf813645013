import { and, desc, eq, inArray, isNotNull, isNull, notExists, sql } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import { addDays, dayOf, type Day } from '../core/calendar/day.ts'
import { endOfWeek, lastWholeWeek } from '../core/digest/figures.ts'
import { periodOf } from '../core/digest/tally.ts'
import { defaultHours, opening } from '../core/calendar/office-hours.ts'
import { periodNumber } from '../core/calendar/week.ts'
import { workdayAfter } from '../core/calendar/workday.ts'
import { officeCalendar } from './calendar.ts'
import { findCampaign, openIn, type RunningCampaign } from './campaigns.ts'
import { only, transact, type Db, type Tx } from './database.ts'
import { figuresInSteps, type Figures } from './digest-cells.ts'
import { campaignBegan } from './hand-in-facts.ts'
import { note } from './ledger.ts'
import { enqueue } from './outbox.ts'
import { inSlices } from './slices.ts'
import { campaigns, digests, people, posts } from './schema.ts'

/** One week's digest of one campaign. */
export type EditionKey = { readonly campaign: string; readonly week: Day }

/** A digest whose figures are frozen as of the end of its week. */
export type Edition = typeof digests.$inferSelect

type Act = { readonly actor: Actor; readonly now: number }

export function findEdition(db: Db, key: EditionKey): Edition | null {
  return db.select().from(digests).where(isEdition(key)).get() ?? null
}

function isEdition({ campaign, week }: EditionKey) {
  return and(eq(digests.campaign, campaign), eq(digests.week, week))
}

export type EditionRow = Pick<Edition, 'campaign' | 'week' | 'frozenAt' | 'sentAt'>

/** Editions of all campaigns, the latest week first. */
export function listEditions(db: Db): EditionRow[] {
  const { campaign, week, frozenAt, sentAt } = digests
  return db.select({ campaign, week, frozenAt, sentAt }).from(digests).orderBy(desc(week), campaign).all()
}

/** Freezes an edition's figures, added up while the rest of the process goes on; one frozen already stays as it is. */
export async function freezeEdition(db: Db, key: EditionKey, act: Act): Promise<void> {
  if (findEdition(db, key)) return
  const running = only(findCampaign(db, key.campaign), `campaign ${key.campaign}`)
  const figures = await inSlices(figuresInSteps(db, running, periodOf(key.week, endOfWeek(key.week))))
  transact(db, (tx) => freeze(tx, key, figures, act))
}

function freeze(tx: Tx, { campaign, week }: EditionKey, figures: Figures, { actor, now }: Act): void {
  const { cells, papers, head } = figures
  const frozenBy = actor.kind === 'person' ? actor.id : null
  tx.insert(digests)
    .values({ campaign, week, frozenAt: now, frozenBy, ...head, cells, papers })
    .onConflictDoNothing()
    .run()
}

/** The office's own paragraph, until the edition is sent; empty text takes it out. false where it is sent, or there is none. */
export function writeParagraph(tx: Tx, key: EditionKey, text: string, act: Act): boolean {
  const paragraph = text === '' ? null : text
  const paragraphBy = act.actor.kind === 'person' ? act.actor.id : null
  const open = and(isEdition(key), isNull(digests.sentAt))
  const written = tx.update(digests).set({ paragraph, paragraphBy }).where(open).returning({ week: digests.week }).all()
  if (written.length === 0) return false
  note(tx, { kind: 'campaign', id: key.campaign, fact: { type: 'digest-worded', week: key.week, text }, ...act })
  return true
}

export type Receiver = { readonly id: PersonId; readonly name: string }

/** Who gets every edition: the leaders, and the office's directors. */
export function digestReceivers(db: Db): Receiver[] {
  return db
    .selectDistinct({ id: people.id, name: people.name })
    .from(people)
    .innerJoin(posts, eq(posts.person, people.id))
    .where(inArray(posts.role, ['leader', 'director']))
    .orderBy(people.id)
    .all()
}

/** Sends a frozen edition to everyone who gets it, once ever; returns them, or null where it was sent already. */
export function sendEdition(tx: Tx, key: EditionKey, act: Act): Receiver[] | null {
  const open = and(isEdition(key), isNull(digests.sentAt))
  const sent = tx.update(digests).set({ sentAt: act.now }).where(open).returning({ week: digests.week }).all()
  if (sent.length === 0) return null
  const receivers = digestReceivers(tx)
  for (const { id } of receivers) post(tx, key, id, { now: act.now, again: '' })
  const fact = { type: 'digest-sent', week: key.week, people: receivers.map(({ id }) => id) }
  note(tx, { kind: 'campaign', id: key.campaign, fact, ...act })
  return receivers
}

/** Sends an edition once more, to these among its receivers. Returns how many; none before it was sent at all. */
export function sendEditionAgain(tx: Tx, key: EditionKey, to: readonly PersonId[], act: Act): number {
  if (!findEdition(tx, key)?.sentAt) return 0
  const chosen = digestReceivers(tx).filter(({ id }) => to.includes(id))
  for (const { id } of chosen) post(tx, key, id, { now: act.now, again: `:again:${act.now}` })
  const fact = { type: 'digest-sent', week: key.week, people: chosen.map(({ id }) => id) }
  if (chosen.length > 0) note(tx, { kind: 'campaign', id: key.campaign, fact, ...act })
  return chosen.length
}

function post(
  tx: Tx,
  { campaign, week }: EditionKey,
  person: PersonId,
  { now, again }: { now: number; again: string },
) {
  const key = `digest:${campaign}:${week}:${person}${again}`
  enqueue(tx, { key, to: { person }, message: { type: 'digest', campaign, week }, rank: 'digest', now })
}

/** Whether a campaign has a digest of this week: it had begun, was here, and runs or has issues open (domain: rule 8). */
export function hasDigest(db: Db, running: RunningCampaign, week: Day): boolean {
  const { state, startedAt, code } = running
  if (startedAt >= endOfWeek(week) || digestNumber(running, week) < 1) return false
  return state === 'running' || openIn(db, code) > 0
}

/** 第 N 期, counted from the week the campaign began in. */
export function digestNumber(running: RunningCampaign, week: Day): number {
  return periodNumber(campaignBegan(running), week)
}

/**
 * Editions to be sent by a moment: the last whole week's, from 08:30 of the first workday after it. Of weeks missed
 * only the latest. Most rounds end at the first question, which finds every campaign's edition sent.
 */
export function editionsDue(db: Db, now: number): EditionKey[] {
  const week = lastWholeWeek(now)
  const sent = db
    .select({ week: digests.week })
    .from(digests)
    .where(and(eq(digests.campaign, campaigns.code), eq(digests.week, week), isNotNull(digests.sentAt)))
  const unsent = db
    .select({ code: campaigns.code })
    .from(campaigns)
    .where(notExists(sent))
    .orderBy(campaigns.startedAt, sql`${campaigns.code}`)
    .all()
  if (unsent.length === 0 || now < sendingTime(db, week)) return []
  return unsent.flatMap(({ code }) => {
    const running = findCampaign(db, code)
    return running && hasDigest(db, running, week) ? [{ campaign: code, week }] : []
  })
}

/** 08:30 of the first workday after a week. */
export function sendingTime(db: Db, week: Day): number {
  const sunday = addDays(dayOf(endOfWeek(week)), -1)
  return opening(workdayAfter(officeCalendar(db), sunday, 1).day, defaultHours)
}
