import { describe, expect, test } from 'vitest'
import { addDays, startOfDay, type Day } from '../../../core/calendar/day.ts'
import { climb, firstRung, highestOf, type Climbing, type Clock } from '../../../core/nudges/climb.ts'
import { rungDay, type NudgePlan } from '../../../core/nudges/ladder.ts'
import { calendarOf } from '../../../core/calendar/workday.ts'
import { day } from '../../support/samples.ts'

const plan: NudgePlan = { ahead: [7, 3, 1], late: [1, 3, 10, 20], repeat: 5, from: 'setting' }
const calendar = calendarOf({ years: [], holidays: [], workdays: [] })
const hour = 3_600_000
/** 08:30 */
const opening = (one: Day) => startOfDay(one) + 8.5 * hour

const on = (text: string): Clock => {
  return { calendar, day: day(text), opening, rungDay: (date, rung) => rungDay(calendar, date, rung) }
}
/** Due on Friday, 2023-03-31. */
const dated = (changes: Partial<Climbing> = {}): Climbing => {
  return { plan, duty: 'unit', date: day('2023-03-31'), held: false, ...changes }
}

describe('the rungs of a date', () => {
  test('rise on their day, and it waits for the next', () => {
    expect(climb(dated(), -7, on('2023-03-21'))).toEqual({ risen: [], next: -7, nextOn: '2023-03-22' })
    expect(climb(dated(), -7, on('2023-03-22'))).toEqual({ risen: [-7], next: -3, nextOn: '2023-03-28' })
  })

  test('rise together after days without a look', () => {
    expect(climb(dated(), -3, on('2023-04-05'))).toEqual({ risen: [-3, -1, 0, 1, 3], next: 8, nextOn: '2023-04-12' })
  })

  test('are not late while a request is undecided, and are looked at when that ends', () => {
    const held = climb(dated({ held: true }), -1, on('2023-04-05'))
    expect(held).toEqual({ risen: [-1, 0], next: 1, nextOn: '9999-12-31' })
    expect(climb(dated(), held.next, on('2023-04-05')).risen).toEqual([1, 3])
  })
})

describe('the first rung of a date that is set', () => {
  const set = (text: string, at = 10) => firstRung(dated(), startOfDay(day(text)) + at * hour, on(text))
  const cases: [string, number, number][] = [
    ['2023-01-05', 10, -7],
    ['2023-03-22', 8, -7],
    ['2023-03-22', 8.5, -7],
    ['2023-03-22', 9, -3],
    ['2023-03-31', 10, 0],
    ['2023-04-01', 10, 1],
    ['2023-04-03', 10, 3],
    ['2023-03-31', 23, 0],
    ['2023-04-14', 8, 10],
  ]
  test.each(cases)('on %s at %i is %i', (text, at, rung) => {
    expect(set(text, at)).toBe(rung)
  })

  test('is the same whether its date lies back by days or years', () => {
    const armed = day('2026-03-31')
    const slowly = (date: Day) => {
      const all = climb(dated({ date }), -7, { ...on('2026-12-31') }).risen
      return all.find((rung) => opening(rungDay(calendar, date, rung)) >= startOfDay(armed) + 10 * hour)
    }
    for (const back of [1, 2, 30, 400, 1_000]) {
      const date = addDays(armed, -back)
      expect(firstRung(dated({ date }), startOfDay(armed) + 10 * hour, on('2026-03-31'))).toBe(slowly(date))
    }
  })
})

test('dates of one name are not one date: of another day, of a paper, of an issue', () => {
  const deadline = { subjectKind: 'issue', subject: 'A', kind: 'deadline', date: day('2023-03-31'), rung: 1 }
  const others = [
    { ...deadline, date: day('2023-04-30'), rung: -7 },
    { ...deadline, subjectKind: 'handin', rung: -3 },
    { ...deadline, kind: 'measure:1', rung: -1 },
  ]
  expect(highestOf([deadline, ...others])).toEqual([deadline, ...others])
})

test('of what waited together each date is said once, by its highest rung', () => {
  const spoken = (subject: string, kind: string, rung: number) => {
    return { subjectKind: 'issue', subject, kind, date: day('2023-03-31'), rung }
  }
  const waited = [
    spoken('A', 'deadline', -3),
    spoken('A', 'deadline', 1),
    spoken('A', 'plan', 0),
    spoken('B', 'deadline', 0),
  ]
  expect(highestOf(waited)).toEqual([waited[1], waited[2], waited[3]])
  expect(highestOf(waited.toReversed())).toEqual([waited[3], waited[2], waited[1]])
})
