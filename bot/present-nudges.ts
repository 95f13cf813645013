import { holds, isOffice, unitsOf } from '../core/actor.ts'
import { showDay, type Day } from '../core/calendar/day.ts'
import { handInStatusText } from '../core/hand-ins/hand-in-texts.ts'
import type { Issue } from '../core/issue.ts'
import type { NudgePlan } from '../core/nudges/ladder.ts'
import { advisedText, datesLine, escalationText, measureNo } from '../core/nudges/nudge-texts.ts'
import { dutyOf } from '../core/nudges/watch.ts'
import { workdaysBetween, type Calendar } from '../core/calendar/workday.ts'
import { officeCalendar } from '../db/calendar.ts'
import { findCampaign } from '../db/campaigns.ts'
import { viewHandIn } from '../db/hand-ins.ts'
import { viewHandover } from '../db/handovers/find.ts'
import { viewIssue } from '../db/issues.ts'
import { bySubject, nudgesIn, stillStands, type Nudge } from '../db/nudges/bundles.ts'
import { namesOf, unitName } from '../db/people.ts'
import { groupList } from './present-list.ts'
import { handInItem } from './present-hand-in.ts'
import { handoverItem } from './present-handover-item.ts'
import { issueItem, measuresText } from './present-issue.ts'
import type { Action, Block, Card, Tone } from './platform.ts'
import type { Reader } from './reader.ts'
import { buttons, extensionTexts, nudged, say } from './texts.ts'

type Item = Extract<Block, { type: 'item' }>

/** With buttons; the rest is counted. */
const listed = 10

/** The dates in a message of nudges, for one person or a group, as they stand; null where none does any more. */
export function presentNudges(reader: Reader, outbox: number, lead = ''): Card | null {
  const standing = nudgesIn(reader.db, outbox).filter((nudge) => stillStands(reader.db, nudge, reader.now))
  return standing[0]?.receiver.startsWith('g:') ? groupList(reader, standing) : personal(reader, standing, lead)
}

function personal(reader: Reader, standing: readonly Nudge[], lead: string): Card | null {
  // What one has to do oneself must not be among the rest that is only counted.
  const subjects = bySubject(standing)
  const own = subjects.filter((nudges) => isOwn(reader, nudges))
  const ordered = [...own, ...subjects.filter((nudges) => !own.includes(nudges))]
  const calendar = officeCalendar(reader.db)
  const said = ordered
    .slice(0, listed)
    .map((nudges) => itemOf(reader, { nudges, calendar, own: own.includes(nudges) }))
    .filter((item) => item !== null)
  if (said.length === 0) return null
  const items = said.map(({ item }) => item)
  const notes = nextLines(said)
  const more = ordered.length > listed ? [nudged.more(ordered.length - listed)] : []
  const title = own.length > 0 ? nudged.toDo(own.length, ordered.length - own.length) : nudged.toWatch(ordered.length)
  const known: Action[] =
    lead === '' ? [{ label: buttons.acknowledge, style: 'default', value: { do: 'acknowledge' } }] : []
  const lines = [...more, ...notes]
  return {
    kind: 'card',
    title,
    tone: standing.some(({ date }) => date < reader.today) ? 'bad' : 'warn',
    blocks: [
      ...(lead === '' ? [] : [{ type: 'text' as const, text: lead }]),
      ...items,
      ...lines.map((text) => ({ type: 'note' as const, text })),
    ],
    actions: known,
    fallback: [title, lead, ...items.flatMap(({ title: name, lines: own }) => [name, ...own]), ...lines]
      .filter(Boolean)
      .join('\n'),
  }
}

/** The card of an earlier day: what of it still stands, to be acted on in the newest one. */
export function pastCard(reader: Reader, { day, outbox }: { day: Day; outbox: number }): Card {
  const title = nudged.past(showDay(day, reader.today))
  const still = presentNudges(reader, outbox)
  const items = (still?.blocks ?? []).flatMap((block) => (block.type === 'item' ? [{ ...block, actions: [] }] : []))
  const lines = items.flatMap(({ title: name, lines: own }) => [name, ...own])
  return {
    kind: 'card',
    title,
    tone: 'plain',
    blocks: [...items, { type: 'note', text: say.oldCard }],
    actions: [],
    fallback: [title, ...lines, say.oldCard].join('\n'),
  }
}

/** `next`: what comes where nothing is done. */
type Said = { readonly item: Item; readonly name: string; readonly next: string | null }

/** One sentence where all come to the same; else each with what it is said of. */
function nextLines(said: readonly Said[]): string[] {
  const spoken = said.flatMap(({ name, next }) => (next === null ? [] : [{ name, next }]))
  const byNext = [...Map.groupBy(spoken, ({ next }) => next)]
  if (byNext.length < 2) return byNext.map(([next]) => next)
  return byNext.map(([next, same]) => nudged.nextOf([...new Set(same.map(({ name }) => name))], next))
}

function itemOf(reader: Reader, dates: Omit<Spoken, 'plan'>): Said | null {
  const [first] = dates.nudges
  const plan = first && findCampaign(reader.db, first.campaign)?.campaign.nudges
  if (!first || !plan) return null
  const spoken = { ...dates, plan }
  switch (first.subjectKind) {
    case 'issue':
      return issueSaid(reader, first.subject, spoken)
    case 'handin':
      return paperSaid(reader, first.subject, spoken)
    case 'handover':
      return handoverSaid(reader, Number(first.subject), spoken)
    default:
      return first.subjectKind satisfies never
  }
}

