import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openNode } from '../../../db/open-node.ts'
import { ledgerBytes, ledgerWorld, luohe } from '../../support/ledger.ts'
import { start, world } from '../../support/world.ts'
import { unzipped } from '../../support/zipped.ts'

let office: ReturnType<typeof openNode>
beforeEach(() => {
  office = openNode(':memory:')
})
afterEach(() => office.close())

async function documentOf(unit?: string) {
  const parts = unzipped(
    await ledgerBytes(office.db, { format: 'docx', now: start, ...(unit === undefined ? {} : { unit }) }),
  )
  const xml = parts.get('word/document.xml') ?? ''
  return { parts, xml, rows: [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => cellsOf(row)) }
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell))
}

function textOf(xml: string): string {
  return xml
    .replace(/<w:br\/>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

describe('the annex as a document to be stamped', () => {
  test('has the columns of the annex form and no others', async () => {
    ledgerWorld(office.db)
    const { rows } = await documentOf()
    expect(rows[0]).toEqual(luohe.annex.columns.map(({ label }) => label))
    expect(rows[1]).toEqual([
      '1',
      '临港产业园标准厂房补贴\n财政资金未安排\n2021年签订协议，承诺补贴300万元，至今未兑现',
      '1. 核对补贴金额（2022-12-31）\n2. 拨付到位（2023-03-15）',
      ...['2023-03-31', '马主任', '刘具体', ''],
    ])
  })

  test('leaves the seal and the date to be filled in', async () => {
    ledgerWorld(office.db)
    const { xml } = await documentOf('临港区')
    const [, line = ''] = /"FilledIn"\/>(.*?)<\/w:p>/s.exec(xml) ?? []
    expect(textOf(line)).toBe('填报单位（公章）：临港区填报时间：2022年　　月　　日')
  })

  test('has neither what was put aside nor a lead the unit doesn’t know of, and counts without gaps', async () => {
    ledgerWorld(office.db)
    const { rows } = await documentOf('临港区')
    const [, ...issues] = rows.map(([ordinal, description]) => [ordinal, description?.split('\n')[0]])
    expect(issues).toEqual([
      ['1', '临港产业园标准厂房补贴'],
      ['2', '=HYPERLINK("http://x","点我")'],
      ['3', '临港产业园标准厂房补贴'],
    ])
  })

  test('without issues says 无: that list is stamped too', async () => {
    world(office.db, luohe)
    const { rows } = await documentOf()
    expect(rows.slice(1)).toEqual([['无']])
  })

  test('is A4 landscape, the head on each page, rows whole, the page number outside', async () => {
    ledgerWorld(office.db)
    const { parts, xml } = await documentOf()
    expect(xml).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(5)
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>')
    expect([parts.get('word/odd.xml'), parts.get('word/even.xml')]).toEqual([
      expect.stringMatching(/<w:jc w:val="right"\/>.* PAGE /),
      expect.stringMatching(/<w:jc w:val="left"\/>.* PAGE /),
    ])
  })

  test('has the fonts of GB/T 9704', async () => {
    ledgerWorld(office.db)
    const styles = (await documentOf()).parts.get('word/styles.xml') ?? ''
    const fontOf = (id: string) =>
      new RegExp(`w:styleId="${id}".*?w:eastAsia="(.*?)".*?<w:sz w:val="(\\d+)"`).exec(styles)?.slice(1)
    expect(['Title', 'FilledIn', 'Text', 'Notes'].map(fontOf)).toEqual([
      ['方正小标宋简体', '44'],
      ['仿宋_GB2312', '28'],
      ['仿宋_GB2312', '21'],
      ['仿宋_GB2312', '24'],
    ])
  })

  test('holds what people typed, but for what no document can hold', async () => {
    ledgerWorld(office.db)
    const { rows } = await documentOf()
    expect(rows[2]?.[1]).toMatch(/\n标签 <w:p> \]\]> & _x000D_ &amp;\n第一行\n第二行\t😀 很长/)
  })
})
