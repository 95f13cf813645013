import { expect, test } from 'vitest'
import type { Rank } from '../../core/message.ts'
import { mayLeave, pushAlarmOf, strictest, thriftOf } from '../../core/quota.ts'

test.each([
  ['with more than a tenth left', 9_000, 'none'],
  ['with less than a tenth left', 9_001, 'no-digests'],
  ['with a twentieth left', 9_500, 'no-digests'],
  ['with less than a twentieth left', 9_501, 'only-replies'],
  ['with none left', 10_000, 'only-replies'],
])('%s of 10,000 calls', (_, calls, thrift) => {
  expect(thriftOf({ calls, quota: 10_000, exhausted: false })).toBe(thrift)
})

test('without a quota nothing is saved until the platform refuses', () => {
  expect(thriftOf({ calls: 1e9, quota: null, exhausted: false })).toBe('none')
  expect(thriftOf({ calls: 1, quota: null, exhausted: true })).toBe('only-replies')
})

test('digests to people stop first, then all but answers and the one list a group gets', () => {
  const ranks: Rank[] = ['reply', 'notice', 'nudge', 'digest']
  const leaving = (thrift: Parameters<typeof mayLeave>[0], toGroup: boolean) =>
    ranks.filter((rank) => mayLeave(thrift, { rank, toGroup }))
  expect(leaving('none', false)).toEqual(ranks)
  expect(leaving('no-digests', false)).toEqual(['reply', 'notice', 'nudge'])
  expect(leaving('no-digests', true)).toEqual(ranks)
  expect(leaving('only-replies', false)).toEqual(['reply'])
  expect(leaving('only-replies', true)).toEqual(['reply', 'nudge'])
})

test.each([
  ['nobody counts', null, null],
  ['nobody said they are limited', { count: 1e9, quota: null, endedAt: null }, null],
  ['a tenth is left', { count: 2_700, quota: 3_000, endedAt: null }, null],
  ['less than a tenth is left', { count: 2_701, quota: 3_000, endedAt: null }, 'scarce'],
  ['more were used than there were', { count: 3_100, quota: 3_000, endedAt: null }, 'scarce'],
  ['the platform ended, whatever was counted', { count: 5, quota: 3_000, endedAt: 1 }, 'ended'],
  ['the platform ended, with no quota set', { count: 5, quota: null, endedAt: 1 }, 'ended'],
] as const)('pushes that %s', (_, pushes, alarm) => {
  expect(pushAlarmOf(pushes)).toBe(alarm)
})

test('the office is told of the platform by which least is sent', () => {
  expect(strictest(['none', 'only-replies', 'no-digests'])).toBe('only-replies')
  expect(strictest(['no-digests', 'none'])).toBe('no-digests')
  expect(strictest([])).toBe('none')
})
