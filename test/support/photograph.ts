type Changes = {
  readonly little?: boolean
  /** Segments before the block. */
  readonly before?: readonly number[]
  /** Entries of other things, before the one that counts, in either directory. */
  readonly others?: number
  /** How many entries the first directory says it has; where it says the second is; where that says the date is. */
  readonly count?: number
  readonly part?: number
  readonly date?: number
}

const FIRST = 8

/** The bytes of a JPEG whose camera wrote down when it was taken, as 'YYYY:MM:DD HH:MM:SS'. */
export function photograph(written: string, changes: Changes = {}): Uint8Array<ArrayBuffer> {
  const { little = true, before = [], others = 0, count = others + 1, part, date } = changes
  const directory = 2 + 12 * (others + 1) + 4
  const [second, place] = [FIRST + directory, FIRST + 2 * directory]
  const block = new DataView(new ArrayBuffer(place + 20))
  const entry = (at: number, [tag, type, values, value]: readonly [number, number, number, number]) => {
    block.setUint16(at, tag, little)
    block.setUint16(at + 2, type, little)
    block.setUint32(at + 4, values, little)
    block.setUint32(at + 8, value, little)
  }
  block.setUint16(0, little ? 0x4949 : 0x4d4d)
  block.setUint16(2, 42, little)
  block.setUint32(4, FIRST, little)
  block.setUint16(FIRST, count, little)
  block.setUint16(second, others + 1, little)
  for (let no = 0; no < others; no += 1) {
    for (const start of [FIRST, second]) entry(start + 2 + 12 * no, [0x010f, 2, 4, 0])
  }
  entry(FIRST + 2 + 12 * others, [0x8769, 4, 1, part ?? second])
  entry(second + 2 + 12 * others, [0x9003, 2, 20, date ?? place])
  const tiff = new Uint8Array(block.buffer)
  tiff.set(signs(written), place)
  const length = 2 + 6 + block.byteLength
  const exif = [0xff, 0xe1, length >> 8, length & 0xff, ...signs('Exif\0\0'), ...tiff]
  return Uint8Array.from([0xff, 0xd8, ...before, ...exif, 0xff, 0xda, 0, 2, 0xff, 0xd9])
}

function signs(text: string): number[] {
  return [...text].map((sign) => sign.charCodeAt(0))
}
