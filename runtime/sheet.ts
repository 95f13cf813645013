import { parseCsv } from 'hucre/csv'
import { readXlsx } from 'hucre/xlsx'

/** Rows of cells as text, trimmed; row 1 of the sheet is the first. */
export type Sheet = readonly (readonly string[])[]
type SheetReading = { ok: true; rows: Sheet } | { ok: false; fault: 'encoding' | 'spreadsheet' | 'quotes' }

/** A .csv or .xlsx as a spreadsheet program saves it. Told apart by what is in it, not by the name. */
export async function readSheet(bytes: Uint8Array): Promise<SheetReading> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes)
  // The old .xls begins like every OLE file.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { ok: false, fault: 'spreadsheet' }
  const text = decodeText(bytes)
  if (text === null) return { ok: false, fault: 'encoding' }
  // An opened quotation mark would swallow the rest of the sheet as one cell.
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return { ok: false, fault: 'quotes' }
  return { ok: true, rows: parseCsv(text).map((row) => row.map(cellText)) }
}

/** UTF-8 with or without mark, UTF-16 with one, else GB18030, in which Excel in China saves; null for none of them. */
export function decodeText(bytes: Uint8Array): string | null {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  for (const encoding of marked === null ? ['utf-8', 'gb18030'] : [marked]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      return text.includes('\0') ? null : text
    } catch {
      continue
    }
  }
  return null
}

async function readWorkbook(bytes: Uint8Array): Promise<SheetReading> {
  try {
    const workbook = await readXlsx(bytes, { sheets: [0] })
    const rows = workbook.sheets[0]?.rows ?? []
    return { ok: true, rows: rows.map((row) => row.map(cellText)) }
  } catch {
    return { ok: false, fault: 'spreadsheet' }
  }
}

function cellText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value instanceof Date ? value.toISOString().slice(0, 10) : ''
}
