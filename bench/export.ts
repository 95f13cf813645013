import { type CellStyle, readXlsx, writeXlsxStream } from 'hucre/xlsx'
import { ledgerPaper, ledgerStream } from '../console/papers/ledger-file.ts'
import { ledgerCell, ledgerColumns } from '../core/sheets/ledger-sheet.ts'
import type { Db } from '../db/database.ts'
import { listCampaigns } from '../db/campaigns.ts'
import { openOffice } from '../runtime/office-node.ts'
import { type Figure, ratioFigure } from './figure.ts'
import { now, type Prepared, system } from './office.ts'
import { type Length, race } from './race.ts'

/**
 * A ledger as .xlsx, from the database to the last byte, against hucre's stream writer given the same cells ready in
 * memory. That writer knows neither merged cells nor page set-up; the one of hucre's that does takes longer.
 */
export async function benchExport({ folder }: Prepared, length: Length): Promise<Figure> {
  const office = openOffice(folder)
  try {
    const cells = cellsOf(office.db)
    await check(office.db, cells)
    const ours = () => drained(ledgerStream(paperOf(office.db), 'xlsx'))
    const reference = () => drained(writeXlsxStream(cells, { name: '台账', columns: columnsOf(cells) }))
    return ratioFigure(`export of ${cells.length} issues as .xlsx`, 1.5, await race({ ours, reference }, length))
  } finally {
    office.close()
  }
}

function paperOf(db: Db) {
  const [running] = listCampaigns(db)
  if (!running) throw new Error('no campaign')
  return ledgerPaper(db, { campaign: running.campaign, unit: null, actor: system, format: 'xlsx', now })
}

function cellsOf(db: Db): string[][] {
  const { campaign, entries } = paperOf(db)
  const columns = ledgerColumns(campaign)
  return Array.from(entries, (entry) => columns.map((column) => ledgerCell(column, entry)))
}

const line = { style: 'thin' } as const
const style: CellStyle = {
  font: { name: '仿宋_GB2312', size: 12 },
  alignment: { wrapText: true, vertical: 'center' },
  border: { top: line, bottom: line, left: line, right: line },
}

function columnsOf([first = []]: readonly string[][]) {
  return first.map(() => ({ width: 12, style }))
}

/** Ours has every one of those cells: else it would be easy to be fast. */
async function check(db: Db, cells: readonly string[][]): Promise<void> {
  const bytes = new Uint8Array(await new Response(ledgerStream(paperOf(db), 'xlsx')).arrayBuffer())
  const rows = (await readXlsx(bytes)).sheets[0]?.rows.slice(3) ?? []
  const wrong = cells.findIndex((row, index) => row.some((text, at) => text !== String(rows[index]?.[at] ?? '')))
  if (wrong >= 0 || rows.length !== cells.length)
    throw new Error(`row ${wrong + 1} of the export isn't what it should be`)
}

async function drained(stream: ReadableStream<Uint8Array>): Promise<number> {
  let size = 0
  for await (const bytes of stream) size += bytes.length
  return size
}
