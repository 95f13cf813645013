import type { BlobStore } from '../db/evidence.ts'
import type { Db } from '../db/database.ts'
import type { Platform, PlatformName } from './platform.ts'

/** What the bot works with; the runtime puts it together. */
export type Office = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly platforms: ReadonlyMap<PlatformName, Platform>
  readonly now: () => number
  /** The moment by which things are due where that is not now; everything else happens now. */
  readonly dueBy?: number
  /** Address of the console, for the 查看 of office people. */
  readonly publicUrl: string
  /** What signs links, at least 32 characters; null where somebody else's process signs. */
  readonly secret: string | null
  readonly log: (level: 'info' | 'warn' | 'error', event: string, details?: Readonly<Record<string, unknown>>) => void
  readonly count: (name: CounterName, labels: Readonly<Record<string, string>>) => void
}

/** The office that hears people out, the running server's: it signs links. */
export type ListeningOffice = Office & {
  readonly secret: string
}

export type CounterName = 'chat_rejected' | 'chat_received' | 'messages' | 'files'
