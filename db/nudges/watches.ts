import { and, eq, gte, or, sql } from 'drizzle-orm'
import { dayOf, DaySchema, type Day } from '../../core/calendar/day.ts'
import { itemsOf, paperId } from '../../core/hand-ins/duty.ts'
import { blankHandIn, type HandIn } from '../../core/hand-ins/hand-in.ts'
import type { Handover } from '../../core/handovers/handover.ts'
import type { Issue } from '../../core/issue.ts'
import { waiting, watchedOf, type Watched } from '../../core/nudges/watch.ts'
import { listCampaigns, type RunningCampaign } from '../campaigns.ts'
import { blanks, prepared, type Db, type Tx } from '../database.ts'
import { campaignBegan } from '../hand-in-facts.ts'
import { nudges, watches, type WatchedKind } from '../schema.ts'
import { lapse } from './suggestions.ts'

/** What the clock watches follows what it belongs to, in the same transaction; what it was no longer is withdrawn. */

type Subject = { readonly kind: WatchedKind; readonly id: string; readonly campaign: string }

/** The dates of an issue follow a change of it; `before` is null where it is new. */
export function watchIssue(tx: Tx, before: Issue | null, after: Issue, now: number): void {
  const subject = { kind: 'issue' as const, id: after.serial, campaign: after.campaign }
  follow(tx, subject, { before: before ? watchedOf(before) : [], after: watchedOf(after), now })
}

/** An issue from before its dates were watched: as if they had been set at `since`. */
export function watchUnwatched(tx: Tx, issue: Issue, since: number): void {
  const own = and(eq(watches.subjectKind, 'issue'), eq(watches.subject, issue.serial))
  if (tx.select().from(watches).where(own).limit(1).get() === undefined) watchIssue(tx, null, issue, since)
}

/** A paper handed in before such were watched. */
export function watchUnwatchedHandIn(tx: Tx, handIn: HandIn, since: number): void {
  const own = and(eq(watches.subjectKind, 'handin'), eq(watches.subject, handIn.id))
  if (tx.select().from(watches).where(own).limit(1).get() !== undefined) return
  watchHandIn(tx, blankHandIn(handIn.id), handIn, since)
}

/** A paper handed in waits for the office, and is no longer asked of whoever owed it. */
export function watchHandIn(tx: Tx, before: HandIn, after: HandIn, now: number): void {
  const subject = { kind: 'handin' as const, id: after.id, campaign: after.campaign }
  const watched = ({ status }: HandIn): Watched[] => (status === 'handed' ? [waiting('acceptance')] : [])
  follow(tx, subject, { before: watched(before), after: watched(after), now })
  if (after.status === 'handed' || after.status === 'accepted') withdraw(tx, subject, 'deliverable', now)
}

/** A handover waits for its successor as long as something of it isn't signed for. */
export function watchHandover(tx: Tx, before: Handover | null, after: Handover, now: number): void {
  const subject = { kind: 'handover' as const, id: String(after.id), campaign: after.campaign }
  const watched = (one: Handover | null): Watched[] => (one?.status === 'running' ? [waiting('handover')] : [])
  follow(tx, subject, { before: watched(before), after: watched(after), now })
}

type Change = { readonly before: readonly Watched[]; readonly after: readonly Watched[]; readonly now: number }

function follow(tx: Tx, subject: Subject, { before, after, now }: Change): void {
  const was = new Map(before.map((watched) => [watched.kind, watched]))
  for (const watched of after) {
    const old = was.get(watched.kind)
    was.delete(watched.kind)
    if (old && sameDate(old, watched)) {
      if (isHeld(old) !== isHeld(watched)) hold(tx, subject, watched)
      continue
    }
    if (old) withdraw(tx, subject, watched.kind, now)
    arm(tx, subject, watched, now)
  }
  for (const { kind } of was.values()) {
    withdraw(tx, subject, kind, now)
    unwatched(tx).run({ subjectKind: subject.kind, subject: subject.id, kind })
  }
}

function sameDate(a: Watched, b: Watched): boolean {
  return 'date' in a && 'date' in b ? a.date === b.date : !('date' in a) && !('date' in b)
}

function isHeld(watched: Watched): boolean {
  return 'held' in watched && watched.held === true
}

