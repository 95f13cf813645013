import { open, rename, rm } from 'node:fs/promises'
import type { PersonId } from '../../core/actor.ts'
import { dayOf } from '../../core/day.ts'
import { ledgerCell, ledgerColumns } from '../../core/ledger-sheet.ts'
import { findCampaign, listCampaigns } from '../../db/campaigns.ts'
import { ledgerRows } from '../../db/export.ts'
import { byteOrderMark, csvLine } from '../csv.ts'
import type { OfficeFiles } from '../office-node.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, WrongUse, type Io, type Status } from './io.ts'
import { withExisting } from './office.ts'

export async function exportLedger(args: readonly string[], io: Io): Promise<Status> {
  const { operands } = readArgs(args, { options: {}, operands: [2, 2] })
  const [code = '', file = ''] = operands
  if (!/\.csv$/i.test(file)) throw new WrongUse(texts.ledger.onlyCsv)
  return withExisting(io, async ({ db }): Promise<Status> => {
    const count = await writeWhole(file, ledgerLines(db, code, io.now()))
    io.out(texts.ledger.exported(file, count - 1))
    return 0
  })
}

function* ledgerLines(db: OfficeFiles['db'], code: string, now: number): Generator<string> {
  const campaign = findCampaign(db, code)?.campaign
  if (!campaign)
    throw new Failed(
      texts.ledger.noCampaign(
        code,
        listCampaigns(db).map((one) => one.code),
      ),
    )
  const columns = ledgerColumns(campaign)
  yield byteOrderMark + csvLine(columns.map(({ label }) => label))
  let ordinal = 0
  for (const { issue, unit, names } of ledgerRows(db, code)) {
    ordinal += 1
    const nameOf = (id: PersonId) => names.get(id) ?? ''
    const entry = { campaign, issue, ordinal, unit, nameOf, today: dayOf(now) }
    yield csvLine(columns.map((column) => ledgerCell(column, entry)))
  }
}

/** Under another name until it is whole: an export that fails leaves the last good one. Returns how many lines. */
export async function writeWhole(path: string, lines: Iterable<string>, end = '\r\n'): Promise<number> {
  const unfinished = `${path}.part`
  let count = 0
  try {
    const file = await open(unfinished, 'w')
    try {
      for (const line of lines) {
        await file.write(line + end)
        count += 1
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
    return count
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
