import type { Door, PersonId } from '../core/actor.ts'
import { signed, type Signer } from './signed-links.ts'

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
