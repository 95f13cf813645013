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

/** Of two people who look at an issue one after the other nobody is both: what one has verified another one closes. */
export function barFromVerifying(issue: Issue, person: Person): Refusal | null {
  const verified = issue.stage === 'director' && issue.verifiedBy === person.id
  return bar(issue, person) ?? (verified ? { code: 'barred', why: 'verified' } : null)
}

/** Whether nobody is left, of the office or named, who may take the step an application waits for. */
export function nobodyVerifies(issue: Issue, facts: Pick<Facts, 'office'>): boolean {
  if (issue.status !== 'verifying' || eligibleVerifiers(issue, facts).length > 0) return false
  return issue.delegate === null || (issue.stage === 'director' && issue.delegate === issue.verifiedBy)
}

/** Office people who could still verify this issue, or close it where that is the director's. */
export function eligibleVerifiers(issue: Issue, facts: Pick<Facts, 'office'>): Person[] {
  const able = issue.stage === 'director' ? (person: Person) => holds(person, 'director') : isOffice
  return facts.office.filter((person) => able(person) && barFromVerifying(issue, person) === null)
}

/**
 * 委托核查: whoever is named has a post, in another unit, and has had no hand in the issue. Leaders, auditors and
 * administrators decide nothing about issues (domain: section 1).
 */
export function fitToVerify(issue: Issue, person: Person): boolean {
  const decidesNothing = holds(person, 'leader', 'auditor', 'administrator')
  const elsewhere = person.posts.length > 0 && !belongsTo(person, issue.unit)
  return barFromVerifying(issue, person) === null && elsewhere && !decidesNothing
}

/**
 * Whether this person of the office may go over what one of them did: another one, or the director (domain: section 2).
 * Where the office has nobody else, whoever did it: a mistake can always be mended (rule 2), and the log shows by whom.
 */
export function mayGoOver(person: Person, doers: Doers, office: readonly Person[]): boolean {
  return isOver(person, doers) || (isOffice(person) && !office.some((one) => isOver(one, doers)))
}

type Doers = readonly (PersonId | null)[]

/** Another one of the office than those who did it, or the director. */
export function isOver(person: Person, doers: Doers): boolean {
  return isOffice(person) && (holds(person, 'director') || !doers.includes(person.id))
}
