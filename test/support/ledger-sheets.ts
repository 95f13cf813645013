import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { Sheet } from '../../core/sheets/sheet.ts'
import { campaign } from './campaign.ts'
import { sheetOf } from './sheet.ts'

/** As the annex of 漯河 has it. */
export const annex: Campaign = {
  ...campaign,
  annex: {
    ...campaign.annex,
    columns: [
      { label: '序号', fields: ['ordinal'] },
      { label: '问题描述', fields: ['title', 'cause', 'course'] },
      { label: '推进措施及时间节点', fields: ['measures'] },
      { label: '完成时限', fields: ['deadline'] },
      { label: '第一责任人', fields: ['firstResponsible'] },
      { label: '具体责任人', fields: ['responsible'] },
      { label: '备注', fields: ['remark'] },
    ],
    notes: [{ text: '要认真排查，如实填报' }],
  },
}

export const ledgerLabels = [
  ...['编号', '序号', '问题描述', '推进措施及时间节点', '完成时限', '第一责任人', '具体责任人', '备注', '状态'],
  ...['问题类别', '问题来源', '责任单位', '涉及企业', '涉及金额（万元）', '已兑现金额（万元）', '发生时间', '是否逾期'],
] as const

/** What stands in a row, by the label of the column; '' in the others. */
export type Cells = Readonly<Record<string, string>>

/** What a row without a serial can't do without. */
export const old: Cells = {
  问题描述: '标准厂房补贴',
  完成时限: '2023年3月31日',
  状态: '整改中',
  问题类别: '承诺与合同履行',
  问题来源: '自查',
  责任单位: '临港区',
  发生时间: '2021-03',
}

/** A title, the head in row 2, and these rows from row 3 on. */
export function sheetWith(...rows: readonly Cells[]): Sheet {
  return sheetUnder(ledgerLabels, ...rows)
}

/** The same with columns of one's own. */
export function sheetUnder(labels: readonly string[], ...rows: readonly Cells[]): Sheet {
  return sheetOf([['招商引资失信台账'], [...labels], ...rows.map((row) => labels.map((label) => row[label] ?? ''))])
}
