import type { Db } from '../../db/database.ts'
import { openNode } from '../../db/open-node.ts'

/** Runs `work` on a fresh, empty database in memory that has every migration. */
export async function inOffice<T>(work: (db: Db) => T | Promise<T>): Promise<T> {
  const office = openNode(':memory:')
  try {
    return await work(office.db)
  } finally {
    office.close()
  }
}
