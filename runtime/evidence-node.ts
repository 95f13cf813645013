import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Serial } from '../core/issue.ts'
import { listCampaigns } from '../db/campaigns.ts'
import type { Db } from '../db/database.ts'
import { evidenceHashes } from '../db/evidence-files.ts'
import { ledgerRows } from '../db/export.ts'

/** A file of evidence as the ledger knows it; `serial`, `name` and `size` are null while it waits for its issue. */
export type NamedFile = {
  readonly sha256: string
  readonly serial: Serial | null
  readonly name: string | null
  /** In bytes. */
  readonly size: number | null
}

export type BadFile = NamedFile & { readonly fault: 'gone' | 'altered' }

/** Every file the ledger needs, once for each issue it is on. */
export function namedFiles(db: Db): NamedFile[] {
  const attached = listCampaigns(db).flatMap(({ code }) => [...attachedIn(db, code)])
  const named = new Set(attached.map(({ sha256 }) => sha256))
  const waiting = evidenceHashes(db).filter((sha256) => !named.has(sha256))
  return [...attached, ...waiting.map((sha256) => ({ sha256, serial: null, name: null, size: null }))]
}

function* attachedIn(db: Db, campaign: string): Generator<NamedFile> {
  for (const { issue } of ledgerRows(db, { campaign, unit: null, actor: { kind: 'system', door: 'cli' } })) {
    for (const { sha256, name, size } of issue.evidence) yield { sha256, serial: issue.serial, name, size }
  }
}

export function isWhole(sha256: string, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest('hex') === sha256
}

/** Where the bytes lie on the disk, for people to look. */
export function evidencePath(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256)
}

/** More than this many bytes are not read whole: their presence and size is what is looked at. */
const CHEAP = 500 * 1024 * 1024

/** The files that are gone or not what they were; `read` says whether the bytes were looked at too. */
export async function badEvidence(db: Db, folder: string): Promise<{ count: number; read: boolean; bad: BadFile[] }> {
  const files = namedFiles(db)
  const sizes = new Map<string, number | null>()
  for (const { sha256 } of files) {
    if (!sizes.has(sha256)) sizes.set(sha256, await sizeOf(evidencePath(folder, sha256)))
  }
  const read = [...sizes.values()].reduce<number>((sum, size) => sum + (size ?? 0), 0) < CHEAP
  const altered = read ? await alteredIn(folder, sizes) : new Set<string>()
  const bad = files.flatMap((file): BadFile[] => {
    const size = sizes.get(file.sha256) ?? null
    if (size === null) return [{ ...file, fault: 'gone' }]
    const isOther = altered.has(file.sha256) || (file.size !== null && file.size !== size)
    return isOther ? [{ ...file, fault: 'altered' }] : []
  })
  return { count: sizes.size, read, bad }
}

async function alteredIn(folder: string, sizes: ReadonlyMap<string, number | null>): Promise<Set<string>> {
  const altered = new Set<string>()
  for (const [sha256, size] of sizes) {
    if (size !== null && !isWhole(sha256, await readFile(evidencePath(folder, sha256)))) altered.add(sha256)
  }
  return altered
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
