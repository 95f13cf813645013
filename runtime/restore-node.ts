import { existsSync } from 'node:fs'
import { copyFile, link, rename, rm } from 'node:fs/promises'
import { diskBlobs } from '../db/blob-disk.ts'
import { voidInvites } from '../db/codes.ts'
import { transact } from '../db/database.ts'
import { voidLeases } from '../db/leases.ts'
import { NewerDatabase, openNode, type OpenDatabase } from '../db/open-node.ts'
import { endAllSessions } from '../db/sessions.ts'
import { pause } from '../db/settings.ts'
import { backupFiles, checkBackup, type BackupState } from './backup-node.ts'
import { isDamage } from './faults.ts'
import { leaveServer, newHolder, takeServer } from './lease-node.ts'
import { makeFolders, placesIn, type Places } from './office-node.ts'
import { texts } from './texts.ts'

type Restored = ({ ok: true; aside: string | null } & BackupState) | { ok: false; why: string }

/**
 * Puts a backup in the place of the office's database. Refuses while a server runs and where the backup is
 * damaged. The database that was there is kept beside it; nothing queued leaves until 继续发送.
 */
export async function restoreBackup(path: string, folder: string, now: number): Promise<Restored> {
  if (!existsSync(path)) return { ok: false, why: texts.backup.noFile(path) }
  const places = placesIn(folder)
  const check = checkBackup(path)
  if (!check.ok) return check
  makeFolders(places)
  const lock = existsSync(places.database) ? lockOut(places.database, now) : noLock
  if (lock === null) return { ok: false, why: texts.backup.served }
  const unfinished = `${places.database}.restoring`
  try {
    await removeDatabase(unfinished)
    await copyFile(path, unfinished)
    await prepare(unfinished, places)
    lock.fold()
  } catch (error) {
    await removeDatabase(unfinished)
    lock.release()
    throw error
  }
  // The lease stays in the old database: no server begins on it before another is in its place.
  lock.close()
  const aside = existsSync(places.database) ? await keepAside(places.database, now) : null
  await rename(unfinished, places.database)
  return { ...check, aside }
}

type Lock = {
  /** Brings what lies in the companions into the one file; throws where somebody else has it open. */
  fold(): void
  close(): void
  release(): void
}
const nothing = () => undefined
const noLock: Lock = { fold: nothing, close: nothing, release: nothing }

/** Keeps servers away meanwhile, null where one runs. A database too damaged to open can't be served either. */
function lockOut(database: string, now: number): Lock | null {
  const opened = openUndamaged(database)
  if (opened === null) return noLock
  const { db, client, close } = opened
  const holder = newHolder()
  try {
    if (!takeServer(db, holder, now)) {
      close()
      return null
    }
  } catch (error) {
    close()
    if (isDamage(error)) return noLock
    throw error
  }
  const fold = () => unlessDamaged(() => void client.pragma('journal_mode = DELETE'))
  const release = () => {
    leaveServer(db, holder)
    close()
  }
  return { fold, close, release }
}

function openUndamaged(database: string): OpenDatabase | null {
  try {
    return openNode(database)
  } catch (error) {
    if (isDamage(error) || error instanceof NewerDatabase) return null
    throw error
  }
}

function unlessDamaged(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!isDamage(error)) throw error
  }
}

/** Evidence goes back to the disk; sessions, links and codes used up since the backup must not work again. */
async function prepare(path: string, { evidence }: Places): Promise<void> {
  const opened = openNode(path)
  try {
    const blobs = diskBlobs(evidence)
    for (const { bytes } of backupFiles(opened)) await blobs.put(bytes)
    opened.client.exec('drop table if exists backup_files')
    transact(opened.db, (tx) => {
      endAllSessions(tx)
      voidInvites(tx)
      voidLeases(tx)
      pause(tx)
    })
    opened.client.exec('vacuum')
    opened.client.pragma('journal_mode = DELETE')
  } finally {
    opened.close()
  }
}

const companions = ['', '-wal', '-shm']

/**
 * A second name for the old file, so that there is a database at every moment. Companions only a damaged one
 * still has; they move, since SQLite would read them as the new one's.
 */
async function keepAside(database: string, now: number): Promise<string> {
  const aside = freeName(`${database}.before-${stampOf(now)}`)
  await link(database, aside).catch(() => copyFile(database, aside))
  for (const end of companions) if (end && existsSync(database + end)) await rename(database + end, aside + end)
  return aside
}

function freeName(path: string, tries = 1): string {
  const name = tries === 1 ? path : `${path}-${tries}`
  return existsSync(name) ? freeName(path, tries + 1) : name
}

async function removeDatabase(path: string): Promise<void> {
  for (const end of companions) await rm(path + end, { force: true })
}

/** 20221201-100000, Asia/Shanghai */
function stampOf(now: number): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}
