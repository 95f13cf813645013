import { z } from 'zod'
import type { Cell, CoverageRow } from '../core/hand-ins/coverage.ts'
import type { Item } from '../core/hand-ins/duty.ts'
import { paths } from './paths.ts'

const stateFilters = ['overdue', 'missing', 'claimed', 'returned', 'handed', 'accepted', 'late'] as const
export type StateFilter = (typeof stateFilters)[number]

/** What stands in the address of the page of hand-ins; undefined = not filtered by it. */
export type HandInsQuery = {
  readonly campaign: string | undefined
  /** See `itemKey`. */
  readonly item: string | undefined
  readonly state: StateFilter | undefined
}

const Shape = z.object({
  campaign: z.string().max(20).optional().catch(undefined),
  item: z.string().max(40).optional().catch(undefined),
  state: z.enum(stateFilters).optional().catch(undefined),
})

export function readHandInsQuery(typed: Record<string, string>): HandInsQuery {
  const { campaign, item, state } = Shape.parse(typed)
  return { campaign, item: item === '' ? undefined : item, state }
}

/** 'D1', 'T1.2024Q4'. */
export function itemKey({ id, period }: Item): string {
  return period === null ? id : `${id}.${period}`
}

/** The page's address with some of it changed. */
export function handInsPath(query: HandInsQuery, change: Partial<HandInsQuery> = {}): string {
  const { campaign, item, state } = { ...query, ...change }
  const search = new URLSearchParams({
    ...(campaign === undefined ? {} : { campaign }),
    ...(item === undefined ? {} : { item }),
    ...(state === undefined ? {} : { state }),
  })
  return search.size === 0 ? paths.handIns : `${paths.handIns}?${search.toString()}`
}

export function isWanted({ item, state }: HandInsQuery, cell: Cell): boolean {
  return (item === undefined || itemKey(cell.item) === item) && (state === undefined || isIn(state, cell))
}

export function isIn(state: StateFilter, cell: Cell): boolean {
  return state === 'late' ? cell.late : cell.state === state
}

/** Rows with the cells of the item asked for, those without any cell in the state asked for left out. */
export function narrowed(query: HandInsQuery, rows: readonly CoverageRow[]): CoverageRow[] {
  return rows
    .filter(({ cells }) => cells.some((cell) => isWanted(query, cell)))
    .map((row) => {
      const { item } = query
      return item === undefined ? row : { ...row, cells: row.cells.filter((cell) => itemKey(cell.item) === item) }
    })
}
