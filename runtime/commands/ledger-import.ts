import { basename } from 'node:path'
import { isOffice, type Actor } from '../../core/actor.ts'
import type { LedgerImport } from '../../core/sheets/ledger-import.ts'
import { ledgerTable } from '../../core/sheets/ledger-table.ts'
import { statusText } from '../../core/texts.ts'
import { transact, type Db, type Tx } from '../../db/database.ts'
import { finish, keepImport, previewLedger, takeOn } from '../../db/imports.ts'
import { actorOf, unitName } from '../../db/people.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, type Io, type Status } from './io.ts'
import { campaignCalled } from './ledger.ts'
import { commandLine, withExisting } from './office.ts'
import { oneNamed } from './people.ts'
import { sheetFile } from './sheet-file.ts'

const said = texts.ledger

/** New rows are taken on at once, all or none; changed ones wait for an officer in the console. */
export async function importLedger(args: readonly string[], io: Io): Promise<Status> {
  const options = { 'dry-run': { type: 'boolean' }, by: { type: 'string' } } as const
  const { values, operands } = readArgs(args, { options, operands: [2, 2] })
  const [code = '', path = ''] = operands
  return withExisting(io, async ({ db }): Promise<Status> => {
    const { campaign } = campaignCalled(db, code)
    const actor = values.by === undefined ? commandLine : officer(db, values.by)
    const sheet = await sheetFile(path, (one) => ledgerTable(one, campaign) !== null)
    const about = { campaign: code, file: basename(path), actor, now: io.now() }
    const preview = values['dry-run'] === true
    const reading = transact(db, (tx) => {
      const read = previewLedger(tx, sheet, about)
      if (read?.ok && !preview) take(tx, { ...about, plan: read.plan })
      return read
    })
    if (!reading?.ok) throw notImported(reading)
    for (const line of linesOf(db, reading.plan)) io.out(line)
    for (const note of reading.plan.notes) io.error(said.remark(note))
    const { news, changed, same } = reading.plan
    io.out((preview ? said.previewed : said.imported)(news.length, changed.length, same))
    return 0
  })
}

function officer(db: Db, name: string): Actor {
  const actor = actorOf(db, oneNamed(db, name).id, 'cli')
  if (!isOffice(actor)) throw new Failed(said.byOffice(name))
  return actor
}

function notImported(reading: Exclude<ReturnType<typeof previewLedger>, { ok: true }>): Failed {
  const { faults, fine } = reading ?? { faults: [], fine: 0 }
  return new Failed(
    ...faults.map(({ row, column, sentence }) => said.fault(row, column, sentence)),
    said.nothingImported(fine),
  )
}

type Taking = Omit<Parameters<typeof keepImport>[1], 'id'>

function take(tx: Tx, taking: Taking): void {
  const id = crypto.randomUUID()
  keepImport(tx, { ...taking, id })
  takeOn(tx, id, taking)
  if (taking.plan.changed.length === 0) finish(tx, id, taking)
}

function* linesOf(db: Db, { news, changed }: LedgerImport): Generator<string> {
  for (const { row, particulars, unit, status } of news)
    yield said.newRow(row, particulars.title, unitName(db, unit), statusText[status])
  for (const { row, serial, changes } of changed)
    for (const { label, after, correction } of changes)
      yield said.changedRow(row, serial, label, after) + (correction ? '' : said.fixed)
}
