import { transact, type Db } from '../db/database.ts'
import { put } from '../db/settings.ts'

/** One condition of being ready: null while all is well, else why not. */
export type ReadyCheck = { readonly name: string; readonly check: () => string | null | Promise<string | null> }

/** How long what was found is told again, in milliseconds: anyone may ask, and each write waits for the disk. */
const REMEMBERED = 2_000

/** A row is written and committed: a full or read-only disk shows here before a person's act does. */
export function databaseCheck(db: Db, now: () => number): ReadyCheck {
  let last: { at: number; fault: { cause: unknown } | null } | null = null
  return {
    name: 'database',
    check: () => {
      const at = now()
      if (last === null || Math.abs(at - last.at) >= REMEMBERED) last = { at, fault: writeFault(db, at) }
      if (last.fault) throw last.fault.cause
      return null
    },
  }
}

function writeFault(db: Db, now: number): { cause: unknown } | null {
  try {
    transact(db, (tx) => put(tx, 'ready-at', String(now)))
    return null
  } catch (cause) {
    return { cause }
  }
}

type Failing = { readonly check: string; readonly why: string }

/** The checks that fail; a check that throws fails. */
export async function failingChecks(
  checks: readonly ReadyCheck[],
  explain: (error: unknown) => string,
): Promise<Failing[]> {
  const outcomes = await Promise.all(
    checks.map(async ({ name, check }) => {
      try {
        return { check: name, why: await check() }
      } catch (error) {
        return { check: name, why: explain(error) }
      }
    }),
  )
  return outcomes.flatMap(({ check, why }) => (why === null ? [] : [{ check, why }]))
}
