import type { PersonId } from '../core/actor.ts'
import { statusText } from '../core/texts.ts'
import { handInStatusText } from '../core/hand-ins/hand-in-texts.ts'
import { groupTitle } from '../core/nudges/group-title.ts'
import { namedIn, peopleHearing, type Named } from '../core/nudges/hear.ts'
import type { Hearer } from '../core/nudges/ladder.ts'
import { dutyOf } from '../core/nudges/watch.ts'
import { datesLine } from '../core/nudges/nudge-texts.ts'
import { workdaysBetween, type Calendar } from '../core/calendar/workday.ts'
import { officeCalendar } from '../db/calendar.ts'
import { viewHandIn } from '../db/hand-ins.ts'
import { viewIssue } from '../db/issues.ts'
import { identitiesOf, namesOf, unitName } from '../db/people.ts'
import { peopleAround } from '../db/facts.ts'
import { groupOf } from '../db/groups.ts'
import { substituteOn } from '../db/substitutes.ts'
import { bySubject, type Nudge } from '../db/nudges/bundles.ts'
import type { Block, Card, Mention } from './platform.ts'
import type { Reader } from './reader.ts'
import { nudged } from './texts.ts'

type Item = Extract<Block, { type: 'item' }>

/** More than this nobody reads in a group. */
const listed = 20

/** Read as the office itself reads: what a group may know of it is decided here (domain: section 4). */
const system = { kind: 'system', door: 'clock' } as const

/** The one list of a day in a group chat: serial, title, unit, date, state and who is called to it, nothing else. */
export function groupList(reader: Reader, nudges: readonly Nudge[]): Card | null {
  const place = placeOf(nudges)
  const calendar = officeCalendar(reader.db)
  const items = bySubject(nudges)
    .map((dates) => listItem(reader, { dates, calendar, ...place }))
    .filter((item) => item !== null)
  if (items.length === 0) return null
  const { today } = reader
  const dates = bySubject(nudges).map((own) => own[0]?.date ?? today)
  const title = nudged.group({
    due: dates.filter((date) => date === today).length,
    late: dates.filter((date) => date < today).length,
    soon: dates.filter((date) => date > today).length,
  })
  const shown = items.slice(0, listed)
  const more = items.length > listed ? [nudged.moreInGroup(items.length - listed)] : []
  const lines = shown.flatMap(({ title: name, lines: own, mentions = [] }) => [
    name,
    ...own,
    ...(mentions.length > 0 ? [mentions.map((person) => `@${person.name}`).join(' ')] : []),
  ])
  return {
    kind: 'card',
    title,
    tone: dates.some((date) => date < today) ? 'bad' : 'warn',
    blocks: [...shown, ...more.map((text) => ({ type: 'note' as const, text }))],
    actions: [],
    fallback: [title, ...lines, ...more].join('\n'),
  }
}

type Place = { readonly platform: string; readonly chatId: string }
type Listed = Place & { readonly dates: readonly Nudge[]; readonly calendar: Calendar }

/** `g:lark:oc_1` */
function placeOf([nudge]: readonly Nudge[]): Place {
  const [, platform = '', chatId = ''] = /^g:([^:]+):(.+)$/.exec(nudge?.receiver ?? '') ?? []
  return { platform, chatId }
}

function listItem(reader: Reader, list: Listed): Item | null {
  const [first] = list.dates
  if (!first) return null
  // Who takes over from whom is nothing for a group.
  if (first.subjectKind === 'handover') return null
  return first.subjectKind === 'issue' ? issueLine(reader, first.subject, list) : paperLine(reader, first.subject, list)
}

function issueLine(reader: Reader, serial: string, list: Listed): Item | null {
  const view = viewIssue(reader.db, system, serial, reader.now)
  if (!view) return null
  const { issue } = view
  const people = { ...peopleAround(reader.db, issue.unit), reviewers: [], isReachable: () => true }
  return {
    ...lineOf(reader, list),
    title: `${serial} ${groupTitle(issue)}`,
    lines: [[unitName(reader.db, issue.unit), datesOf(reader, list), statusText[issue.status]].join(' · ')],
    mentions: called(reader, list, { named: namedIn(issue, people), people }),
  }
}

function paperLine(reader: Reader, id: string, list: Listed): Item | null {
  const view = viewHandIn(reader.db, system, id, reader.now)
  if (!view) return null
  const { handIn, facts, owner } = view
  const unit = facts.unit ?? 0
  const people = { ...peopleAround(reader.db, unit), reviewers: [], isReachable: () => true }
  const named = { unit: facts.unit, responsible: [], first: [], delegates: [] }
  return {
    ...lineOf(reader, list),
    title: nudged.paper(facts.item.name),
    lines: [[owner, datesOf(reader, list), handInStatusText[handIn.status]].join(' · ')],
    mentions: called(reader, list, { named, people }),
  }
}

function lineOf({ today }: Reader, { dates }: Listed): Pick<Item, 'type' | 'tone' | 'actions'> {
  return { type: 'item', tone: dates.some(({ date }) => date < today) ? 'bad' : 'warn', actions: [] }
}

/** Measures have words of their own, which are the unit's business: here they are only numbered. */
function datesOf({ today }: Reader, { dates, calendar }: Listed): string {
  const numbered = dates.map(({ kind, date }) => ({ kind, date, measure: null }))
  return datesLine(numbered, today, (date) => workdaysBetween(calendar, today, date))
}

type Calling = { readonly named: Named; readonly people: Parameters<typeof peopleHearing>[2] }

/**
 * In the office's group its officers, to what the office itself has to do; in any other whoever works on it. Those who
 * have an account on this platform.
 */
function called({ db, today }: Reader, { platform, chatId, dates }: Listed, { named, people }: Calling): Mention[] {
  const inOffice = groupOf(db, platform, chatId)?.kind === 'office'
  if (inOffice && !dates.some(({ kind }) => dutyOf(kind) === 'office')) return []
  const hearer: Hearer = inOffice ? 'officer' : 'responsible'
  const meant = peopleHearing([hearer], named, people).map(({ person }) => substituteOn(db, person, today) ?? person)
  const ids = [...new Set(meant)]
  const names = namesOf(db, ids)
  return ids.flatMap((person: PersonId) => {
    const identity = identitiesOf(db, person).find((known) => known.platform === platform)
    return identity ? [{ id: identity.externalId, name: names.get(person) ?? '' }] : []
  })
}
