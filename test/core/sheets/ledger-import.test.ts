import { describe, expect, test } from 'vitest'
import { readLedger } from '../../../core/sheets/ledger-import.ts'
import type { Sheet, Unread } from '../../../core/sheets/sheet.ts'
import { issueIn, other } from '../../support/facts.ts'
import { ledgerLabels, old, sheetUnder, sheetWith } from '../../support/ledger-sheets.ts'
import { exported, faultsOf, planOf, sideWith } from '../../support/ledger-side.ts'
import { sheetOf } from '../../support/sheet.ts'

const issue = issueIn('rectifying')
const side = sideWith([issue])
const row = exported(issue)

describe('a sheet', () => {
  test.each<[string, Sheet, string]>([
    [
      'without the head of a ledger',
      sheetOf([['姓名', '单位']]),
      '1 null 前 20 行里没有找到表头。表头至少要有：问题描述、责任单位。请用本系统导出的表格，或者把列名改成这样',
    ],
    ['with nothing below the head', sheetWith(), '3 null 表头下面没有内容'],
    [
      'of more than 5000 rows',
      sheetWith(...Array.from({ length: 5001 }, () => row)),
      '2 null 一次最多导入 5000 行，请分成几份',
    ],
  ])('%s is refused as a whole', (_, sheet, fault) => {
    expect([faultsOf(sheet), readLedger(sheet, sideWith())]).toEqual([[fault], expect.objectContaining({ fine: 0 })])
  })

  test('with one fault says how many rows have none, and names the columns first, then row by row', () => {
    const labels = [...ledgerLabels, '备注'].filter((label) => label !== '发生时间')
    const sheet = sheetUnder(
      labels,
      { ...old, 问题类别: '别的' },
      { ...row },
      { ...row, 编号: 'LH2022-0009' },
      { ...old, 责任单位: '' },
    )
    const reading = readLedger(sheet, side)
    expect(reading).toMatchObject({ ok: false, fine: 1 })
    expect(faultsOf(sheet, side)).toEqual([
      '2 备注 这一列出现了两次，请删去一列',
      '2 发生时间 表里没有这一列。有新问题（没有编号的行）的表要有这一列，请加上',
      '3 问题类别 没有“别的”，请填：承诺与合同履行、案件',
      '5 编号 台账里没有 LH2022-0009。编号由系统给，新问题请把编号空着',
      '6 责任单位 空着',
    ])
  })

  test.each(['责任单位', '状态', '问题类别', '问题来源', '发生时间'])(
    'with new rows needs %s, one with serials doesn’t',
    (left) => {
      const labels = ledgerLabels.filter((label) => label !== left)
      expect(faultsOf(sheetUnder(labels, old), side)[0]).toBe(
        `2 ${left} 表里没有这一列。有新问题（没有编号的行）的表要有这一列，请加上`,
      )
      expect(planOf(sheetUnder(labels, row), side)).toMatchObject({ same: 1 })
    },
  )

  test('with new rows can do without what not every issue has', () => {
    const needed = ['问题描述', '责任单位', '状态', '问题类别', '问题来源', '发生时间', '完成时限']
    expect(planOf(sheetUnder(needed, old)).news).toHaveLength(1)
  })

  test('may mix new rows with known ones, of which those that differ are listed', () => {
    const second = { ...issue, serial: 'LH2022-0005', title: '标准厂房补贴' }
    const changed = { ...exported(second), 涉及企业: '别的公司' }
    const plan = planOf(sheetWith({ ...old, 问题描述: '奖励' }, row, changed), sideWith([issue, second]))
    expect(plan.news.map(({ row: at, file, particulars }) => [at, file, particulars.title])).toEqual([
      [3, '台账.xlsx', '奖励'],
    ])
    expect(plan.same).toBe(1)
    expect(plan.changed).toEqual([
      {
        row: 5,
        serial: 'LH2022-0005',
        seen: second.stateVersion,
        title: '标准厂房补贴',
        changes: [
          { label: '涉及企业', before: '某某科技有限公司', after: '别的公司', correction: { enterprise: '别的公司' } },
        ],
      },
    ])
  })
})

describe('a serial', () => {
  test('may be full-width, in small letters, with blanks', () => {
    expect(planOf(sheetWith({ ...row, 编号: 'ｌｈ2022 -\n0001' }), side).same).toBe(1)
  })

  test('of another campaign is refused', () => {
    const foreign = { ...other, campaign: 'LH2023' }
    expect(faultsOf(sheetWith({ ...row, 编号: foreign.serial }), sideWith([foreign]))).toEqual([
      '3 编号 LH2022-0002 不是本专项的问题，请从那个专项的台账导入',
    ])
  })

  test('that stands in several rows is named in each but the first', () => {
    expect(faultsOf(sheetWith(row, { ...old, 问题描述: '奖励' }, row, row), side)).toEqual([
      '5 编号 与第 3 行的编号相同，一个问题只占一行',
      '6 编号 与第 3 行的编号相同，一个问题只占一行',
    ])
  })
})

describe('the same issue in two new rows', () => {
  const twice = ['4 null 与第 3 行是同一个单位的同一个项目。一个问题只占一行，合并的单元格请拆开，几条措施写在一格里']

  test('is known by its unit and title, however they are written', () => {
    const [one, other] = [
      { ...old, 问题描述: 'Ａ区 补贴' },
      { ...old, 问题描述: 'a区  补贴', 涉及企业: '甲公司' },
    ]
    expect(faultsOf(sheetWith(one, other))).toEqual(twice)
  })

  test('of another unit, or with another title, is another one', () => {
    expect(faultsOf(sheetWith(old, { ...old, 责任单位: '高新区' }, { ...old, 问题描述: '标准厂房奖励' }))).toEqual([])
  })

  test('isn’t looked for in a row that can’t be read', () => {
    expect(faultsOf(sheetWith(old, { ...old, 状态: '' }))).toEqual(['4 状态 还空着'])
  })
})

describe('a cell whose value isn’t in the file', () => {
  const at = (label: string, row: number, why: Unread['why'] = 'formula') => ({
    row,
    column: ledgerLabels.findIndex((known) => known === label),
    why,
  })
  const faults = (...unread: Unread[]) => faultsOf({ ...sheetWith(old, { ...old, 问题描述: '奖励' }), unread })

  test('is named, with what to do', () => {
    expect(faults(at('备注', 4, 'error'), at('涉及企业', 3))).toEqual([
      '3 涉及企业 里面是公式，文件里没有它的结果。请在 Excel 里打开保存一次，或者把结果粘贴成数值',
      '4 备注 里面是公式的出错结果（如 #N/A），请改成正确的内容',
    ])
  })

  test('doesn’t matter where nothing is read from it', () => {
    expect(
      faults(at('序号', 3), at('是否逾期', 3), at('备注', 1), at('备注', 9), { row: 3, column: 40, why: 'error' }),
    ).toEqual([])
  })
})
