import { existsSync, mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { diskBlobs } from '../db/blob-disk.ts'
import { officeCalendar, seedCalendar } from '../db/calendar.ts'
import { transact } from '../db/database.ts'
import type { BlobStore } from '../db/evidence.ts'
import { holidayRows } from '../db/holidays-node.ts'
import { openNode, type OpenDatabase } from '../db/open-node.ts'
import { FolderFault } from './faults.ts'

/** An office on this machine's disk. */
export type OfficeFiles = OpenDatabase & { readonly blobs: BlobStore; readonly places: Places }
export type Places = { readonly folder: string; readonly database: string; readonly evidence: string }

export function placesIn(folder: string): Places {
  return { folder, database: join(folder, 'office.sqlite'), evidence: join(folder, 'evidence') }
}

/** Throws a FolderFault where there is no office and none could begin: an XIAOHAO_DATA that is a file, say. */
export function hasOffice(folder: string): boolean {
  if (existsSync(placesIn(folder).database)) return true
  tryFolder(folder)
  return false
}

/** Rights alone don't tell (root, read-only disks): a folder is made where there is room for one, and removed. */
function tryFolder(folder: string): void {
  try {
    rmdirSync(mkdtempSync(join(nearest(resolve(folder)), '.xiaohao-')))
  } catch (error) {
    throw new FolderFault(folder, error)
  }
}

/** The folder itself, or the closest one above it that is there. */
function nearest(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) || dirname(path) === path ? path : nearest(dirname(path))
}

/** For this account alone: names, phones and evidence. Throws a FolderFault where it can't be made. */
export function makeFolders({ folder, evidence }: Places): void {
  // Node never comes back from mkdir with `recursive` where no folder can be made at all (/proc).
  if (!existsSync(evidence)) tryFolder(folder)
  try {
    mkdirSync(evidence, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new FolderFault(folder, error)
  }
}

/** Opens the office that lives in a folder, an empty one where there is none yet. */
export function openOffice(folder: string): OfficeFiles {
  const places = placesIn(folder)
  makeFolders(places)
  const opened = openNode(places.database)
  try {
    addHolidays(opened)
  } catch (error) {
    opened.close()
    throw error
  }
  return { ...opened, places, blobs: diskBlobs(places.evidence) }
}

/** Holidays of the years the office doesn't have yet. */
function addHolidays({ db }: OpenDatabase): void {
  const rows = holidayRows()
  const { years } = officeCalendar(db)
  if (rows.every((row) => years.has(row.arrangement))) return
  transact(db, (tx) => seedCalendar(tx, rows))
}
