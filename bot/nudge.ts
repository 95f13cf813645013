import { transact, type Db } from '../db/database.ts'
import { gatherBundles } from '../db/nudges/bundles.ts'
import { raiseRungs } from '../db/nudges/raise.ts'
import { roundOf } from '../db/nudges/round.ts'
import { datedItems, watchItems } from '../db/nudges/watches.ts'

/** Dates, and receivers, in one transaction: about 20 ms, so that somebody who writes meanwhile is answered. */
const AT_ONCE = 25

/**
 * What should have been said by `moment` (epoch milliseconds) is put into the outbox: rungs first, then one message for
 * each receiver. Running it twice, or weeks late, is harmless. `breathe` lets others have their turn.
 */
export async function nudgeDue(db: Db, moment: number, breathe: () => Promise<void>): Promise<void> {
  for (const step of nudging(db, moment)) {
    transact(db, step)
    await breathe()
  }
}

type Step = Parameters<typeof transact<unknown>>[1]

/** The same in steps, each to be run in a transaction before the next is asked for. */
export function* nudging(db: Db, moment: number): Generator<(tx: Parameters<Step>[0]) => void> {
  const items = datedItems(db, moment)
  yield (tx) => watchItems(tx, items, moment)
  const round = roundOf(db, moment)
  for (let left = true; left;) yield (tx) => void (left = raiseRungs(tx, round, AT_ONCE) > 0)
  if (!round.isOpen) return
  for (let after: string | null = ''; after !== null;) {
    const from: string = after
    yield (tx) => void (after = gatherBundles(tx, { now: moment, after: from, limit: AT_ONCE }))
  }
}
