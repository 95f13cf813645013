import type { IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { EventOf } from '../event.ts'
import type { IssueFacts } from '../facts.ts'
import { reporterOf } from '../handovers/handing.ts'
import { openStatuses, type Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { isHiddenLead } from '../sight.ts'
import { statusText } from '../texts.ts'

const label = '并入问题'

/** 合并办理: one matter of one unit goes on as one issue. Evidence, and whoever brought it up, go along. */
export function merge(issue: Issue, { into }: Extract<IssueAct, { type: 'merge' }>, facts: IssueFacts): Ruling {
  if (into.trim() === '') return missing(label)
  const target = facts.other(into)
  if (into === issue.serial) return invalid(label, '填的就是这一件，请填要并入的那一件的编号')
  if (!target) return invalid(label, `里的 ${into} 没有找到，请核对编号`)
  if (facts.pendingFiles > 0) return { code: 'evidence-pending', count: facts.pendingFiles }
  return badTarget(issue, target) ?? [{ type: 'merged', into }]
}

function badTarget(issue: Issue, target: Issue): Refusal | null {
  const { serial, status } = target
  if (target.campaign !== issue.campaign)
    return invalid(label, `里的 ${serial} 不是同一个专项行动的，不能合并，可以关联`)
  if (!openStatuses.includes(status)) return invalid(label, `里的 ${serial} ${statusText[status]}，请并入还在办的一件`)
  if (target.unit !== issue.unit) return { code: 'other-unit' }
  // What its unit knows of must not go on in what the unit may not know of.
  const hides = isHiddenLead(target) && !isHiddenLead(issue)
  return hides ? invalid(label, `里的 ${serial} 还没有交办，请反过来，把它并入这一件`) : null
}

/** What comes over to the other issue; files it has already come once. */
export function absorbing(issue: Issue, target: Issue): EventOf<'absorbed'> {
  const { serial: from, handlers } = issue
  const reporter = reporterOf(issue)
  const evidence = issue.evidence.filter(({ sha256 }) => !target.evidence.some((known) => known.sha256 === sha256))
  const followers = [...(reporter === null ? [] : [reporter]), ...issue.followers]
  return { type: 'absorbed', from, evidence, followers: [...new Set(followers)], handlers }
}
