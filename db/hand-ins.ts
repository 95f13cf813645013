import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor, ActingPerson, Door, PersonId, Role } from '../core/actor.ts'
import {
  coverageOf,
  type Coverage,
  type Covered,
  type CoveredUnit,
  type HandInMark,
} from '../core/hand-ins/coverage.ts'
import { dayOf, type Day } from '../core/calendar/day.ts'
import { dutyId, itemsOf, type DutyId, type Item } from '../core/hand-ins/duty.ts'
import {
  applyHandIn,
  blankHandIn,
  HandInEventSchema,
  type HandIn,
  type HandInHappened,
} from '../core/hand-ins/hand-in.ts'
import { answersFor, maySeeHandIn } from '../core/hand-ins/hand-in-permit.ts'
import type { HandInFacts } from '../core/hand-ins/hand-in-rules.ts'
import type { UnitId } from '../core/issue.ts'
import { findCampaign, listCampaigns, type RunningCampaign } from './campaigns.ts'
import { only, type Db, type Tx } from './database.ts'
import { campaignBegan, factsForHandIn, isTakenOut, unitsByName } from './hand-in-facts.ts'
import { findHandIn } from './hand-in-ledger.ts'
import { note } from './ledger.ts'
import { standingUnits, unitName } from './people.ts'
import { campaignUnits, eventData, events, handIns, posts, units } from './schema.ts'

/** Questions about hand-ins that a screen or a chat asks. Each takes the actor and answers only what they may see. */

export type HandInView = {
  readonly handIn: HandIn
  readonly facts: HandInFacts
  readonly campaign: RunningCampaign
  /** The unit that owes it, or the working group with its lead unit. */
  readonly owner: string
}

/** A hand-in with what deciding about it needs; null where nobody owes such a thing or the actor may not know of it. */
export function viewHandIn(db: Db, actor: Actor, id: DutyId, now: number): HandInView | null {
  const handIn = findHandIn(db, id)
  const facts = handIn && factsForHandIn(db, handIn, now)
  if (!facts || !maySeeHandIn(actor, facts)) return null
  const campaign = only(findCampaign(db, handIn.campaign), `campaign ${handIn.campaign}`)
  return { handIn, facts, campaign, owner: ownerName(db, handIn, campaign) }
}

function ownerName(db: Db, { unit, group }: HandIn, { campaign }: RunningCampaign): string {
  if (unit !== null) return unitName(db, unit)
  const known = campaign.groups.find(({ id }) => id === group)
  return known ? `${known.name}（${known.lead}）` : ''
}

/** Everything owed under a campaign and what has come of it, by the same number of statements whatever the office's size. */
export function coverage(db: Db, actor: Actor, running: RunningCampaign, now: number): Coverage {
  return coverageOf(covered(db, running, { today: dayOf(now), marks: marksOf(db, running.code) }), actor)
}

/** The same as it was before an instant, for all units: what came since is taken back, event by event. */
export function coverageBefore(db: Db, running: RunningCampaign, instant: number): Coverage {
  const marks = marksOf(db, running.code).map((mark) =>
    mark.changedAt < instant ? mark : markBefore(db, mark.id, instant),
  )
  return coverageOf(covered(db, running, { today: dayOf(instant), marks }), { kind: 'system', door: 'clock' })
}

function marksOf(db: Db, campaign: string): (HandInMark & { changedAt: number })[] {
  const { id, status, late, zero, changedAt } = handIns
  return db.select({ id, status, late, zero, changedAt }).from(handIns).where(eq(handIns.campaign, campaign)).all()
}

function markBefore(db: Db, id: DutyId, instant: number): HandInMark {
  const before = handInHistory(db, id).filter(({ at }) => at < instant)
  const { status, late, content } = before.reduce(applyHandIn, blankHandIn(id))
  return { id, status, late, zero: content?.kind === 'zero' }
}

function covered(
  db: Db,
  running: RunningCampaign,
  { today, marks }: { today: Day; marks: readonly HandInMark[] },
): Covered {
  const { campaign, code } = running
  return {
    campaign,
    began: campaignBegan(running),
    today,
    units: coveredUnits(db, code),
    ended: endedUnits(db, code),
    called: unitsByName(db),
    marks: new Map(marks.map((mark) => [mark.id, mark])),
  }
}

function coveredUnits(db: Db, campaign: string): CoveredUnit[] {
  const held = db.selectDistinct({ unit: posts.unit, role: posts.role }).from(posts).all()
  const roles = Map.groupBy(held, (post) => post.unit)
  const said = db.select().from(campaignUnits).where(eq(campaignUnits.campaign, campaign)).all()
  const byHand = new Map(said.map((row) => [row.unit, row.takesPart]))
  return standingUnits(db).map(({ id, name }) => {
    const own: Role[] = (roles.get(id) ?? []).map(({ role }) => role)
    return { id, name, roles: own, takesPart: byHand.get(id) ?? null }
  })
}

/** Units that ended after they had handed something in. */
function endedUnits(db: Db, campaign: string): Pick<CoveredUnit, 'id' | 'name'>[] {
  return db
    .selectDistinct({ id: units.id, name: units.name })
    .from(units)
    .innerJoin(handIns, eq(handIns.unit, units.id))
    .where(and(isNotNull(units.endedOn), eq(handIns.campaign, campaign)))
    .orderBy(asc(units.id))
    .all()
}

