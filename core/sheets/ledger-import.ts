import type { Campaign } from '../campaigns/campaign.ts'
import type { ImportCommand } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import { importTexts } from './import-texts.ts'
import type { Serial } from '../issue.ts'
import { changesIn, type CellChange } from './ledger-changes.ts'
import { neededForNew, readLine, type KnownUnit, type LineContext } from './ledger-line.ts'
import { ledgerColumns, type LedgerEntry } from './ledger-sheet.ts'
import { cellOf, headLabels, ledgerTable, type LedgerTable } from './ledger-table.ts'
import type { Sheet, SheetFault, SheetRow } from './sheet.ts'
import { halfWidth, normal } from '../text.ts'

/** What a ledger sheet is compared with. */
export type LedgerSide = {
  readonly campaign: Campaign
  readonly today: Day
  readonly file: string
  readonly unitNamed: (name: string) => KnownUnit | null
  /** The issue as the export would write it; null where there is none of that serial. */
  readonly entryOf: (serial: Serial) => LedgerEntry | null
}

export type ChangedRow = {
  readonly row: number
  readonly serial: Serial
  /** The stateVersion it was compared with. */
  readonly seen: number
  readonly title: string
  readonly changes: readonly CellChange[]
}

export type LedgerImport = {
  readonly news: readonly ImportCommand[]
  readonly changed: readonly ChangedRow[]
  readonly same: number
  readonly notes: readonly string[]
}

export type LedgerReading =
  | { readonly ok: true; readonly plan: LedgerImport }
  | { readonly ok: false; readonly faults: readonly SheetFault[]; readonly fine: number }

/** More than any campaign had by hand; a longer sheet comes in parts. */
const MOST_LINES = 5_000

/**
 * Reads a ledger sheet as `ledger export` writes it (contract, section 5). A row with a serial is compared with its
 * issue, one without is new. With a single fault nothing of the sheet is taken; `fine` counts the rows without.
 */
export function readLedger(sheet: Sheet, side: LedgerSide): LedgerReading {
  const table = ledgerTable(sheet, side.campaign)
  if (!table) return refused({ row: 1, column: null, sentence: importTexts.noHead(headLabels(side.campaign)) })
  const { lines, head } = table
  if (lines.length === 0) return refused({ row: head + 1, column: null, sentence: importTexts.noRows })
  if (lines.length > MOST_LINES)
    return refused({ row: head, column: null, sentence: importTexts.tooManyRows(MOST_LINES) })
  const read = lines.map((line) => readRow(line, table, side))
  const whole = [...table.faults, ...missingColumns(table, side.campaign, read)]
  const faults = [...read.flatMap((row) => row.faults), ...unreadFaults(sheet, table), ...repeated(lines, table, read)]
  if (whole.length + faults.length > 0)
    return { ok: false, faults: [...whole, ...faults.sort(byRow)], fine: fineIn(lines, faults) }
  return {
    ok: true,
    plan: {
      news: read.flatMap(({ command }) => command ?? []),
      changed: read.flatMap(({ changed }) => (changed && changed.changes.length > 0 ? [changed] : [])),
      same: read.filter(({ changed }) => changed?.changes.length === 0).length,
      notes: table.notes,
    },
  }
}

function refused(fault: SheetFault): LedgerReading {
  return { ok: false, faults: [fault], fine: 0 }
}

function byRow(one: SheetFault, other: SheetFault): number {
  return one.row - other.row
}

function fineIn(lines: readonly SheetRow[], faults: readonly SheetFault[]): number {
  const wrong = new Set(faults.map(({ row }) => row))
  return lines.filter(({ row }) => !wrong.has(row)).length
}

type ReadRow = {
  readonly isNew: boolean
  readonly command?: ImportCommand
  readonly changed?: ChangedRow
  readonly faults: SheetFault[]
}

function readRow(line: SheetRow, { columns }: LedgerTable, side: LedgerSide): ReadRow {
  const serial = serialIn(line, columns)
  if (serial !== '') return knownRow(line, serial, { columns, side })
  const context: LineContext = { ...side, columns }
  const reading = readLine(line, context)
  if (reading.ok) return { isNew: true, command: reading.command, faults: [] }
  return {
    isNew: true,
    faults: reading.faults.map(({ label, sentence }) => ({ row: line.row, column: label, sentence })),
  }
}

function serialIn(line: SheetRow, columns: LedgerTable['columns']): Serial {
  return halfWidth(cellOf(line, columns, 'serial'))
    .replace(/\s/g, '')
    .toUpperCase()
}

type Compared = { readonly columns: LedgerTable['columns']; readonly side: LedgerSide }

function knownRow(line: SheetRow, serial: Serial, { columns, side }: Compared): ReadRow {
  const { row } = line
  const wrong = (sentence: string) => ({ isNew: false, faults: [{ row, column: '编号', sentence }] })
  const entry = side.entryOf(serial)
  if (!entry) return wrong(importTexts.noSuchSerial(serial))
  if (entry.issue.campaign !== side.campaign.code) return wrong(importTexts.otherCampaign(serial))
  const { changes, faults } = changesIn(line, columns, entry)
  return {
    isNew: false,
    changed: { row, serial, seen: entry.issue.stateVersion, title: entry.issue.title, changes },
    faults: faults.map(({ label, sentence }) => ({ row, column: label, sentence })),
  }
}

/** Only new rows need every column; an export with some taken out is compared in those that are left. */
function missingColumns(table: LedgerTable, campaign: Campaign, read: readonly ReadRow[]): SheetFault[] {
  if (!read.some(({ isNew }) => isNew)) return []
  const absent = ledgerColumns(campaign).filter(
    ({ label, fields }) =>
      neededForNew.some((field) => fields.includes(field)) && !table.columns.some((column) => column.label === label),
  )
  return absent.map(({ label }) => ({ row: table.head, column: label, sentence: importTexts.columnNeeded }))
}

/** Cells of the table whose value the file doesn't hold. */
function unreadFaults({ unread }: Sheet, { columns, lines }: LedgerTable): SheetFault[] {
  const rows = new Set(lines.map(({ row }) => row))
  return unread.flatMap(({ row, column, why }) => {
    const placed = columns.find(({ place }) => place === column)
    const ignored = placed?.fields.some((field) => field === 'ordinal' || field === 'overdue')
    return placed && !ignored && rows.has(row) ? [{ row, column: placed.label, sentence: importTexts.unread[why] }] : []
  })
}

/** One issue, one row: by its serial, else by unit and title. */
function repeated(lines: readonly SheetRow[], { columns }: LedgerTable, read: readonly ReadRow[]): SheetFault[] {
  const first = new Map<string, number>()
  return lines.flatMap((line, index) => {
    const serial = serialIn(line, columns)
    const command = read[index]?.command
    const key = serial !== '' ? serial : command && `${command.unit} ${normal(command.particulars.title).toLowerCase()}`
    if (key === undefined) return []
    const before = first.get(key)
    first.set(key, before ?? line.row)
    if (before === undefined) return []
    const sentence = serial !== '' ? importTexts.sameSerial(before) : importTexts.sameIssue(before)
    return [{ row: line.row, column: serial !== '' ? '编号' : null, sentence }]
  })
}
