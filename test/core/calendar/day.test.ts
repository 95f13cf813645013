import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayOf,
  daysBetween,
  DaySchema,
  isDay,
  isMonth,
  MonthSchema,
  showDay,
  showInstant,
  showMonth,
  showTime,
  startOfDay,
} from '../../../core/calendar/day.ts'

const day = (text: string) => DaySchema.parse(text)
const anyDay = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) }).map((instant) => dayOf(instant))

describe('a day in Asia/Shanghai', () => {
  test.each([
    ['2022-11-30T15:59:59.999Z', '2022-11-30'],
    ['2022-11-30T16:00:00.000Z', '2022-12-01'],
    ['2023-12-31T16:00:00.000Z', '2024-01-01'],
    ['2024-02-28T20:00:00.000Z', '2024-02-29'],
  ])('the instant %s falls on %s', (instant, expected) => {
    expect(dayOf(Date.parse(instant))).toBe(expected)
  })

  test('a day begins at 16:00 of the day before in UTC', () => {
    expect(startOfDay(day('2023-01-01'))).toBe(Date.parse('2022-12-31T16:00:00Z'))
  })

  test('the first and the last millisecond of a day fall on it', () => {
    fc.assert(
      fc.property(anyDay, (one) => {
        expect(dayOf(startOfDay(one))).toBe(one)
        expect(dayOf(startOfDay(addDays(one, 1)) - 1)).toBe(one)
      }),
    )
  })

  test.each([
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-04-31',
    '2023-5-1',
    '20230501',
    '2023-05-01 ',
    '0023-05-01',
    '',
  ])('"%s" is no day', (text) => {
    expect(isDay(text)).toBe(false)
    expect(DaySchema.safeParse(text).success).toBe(false)
  })

  test('the 29th of February is a day in leap years', () => {
    expect(isDay('2024-02-29')).toBe(true)
    expect(isDay('2000-02-29')).toBe(true)
    expect(isDay('1900-02-29')).toBe(false)
  })
})

describe('counting days', () => {
  test.each([
    ['2022-12-31', 1, '2023-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2022-11-10', 365, '2023-11-10'],
    ['2022-11-10', 0, '2022-11-10'],
  ])('%s and %i days are %s', (from, days, to) => {
    expect(addDays(day(from), days)).toBe(to)
    expect(daysBetween(day(from), day(to))).toBe(days)
  })

  test('adding days and taking the difference undo each other', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -20000, max: 20000 }), (one, days) => {
        expect(daysBetween(one, addDays(one, days))).toBe(days)
      }),
    )
  })
})

describe('a month', () => {
  test.each([
    ['2023-01', true],
    ['2023-12', true],
    ['2023-13', false],
    ['2023-00', false],
    ['2023-1', false],
    ['2023-01-01', false],
  ])('"%s" is a month: %s', (text, expected) => {
    expect(isMonth(text)).toBe(expected)
  })

  test('is shown as people write it', () => {
    expect(showMonth(MonthSchema.parse('2021-03'))).toBe('2021年3月')
  })
})

describe('what people see', () => {
  test('a day of this year is shown without its year', () => {
    expect(showDay(day('2023-05-31'), day('2023-01-01'))).toBe('5月31日')
  })

  test('a day of another year is shown with its year', () => {
    expect(showDay(day('2023-05-31'), day('2022-12-31'))).toBe('2023年5月31日')
    expect(showDay(day('2022-05-01'), day('2023-05-01'))).toBe('2022年5月1日')
  })

  test('an instant is shown by the wall clock in Shanghai', () => {
    const instant = Date.parse('2022-11-30T16:02:59Z')
    expect(showInstant(instant)).toBe('2022-12-01 00:02')
    expect(showTime(instant)).toBe('00:02')
  })
})
