import { describe, expect, test } from 'vitest'
import {
  adviceAt,
  hearersAt,
  nextRung,
  nextStep,
  rungDay,
  type Duty,
  type NudgePlan,
} from '../../../core/nudges/ladder.ts'
import { calendarOf } from '../../../core/calendar/workday.ts'
import { day } from '../../support/samples.ts'

const plan: NudgePlan = { ahead: [7, 3, 1], late: [1, 3, 10, 20], repeat: 5, from: 'setting' }

function rungs(duty: Duty, count: number): number[] {
  const found: number[] = []
  while (found.length < count) found.push(nextRung(plan, duty, found.at(-1) ?? null))
  return found
}

describe('a date of the unit is spoken of', () => {
  test('ahead, on its day, and after it every fifth workday from the third', () => {
    expect(rungs('unit', 10)).toEqual([-7, -3, -1, 0, 1, 3, 8, 10, 13, 18])
  })

  test('ever more rarely when it is long overdue, and never no more', () => {
    expect(rungs('unit', 15).slice(9)).toEqual([18, 20, 40, 60, 80, 100])
  })

  test('as its campaign says', () => {
    const other: NudgePlan = { ahead: [2], late: [2, 4], repeat: 1, from: '四(一)' }
    expect([null, -2, 0, 2, 4, 8].map((after) => nextRung(other, 'unit', after))).toEqual([-2, 0, 2, 4, 8, 12])
  })
})

describe('where a campaign names few steps or none', () => {
  const fewer = (late: number[]): NudgePlan => ({ ...plan, ahead: [], late })
  const after = (late: number[]) => [null, 0, 1, 20, 40].map((rung) => nextRung(fewer(late), 'unit', rung))

  test('a date is spoken of on its day, and then as rarely as what is long overdue', () => {
    expect(after([])).toEqual([0, 20, 20, 40, 60])
  })

  test('with one, after that one', () => {
    expect(after([1])).toEqual([0, 1, 21, 21, 41])
  })

  test('nobody hears of a step that isn’t there', () => {
    expect(hearersAt(fewer([]), 'unit', 100)).toEqual(['responsible', 'group'])
    expect(hearersAt(fewer([1]), 'unit', 100)).toEqual(['responsible', 'group', 'first'])
    expect(hearersAt(fewer([1, 3]), 'unit', 100)).not.toContain('director')
  })

  test('what comes after the fourth is no gravest measure once more', () => {
    const five = fewer([1, 3, 10, 20, 30])
    expect([20, 30].map((rung) => adviceAt(five, 'unit', rung))).toEqual(['publicise', null])
  })
})

test('two ways of naming one day are one rung, in the order of days', () => {
  const mixed: NudgePlan = { ahead: [1, 3, 1], late: [1, 3, 8, 9], repeat: 5, from: 'setting' }
  expect([null, -3, -1, 3, 8].map((after) => nextRung(mixed, 'unit', after))).toEqual([-3, -1, 0, 8, 9])
})

test.each(['office', 'reviewer', 'director', 'consent', 'handover'] as const)(
  'a date of %s is not announced to them',
  (duty) => {
    expect(rungs(duty, 4)).toEqual([0, 1, 3, 8])
  },
)

test('after a hearing its outcome is asked for once a month', () => {
  expect(rungs('court', 7)).toEqual([-7, -3, -1, 0, 20, 40, 60])
})

test('how a case stands is asked once a month', () => {
  expect(rungs('monthly', 3)).toEqual([0, 20, 40])
})

describe('a rung falls', () => {
  // 2023-04-29 to 05-03 were days off, 04-23 and 05-06 were worked.
  const calendar = calendarOf({
    years: [2023],
    holidays: ['2023-05-01', '2023-05-02', '2023-05-03'].map(day),
    workdays: ['2023-04-23', '2023-05-06'].map(day),
  })
  const cases = [
    ['its day where that is worked', '2023-04-28', 0, '2023-04-28'],
    ['the last workday before a day off', '2023-05-01', 0, '2023-04-28'],
    ['workdays before that', '2023-05-01', -1, '2023-04-27'],
    ['a worked weekend counts', '2023-04-24', -1, '2023-04-23'],
    ['the first workday after the holiday', '2023-04-30', 1, '2023-05-04'],
    ['a worked Saturday after it', '2023-05-05', 1, '2023-05-06'],
  ] as const
  test.each(cases)('%s: %s and %i is %s', (_, date, rung, expected) => {
    expect(rungDay(calendar, day(date), rung)).toBe(expected)
  })
})

