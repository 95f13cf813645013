import { actsFor, isOffice, type ActingPerson } from './actor.ts'
import { appealable, mayAnswer } from './issue/appeal.ts'
import type { Facts } from './facts.ts'
import { maySuspect } from './issue/flag.ts'
import { endings, type Issue } from './issue.ts'
import type { Rule } from './permit.ts'
import type { Refusal } from './refusal.ts'
import { mayGoOver } from './separation.ts'

/** Who may do what to an issue afterwards (domain: section 2): put it back, take an ending back, flag, dispute. */
export const afterRules = {
  reopen: { from: ['closed'], who: office },
  undo: { from: endings, who: undoes },
  flag: { from: 'any', who: flags },
  'confirm-flag': { from: 'any', who: confirmsFlag },
  'withdraw-flag': { from: 'any', who: withdrawsFlag },
  appeal: { from: 'any', who: appeals },
  'decide-appeal': { from: 'any', who: answersAppeal },
} as const satisfies Record<string, Rule>

function office(_issue: Issue, actor: ActingPerson): Refusal | null {
  return isOffice(actor) ? null : { code: 'not-yours', whose: 'office' }
}

/** 撤销 is somebody else's of the office than whoever did it, or the director's. */
function undoes(issue: Issue, actor: ActingPerson, { office: people }: Facts): Refusal | null {
  const no = office(issue, actor)
  if (no) return no
  const { ending, status } = issue
  if (!ending) return endings.some((ended) => ended === status) ? { code: 'nothing-to-undo' } : null
  return mayGoOver(actor, [ending.by], people) ? null : { code: 'own-undo' }
}

function flags(issue: Issue, actor: ActingPerson): Refusal | null {
  return office(issue, actor) ?? (maySuspect(actor, issue) ? null : { code: 'own-flag' })
}

/**
 * 认定 is an accusation, so it takes two people, whatever the size of the office: alone one can only suspect, and
 * nothing of the issue waits for it.
 */
function confirmsFlag(issue: Issue, actor: ActingPerson): Refusal | null {
  const no = flags(issue, actor)
  const suspected = issue.flags.filter(({ state }) => state === 'suspected')
  if (no || suspected.length === 0) return no ?? { code: 'no-flag' }
  return suspected.some(({ by }) => by !== actor.id) ? null : { code: 'two-for-flag' }
}

function withdrawsFlag(issue: Issue, actor: ActingPerson): Refusal | null {
  return flags(issue, actor) ?? (issue.flags.length > 0 ? null : { code: 'no-flag' })
}

function appeals(issue: Issue, actor: ActingPerson): Refusal | null {
  if (!actsFor(actor, issue.unit)) return { code: 'not-yours', whose: 'unit' }
  if (issue.appeal) return { code: 'appeal-undecided' }
  return appealable(issue).length > 0 ? null : { code: 'nothing-to-appeal' }
}

function answersAppeal(issue: Issue, actor: ActingPerson, { office: people }: Facts): Refusal | null {
  const no = office(issue, actor)
  if (no || !issue.appeal) return no ?? { code: 'no-appeal' }
  return mayAnswer(actor, issue, people) ? null : { code: 'own-appeal' }
}
