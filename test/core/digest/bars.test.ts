import { expect, test } from 'vitest'
import { bar } from '../../../core/digest/bars.ts'

test.each([
  ['the greatest fills the line', 8, 8, '▇▇▇▇▇▇▇▇▇▇'],
  ['half of it half the line', 4, 8, '▇▇▇▇▇'],
  ['to the nearest sign', 5, 12, '▇▇▇▇'],
  ['little is still seen', 1, 900, '▇'],
  ['nothing is not', 0, 900, ''],
  ['nor where there is nothing at all', 0, 0, ''],
  ['nor a loss', -3, 8, ''],
])('%s', (_, value, greatest, drawn) => {
  expect(bar(value, greatest, 10)).toBe(drawn)
})

test('a line is twenty signs long where nobody says otherwise', () => {
  expect(bar(1, 1)).toBe('▇'.repeat(20))
})
