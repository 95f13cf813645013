/** A line of a CSV file as Excel reads it, without its end. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => quoted(asText(readable(cell)))).join(',')
}

/** Marks the file as UTF-8: without it Excel in China reads GB18030. */
export const byteOrderMark = '\ufeff'

/** Spreadsheets refuse or cut a file at control characters; the ledger keeps them. */
function readable(cell: string): string {
  return cell.replace(/(?![\t\r\n])\p{Cc}/gu, '')
}

/** What a spreadsheet would take for a formula gets an apostrophe in front, full-width signs too. */
function asText(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  return /[",;\t\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
}
