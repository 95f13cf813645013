import { and, count, eq, notInArray, sql } from 'drizzle-orm'
import type { Actor } from '../core/actor.ts'
import type { Status, UnitId } from '../core/issue.ts'
import type { Fen } from '../core/money.ts'
import type { Db } from './database.ts'
import { scoped } from './issues.ts'
import { issues } from './schema.ts'

/** Money of issues added up, in fen, exact up to 2^53; `left`: 未兑现, `unproven`: paid without a voucher. */
export type Money = {
  readonly count: number
  readonly involved: Fen
  readonly confirmed: Fen
  readonly settled: Fen
  readonly left: Fen
  readonly unproven: Fen
}

export type MoneyCell = Money & { readonly campaign: string; readonly unit: UnitId; readonly category: string }

/** What doesn't count: 不予列入 and 已撤回 owe nothing, and what was merged is counted where it goes on. */
const uncounted: readonly Status[] = ['dismissed', 'merged', 'withdrawn']

/**
 * Money by campaign, unit and category, as far as the actor's scope goes: the office sees all, a leader what they
 * answer for. Of one campaign, or of all of them.
 */
export function moneyCells(db: Db, actor: Actor, campaign?: string): MoneyCell[] {
  return cellsQuery(db, actor, campaign).all()
}

/** How SQLite would find them, a line a step: shows that no issue is read for it. */
export function explainMoney(db: Db, actor: Actor, campaign?: string): string[] {
  const steps = db.all<{ detail: string }>(sql`explain query plan ${cellsQuery(db, actor, campaign).getSQL()}`)
  return steps.map((step) => step.detail)
}

function cellsQuery(db: Db, actor: Actor, campaign?: string) {
  const { unit, category, status, involved, confirmed, settled, unproven } = issues
  const owed = sql`coalesce(${confirmed}, ${involved}, 0)`
  return db
    .select({
      campaign: issues.campaign,
      unit,
      category,
      count: count(),
      involved: total(sql`${involved}`),
      confirmed: total(sql`${confirmed}`),
      settled: total(sql`${settled}`),
      left: total(sql`max(0, ${owed} - ${settled})`),
      unproven: total(sql`${unproven}`),
    })
    .from(issues)
    .where(
      and(
        campaign === undefined ? undefined : eq(issues.campaign, campaign),
        // A + keeps SQLite from looking for states instead of walking the index of money.
        notInArray(sql`+${status}`, [...uncounted]),
        scoped(actor, { unit: sql`+issues.unit`, category: sql`+issues.category` }),
      ),
    )
    .groupBy(issues.campaign, unit, category)
}

function total(what: ReturnType<typeof sql>) {
  return sql<Fen>`coalesce(sum(${what}), 0)`
}

const none: Money = { count: 0, involved: 0, confirmed: 0, settled: 0, left: 0, unproven: 0 }

/** The sum of any of them. */
export function sumOfMoney(cells: readonly Money[]): Money {
  return cells.reduce<Money>(
    (sum, one) => ({
      count: sum.count + one.count,
      involved: sum.involved + one.involved,
      confirmed: sum.confirmed + one.confirmed,
      settled: sum.settled + one.settled,
      left: sum.left + one.left,
      unproven: sum.unproven + one.unproven,
    }),
    none,
  )
}