/** Its late rungs wait from now on, or are looked at again. */
function hold(tx: Tx, { kind: subjectKind, id: subject }: Subject, watched: Watched): void {
  held(tx).run({ subjectKind, subject, kind: watched.kind, held: isHeld(watched) })
}

/** A date is watched from now on; the clock works out its first rung. */
function arm(tx: Tx, { kind: subjectKind, id, campaign }: Subject, watched: Watched, now: number): void {
  const given = 'date' in watched ? { date: watched.date, within: null } : { date: null, within: watched.within }
  watching(tx).run({
    subjectKind,
    subject: id,
    kind: watched.kind,
    campaign,
    armedAt: now,
    held: isHeld(watched),
    ...given,
  })
}

function withdraw(tx: Tx, { kind: subjectKind, id: subject }: Subject, kind: Watched['kind'], now: number): void {
  withdrawn(tx).run({ subjectKind, subject, kind })
  if (subjectKind === 'issue') lapse(tx, subject, kind, now)
}

const { placeholder } = sql

const watching = prepared((db) => {
  const names = ['subjectKind', 'subject', 'kind', 'campaign', 'date', 'within', 'held', 'armedAt'] as const
  return db
    .insert(watches)
    .values({ ...blanks(watches, ...names), rung: null, nextOn: '' })
    .onConflictDoUpdate({
      target: [watches.subjectKind, watches.subject, watches.kind],
      set: {
        date: sql`excluded.date`,
        within: sql`excluded.within`,
        held: sql`excluded.held`,
        armedAt: sql`excluded.armed_at`,
        rung: null,
        nextOn: '',
      },
    })
    .prepare()
})

const here = and(
  eq(watches.subjectKind, placeholder('subjectKind')),
  eq(watches.subject, placeholder('subject')),
  eq(watches.kind, placeholder('kind')),
)

const held = prepared((db) =>
  db
    .update(watches)
    .set({ ...blanks(watches, 'held'), nextOn: '' })
    .where(here)
    .prepare(),
)

const unwatched = prepared((db) => db.delete(watches).where(here).prepare())

const withdrawn = prepared((db) => {
  const queued = and(
    eq(nudges.subjectKind, placeholder('subjectKind')),
    eq(nudges.subject, placeholder('subject')),
    eq(nudges.kind, placeholder('kind')),
    eq(nudges.state, 'due'),
  )
  return db.update(nudges).set({ state: 'withdrawn' }).where(queued).prepare()
})

/** The workdays of a year are others than was thought: rungs that fall into it or count through it are worked out anew. */
export function lookAgain(tx: Tx, year: number): void {
  const from = DaySchema.parse(`${year}-01-01`)
  const concerned = or(gte(watches.nextOn, from), gte(watches.date, from))
  tx.update(watches).set({ nextOn: '' }).where(concerned).run()
}

/** `LH2022.D1`, `LY2024.T11.2024Q4`: a paper that many owe, spoken of to those who still do. */
export type PaperItem = { readonly subject: string; readonly due: Day; readonly running: RunningCampaign }

/** Every dated paper of the campaigns that haven't ended, as they say today. */
export function datedItems(db: Db, now: number): PaperItem[] {
  return listCampaigns(db)
    .filter(({ state }) => state !== 'ended')
    .flatMap((running) =>
      itemsOf(running.campaign, campaignBegan(running), dayOf(now)).flatMap(({ id, period, due }) => {
        const subject = paperId({ campaign: running.code, item: id, period })
        return due === null ? [] : [{ subject, due, running }]
      }),
    )
}

/** What has to be handed in is watched as the campaigns say today; a date that was amended is a new one. */
export function watchItems(tx: Tx, items: readonly PaperItem[], now: number): void {
  const rows = tx.select().from(watches).where(eq(watches.subjectKind, 'item')).all()
  const known = new Map(rows.map((row) => [row.subject, row.date]))
  for (const { subject: id, due, running } of items) {
    const date = known.get(id)
    known.delete(id)
    const since = date === undefined ? running.startedAt : now
    if (date !== due) arm(tx, { kind: 'item', id, campaign: running.code }, { kind: 'deliverable', date: due }, since)
  }
  for (const subject of known.keys()) unwatched(tx).run({ subjectKind: 'item', subject, kind: 'deliverable' })
}
