/** A line of a CSV file as Excel reads it, without its end. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => quoted(isLikeFormula(cell) ? `'${cell}` : cell)).join(',')
}

/** Marks the file as UTF-8: without it Excel in China reads GB18030. */
export const byteOrderMark = '\ufeff'

/** What a spreadsheet program would calculate, at the latest when someone edits the cell; full-width signs too. */
export function isLikeFormula(cell: string): boolean {
  return /^\s*[=+\-@＝＋－＠]/.test(cell)
}

function quoted(cell: string): string {
  return /[",;\t\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
}
