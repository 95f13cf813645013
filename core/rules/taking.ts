import type { ActType, IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { Issue } from '../issue.ts'
import { askDismissal, dismiss, refuseDismissal } from './dismissal.ts'
import { merge } from './merge.ts'
import { refer } from './refer.ts'
import { decline, reassign } from './reassign.ts'
import type { By } from './takeon.ts'

const takingActs = [
  ...(['refer', 'decline', 'reassign', 'merge', 'dismiss', 'ask-dismissal', 'refuse-dismissal'] as const),
] as const satisfies readonly ActType[]
type TakingAct = Extract<IssueAct, { type: (typeof takingActs)[number] }>

export function isTakingAct(act: IssueAct): act is TakingAct {
  return takingActs.some((type) => type === act.type)
}

/** How an issue comes to a unit, and away from it again. */
export function ruleTaking(issue: Issue, act: TakingAct, by: By): Ruling {
  switch (act.type) {
    case 'refer':
      return refer(issue, act, by.facts)
    case 'decline':
      return decline(issue, act)
    case 'reassign':
      return reassign(issue, act, by.facts)
    case 'merge':
      return merge(issue, act, by.facts)
    case 'dismiss':
      return dismiss(act)
    case 'ask-dismissal':
      return askDismissal(act, by)
    case 'refuse-dismissal':
      return refuseDismissal(issue, act)
    default:
      return act satisfies never
  }
}