describe('who hears', () => {
  const steps: [number, readonly string[]][] = [
    [-7, ['responsible']],
    [0, ['responsible', 'group']],
    [1, ['responsible', 'group', 'first']],
    [3, ['responsible', 'group', 'first', 'reviewer', 'officer', 'office-group']],
    [8, ['responsible', 'group', 'first', 'reviewer', 'officer', 'office-group']],
    [10, ['responsible', 'group', 'first', 'reviewer', 'officer', 'office-group', 'director']],
  ]
  test.each(steps)('of a unit date at %i', (rung, hearers) => {
    expect(hearersAt(plan, 'unit', rung)).toEqual(hearers)
  })

  const others: [Duty, readonly (readonly [number, readonly string[]])[]][] = [
    [
      'reviewer',
      [
        [-1, []],
        [0, ['reviewer']],
        [1, ['reviewer', 'officer', 'office-group']],
      ],
    ],
    [
      'reviewer',
      [
        [3, ['reviewer', 'officer', 'office-group']],
        [10, ['reviewer', 'officer', 'office-group', 'director']],
      ],
    ],
    [
      'director',
      [
        [-1, []],
        [0, ['director', 'delegate']],
        [20, ['director', 'delegate']],
      ],
    ],
    [
      'consent',
      [
        [-1, []],
        [0, ['director']],
        [20, ['director']],
      ],
    ],
    [
      'court',
      [
        [-7, ['responsible']],
        [0, ['responsible']],
        [20, ['responsible', 'first']],
      ],
    ],
    [
      'monthly',
      [
        [0, ['responsible']],
        [20, ['responsible']],
      ],
    ],
    [
      'handover',
      [
        [0, ['responsible', 'first']],
        [1, ['responsible', 'first']],
        [3, ['responsible', 'first', 'officer']],
      ],
    ],
    ['handover', [[10, ['responsible', 'first', 'officer', 'director']]]],
  ]
  test.each(others)('of a date of %s: %j', (duty, steps) => {
    for (const [rung, hearers] of steps) expect(hearersAt(plan, duty, rung)).toEqual(hearers)
  })

  test('of a date of the office: officers, then the director; never the unit', () => {
    expect(hearersAt(plan, 'office', 0)).toEqual(['officer', 'office-group'])
    expect(hearersAt(plan, 'office', 1)).toEqual(['officer', 'office-group', 'director'])
  })

  test('the next step up is announced, and none at the top', () => {
    expect(nextStep(plan, 'unit', -3)).toEqual({ rung: 1, hearers: ['group', 'first'] })
    expect(nextStep(plan, 'unit', 1)).toEqual({ rung: 3, hearers: ['reviewer', 'officer', 'office-group'] })
    expect(nextStep(plan, 'unit', 8)).toEqual({ rung: 10, hearers: ['director'] })
    expect(nextStep(plan, 'unit', 20)).toBeNull()
    expect(nextStep(plan, 'unit', 10)).toBeNull()
    expect(nextStep(plan, 'reviewer', 1)).toEqual({ rung: 10, hearers: ['director'] })
    expect(nextStep(plan, 'office', 0)).toEqual({ rung: 1, hearers: ['director'] })
    expect(nextStep(plan, 'court', 0)).toBeNull()
    expect(nextStep(plan, 'monthly', 0)).toBeNull()
  })
})

test('a letter, a talk and a public notice are suggested at their steps, for dates of units alone', () => {
  expect([0, 1, 3, 8, 10, 13, 20, 40].map((rung) => adviceAt(plan, 'unit', rung))).toEqual([
    null,
    null,
    'letter',
    null,
    'talk',
    null,
    'publicise',
    null,
  ])
  expect(adviceAt(plan, 'office', 10)).toBeNull()
})
