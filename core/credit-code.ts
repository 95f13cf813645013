import { halfWidth } from './text.ts'

// GB 32100-2015: 31 characters, without I, O, S, V and Z
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18

/** The code as it is stored: half-width capitals without blanks. */
export function normalCreditCode(text: string): string {
  return halfWidth(text)
    .replace(/[\s\p{Cf}]/gu, '')
    .toUpperCase()
}

/** Checks a 统一社会信用代码, however it is typed, and names the first thing wrong with it. */
export function checkCreditCode(text: string): 'ok' | 'length' | 'alphabet' | 'check-character' {
  const code = normalCreditCode(text)
  if (Array.from(code).length !== LENGTH) return 'length'
  const values = Array.from(code, (character) => ALPHABET.indexOf(character))
  if (values.includes(-1)) return 'alphabet'
  return values.at(-1) === checkValue(values) ? 'ok' : 'check-character'
}

function checkValue(values: readonly number[]): number {
  let weight = 1
  let sum = 0
  for (const value of values.slice(0, LENGTH - 1)) {
    sum += value * weight
    weight = (weight * 3) % ALPHABET.length
  }
  return (ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length
}
