import type { PersonId } from '../actor.ts'
import { annexCell } from './annex.ts'
import type { Campaign } from '../campaigns/campaign.ts'
import { isOverdue } from '../calendar/clock.ts'
import type { Day } from '../calendar/day.ts'
import type { Issue, Status } from '../issue.ts'
import { isHiddenLead } from '../sight.ts'

type AnnexField = Campaign['annex']['columns'][number]['fields'][number]
export type LedgerField = AnnexField | 'serial' | 'overdue'

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

const SERIAL = '编号'

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
 * sorted by. A label stands once: what the form has already isn't repeated after it, and where the form has an 编号
 * it is the serial.
 */
export function ledgerColumns({ annex }: Pick<Campaign, 'annex'>): LedgerColumn[] {
  const labels = annex.columns.map(({ label }) => label)
  const form = annex.columns.filter(({ label }) => label !== SERIAL).map((column) => ({ ...column, inForm: true }))
  const after = columnsAfter.filter(({ label }) => !labels.includes(label))
  return [{ label: SERIAL, fields: ['serial'], inForm: labels.includes(SERIAL) }, ...form, ...after]
}

const aside: readonly Status[] = ['dismissed', 'merged', 'withdrawn']

/** Stands in the list a unit stamps: neither put aside, nor a lead the unit mustn't know of yet (domain, section 4). */
export function isListed(issue: Issue): boolean {
  return !aside.includes(issue.status) && !isHiddenLead(issue)
}

/**
 * One cell as text that every sheet can hold: a day as 2023-05-31, a month as 2021-03, money in 万元, exact to the
 * fen, nothing as ''.
 */
export function ledgerCell({ fields }: LedgerColumn, entry: LedgerEntry): string {
  const texts = fields.map((field) => fieldText(field, entry)).filter((text) => text !== '')
  return sheetText(texts.join('\n'))
}

/** Excel's limit, in UTF-16 units as it counts them: a longer cell makes it call the file broken. */
export const mostInCell = 32_767
const cutOff = '…（余下见系统）'

/** What a cell can hold of a text: line ends as \n, no control characters but tabs, no half signs, not too long. */
function sheetText(text: string): string {
  const clean = troubles.test(text) ? cleaned(text) : text
  if (clean.length <= mostInCell) return clean
  const kept = clean.slice(0, mostInCell - cutOff.length)
  return (kept.isWellFormed() ? kept : kept.slice(0, -1)) + cutOff
}

/** Nearly no cell has any of these, and a ledger has many cells. */
const troubles = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}|\p{Cs}/u

function cleaned(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu, '')
    .toWellFormed()
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
