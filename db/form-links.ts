import type { Door, PersonId } from '../core/actor.ts'
import type { Db } from './database.ts'
import { identitiesOf, type Identity } from './people.ts'
import { readSigned, signed, type Signer } from './signed-links.ts'

/** What a link to a form on a page is for: a draft to fill in, or the reason why an item of a handover is returned. */
export type FormPurpose =
  | { readonly type: 'form'; readonly draft: string }
  | { readonly type: 'handover-return'; readonly id: number; readonly serial: string }

/** What a link to a form is bound to. */
export type FormLink = {
  readonly person: PersonId
  /** The chat it was sent in; what comes of the form is told there. */
  readonly platform: Door
  /** Good before this instant. */
  readonly until: number
  readonly purpose: FormPurpose
}

/** Half an hour to fill it in. */
export const formLinkLives = 30 * 60_000

/** The token of a link, for its path. */
export function signFormLink({ person, platform, until, purpose }: FormLink, signer: Signer): string {
  return signed('form', JSON.stringify([person, platform, until, purpose]), signer)
}

/** Where the form stands. */
export function formLinkPath(token: string): string {
  return `/f/${token}`
}

/** A link of ours, in time or not, and the account of its person where the answer goes. */
export type ReadFormLink = { readonly link: FormLink; readonly account: Identity; readonly isOver: boolean }

/** What a token is bound to; null for one that isn't ours, and where its person has no account in that chat any more. */
export function readFormLink(db: Db, token: string, at: Signer & { readonly now: number }): ReadFormLink | null {
  const bound = readSigned('form', token, at)
  if (bound === null) return null
  const [person, platform, until, purpose] = JSON.parse(bound) as [PersonId, Door, number, FormPurpose]
  const account = identitiesOf(db, person).find((known) => known.platform === platform)
  return account ? { link: { person, platform, until, purpose }, account, isOver: until <= at.now } : null
}
