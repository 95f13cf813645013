import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { diskBlobs, listBlobs } from '../../db/blob-disk.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaohao-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = new TextEncoder().encode('abc')
/** Of "abc", as FIPS 180-2 gives it. */
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

describe('a file of evidence', () => {
  test('is kept under its SHA-256 and comes back byte for byte', async () => {
    const blobs = diskBlobs(folder)
    expect(await blobs.put(bytes)).toBe(sha256)
    expect(await blobs.has(sha256)).toBe(true)
    expect(new Uint8Array((await blobs.get(sha256)) ?? [])).toEqual(bytes)
  })

  test('put twice, even at once, is there once and nothing else', async () => {
    const blobs = diskBlobs(folder)
    await Promise.all([blobs.put(bytes), blobs.put(bytes), blobs.put(bytes)])
    expect(readdirSync(join(folder, 'ba'))).toEqual([sha256])
    expect(await listBlobs(folder)).toEqual([sha256])
  })

  test('that is not there is null, and so is whatever is no hash', async () => {
    const blobs = diskBlobs(folder)
    writeFileSync(join(folder, 'secret'), 'x')
    expect(await blobs.get('0'.repeat(64))).toBeNull()
    expect([await blobs.get('../secret'), await blobs.has('secret')]).toEqual([null, false])
  })

  test('that can not be written leaves nothing behind', async () => {
    writeFileSync(join(folder, 'ba'), 'a file where the folder should be')
    await expect(diskBlobs(folder).put(bytes)).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['ba'])
  })
})
