import { expect, test } from 'vitest'
import { calendarOf } from '../../core/calendar/workday.ts'
import { defaultHours } from '../../core/calendar/office-hours.ts'
import { dayOf, DaySchema } from '../../core/calendar/day.ts'
import { isOddlyQuiet, quietStretches } from '../../core/quiet-line.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const day = (text: string) => DaySchema.parse(text)
const calendar = calendarOf({ years: [2023], holidays: [day('2023-05-16')], workdays: [day('2023-05-13')] })

/** Connected since Monday, but for what is said otherwise. */
const looks = (now: string, given: { since?: string; state?: 'connected' | 'reconnecting'; years?: number[] } = {}) =>
  quietStretches(
    { state: given.state ?? 'connected', since: at(given.since ?? '2023-05-15T07:00') },
    { calendar: { ...calendar, years: new Set(given.years ?? [2023]) }, hours: defaultHours, now: at(now) },
  )

test('on a Thursday at noon it is the morning so far, and that of the five workdays before', () => {
  const stretches = looks('2023-05-18T12:00')
  expect(stretches?.today).toEqual({ from: at('2023-05-18T08:30'), to: at('2023-05-18T12:00') })
  expect(stretches?.before.map(({ from }) => dayOf(from))).toEqual(
    ['2023-05-17', '2023-05-15', '2023-05-13', '2023-05-12', '2023-05-11'].map(day),
  )
  expect(stretches?.before[2]).toEqual({ from: at('2023-05-13T08:30'), to: at('2023-05-13T12:00') })
})

test('what came before a connection was made isn’t missed by it', () => {
  expect(looks('2023-05-18T14:00', { since: '2023-05-18T10:30' })?.today.from).toBe(at('2023-05-18T10:30'))
  expect(looks('2023-05-18T14:00', { since: '2023-05-18T11:01' })).toBeNull()
})

test.each([
  ['less than three hours after the office opened', '2023-05-18T11:29', {}],
  ['after hours', '2023-05-18T18:00', {}],
  ['on a day off', '2023-05-16T12:00', {}],
  ['on a day of which nobody knows whether it is one', '2023-05-18T12:00', { years: [] }],
  ['while it is being connected', '2023-05-18T12:00', { state: 'reconnecting' as const }],
])('%s nothing can be told', (_, now, given) => {
  expect(looks(now, given)).toBeNull()
})

test.each([
  [[5, 9, 5, 31, 7], true],
  [[5, 9, 4, 31, 7], false],
  [[0, 0, 0, 0, 0], false],
  [[9, 9, 9, 9], false],
])('%j people on the days before make a quiet one odd: %s', (people, odd) => {
  expect(isOddlyQuiet(people)).toBe(odd)
})
