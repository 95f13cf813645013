import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { readNotice, type Arrangement } from '../../core/calendar/holiday-notice.ts'
import { isWorkday, workdayAfter } from '../../core/calendar/workday.ts'
import {
  arrangeYear,
  mendDay,
  mendedDaysOf,
  officeCalendar,
  outcomeOf,
  seedCalendar,
  unarrangedYears,
} from '../../db/calendar.ts'
import { transact, type Db } from '../../db/database.ts'
import { officeStory } from '../../db/office-events.ts'
import { notices } from '../support/notices.ts'
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

const act = { actor: { kind: 'system', door: 'cli' }, now: Date.parse('2026-11-27T09:00+08:00') } as const

function notice(text: string): Arrangement {
  const reading = readNotice(text)
  if ('fault' in reading) throw new Error(reading.fault)
  return reading
}

const works = (db: Db, text: string) => isWorkday(officeCalendar(db), day(text))
const whole = notice(notices[2026] ?? '')
const part = (text: string) => notice(`关于2026年部分节假日安排的通知。${text}`)

describe('a pasted notice', () => {
  test('arranges its year once, and the log says who did it and to what', () =>
    inOffice((db) => {
      const paste = () => transact(db, (tx) => arrangeYear(tx, whole, act))
      expect([unarrangedYears(db, act.now), paste(), paste()]).toEqual([[2026, 2027], 'arranged', 'same'])
      expect(unarrangedYears(db, act.now)).toEqual([2027])
      expect([works(db, '2026-10-01'), works(db, '2026-10-10')]).toEqual([
        { workday: false, certain: true },
        { workday: true, certain: true },
      ])
      const [last, ...others] = officeStory(db, 10)
      expect([last?.event.type, last?.at, others]).toEqual(['calendar-arranged', act.now, []])
      expect(last?.event).toMatchObject({ year: 2026, worked: expect.arrayContaining([day('2026-02-28')]) })
    }))

  test('says the same as the table it is compared with, though that lists weekends differently', () =>
    inOffice((db) => {
      const rows = whole.holidays.flatMap(({ names, off, worked }) => [
        ...off.filter((one) => one !== '2026-10-04').map((one) => ({ day: one, workday: false, name: names.join() })),
        ...worked.map((one) => ({ day: one, workday: true, name: names.join() })),
      ])
      transact(db, (tx) => seedCalendar(tx, rows))
      expect(outcomeOf(db, whole)).toBe('same')
    }))

  test('about one festival moves that one and leaves the others', () =>
    inOffice((db) => {
      transact(db, (tx) => arrangeYear(tx, whole, act))
      const may = part('劳动节：5月1日至4日放假，共4天。')
      expect(transact(db, (tx) => arrangeYear(tx, may, act))).toBe('arranged')
      expect(['2026-05-04', '2026-05-05', '2026-05-09', '2026-10-01'].map((one) => works(db, one).workday)).toEqual([
        false,
        true,
        false,
        false,
      ])
    }))

  test('about one festival can’t begin a year', () =>
    inOffice((db) => {
      expect(transact(db, (tx) => arrangeYear(tx, part('劳动节：5月1日放假。'), act))).toBe('incomplete')
      expect([unarrangedYears(db, act.now), officeStory(db, 1)]).toEqual([[2026, 2027], []])
    }))

  test('that contradicts itself changes nothing', () =>
    inOffice((db) => {
      transact(db, (tx) => arrangeYear(tx, whole, act))
      const bad = part('劳动节：5月1日至4日放假。5月4日上班。')
      expect(transact(db, (tx) => arrangeYear(tx, bad, act))).toBe('doubtful')
      expect(works(db, '2026-05-05').workday).toBe(false)
    }))

  test('for the next year may begin in December, and that December stays of its own year', () =>
    inOffice((db) => {
      transact(db, (tx) => arrangeYear(tx, notice(notices[2022] ?? ''), act))
      transact(db, (tx) => arrangeYear(tx, notice(notices[2019] ?? ''), act))
      expect([...officeCalendar(db).years].sort()).toEqual([2019, 2022])
      expect([works(db, '2018-12-29'), works(db, '2018-12-31')]).toEqual([
        { workday: true, certain: false },
        { workday: false, certain: false },
      ])
      expect(transact(db, (tx) => arrangeYear(tx, notice(notices[2022] ?? ''), act))).toBe('same')
    }))
})

describe('a day set by hand', () => {
  const mend = (db: Db, text: string, workday: boolean) =>
    transact(db, (tx) => mendDay(tx, { day: day(text), workday, reason: '市政府通知' }, act))

  test('stands over the notice, whatever is pasted after it', () =>
    inOffice((db) => {
      expect([mend(db, '2026-10-08', false), mend(db, '2026-10-08', false)]).toEqual([true, false])
      transact(db, (tx) => arrangeYear(tx, whole, act))
      expect([works(db, '2026-10-08').workday, works(db, '2026-10-09').workday]).toEqual([false, true])
      expect(mend(db, '2026-10-10', false)).toBe(true)
      expect(mend(db, '2026-10-05', true)).toBe(true)
      expect([works(db, '2026-10-10').workday, works(db, '2026-10-05').workday]).toEqual([false, true])
      expect(officeStory(db, 2).map(({ event }) => event)).toEqual([
        { type: 'calendar-mended', day: '2026-10-05', workday: true, reason: '市政府通知' },
        { type: 'calendar-mended', day: '2026-10-10', workday: false, reason: '市政府通知' },
      ])
    }))

  test('and set back again leaves nothing over it', () =>
    inOffice((db) => {
      transact(db, (tx) => arrangeYear(tx, whole, act))
      expect([mend(db, '2026-10-10', false), mend(db, '2026-10-10', true)]).toEqual([true, true])
      expect([works(db, '2026-10-10').workday, mendedDaysOf(db)]).toEqual([true, []])
    }))

  test('counts in a year without an arrangement, which stays uncertain', () =>
    inOffice((db) => {
      mend(db, '2027-01-01', false)
      expect(works(db, '2027-01-01')).toEqual({ workday: false, certain: false })
      expect(workdayAfter(officeCalendar(db), day('2026-12-31'), 1).day).toBe('2027-01-04')
    }))
})
