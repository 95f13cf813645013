import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, DaySchema } from '../../../core/calendar/day.ts'
import { isMonday, mondayOf, periodNumber, showWeek, weeksAfter } from '../../../core/calendar/week.ts'

const day = (text: string) => DaySchema.parse(text)
const anyDay = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2100, 0, 1) }).map((instant) => dayOf(instant))

test.each([
  ['2023-05-15', '2023-05-15'],
  ['2023-05-21', '2023-05-15'],
  ['2023-01-01', '2022-12-26'],
  ['2024-12-31', '2024-12-30'],
  ['2025-01-05', '2024-12-30'],
  ['2026-12-31', '2026-12-28'],
  ['2027-01-03', '2026-12-28'],
  ['2027-01-04', '2027-01-04'],
  ['1985-06-30', '1985-06-24'],
])('%s is in the week of Monday %s', (text, monday) => {
  expect(mondayOf(day(text))).toBe(monday)
})

test('every day is in the one week that begins at most six days before it', () => {
  fc.assert(
    fc.property(anyDay, (one) => {
      const monday = mondayOf(one)
      expect(daysBetween(monday, one)).toBeGreaterThanOrEqual(0)
      expect(daysBetween(monday, one)).toBeLessThan(7)
      expect(isMonday(monday)).toBe(true)
      expect(mondayOf(addDays(monday, 7))).toBe(weeksAfter(monday, 1))
      expect(new Date(`${monday}T12:00:00Z`).getUTCDay()).toBe(1)
    }),
  )
})

test('a week begins on its Monday alone', () => {
  const days = ['2022-12-04', '2022-12-05', '2022-12-06', '1989-12-31', '1990-01-01'].map(day)
  expect(days.filter(isMonday)).toEqual(['2022-12-05', '1990-01-01'])
})

test('weeks are numbered from the one the campaign began in', () => {
  const began = day('2022-11-10')
  expect(periodNumber(began, day('2022-11-07'))).toBe(1)
  expect(periodNumber(began, day('2022-11-14'))).toBe(2)
  expect(periodNumber(began, day('2023-05-15'))).toBe(28)
  expect(periodNumber(began, day('2022-10-31'))).toBe(0)
})

test('a week is shown by its days, with years where it goes over the end of one', () => {
  expect(showWeek(day('2023-05-15'))).toBe('5月15日—5月21日')
  expect(showWeek(day('2022-12-26'))).toBe('2022年12月26日—2023年1月1日')
})
