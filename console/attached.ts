import type { LedgerFormat } from './papers/ledger-file.ts'

const types: Readonly<Record<LedgerFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv; charset=utf-8',
}

/** Headers of a file to be saved: under `name`, or `plain` where only ASCII is understood; neither with its ending. */
export function attached(file: { plain: string; name: string; format: LedgerFormat }): Record<string, string> {
  const { plain, format } = file
  const name = file.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').slice(0, 120)
  return {
    'content-type': types[format],
    'content-disposition': `attachment; filename="${plain}.${format}"; filename*=UTF-8''${encoded(name)}.${format}`,
    'cache-control': 'no-store',
  }
}

/** As RFC 5987 has it: more than encodeURIComponent escapes. */
function encoded(name: string): string {
  const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, escaped)
}
