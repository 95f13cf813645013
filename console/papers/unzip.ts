import { Unreadable } from './unreadable.ts'

/** A file in the archive as its central directory tells of it. */
type Part = { readonly method: number; readonly packed: Uint8Array; readonly size: number }
export type Archive = ReadonlyMap<string, Part>

/** Bytes that may still be unpacked, counted as they come: what the archive declares is not believed. */
export type Budget = { left: number }

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LOCAL_SIZE = 30
/** A workbook has a dozen parts and one a picture. */
const MOST_PARTS = 5_000
const STORED = 0
const DEFLATED = 8

/**
 * The directory of a zip archive; nothing is unpacked yet. Names are keys of a map and nothing else, so a path in
 * one leads nowhere. Refuses what no spreadsheet program writes: encryption, a name twice, more than 4 GB (zip64).
 */
export function openArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_PARTS) throw new Unreadable('too-large')
  const parts = new Map<string, Part>()
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index += 1) {
    const { name, part, next } = entryAt(bytes, view, at)
    if (parts.has(name)) throw new Unreadable('unsafe')
    parts.set(name, part)
    at = next
  }
  return parts
}

/** The end record closes the file, but for a comment of at most 64 KB. */
function endRecord(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_SIZE - 0xffff)
  for (let at = view.byteLength - END_SIZE; at >= first; at -= 1) {
    const closes = at + END_SIZE + view.getUint16(at + 20, true) === view.byteLength
    if (closes && view.getUint32(at, true) === END) return at
  }
  throw new Unreadable('broken')
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): { name: string; part: Part; next: number } {
  if (at + ENTRY_SIZE > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new Unreadable('broken')
  const encrypted = (view.getUint16(at + 8, true) & 1) === 1
  const method = view.getUint16(at + 10, true)
  const [packedSize, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
  const nameEnd = at + ENTRY_SIZE + view.getUint16(at + 28, true)
  const local = view.getUint32(at + 42, true)
  if (encrypted || (method !== STORED && method !== DEFLATED)) throw new Unreadable('unsafe')
  return {
    name: new TextDecoder().decode(bytes.subarray(at + ENTRY_SIZE, nameEnd)),
    part: { method, size, packed: packedBytes(bytes, view, { local, packedSize }) },
    next: nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true),
  }
}

type Place = { readonly local: number; readonly packedSize: number }

function packedBytes(bytes: Uint8Array, view: DataView, { local, packedSize }: Place): Uint8Array {
  if (local + LOCAL_SIZE > view.byteLength || view.getUint32(local, true) !== LOCAL) throw new Unreadable('broken')
  const begin = local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (begin + packedSize > view.byteLength) throw new Unreadable('broken')
  return bytes.subarray(begin, begin + packedSize)
}

/** A part's bytes, a piece at a time: unpacking stops as soon as there is more than the budget or the directory says. */
export async function* contentsOf({ method, packed, size }: Part, budget: Budget): AsyncGenerator<Uint8Array> {
  if (size > budget.left) throw new Unreadable('too-large')
  let length = 0
  for await (const piece of method === STORED ? [packed] : unpacked(packed)) {
    length += piece.length
    budget.left -= piece.length
    if (length > size || budget.left < 0) throw new Unreadable('unsafe')
    yield piece
  }
  if (length !== size) throw new Unreadable('broken')
}

const SLICE = 16 * 1024

/** Fed by the slice: given all at once, an archive of megabytes would be unpacked far ahead of its reader. */
async function* unpacked(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  let at = 0
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= packed.length) controller.close()
      else controller.enqueue(packed.slice(at, (at += SLICE)))
    },
  })
  try {
    yield* source.pipeThrough(new DecompressionStream('deflate-raw'))
  } catch (cause) {
    throw new Unreadable('broken', { cause })
  }
}
