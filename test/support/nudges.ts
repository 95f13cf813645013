import { startOfDay } from '../../core/calendar/day.ts'
import { transact, type Db } from '../../db/database.ts'
import { gatherBundles, takeNudges } from '../../db/nudges/bundles.ts'
import { raiseRungs } from '../../db/nudges/raise.ts'
import { roundOf } from '../../db/nudges/round.ts'
import { datedItems, watchItems } from '../../db/nudges/watches.ts'
import { claimDue } from '../../db/outbox.ts'
import { end } from '../../db/outbox-ends.ts'
import { day } from './samples.ts'
import type { World } from './world.ts'

export const hour = 3_600_000

/** 09:00 of a day. */
export function at(text: string): number {
  return startOfDay(day(text)) + 9 * hour
}

/** One look at the clock as of a moment: rungs, then messages. */
export function look(db: Db, moment: number): void {
  transact(db, (tx) => watchItems(tx, datedItems(db, moment), moment))
  const round = roundOf(db, moment)
  while (transact(db, (tx) => raiseRungs(tx, round, 3)) > 0);
  if (!round.isOpen) return
  for (let after: string | null = ''; after !== null;) {
    const from: string = after
    after = transact(db, (tx) => gatherBundles(tx, { now: moment, after: from, limit: 2 }))
  }
}

/** Everything queued leaves; what each message said, by receiver. */
export function deliver(w: World, moment: number): Record<string, string[]> {
  const said: Record<string, string[]> = {}
  for (const row of transact(w.db, (tx) => claimDue(tx, moment, 100))) {
    transact(w.db, (tx) => {
      const standing = takeNudges(tx, row, moment)
      end(tx, row, { outcome: 'sent', platform: 'demo', to: 'x', messageId: `m${row.id}`, now: moment })
      if (standing.length === 0) return
      const name = row.person === null ? (row.address?.kind === 'group' ? row.address.id : '?') : nameOf(w, row.person)
      said[name] = [...(said[name] ?? []), ...standing.map(({ kind, rung }) => `${kind} ${rung}`).sort()]
    })
  }
  return said
}

function nameOf({ people }: World, id: number): string {
  return Object.entries(people).find(([, known]) => known === id)?.[0] ?? String(id)
}
