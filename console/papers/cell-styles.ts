import { Unreadable } from './unreadable.ts'
import { readXml } from './xml.ts'

/** Whether cells of a style show their number as a day. */
export type DateStyles = readonly boolean[]

/** Excel itself takes no more styles. */
const MOST_STYLES = 65_490

/** What ECMA-376 (18.8.30) and the Chinese editions of Excel number as dates without saying how they look. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
}

/** styles.xml: which of the cell styles are dates. */
export async function readDateStyles(chunks: AsyncIterable<Uint8Array>): Promise<DateStyles> {
  const formats = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCellStyles = false
  await readXml(chunks, {
    open(name, attributes) {
      const id = Number(attributes.get('numFmtId'))
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'numFmt') formats.set(id, showsDay(attributes.get('formatCode') ?? ''))
      if (name === 'xf' && inCellStyles) styles.push(formats.get(id) ?? isBuiltInDate(id))
      if (styles.length > MOST_STYLES || formats.size > MOST_STYLES) throw new Unreadable('unsafe')
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return styles
}

/** A year, a month or a day in the format, outside of quoted text, escaped signs and [colours]; `h:mm` is none. */
function showsDay(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')
  return /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare))
}

const DAY_MS = 86_400_000
/** Day 0 of the two date systems; Excel's own has a 29 February 1900 that never was. */
const EPOCH_1904 = Date.UTC(1904, 0, 1)
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const MARCH_1900 = 61
const LAST = 2_958_465 // 9999-12-31

/** '2023-05-31' for the serial number of a day, or null where there is none. A time of day is left out. */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  const days = Math.floor(serial)
  if (!(days >= 1 && days <= LAST)) return null
  const shift = !is1904 && days < MARCH_1900 ? 1 : 0
  const at = (is1904 ? EPOCH_1904 : EPOCH_1900) + (days + shift) * DAY_MS
  return new Date(at).toISOString().slice(0, 10)
}
