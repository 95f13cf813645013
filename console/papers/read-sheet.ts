import { parseCsv } from 'hucre/csv'
import { decodeText } from './decode-text.ts'
import { type ReadFault, Unreadable } from './unreadable.ts'
import { readWorkbook } from './workbook.ts'
import type { Sheet } from '../../core/sheets/sheet.ts'

type Reading = { ok: true; sheet: Sheet } | { ok: false; fault: ReadFault }

/** A ledger of 20,000 rows has about 4 MB; photographs pasted beside the table make the rest. */
export const mostSheetBytes = 20 * 1024 * 1024

/**
 * A .csv or .xlsx as a spreadsheet program saves it, told apart by what is in it, not by the name. Of a workbook the
 * first sheet that `fits`, whatever it is called. Nothing is computed; a file that is too large, broken or made to
 * harm is refused before it takes more memory than a large ledger does.
 */
export async function readSheet(bytes: Uint8Array, fits: (sheet: Sheet) => boolean): Promise<Reading> {
  try {
    if (bytes.length > mostSheetBytes) throw new Unreadable('too-large')
    return { ok: true, sheet: await sheetIn(bytes, fits) }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, fault: error.fault }
    throw error
  }
}

async function sheetIn(bytes: Uint8Array, fits: (sheet: Sheet) => boolean): Promise<Sheet> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes, fits)
  // The old .xls and a workbook with a password are both OLE files; the latter names its one stream.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new Unreadable(hasPassword(bytes) ? 'password' : 'xls')
  return readCsv(bytes)
}

function hasPassword(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'))
}

const MOST_CSV_BYTES = 10 * 1024 * 1024
const MOST_CSV_CELLS = 1_000_000

function readCsv(bytes: Uint8Array): Sheet {
  const text = bytes.length > MOST_CSV_BYTES ? tooLarge() : decodeText(bytes)
  if (text === null) throw new Unreadable('encoding')
  // Programs of all kinds call their web pages .xls.
  if (/^\s*<(?:[!?]|html|table)/i.test(text)) throw new Unreadable('markup')
  // An opened quotation mark would swallow the rest of the sheet as one cell.
  if (count(text, '"') % 2 === 1) throw new Unreadable('quotes')
  if (count(text, ',;\t|\n\r') > MOST_CSV_CELLS) tooLarge()
  const rows = parseCsv(text).map((line, index) => ({ row: index + 1, cells: line.map(cellText), hidden: false }))
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')), unread: [] }
}

function tooLarge(): never {
  throw new Unreadable('too-large')
}

function count(text: string, signs: string): number {
  let found = 0
  for (let at = 0; at < text.length; at += 1) if (signs.includes(text.charAt(at))) found += 1
  return found
}

function cellText(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : ''
}
