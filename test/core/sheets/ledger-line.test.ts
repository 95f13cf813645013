import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../../core/campaigns/campaign.ts'
import { withoutGaps } from '../../../core/sheets/ledger-line.ts'
import { ids, units } from '../../support/facts.ts'
import { annex, ledgerLabels, old, sheetUnder, sheetWith, type Cells } from '../../support/ledger-sheets.ts'
import { faultsOf, knownUnits, planOf, sideWith } from '../../support/ledger-side.ts'

/** A form with a column of its own for everything it can ask for. */
const wide: Campaign = {
  ...annex,
  categories: [
    ...annex.categories,
    { id: 'C3', name: '政策', from: '三(二)', isCase: false },
    { id: 'C31', name: '其他', parent: 'C3', from: '三(二)', isCase: false },
    { id: 'C4', name: '合同', from: '三(二)', isCase: false },
    { id: 'C41', name: '其他', parent: 'C4', from: '三(二)', isCase: false },
    { id: 'C42', name: '合同（协议）未签', parent: 'C4', from: '三(二)', isCase: false },
  ],
  annex: {
    ...annex.annex,
    columns: [
      ...annex.annex.columns,
      { label: '处置方式', fields: ['disposition'] },
      { label: '案号', fields: ['caseNumber'] },
      { label: '核定金额（万元）', fields: ['confirmed'] },
      { label: '进展情况', fields: ['progress'] },
    ],
  },
}
const wideLabels = [...ledgerLabels, '处置方式', '案号', '核定金额（万元）', '进展情况']

const command = (cells: Cells) =>
  planOf(sheetUnder(wideLabels, { ...old, ...cells }), sideWith([], { campaign: wide })).news[0]
const faults = (cells: Cells) =>
  faultsOf(sheetUnder(wideLabels, { ...old, ...cells }), sideWith([], { campaign: wide }))
const plan = (cells: Cells) => command(cells)?.plan

describe('a row without a serial', () => {
  test('says what it says, and nothing of what it leaves empty', () => {
    expect(command({})).toEqual({
      type: 'import',
      campaign: 'LH2022',
      unit: units.port,
      source: 'self',
      particulars: {
        ...{ title: '标准厂房补贴', cause: '', course: '', happened: '2021-03', category: 'C2', enterprise: null },
        ...{ creditCode: null, involved: null, caseNumber: null, remark: null },
      },
      ...{ status: 'rectifying', deadline: '2023-03-31', confirmed: null, settled: 0, plan: null, progress: null },
      ...{ file: '台账.xlsx', row: 3 },
    })
  })

  test('may say everything', () => {
    const cells = {
      问题描述: '标准厂房补贴\n资金未安排\n2021年签协议',
      ...{ 备注: '老问题', 涉及企业: '某某公司', '涉及金额（万元）': '300', '核定金额（万元）': '280' },
      ...{ '已兑现金额（万元）': '１００', 进展情况: '已拨付首期', 案号: '（2022）1号', 问题来源: '来信来访' },
    }
    expect(command(cells)).toMatchObject({
      ...{
        source: 'letters',
        confirmed: 280_000_000,
        settled: 100_000_000,
        progress: '已拨付首期',
      },
      particulars: {
        cause: '资金未安排',
        course: '2021年签协议',
        enterprise: '某某公司',
        involved: 300_000_000,
        caseNumber: '（2022）1号',
        remark: '老问题',
      },
    })
  })

  test.each<[string, Cells, string]>([
    [
      'a title of more than 200 characters',
      { 问题描述: `项目名称：${'长'.repeat(201)}` },
      '问题描述 太长，最多 200 个字',
    ],
    ['an enterprise of more than 200', { 涉及企业: '长'.repeat(201) }, '涉及企业 太长，最多 200 个字'],
    ['a case number of more than 100', { 案号: '1'.repeat(101) }, '案号 太长，最多 100 个字'],
    ['no title', { 问题描述: '' }, '问题描述 还空着'],
    ['no unit', { 责任单位: '' }, '责任单位 空着'],
    ['a unit nobody knows', { 责任单位: '临港' }, '责任单位 没有“临港”这个单位。请改成登记的名称，或先导入人员和单位'],
    [
      'a state nobody knows',
      { 状态: '办理中' },
      '状态 没有“办理中”这个状态，请填：待审核、待签收、待报措施、措施待审、整改中、待核查、已销号、不予列入、已合并、已撤回',
    ],
    ['no category', { 问题类别: '' }, '问题类别 还空着'],
    ['no source', { 问题来源: '' }, '问题来源 还空着'],
    ['a source nobody knows', { 问题来源: '网络' }, '问题来源 没有“网络”，请填：自查、来信来访'],
    ['no month', { 发生时间: '2021年' }, '发生时间 请写明年和月，如 2021-03 或 2021年3月'],
    [
      'an amount that can’t be read',
      { '涉及金额（万元）': '约300' },
      '涉及金额（万元） 看不懂，请写成 300、3,500.5 或 12万元（不带单位的按万元算）',
    ],
    ['a day without its year', { 完成时限: '3月31日' }, '完成时限 “3月31日”是哪一年？请写成 2023-05-31'],
    ['no such day', { 完成时限: '2023年2月30日' }, '完成时限 没有“2023年2月30日”这一天'],
  ])('with %s is refused', (_, cells, fault) => {
    expect(faults(cells)).toEqual([`3 ${fault}`])
  })

  test('has room for long words where the form has', () => {
    const cells = {
      问题描述: `项目名称：${'长'.repeat(200)}`,
      涉及企业: '长'.repeat(200),
      案号: '1'.repeat(100),
      备注: '长'.repeat(501),
    }
    expect(faults(cells)).toEqual([])
  })

  test('may leave a day of its year in full-width digits', () => {
    expect(command({ 完成时限: '２０２３年３月３１日' })?.deadline).toBe('2023-03-31')
  })
})

