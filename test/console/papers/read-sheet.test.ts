import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../console/papers/decode-text.ts'
import { readSheet } from '../../../console/papers/read-sheet.ts'
import { sheetOf } from '../../support/sheet.ts'
import { partsOf, workbookOf, zipOf } from '../../support/workbook.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) => [...text].flatMap((sign) => [sign.charCodeAt(0) & 0xff, sign.charCodeAt(0) >> 8])
const always = () => true
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`

/** The cells of a workbook's one sheet, by row number. */
async function cellsOf(sheetData: string, book: Partial<Parameters<typeof workbookOf>[0]> = {}) {
  const reading = await readSheet(workbookOf({ sheets: { 台账: sheetData }, ...book }), always)
  if (!reading.ok) throw new Error(reading.fault)
  return Object.fromEntries(reading.sheet.rows.map(({ row, cells }) => [row, cells]))
}

async function faultOf(bytes: Uint8Array): Promise<string> {
  const reading = await readSheet(bytes, always)
  return reading.ok ? 'read' : reading.fault
}

/** 姓名,手机\r\n张三,138 as Excel in China saves it. */
const gb18030 = new Uint8Array([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0x0d, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x33, 0x38,
])
const rows = [
  ['姓名', '手机'],
  ['张三', '138'],
]

describe('a text file', () => {
  test.each([
    ['UTF-8', utf8('姓名,手机\n张三,138\n')],
    ['UTF-8 with a mark', utf8('\ufeff姓名,手机\r\n张三,138\r\n')],
    ['GB18030', gb18030],
    [
      'UTF-16 with tabs, as Excel saves Unicode text',
      new Uint8Array([0xff, 0xfe, ...utf16('姓名\t手机\r\n张三\t138\r\n')]),
    ],
    ['semicolons', utf8('姓名;手机\n张三;138\n')],
  ])('is read as %s', async (_, bytes) => {
    expect(await readSheet(bytes, always)).toEqual({ ok: true, sheet: sheetOf(rows) })
  })

  test('has each cell in its row even where a cell has lines and quotes', async () => {
    const reading = await readSheet(utf8('a,"b ""c""\nd",e\n'), always)
    expect(reading).toEqual({ ok: true, sheet: sheetOf([['a', 'b "c"\nd', 'e']]) })
  })

  test('with a zero byte in it is no text', () => {
    expect(decodeText(new Uint8Array([0x61, 0, 0x62]))).toBeNull()
  })
})

describe('a file that is no sheet is refused with its reason', () => {
  const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  test.each([
    ['a quotation mark never closed', utf8('姓名,手机\n"张三,138\n李四,139'), 'quotes'],
    ['an old .xls under another name', new Uint8Array([...ole, ...utf16('Workbook')]), 'xls'],
    ['a workbook with a password', new Uint8Array([...ole, ...utf16('EncryptedPackage')]), 'password'],
    ['a web page called .xls', utf8('<html><table><tr><td>姓名'), 'markup'],
    ['a broken .xlsx', new Uint8Array([0x50, 0x4b, 1, 2, 3]), 'broken'],
    ['a zip of something else', zipOf([{ name: 'a.txt', content: 'a' }]), 'broken'],
    ['a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'encoding'],
  ])('%s', async (_, bytes, fault) => {
    expect(await faultOf(bytes)).toBe(fault)
  })

  test('half of a workbook', async () => {
    const whole = workbookOf({ sheets: { 台账: '<sheetData/>' } })
    expect(await faultOf(whole.subarray(0, whole.length / 2))).toBe('broken')
  })
})

describe('a workbook', () => {
  test('as another program writes it is read, numbers and all', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: '人员', rows: [rows[0] ?? [], ['张三', 138]] }] })
    expect(await readSheet(bytes, always)).toEqual({ ok: true, sheet: sheetOf(rows) })
  })

  test('gives the first sheet that fits, by whatever name, but never a hidden one', async () => {
    const row = (text: string) => `<sheetData><row>${inline(text)}</row></sheetData>`
    const bytes = workbookOf({ sheets: { 封面: row('封面'), '!旧': row('台账'), Sheet3: row('台账') } })
    const asked: string[] = []
    const reading = await readSheet(bytes, ({ rows: [first] }) => {
      asked.push(first?.cells[0] ?? '')
      return first?.cells[0] === '台账'
    })
    expect([reading, asked]).toEqual([{ ok: true, sheet: sheetOf([['台账']]) }, ['封面', '台账']])
  })

  test('has text in shared strings with runs, without how it is pronounced', async () => {
    const strings =
      '<si><t xml:space="preserve"> 临港区\r\n </t></si><si><r><t>补&lt;</t></r><r><t>贴_x000D_&#10;A</t></r><rPh><t>bu</t></rPh></si>'
    const row = '<sheetData><row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row></sheetData>'
    expect(await cellsOf(row, { strings })).toEqual({ 3: ['临港区', '', '补<贴\nA'] })
  })

  test('gives a number with a date format as its day, in both date systems', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@"/><numFmt numFmtId="177" formatCode="h:mm;@"/>' +
      '<numFmt numFmtId="178" formatCode="#,##0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs>'
    const cells = [0, 1, 2, 3, 4, 5].map((style) => `<c s="${style}"><v>45077.25</v></c>`).join('')
    const sheet = `<sheetData><row>${cells}<c s="1"><v>59</v></c></row></sheetData>`
    const day = '2023-05-31'
    expect(await cellsOf(sheet, { styles })).toEqual({
      1: ['45077.25', day, day, day, '45077.25', '45077.25', '1900-02-28'],
    })
    expect((await cellsOf(sheet, { styles, date1904: true }))[1]?.[1]).toBe('2027-06-01')
  })

  test('has numbers as Excel shows them, and the kept result of a formula', async () => {
    const sheet =
      '<sheetData><row><c><v>0.30000000000000004</v></c><c><v>1.38E10</v></c><c t="b"><v>1</v></c>' +
      '<c t="str"><f>A1&amp;"x"</f><v>0.3x</v></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c></row></sheetData>'
    expect(await cellsOf(sheet)).toEqual({ 1: ['0.3', '13800000000', 'TRUE', '0.3x', '2'] })
  })

  test('names the cells whose value it does not hold', async () => {
    const sheet =
      '<sheetData><row r="4"><c r="B4"><f>SUM(A1:A3)</f></c><c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    const reading = await readSheet(workbookOf({ sheets: { 台账: sheet } }), always)
    expect(reading).toMatchObject({
      sheet: {
        unread: [
          { row: 4, column: 1, why: 'formula' },
          { row: 4, column: 2, why: 'error' },
        ],
      },
    })
  })

  test('has a value merged over rows in each of them, over columns in the first only', async () => {
    const data = (row: number, first = '') => `<row r="${row}">${first}<c r="C${row}"><v>${row}</v></c></row>`
    const sheet = `<sheetData>${data(2, inline('临港区'))}${data(3)}<row r="4"/>${data(5)}${data(6)}</sheetData><mergeCells><mergeCell ref="A2:B5"/></mergeCells>`
    expect(await cellsOf(sheet)).toEqual({
      2: ['临港区', '', '2'],
      3: ['临港区', '', '3'],
      5: ['临港区', '', '5'],
      6: ['', '', '6'],
    })
  })

  test('tells which rows are hidden', async () => {
    const sheet = `<sheetData><row r="1">${inline('a')}</row><row r="2" hidden="1">${inline('b')}</row></sheetData>`
    const reading = await readSheet(workbookOf({ sheets: { 台账: sheet } }), always)
    expect(reading).toMatchObject({ sheet: { rows: [{ hidden: false }, { hidden: true }] } })
  })
})

describe('a workbook made to harm is refused', () => {
  const sheets = { 台账: `<sheetData><row>${inline('a')}</row></sheetData>` }
  const bomb = '<!DOCTYPE sst [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'
  const renamed = (from: string, change: object) =>
    zipOf(partsOf({ sheets }).map((part) => (part.name === from ? { ...part, ...change } : part)))
  test.each([
    ['with a document type', renamed('xl/worksheets/sheet1.xml', { content: `${bomb}<worksheet/>` }), 'unsafe'],
    [
      'with one behind a comment',
      renamed('xl/worksheets/sheet1.xml', { content: '<!-- > --><!DOCTYPE x><worksheet/>' }),
      'unsafe',
    ],
    ['with one where none may be', workbookOf({ sheets: { 台账: `${bomb}<sheetData/>` } }), 'broken'],
    ['larger than it says', renamed('xl/worksheets/sheet1.xml', { size: 20 }), 'unsafe'],
    ['smaller than it says', renamed('xl/worksheets/sheet1.xml', { size: 2000 }), 'broken'],
    ['declared as gigabytes', renamed('xl/worksheets/sheet1.xml', { size: 0xfffffffe }), 'too-large'],
    ['in zip64', renamed('xl/worksheets/sheet1.xml', { size: 0xffffffff }), 'too-large'],
    ['with an encrypted part', renamed('xl/workbook.xml', { flags: 1 }), 'unsafe'],
    ['with a part twice', workbookOf({ sheets, more: [{ name: 'xl/workbook.xml', content: '' }] }), 'unsafe'],
    ['without its sheet', renamed('xl/worksheets/sheet1.xml', { name: 'elsewhere.xml' }), 'broken'],
    [
      'with rows in disorder',
      workbookOf({ sheets: { 台账: '<sheetData><row r="2"/><row r="1"/></sheetData>' } }),
      'broken',
    ],
    [
      'with a string that is not there',
      workbookOf({ sheets: { 台账: '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>' } }),
      'broken',
    ],
    [
      'with a cell nowhere',
      workbookOf({ sheets: { 台账: '<sheetData><row><c r="ABCD1"><v>7</v></c></row></sheetData>' } }),
      'broken',
    ],
    [
      'with bytes that are no text',
      renamed('xl/workbook.xml', { content: new Uint8Array([0x3c, 0xff, 0xfe]) }),
      'broken',
    ],
  ])('%s', async (_, bytes, fault) => {
    expect(await faultOf(bytes)).toBe(fault)
  })

  test('but a name that is a path elsewhere is only a name', async () => {
    const more = [
      { name: '../../../etc/passwd', content: 'x' },
      { name: 'C:\\x', content: 'x' },
    ]
    expect(await faultOf(workbookOf({ sheets, more }))).toBe('read')
  })
})
