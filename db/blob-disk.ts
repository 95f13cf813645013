import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BlobStore } from './evidence.ts'

/** Files in a folder, each under the first two characters of its hash: evidence/8f/8f3a…. */
export function diskBlobs(folder: string): BlobStore {
  const place = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (!(await exists(place(sha256)))) await write(place(sha256), bytes)
      return sha256
    },
    async get(sha256) {
      return isHash(sha256) ? readOrNull(place(sha256)) : null
    },
    async has(sha256) {
      return isHash(sha256) && exists(place(sha256))
    },
    async remove(sha256) {
      if (isHash(sha256)) await rm(place(sha256), { force: true })
    },
  }
}

/** Under another name until it is whole and on the disk: neither a crash nor a full disk leaves half a file. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(dirname(path), `.${randomUUID()}`)
  await mkdir(dirname(path), { recursive: true })
  try {
    const file = await open(unfinished, 'wx')
    try {
      await file.writeFile(bytes)
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

async function readOrNull(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** What is no hash never becomes part of a path. */
function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** Hashes of every file there is, in no order. */
export async function listBlobs(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.map((name) => basename(name)).filter(isHash)
}
