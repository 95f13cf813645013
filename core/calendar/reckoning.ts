import { apply } from '../apply.ts'
import type { Campaign } from '../campaigns/campaign.ts'
import { addDays, dayOf, daysBetween, type Day } from './day.ts'
import type { Happened, Issue } from '../issue.ts'
import { isWorkday, workdayAfter, type Calendar } from './workday.ts'

/** 签收期限, 报措施期限, 时间节点, 完成时限, 开庭或裁决日期. */
export type DateKind = 'signoff' | 'plan' | 'measure' | 'deadline' | 'court'

/** What set a date. `from` of a rule names the section of the document, or 'setting' where it has none. */
export type Why =
  /** Workdays counted after `begin`; the last of them is the date. `skipped`: days off passed over. */
  | {
      readonly by: 'rule'
      readonly from: string
      readonly begin: Day
      readonly counted: readonly Day[]
      readonly skipped: readonly Day[]
    }
  /** The campaign's latest day. */
  | { readonly by: 'latest'; readonly from: string }
  /** As the unit proposed; as it was first set before 退办; as the office filled it in; as the unit's plan or its progress has it. */
  | { readonly by: 'proposal' | 'first' | 'office' | 'plan' | 'progress' }
  | { readonly by: 'sheet'; readonly file: string; readonly row: number }
  | { readonly by: 'extension'; readonly nth: number; readonly most: number; readonly beyond: boolean }
  | { readonly by: 'corrected' | 'sent-back' | 'reopened'; readonly reason: string }
  /** A legal way ended: so many days later than before. */
  | { readonly by: 'pause'; readonly days: number }

/** One setting of a date; `from` is null where there was none before. */
export type ReckonedStep = {
  readonly event: Happened
  readonly from: Day | null
  readonly to: Day
  readonly why: Why
}

/** The clock stood still; `until` is null while it does. */
export type Pause = { readonly since: Day; readonly until: Day | null }

/** A date an issue has, and every step by which it came about; the last of them is the date. */
export type Reckoned = {
  readonly kind: DateKind
  /** Of a measure. */
  readonly no: number | null
  readonly day: Day
  readonly steps: readonly ReckonedStep[]
  /** Of the deadline. */
  readonly pauses: readonly Pause[]
}

export type Rules = {
  readonly campaign: Pick<Campaign, 'signoff' | 'plan' | 'rectify_by' | 'extension'>
  readonly calendar: Calendar
}

type Dated = Pick<Reckoned, 'kind' | 'no' | 'day'>

/**
 * How each date of an issue came about, from everything that happened to it (domain: rule 7). The campaign and the
 * calendar are today's: a date they don't lead to is told as the office's own. Throws where the log is broken.
 */
export function reckon(history: readonly Happened[], rules: Rules): Reckoned[] {
  let issue: Issue | null = null
  let pauses: readonly Pause[] = []
  let known = new Map<string, Reckoned>()
  for (const event of history) {
    const before: Issue | null = issue
    const after = apply(before, event)
    pauses = pausesAfter(pauses, { before, after, event })
    known = stepOn(known, datesOf(after), (dated, from) => ({
      ...{ event, from, to: dated.day },
      why: whyOf(dated, { before, after, event }, rules),
    }))
    issue = after
  }
  return [...known.values()].map((one) => (one.kind === 'deadline' ? { ...one, pauses } : one))
}

/** A date that is gone takes its steps with it: what comes later begins anew. */
function stepOn(
  known: ReadonlyMap<string, Reckoned>,
  dates: readonly Dated[],
  step: (dated: Dated, from: Day | null) => ReckonedStep,
): Map<string, Reckoned> {
  return new Map(
    dates.map((dated) => {
      const key = `${dated.kind} ${dated.no ?? ''}`
      const was = known.get(key)
      if (was?.day === dated.day) return [key, was]
      return [key, { ...dated, steps: [...(was?.steps ?? []), step(dated, was?.day ?? null)], pauses: [] }]
    }),
  )
}

/** Of a plan that waits while another is in force nothing counts yet. */
function datesOf({ signoffDue, planDue, deadline, plan, proposal, suspended }: Issue): Dated[] {
  const shown = plan ?? proposal
  const single = [
    { kind: 'signoff', no: null, day: signoffDue },
    { kind: 'plan', no: null, day: planDue },
    { kind: 'deadline', no: null, day: deadline },
    { kind: 'court', no: null, day: suspended?.courtDate ?? shown?.courtDate ?? null },
  ] as const
  const measures = (shown?.measures ?? []).map(({ no, due }) => ({ kind: 'measure', no, day: due }) as const)
  return [...single, ...measures].flatMap(({ day, ...rest }) => (day === null ? [] : [{ ...rest, day }]))
}

type Change = { readonly before: Issue | null; readonly after: Issue; readonly event: Happened }

function pausesAfter(pauses: readonly Pause[], { before, after, event }: Change): readonly Pause[] {
  const last = pauses.at(-1)
  const open = last?.until === null
  if (after.suspended && !open) return [...pauses, { since: after.suspended.since, until: null }]
  return !after.suspended && before?.suspended && last && open
    ? [...pauses.slice(0, -1), { ...last, until: dayOf(event.at) }]
    : pauses
}

function whyOf(dated: Dated, change: Change, rules: Rules): Why {
  const { event } = change.event
  switch (event.type) {
    case 'imported':
      return { by: 'sheet', file: event.file, row: event.row }
    case 'corrected':
    case 'sent-back':
    case 'reopened':
      return { by: event.type, reason: event.reason }
    case 'extension-granted':
      return {
        by: 'extension',
        nth: change.after.extensions,
        most: rules.campaign.extension.times,
        beyond: event.beyond,
      }
    case 'confirmed':
    case 'assigned':
    case 'reassigned':
      return whyTaken(dated, change, rules)
    default:
      return whyPlanned(dated, change)
  }
}

function whyPlanned({ kind, day }: Dated, { before, event: { event } }: Change): Why {
  if (event.type === 'progressed') return { by: 'progress' }
  if (kind !== 'deadline' || !before?.deadline) return { by: 'plan' }
  return { by: 'pause', days: daysBetween(before.deadline, day) }
}

/** 确认, 交办, 转办: what the rule gives, what the unit had proposed, or what the office filled in instead. */
function whyTaken({ kind, day }: Dated, { before, event }: Change, { campaign, calendar }: Rules): Why {
  if (kind === 'signoff' || kind === 'plan') {
    const { days, from } = kind === 'signoff' ? campaign.signoff : campaign.plan
    const begin = dayOf(event.at)
    return workdayAfter(calendar, begin, days).day === day
      ? { by: 'rule', from, begin, ...countedTo(calendar, begin, day) }
      : { by: 'office' }
  }
  if (before?.firstDeadline === day) return { by: 'first' }
  if (before?.proposedDeadline === day) return { by: 'proposal' }
  const { day: latest, from } = campaign.rectify_by
  return latest === day ? { by: 'latest', from } : { by: 'office' }
}

function countedTo(calendar: Calendar, begin: Day, to: Day): { counted: Day[]; skipped: Day[] } {
  const all = Array.from({ length: Math.max(0, daysBetween(begin, to)) }, (_, index) => addDays(begin, index + 1))
  const worked = (day: Day) => isWorkday(calendar, day).workday
  return { counted: all.filter(worked), skipped: all.filter((day) => !worked(day)) }
}
