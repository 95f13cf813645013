import { expect, test } from 'vitest'
import { pacer } from '../../bot/pace.ts'

const limits = { receiverSecond: 5, appSecond: 50, appMinute: 1_000 }

test('one receiver gets five a second, the sixth a second after the first', () => {
  const pace = pacer(limits)
  for (let n = 0; n < 5; n += 1) pace.take(1_000 + n, 'a')
  expect(pace.freeAt(1_010, 'full', 'a')).toBe(2_000)
  expect(pace.freeAt(1_010, 'full', 'b')).toBe(1_010)
  expect(pace.freeAt(2_000, 'full', 'a')).toBe(2_000)
})

test('the app gets fifty a second, whoever they are for', () => {
  const pace = pacer(limits)
  for (let n = 0; n < 50; n += 1) pace.take(1_000, `receiver ${n}`)
  expect([pace.room(1_500, 'full'), pace.freeAt(1_500, 'full', 'new')]).toEqual([0, 2_000])
  expect(pace.room(2_000, 'full')).toBe(50)
})

test('and a thousand a minute', () => {
  const pace = pacer(limits)
  for (let n = 0; n < 1_000; n += 1) pace.take(n * 25, `receiver ${n}`)
  const now = 30_000
  expect([pace.room(now, 'full'), pace.freeAt(now, 'full', 'new')]).toEqual([0, 60_000])
  expect(pace.room(60_000, 'full')).toBe(1)
})

test('what is less urgent leaves a fifth of every limit free', () => {
  const pace = pacer(limits)
  for (let n = 0; n < 40; n += 1) pace.take(1_000, `receiver ${n}`)
  expect([pace.room(1_000, 'low'), pace.room(1_000, 'full')]).toEqual([0, 10])
  for (let n = 0; n < 4; n += 1) pace.take(5_000, 'a')
  expect([pace.freeAt(5_000, 'low', 'a'), pace.freeAt(5_000, 'full', 'a')]).toEqual([6_000, 5_000])
})

test('nothing leaves before the instant the platform named', () => {
  const pace = pacer(limits)
  pace.hold(8_000)
  pace.hold(3_000)
  expect([pace.room(7_999, 'full'), pace.freeAt(7_999, 'full', 'a'), pace.room(8_000, 'full')]).toEqual([0, 8_000, 50])
})

test('however it is asked, no second and no minute ever holds more than the limit', () => {
  const pace = pacer(limits)
  const sent: number[] = []
  for (let now = 0; now < 150_000; now += 100) {
    for (let n = 0; n < 30 && pace.freeAt(now, 'full', `r${n}`) <= now; n += 1) {
      pace.take(now, `r${n}`)
      sent.push(now)
    }
  }
  const most = (span: number) =>
    Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + span).length))
  expect([most(1_000), most(60_000)]).toEqual([50, 1_000])
})
