import { crc32, inflateRawSync } from 'node:zlib'

/** What is in a zip, by name; read from its directory, and each part's sum checked. */
export function unzipped(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const end = zip.length - 22
  if (zip.readUInt32LE(end) !== 0x06054b50) throw new Error('no end of a zip')
  const parts = new Map<string, string>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [crc, packed, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)]
    const name = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28))
    const begin = zip.readUInt32LE(at + 42) + 30 + name.length
    const content = inflateRawSync(zip.subarray(begin, begin + packed))
    if (content.length !== size || crc32(content) !== crc) throw new Error(`${name.toString()} is damaged`)
    parts.set(name.toString(), content.toString())
    at += 46 + name.length
  }
  return parts
}
