import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findMoney, readWan, showWan, wanField } from '../../core/money.ts'

const WAN = 1_000_000

describe('a bare number in a field of 万元 is 万元', () => {
  test.each([
    ['300', 300 * WAN],
    ['0', 0],
    ['0.35', 350_000],
    ['3,500.5', 3_500_500_000],
    ['１２', 12 * WAN],
    ['３，５００．５', 3_500_500_000],
    [' 300\u3000', 300 * WAN],
    ['300.00', 300 * WAN],
    ['0.000001', 1],
    ['0.1000000000', 100_000],
  ])('%s', (text, fen) => {
    expect(readWan(text)).toEqual({ fen })
  })
})

describe('a unit that is written counts', () => {
  test.each([
    ['12万', 12 * WAN],
    ['12万元', 12 * WAN],
    ['12 万元', 12 * WAN],
    ['１２万', 12 * WAN],
    ['1.2亿', 12_000 * WAN],
    ['1.2亿元', 12_000 * WAN],
    ['500000元', 50 * WAN],
    ['500,000.05元', 50_000_005],
    ['人民币300万元整', 300 * WAN],
    ['￥300万元', 300 * WAN],
    ['3百万', 300 * WAN],
    ['2千万元', 2000 * WAN],
    ['5千元', 500_000],
    ['1亿2000万元', 12_000 * WAN],
    ['12万5000元', 12_500_000],
    ['12万5000.5元', 12_500_050],
  ])('%s', (text, fen) => {
    expect(readWan(text)).toEqual({ fen })
  })
})

describe('Chinese numerals are read where they spell out one amount with its unit', () => {
  test.each([
    ['三百万', 300 * WAN],
    ['三百万元', 300 * WAN],
    ['叁佰万元整', 300 * WAN],
    ['两亿元', 20_000 * WAN],
    ['一千二百三十四万五千六百七十八元', 1_234_567_800],
  ])('%s', (text, fen) => {
    expect(readWan(text)).toEqual({ fen })
  })
})

describe('what is not exactly one amount is refused, never guessed', () => {
  test.each([
    '',
    '约300',
    '300左右',
    '300多万',
    '300-400',
    '300至400万',
    '12w',
    '12W',
    '12万5',
    '3,50',
    '1,2345',
    ',300',
    '3 00',
    '0300',
    '.5',
    '5.',
    '1.2.3',
    '1e3',
    '三百',
    '三百五万',
    '三五万',
    '几百万',
    '一亿五千',
    '5千',
    '¥300',
    '300美元',
    '300万美元',
    '1.2亿3000万',
    '2000万1亿',
    '1亿20000万',
    '万元',
    '500元元',
    '三百万5千元',
    '∞',
    'NaN',
  ])('"%s"', (text) => {
    expect(readWan(text)).toEqual({ fault: 'unreadable' })
  })

  test.each(['-5', '－5', '−5万', '负5万元', '-三百万'])('%s is negative', (text) => {
    expect(readWan(text)).toEqual({ fault: 'negative' })
  })

  test.each(['0.0000001', '1.2345678', '0.001元', '12万0.005元'])('%s is finer than a fen', (text) => {
    expect(readWan(text)).toEqual({ fault: 'too-precise' })
  })
})

describe('above 10亿元', () => {
  test('10亿元 itself is taken', () => {
    expect(readWan('100000')).toEqual({ fen: 100_000 * WAN })
  })

  test.each([
    ['100000.01', 100_000 * WAN + 10_000],
    ['3000000', 3_000_000 * WAN],
    ['12亿', 120_000 * WAN],
    ['1,234,567.89', 1_234_567_890_000],
    ['100000000', 100_000_000 * WAN],
  ])('%s is asked back', (text, fen) => {
    expect(readWan(text)).toEqual({ fault: 'ask-back', fen })
  })

  test.each(['100000001', '99999999999999999999', '20000亿'])('%s is no amount at all', (text) => {
    expect(readWan(text)).toEqual({ fault: 'too-large' })
  })
})

