import type { HandIn } from '../../core/hand-ins/hand-in.ts'
import type { HandInAct } from '../../core/hand-ins/hand-in-rules.ts'
import { transact } from '../../db/database.ts'
import { recordHandIn, type HandInOutcome } from '../../db/hand-in-ledger.ts'
import type { World } from './world.ts'

/** Hand-ins of a world, by the id of the duty. */
export function paper(w: World) {
  type Who = keyof World['people']
  const run = (who: Who, id: string, act: HandInAct, how: { seen?: number; draft?: string } = {}): HandInOutcome =>
    transact(w.db, (tx) => {
      const command = { id, seen: how.seen ?? null, ...act }
      return recordHandIn(tx, { actor: w.as(who), command, now: w.clock.now, draft: how.draft ?? null })
    })
  /** An act that must be accepted. */
  const does = (who: Who, id: string, act: HandInAct): HandIn => {
    const outcome = run(who, id, act)
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
    return outcome.handIn
  }
  const refusal = (who: Who, id: string, act: HandInAct, how: { seen?: number; draft?: string } = {}) => {
    const outcome = run(who, id, act, how)
    return outcome.ok ? null : outcome.refusal
  }
  const of = (item: string, unit: keyof World['units'] = 'port') => `LH2022.${item}.u${w.units[unit]}`
  return { run, does, refusal, of }
}
