import { describe, expect, test } from 'vitest'
import { DaySchema, showInstant } from '../../../core/calendar/day.ts'
import {
  closing,
  commonHours,
  defaultHours,
  isOpen,
  opening,
  opensAt,
  readHours,
  showHours,
} from '../../../core/calendar/office-hours.ts'
import { calendarOf } from '../../../core/calendar/workday.ts'

const days = (...texts: string[]) => texts.map((text) => DaySchema.parse(text))
const at = (text: string) => Date.parse(`${text}+08:00`)

const calendar = calendarOf({
  years: [2026],
  holidays: days('2026-01-01', '2026-01-02', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'),
  workdays: days('2026-01-04', '2026-10-10'),
})

describe.each([
  ['2026-10-09T08:29:59.999', '2026-10-09 08:30', 'a second before the hours of a Friday'],
  ['2026-10-09T08:30', 'open', 'half past eight sharp'],
  ['2026-10-09T17:59:59.999', 'open', 'the last moment of the hours'],
  ['2026-10-09T18:00', '2026-10-10 08:30', 'six sharp, before a Saturday that is worked'],
  ['2026-10-10T12:00', 'open', 'noon of a Saturday that is worked'],
  ['2026-10-10T20:00', '2026-10-12 08:30', 'the evening of it'],
  ['2026-10-11T09:00', '2026-10-12 08:30', 'a Sunday'],
  ['2026-09-30T18:30', '2026-10-08 08:30', 'the evening before a week of holidays'],
  ['2026-10-01T10:00', '2026-10-08 08:30', 'a holiday on a Thursday'],
  ['2026-10-06T00:00', '2026-10-08 08:30', 'midnight inside the holidays'],
  ['2026-01-02T09:00', '2026-01-04 08:30', 'a Friday off with the Sunday worked instead'],
  ['2026-12-31T18:00', '2027-01-01 08:30', 'the end of the last year that is arranged: Monday to Friday from there'],
  ['2027-01-01T18:00', '2027-01-04 08:30', 'a Friday evening of a year without arrangement'],
  ['2025-10-01T10:00', 'open', 'a weekday of a year without arrangement'],
])('at %s', (moment, opens, what) => {
  test(`${what}: ${opens}`, () => {
    const now = at(moment)
    expect(isOpen(calendar, defaultHours, now)).toBe(opens === 'open')
    expect(opensAt(calendar, defaultHours, now)).toBe(opens === 'open' ? now : at(opens.replace(' ', 'T')))
  })
})

test('once open, it is open', () => {
  for (let hour = 0; hour < 24 * 14; hour += 1) {
    const opens = opensAt(calendar, defaultHours, at('2026-09-28T00:00') + hour * 3_600_000)
    expect([showInstant(opens), isOpen(calendar, defaultHours, opens)]).toEqual([showInstant(opens), true])
  }
})

test('a day begins and ends with its hours', () => {
  const [day = DaySchema.parse('')] = days('2026-10-09')
  expect([opening(day, defaultHours), closing(day, defaultHours)]).toEqual([
    at('2026-10-09T08:30'),
    at('2026-10-09T18:00'),
  ])
})

test.each([
  [
    [480, 600],
    [540, 1080],
    [540, 600],
  ],
  [
    [600, 660],
    [540, 1080],
    [600, 660],
  ],
  [[480, 540], [540, 1080], null],
])('hours %j and %j have %j in common', (one, other, common) => {
  const hours = ([from = 0, to = 0]: number[]) => ({ from, to })
  expect(commonHours(hours(one), hours(other))).toEqual(common && hours(common))
})

describe('hours as people write them', () => {
  test.each([
    ['8:30', '18:00', '08:30–18:00'],
    ['08：30', '１７：３０', '08:30–17:30'],
    [' 00:00 ', '23:59', '00:00–23:59'],
  ])('%s to %s is %s', (from, to, shown) => {
    const reading = readHours(from, to)
    expect('hours' in reading && showHours(reading.hours)).toBe(shown)
  })

  test.each([
    ['八点半', '18:00', 'from'],
    ['', '18:00', 'from'],
    ['08:60', '18:00', 'from'],
    ['08:30', '24:00', 'to'],
    ['08:30', '1800', 'to'],
    ['上午08:30', '18:00', 'from'],
    ['08:30', '18:00止', 'to'],
    ['18:00', '08:30', 'order'],
    ['08:30', '08:30', 'order'],
  ] as const)('%s to %s is refused for %s', (from, to, fault) => {
    expect(readHours(from, to)).toEqual({ fault })
  })
})
