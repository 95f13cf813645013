import { holds, isOffice, type ActingPerson } from '../actor.ts'
import type { Facts } from '../facts.ts'
import type { Issue, Status } from '../issue.ts'
import type { Refusal } from '../refusal.ts'
import { mayGoOver } from '../separation.ts'

/*
 * 不予列入 once an issue is being worked on: an officer proposes (提请), the director consents by doing it, or refuses
 * (domain: section 2, dismiss).
 */

/** Where the director's consent is needed; before, the office puts an issue aside by itself. */
export const consentNeeded: readonly Status[] = ['planning', 'plan_review', 'rectifying', 'verifying']

/** 不予列入: any of the office at first, from planning on whoever consents. null = they may. */
export function dismisses(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  if (!isOffice(actor)) return { code: 'not-yours', whose: 'office' }
  return consentNeeded.includes(issue.status) ? consents(issue, actor, facts) : null
}

/** 提请不予列入: whoever could do it at once has nothing to ask for, and nobody asks twice. */
export function asksDismissal(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  if (!isOffice(actor)) return { code: 'not-yours', whose: 'office' }
  if (!consentNeeded.includes(issue.status)) return null
  if (issue.dismissal) return { code: 'dismissal-undecided' }
  return consents(issue, actor, facts) === null ? { code: 'no-consent-needed' } : null
}

/** 不同意不予列入: by whoever could have consented. */
export function refusesDismissal(issue: Issue, actor: ActingPerson, facts: Facts): Refusal | null {
  if (!isOffice(actor)) return { code: 'not-yours', whose: 'office' }
  if (!issue.dismissal) return consentNeeded.includes(issue.status) ? { code: 'dismissal-not-asked' } : null
  return consents(issue, actor, facts)
}

/**
 * The director. In an office without one two officers see to it, as they do with 撤销: another one than whoever
 * proposed it, or who would do it now. An officer who is alone does it himself, or an issue that is none would stay for ever.
 */
function consents({ dismissal }: Issue, actor: ActingPerson, { office }: Facts): Refusal | null {
  if (holds(actor, 'director')) return null
  if (office.some((person) => holds(person, 'director'))) return { code: 'not-yours', whose: 'director' }
  return mayGoOver(actor, [dismissal?.by ?? actor.id], office) ? null : { code: 'own-dismissal' }
}
