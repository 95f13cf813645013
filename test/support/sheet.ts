import type { Sheet } from '../../core/sheets/sheet.ts'

/** Rows of cells as they are after reading; the first is row 1. */
export function sheetOf(rows: readonly (readonly string[])[]): Sheet {
  const numbered = rows.map((cells, index) => ({ row: index + 1, cells, hidden: false }))
  return { rows: numbered.filter(({ cells }) => cells.some((cell) => cell !== '')), unread: [] }
}
