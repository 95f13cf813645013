import { open, rename, rm } from 'node:fs/promises'

/** Under another name until it is whole: an export that fails leaves the last good one. */
export async function writeWhole(path: string, pieces: AsyncIterable<Uint8Array> | Iterable<string>): Promise<void> {
  const unfinished = `${path}.part`
  try {
    const file = await open(unfinished, 'w')
    try {
      for await (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** The same items; `rows.count` says afterwards how many there were. */
export function* counted<Item>(items: Iterable<Item>, rows: { count: number }): Generator<Item> {
  for (const item of items) {
    rows.count += 1
    yield item
  }
}