describe('the names in a row', () => {
  test.each<[string, Cells, object]>([
    ['a state, written apart', { 状态: ' 整改 中' }, { status: 'rectifying' }],
    ['a unit, stretched as in official lists', { 责任单位: '临 港　区' }, { unit: units.port }],
    ['a kind of category by its whole name', { 问题类别: '合同：其他' }, { particulars: { category: 'C41' } }],
    ['or with a half-width colon', { 问题类别: '政策:其他' }, { particulars: { category: 'C31' } }],
    ['or by its last part', { 问题类别: '合同(协议)未签' }, { particulars: { category: 'C42' } }],
  ])('%s', (_, cells, said) => {
    expect(command(cells)).toMatchObject(said)
  })

  test.each([
    ['a last part that two have', '其他'],
    ['a category that is divided into kinds', '合同'],
  ])('%s isn’t enough, and the whole names are said', (_, 问题类别) => {
    expect(faults({ 问题类别 })).toEqual([
      `3 问题类别 没有“${问题类别}”，请填：承诺与合同履行、案件、合同（协议）未签、政策：其他、合同：其他、合同：合同（协议）未签`,
    ])
  })

  test('keep the gap where one is meant', () => {
    expect([withoutGaps('临 港　区'), withoutGaps('A 区'), withoutGaps('招商 Bureau 局')]).toEqual([
      '临港区',
      'A 区',
      '招商 Bureau 局',
    ])
  })
})

