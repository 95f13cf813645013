import { runningDeadline } from '../calendar/clock.ts'
import type { Day } from '../calendar/day.ts'
import type { Issue } from '../issue.ts'
import { hasNewPlan } from '../issue/plan-approval.ts'
import { MONTH, type Duty } from './ladder.ts'

/**
 * Everything of an issue that has a date somebody must keep. `measure:2` is the second measure's 时间节点. The last
 * ones are no dates of the document but how long somebody may be waited for.
 */
export type IssueDate =
  | 'signoff'
  | 'plan'
  | 'deadline'
  | `measure:${number}`
  | 'court'
  | 'suspension'
  | 'supplement'
  | 'confirmation'
  | 'plan-review'
  | 'extension'
  | 'referral'
  | 'review'
  | 'verification'
  | 'closing'
  | 'appeal'
  | 'dismissal'

/** deliverable: a paper of the campaign; acceptance: one that was handed in and waits for the office. */
export type PaperDate = 'deliverable' | 'acceptance'
/** 交接 that waits for its signature. */
export type HandoverDate = 'handover'
export type DateKind = IssueDate | PaperDate | HandoverDate

/**
 * A date to be watched: given as a day, or as workdays from now. held: a request made in time is undecided, so nobody
 * is late before it is (domain: rule 7).
 */
export type Watched = { readonly kind: DateKind } & (
  { readonly date: Day; readonly held?: boolean } | { readonly within: number }
)

/** Workdays somebody is waited for. No document says; these are this product's settings. */
const patience = {
  confirmation: 2,
  supplement: 3,
  plan: 3,
  'plan-review': 3,
  extension: 3,
  referral: 3,
  review: 3,
  verification: 5,
  closing: 3,
  appeal: 5,
  dismissal: 3,
  acceptance: 3,
  handover: 1,
} as const

export function waiting(kind: keyof typeof patience): Watched {
  return { kind, within: patience[kind] }
}

/** What is watched of an issue as it stands. */
export function watchedOf(issue: Issue): Watched[] {
  // Neither an appeal nor a proposal not to list it stops a clock; each waits for its answer in whatever state it is.
  const { appeal, dismissal } = issue
  const answers = [...(appeal ? [waiting('appeal')] : []), ...(dismissal ? [waiting('dismissal')] : [])]
  return [...watchedInState(issue), ...answers]
}

function watchedInState(issue: Issue): Watched[] {
  switch (issue.status) {
    case 'reported':
      // 交牵头单位: its reviewers owe it as they owe a review, with the same patience; late, the office hears.
      if (issue.referred !== null) return [waiting('referral')]
      // Whoever brought up a lead is no unit that could be late: it stays the office's.
      return [waiting(issue.asked !== null && issue.selfChecked ? 'supplement' : 'confirmation')]
    case 'assigned':
      return [...dated('signoff', issue.signoffDue), ...dated('deadline', runningDeadline(issue))]
    case 'planning':
      return [...planning(issue), ...dated('deadline', runningDeadline(issue))]
    case 'plan_review':
      return [waiting('plan-review'), ...dated('deadline', runningDeadline(issue))]
    case 'rectifying':
      return [...newPlan(issue), ...(issue.suspended ? beforeCourt(issue.suspended) : rectifying(issue))]
    case 'verifying':
      return [waiting(waitsFor[issue.stage])]
    case 'closed':
    case 'dismissed':
    case 'merged':
    case 'withdrawn':
      return []
    default:
      return issue.status satisfies never
  }
}

const waitsFor = { lead: 'review', office: 'verification', director: 'closing' } as const

/** A plan that was handed in and returned has days of its own: its first date may be over by now. */
function planning({ reason, planDue }: Issue): Watched[] {
  return reason === null ? dated('plan', planDue) : [waiting('plan')]
}

/** Of measures sent back with the issue only those to come: the others go by its new deadline. */
function rectifying(issue: Issue): Watched[] {
  const { extension, plan } = issue
  const held = extension?.inTime ?? false
  const sentBack = issue.verifications.at(-1)?.on ?? null
  const open = (plan?.measures ?? []).filter(
    ({ state, due }) => state === 'open' && (sentBack === null || due >= sentBack),
  )
  const dates = [
    ...dated('deadline', runningDeadline(issue)),
    ...open.flatMap(({ no, due }) => dated(`measure:${no}`, due)),
  ]
  return [
    ...(extension === null ? [] : [waiting('extension')]),
    ...dates.map((watched) => (held ? { ...watched, held } : watched)),
  ]
}

/** A new plan waits for its answer as the first one did. */
function newPlan(issue: Issue): Watched[] {
  return hasNewPlan(issue) ? [waiting('plan-review')] : []
}

/** The clock stands still: the court's day, and once a month how it stands (domain: rule 7). */
function beforeCourt({ courtDate }: NonNullable<Issue['suspended']>): Watched[] {
  return courtDate === null ? [{ kind: 'suspension', within: MONTH }] : dated('court', courtDate)
}

function dated(kind: IssueDate, date: Day | null): Watched[] {
  return date === null ? [] : [{ kind, date }]
}

/** Whose date it is. */
export function dutyOf(kind: DateKind): Duty {
  switch (kind) {
    case 'confirmation':
    case 'verification':
    case 'plan-review':
    case 'acceptance':
    case 'extension':
    case 'appeal':
      return 'office'
    case 'review':
    case 'referral':
      return 'reviewer'
    case 'closing':
      return 'director'
    case 'dismissal':
      return 'consent'
    case 'handover':
      return 'handover'
    case 'court':
      return 'court'
    case 'suspension':
      return 'monthly'
    default:
      return 'unit'
  }
}
