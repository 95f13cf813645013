import { actsFor, readsAll, type Actor, type PersonId, type Post } from '../actor.ts'
import type { IssueEvent } from '../event.ts'
import type { Issue, UnitId } from '../issue.ts'

/** 瞒报, 漏报, 弄虚作假. */
export const flagKinds = ['concealed', 'omitted', 'falsified'] as const
export type FlagKind = (typeof flagKinds)[number]

/** What the office holds against a unit in one issue (标记): suspected by one, confirmed by another. */
export type Flag = {
  readonly kind: FlagKind
  readonly state: 'suspected' | 'confirmed'
  /** Whose work is meant, whoever takes the issue over later. */
  readonly unit: UnitId
  /** Why: of the suspicion, then of its confirmation. */
  readonly reason: string
  /** Ids of the evidence it rests on. */
  readonly evidence: readonly string[]
  readonly by: PersonId | null
  readonly confirmedBy: PersonId | null
  /** Disputed once (异议): not again. */
  readonly appealed: boolean
}

/**
 * Who knows of a suspicion: whoever reads the whole office and has no part in the unit. The bot never accuses by itself
 * (domain: rule 5), so the unit hears of what is confirmed, and of nothing before.
 */
export function maySuspect(person: { posts: readonly Post[] }, { unit }: Pick<Issue, 'unit'>): boolean {
  return readsAll(person) && !actsFor(person, unit)
}

function knowsSuspicions(actor: Actor, issue: Issue): boolean {
  return actor.kind === 'system' || maySuspect(actor, issue)
}

/** The flags of an issue that somebody who may see it may know of: a unit none that is another's. */
export function flagsFor(actor: Actor, issue: Issue): readonly Flag[] {
  if (knowsSuspicions(actor, issue)) return issue.flags
  return issue.flags.filter(({ state, unit }) => state === 'confirmed' && unit === issue.unit)
}

/** Whether somebody who may see the issue may read this of its history: suspicions are the office's own. */
export function mayReadEvent(actor: Actor, issue: Issue, event: IssueEvent): boolean {
  const secret = event.type === 'flagged' || (event.type === 'flag-withdrawn' && !event.confirmed)
  return !secret || knowsSuspicions(actor, issue)
}

/** For lists: whether anything is suspected, confirmed, or both. */
export function flaggedAs({ flags }: Pick<Issue, 'flags'>): 'suspected' | 'confirmed' | 'both' | null {
  const states = new Set(flags.map(({ state }) => state))
  if (states.size === 2) return 'both'
  return [...states][0] ?? null
}
