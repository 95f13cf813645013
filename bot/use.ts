import type { Tx } from '../db/database.ts'
import { countUse } from '../db/meters.ts'
import type { Platform } from './platform.ts'

/** Adds what was used of a platform since it was asked last to its month, in a transaction that happens anyway. */
export function countUseOf(tx: Tx, platform: Platform | undefined, now: number): void {
  const use = platform?.takeUse?.()
  if (platform && use) countUse(tx, platform.name, { ...use, now })
}
