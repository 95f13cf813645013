import { Unreadable } from './unreadable.ts'

/** Cells of one column that show one value, from row `first` to `last`; the columns beside it stay empty. */
export type Merge = { readonly column: number; readonly first: number; readonly last: number }

/** 'B5:D7' or 'B5'; the column counts from 0. null for anything else. */
export function rangeOf(reference: string): Merge | null {
  const [, letters = '', first = '', last = first] =
    /^([A-Z]{1,3})(\d{1,7})(?::[A-Z]{1,3}(\d{1,7}))?$/.exec(reference) ?? []
  if (letters === '') return null
  const column = [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, first: Number(first), last: Number(last) }
}

type Row = { readonly row: number; readonly cells: string[] }

/** Filling more than this is no sheet of an office: merged ranges may not overlap, hostile ones do. */
const MOST_FILLED = 1_000_000

/** A value merged down a column (责任单位 over its rows) holds for every row that has something in it. */
export function fillMerged(rows: readonly Row[], merges: readonly Merge[]): void {
  const places = new Map(rows.map(({ row }, index) => [row, index]))
  let filled = 0
  for (const { column, first, last } of merges) {
    const begin = places.get(first)
    const value = begin === undefined ? undefined : rows[begin]?.cells[column]
    if (begin === undefined || !value) continue
    for (let index = begin + 1; (rows[index]?.row ?? Infinity) <= last; index += 1) {
      if ((filled += 1) > MOST_FILLED) throw new Unreadable('unsafe')
      fill(rows[index]?.cells ?? [], column, value)
    }
  }
}

function fill(cells: string[], column: number, value: string): void {
  while (cells.length < column) cells.push('')
  cells[column] ||= value
}
