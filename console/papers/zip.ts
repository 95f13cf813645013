/** A file in a zip; its text is asked for piece by piece, once everything before it is written. */
export type Part = { readonly name: string; readonly text: Iterable<string> }

/**
 * A zip as a stream of bytes: nothing is held but the piece at hand, so that a file of any length costs no memory.
 * Without zip64: less than 4 GiB.
 */
export function zipStream(parts: Iterable<Part>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return byteStream(zipBytes(parts))
}

/** Bytes as they are asked for; `ahead` pieces may wait for a reader at work, none for one who only asked for the head. */
export function byteStream(
  bytes: AsyncGenerator<Uint8Array<ArrayBuffer>> | Generator<Uint8Array<ArrayBuffer>>,
  ahead = 0,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await bytes.next()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await bytes.return(undefined)
      },
    },
    { highWaterMark: ahead },
  )
}

type Entry = { readonly name: Uint8Array; readonly offset: number; crc: number; size: number; packed: number }

async function* zipBytes(parts: Iterable<Part>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const entries: Entry[] = []
  let offset = 0
  for (const part of parts) {
    const entry = { name: utf8(part.name), offset, crc: 0, size: 0, packed: 0 }
    entries.push(entry)
    for await (const bytes of entryBytes(entry, part.text)) {
      offset += bytes.length
      yield bytes
    }
  }
  yield directory(entries, offset)
}

async function* entryBytes(entry: Entry, text: Iterable<string>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield joined(fields([4, 0x04034b50], ...common, [4, 0], [4, 0], [4, 0], [2, entry.name.length], [2, 0]), entry.name)
  const packed: ReadableStream<Uint8Array<ArrayBuffer>> = byteStream(measured(entry, text), 1).pipeThrough(
    new CompressionStream('deflate-raw'),
  )
  for await (const bytes of packed) {
    entry.packed += bytes.length
    yield bytes
  }
  yield fields([4, 0x08074b50], [4, entry.crc], [4, entry.packed], [4, entry.size])
}

/** Version 2.0, sizes after the bytes and names in UTF-8, deflated, 1980-01-01 00:00: the same sheet is the same file. */
const common: readonly Field[] = [
  [2, 20],
  [2, 0x0808],
  [2, 8],
  [2, 0],
  [2, 0x21],
]

function* measured(entry: Entry, text: Iterable<string>): Generator<Uint8Array<ArrayBuffer>> {
  for (const piece of gathered(text)) {
    const bytes = utf8(piece)
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    yield bytes
  }
}

/** Pieces long enough that handing them over costs little. */
export function* gathered(text: Iterable<string>): Generator<string> {
  let pending = ''
  for (const piece of text) {
    pending += piece
    if (pending.length < 262_144) continue
    yield pending
    pending = ''
  }
  if (pending !== '') yield pending
}

function directory(entries: readonly Entry[], offset: number): Uint8Array<ArrayBuffer> {
  const list = joined(
    ...entries.flatMap(({ name, crc, packed, size, offset: at }) => [
      fields([4, 0x02014b50], [2, 20], ...common, [4, crc], [4, packed], [4, size], [2, name.length]),
      fields([2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
      name,
    ]),
  )
  const count = entries.length
  return joined(
    list,
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, offset], [2, 0]),
  )
}

/** A number of 2 or 4 bytes, the lowest byte first. */
type Field = readonly [size: 2 | 4, value: number]

function fields(...list: readonly Field[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    list.flatMap(([size, value]) => Array.from({ length: size }, (_, index) => (value >>> (8 * index)) & 0xff)),
  )
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

const crcOf = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

function crc32(bytes: Uint8Array, before: number): number {
  let crc = ~before
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcOf[(crc ^ byte) & 0xff] ?? 0)
  return ~crc >>> 0
}