describe('the plan of a row', () => {
  const people = { first: ids.first, responsible: ids.responsible }

  test('is there as soon as the row has anything of one', () => {
    const none = { measures: [], disposition: 'fulfil', ...people, caseNumber: null, courtDate: null }
    expect(plan({})).toBe(null)
    expect(plan({ 第一责任人: '马主任' })).toEqual(none)
    expect(plan({ 具体责任人: '刘具体' })).toEqual(none)
    expect(plan({ 处置方式: '具备条件，限期兑现' })).toEqual(none)
    expect(plan({ 推进措施及时间节点: '1. 拨付（2023-03-15）' })).toMatchObject({ measures: [{ no: 1, text: '拨付' }] })
  })

  test('is settled as the row says, else in the campaign’s first way', () => {
    expect(plan({ 处置方式: '有争议，走法律途径', 案号: '（2022）1号' })).toMatchObject({
      disposition: 'legal',
      caseNumber: '（2022）1号',
    })
    const later = { ...wide, dispositions: wide.dispositions.slice(1) }
    const read = planOf(sheetUnder(wideLabels, { ...old, 具体责任人: '刘具体' }), sideWith([], { campaign: later }))
    expect(read.news[0]?.plan?.disposition).toBe('schedule')
    expect(faults({ 处置方式: '罚款' })).toEqual([
      '3 处置方式 没有“罚款”，请填：具备条件，限期兑现、暂不具备条件，定方案和时限、有争议，走法律途径',
    ])
  })

  test('names people of the unit, also of other posts, their names stretched', () => {
    expect(plan({ 第一责任人: '陈 联 络', 具体责任人: '马主任' })).toMatchObject({
      first: ids.contact,
      responsible: ids.first,
    })
  })

  const unit = (...people: [id: number, name: string, ...roles: ('contact' | 'responsible' | 'first')[]][]) => {
    const port = { id: units.port, name: '临港区', people: people.map(([id, name, ...roles]) => ({ id, name, roles })) }
    return sideWith([], { unitNamed: (name) => (name === port.name ? port : null) })
  }
  const planned = { ...old, 推进措施及时间节点: '拨付' }

  test('without names has whoever alone holds the post, a contact where nobody is responsible', () => {
    const side = unit([1, '甲', 'first'], [2, '乙', 'contact'])
    expect(planOf(sheetWith(planned), side).news[0]?.plan).toMatchObject({ first: 1, responsible: 2 })
  })

  test.each<[string, ReturnType<typeof unit>, Cells, string[]]>([
    [
      'nobody holds the post',
      unit([2, '乙', 'contact']),
      {},
      ['3 第一责任人 空着，而临港区的名单里没有唯一的人选，请填上'],
    ],
    [
      'two do',
      unit([1, '甲', 'first'], [2, '乙', 'responsible'], [3, '丙', 'responsible'], [4, '丁', 'contact']),
      {},
      ['3 具体责任人 空着，而临港区的名单里没有唯一的人选，请填上'],
    ],
    [
      'two have the name',
      unit([1, '甲', 'first'], [2, '乙', 'responsible'], [3, '乙', 'contact']),
      { 具体责任人: '乙' },
      ['3 具体责任人 临港区有几位“乙”，分不清是哪一位，请在系统里办理'],
    ],
    [
      'nobody has it',
      unit([1, '甲', 'first'], [2, '乙', 'responsible']),
      { 第一责任人: '丙' },
      ['3 第一责任人 临港区没有“丙”这个人。请先导入人员，或改成名单里的姓名'],
    ],
  ])('asks for a name where %s', (_, side, cells, asked) => {
    expect(faultsOf(sheetWith({ ...planned, ...cells }), side)).toEqual(asked)
  })

  test('asks for it under its name even where the form has no such column', () => {
    const labels = ledgerLabels.filter((label) => label !== '第一责任人')
    expect(faultsOf(sheetUnder(labels, { ...planned, 责任单位: '市政府' }))).toEqual([
      '3 第一责任人 空着，而市政府的名单里没有唯一的人选，请填上',
      '3 具体责任人 空着，而市政府的名单里没有唯一的人选，请填上',
    ])
    expect(knownUnits.find(({ name }) => name === '市政府')?.people).toEqual([])
  })

  test('needs a deadline for measures without dates of their own', () => {
    expect(faults({ 推进措施及时间节点: '拨付', 完成时限: '' })).toEqual(['3 完成时限 空着'])
  })

  test('has 30 measures at most', () => {
    const measures = (count: number) =>
      Array.from({ length: count }, (_, index) => `${index + 1}. 拨付（2023-03-15）`).join('\n')
    expect(plan({ 推进措施及时间节点: measures(30) })?.measures).toHaveLength(30)
    expect(faults({ 推进措施及时间节点: measures(31) })).toEqual(['3 推进措施及时间节点 最多 30 条，请归并'])
  })
})
