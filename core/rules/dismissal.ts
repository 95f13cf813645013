import type { IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { Issue } from '../issue.ts'
import { missing } from '../refusal.ts'
import type { By } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 不予列入: says why. */
export function dismiss({ reason }: Act<'dismiss'>): Ruling {
  return reason.trim() ? [{ type: 'dismissed', reason }] : missing('不予列入的理由')
}

/** 提请不予列入: says why. Nothing stands still while it waits for the director. */
export function askDismissal({ reason }: Act<'ask-dismissal'>, { facts }: By): Ruling {
  return reason.trim() ? [{ type: 'dismissal-asked', reason, on: facts.today }] : missing('不予列入的理由')
}

/** 不同意不予列入: says why; the issue goes on as before. */
export function refuseDismissal({ dismissal }: Issue, { reason }: Act<'refuse-dismissal'>): Ruling {
  if (!dismissal) return { code: 'dismissal-not-asked' }
  return reason.trim() ? [{ type: 'dismissal-refused', reason, proposer: dismissal.by }] : missing('不同意的理由')
}
