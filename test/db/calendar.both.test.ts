import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { isWorkday, workdayAfter } from '../../core/workday.ts'
import { officeCalendar, seedCalendar } from '../../db/calendar.ts'
import { transact } from '../../db/database.ts'
import { day } from '../support/world.ts'

const rows = [
  { day: '2026-01-01', workday: false, name: '元旦' },
  { day: '2026-01-02', workday: false, name: '元旦' },
  { day: '2026-01-04', workday: true, name: '元旦' },
]

describe('the calendar of the office', () => {
  test('knows holidays and weekend days worked', () =>
    inOffice((db) => {
      expect(transact(db, (tx) => seedCalendar(tx, rows))).toEqual([2026])
      const calendar = officeCalendar(db)
      const worked = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'].map((text) =>
        isWorkday(calendar, day(text)),
      )
      expect(worked.map(({ workday }) => workday)).toEqual([false, false, false, true, true])
      expect(worked.every(({ certain }) => certain)).toBe(true)
    }))

  test('says that a year without an arrangement is not certain', () =>
    inOffice((db) => {
      transact(db, (tx) => seedCalendar(tx, rows))
      expect(workdayAfter(officeCalendar(db), day('2026-12-31'), 1)).toEqual({ day: '2027-01-01', certain: false })
    }))

  test('takes further years, and leaves those it has as they are', () =>
    inOffice((db) => {
      transact(db, (tx) => seedCalendar(tx, rows))
      const later = [
        { day: '2026-01-01', workday: true, name: '?' },
        { day: '2027-01-01', workday: false, name: '元旦' },
      ]
      expect(transact(db, (tx) => seedCalendar(tx, later))).toEqual([2027])
      const calendar = officeCalendar(db)
      expect([isWorkday(calendar, day('2026-01-01')).workday, isWorkday(calendar, day('2027-01-01'))]).toEqual([
        false,
        { workday: false, certain: true },
      ])
    }))
})
