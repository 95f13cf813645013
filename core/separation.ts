import { actsFor, belongsTo, holds, isOffice, type Person, type PersonId } from './actor.ts'
import type { Facts } from './facts.ts'
import type { Issue } from './issue.ts'
import type { Refusal } from './refusal.ts'

/** Separation of duties holds for the lead unit's review as it does for verifying. */
export function mayReview(issue: Issue, person: Person): boolean {
  return bar(issue, person) === null
}

/**
 * Separation of duties (domain: rule 1): whoever acts for the unit, and whoever entered or submitted
 * progress, never verifies the issue.
 */
export function bar(issue: Issue, person: Person): Refusal | null {
  if (actsFor(person, issue.unit)) return { code: 'barred', why: 'unit' }
  if (issue.handlers.includes(person.id)) return { code: 'barred', why: 'progress' }
  return null
}

/** Office people who could still verify this issue. */
export function eligibleVerifiers(issue: Issue, facts: Pick<Facts, 'office'>): Person[] {
  return facts.office.filter((person) => isOffice(person) && bar(issue, person) === null)
}

/**
 * 委托核查: whoever is named belongs to another unit and has had no hand in the issue. Leaders, auditors and
 * administrators decide nothing about issues (domain: section 1).
 */
export function fitToVerify(issue: Issue, person: Person): boolean {
  const decidesNothing = holds(person, 'leader', 'auditor', 'administrator')
  return bar(issue, person) === null && !belongsTo(person, issue.unit) && !decidesNothing
}

/**
 * Whether this person of the office may go over what one of them did: another one, or the director (domain: section 2).
 * Where the office has nobody else, whoever did it: a mistake can always be mended (rule 2), and the log shows by whom.
 */
export function mayGoOver(person: Person, doers: readonly (PersonId | null)[], office: readonly Person[]): boolean {
  const over = (one: Person) => isOffice(one) && (holds(one, 'director') || !doers.includes(one.id))
  return over(person) || (isOffice(person) && !office.some(over))
}
