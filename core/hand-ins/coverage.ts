import type { Actor, Role } from '../actor.ts'
import { leavesBelow, type Campaign } from '../campaigns/campaign.ts'
import type { Day } from '../calendar/day.ts'
import { dutyId, itemsOf, type DutyId, type Item, type Owner } from './duty.ts'
import { isOverdueHandIn, type HandInStatus } from './hand-in.ts'
import { maySeeHandIn } from './hand-in-permit.ts'
import type { UnitId } from '../issue.ts'

/** A unit as far as what it owes is concerned. */
export type CoveredUnit = {
  readonly id: UnitId
  readonly name: string
  /** Every role somebody has in it. */
  readonly roles: readonly Role[]
  /** Set by the office by hand; null: as its people say. */
  readonly takesPart: boolean | null
}

/** A hand-in as far as a table shows it. */
export type HandInMark = {
  readonly id: DutyId
  readonly status: HandInStatus
  readonly late: boolean
  readonly zero: boolean
}

/** overdue: owed, and the due day is over (逾期未报). */
export type CellState = 'overdue' | HandInStatus

export type Cell = {
  /** null where the document names a unit that the office doesn't have. */
  readonly id: DutyId | null
  readonly item: Item
  readonly state: CellState
  readonly late: boolean
  readonly zero: boolean
}

/** What one unit owes of its own, one working group, or a unit as the lead of one standing task. */
export type CoverageRow = {
  /** The working group's or the task's name; null for a unit's own. */
  readonly label: string | null
  readonly unit: UnitId | null
  readonly unitName: string
  readonly cells: readonly Cell[]
}

/** 全覆盖、无遗漏: everything owed under one campaign and what has come of it. */
export type Coverage = {
  readonly units: readonly CoverageRow[]
  readonly groups: readonly CoverageRow[]
  readonly tasks: readonly CoverageRow[]
  /** Units that a reform ended, with what they had handed in: they owe nothing more. */
  readonly ended: readonly CoverageRow[]
  /** Nobody there could hand anything in: an omission too. */
  readonly withoutContact: readonly CoveredUnit[]
  /** Taken out by the office. */
  readonly takenOut: readonly CoveredUnit[]
}

export type Covered = {
  readonly campaign: Campaign
  readonly began: Day
  readonly today: Day
  readonly units: readonly CoveredUnit[]
  readonly ended: readonly Pick<CoveredUnit, 'id' | 'name'>[]
  /** The unit a document means by a name, an old one too; null where the office has none. */
  readonly called: (name: string) => UnitId | null
  readonly marks: ReadonlyMap<DutyId, HandInMark>
}

const acting: readonly Role[] = ['contact', 'responsible', 'first']
const elsewhere: readonly Role[] = ['officer', 'director', 'administrator', 'auditor', 'leader']

/**
 * Whether a unit owes what every unit owes: somebody acts for it and it is not the office's own, or the office has
 * said so by hand.
 */
function takesPart({ roles, takesPart: said }: CoveredUnit): boolean {
  return (
    said ?? (roles.some((role) => acting.includes(role)) && !roles.includes('officer') && !roles.includes('director'))
  )
}

/** As far as this person may see it (see maySeeHandIn). Units in the order given. */
export function coverageOf(covered: Covered, actor: Actor): Coverage {
  const sees = (unit: UnitId | null, categories: readonly string[] = []) => maySeeHandIn(actor, { unit, categories })
  const { campaign, began, today } = covered
  const items = itemsOf(campaign, began, today)
  const units = covered.units.filter(({ id }) => sees(id))
  return {
    units: unitRows(covered, units.filter(takesPart), items),
    groups: groupRows(covered, items)
      .filter(({ row, categories }) => sees(row.unit, categories))
      .map(({ row }) => row),
    tasks: taskRows(covered, items).filter(({ unit }) => sees(unit)),
    ended: endedRows(covered, items).filter(({ unit }) => sees(unit)),
    withoutContact: units.filter(isWithoutContact),
    takenOut: units.filter((unit) => unit.takesPart === false),
  }
}

function isWithoutContact({ roles, takesPart: said }: CoveredUnit): boolean {
  const nobody = !roles.some((role) => acting.includes(role))
  return nobody && said !== false && (said === true || !roles.some((role) => elsewhere.includes(role)))
}

function unitRows(covered: Covered, units: readonly CoveredUnit[], items: readonly Item[]): CoverageRow[] {
  const owed = items.filter(({ owes }) => owes === 'unit')
  return units.map(({ id, name }) => {
    const cells = owed.map((item) => cellOf(covered, item, { unit: id, group: null }))
    return { label: null, unit: id, unitName: name, cells }
  })
}

function endedRows(covered: Covered, items: readonly Item[]): CoverageRow[] {
  const owed = items.filter(({ owes }) => owes === 'unit')
  return covered.ended
    .map(({ id, name }) => {
      const cells = owed.map((item) => cellOf(covered, item, { unit: id, group: null }))
      const handed = cells.filter(({ state }) => state !== 'missing' && state !== 'overdue')
      return { label: null, unit: id, unitName: name, cells: handed }
    })
    .filter(({ cells }) => cells.length > 0)
}

function groupRows(covered: Covered, items: readonly Item[]) {
  const owed = items.filter(({ owes }) => owes === 'group')
  if (owed.length === 0) return []
  return covered.campaign.groups.map(({ id, name, lead, categories }) => {
    const unit = covered.called(lead)
    const cells = owed.map((item) => cellOf(covered, item, unit === null ? null : { unit: null, group: id }))
    const row = { label: name, unit, unitName: lead, cells }
    return { row, categories: leavesBelow(covered.campaign, categories) }
  })
}

function taskRows(covered: Covered, items: readonly Item[]): CoverageRow[] {
  return covered.campaign.tasks.flatMap(({ id, name, lead }) => {
    const periods = items.filter((item) => item.owes === 'lead' && item.id === id)
    if (periods.length === 0) return []
    return lead.map((unitName) => {
      const unit = covered.called(unitName)
      const cells = periods.map((item) => cellOf(covered, item, unit === null ? null : { unit, group: null }))
      return { label: name, unit, unitName, cells }
    })
  })
}

function cellOf({ campaign, marks, today }: Covered, item: Item, owner: Owner | null): Cell {
  const id = owner && dutyId({ campaign: campaign.code, item: item.id, period: item.period, ...owner })
  const mark = id === null ? undefined : marks.get(id)
  const status = mark?.status ?? 'missing'
  const state = isOverdueHandIn({ status }, item.due, today) ? 'overdue' : status
  return { id, item, state, late: mark?.late ?? false, zero: mark?.zero ?? false }
}

/** Everything owed, in the order of the tables. */
export function allRows({ units, groups, tasks }: Coverage): CoverageRow[] {
  return [...units, ...groups, ...tasks]
}
