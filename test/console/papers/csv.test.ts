import fc from 'fast-check'
import { parseCsv } from 'hucre/csv'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../../../console/papers/csv.ts'

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
