import { readsAll, type PersonId } from '../core/actor.ts'
import type { Day } from '../core/calendar/day.ts'
import type { Issue } from '../core/issue.ts'
import { hearersAt, nextRung, rungDay, type Hearer, type NudgePlan, type Rung } from '../core/nudges/ladder.ts'
import { measureNo } from '../core/nudges/nudge-texts.ts'
import { dutyOf } from '../core/nudges/watch.ts'
import type { Calendar } from '../core/calendar/workday.ts'
import { officeCalendar } from '../db/calendar.ts'
import { groupOf } from '../db/groups.ts'
import { addressOf } from '../db/nudges/bundles.ts'
import { foreseen } from '../db/nudges/raise.ts'
import { nudgesAbout, watchesOf, type Said, type Spoken, type Watch } from '../db/nudges/history.ts'
import { namesOf, unitName } from '../db/people.ts'
import { nudgeRecordTexts as said } from './nudge-record-texts.ts'
import type { Office } from './office.ts'
import type { Viewer } from './session.ts'
import { texts } from './texts.ts'

/** 催办记录 of an issue or a paper: what is watched and who was told what. How a date came about stands behind the date. */
export type NudgeRecord = {
  readonly plan: NudgePlan
  readonly watched: readonly Watched[]
  readonly told: readonly Told[]
  /** Older ones, and those a higher rung stood in for, that are not among those told. */
  readonly more: number
  /** The issue itself; null for a paper. */
  readonly issue: Issue | null
  readonly nameOf: (person: PersonId) => string
}

/** A date that is watched; `ahead` is empty while a request holds it. */
export type Watched = Pick<Watch, 'kind' | 'held' | 'date'> & {
  readonly measure: string | null
  readonly ahead: readonly Ahead[]
}

/** A rung that is to come. */
export type Ahead = { readonly rung: Rung; readonly day: Day; readonly hearers: readonly Hearer[] }

export type Told = Said & { readonly to: string; readonly measure: string | null }

type About = {
  readonly spoken: Spoken
  readonly plan: NudgePlan
  readonly issue?: Issue
  /** A paper that is no longer owed by this unit: what others still owe is not its. */
  readonly isOwed?: boolean
  /** Not only the latest. */
  readonly all: boolean
}

const shown = 20
const shownOnDemand = 1000

/** The record for whoever reads everything of the office; null for anybody else. */
export function nudgeRecordFor({ db, now }: Office, viewer: Viewer, about: About): NudgeRecord | null {
  if (!readsAll(viewer.actor) || viewer.delegateOnly) return null
  const { spoken, plan, issue = null, isOwed = true, all } = about
  const calendar = officeCalendar(db)
  const { said: found, total } = nudgesAbout(db, spoken, all ? shownOnDemand : shown)
  // What a higher rung stood in for was said to nobody.
  const said = found.filter(({ why }) => all || why !== 'higher')
  const people = said.flatMap(({ receiver, standsFor }) => [personIn(receiver), standsFor])
  const names = namesOf(
    db,
    people.filter((id) => id !== null),
  )
  const nameOf = (person: PersonId) => names.get(person) ?? texts.none
  const measured = (kind: Watch['kind']) => measureIn(issue, kind)
  return {
    plan,
    watched: foreseen(db, watchesOf(db, spoken), now())
      .filter(({ subjectKind }) => isOwed || subjectKind !== 'item')
      .map((watch) => ({ ...watch, measure: measured(watch.kind), ahead: aheadOf(watch, { plan, calendar }) })),
    told: said.map((one) => ({ ...one, to: receiverName(db, one.receiver, nameOf), measure: measured(one.kind) })),
    more: total - said.length,
    issue,
    nameOf,
  }
}

function measureIn(issue: Issue | null, kind: Watch['kind']): string | null {
  const no = measureNo(kind)
  return issue?.plan?.measures.find((measure) => measure.no === no)?.text ?? null
}

/** Of the deadline the next three rungs, of any other date the next; none late while a request holds them. */
function aheadOf(watch: Watch, { plan, calendar }: { plan: NudgePlan; calendar: Calendar }): Ahead[] {
  const { kind, date, held } = watch
  const duty = dutyOf(kind)
  const ahead: Ahead[] = []
  let rung = watch.rung
  while (date !== null && rung !== null && ahead.length < (kind === 'deadline' ? 3 : 1) && !(held && rung > 0)) {
    ahead.push({ rung, day: rungDay(calendar, date, rung), hearers: hearersAt(plan, duty, rung) })
    rung = nextRung(plan, duty, rung)
  }
  return ahead
}

function personIn(receiver: string): PersonId | null {
  const to = addressOf(receiver)
  return 'person' in to ? to.person : null
}

function receiverName(db: Office['db'], receiver: string, nameOf: NudgeRecord['nameOf']): string {
  const to = addressOf(receiver)
  if ('person' in to) return nameOf(to.person)
  const group = to.address.kind === 'group' ? groupOf(db, to.platform, to.address.id) : null
  if (!group) return said.formerGroup
  return group.unit === null ? said.groups[group.kind] : said.unitGroup(unitName(db, group.unit))
}
