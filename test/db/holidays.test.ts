import { expect, test } from 'vitest'
import { holidayRows } from '../../db/holidays-node.ts'

test('the arrangements that ship cover every year from 2004 to 2026, each with days off and days worked instead', () => {
  const years = Map.groupBy(holidayRows(), (row) => Number(row.day.slice(0, 4)))
  expect([...years.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index))
  for (const [year, rows] of years) {
    expect([year, rows.some((row) => row.workday), rows.some((row) => !row.workday)]).toEqual([year, true, true])
  }
})

test('the days of the State Council are there with their names', () => {
  const rows = holidayRows().filter((row) => row.day === '2026-02-17' || row.day === '2026-01-04')
  expect(rows).toEqual([
    { day: '2026-02-17', workday: false, name: '春节' },
    { day: '2026-01-04', workday: true, name: '元旦' },
  ])
})
