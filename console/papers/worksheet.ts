import type { Sheet, Unread } from '../../core/sheets/sheet.ts'
import { type DateStyles, dayOfSerial } from './cell-styles.ts'
import { fillMerged, type Merge, rangeOf } from './merged.ts'
import { Unreadable } from './unreadable.ts'
import { type Attributes, readXml, type XmlReader } from './xml.ts'

/** What cells refer to. */
export type Book = {
  readonly strings: readonly string[]
  readonly dateStyles: DateStyles
  readonly is1904: boolean
}

/** More than any office keeps by hand. Empty rows count: a sheet with borders down to row 1,048,576 says so. */
const MOST_ROWS = 100_000
const MOST_COLUMNS = 256
const MOST_MERGES = 100_000
/** Characters in all cells together, a string that many cells share counted for each. */
const MOST_TEXT = 8_000_000

type Cell = { place: number; type: string; style: number; formula: boolean; value: string | null }

/** Reads a worksheet part, keeping rows with something in them. A value merged over several rows holds for each. */
export async function readWorksheet(chunks: AsyncIterable<Uint8Array>, book: Book): Promise<Sheet> {
  const rows: { row: number; cells: string[]; hidden: boolean }[] = []
  const unread: Unread[] = []
  const merges: Merge[] = []
  const seen = { rows: 0, last: 0, text: 0 }
  let row = { row: 0, cells: [] as string[], hidden: false }
  let place = 0

  function openRow(attributes: Attributes): void {
    const number = Number(attributes.get('r') ?? seen.last + 1)
    if (!(Number.isSafeInteger(number) && number > seen.last)) throw new Unreadable('broken')
    seen.last = number
    if ((seen.rows += 1) > MOST_ROWS) throw new Unreadable('too-large')
    row = { row: number, cells: [], hidden: isTrue(attributes.get('hidden')) }
    place = 0
  }

  function openCell(attributes: Attributes): number {
    const reference = attributes.get('r')
    const own = reference === undefined ? place : (rangeOf(reference)?.column ?? -1)
    if (own < 0) throw new Unreadable('broken')
    place = own + 1
    return own
  }

  function closeCell(cell: Cell): void {
    const text = textOf(cell, book)
    if (typeof text !== 'string') unread.push({ row: row.row, column: cell.place, why: text.why })
    if (typeof text !== 'string' || text === '') return
    if (cell.place >= MOST_COLUMNS || (seen.text += text.length) > MOST_TEXT) throw new Unreadable('too-large')
    while (row.cells.length < cell.place) row.cells.push('')
    row.cells[cell.place] = text
  }

  const cells = cellReader(openCell, closeCell)
  await readXml(chunks, {
    ...cells,
    open(name, attributes) {
      if (name === 'row') openRow(attributes)
      else if (name === 'mergeCell') merges.push(...mergeIn(attributes, merges.length))
      else cells.open(name, attributes)
    },
    close(name) {
      if (name === 'row' && row.cells.length > 0) rows.push(row)
      else cells.close(name)
    },
  })
  fillMerged(rows, merges)
  return { rows, unread }
}

/** The part inside `<c>`: its value, or the text that stands in it, but for how it is pronounced (`rPh`). */
function cellReader(place: (attributes: Attributes) => number, done: (cell: Cell) => void): Required<XmlReader> {
  let cell: Cell | null = null
  let taking = false
  let spoken = false
  return {
    open(name, attributes) {
      if (name === 'c') {
        const style = Number(attributes.get('s') ?? -1)
        cell = { place: place(attributes), type: attributes.get('t') ?? 'n', style, formula: false, value: null }
      }
      if (!cell) return
      if (name === 'f') cell.formula = true
      if (name === 'rPh') spoken = true
      taking = name === 'v' || (name === 't' && !spoken)
      if (taking) cell.value ??= ''
    },
    close(name) {
      taking = false
      if (name === 'rPh') spoken = false
      if (name !== 'c' || !cell) return
      done(cell)
      cell = null
    },
    text(text) {
      if (cell && taking) cell.value += text
    },
  }
}

function textOf({ type, style, formula, value }: Cell, book: Book): string | { why: Unread['why'] } {
  if (type === 'e') return { why: 'error' }
  if (value === null || (value === '' && type !== 'str')) return formula ? { why: 'formula' } : ''
  switch (type) {
    case 's':
      return book.strings[Number(value)] ?? broken()
    case 'str':
    case 'inlineStr':
      return plainText(value)
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE'
    case 'd':
      return value.slice(0, 10)
    default:
      return numberText(value, book.dateStyles[style] === true, book)
  }
}

function broken(): never {
  throw new Unreadable('broken')
}

/** Fifteen digits, as Excel shows and keeps them: 0.1 + 0.2 is 0.3. */
function numberText(value: string, isDate: boolean, { is1904 }: Book): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return broken()
  return (isDate ? dayOfSerial(number, is1904) : null) ?? String(Number(number.toPrecision(15)))
}

/**
 * Text as people see it in a cell: ends of lines one way, `_x000D_` as what it stands for, no blanks around. A copy
 * of its own, since a slice would keep the whole piece of the file alive that it was read from.
 */
export function plainText(raw: string): string {
  const text = raw
    .replace(/_x([\dA-F]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .trim()
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text))
}

function mergeIn(attributes: Attributes, known: number): Merge[] {
  if (known > MOST_MERGES) throw new Unreadable('too-large')
  const merge = rangeOf(attributes.get('ref') ?? '')
  return merge && merge.last > merge.first ? [merge] : []
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
