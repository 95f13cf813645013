import type { AppealSubject } from '../issue/appeal.ts'
import { isInHand } from '../issue/appeal.ts'
import { takenFrom } from './taking.ts'
import { unsubmitted } from './work.ts'
import { dayOf } from '../calendar/day.ts'
import type { EventOf as Of, EventType, IssueEvent } from '../event.ts'
import type { Flag } from '../issue/flag.ts'
import { endings, type Ending, type Happened, type Issue } from '../issue.ts'

/** What can still happen to an issue: put back, taken back, held against its unit, disputed. */
const afterEvents = [
  ...(['reopened', 'undone', 'flagged', 'flag-confirmed', 'flag-withdrawn'] as const),
  ...(['appealed', 'appeal-decided'] as const),
] as const satisfies readonly EventType[]
export type AfterEvent = Of<(typeof afterEvents)[number]>

export function isAfterEvent(event: IssueEvent): event is AfterEvent {
  return afterEvents.some((type) => type === event.type)
}

export function changedAfter(issue: Issue, event: AfterEvent, happened: Happened): Partial<Issue> {
  switch (event.type) {
    case 'reopened':
      return reopened(issue, event)
    case 'undone':
      return { ...issue.ending?.was, ending: null }
    case 'flagged':
    case 'flag-confirmed':
    case 'flag-withdrawn':
      return { flags: flagsAfter(issue, event, happened) }
    case 'appealed':
      return appealed(issue, event, happened)
    case 'appeal-decided':
      return decided(issue, event, happened)
    default:
      return event satisfies never
  }
}

type OfFlag = Of<'flagged' | 'flag-confirmed' | 'flag-withdrawn'>

function flagsAfter({ flags }: Issue, event: OfFlag, { by }: Happened): Issue['flags'] {
  const { kind, reason } = event
  switch (event.type) {
    case 'flagged': {
      const { unit, evidence } = event
      const flag = { kind, state: 'suspected', unit, reason, evidence, by, confirmedBy: null, appealed: false } as const
      return [...flags, flag]
    }
    case 'flag-confirmed':
      return changeFlag(flags, kind, { state: 'confirmed', reason, confirmedBy: by })
    case 'flag-withdrawn':
      return flags.filter((flag) => flag.kind !== kind)
    default:
      return event satisfies never
  }
}

function changeFlag(flags: Issue['flags'], about: AppealSubject, change: Partial<Flag>): Issue['flags'] {
  return flags.map((flag) => (flag.kind === about ? { ...flag, ...change } : flag))
}

/** What is disputed is marked, so that it is disputed once. */
function appealed(issue: Issue, event: Of<'appealed'>, { by }: Happened): Partial<Issue> {
  if (by === null) throw new Error(`${issue.serial} disputed by nobody`)
  const { about, reason, evidence, on } = event
  const { assignment, flags } = issue
  return {
    appeal: { about, reason, evidence, by, on },
    ...(about === 'assignment'
      ? { assignment: assignment && { ...assignment, appealed: true } }
      : { flags: changeFlag(flags, about, { appealed: true }) }),
  }
}

/** 异议成立: a flag falls; what was given to the wrong unit is the office's again, as if handed back (退办), its plan kept. */
function decided(issue: Issue, { about, upheld }: Of<'appeal-decided'>, { at }: Happened): Partial<Issue> {
  if (!upheld) return { appeal: null }
  if (about !== 'assignment') return { appeal: null, flags: issue.flags.filter(({ kind }) => kind !== about) }
  if (!isInHand(issue)) return { appeal: null }
  return { ...takenFrom(issue, dayOf(at)), appeal: null, status: 'reported', deadline: null }
}

function isEnding(type: EventType): type is Ending['what'] {
  return endings.some((ending) => ending === type)
}

/** Whoever enters that a unit has been given a lead has given it. */
export function takenOnAs({ selfChecked, status }: Of<'imported'>, by: Happened['by']): Issue['assignment'] {
  return !selfChecked && isInHand({ status }) ? { by, appealed: false } : null
}

/** Who gave it to its unit goes with the event that does; what was said against it falls with it. */
function withAssignment(issue: Issue, { event, by }: Happened, changed: Partial<Issue>): Partial<Issue> {
  const status = changed.status ?? issue.status
  const given = event.type === 'assigned' || event.type === 'reassigned' ? { by, appealed: false } : null
  const gone = given !== null || (status !== issue.status && !isInHand({ status }) && status !== 'closed')
  if (!gone) return changed
  const moot = issue.appeal?.about === 'assignment'
  return { ...changed, assignment: given, ...(moot ? { appeal: null } : {}) }
}

/** A unit that is merged or divided hands on what is held against it too (rule 3). */
function withFlags(issue: Issue, { event }: Happened, changed: Partial<Issue>): Partial<Issue> {
  if (event.type !== 'passed' || issue.flags.length === 0) return changed
  const flags = issue.flags.map((flag) => (flag.unit === event.from ? { ...flag, unit: event.unit } : flag))
  return { ...changed, flags }
}

/** What an event that ends an issue changes is kept as it was, so that 撤销 puts back exactly that and nothing later. */
function kept(issue: Issue, { event, by }: Happened, changed: Partial<Issue>): Partial<Issue> {
  if (!isEnding(event.type)) return changed
  const was = Object.keys(changed).map((name) => [name, issue[name as keyof Issue]])
  return { ...changed, ending: { what: event.type, by, was: Object.fromEntries(was) as Partial<Issue> } }
}

/** What follows from any event beside what it says itself. */
export function withConsequences(issue: Issue, happened: Happened, changed: Partial<Issue>): Partial<Issue> {
  if (happened.event.type === 'undone') return changed
  return kept(issue, happened, withFlags(issue, happened, withAssignment(issue, happened, changed)))
}

/**
 * 重新挂账: the unit works on it again and against the new deadline, before a court or not. What was done stays done,
 * what was waived with the application is asked for again, the verification stays on record.
 */
function reopened(issue: Issue, { reason, deadline }: Of<'reopened'>): Partial<Issue> {
  return {
    status: 'rectifying',
    reason,
    deadline,
    firstDeadline: issue.firstDeadline ?? deadline,
    suspended: null,
    closed: null,
    ending: null,
    reopenings: issue.reopenings + 1,
    ...unsubmitted(issue),
  }
}
