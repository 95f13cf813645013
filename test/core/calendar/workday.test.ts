import { describe, expect, test } from 'vitest'
import { DaySchema } from '../../../core/calendar/day.ts'
import {
  calendarOf,
  isWorkday,
  lastWorkdayUpTo,
  workdayAfter,
  workdayBefore,
  workdaysBetween,
} from '../../../core/calendar/workday.ts'

const day = (text: string) => DaySchema.parse(text)
const days = (...texts: string[]) => texts.map(day)

const calendar = calendarOf({
  years: [2023],
  holidays: days('2023-09-29', '2023-10-02', '2023-10-03', '2023-10-04', '2023-10-05', '2023-10-06'),
  workdays: days('2023-10-07', '2023-10-08'),
})

test('a calendar knows the festivals it is given, and none where it is given none', () => {
  const festivals = [{ name: '国庆节', year: 2023, first: day('2023-09-30'), last: day('2023-10-06') }]
  const table = { years: [2023], holidays: [], workdays: [] }
  expect(calendarOf({ ...table, festivals }).festivals).toEqual(festivals)
  expect(calendarOf(table).festivals).toEqual([])
})

describe('in a year with an arrangement', () => {
  test.each([
    ['2023-09-28', true, 'an ordinary Thursday'],
    ['2023-09-29', false, 'a Friday that is a holiday'],
    ['2023-09-30', false, 'a Saturday'],
    ['2023-10-07', true, 'a Saturday worked in exchange'],
    ['2023-10-15', false, 'a Sunday'],
  ])('%s is worked: %s (%s)', (text, workday) => {
    expect(isWorkday(calendar, day(text))).toEqual({ workday, certain: true })
  })

  test.each([
    ['2023-09-28', 0, '2023-09-28'],
    ['2023-09-28', 1, '2023-10-07'],
    ['2023-09-28', 3, '2023-10-09'],
    ['2023-09-30', 1, '2023-10-07'],
    ['2023-11-06', 5, '2023-11-13'],
  ])('from %s, workday %i is %s', (from, count, expected) => {
    expect(workdayAfter(calendar, day(from), count)).toEqual({ day: expected, certain: true })
  })
})

describe('backwards', () => {
  test.each([
    ['2023-10-07', 0, '2023-10-07'],
    ['2023-10-07', 1, '2023-09-28'],
    ['2023-10-09', 3, '2023-09-28'],
    ['2023-10-03', 2, '2023-09-27'],
    ['2023-11-13', 7, '2023-11-02'],
  ])('before %s, workday %i is %s', (from, count, expected) => {
    expect(workdayBefore(calendar, day(from), count)).toEqual({ day: expected, certain: true })
  })

  test.each([
    ['2023-09-28', '2023-09-28', 'an ordinary Thursday'],
    ['2023-10-08', '2023-10-08', 'a Sunday worked in exchange'],
    ['2023-10-06', '2023-09-28', 'the last day of a holiday'],
    ['2023-11-12', '2023-11-10', 'a Sunday'],
  ])('the last workday up to %s is %s (%s)', (to, expected) => {
    expect(lastWorkdayUpTo(calendar, day(to))).toEqual({ day: expected, certain: true })
  })

  test('a count that runs into a year without arrangement is not certain', () => {
    expect(workdayBefore(calendar, day('2023-01-02'), 1)).toEqual({ day: '2022-12-30', certain: false })
    expect(lastWorkdayUpTo(calendar, day('2024-01-06'))).toEqual({ day: '2024-01-05', certain: false })
  })
})

describe('workdays between two days', () => {
  test.each([
    ['2023-09-28', '2023-09-28', 0],
    ['2023-09-28', '2023-10-06', 0],
    ['2023-09-28', '2023-10-07', 1],
    ['2023-09-28', '2023-10-09', 3],
    ['2023-10-09', '2023-09-28', -3],
    ['2023-12-29', '2024-01-01', 1],
  ])('after %s up to %s: %i', (from, to, count) => {
    expect(workdaysBetween(calendar, day(from), day(to))).toBe(count)
  })
})

describe('in a year without an arrangement', () => {
  test('Monday to Friday are worked, and that is not certain', () => {
    expect(isWorkday(calendar, day('2024-10-01'))).toEqual({ workday: true, certain: false })
    expect(isWorkday(calendar, day('2024-10-05'))).toEqual({ workday: false, certain: false })
  })

  test('a count that runs into such a year is not certain', () => {
    expect(workdayAfter(calendar, day('2023-12-29'), 1)).toEqual({ day: '2024-01-01', certain: false })
  })
})
