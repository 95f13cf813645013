import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseNumber } from '../../core/numeral.ts'
import { halfWidth, lengthOf, normal } from '../../core/text.ts'

describe('text as it is understood', () => {
  test.each([
    ['报送　临港产业园', '报送 临港产业园'],
    ['　Ｌｈ２０２２－０００７　', 'Lh2022-0007'],
    ['进展\n\n0007\t首期', '进展 0007 首期'],
    ['零\u200b报告\ufeff', '零报告'],
    ['￥３，５００．５', '¥3,500.5'],
    ['问题描述：“漯河”。', '问题描述:“漯河”。'],
  ])('"%s" reads as "%s"', (text, expected) => {
    expect(normal(text)).toBe(expected)
  })

  test('half-width text keeps every position', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a漯９ｚ　￥𠮷👍', '\r\n', '\u00a0') }), (text) => {
        expect(halfWidth(text)).toHaveLength(text.length)
      }),
    )
  })
})

describe('the length people count', () => {
  test.each([
    ['没有兑现', 4],
    ['  没有 兑现\n', 4],
    ['𠮷林', 2],
    ['👍🏽', 2],
    ['é', 1],
    ['\u200b\u200b\u200b\u200b', 0],
    ['　　　　', 0],
    ['', 0],
  ])('"%s" has %i', (text, length) => {
    expect(lengthOf(text)).toBe(length)
  })
})

describe('Chinese numerals', () => {
  test.each([
    ['零', 0],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['两百', 200],
    ['一百零五', 105],
    ['一百一十', 110],
    ['三千零五十', 3050],
    ['三千零五', 3005],
    ['一万零五百', 10_500],
    ['十万五千', 105_000],
    ['十万零五千', 105_000],
    ['一千二百万', 12_000_000],
    ['壹仟贰佰叁拾肆万伍仟陆佰柒拾捌', 12_345_678],
    ['一亿二千万', 120_000_000],
    ['一亿零五百万', 105_000_000],
    ['一亿零五千', 100_005_000],
    ['一千亿', 100_000_000_000],
  ])('%s is %i', (text, value) => {
    expect(chineseNumber(text)).toBe(value)
  })

  test.each([
    '',
    '百万',
    '三百五',
    '三万五',
    '一亿五千',
    '几百',
    '三五万',
    '一百零零五',
    '百',
    '二〇二三',
    '十十',
    '零五',
    '12',
    '一万亿',
  ])('"%s" is not exactly one number', (text) => {
    expect(chineseNumber(text)).toBeUndefined()
  })
})
