import { leavesBelow, type Campaign } from '../campaigns/campaign.ts'
import type { Day } from '../calendar/day.ts'
import { allRows, type Coverage } from '../hand-ins/coverage.ts'
import { readDutyId, type DutyId } from '../hand-ins/duty.ts'
import type { UnitId } from '../issue.ts'
import type { Moment } from './figures.ts'

/** A paper that is missing, or falls due within the coming seven days. */
export type OwedPaper = {
  /** null where a document names a unit that the office doesn't have. */
  readonly id: DutyId | null
  /** The unit, or the working group with its lead unit. */
  readonly owner: string
  readonly unit: UnitId | null
  /** What a working group answers for; empty for a unit's own. */
  readonly categories: readonly string[]
  readonly item: string
  readonly due: Day
  readonly overdue: boolean
}

/** Every such paper of a campaign, the earliest due first. */
export function papersOwed(campaign: Campaign, coverage: Coverage, { lastSoon }: Moment): OwedPaper[] {
  return allRows(coverage)
    .flatMap(({ label, unit, unitName, cells }) =>
      cells.flatMap(({ id, item, state }): OwedPaper[] => {
        const owed = state !== 'handed' && state !== 'accepted'
        if (!owed || item.due === null || item.due > lastSoon) return []
        const owner = label === null ? unitName : `${label}（${unitName}）`
        const overdue = state === 'overdue'
        return [{ id, owner, unit, categories: ofGroup(campaign, id), item: item.name, due: item.due, overdue }]
      }),
    )
    .sort((one, other) => one.due.localeCompare(other.due))
}

function ofGroup(campaign: Campaign, id: DutyId | null): string[] {
  const duty = id === null ? null : readDutyId(id)
  const group = campaign.groups.find((known) => known.id === duty?.group)
  return group ? leavesBelow(campaign, group.categories) : []
}
