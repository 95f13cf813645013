import { z } from 'zod'
import type { Day } from '../core/calendar/day.ts'
import { enterpriseOf } from '../core/issue/enterprise.ts'
import { statuses, type Status, type UnitId } from '../core/issue.ts'
import type { IssueFilter, IssueSort } from '../db/issues.ts'
import { paths } from './paths.ts'

/** Rows on a page of the ledger. */
export const pageSize = 50

/** What stands in the address of the ledger; undefined = not filtered by it. */
export type LedgerQuery = {
  readonly state: Status | undefined
  readonly overdue: boolean
  /** Only what waits for an answer about its time. */
  readonly extension: boolean
  /** Only what waits for an answer to an appeal. */
  readonly appeal: boolean
  readonly flagged: 'suspected' | 'confirmed' | undefined
  /** Only what an officer proposes not to list. */
  readonly dismissal: boolean
  readonly replan: boolean
  readonly campaign: string | undefined
  readonly unit: UnitId | undefined
  /** true: 增量 only; false: 存量 only. */
  readonly fresh: boolean | undefined
  /** As typed, its 统一社会信用代码 or '' beside it. */
  readonly enterprise: { readonly name: string; readonly code: string } | undefined
  readonly sort: IssueSort
  readonly q: string
  readonly page: number
}

const Shape = z.object({
  state: z.enum(statuses).optional().catch(undefined),
  overdue: z.literal('1').optional().catch(undefined),
  extension: z.literal('1').optional().catch(undefined),
  appeal: z.literal('1').optional().catch(undefined),
  flagged: z.enum(['suspected', 'confirmed']).optional().catch(undefined),
  dismissal: z.literal('1').optional().catch(undefined),
  replan: z.literal('1').optional().catch(undefined),
  campaign: z.string().max(20).optional().catch(undefined),
  unit: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
  fresh: z
    .enum(['0', '1'])
    .transform((sign) => sign === '1')
    .optional()
    .catch(undefined),
  enterprise: z.string().max(300).catch(''),
  code: z.string().max(40).catch(''),
  sort: z.enum(['newest', 'deadline', 'changed']).catch('newest'),
  q: z.string().catch(''),
  page: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .catch(1),
})

type Known = { readonly campaigns: readonly string[]; readonly units: readonly UnitId[] }

/** The address as far as it makes sense; what doesn't is left out rather than refused. */
export function readQuery(typed: Record<string, string>, known: Known): LedgerQuery {
  const { state, overdue, extension, replan, dismissal, appeal, flagged, ...rest } = Shape.parse(typed)
  const { campaign, unit, fresh, enterprise, code, sort, q, page } = rest
  return {
    state,
    fresh,
    sort,
    overdue: overdue !== undefined,
    extension: extension !== undefined,
    appeal: appeal !== undefined,
    flagged,
    dismissal: dismissal !== undefined,
    replan: replan !== undefined,
    enterprise:
      enterprise === '' && code === '' ? undefined : { name: enterprise.toWellFormed(), code: code.toWellFormed() },
    campaign: known.campaigns.find((code) => code === campaign),
    unit: known.units.find((id) => id === unit),
    q: q.trim().slice(0, 200).toWellFormed(),
    page: Math.max(1, page),
  }
}

/** The ledger without any filter. */
export const wholeLedger: LedgerQuery = readQuery({}, { campaigns: [], units: [] })

export function filterOf(query: LedgerQuery, today: Day): IssueFilter {
  const { state, overdue, extension, replan, dismissal, appeal, flagged, campaign, unit, fresh, q } = query
  const enterprise = query.enterprise && knownBy(query.enterprise)
  return {
    ...(enterprise ? { enterprise } : {}),
    ...(state ? { statuses: [state] } : {}),
    ...(overdue ? { overdueOn: today } : {}),
    ...(extension ? { extension } : {}),
    ...(appeal ? { appeal } : {}),
    ...(flagged ? { flagged } : {}),
    ...(dismissal ? { dismissal } : {}),
    ...(replan ? { replan } : {}),
    ...(campaign === undefined ? {} : { campaign }),
    ...(unit === undefined ? {} : { unit }),
    ...(fresh === undefined ? {} : { fresh }),
    ...(q === '' ? {} : { words: q }),
  }
}

function knownBy({ name, code }: NonNullable<LedgerQuery['enterprise']>) {
  return enterpriseOf({ enterprise: name || null, creditCode: code || null })
}

export function freshSign(fresh: boolean): string {
  return fresh ? '1' : '0'
}

/** The ledger's address with some of it changed; a change of anything but the page begins at page 1. */
export function ledgerPath(query: LedgerQuery, change: Partial<LedgerQuery> = {}): string {
  const { state, overdue, extension, replan, dismissal, appeal, flagged, ...rest } = { ...query, page: 1, ...change }
  const { campaign, unit, fresh, enterprise, sort, q, page } = rest
  const search = new URLSearchParams({
    ...(state ? { state } : {}),
    ...(overdue ? { overdue: '1' } : {}),
    ...(extension ? { extension: '1' } : {}),
    ...(appeal ? { appeal: '1' } : {}),
    ...(flagged ? { flagged } : {}),
    ...(dismissal ? { dismissal: '1' } : {}),
    ...(replan ? { replan: '1' } : {}),
    ...(campaign === undefined ? {} : { campaign }),
    ...(unit === undefined ? {} : { unit: String(unit) }),
    ...(fresh === undefined ? {} : { fresh: freshSign(fresh) }),
    ...(enterprise?.name ? { enterprise: enterprise.name } : {}),
    ...(enterprise?.code ? { code: enterprise.code } : {}),
    ...(q === '' ? {} : { q }),
    ...(sort === 'newest' ? {} : { sort }),
    ...(page === 1 ? {} : { page: String(page) }),
  })
  return search.size === 0 ? paths.ledger : `${paths.ledger}?${search.toString()}`
}
