import type { Serial } from '../issue.ts'
import { normal } from '../text.ts'

/** A serial as people type it: whole, or within the campaign its number alone. */
export function serialIn(typed: string, code: string): Serial {
  const word = normal(typed).toUpperCase()
  return /^\d{1,6}$/.test(word) ? `${code}-${word.padStart(4, '0')}` : word
}
