import type { Door } from '../core/actor.ts'
import type { Db } from '../db/database.ts'
import type { BlobStore } from '../db/evidence.ts'

export type Asset = { readonly body: string | Uint8Array<ArrayBuffer>; readonly type: string }

/** Signing in with the account of a chat platform: the browser goes there, and comes back to `back`. */
export type WebLogin = {
  readonly platform: Door
  /** Where it goes; it comes back with `state` and what `who` reads. */
  address(ask: { readonly back: string; readonly state: string; readonly verifier: string }): Promise<string>
  /** The account it came back with; null where the platform doesn't vouch for one. */
  who(came: {
    readonly query: URLSearchParams
    readonly back: string
    readonly verifier: string
  }): Promise<string | null>
}

/** A template that the office imports on a chat platform, and whose id it enters here. */
export type CardTemplate = {
  readonly platform: Door
  /** What is to be imported there, JSON. */
  readonly file: string
  /** The id where the environment sets it. */
  readonly fixed: string | null
}

/** What the console is given to work with. */
export type Office = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly now: () => number
  /** At least 32 characters; signs the session cookie. */
  readonly secret: string
  readonly publicUrl: string
  /** The chat platforms whose accounts sign in. */
  readonly logins: readonly WebLogin[]
  /** Those of them that draw buttons by a template of the office's own. */
  readonly cardTemplates: readonly CardTemplate[]
  /** A file of console/public by its bare name, null when there is none. */
  readonly asset: (name: string) => Asset | null
  /** After words have left the database: nothing of them stays in its file's unused corners. */
  readonly compact?: () => void
  /** Keeps work alive that goes on after the answer. */
  readonly defer: (work: Promise<unknown>) => void
  /** Sends what waits in the outbox. */
  readonly deliver: () => Promise<unknown>
  /** Hears of a fault, and may say in one sentence what a person can do about it. */
  readonly onFault?: (error: unknown) => string | null
}

/** After something was recorded: what it has to tell leaves at once. */
export function sendOut({ defer, deliver }: Office): void {
  defer(deliver())
}
