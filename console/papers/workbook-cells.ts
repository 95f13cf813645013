import { daysBetween, DaySchema, isDay, type Day } from '../../core/calendar/day.ts'
import { ledgerCell, type LedgerEntry } from '../../core/sheets/ledger-sheet.ts'
import { linesIn, type Sized } from './annex-form.ts'
import { isLikeFormula } from './csv.ts'
import { xmlText } from './ooxml.ts'
import { styleNumbers, type StyleName } from './workbook-styles.ts'

/** One issue as a row of the worksheet; `row` counts from 1, widths are half-width characters. */
export function rowXml(row: number, columns: readonly Sized[], entry: LedgerEntry): string {
  let cells = ''
  let lines = 1
  columns.forEach(({ column, kind, width }, index) => {
    const text = ledgerCell(column, entry)
    lines = Math.max(lines, linesIn(text, width - 1))
    cells += cellXml(`${letters(index)}${row}`, kind, text)
  })
  return `<row r="${row}" ht="${rowHeight(lines)}">${cells}</row>`
}

const MOST_POINTS = 409

/**
 * Points of a row of so many lines. Said with every row: not every program finds out by itself how high text that
 * wraps makes a row, and what doesn't fit isn't printed.
 */
export function rowHeight(lines: number): number {
  return Math.min(MOST_POINTS, lines * 17 + 5)
}

/** Days are dates and amounts numbers, so that they can be sorted and added; all else is text, never a formula. */
function cellXml(place: string, kind: Sized['kind'], text: string): string {
  if (kind === 'day' && isDay(text) && text >= firstSafeDay) return valueCell(place, 'day', dateNumber(text))
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return valueCell(place, 'number', text)
  const style = kind === 'text' ? kind : 'word'
  return textCell(place, isLikeFormula(text) ? `${style}-quoted` : style, text)
}

function valueCell(place: string, style: StyleName, value: number | string): string {
  return `<c r="${place}" s="${styleNumbers[style]}"><v>${value}</v></c>`
}

export function textCell(place: string, style: StyleName, text: string): string {
  const start = `<c r="${place}" s="${styleNumbers[style]}"`
  return text === '' ? `${start}/>` : `${start} t="inlineStr"><is><t xml:space="preserve">${literal(text)}</t></is></c>`
}

/** Excel takes _x000D_ for the sign of that number; its underscore written as one keeps what was typed. */
function literal(text: string): string {
  return xmlText(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))
}

// Excel counts days from 1900 and believes in a 29 February 1900; from March on its numbers are these.
const dayZero = DaySchema.parse('1899-12-30')
const firstSafeDay = '1900-03-01'

function dateNumber(day: Day): number {
  return daysBetween(dayZero, day)
}

/** 0 → A, 26 → AA */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}
