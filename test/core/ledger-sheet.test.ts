import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../core/campaign.ts'
import type { Issue } from '../../core/issue.ts'
import { ledgerCell, ledgerColumns } from '../../core/ledger-sheet.ts'
import { openNode } from '../../db/open-node.ts'
import { campaign } from '../support/campaign.ts'
import { day, world } from '../support/world.ts'

type Columns = Campaign['annex']['columns']

const withForm = (...columns: Columns): Campaign => ({ ...campaign, annex: { ...campaign.annex, columns } })
const labels = (running: Campaign) => ledgerColumns(running).map(({ label }) => label)

function rectifying() {
  const { db, close } = openNode(':memory:')
  const issue = world(db).to('rectifying')
  close()
  return issue
}

/** label → text of its cell */
function row(issue: Issue, today = day('2022-12-01')) {
  const entry = { campaign, issue, ordinal: 1, unit: '临港区', nameOf: () => '某人', today }
  return Object.fromEntries(ledgerColumns(campaign).map((column) => [column.label, ledgerCell(column, entry)]))
}

describe('the columns of a ledger sheet', () => {
  test('are 编号, those of the annex form, then those that lists are sorted by', () => {
    expect(labels(withForm({ label: '序号', fields: ['ordinal'] }, { label: '备注', fields: ['remark'] }))).toEqual([
      '编号',
      '序号',
      '备注',
      ...['状态', '问题类别', '问题来源', '责任单位', '涉及企业', '涉及金额（万元）', '已兑现金额（万元）'],
      ...['发生时间', '是否逾期'],
    ])
  })

  test('have each label once: what the form has isn’t repeated, and 编号 stays the serial', () => {
    const running = withForm({ label: '编号', fields: ['ordinal'] }, { label: '发生时间', fields: ['remark'] })
    expect(labels(running).filter((label) => label === '编号' || label === '发生时间')).toEqual(['编号', '发生时间'])
    expect(ledgerColumns(running).filter(({ inForm }) => inForm)).toEqual([
      { label: '发生时间', fields: ['remark'], inForm: true },
    ])
    expect(ledgerColumns(running)[0]?.fields).toEqual(['serial'])
  })
})

describe('the cells of a ledger sheet', () => {
  test('show names, never ids, and money in 万元', () => {
    expect(row(rectifying())).toEqual({
      编号: 'LH2022-0001',
      问题描述: '临港产业园标准厂房补贴\n财政资金未安排\n2021年签订协议，承诺补贴300万元，至今未兑现',
      状态: '整改中',
      问题类别: '承诺与合同履行',
      问题来源: '自查',
      责任单位: '临港区',
      涉及企业: '某某科技有限公司',
      '涉及金额（万元）': '300',
      '已兑现金额（万元）': '0',
      发生时间: '2021-03',
      是否逾期: '否',
    })
  })

  test('say nothing of money where an issue is not about money', () => {
    const cells = row({ ...rectifying(), involved: null, enterprise: null })
    expect([cells['涉及金额（万元）'], cells['已兑现金额（万元）'], cells['涉及企业']]).toEqual(['', '', ''])
  })

  test('tell what is overdue as of a day', () => {
    const issue = rectifying()
    expect([row(issue, day('2023-03-31')).是否逾期, row(issue, day('2023-04-01')).是否逾期]).toEqual(['否', '是'])
  })
})
