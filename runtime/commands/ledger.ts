import { extname } from 'node:path'
import { ledgerFormats, ledgerPaper, ledgerStream, type LedgerFormat } from '../../console/papers/ledger-file.ts'
import type { Unit } from '../../core/people/unit.ts'
import { findCampaign, listCampaigns, type RunningCampaign } from '../../db/campaigns.ts'
import { allUnits, unitNamed } from '../../db/people.ts'
import type { OfficeFiles } from '../office-node.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, WrongUse, type Io, type Status } from './io.ts'
import { commandLine, withExisting } from './office.ts'
import { counted, writeWhole } from './write-whole.ts'

export async function exportLedger(args: readonly string[], io: Io): Promise<Status> {
  const { operands, values } = readArgs(args, { options: { unit: { type: 'string' } }, operands: [2, 2] })
  const [code = '', file = ''] = operands
  const format = formatOf(file)
  return withExisting(io, async ({ db }): Promise<Status> => {
    const { campaign } = campaignCalled(db, code)
    const unit = values.unit === undefined ? null : unitCalled(db, values.unit)
    const paper = ledgerPaper(db, { campaign, unit, actor: commandLine, format, now: io.now() })
    const rows = { count: 0 }
    await writeWhole(file, ledgerStream({ ...paper, entries: counted(paper.entries, rows) }, format))
    io.out(texts.ledger.exported(file, rows.count))
    return 0
  })
}

function formatOf(file: string): LedgerFormat {
  const format = ledgerFormats.find((one) => extname(file).toLowerCase() === `.${one}`)
  if (format === undefined) throw new WrongUse(texts.ledger.whichFormat)
  return format
}

export function campaignCalled(db: OfficeFiles['db'], code: string): RunningCampaign {
  const all = () => listCampaigns(db).map((one) => one.code)
  const found = findCampaign(db, code)
  if (!found) throw new Failed(texts.ledger.noCampaign(code, all()))
  return found
}

function unitCalled(db: OfficeFiles['db'], name: string): Unit {
  const found = unitNamed(db, name.trim())
  const all = () => allUnits(db).map((unit) => unit.name)
  if (!found) throw new Failed(texts.ledger.noUnit(name, all()))
  return found
}
