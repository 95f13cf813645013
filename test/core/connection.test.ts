import { expect, test } from 'vitest'
import { alarmOf, faultOf, type Connection } from '../../core/connection.ts'
import { defaultHours } from '../../core/calendar/office-hours.ts'
import { noCalendar } from '../../core/calendar/read-day.ts'

const MINUTE = 60_000
/** A Wednesday at ten, and the Sunday before. */
const open = Date.parse('2023-05-17T10:00:00+08:00')
const sunday = Date.parse('2023-05-14T10:00:00+08:00')

const stands = (given: Partial<Connection> = {}): Connection => ({
  platform: 'lark',
  state: 'connected',
  since: open - 60 * MINUTE,
  heardAt: open - MINUTE,
  why: null,
  ...given,
})

test.each([
  ['connected and heard a minute ago', {}, null],
  ['connected and heard five minutes ago', { heardAt: open - 5 * MINUTE }, 'silent'],
  ['just connected, not heard yet', { since: open - MINUTE, heardAt: null }, null],
  ['connected anew, last heard before', { since: open - MINUTE, heardAt: open - 40 * MINUTE }, null],
  ['connected for five minutes and never heard', { since: open - 5 * MINUTE, heardAt: null }, 'silent'],
  ['reconnecting for a minute', { state: 'reconnecting', since: open - MINUTE }, null],
  ['reconnecting for two minutes', { state: 'reconnecting', since: open - 2 * MINUTE }, 'down'],
  ['connecting since the server began', { state: 'connecting', since: open - 2 * MINUTE, heardAt: null }, 'down'],
  ['refused a second ago', { state: 'failed', since: open - 1_000 }, 'down'],
] as const)('a connection %s', (_, given, fault) => {
  expect(faultOf(stands(given), open)).toBe(fault)
})

test('concerns nobody while the office is closed, unless it was refused for good', () => {
  const clock = { calendar: noCalendar(), hours: defaultHours, now: sunday }
  const gone = stands({ state: 'reconnecting', since: sunday - 60 * MINUTE })
  expect(alarmOf(gone, clock)).toBeNull()
  expect(alarmOf(gone, { ...clock, now: open })).toBe('down')
  expect(alarmOf({ ...gone, state: 'failed' }, clock)).toBe('down')
})
