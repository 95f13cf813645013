import type { LongConnection, PlatformName } from '../bot/platform.ts'
import type { Handler } from '../bot/routes.ts'
import { faultOf, type Connection, type ConnectionState } from '../core/connection.ts'
import { forgetConnections, noteConnection } from '../db/connections.ts'
import { transact, type Db } from '../db/database.ts'
import type { ReadyCheck } from './health.ts'
import { texts } from './texts.ts'

/** A long connection that a server is to hold; `failed` is called with what the platform refused it for. */
export type Line = {
  readonly platform: PlatformName
  open(handle: Handler, failed: (why: string) => void): LongConnection
}

export type Lines = {
  /** Opens them, whatever stood before; what comes by them goes to `handle`. */
  open(handle: Handler): void
  /** Writes down how they stand, for the console and for `doctor`, which is another process. */
  look(): void
  /** One of `/readyz` for each: not connected, or nothing comes by it. */
  readonly checks: readonly ReadyCheck[]
  close(): Promise<void>
}

/**
 * The long connections of a server. They belong to whoever holds the office's lease (`takeServer`), which keeps two
 * processes from holding them both: a server without it never gets here, and one that loses it ends.
 */
export function connectionLines(db: Db, lines: readonly Line[], now: () => number): Lines {
  const held = lines.map((line) => heldLine(line, now))
  return {
    open(handle) {
      transact(db, forgetConnections)
      for (const line of held) line.open(handle)
    },
    look: () => transact(db, (tx) => held.forEach((line) => noteConnection(tx, line.stands()))),
    checks: held.map(({ name, stands }) => ({ name, check: () => whyUnready(stands(), now()) })),
    async close() {
      await Promise.all(held.map((line) => line.close()))
      transact(db, forgetConnections)
    },
  }
}

function heldLine(line: Line, now: () => number) {
  let connection: LongConnection | undefined
  let was: { state: ConnectionState; since: number } = { state: 'connecting', since: now() }
  let refused: string | null = null
  return {
    name: line.platform,
    open: (handle: Handler) => void (connection = line.open(handle, (why) => (refused = why))),
    stands(): Connection {
      const state = connection?.state() ?? 'connecting'
      if (state !== was.state) was = { state, since: now() }
      if (state === 'connected') refused = null
      return { platform: line.platform, ...was, heardAt: connection?.lastHeardAt() ?? null, why: refused }
    },
    close: async () => connection?.close(),
  }
}

function whyUnready(connection: Connection, now: number): string | null {
  const { state, why } = connection
  const said = texts.server.connection
  if (state !== 'connected') return why ?? said[state]
  return faultOf(connection, now) === 'silent' ? said.silent : null
}
