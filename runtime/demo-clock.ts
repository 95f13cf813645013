import { transact, type Db } from '../db/database.ts'
import { postponeSessions } from '../db/sessions.ts'
import { put, setting } from '../db/settings.ts'

export type DemoClock = { now(): number; advance(ms: number): void }

const OFFSET = 'demo-clock'

/** Real time plus what the demo has been moved on by; kept over a restart. Sessions move along. */
export function demoClock(db: Db, real: () => number): DemoClock {
  const offset = () => Number(setting(db, OFFSET) ?? 0)
  return {
    now: () => real() + offset(),
    advance: (ms) =>
      transact(db, (tx) => {
        put(tx, OFFSET, String(offset() + ms))
        postponeSessions(tx, ms)
      }),
  }
}
