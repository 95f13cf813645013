import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../../core/campaigns/campaign.ts'
import type { Issue } from '../../../core/issue.ts'
import { issueIn } from '../../support/facts.ts'
import { annex, ledgerLabels, sheetUnder, type Cells } from '../../support/ledger-sheets.ts'
import { exported, faultsOf, planOf, sideWith } from '../../support/ledger-side.ts'

/** As some forms have it: amounts and the course of things in columns of their own. */
const wide: Campaign = {
  ...annex,
  annex: {
    ...annex.annex,
    columns: [
      ...annex.annex.columns,
      { label: '案号', fields: ['caseNumber'] },
      { label: '核定金额（万元）', fields: ['confirmed'] },
      { label: '进展情况', fields: ['progress'] },
      { label: '企业和金额', fields: ['enterprise', 'involved'] },
    ],
  },
}
const labels = [...ledgerLabels, '案号', '核定金额（万元）', '进展情况', '企业和金额']

const issue: Issue = { ...issueIn('rectifying'), remark: '旧备注', caseNumber: '（2022）1号', settled: 150_000_000 }

const beside = (changes: Cells, known: Issue = issue) =>
  [sheetUnder(labels, { ...exported(known, wide), ...changes }), sideWith([known], { campaign: wide })] as const

/** Label and correction of every cell that says something else. */
function changes(typed: Cells, known: Issue = issue) {
  const [sheet, side] = beside(typed, known)
  return planOf(sheet, side).changed.flatMap((row) => row.changes.map(({ label, correction }) => [label, correction]))
}

const faults = (typed: Cells) => faultsOf(...beside(typed))

describe('a cell that is corrected', () => {
  test.each<[string, string, object]>([
    ['涉及企业', '别的公司', { enterprise: '别的公司' }],
    ['涉及企业', '', { enterprise: null }],
    ['备注', '新备注', { remark: '新备注' }],
    ['案号', '（2022）2号', { caseNumber: '（2022）2号' }],
    ['问题类别', '案件', { category: 'C9' }],
    ['发生时间', '2021年4月', { happened: '2021-04' }],
    ['涉及金额（万元）', '400', { involved: 400_000_000 }],
    ['核定金额（万元）', '', { confirmed: null }],
    ['已兑现金额（万元）', '200', { settled: 200_000_000 }],
    ['已兑现金额（万元）', '', { settled: 0 }],
    ['完成时限', '2023年4月30日', { deadline: '2023-04-30' }],
  ])('%s: %j', (label, typed, correction) => {
    expect(changes({ [label]: typed })).toEqual([[label, correction]])
  })

  test('says what stood there and what stands there now', () => {
    const [sheet, side] = beside({ 备注: '新备注' })
    expect(planOf(sheet, side).changed[0]?.changes).toEqual([
      { label: '备注', before: '旧备注', after: '新备注', correction: { remark: '新备注' } },
    ])
  })

  test.each([
    ['状态', '已销号'],
    ['责任单位', '高新区'],
    ['问题来源', '来信来访'],
    ['推进措施及时间节点', '1. 拨付（2023-03-01）'],
    ['第一责任人', '陈联络'],
    ['进展情况', '已全部兑现'],
    ['企业和金额', '别的公司\n400'],
    ['完成时限', ''],
  ])('%s is moved by acts of its own, and by no import', (label, typed) => {
    expect(changes({ [label]: typed })).toEqual([[label, null]])
  })

  test.each<[string, string, string]>([
    ['问题类别', '别的', '没有“别的”，请填：承诺与合同履行、案件'],
    ['涉及金额（万元）', '约300', '看不懂，请写成 300、3,500.5 或 12万元（不带单位的按万元算）'],
    ['完成时限', '3月31日', '“3月31日”是哪一年？请写成 2023-05-31'],
    ['发生时间', '', '空着'],
    ['发生时间', '去年', '请写明年和月，如 2021-03 或 2021年3月'],
  ])('%s: %s can’t be read', (label, typed, sentence) => {
    expect(faults({ [label]: typed })).toEqual([`3 ${label} ${sentence}`])
  })

  test('is named with every other one that can’t be read', () => {
    expect(faults({ 发生时间: '', 完成时限: '3月31日', 备注: '新备注' })).toHaveLength(2)
  })
})

describe('a cell that only reads differently', () => {
  test.each([
    ['涉及金额（万元）', '３００．０'],
    ['涉及金额（万元）', '3,000,000元'],
    ['发生时间', '2021年3月'],
    ['完成时限', '2023年3月31日'],
    ['问题类别', '承诺与合同 履行'],
    ['备注', ' 旧备注\n'],
    ['序号', '17'],
    ['是否逾期', '是'],
  ])('%s: %j is no change', (label, typed) => {
    expect(changes({ [label]: typed })).toEqual([])
  })

  test('as a sheet has to write it is none', () => {
    const odd = { ...issue, remark: '=1+1\r\n好\ud83d', enterprise: '甲\u0007公司' }
    expect(changes({}, odd)).toEqual([])
    expect(changes({ 备注: "'=1+1\n好\ufffd" }, odd)).toEqual([])
  })

  test('a deadline that was only proposed is the one compared with', () => {
    const reported = issueIn('reported')
    expect(changes({ 完成时限: '2023年3月31日' }, reported)).toEqual([])
    expect(changes({ 完成时限: '2023年4月30日' }, reported)).toEqual([['完成时限', { deadline: '2023-04-30' }]])
  })
})

describe('the description', () => {
  const described = `${issue.title}\n${issue.cause}\n${issue.course}`

  test.each<[string, string, object]>([
    ['its title', described.replace(issue.title, '改名'), { title: '改名' }],
    ['its cause', described.replace(issue.cause, '缺资金'), { cause: '缺资金' }],
    ['its course', `${described}。`, { course: `${issue.course}。` }],
    ['all of it', '改名\n缺资金\n重签协议', { title: '改名', cause: '缺资金', course: '重签协议' }],
  ])('%s', (_, typed, correction) => {
    expect(changes({ 问题描述: typed })).toEqual([['问题描述', correction]])
  })

  test('emptied is no title, which the rule of corrections refuses', () => {
    expect(changes({ 问题描述: '' })).toEqual([['问题描述', { title: '', course: '' }]])
  })
})

test('of a text that was cut for its cell nothing is taken', () => {
  const long = { ...issue, remark: '长'.repeat(40_000) }
  const cut = exported(long, wide)['备注'] ?? ''
  expect(changes({ 备注: cut.replace('长', '短') }, long)).toEqual([['备注', null]])
  const nearly = { ...issue, remark: '长'.repeat(32_766) }
  expect(changes({ 备注: '短' }, nearly)).toEqual([['备注', { remark: '短' }]])
})
