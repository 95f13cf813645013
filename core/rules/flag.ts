import { appealable } from '../issue/appeal.ts'
import type { IssueAct } from '../command.ts'
import type { Ruling } from '../decide.ts'
import type { IssueFacts } from '../facts.ts'
import { flagKinds, type Flag, type FlagKind } from '../issue/flag.ts'
import type { Issue } from '../issue.ts'
import { invalid, missing, type Refusal } from '../refusal.ts'
import { mayGoOver } from '../separation.ts'
import type { By } from './takeon.ts'

type Act<T extends IssueAct['type']> = Extract<IssueAct, { type: T }>

/** 标记: somebody of the office suspects 瞒报、漏报 or 弄虚作假, and says why (domain: section 2). Each kind once. */
export function flag(issue: Issue, { kind, reason, evidence }: Act<'flag'>): Ruling {
  if (!flagKinds.includes(kind)) return missing('标记为')
  if (flagOf(issue, kind)) return { code: 'flagged-already' }
  const refusal = (reason.trim() ? null : missing('标记理由')) ?? unknownEvidence(issue, evidence)
  return refusal ?? [{ type: 'flagged', kind, unit: issue.unit, reason, evidence: [...evidence] }]
}

/** 认定, by another person than the one who suspected it; from now on the unit knows, and may dispute it. */
export function confirmFlag(issue: Issue, { kind, reason }: Act<'confirm-flag'>, { actor }: By): Ruling {
  const known = flagOf(issue, kind)
  if (known?.state !== 'suspected') return { code: 'no-flag' }
  if (actor.kind !== 'person' || known.by === actor.id) return { code: 'two-for-flag' }
  return reason.trim() ? [{ type: 'flag-confirmed', kind, reason }] : missing('认定理由')
}

/** 撤销标记: a suspicion by anybody of the office; what was confirmed by another one than whoever confirmed it. */
export function withdrawFlag(issue: Issue, { kind, reason }: Act<'withdraw-flag'>, { actor, facts }: By): Ruling {
  const known = flagOf(issue, kind)
  if (!known) return { code: 'no-flag' }
  const confirmed = known.state === 'confirmed'
  if (issue.appeal?.about === kind) return { code: 'answer-appeal' }
  if (confirmed && (actor.kind !== 'person' || !mayGoOver(actor, [known.confirmedBy], facts.office)))
    return { code: 'own-undo' }
  return reason.trim() ? [{ type: 'flag-withdrawn', kind, reason, confirmed }] : missing('撤销理由')
}

function flagOf({ flags }: Issue, kind: FlagKind): Flag | undefined {
  return flags.find((flag) => flag.kind === kind)
}

/** 提出异议: what the unit can still dispute, and why. It stops no clock. */
export function appeal(issue: Issue, { about, reason, evidence }: Act<'appeal'>, { today }: IssueFacts): Ruling {
  if (!appealable(issue).includes(about)) return missing('异议事项')
  const refusal = (reason.trim() ? null : missing('异议理由')) ?? unknownEvidence(issue, evidence)
  return refusal ?? [{ type: 'appealed', about, reason, evidence: [...evidence], on: today }]
}

/** 异议成立 or 异议不成立, with the reason either way. */
export function decideAppeal(issue: Issue, { upheld, reason }: Act<'decide-appeal'>): Ruling {
  if (!issue.appeal) return { code: 'no-appeal' }
  const { about, by: applicant } = issue.appeal
  return reason.trim()
    ? [{ type: 'appeal-decided', about, unit: issue.unit, upheld, reason, applicant }]
    : missing('答复理由')
}

function unknownEvidence(issue: Issue, ids: readonly string[]): Refusal | null {
  const all = ids.every((id) => issue.evidence.some((known) => known.id === id))
  return all ? null : invalid('依据的材料', '不在这件的佐证材料里，请重新选择')
}
