/**
 * Full-width signs to half-width and every kind of blank to a space, sign by sign: positions in
 * the result are positions in `text`. For understanding only; what people typed is stored as typed.
 */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\uffe5/g, '¥')
    .replace(/\s/g, ' ')
}

/** The text as the readers of words, days and amounts see it: half-width, single spaces, no invisible signs. */
export function normal(text: string): string {
  return halfWidth(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/ +/g, ' ')
    .trim()
}

/** Two texts with the same key read the same, whatever their widths, cases and blanks. For finding, never for showing. */
export function keyOf(text: string): string {
  return normal(text).toLowerCase().replaceAll(' ', '')
}

/**
 * How many characters a reader sees: code points that are neither blank, control, invisible nor
 * combining. For minimum lengths; a storage limit is a matter of `text.length`.
 */
export function lengthOf(text: string): number {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{M}]/gu, '').match(/./gsu)?.length ?? 0
}
