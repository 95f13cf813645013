import type { PersonId } from './actor.ts'
import { annexCell } from './annex.ts'
import type { Campaign } from './campaign.ts'
import { isOverdue } from './clock.ts'
import type { Day } from './day.ts'
import type { Issue } from './issue.ts'

type AnnexField = Campaign['annex']['columns'][number]['fields'][number]
type LedgerField = AnnexField | 'serial' | 'overdue'

/** A column of a ledger sheet; several fields stand below one another in its cells. */
export type LedgerColumn = {
  readonly label: string
  readonly fields: readonly LedgerField[]
  /** One of the columns of the campaign's annex form. */
  readonly inForm: boolean
}

/** What the cells of one row are made of; `ordinal` counts the rows from 1. */
export type LedgerEntry = {
  readonly campaign: Campaign
  readonly issue: Issue
  readonly ordinal: number
  readonly unit: string
  readonly nameOf: (id: PersonId) => string
  readonly today: Day
}

const serialColumn: LedgerColumn = { label: '编号', fields: ['serial'], inForm: false }

const columnsAfter: readonly LedgerColumn[] = [
  { label: '状态', fields: ['status'], inForm: false },
  { label: '问题类别', fields: ['category'], inForm: false },
  { label: '问题来源', fields: ['source'], inForm: false },
  { label: '责任单位', fields: ['unit'], inForm: false },
  { label: '涉及企业', fields: ['enterprise'], inForm: false },
  { label: '涉及金额（万元）', fields: ['involved'], inForm: false },
  { label: '已兑现金额（万元）', fields: ['settled'], inForm: false },
  { label: '发生时间', fields: ['happened'], inForm: false },
  { label: '是否逾期', fields: ['overdue'], inForm: false },
]

/**
 * The columns of a campaign's ledger sheet (contract, section 5): 编号, the annex form's own, then what lists are
 * sorted by. A label stands once: what the form has already isn't repeated after it, and 编号 is always the serial.
 */
export function ledgerColumns({ annex }: Pick<Campaign, 'annex'>): LedgerColumn[] {
  const form = annex.columns
    .filter(({ label }) => label !== serialColumn.label)
    .map((column) => ({ ...column, inForm: true }))
  const after = columnsAfter.filter(({ label }) => !form.some((column) => column.label === label))
  return [serialColumn, ...form, ...after]
}

/** One cell as text: a day as 2023-05-31, a month as 2021-03, money in 万元, exact to the fen, nothing as ''. */
export function ledgerCell({ fields }: LedgerColumn, entry: LedgerEntry): string {
  return fields
    .map((field) => fieldText(field, entry))
    .filter((text) => text !== '')
    .join('\n')
}

function fieldText(field: LedgerField, entry: LedgerEntry): string {
  const { issue, today } = entry
  switch (field) {
    case 'serial':
      return issue.serial
    case 'overdue':
      return isOverdue(issue, today) ? '是' : '否'
    default:
      return annexCell([field], issue, entry)
  }
}
