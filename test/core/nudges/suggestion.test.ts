import { describe, expect, test } from 'vitest'
import type { Role } from '../../../core/actor.ts'
import type { NudgePlan } from '../../../core/nudges/ladder.ts'
import { mayDecideSuggestion, mayReadSuggestions, replyBy, suggestedBy } from '../../../core/nudges/suggestion.ts'
import { calendarOf } from '../../../core/calendar/workday.ts'
import { day } from '../../support/samples.ts'

const plan: NudgePlan = { ahead: [7, 3, 1], late: [1, 3, 10, 20], repeat: 5, from: 'setting' }
const person = (role: Role) => ({ posts: [{ unit: 1, role, scope: [] }] })

describe('the office is advised', () => {
  test.each([
    ['nothing the day after a date', [1], null],
    ['a 督办函 at the second step', [3], { advice: 'letter', rung: 3 }],
    ['nothing when it is only said again', [8], null],
    ['a 约谈 at the third', [10], { advice: 'talk', rung: 10 }],
    ['a 通报 at the fourth', [20], { advice: 'publicise', rung: 20 }],
    ['nothing beyond', [40], null],
    ['the gravest of what was missed', [1, 3, 8, 10, 13], { advice: 'talk', rung: 10 }],
  ] as const)('%s', (_, risen, advised) => {
    expect(suggestedBy(plan, 'unit', risen)).toEqual(advised)
  })

  test('of no date but a unit’s', () => {
    for (const duty of ['office', 'reviewer', 'court', 'monthly'] as const)
      expect(suggestedBy(plan, duty, [1, 3, 10, 20])).toBeNull()
  })
})

describe('who decides', () => {
  test('a 督办函 the office; 约谈 and 通报 the director', () => {
    expect(mayDecideSuggestion(person('officer'), 'letter')).toBe(true)
    expect(mayDecideSuggestion(person('director'), 'letter')).toBe(true)
    for (const advice of ['talk', 'publicise'] as const) {
      expect(mayDecideSuggestion(person('officer'), advice)).toBe(false)
      expect(mayDecideSuggestion(person('director'), advice)).toBe(true)
    }
    for (const role of ['administrator', 'auditor', 'leader', 'contact', 'first'] as const)
      expect(mayDecideSuggestion(person(role), 'letter')).toBe(false)
  })

  test('whoever reads everything reads them', () => {
    const reading = (['officer', 'director', 'administrator', 'auditor', 'leader', 'contact'] as const).filter((role) =>
      mayReadSuggestions(person(role)),
    )
    expect(reading).toEqual(['officer', 'director', 'administrator', 'auditor'])
  })
})

test('a letter is answered within five workdays', () => {
  const plainWeek = calendarOf({ years: [2023], holidays: [], workdays: [] })
  expect(replyBy(plainWeek, day('2023-04-06'))).toBe('2023-04-13')
})
