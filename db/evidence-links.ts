import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { PersonId } from '../core/actor.ts'
import type { Serial } from '../core/issue.ts'
import type { Db } from './database.ts'
import { viewIssue, type IssueView } from './issues.ts'
import { actorOf, identitiesOf } from './people.ts'
import { base64Url, hashOfSecret } from './tokens.ts'

/** What a link to the evidence of an issue is bound to. */
export type EvidenceLink = {
  readonly person: PersonId
  readonly serial: Serial
  /** Good before this instant. */
  readonly until: number
}

/** Whose signature it is: a link of one office opens nothing in another, be their secret the same. */
type Signer = { readonly secret: string; readonly publicUrl: string }

/** 15 minutes, as long as a link that signs in. */
export const evidenceLinkLives = 15 * 60_000

/** The token of a link, for its path: what it is bound to and our signature (HMAC-SHA-256, cut to 128 bits). */
export function signEvidenceLink({ person, serial, until }: EvidenceLink, signer: Signer): string {
  const bound = base64Url(utf8ToBytes(`${person}.${until.toString(36)}.${serial}`))
  return `${bound}.${signatureOf(bound, signer)}`
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
  const [bound = '', signature = '', ...more] = token.split('.')
  // Hashes are compared, so that the time it takes tells nothing of the signature.
  const isOurs = hashOfSecret(signature) === hashOfSecret(signatureOf(bound, signer))
  if (!isOurs || more.length > 0) return null
  const [person, until, ...serial] = atob(bound.replaceAll('-', '+').replaceAll('_', '/')).split('.')
  return { person: Number(person), until: parseInt(until ?? '', 36), serial: serial.join('.') }
}

function signatureOf(bound: string, { secret, publicUrl }: Signer): string {
  const signed = utf8ToBytes(`evidence ${publicUrl} ${bound}`)
  return base64Url(hmac(sha256, utf8ToBytes(secret), signed).subarray(0, 16))
}
