import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { diskBlobs } from '../db/blob-disk.ts'
import { officeCalendar, seedCalendar } from '../db/calendar.ts'
import { transact } from '../db/database.ts'
import type { BlobStore } from '../db/evidence.ts'
import { holidayRows } from '../db/holidays-node.ts'
import { openNode, type OpenDatabase } from '../db/open-node.ts'

/** An office on this machine's disk. */
export type OfficeFiles = OpenDatabase & { readonly blobs: BlobStore; readonly places: Places }
export type Places = { readonly folder: string; readonly database: string; readonly evidence: string }

export function placesIn(folder: string): Places {
  return { folder, database: join(folder, 'office.sqlite'), evidence: join(folder, 'evidence') }
}

export function hasOffice(folder: string): boolean {
  return existsSync(placesIn(folder).database)
}

/** Opens the office that lives in a folder, an empty one where there is none yet. */
export function openOffice(folder: string): OfficeFiles {
  const places = placesIn(folder)
  // Names, phones and evidence: for this account alone.
  mkdirSync(places.evidence, { recursive: true, mode: 0o700 })
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
  if (rows.every((row) => years.has(Number(row.day.slice(0, 4))))) return
  transact(db, (tx) => seedCalendar(tx, rows))
}
