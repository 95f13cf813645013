import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { chmod, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { listBlobs } from '../db/blob-disk.ts'
import { openReadOnly, type OpenDatabase } from '../db/open-node.ts'
import { verifyLog } from '../db/verify-log.ts'
import { isWhole, namedFiles, type BadFile } from './evidence-node.ts'
import { FaultAt, isDamage } from './faults.ts'
import type { OfficeFiles } from './office-node.ts'
import { texts } from './texts.ts'

/**
 * A backup is one SQLite file: the office's database as of one moment, and in the table `backup_files` the
 * bytes of its evidence. The secret of the environment is not in it.
 */
export type BackupState = {
  readonly events: number
  readonly hash: string
  readonly files: number
  /** Evidence that issues have and the backup hasn't. */
  readonly missing: readonly BadFile[]
}

type Check = ({ ok: true } & BackupState) | { ok: false; why: string }

/**
 * Writes a backup beside a running server and checks what was written. The file must not be there yet, its folder
 * must. Evidence that is no longer what it was stays out and is named; everything else is in.
 */
export async function writeBackup(office: OfficeFiles, path: string): Promise<Check> {
  if (existsSync(path)) return { ok: false, why: texts.backup.exists(path) }
  if (!existsSync(dirname(path))) return { ok: false, why: texts.backup.noFolder(dirname(path)) }
  const unfinished = `${path}.part`
  await rm(unfinished, { force: true })
  try {
    // All pages in one step: page by page it would begin anew at each write of the server.
    await office.client.backup(unfinished, { progress: () => 0x7fffffff })
    await chmod(unfinished, 0o600)
    const altered = await addEvidence(unfinished, office)
    await flush(unfinished)
    const check = checkBackup(unfinished)
    if (!check.ok) return check
    await rename(unfinished, path)
    return { ...check, missing: check.missing.map((file) => (altered.has(file.sha256) ? isAltered(file) : file)) }
  } catch (error) {
    throw new FaultAt(path, error)
  } finally {
    await rm(unfinished, { force: true })
  }
}

function isAltered(file: BadFile): BadFile {
  return { ...file, fault: 'altered' }
}

/** Returns the hashes of files left out, whose bytes have become others. */
async function addEvidence(path: string, { blobs, places }: OfficeFiles): Promise<Set<string>> {
  const altered = new Set<string>()
  const client = new Database(path)
  try {
    // One file without companions; it is flushed as a whole at the end.
    client.pragma('journal_mode = DELETE')
    client.pragma('synchronous = OFF')
    client.exec('create table backup_files (sha256 text primary key, bytes blob not null)')
    const insert = client.prepare('insert into backup_files (sha256, bytes) values (?, ?)')
    for (const sha256 of await listBlobs(places.evidence)) {
      const bytes = await blobs.get(sha256)
      if (bytes && isWhole(sha256, bytes)) insert.run(sha256, bytes)
      else if (bytes) altered.add(sha256)
    }
    return altered
  } finally {
    client.close()
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Reads a whole backup: SQLite's own check, the chain of events, and each file of evidence against its hash. */
export function checkBackup(path: string): Check {
  const opened = openReadOnly(path)
  try {
    return checkOpened(opened)
  } catch (error) {
    if (isDamage(error)) return { ok: false, why: texts.backup.broken }
    throw error
  } finally {
    opened.close()
  }
}

function checkOpened(opened: OpenDatabase): Check {
  const said = texts.backup
  const integrity = String(opened.client.pragma('integrity_check', { simple: true }))
  if (integrity !== 'ok') return { ok: false, why: said.broken }
  if (!hasTable(opened, 'events')) return { ok: false, why: said.foreign }
  const log = verifyLog(opened.db)
  if (!log.ok) return { ok: false, why: texts.log.bad(log.n, texts.log.faults[log.fault]) }
  const held = new Set<string>()
  for (const { sha256, bytes } of backupFiles(opened)) {
    if (!isWhole(sha256, bytes)) return { ok: false, why: said.badFile(sha256) }
    held.add(sha256)
  }
  const missing = namedFiles(opened.db).flatMap((file): BadFile[] =>
    held.has(file.sha256) ? [] : [{ ...file, fault: 'gone' }],
  )
  return { ok: true, events: log.count, hash: log.hash, files: held.size, missing }
}

type BackupFile = { readonly sha256: string; readonly bytes: Uint8Array }

/** One at a time: they may be far more than fits in memory. */
export function* backupFiles(opened: OpenDatabase): Generator<BackupFile> {
  if (!hasTable(opened, 'backup_files')) return
  const all = opened.client.prepare<[], BackupFile>('select sha256, bytes from backup_files')
  for (const { sha256, bytes } of all.iterate()) yield { sha256, bytes }
}

function hasTable({ client }: OpenDatabase, name: string): boolean {
  return client.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !== undefined
}
