import fc from 'fast-check'
import { parseCsv } from 'hucre/csv'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../../runtime/csv.ts'
import { decodeText, readSheet } from '../../runtime/sheet.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** 姓名,手机\r\n张三,138 as Excel in China saves it. */
const gb18030 = new Uint8Array([
  0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0x0d, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x31, 0x33, 0x38,
])
const rows = [
  ['姓名', '手机'],
  ['张三', '138'],
]

describe('a sheet', () => {
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
    expect(await readSheet(bytes)).toEqual({ ok: true, rows })
  })

  test('of a workbook is its first, numbers and all', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '人员',
          rows: [
            ['姓名', '手机'],
            ['张三', 138],
          ],
        },
      ],
    })
    expect(await readSheet(bytes)).toEqual({ ok: true, rows })
  })

  test.each([
    ['a quotation mark never closed', utf8('姓名,手机\n"张三,138\n李四,139'), 'quotes'],
    ['an old .xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'spreadsheet'],
    ['a broken .xlsx', new Uint8Array([0x50, 0x4b, 1, 2, 3]), 'spreadsheet'],
    ['something else', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), 'encoding'],
  ])('is refused for %s', async (_, bytes, fault) => {
    expect(await readSheet(bytes)).toEqual({ ok: false, fault })
  })

  test('has each cell in its row even where a cell has lines and quotes', async () => {
    expect(await readSheet(utf8('a,"b ""c""\nd",e\n'))).toEqual({ ok: true, rows: [['a', 'b "c"\nd', 'e']] })
  })
})

function utf16(text: string): number[] {
  return [...text].flatMap((sign) => [sign.charCodeAt(0) & 0xff, sign.charCodeAt(0) >> 8])
}

describe('a line of a CSV file', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', ' =1', '＝1+1', '＠x', '-首期拨付'])(
    'has %j as text, not as a formula',
    (cell) => {
      const [back] = parseCsv(csvLine([cell])) as string[][]
      expect(back).toEqual([`'${cell}`])
    },
  )

  test('leaves everything else as it is', () => {
    const cells = ['LH2022-0001', '3,500.5', '他说"好"', '第一行\n第二行', '', ' 前后有空格 ', '1+1=2', 'a@b']
    expect(parseCsv(csvLine(cells))).toEqual([cells])
  })

  test('comes back cell for cell whatever people typed', () => {
    const typed = fc.string({ unit: 'grapheme' }).filter((text) => !/\r|\0|\ufeff/.test(text))
    fc.assert(
      fc.property(fc.array(typed, { minLength: 2, maxLength: 6 }), (cells) => {
        const [back = []] = parseCsv(csvLine(cells), { delimiter: ',' }) as string[][]
        expect(back.map((cell) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/, ''))).toEqual(
          cells.map((cell) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/, '')),
        )
      }),
    )
  })
})

test('text with a zero byte in it is no text', () => {
  expect(decodeText(new Uint8Array([0x61, 0, 0x62]))).toBeNull()
})
