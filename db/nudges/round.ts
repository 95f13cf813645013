import { isNull, sql } from 'drizzle-orm'
import type { Person, PersonId } from '../../core/actor.ts'
import { addDays, dayOf, type Day } from '../../core/calendar/day.ts'
import type { Issue, UnitId } from '../../core/issue.ts'
import { rungDay, type Rung } from '../../core/nudges/ladder.ts'
import { isOpen, opening } from '../../core/calendar/office-hours.ts'
import { isWorkday, type Calendar } from '../../core/calendar/workday.ts'
import { officeCalendar } from '../calendar.ts'
import { findCampaign, type RunningCampaign } from '../campaigns.ts'
import { only, type Db } from '../database.ts'
import { peopleAround } from '../facts.ts'
import { allGroups } from '../groups.ts'
import { leadOf } from '../lead.ts'
import { officeHours } from '../office-hours.ts'
import { identities } from '../schema.ts'
import { awayOn, substituteOn } from '../substitutes.ts'

/**
 * One look at the clock, with what it has read so far: many dates ask for the same campaign, unit and people. It lives
 * no longer than one tick.
 */
export type Round = {
  readonly db: Db
  readonly now: number
  readonly calendar: Calendar
  /** The last day whose rungs have arisen: today from the opening of the office on. */
  readonly day: Day
  /** Whether messages leave now. */
  readonly isOpen: boolean
  /** When the rungs of a day arise. */
  readonly opening: (day: Day) => number
  readonly rungDay: (date: Day, rung: Rung) => Day
  readonly campaign: (code: string) => RunningCampaign
  /** People of a unit, and of the office. */
  readonly around: (unit: UnitId) => ReturnType<typeof peopleAround>
  readonly reviewers: (issue: Pick<Issue, 'campaign' | 'category' | 'unit'>) => readonly Person[]
  /** Group chats of a unit, of the office, of all contacts, as receivers. */
  readonly groups: (whose: UnitId | 'office' | 'contacts') => readonly string[]
  /** Who hears instead of a person who is away today (代理); null where nobody does. */
  readonly substitute: (person: PersonId) => PersonId | null
  /** Has a chat account to be told in. */
  readonly isReachable: (person: PersonId) => boolean
}

export function roundOf(db: Db, now: number): Round {
  const [calendar, hours, today] = [officeCalendar(db), officeHours(db), dayOf(now)]
  const opened = isWorkday(calendar, today).workday && now >= opening(today, hours)
  const heard = allGroups(db).filter(({ unreachableAt }) => unreachableAt === null)
  const chats = Map.groupBy(heard, ({ unit, kind }) => (kind === 'unit' ? unit : kind))
  const [away, bound] = [awayOn(db, today), reachable(db)]
  const campaign = remembered((code: string) => only(findCampaign(db, code), `campaign ${code}`))
  const [daysOf, around] = [new Map<string, Day>(), remembered((unit: UnitId) => peopleAround(db, unit))]
  const reviewers = new Map<string, readonly Person[]>()
  return {
    db,
    now,
    calendar,
    day: opened ? today : addDays(today, -1),
    isOpen: isOpen(calendar, hours, now),
    opening: (day) => opening(day, hours),
    rungDay: (date, rung) => kept(daysOf, `${date} ${rung}`, () => rungDay(calendar, date, rung)),
    campaign,
    around,
    reviewers: (issue) => {
      const key = `${issue.campaign} ${issue.category} ${issue.unit}`
      return kept(reviewers, key, () => leadOf(db, campaign(issue.campaign).campaign, issue)?.reviewers ?? [])
    },
    substitute: (person) => (away.has(person) ? substituteOn(db, person, today) : null),
    groups: (whose) => (chats.get(whose) ?? []).map(({ platform, chatId }) => `g:${platform}:${chatId}`),
    isReachable: (person) => bound.has(person),
  }
}

/** Read as one value: as rows, those of a province take three times as long, and nobody else has a turn meanwhile. */
function reachable(db: Db): ReadonlySet<PersonId> {
  const people = sql`json_group_array(${identities.person})`.mapWith((text: string) => JSON.parse(text) as PersonId[])
  const row = db.select({ people }).from(identities).where(isNull(identities.unreachableAt)).get()
  return new Set(row?.people)
}

function remembered<K, V>(ask: (key: K) => V): (key: K) => V {
  const answers = new Map<K, V>()
  return (key) => kept(answers, key, () => ask(key))
}

function kept<K, V>(answers: Map<K, V>, key: K, ask: () => V): V {
  const known = answers.get(key)
  if (known !== undefined) return known
  const answer = ask()
  answers.set(key, answer)
  return answer
}
