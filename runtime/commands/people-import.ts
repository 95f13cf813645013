import { transact } from '../../db/database.ts'
import { importPeople } from '../people-import.ts'
import type { SheetFault } from '../../core/sheets/sheet.ts'
import { listsPeople, readPeople } from '../people-sheet.ts'
import { texts } from '../texts.ts'
import { readArgs } from './args.ts'
import { Failed, type Io, type Status } from './io.ts'
import { commandLine, withOffice } from './office.ts'
import { sheetFile } from './sheet-file.ts'

const said = texts.people

export async function importSheet(args: readonly string[], io: Io): Promise<Status> {
  const options = { 'dry-run': { type: 'boolean' } } as const
  const { values, operands } = readArgs(args, { options, operands: [1, 1] })
  const people = readPeople(await sheetFile(operands[0] ?? '', listsPeople))
  if (!people.ok) throw new Failed(...people.faults.map(faultLine), said.nothingImported)
  const preview = values['dry-run'] === true
  const act = preview ? null : { actor: commandLine, now: io.now() }
  const result = await withOffice(io, ({ db }) => transact(db, (tx) => importPeople(tx, people.rows, act)))
  if (!result.ok) throw new Failed(...result.faults.map(faultLine), said.nothingImported)
  const { lines, warnings, same } = result.preview
  for (const line of lines) io.out(line)
  for (const line of [...people.notes, ...warnings]) io.error(said.remark(line))
  io.out(preview ? said.previewed(lines.length, same) : said.imported(lines.length, same))
  return 0
}

function faultLine({ row, column, sentence }: SheetFault): string {
  return said.fault(row, column, sentence)
}
