import { transact, type Db } from '../db/database.ts'
import { record } from '../db/ledger.ts'
import { openNode } from '../db/open-node.ts'
import { actorOf } from '../db/people.ts'
import { verifyLog } from '../db/verify-log.ts'
import { type Figure, ratioFigure } from './figure.ts'
import { copyOffice, databaseOf, now, type Prepared } from './office.ts'
import { plainLedger } from './plain.ts'
import { type Length, race } from './race.ts'

const text = '首期款项已拨付，凭证随后补充'

/** record() of a progress by the unit, in its own transaction, against the same rows written plainly. */
export async function benchRecord(prepared: Prepared, length: Length): Promise<Figure> {
  const copy = copyOffice(prepared)
  const office = openNode(databaseOf(prepared))
  const plain = plainLedger(databaseOf(copy))
  const person = prepared.responsible
  const at = (turn: number) => ({ serial: serialAt(prepared, turn), now: now + turn })
  const ours = (turn: number) => progress(office.db, { person, ...at(turn) })
  const reference = (turn: number) => plain.progress({ person, door: 'console', text, ...at(turn) })
  const times = await race({ ours, reference }, length)
  office.close()
  plain.close()
  mustVerify(prepared, copy)
  return ratioFigure('record() of a progress', 3, times)
}

function progress(db: Db, { person, serial, now }: { person: number; serial: string; now: number }): void {
  const command = { type: 'progress', text, percent: null, settled: null, done: [], serial, seen: null } as const
  const outcome = transact(db, (tx) => record(tx, { actor: actorOf(tx, person, 'console'), command, now }))
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
}

export function serialAt({ serials }: Prepared, turn: number): string {
  return serials[turn % serials.length] ?? ''
}

/** Both wrote the same log, event for event: a reference that did less would show here. */
export function mustVerify(ours: Prepared, plain: Prepared): void {
  const [a, b] = [ours, plain].map((office) => {
    const { db, close } = openNode(databaseOf(office))
    const verdict = verifyLog(db)
    close()
    return verdict
  })
  if (!a?.ok || !b?.ok || a.count !== b.count) throw new Error(`logs differ: ${JSON.stringify([a, b])}`)
}