type Spoken = {
  readonly nudges: readonly Nudge[]
  readonly plan: NudgePlan
  readonly calendar: Calendar
  /** Its reader is the one who has to do something. */
  readonly own: boolean
}

function issueSaid(reader: Reader, serial: string, spoken: Spoken): Said | null {
  const view = viewIssue(reader.db, reader.actor, serial, reader.now)
  if (!view) return null
  const { issue } = view
  const measureText = (no: number | null) => issue.plan?.measures.find((measure) => measure.no === no)?.text ?? null
  const dates = spoken.nudges.map(({ kind, date }) => ({ kind, date, measure: measureText(measureNo(kind)) }))
  const { own } = spoken
  const measures = measuresText(issue)
  const lines = [
    [datesText(reader, dates, spoken), ...(measures === null ? [] : [nudged.measures(measures)])].join(' · '),
    ...(own && issue.extension ? [extensionTexts.pending(showDay(issue.extension.to, reader.today))] : []),
    ...(own ? [] : [whoAnswers(reader, view.issue)]),
    ...standingIn(reader, spoken),
    ...advised(reader, spoken),
  ]
  const item = { ...issueItem(reader, view, own ? 3 : 2), lines, tone: toneOf(reader, spoken) }
  return { item, name: serial, next: nextOf(spoken, issue.extension?.inTime ?? false) }
}

function paperSaid(reader: Reader, id: string, spoken: Spoken): Said | null {
  const view = viewHandIn(reader.db, reader.actor, id, reader.now)
  if (!view) return null
  const item = handInItem(reader, view)
  const dates = spoken.nudges.map(({ kind, date }) => ({ kind, date, measure: null }))
  const { status } = view.handIn
  const state = status === 'missing' ? [] : [handInStatusText[status]]
  const lines = [
    [view.owner, datesText(reader, dates, spoken), ...state].join(' · '),
    ...standingIn(reader, spoken),
    ...advised(reader, spoken),
  ]
  const name = `《${view.facts.item.name}》`
  return { item: { ...item, lines, tone: toneOf(reader, spoken) }, name, next: nextOf(spoken) }
}

function handoverSaid(reader: Reader, id: number, spoken: Spoken): Said | null {
  const handover = viewHandover(reader.db, reader.actor, id)
  if (!handover) return null
  const item = handoverItem(reader, handover)
  const dates = spoken.nudges.map(({ kind, date }) => ({ kind, date, measure: null }))
  const lines = [datesText(reader, dates, spoken), ...item.lines, ...standingIn(reader, spoken)]
  return { item: { ...item, lines, tone: toneOf(reader, spoken) }, name: item.title, next: nextOf(spoken) }
}

function datesText({ today }: Reader, dates: Parameters<typeof datesLine>[0], { calendar }: Spoken): string {
  return datesLine(dates, today, (date) => workdaysBetween(calendar, today, date))
}

/** Whether its reader is who has to act: the unit for its dates, the office or the lead unit for theirs. */
function isOwn({ actor, db }: Reader, nudges: readonly Nudge[]): boolean {
  return nudges.some(({ kind, subject, standsFor }) => {
    const duty = dutyOf(kind)
    if (duty === 'handover') return viewHandover(db, actor, Number(subject))?.to === (standsFor ?? actor.id)
    if (duty === 'office') return isOffice(actor)
    return duty === 'reviewer' ? holds(actor, 'reviewer') : unitsOf(actor).length > 0
  })
}

function toneOf({ today }: Reader, { nudges }: Spoken): Tone {
  if (nudges.some(({ date }) => date < today)) return 'bad'
  return nudges.some(({ rung }) => rung >= -3) ? 'warn' : 'plain'
}

/** 责任单位 临港区 · 具体责任人 刘具体: whom to ask. */
function whoAnswers({ db }: Reader, { unit, plan, proposal }: Issue): string {
  const responsible = (plan ?? proposal)?.responsible
  const name = responsible === undefined ? undefined : namesOf(db, [responsible]).get(responsible)
  return nudged.answers(unitName(db, unit), name ?? null)
}

/** 代 刘具体: whom its reader hears this for. */
function standingIn({ db }: Reader, { nudges }: Spoken): string[] {
  const people = [...new Set(nudges.map(({ standsFor }) => standsFor).filter((person) => person !== null))]
  const names = namesOf(db, people)
  return people.map((person) => nudged.standsFor(names.get(person) ?? ''))
}

function advised({ actor }: Reader, { nudges, plan }: Spoken): string[] {
  if (!isOffice(actor)) return []
  const found = nudges.map(({ kind, rung }) => advisedText(plan, dutyOf(kind), rung))
  return [...new Set(found.filter((text) => text !== null))]
}

/** What comes of the date that is furthest; a deadline is at rest while a request made in time is undecided. */
function nextOf({ nudges, plan }: Spoken, held = false): string | null {
  const furthest = nudges
    .filter(({ kind }) => !(held && kind === 'deadline'))
    .toSorted((a, b) => b.rung - a.rung)
    .map(({ kind, rung }) => escalationText(plan, kind, rung))
  return furthest.find((text) => text !== null) ?? null
}
