import type { IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { IssueEvent } from '../event.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing } from '../refusal.ts'
import { absorbing } from './merge.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 关联: two issues are of one matter, whichever units answer for them (一事一议、同事同议; 郏县 三(二)1). */
export function link(issue: Issue, { to }: Act<'link'>, facts: IssueFacts): Ruling {
  if (to.trim() === '') return missing('关联问题')
  if (to === issue.serial) return invalid('关联问题', '填的就是这一件，请填另一件的编号')
  if (issue.links.includes(to)) return invalid('关联问题', `里的 ${to} 已经与这一件关联，不用再关联`)
  return facts.other(to) ? [{ type: 'linked', to }] : invalid('关联问题', `里的 ${to} 没有找到，请核对编号`)
}

/** 解除关联: how a link made by mistake is mended. */
export function unlink(issue: Issue, { from, reason }: Act<'unlink'>): Ruling {
  if (!issue.links.includes(from)) return missing('关联问题')
  return reason.trim() ? [{ type: 'unlinked', from, reason }] : missing('解除理由')
}

/** What an act does to another issue: a link is there on both sides, a merging is known on both. */
export function otherSide(issue: Issue, event: IssueEvent, { other }: IssueFacts): readonly [Issue, IssueEvent] | null {
  switch (event.type) {
    case 'linked':
      return beside(other(event.to), () => ({ ...event, to: issue.serial }))
    case 'unlinked':
      return beside(other(event.from), () => ({ ...event, from: issue.serial }))
    case 'merged':
      return beside(other(event.into), (target) => absorbing(issue, target))
    case 'undone':
      return issue.mergedInto === null
        ? null
        : beside(other(issue.mergedInto), () => ({ type: 'parted', from: issue.serial }))
    default:
      return null
  }
}

function beside(issue: Issue | null, event: (issue: Issue) => IssueEvent): readonly [Issue, IssueEvent] | null {
  return issue && [issue, event(issue)]
}