/** One duty of a person's own unit (or group), with what has come of it. */
export type OwnDuty = {
  readonly id: DutyId
  readonly item: Item
  readonly owner: string
  readonly campaign: string
  readonly handIn: HandIn
}

/** Everything the units this person answers for have to hand in, in all campaigns; due soonest first, undated last. */
export function ownDuties(db: Db, actor: ActingPerson, now: number): OwnDuty[] {
  const own = [...new Set(actor.posts.map(({ unit }) => unit))]
  const called = unitsByName(db)
  const duties = listCampaigns(db).flatMap((running) => {
    const items = itemsOf(running.campaign, campaignBegan(running), dayOf(now))
    return items.flatMap((item) => ownersIn(db, { running, item, actor, own, called }))
  })
  const found = handInsOf(
    db,
    duties.map(({ id }) => id),
  )
  return duties
    .map((duty) => ({ ...duty, handIn: found.get(duty.id) ?? only(findHandIn(db, duty.id), duty.id) }))
    .sort((a, b) => (a.item.due ?? '9999').localeCompare(b.item.due ?? '9999'))
}

type Asking = {
  readonly running: RunningCampaign
  readonly item: Item
  readonly actor: ActingPerson
  readonly own: readonly UnitId[]
  readonly called: (name: string) => UnitId | null
}

function ownersIn(
  db: Db,
  { running: { campaign, code }, item, actor, own, called }: Asking,
): Omit<OwnDuty, 'handIn'>[] {
  const about = { campaign: code, item: item.id, period: item.period }
  const answers = (unit: UnitId | null, asLead: boolean) => answersFor(actor, { unit, asLead })
  if (item.owes === 'group') {
    return campaign.groups
      .filter(({ lead }) => answers(called(lead), true))
      .map(({ id, name }) => {
        return { id: dutyId({ ...about, unit: null, group: id }), item, owner: name, campaign: campaign.title }
      })
  }
  const leads = campaign.tasks.find(({ id }) => id === item.id)?.lead.map(called) ?? []
  return own
    .filter(
      (unit) =>
        answers(unit, item.owes === 'lead') &&
        (item.owes === 'unit' ? !isTakenOut(db, code, unit) : leads.includes(unit)),
    )
    .map((unit) => {
      const id = dutyId({ ...about, unit, group: null })
      return { id, item, owner: unitName(db, unit), campaign: campaign.title }
    })
}

function handInsOf(db: Db, ids: readonly DutyId[]): Map<DutyId, HandIn> {
  const parts = Array.from({ length: Math.ceil(ids.length / 90) }, (_, part) => ids.slice(part * 90, part * 90 + 90))
  const rows = parts.flatMap((part) => db.select().from(handIns).where(inArray(handIns.id, part)).all())
  return new Map(rows.map((row) => [row.id, row.handIn]))
}

type PartCommand = {
  readonly campaign: string
  readonly unit: UnitId
  readonly takesPart: boolean
  readonly reason: string
}

/** The office puts a unit into a campaign or takes it out; an event of the campaign. false where it was so already. */
export function setTakingPart(tx: Tx, command: PartCommand, act: { actor: Actor; now: number }): boolean {
  const { campaign, unit, takesPart, reason } = command
  const here = and(eq(campaignUnits.campaign, campaign), eq(campaignUnits.unit, unit))
  if (tx.select().from(campaignUnits).where(here).get()?.takesPart === takesPart) return false
  tx.insert(campaignUnits)
    .values(command)
    .onConflictDoUpdate({ target: [campaignUnits.campaign, campaignUnits.unit], set: { takesPart, reason } })
    .run()
  const type = takesPart ? 'unit-put-in' : 'unit-taken-out'
  note(tx, { kind: 'campaign', id: campaign, fact: { type, unit, reason }, ...act })
  return true
}

export type HandInLogged = HandInHappened & { readonly n: number; readonly door: Door }

const StoredData = z.record(z.string(), z.unknown())

/** A hand-in's events in order; what was redacted is left out. */
export function handInHistory(db: Db, id: DutyId): HandInLogged[] {
  return loggedWhere(db, eq(events.subjectId, id))
}

/** One event of a hand-in by its place in the log, with the duty's id; null where it is none. */
export function handInEvent(db: Db, n: number): { id: DutyId; logged: HandInLogged } | null {
  const [logged] = loggedWhere(db, eq(events.n, n))
  const row = db.select({ id: events.subjectId }).from(events).where(eq(events.n, n)).get()
  return logged && row ? { id: row.id, logged } : null
}

function loggedWhere(db: Db, where: ReturnType<typeof eq>): HandInLogged[] {
  return db
    .select({ event: events, data: eventData.data, redactedBy: eventData.redactedBy })
    .from(events)
    .innerJoin(eventData, eq(eventData.n, events.n))
    .where(and(eq(events.subjectKind, 'handin'), where))
    .orderBy(asc(events.seq))
    .all()
    .filter(({ redactedBy }) => redactedBy === null)
    .map(({ event: { n, seq, at, door, actor, type }, data }) => {
      const event = HandInEventSchema.parse({ ...StoredData.parse(data), type })
      return { n, seq, at, door, by: actor satisfies PersonId | null, event }
    })
}
