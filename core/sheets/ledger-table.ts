import type { Campaign } from '../campaigns/campaign.ts'
import { importTexts } from './import-texts.ts'
import { ledgerColumns, type LedgerColumn, type LedgerField } from './ledger-sheet.ts'
import type { Sheet, SheetFault, SheetRow } from './sheet.ts'
import { halfWidth } from '../text.ts'

/** A column of the ledger and its place in the sheet, from 0. */
export type PlacedColumn = LedgerColumn & { readonly place: number }

/** The table within a sheet: what its columns are, its rows, and what stands there beside. */
export type LedgerTable = {
  readonly head: number
  readonly columns: readonly PlacedColumn[]
  readonly lines: readonly SheetRow[]
  readonly faults: readonly SheetFault[]
  readonly notes: readonly string[]
}

const HEAD_WITHIN = 20

/**
 * Finds the table by the labels of its head row: above it may stand a title, below it notes, columns may be in any
 * order and others between. null where no row has the description with 责任单位 or 编号 beside it.
 */
export function ledgerTable(sheet: Sheet, campaign: Campaign): LedgerTable | null {
  const columns = ledgerColumns(campaign)
  const head = sheet.rows.slice(0, HEAD_WITHIN).find(({ cells }) => isHead(cells.map(plain), columns))
  if (!head) return null
  const labels = head.cells.map(plain)
  const placed = columns
    .map((column) => ({ ...column, place: labels.indexOf(plain(column.label)) }))
    .filter(({ place }) => place >= 0)
  const below = sheet.rows.filter(({ row, cells }) => row > head.row && !isHead(cells.map(plain), columns))
  const end = below.findIndex((line) => endsTable(line, placed, campaign))
  const lines = end < 0 ? below : below.slice(0, end)
  const after = end < 0 ? undefined : below[end]
  const hidden = lines.filter((line) => line.hidden).map(({ row }) => row)
  const strange = head.cells.filter(
    (label) => label !== '' && !columns.some((column) => plain(column.label) === plain(label)),
  )
  return {
    head: head.row,
    columns: placed,
    lines,
    faults: placed
      .filter(({ label }) => labels.filter((one) => one === plain(label)).length > 1)
      .map(({ label }) => ({ row: head.row, column: label, sentence: importTexts.columnTwice })),
    notes: [
      ...(strange.length > 0 ? [importTexts.skipped(strange)] : []),
      ...(hidden.length > 0 ? [importTexts.hiddenRows(hidden)] : []),
      ...(after ? [importTexts.afterTable(after.row)] : []),
    ],
  }
}

/** Labels that make a row the head of this campaign's ledger. */
export function headLabels(campaign: Campaign): string[] {
  return [labelOf(ledgerColumns(campaign), 'title'), labelOf(ledgerColumns(campaign), 'unit')]
}

function isHead(labels: readonly string[], columns: readonly LedgerColumn[]): boolean {
  const has = (field: LedgerField) => labels.includes(plain(labelOf(columns, field)))
  return has('title') && (has('unit') || has('serial'))
}

function labelOf(columns: readonly LedgerColumn[], field: LedgerField): string {
  return columns.find(({ fields }) => fields.includes(field))?.label ?? ''
}

/** Line ends, blanks and the star of a required column are no part of a label; brackets may be of either width. */
function plain(label: string): string {
  return halfWidth(label).replace(/[\s*]/g, '')
}

/** What the row has in the column of a field; '' where there is no such column. */
export function cellOf({ cells }: SheetRow, columns: readonly PlacedColumn[], field: LedgerField): string {
  const column = columns.find(({ fields }) => fields.includes(field))
  return column ? (cells[column.place] ?? '') : ''
}

const below = /^(注|备注[:：]|说明|填表|填报|制表|审核人|审签|联系|合计|总计)/

/** 注：…, 填报人：…, 合计 and the notes of the form itself: no unit and no serial stand in such a row. */
function endsTable(line: SheetRow, columns: readonly PlacedColumn[], { annex }: Campaign): boolean {
  const first = line.cells.find((cell) => cell !== '') ?? ''
  const serial = cellOf(line, columns, 'serial')
  if (cellOf(line, columns, 'unit') !== '' || (serial !== '' && serial !== first)) return false
  return below.test(first) || annex.notes.some(({ text }) => first.includes(text))
}
