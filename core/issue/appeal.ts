import { belongsTo, isOffice, type Person, type PersonId } from '../actor.ts'
import type { Day } from '../calendar/day.ts'
import { flagKinds } from './flag.ts'
import type { Issue } from '../issue.ts'
import { isOver } from '../separation.ts'

/** What a unit can dispute (异议): that the issue was given to it, or that something against it was confirmed. */
export const appealSubjects = ['assignment', ...flagKinds] as const
export type AppealSubject = (typeof appealSubjects)[number]

/** An appeal that waits for the office's answer. */
export type Appeal = {
  readonly about: AppealSubject
  readonly reason: string
  /** Ids of the evidence it rests on. */
  readonly evidence: readonly string[]
  readonly by: PersonId
  readonly on: Day
}

/** Who gave the issue to its unit last, and whether the unit has disputed that once. */
export type Assignment = { readonly by: PersonId | null; readonly appealed: boolean }

const held: readonly Issue['status'][] = ['assigned', 'planning', 'plan_review', 'rectifying', 'verifying']

/** What its unit may still dispute, each once: the assignment while it has the issue in hand, a flag in any state. */
export function appealable({ assignment, flags, status, unit }: Issue): AppealSubject[] {
  const given = assignment !== null && !assignment.appealed && held.includes(status)
  const against = flags.filter((flag) => flag.state === 'confirmed' && !flag.appealed && flag.unit === unit)
  return [...(given ? (['assignment'] as const) : []), ...against.map(({ kind }) => kind)]
}

/** Whether an assignment that was wrong can still be taken back: it is in hand. */
export function isInHand({ status }: Pick<Issue, 'status'>): boolean {
  return held.includes(status)
}

/** Whoever did what is disputed: their own work is not theirs to judge. */
function doersOf({ assignment, flags }: Issue, about: AppealSubject): (PersonId | null)[] {
  if (about === 'assignment') return [assignment?.by ?? null]
  const flag = flags.find(({ kind }) => kind === about)
  return flag ? [flag.by, flag.confirmedBy] : []
}

/**
 * Who answers an appeal: another one of the office than whoever did what is disputed, or the director, and nobody of the
 * unit. Where that leaves nobody the circle widens, since an answer is owed to every appeal.
 */
export function mayAnswer(person: Person, issue: Issue, office: readonly Person[]): boolean {
  const { appeal, unit } = issue
  if (!appeal) return false
  const doers = doersOf(issue, appeal.about)
  const over = (one: Person) => isOver(one, doers)
  const circles = [(one: Person) => over(one) && !belongsTo(one, unit), over, isOffice]
  return circles.find((circle) => office.some(circle))?.(person) ?? false
}
