import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openNode } from '../../../db/open-node.ts'
import { readSheet } from '../../../console/papers/read-sheet.ts'
import { campaign } from '../../support/campaign.ts'
import { hostile, ledgerBytes, ledgerWorld, luohe } from '../../support/ledger.ts'
import { particulars, start, world } from '../../support/world.ts'
import { unzipped } from '../../support/zipped.ts'

let office: ReturnType<typeof openNode>
beforeEach(() => {
  office = openNode(':memory:')
})
afterEach(() => office.close())

const xlsx = (unit?: string) =>
  ledgerBytes(office.db, { format: 'xlsx', now: start, ...(unit === undefined ? {} : { unit }) })

async function sheetIn(bytes: Uint8Array) {
  const [sheet] = (await readXlsx(bytes, { readStyles: true })).sheets
  if (!sheet) throw new Error('no sheet')
  return sheet
}

/** Whether a cell has the apostrophe of Excel in front, which isn't part of its text. */
function isQuoted(parts: Map<string, string>, place: string): boolean {
  const [, style] = new RegExp(`<c r="${place}" s="(\\d+)"`).exec(parts.get('xl/worksheets/sheet1.xml') ?? '') ?? []
  const [, list = ''] = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(parts.get('xl/styles.xml') ?? '') ?? []
  return [...list.matchAll(/<xf [^>]*>/g)][Number(style)]?.[0].includes('quotePrefix="1"') ?? false
}