describe('money in a reply', () => {
  test.each([
    ['首期150万今天已打款', '150万', 150 * WAN, false],
    ['首期１５０万元今天已打款', '１５０万元', 150 * WAN, false],
    ['付到150万', '150万', 150 * WAN, false],
    ['已付 3,500.5 万元。', '3,500.5 万元', 3_500_500_000, false],
    ['三百万一次性付清', '三百万', 300 * WAN, false],
    ['150万只付了利息', '150万', 150 * WAN, false],
    ['300万人民币到账', '300万', 300 * WAN, false],
    ['150万次日到账', '150万', 150 * WAN, false],
    ['累计兑现280万', '280万', 280 * WAN, true],
    ['已累计兑付：280万元', '280万元', 280 * WAN, true],
    ['共拨付1亿2000万元', '1亿2000万元', 12_000 * WAN, true],
    ['总共已付500000元', '500000元', 50 * WAN, true],
    ['合计三百万元', '三百万元', 300 * WAN, true],
    ['公共资金安排150万', '150万', 150 * WAN, false],
    ['共同账户付出150万', '150万', 150 * WAN, false],
    ['累计已办三次，今天付150万', '150万', 150 * WAN, false],
  ])('%s', (text, ...[quote, fen, cumulative]) => {
    expect(findMoney(text)).toEqual([{ fen, cumulative, quote }])
  })

  test('each amount is found with its own 累计', () => {
    expect(findMoney('累计已兑现280万元，其中今天150万')).toEqual([
      { fen: 280 * WAN, cumulative: true, quote: '280万元' },
      { fen: 150 * WAN, cumulative: false, quote: '150万' },
    ])
    expect(findMoney('累计280万其中今天150万').map((found) => found.cumulative)).toEqual([true, false])
  })

  test.each([
    '',
    '首期150今天已打款',
    '约150万已打款',
    '150万左右',
    '150多万',
    '150余万元',
    '数十万元',
    '100万-200万',
    '100至200万元',
    '12万5',
    '12万五',
    '-150万',
    '150万平方米',
    '3亿股',
    '一万人',
    '100万美元',
    '200元/亩',
    '万一不行',
    '十万火急',
    'LH2022-0007',
    '0元',
  ])('"%s" holds no amount to confirm', (text) => {
    expect(findMoney(text)).toEqual([])
  })

  test('a very long text is read at once', () => {
    for (const piece of ['1', '1,', '一', '1万', '1.', '1万人', '万']) {
      expect(Array.isArray(findMoney(piece.repeat(10_000)))).toBe(true)
    }
  })
})

describe('an amount as people see it', () => {
  test.each([
    [150 * WAN, '150 万元', '150'],
    [1280 * WAN, '1,280 万元', '1280'],
    [350_000, '0.35 万元', '0.35'],
    [0, '0 万元', '0'],
    [1, '0.000001 万元', '0.000001'],
    [1_234_567_890_000, '1,234,567.89 万元', '1234567.89'],
    [-1_500_000, '-1.5 万元', '-1.5'],
    [-1000 * WAN, '-1,000 万元', '-1000'],
  ])('%i fen', (fen, shown, field) => {
    expect(showWan(fen)).toBe(shown)
    expect(wanField(fen)).toBe(field)
  })

  const upTo10Yi = fc.integer({ min: 0, max: 100_000 * WAN })

  test('is read back as the same amount, from the field and from the sentence', () => {
    fc.assert(
      fc.property(upTo10Yi, (fen) => {
        expect(readWan(wanField(fen))).toEqual({ fen })
        expect(readWan(showWan(fen))).toEqual({ fen })
      }),
    )
  })

  test('written in 元 is the same amount', () => {
    fc.assert(
      fc.property(upTo10Yi, (fen) => {
        const yuan = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}元`
        expect(readWan(yuan)).toEqual({ fen })
      }),
    )
  })

  test('is found again in a sentence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 * WAN }), (fen) => {
        expect(findMoney(`今天已付${showWan(fen)}，请确认`)).toEqual([{ fen, cumulative: false, quote: showWan(fen) }])
      }),
    )
  })
})

test('whatever is typed, an amount read is a whole number of fen that is not negative', () => {
  const sign = fc.constantFrom(...'0123456789.,万亿元千百三十两 -约')
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 12 }), (text) => {
      const reading = readWan(text)
      if ('fen' in reading) expect(Number.isSafeInteger(reading.fen) && reading.fen >= 0).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
