import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../../core/campaigns/campaign.ts'
import { statuses, type Issue } from '../../../core/issue.ts'
import { isListed, ledgerCell, ledgerColumns } from '../../../core/sheets/ledger-sheet.ts'
import { campaign } from '../../support/campaign.ts'
import { issueIn, lead } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

type Columns = Campaign['annex']['columns']

const withForm = (...columns: Columns): Campaign => ({ ...campaign, annex: { ...campaign.annex, columns } })
const labels = (running: Campaign) => ledgerColumns(running).map(({ label }) => label)

const rectifying = issueIn('rectifying')

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

  test('have each label once: what the form has isn’t repeated, and its 编号 is the serial', () => {
    const running = withForm({ label: '发生时间', fields: ['remark'] }, { label: '编号', fields: ['ordinal'] })
    expect(ledgerColumns(running).filter(({ label }) => label === '编号' || label === '发生时间')).toEqual([
      { label: '编号', fields: ['serial'], inForm: true },
      { label: '发生时间', fields: ['remark'], inForm: true },
    ])
  })
})

test('what the form has is told from what only the sheet has beside it', () => {
  const running = withForm({ label: '备注', fields: ['remark'] }, { label: '状态', fields: ['status'] })
  const inForm = ledgerColumns(running).filter((column) => column.inForm)
  expect(inForm.map(({ label }) => label)).toEqual(['备注', '状态'])
})

test('a list holds neither what was put aside nor a lead its unit mustn’t know of', () => {
  expect(statuses.filter((status) => isListed({ ...rectifying, status }))).toEqual([
    ...['reported', 'assigned', 'planning', 'plan_review', 'rectifying', 'verifying', 'closed'],
  ])
  expect([isListed(lead()), isListed(issueIn('assigned'))]).toEqual([false, true])
})

describe('the cells of a ledger sheet', () => {
  test('show names, never ids, and money in 万元', () => {
    expect(row(rectifying)).toEqual({
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
    const cells = row({ ...rectifying, involved: null, enterprise: null })
    expect([cells['涉及金额（万元）'], cells['已兑现金额（万元）'], cells['涉及企业']]).toEqual(['', '', ''])
  })

  test('leave no gap for what isn’t said', () => {
    const cells = row({ ...rectifying, cause: '' })
    expect(cells.问题描述).toBe('临港产业园标准厂房补贴\n2021年签订协议，承诺补贴300万元，至今未兑现')
  })

  test('tell what is overdue as of a day', () => {
    const issue = rectifying
    expect([row(issue, day('2023-03-31')).是否逾期, row(issue, day('2023-04-01')).是否逾期]).toEqual(['否', '是'])
  })

  test.each([
    ['line ends of every system', '一\r\n二\r三', '一\n二\n三'],
    ['control characters', 'a\0b\u001bc\u0085d\te\uffff', 'abcd\te'],
    ['half of a sign', '好\ud83d', '好\ufffd'],
  ])('hold nothing a sheet can’t: %s', (_, title, shown) => {
    expect(row({ ...rectifying, enterprise: title }).涉及企业).toBe(shown)
  })

  test('end where Excel’s do, and say that there is more', () => {
    const cell = (enterprise: string) => row({ ...rectifying, enterprise }).涉及企业 ?? ''
    expect([cell('一'.repeat(32_767)).length, cell('一'.repeat(40_000)).length]).toEqual([32_767, 32_767])
    expect([cell('一'.repeat(32_767)).slice(-3), cell('一'.repeat(32_768)).slice(-9)]).toEqual([
      '一一一',
      '一…（余下见系统）',
    ])
    expect(/^(😀)+…（余下见系统）$/u.test(cell('😀'.repeat(20_000)))).toBe(true)
  })
})
