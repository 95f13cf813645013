import type { ActType, IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { IssueEvent } from '../event.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { missing } from '../refusal.ts'
import { appeal, confirmFlag, decideAppeal, flag, withdrawFlag } from './flag.ts'
import { heirText } from '../texts.ts'
import { notPast, withinCampaign, type By } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

const afterActs = [
  ...(['reopen', 'undo', 'flag', 'confirm-flag', 'withdraw-flag', 'appeal', 'decide-appeal'] as const),
] as const satisfies readonly ActType[]
type AfterAct = Act<(typeof afterActs)[number]>

export function isAfterAct(act: IssueAct): act is AfterAct {
  return afterActs.some((type) => type === act.type)
}

/** What may be done about an issue afterwards, in any state or once it was ended. */
export function ruleAfter(issue: Issue, act: AfterAct, by: By): Ruling {
  switch (act.type) {
    case 'reopen':
      return reopen(issue, act, by)
    case 'undo':
      return undo(issue, act, by.facts)
    case 'flag':
      return flag(issue, act)
    case 'confirm-flag':
      return confirmFlag(issue, act, by)
    case 'withdraw-flag':
      return withdrawFlag(issue, act, by)
    case 'appeal':
      return appeal(issue, act, by.facts)
    case 'decide-appeal':
      return decideAppeal(issue, act)
    default:
      return act satisfies never
  }
}

/** 重新挂账 (domain: section 2): why, and by when it has to be mended now; beyond the campaign the director says so. */
function reopen(issue: Issue, { reason, deadline }: Act<'reopen'>, by: By): Ruling {
  const { today } = by.facts
  const refusal =
    (reason.trim() ? null : missing('重新挂账的理由')) ??
    notPast('完成时限', deadline, today) ??
    withinCampaign(deadline, by)
  const event = { type: 'reopened', reason, deadline, before: issue.deadline, on: today } as const
  return refusal ?? [event, ...passedOn(issue, by.facts)]
}

/** 撤销: what ended it was a mistake; it counts against nobody (domain: section 2). */
function undo(issue: Issue, { reason }: Act<'undo'>, facts: IssueFacts): Ruling {
  if (!issue.ending) return { code: 'nothing-to-undo' }
  if (!reason.trim()) return missing('撤销理由')
  return [{ type: 'undone', what: issue.ending.what, reason }, ...passedOn(issue, facts)]
}

/** What a unit had ended stayed under its name when it ended itself: open again, it is for whoever took over (rule 3). */
function passedOn({ unit: from }: Issue, { heirOf, today }: IssueFacts): IssueEvent[] {
  const unit = heirOf(from)
  return unit === null ? [] : [{ type: 'passed', from, unit, reason: heirText, on: today }]
}
