import { z } from 'zod'
import type { LogRow } from '../db/verify-log.ts'

const Line = z.strictObject({
  n: z.int(),
  subjectKind: z.string(),
  subjectId: z.string(),
  seq: z.int(),
  type: z.string(),
  actor: z.int().nullable(),
  door: z.string(),
  at: z.int(),
  dataHash: z.string(),
  hash: z.string(),
  salt: z.string().nullable(),
  data: z.unknown(),
  redactedBy: z.int().nullable(),
  sealed: z.literal(true).exactOptional(),
})

/** An event as one line of JSON, its data readable; what is sealed stays behind, and its hash vouches for it. */
export function logLine({ data, ...row }: LogRow): string {
  if (row.type === 'sealed' && row.redactedBy === null)
    return JSON.stringify({ ...row, salt: null, data: null, sealed: true })
  return JSON.stringify({ ...row, data: data === null ? null : (JSON.parse(data) as unknown) })
}

/** null where the line isn't one of ours. */
export function readLogLine(line: string): LogRow | null {
  try {
    const { data = null, ...row } = Line.parse(JSON.parse(line))
    return { ...row, data: data === null ? null : JSON.stringify(data) }
  } catch {
    return null
  }
}
