import { expect, test } from 'vitest'
import { holidayRows } from '../../db/holidays-node.ts'

test('the arrangements that ship cover every year from 2004 to 2026, each with days off and days worked instead', () => {
  const years = Map.groupBy(holidayRows(), (row) => row.arrangement)
  expect([...years.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index))
  for (const [year, rows] of years) {
    expect([year, rows.some((row) => row.workday), rows.some((row) => !row.workday)]).toEqual([year, true, true])
  }
})

test('the days of the State Council are there with their names', () => {
  const rows = holidayRows().filter((row) => row.day === '2026-02-17' || row.day === '2026-01-04')
  expect(rows).toEqual([
    { day: '2026-02-17', workday: false, name: '春节', arrangement: 2026 },
    { day: '2026-01-04', workday: true, name: '元旦', arrangement: 2026 },
  ])
})

test('New Year days in December are of the notice for the year after', () => {
  const rows = holidayRows().filter((row) => row.day === '2018-12-29' || row.day === '2022-12-31')
  expect(rows.map(({ day, arrangement }) => [day, arrangement])).toEqual([
    ['2022-12-31', 2023],
    ['2018-12-29', 2019],
  ])
})
