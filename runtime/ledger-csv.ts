import { annexCell } from '../core/annex.ts'
import type { Campaign } from '../core/campaign.ts'
import { isOverdue } from '../core/clock.ts'
import type { Day } from '../core/day.ts'
import { wanField } from '../core/money.ts'
import { statusText } from '../core/texts.ts'
import type { LedgerRow } from '../db/export.ts'
import { csvLine } from './csv.ts'

const after = [
  '状态',
  '问题类别',
  '问题来源',
  '责任单位',
  '涉及企业',
  '涉及金额（万元）',
  '已兑现金额（万元）',
  '发生时间',
  '是否逾期',
]

/** The head row of a campaign's ledger: 编号, the annex form's own columns, then what lists are sorted by. */
export function ledgerHead({ annex }: Campaign): string {
  return csvLine(['编号', ...annex.columns.map(({ label }) => label), ...after])
}

/** One issue; `ordinal` counts the rows from 1. Money in 万元, exact to the fen. */
export function ledgerLine(
  { issue, unit, names }: LedgerRow,
  at: { campaign: Campaign; ordinal: number; today: Day },
): string {
  const { campaign, ordinal, today } = at
  const place = { ordinal, nameOf: (id: number) => names.get(id) ?? '' }
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? id
  return csvLine([
    issue.serial,
    ...campaign.annex.columns.map(({ fields }) => annexCell(fields, issue, place)),
    statusText[issue.status],
    nameIn(campaign.categories, issue.category),
    nameIn(campaign.sources, issue.source),
    unit,
    issue.enterprise ?? '',
    issue.involved === null ? '' : wanField(issue.involved),
    issue.involved === null && issue.settled === 0 ? '' : wanField(issue.settled),
    issue.happened,
    isOverdue(issue, today) ? '是' : '否',
  ])
}
