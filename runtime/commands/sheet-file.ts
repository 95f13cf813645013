import { readFileSync, statSync } from 'node:fs'
import { mostSheetBytes, readSheet } from '../../console/papers/read-sheet.ts'
import { sheetTexts } from '../../console/papers/texts.ts'
import type { Sheet } from '../../core/sheets/sheet.ts'
import { Failed } from './io.ts'

/** The sheet in a file; one too large is refused before it is read into memory. */
export async function sheetFile(path: string, fits: (sheet: Sheet) => boolean): Promise<Sheet> {
  if (statSync(path).size > mostSheetBytes) throw new Failed(sheetTexts.unreadable['too-large'])
  const reading = await readSheet(readFileSync(path), fits)
  if (!reading.ok) throw new Failed(sheetTexts.unreadable[reading.fault])
  return reading.sheet
}
