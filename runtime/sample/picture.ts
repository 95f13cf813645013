const WIDTH = 320
const HEIGHT = 200

/** A PNG that looks like a voucher from afar: a frame and grey lines. Another `seed`, other lines and another hash. */
export async function voucher(seed: number): Promise<Uint8Array> {
  const rows = Array.from({ length: HEIGHT }, (_, y) => [
    0,
    ...Array.from({ length: WIDTH }, (_, x) => shade({ x, y, seed })),
  ])
  const header = [...number(WIDTH), ...number(HEIGHT), 8, 0, 0, 0, 0]
  const pixels = await deflate(new Uint8Array(rows.flat()))
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  return new Uint8Array([...signature, ...chunk('IHDR', header), ...chunk('IDAT', [...pixels]), ...chunk('IEND', [])])
}

/** 0 black … 255 white. */
function shade({ x, y, seed }: { x: number; y: number; seed: number }): number {
  const frame = x < 10 || y < 10 || x >= WIDTH - 10 || y >= HEIGHT - 10
  if (frame) return 225
  const line = Math.floor((y - 30) / 20)
  const length = 60 + ((line * 97 + seed * 53) % 180)
  const inLine = y >= 30 && (y - 30) % 20 < 8 && x >= 30 && x < 30 + length
  if (inLine) return line === 0 ? 90 : 170
  return 250
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function chunk(name: string, data: readonly number[]): number[] {
  const body = [...new TextEncoder().encode(name), ...data]
  return [...number(data.length), ...body, ...number(checksum(body))]
}

function number(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)
}

/** CRC-32, as PNG wants it behind each chunk. */
function checksum(bytes: readonly number[]): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
