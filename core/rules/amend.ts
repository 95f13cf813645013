import type { Actor } from '../actor.ts'
import type { IssueAct } from '../command.ts'
import { missing } from '../decide.ts'
import type { Ruling } from '../decide.ts'
import type { Corrections } from '../event.ts'
import type { IssueFacts } from '../facts.ts'
import type { Issue } from '../issue.ts'
import type { Refusal } from '../refusal.ts'
import { tooShort } from './report.ts'
import { withinCampaign } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 更正 / 调整时限: before and after stand in the event, with the reason; only what really changes. */
export function correct(issue: Issue, act: Act<'correct'>, actor: Actor, facts: IssueFacts): Ruling {
  const after = reallyChanged(issue, act.changed)
  if (Object.keys(after).length === 0) return { code: 'nothing-changed' }
  const refusal = badCorrection(issue, after, actor, facts)
  if (refusal) return refusal
  if (!act.reason.trim()) return missing('更正理由')
  return [{ type: 'corrected', before: pick(issue, after), after, reason: act.reason }]
}

function badCorrection(issue: Issue, after: Corrections, actor: Actor, facts: IssueFacts): Refusal | null {
  const next = { ...issue, ...after }
  if (!next.title.trim()) return missing('项目名称')
  if (after.category && !facts.campaign.categories.some((known) => known.id === after.category))
    return missing('问题类别')
  if (next.confirmed !== null && next.settled > next.confirmed)
    return { code: 'settled-exceeds', confirmed: next.confirmed }
  if (after.deadline && issue.deadline === null) return { code: 'wrong-state', status: issue.status }
  return tooShort(next) ?? (after.deadline ? withinCampaign(after.deadline, actor, facts) : null)
}

/** Both lists hold plain values only, so === compares them. */
function reallyChanged(issue: Issue, changed: Corrections): Corrections {
  const entries = Object.entries(changed).filter(
    ([key, value]) => value !== undefined && value !== issue[key as keyof Corrections],
  )
  return Object.fromEntries(entries)
}

function pick(issue: Issue, keys: Corrections): Corrections {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, issue[key as keyof Corrections]]))
}

/** 留言 / 批示 */
export function comment({ text }: Act<'comment'>): Ruling {
  return text.trim() ? [{ type: 'commented', text }] : missing('留言')
}
