import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCreditCode, normalCreditCode } from '../../core/credit-code.ts'

const example = '91350100M000100Y43' // the worked example of GB 32100-2015
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

test('the example of the standard is right', () => {
  expect(checkCreditCode(example)).toBe('ok')
})

describe('however it is typed', () => {
  test.each([
    '91350100m000100y43',
    '９１３５０１００Ｍ０００１００Ｙ４３',
    ' 91350100 M000100Y43\u3000',
    '913501\u200b00M000100Y43',
  ])('"%s" is the same code', (typed) => {
    expect(normalCreditCode(typed)).toBe(example)
    expect(checkCreditCode(typed)).toBe('ok')
  })
})

describe('what is wrong with it is named', () => {
  test.each([
    ['', 'length'],
    ['91350100M000100Y4', 'length'],
    ['91350100M000100Y433', 'length'],
    ['91350100I000100Y43', 'alphabet'],
    ['91350100M000100Z43', 'alphabet'],
    ['91350100M0001-0Y43', 'alphabet'],
    ['91350100M00010漯Y43', 'alphabet'],
    ['91350100M000100Y44', 'check-character'],
  ])('%s: %s', (code, fault) => {
    expect(checkCreditCode(code)).toBe(fault)
  })

  test('any one character mistyped is found', () => {
    fc.assert(
      fc.property(fc.nat({ max: 17 }), fc.constantFrom(...alphabet), (position, wrong) => {
        fc.pre(example[position] !== wrong)
        const code = example.slice(0, position) + wrong + example.slice(position + 1)
        expect(checkCreditCode(code)).toBe('check-character')
      }),
    )
  })

  test('any two neighbours exchanged are found', () => {
    fc.assert(
      fc.property(fc.nat({ max: 15 }), (position) => {
        const [left = '', right = ''] = example.slice(position, position + 2)
        fc.pre(left !== right)
        const code = example.slice(0, position) + right + left + example.slice(position + 2)
        expect(checkCreditCode(code)).toBe('check-character')
      }),
    )
  })
})
