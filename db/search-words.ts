import { normal } from '../core/text.ts'

/** Each word must occur. LIKE's own signs are not looked for: % and _ become "any one character". */
export function wordsOf(words: string | undefined): string[] {
  return normal(words ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => word.slice(0, 100).replace(/[%_]/g, '_'))
}
