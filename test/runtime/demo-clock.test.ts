import { expect, test } from 'vitest'
import { demoClock } from '../../runtime/demo-clock.ts'
import { inOffice } from '../support/office-node.ts'

const at = (time: string) => Date.parse(`${time}:00+08:00`)

test.each([
  ['on a Sunday night it is Monday morning', '2022-12-04T23:00', '2022-12-05T09:12'],
  ['before the office opens it is a little after it has', '2022-12-01T07:00', '2022-12-01T09:12'],
  ['when the office closes the next workday begins', '2022-12-02T18:00', '2022-12-05T09:12'],
  ['in office hours it is what it is', '2022-12-01T10:00', '2022-12-01T10:00'],
])('in the demo %s', (_, real, shown) =>
  inOffice((db) => {
    const clock = demoClock(db, () => at(real))
    clock.toWork()
    expect(clock.now()).toBe(at(shown))
  }),
)

test('the demo moved on a day from Friday is at work on Monday', () =>
  inOffice((db) => {
    const clock = demoClock(db, () => at('2022-12-02T10:00'))
    clock.advance(86_400_000)
    clock.toWork()
    expect(clock.now()).toBe(at('2022-12-05T09:12'))
  }))
