import { describe, expect, test } from 'vitest'
import { headLabels, ledgerTable } from '../../../core/sheets/ledger-table.ts'
import { units } from '../../support/facts.ts'
import { annex, ledgerLabels, old, sheetUnder, sheetWith, type Cells } from '../../support/ledger-sheets.ts'
import { planOf } from '../../support/ledger-side.ts'
import { sheetOf } from '../../support/sheet.ts'

const head = [...ledgerLabels]
const cells = ledgerLabels.map((label) => old[label] ?? '')
const table = (...rows: (readonly string[])[]) => ledgerTable(sheetOf(rows), annex)
const rowsOf = (...rows: (readonly string[])[]) => table(...rows)?.lines.map(({ row }) => row)

describe('the head of a ledger', () => {
  test('is found by its labels within the first 20 rows that have something in them', () => {
    const above = (rows: number) => Array.from({ length: rows }, (_, index) => [`第 ${index + 1} 行`])
    expect([table(...above(19), head)?.head, table(...above(20), head)]).toEqual([20, null])
  })

  test.each([
    ['the description and the unit', ['问题描述', '责任单位'], true],
    ['the description and the serial', ['备注', '编号', '问题描述'], true],
    ['with a star, a line end, in brackets of the other width', ['*问题 描述', '责任\n单位', '涉及金额(万元)'], true],
    ['the description alone', ['问题描述', '备注'], false],
    ['no description', ['编号', '责任单位'], false],
  ])('%s', (_, labels, known) => {
    expect(table(labels) !== null).toBe(known)
  })

  test('that is nowhere is asked for by the labels it needs', () => {
    expect(headLabels(annex)).toEqual(['问题描述', '责任单位'])
  })

  test('may have its columns in any order, and others between, which are named and left', () => {
    const labels = ['联系电话', '责任单位', '涉及金额 (万元)', '', '问题描述', '牵头领导']
    const placed = table(labels, ['', '临港区', '300', '', '补贴', ''])
    expect(placed?.columns.map(({ label, place }) => [label, place])).toEqual([
      ['问题描述', 4],
      ['责任单位', 1],
      ['涉及金额（万元）', 2],
    ])
    expect(placed?.notes).toEqual(['没有读取这些列：联系电话、牵头领导'])
  })

  test('with a column twice is a fault, since either could be meant', () => {
    expect(table([...head, '备 注'], [...cells, ''])?.faults).toEqual([
      { row: 1, column: '备注', sentence: '这一列出现了两次，请删去一列' },
    ])
    expect(table(head, cells)?.faults).toEqual([])
  })
})

describe('the rows of a ledger', () => {
  test('are those below the head, printed heads of further pages left out', () => {
    expect(rowsOf(['台账'], head, cells, head, cells)).toEqual([3, 5])
  })

  test.each([
    ['a note', '注：金额单位为万元'],
    ['a note of the form itself', '各单位要认真排查，如实填报，逐级审核'],
    ['a remark', '备注：金额单位为万元'],
    ['the sum', '合计'],
    ['who filled it in', '填报人：李敏 联系电话：0394-1234567'],
  ])('end with %s, which is said', (_, text) => {
    const below = table(head, cells, ['', text], cells)
    expect([below?.lines.map(({ row }) => row), below?.notes]).toEqual([[2], ['第 3 行起是表下的说明，没有读取']])
  })

  test('don’t end with a row that has a unit or a serial, whatever it says first', () => {
    const noted = (changes: Cells) => {
      const said: Cells = { 序号: '注：', ...changes }
      return ledgerLabels.map((label) => said[label] ?? '')
    }
    expect(rowsOf(head, noted({ 责任单位: '临港区' }), cells)).toEqual([2, 3])
    expect(rowsOf(head, noted({ 编号: 'LH2022-0001' }), cells)).toEqual([2, 3])
    expect(rowsOf(head, noted({}), cells)).toEqual([])
    expect(rowsOf(head, noted({ 编号: '注：如实填报' }), cells)).toEqual([])
  })

  test('with words of a note in the middle of a cell are rows', () => {
    expect(rowsOf(head, ['', '1', '补贴；注：未付'], cells)).toEqual([2, 3])
    expect(rowsOf(['责任单位', '问题描述'], ['', '未按承诺注资，合计三笔'], ['', '备注不全的补贴'])).toEqual([2, 3])
  })

  test('with a serial behind the first cell are rows as well', () => {
    const labels = ['序号', '编号', '问题描述']
    expect(rowsOf(labels, ['合计', 'LH2022-0001', '补贴'], ['合计', '', ''])).toEqual([2])
  })

  test('are none where a note comes first', () => {
    const empty = table(head, ['注：金额单位为万元'], cells)
    expect([empty?.lines, empty?.notes]).toEqual([[], ['第 2 行起是表下的说明，没有读取']])
  })

  test('begin in the first column of the sheet, wherever that is', () => {
    const plain = planOf(
      sheetUnder(['责任单位', '问题描述', '状态', '问题类别', '问题来源', '发生时间', '完成时限'], old),
    )
    expect(plain.news.map(({ unit }) => unit)).toEqual([units.port])
  })

  test('that are hidden are read all the same, and that is said', () => {
    const hidden = (count: number) => {
      const rows = Array.from({ length: count }, (_, index) => ({ ...old, 问题描述: `补贴 ${index}` }))
      const sheet = sheetWith(old, ...rows)
      return { ...sheet, rows: sheet.rows.map((row) => ({ ...row, hidden: row.row > 3 })) }
    }
    expect(planOf(hidden(2)).notes).toEqual(['第 4、5 行在表里是隐藏的，也读进来了'])
    expect(planOf(hidden(2)).news).toHaveLength(3)
    expect(planOf(hidden(11)).notes).toEqual(['第 4、5、6、7、8、9、10、11、12、13 等 11 行在表里是隐藏的，也读进来了'])
    expect(planOf(hidden(10)).notes).toEqual(['第 4、5、6、7、8、9、10、11、12、13 行在表里是隐藏的，也读进来了'])
  })

  test('of a plain sheet have nothing to be said of them', () => {
    expect(planOf(sheetUnder(head, old)).notes).toEqual([])
  })
})
