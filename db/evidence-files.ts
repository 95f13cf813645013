import { and, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Db } from './database.ts'
import { fetches } from './schema.ts'

/** Hashes of the files that issues have as evidence, of those handed in, and of those waiting for their place. */
export function evidenceHashes(db: Db): string[] {
  const attached = db.all<{ sha256: string }>(
    sql`select distinct file.value ->> 'sha256' as sha256 from issues, json_each(issues.issue, '$.evidence') as file`,
  )
  const handedIn = db.all<{ sha256: string }>(
    sql`select distinct file.value ->> 'sha256' as sha256 from hand_ins, json_each(hand_ins.hand_in, '$.files') as file`,
  )
  const waiting = db
    .select({ sha256: fetches.sha256 })
    .from(fetches)
    .where(and(isNotNull(fetches.sha256), inArray(fetches.state, ['kept', 'queued'])))
    .all()
  return [...new Set([...attached, ...handedIn, ...waiting].flatMap(({ sha256 }) => sha256 ?? []))]
}
