import { and, inArray, notInArray, sql, type SQL } from 'drizzle-orm'
import { readsAll, unitsOf, type Actor } from '../core/actor.ts'
import type { IssueFilter } from './issues.ts'
import { issues } from './schema.ts'

/** The rule of `flagsFor` in core: suspicions are for those who read the whole office, and not about a unit of theirs. */
export function flaggedFor(actor: Actor, { flagged }: IssueFilter): SQL | undefined {
  if (flagged === undefined) return undefined
  const found = inArray(issues.flagged, [flagged, 'both'])
  if (flagged === 'confirmed' || actor.kind === 'system') return found
  const own = unitsOf(actor)
  return readsAll(actor) ? and(found, own.length > 0 ? notInArray(sql`+${issues.unit}`, own) : undefined) : sql`0`
}
