import { and, asc, eq, gt } from 'drizzle-orm'
import type { Actor, PersonId } from '../core/actor.ts'
import type { Issue, UnitId } from '../core/issue.ts'
import type { Db } from './database.ts'
import { visible } from './issues.ts'
import { namesOf, unitName } from './people.ts'
import { issues } from './schema.ts'

export type LedgerRow = { readonly issue: Issue; readonly unit: string; readonly names: ReadonlyMap<PersonId, string> }

/** unit null: those of all units. */
export type LedgerScope = { readonly campaign: string; readonly unit: UnitId | null; readonly actor: Actor }

const PAGE = 200

/**
 * A campaign's issues that the actor may see, in the order of their serials, a few at a time: a ledger of any size
 * fits in memory.
 */
export function* ledgerRows(db: Db, scope: LedgerScope): Generator<LedgerRow> {
  let last = 0
  const unitNames = new Map<UnitId, string>()
  const names = new Map<PersonId, string>()
  for (;;) {
    const page = pageAfter(db, scope, last)
    const unknown = page.flatMap(({ issue }) => responsibleFor(issue)).filter((id) => !names.has(id))
    for (const [id, name] of namesOf(db, unknown)) names.set(id, name)
    for (const { id, issue } of page) {
      const unit = unitNames.get(issue.unit) ?? unitName(db, issue.unit)
      unitNames.set(issue.unit, unit)
      last = id
      yield { issue, unit, names }
    }
    if (page.length < PAGE) return
  }
}

function pageAfter(db: Db, { campaign, unit, actor }: LedgerScope, last: number): { id: number; issue: Issue }[] {
  return db
    .select({ id: issues.id, issue: issues.issue })
    .from(issues)
    .where(
      and(
        eq(issues.campaign, campaign),
        unit === null ? undefined : eq(issues.unit, unit),
        visible(db, actor),
        gt(issues.id, last),
      ),
    )
    .orderBy(asc(issues.id))
    .limit(PAGE)
    .all()
}

function responsibleFor({ plan, proposal }: Issue): PersonId[] {
  const named = plan ?? proposal
  return named ? [named.first, named.responsible] : []
}