describe('the ledger as a workbook', () => {
  test('has the annex form between 编号 and what lists are sorted by', async () => {
    ledgerWorld(office.db)
    const { rows } = await sheetIn(await xlsx())
    expect(rows[0]?.filter((cell) => cell !== null)).toEqual(['漯河市招商引资领域政府失信行为排查情况一览表'])
    expect(rows[1]?.filter((cell) => cell !== null)).toEqual([
      '填报单位（公章）：领导小组办公室',
      '填报时间：2022年12月1日',
    ])
    expect(rows[2]).toEqual([
      '编号',
      ...luohe.annex.columns.map(({ label }) => label),
      ...['状态', '问题类别', '问题来源', '责任单位', '涉及企业', '涉及金额（万元）', '已兑现金额（万元）'],
      ...['发生时间', '是否逾期'],
    ])
    expect(rows.slice(3, -1).map((row) => [row[0], row[1]])).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => [`LH2022-000${number}`, number]),
    )
    expect(rows.at(-1)?.filter((cell) => cell !== null)).toEqual([
      '注：（1）要认真排查，如实填报，不得瞒报、漏报；（2）“问题描述”要写清楚项目名称、事件原因及过程。',
    ])
  })

  test('has days as dates and amounts as numbers, exact to the fen', async () => {
    ledgerWorld(office.db)
    const { rows } = await sheetIn(await xlsx())
    expect(rows[3]?.[4]).toEqual(new Date('2023-03-31T00:00:00Z'))
    expect([rows[3]?.[13], rows[3]?.[14], rows[4]?.[13]]).toEqual([300, 0, 123.456789])
    expect(rows[3]?.[15]).toBe('2021-03')
  })

  test('of one unit has its issues only, counted anew, and its name where it stamps', async () => {
    ledgerWorld(office.db)
    const { rows } = await sheetIn(await xlsx('高新区'))
    expect(rows[1]).toContain('填报单位（公章）：高新区')
    expect(rows.slice(3, -1).map((row) => [row[0], row[1]])).toEqual([['LH2022-0006', 1]])
  })

  test('prints as the form on A4 landscape: title merged, head on each page, 编号 and the rest left out', async () => {
    ledgerWorld(office.db)
    const bytes = await xlsx()
    const sheet = await sheetIn(bytes)
    expect(sheet.merges).toEqual([
      { startRow: 0, startCol: 1, endRow: 0, endCol: 7 },
      { startRow: 1, startCol: 1, endRow: 1, endCol: 4 },
      { startRow: 1, startCol: 5, endRow: 1, endCol: 7 },
      { startRow: 9, startCol: 1, endRow: 9, endCol: 7 },
    ])
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printArea: '$B$1:$H$10',
      printTitlesRow: '$3:$3',
    })
  })

  test('has lines around every cell, text that wraps, and the fonts of an official annex', async () => {
    ledgerWorld(office.db)
    const bytes = await xlsx()
    const { cells } = await sheetIn(bytes)
    const styleOf = (place: string) => cells?.get(place)?.style
    expect(styleOf('0,1')?.font).toMatchObject({ name: '方正小标宋简体', size: 22 })
    const line = { style: 'thin' }
    for (const place of ['2,0', '3,2', '3,3', '3,7', '8,16']) {
      expect(styleOf(place)).toMatchObject({
        border: { top: line, bottom: line, left: line, right: line },
        alignment: { wrapText: true, vertical: 'center' },
      })
    }
    const [, first] = /<font>(.*?)<\/font>/.exec(unzipped(bytes).get('xl/styles.xml') ?? '') ?? []
    expect(first).toMatch(/<sz val="12"\/><name val="仿宋_GB2312"\/>/)
    expect(styleOf('3,4')?.numFmt).toBe('yyyy\\-mm\\-dd')
  })

  test('makes a row as high as the text in it, as far as Excel goes', async () => {
    const w = world(office.db, luohe)
    const report = (course: string) => w.does('contact', w.report({ particulars: particulars({ course }) }))
    report('只有一行的事件经过十个字')
    report('很长的经过'.repeat(40))
    report('写满一格'.repeat(9000))
    const xml = unzipped(await xlsx()).get('xl/worksheets/sheet1.xml') ?? ''
    const heights = [...xml.matchAll(/<row r="[456]" ht="(\d+)"/g)].map(([, height]) => Number(height))
    expect(heights).toEqual([56, 260, 409])
  })

  test('never has a formula, and keeps text that looks like one as text even when edited', async () => {
    ledgerWorld(office.db)
    const parts = unzipped(await xlsx())
    expect(parts.get('xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/)
    const { rows } = await sheetIn(await xlsx())
    expect(rows[4]?.[2]).toMatch(/^=HYPERLINK\("http:\/\/x","点我"\)\n/)
    expect([rows[4]?.[7], rows[4]?.[12]]).toEqual(['-1', '#N/A'])
    expect(['C4', 'C5', 'H5', 'M5'].map((place) => isQuoted(parts, place))).toEqual([false, true, true, false])
  })

  test('holds what people typed, but for what no sheet can hold', async () => {
    ledgerWorld(office.db)
    const { rows } = await sheetIn(await xlsx())
    expect(rows[4]?.[2]).toBe(
      [hostile.title, '标签 <w:p> ]]> & _x000D_ &amp;', `第一行\n第二行\t😀 ${'很长'.repeat(150)}`].join('\n'),
    )
  })

  test('without issues or notes is a form without rows', async () => {
    world(office.db, luohe)
    const plain = { ...luohe, annex: { ...luohe.annex, notes: [] } }
    const { rows, merges } = await sheetIn(
      await ledgerBytes(office.db, { format: 'xlsx', now: start, campaign: plain }),
    )
    expect([rows.length, merges?.length]).toEqual([3, 3])
  })

  test('of a form with one column has 填报单位 and 填报时间 in one cell, and merges nothing', async () => {
    world(office.db)
    const bytes = await ledgerBytes(office.db, { format: 'xlsx', now: start, campaign })
    const { rows } = await sheetIn(bytes)
    expect(rows[1]?.filter((cell) => cell !== null)).toEqual([
      '填报单位（公章）：领导小组办公室    填报时间：2022年12月1日',
    ])
    expect(unzipped(bytes).get('xl/worksheets/sheet1.xml')).not.toContain('mergeCell')
  })

  test('is the same file for the same ledger at the same moment', async () => {
    ledgerWorld(office.db)
    expect(Buffer.from(await xlsx()).equals(Buffer.from(await xlsx()))).toBe(true)
  })

  test('is read by our own reader, cell for cell, whatever people typed', async () => {
    const w = world(office.db, luohe)
    const typed = fc.string({ unit: 'grapheme', minLength: 10, maxLength: 40 }).filter((text) => /\S{10}/.test(text))
    const texts = fc.sample(typed, { numRuns: 60, seed: 7 })
    for (const title of texts) w.does('contact', w.report({ particulars: particulars({ title, course: title }) }))
    const [ours, theirs] = [await readSheet(await xlsx(), () => true), await sheetIn(await xlsx())]
    if (!ours.ok) throw new Error(ours.fault)
    const rows = ours.sheet.rows.slice(3, -1)
    expect(rows.length).toBe(60)
    expect(rows.map(({ cells }) => cells[2])).toEqual(
      theirs.rows.slice(3, -1).map((row) => String(row[2]).replace(/\r\n?/g, '\n').trim()),
    )
  })
})
