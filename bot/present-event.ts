import { holds, isOffice, type Post } from '../core/actor.ts'
import { isAfterEvent, type AfterEvent } from '../core/apply/after.ts'
import { isTakingEvent, type TakingEvent } from '../core/apply/taking.ts'
import { isVerifyingEvent, type VerifyingEvent } from '../core/apply/work.ts'
import { dayOf, showDay, type Day } from '../core/calendar/day.ts'
import type { IssueEvent } from '../core/event.ts'
import { showWan } from '../core/money.ts'
import type { HandingEvent } from '../core/handovers/handing.ts'
import type { Logged } from '../db/history.ts'
import type { Issue, UnitId } from '../core/issue.ts'
import { namesOf, postsOf, unitName } from '../db/people.ts'
import { unitEvent } from '../db/units.ts'
import { verifyingTidings } from './present-verifying.ts'
import type { Reader } from './reader.ts'
import { afterTidings } from './present-after.ts'
import { assignedByLead, takingTidings } from './present-taking.ts'
import { told } from './texts.ts'

/** What happened, in a sentence or two for those it concerns: who, what, by when. */
export function tidings(reader: Reader, issue: Issue, { event, by }: Logged): string {
  const { db, today } = reader
  const who = by === null ? '系统' : (namesOf(db, [by]).get(by) ?? '办公室')
  if (event.type === 'commented' && by !== null && holds({ posts: postsOf(db, by) }, 'leader'))
    return told.instructed(who, event.text)
  if (event.type === 'assigned' && by !== null && assignsAsLead(postsOf(db, by)))
    return assignedByLead(event, { who, today, issue, reader })
  return sentenceOf(event, { who, today, issue, reader })
}

/** Whose 交办 came from a lead unit. */
function assignsAsLead(posts: readonly Post[]): boolean {
  return holds({ posts }, 'reviewer') && !isOffice({ posts })
}

/** What became of a unit, for its people; null for anything else that happens to one. */
export function reformTidings({ db, now }: Reader, n: number): string | null {
  const found = unitEvent(db, n)
  if (!found) return null
  const { unit, event } = found
  const on = 'on' in event ? showDay(event.on, dayOf(now)) : ''
  switch (event.type) {
    case 'unit-renamed':
      return told.unitRenamed(event.from, event.to, { on, reason: event.reason })
    case 'unit-joined':
      return told.unitsMerged(namesOfUnits(db, event.units), unitName(db, unit), { on, reason: event.reason })
    case 'unit-divided':
      return told.unitDivided(unitName(db, unit), namesOfUnits(db, event.into), { on, reason: event.reason })
    case 'unit-added':
    case 'unit-changed':
    case 'unit-merged':
      return null
    default:
      return event satisfies never
  }
}

type Telling = { readonly who: string; readonly today: Day; readonly issue: Issue; readonly reader: Reader }

function namesOfUnits(db: Reader['db'], units: readonly UnitId[]): string[] {
  return units.map((unit) => unitName(db, unit))
}

function sentenceOf(event: IssueEvent, telling: Telling): string {
  const { who, today } = telling
  if ('handover' in event) return told.changed(who)
  if (isAfterEvent(event)) return afterTidings(event, who, today)
  if (isTakingEvent(event)) return takingTidings(event, telling)
  if (isVerifyingEvent(event)) return verifyingTidings(event, who, today)
  return sentenceAlong(event, telling)
}

/** What happens on the straight path. */
type Along = Exclude<IssueEvent, AfterEvent | TakingEvent | HandingEvent | VerifyingEvent>

function sentenceAlong(event: Along, telling: Telling): string {
  const { who, today, reader } = telling
  switch (event.type) {
    case 'reported':
      return reportSentence(event, { who, reader })
    case 'supplement-asked':
      return told.asked(event.question)
    case 'supplemented':
      return told.supplemented(who, event.text)
    case 'withdrawn':
      return told.withdrawn(who)
    case 'confirmed':
      return told.confirmed(showDay(event.planDue, today), showDay(event.deadline, today))
    case 'assigned':
      return told.assigned(showDay(event.signoffDue, today), showDay(event.deadline, today))
    case 'dismissed':
      return told.dismissed(event.reason)
    case 'planned':
    case 'replanned':
    case 'plan-approved':
    case 'plan-returned':
      return planSentence(event, telling)
    case 'progressed':
      return told.progressed(who, event.text, event.settled === null ? null : showWan(event.settled))
    case 'extension-asked':
      return told.extensionAsked(who, showDay(event.to, today), event)
    case 'extension-granted':
      return told.extensionGranted(who, showDay(event.to, today), showDay(event.asked, today))
    case 'extension-refused':
      return told.extensionRefused(who, showDay(event.asked, today), event.reason)
    case 'corrected':
      return told.corrected(who, event.reason)
    case 'commented':
      return told.commented(who, event.text)
    case 'accepted':
    case 'evidence-added':
    case 'linked':
    case 'unlinked':
    case 'sealed':
    case 'passed':
    case 'imported':
      return told.changed(who)
    default:
      return event satisfies never
  }
}

/** Whoever it was taken down for is told so; it isn't for the unit to review. */
function reportSentence(
  { onBehalfOf }: Extract<IssueEvent, { type: 'reported' }>,
  { who, reader }: Pick<Telling, 'who' | 'reader'>,
): string {
  const { db, actor } = reader
  if (onBehalfOf === undefined) return told.reported(who)
  if (onBehalfOf === actor.id) return told.reportedForYou(who)
  const teller = namesOf(db, [onBehalfOf]).get(onBehalfOf) ?? told.someoneOfUnit
  return told.reportedFor(who, teller, isOffice(actor) ? 'office' : 'unit')
}

type OfPlan = Extract<IssueEvent, { type: 'planned' | 'replanned' | 'plan-approved' | 'plan-returned' }>

function planSentence(event: OfPlan, { who, today, issue: { suspended } }: Telling): string {
  switch (event.type) {
    case 'planned':
      return told.planned(who, event.plan.measures.length)
    case 'replanned':
      return told.replanned(who)
    case 'plan-approved': {
      const { resumed } = event
      if (resumed) return told.clockResumed(showDay(resumed.deadline, today), resumed.days)
      return suspended
        ? told.clockStands(suspended.courtDate && showDay(suspended.courtDate, today))
        : told.planApproved
    }
    case 'plan-returned':
      return event.again ? told.replanReturned(event.reason) : told.planReturned(event.reason)
    default:
      return event satisfies never
  }
}
