import { isDay, type Day } from './calendar/day.ts'

/**
 * The day a JPEG says it was taken (EXIF DateTimeOriginal), by the camera's own clock and place; null where it says
 * none, as every picture that a chat has made smaller. Whatever bytes come: nothing outside its own block is read, and
 * no place in it twice.
 */
export function takenOn(bytes: Uint8Array): Day | null {
  const block = exifOf(bytes)
  const written = block === null ? null : originalDate(block)
  const [, year, month, day] = /^(\d{4}):(\d\d):(\d\d) /.exec(written ?? '') ?? []
  const found = `${year}-${month}-${day}`
  return isDay(found) ? found : null
}

const START_OF_SCAN = 0xda
const APP1 = 0xe1

/** A JPEG begins with segments, each with its length; one of them holds a small TIFF file. */
function exifOf(bytes: Uint8Array): DataView | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const [code, length] = [bytes[at + 1], view.getUint16(at + 2)]
    if (code === START_OF_SCAN || length < 2) return null
    const end = Math.min(at + 2 + length, bytes.length)
    if (code === APP1 && ascii(view, at + 4, 6) === 'Exif\0\0') {
      return new DataView(bytes.buffer, bytes.byteOffset + at + 10, end - at - 10)
    }
    at = end
  }
  return null
}

const EXIF_PART = 0x8769
const DATE_TIME_ORIGINAL = 0x9003

/** The first directory names the place of the second, in which the date stands: two steps, so there is no way round. */
function originalDate(block: DataView): string | null {
  const order = ascii(block, 0, 2)
  if (block.byteLength < 8 || (order !== 'II' && order !== 'MM')) return null
  const little = order === 'II'
  const part = valueIn(block, { directory: block.getUint32(4, little), tag: EXIF_PART, little })
  const date = part === null ? null : valueIn(block, { directory: part, tag: DATE_TIME_ORIGINAL, little })
  return date === null ? null : ascii(block, date, 19)
}

/** What an entry of a directory holds, which is the place of whatever is longer than four bytes. */
function valueIn(
  block: DataView,
  { directory, tag, little }: { directory: number; tag: number; little: boolean },
): number | null {
  if (directory + 2 > block.byteLength) return null
  const first = directory + 2
  const room = Math.floor((block.byteLength - first) / 12)
  const count = Math.min(block.getUint16(directory, little), room)
  for (let at = first; at < first + count * 12; at += 12) {
    if (block.getUint16(at, little) === tag) return block.getUint32(at + 8, little)
  }
  return null
}

/** '' where it isn't all there. */
function ascii(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return ''
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length))
}
