import type { PersonId } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import type { Db } from './database.ts'
import { viewIssue, type IssueView } from './issues.ts'
import { actorOf, identitiesOf } from './people.ts'
import { readSigned, signed, type Signer } from './signed-links.ts'

/** What a link to the evidence of an issue is bound to. */
export type EvidenceLink = {
  readonly person: PersonId
  readonly serial: Serial
  /** Good before this instant. */
  readonly until: number
}

/** 15 minutes, as long as a link that signs in. */
export const evidenceLinkLives = 15 * 60_000

/** The token of a link, for its path. */
export function signEvidenceLink({ person, serial, until }: EvidenceLink, signer: Signer): string {
  return signed('evidence', `${person}.${until.toString(36)}.${serial}`, signer)
}

/** Where the console shows what a link leads to. */
export function evidenceLinkPath(token: string): string {
  return `/e/${token}`
}

export type OpenedLink = IssueView & { readonly link: EvidenceLink }

/**
 * What a link opens now: its person must still be bound in chat and may still see the issue (domain: section 4). null
 * alike for one that is too old, altered, foreign, or of an issue that is none of that person's business.
 */
export function openEvidenceLink(db: Db, token: string, at: Signer & { readonly now: number }): OpenedLink | null {
  const link = readLink(token, at)
  if (!link || link.until <= at.now || identitiesOf(db, link.person).length === 0) return null
  const view = viewIssue(db, actorOf(db, link.person, 'console'), link.serial, at.now)
  return view && { ...view, link }
}

function readLink(token: string, signer: Signer): EvidenceLink | null {
  const bound = readSigned('evidence', token, signer)
  if (bound === null) return null
  const [person, until, ...serial] = bound.split('.')
  return { person: Number(person), until: parseInt(until ?? '', 36), serial: serial.join('.') }
}
