import type { Db } from '../db/database.ts'
import type { BlobStore } from '../db/evidence.ts'

export type Asset = { readonly body: string | Uint8Array<ArrayBuffer>; readonly type: string }

/** What the console is given to work with. */
export type Office = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly now: () => number
  /** At least 32 characters; signs the session cookie. */
  readonly secret: string
  readonly publicUrl: string
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
