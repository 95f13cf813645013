import type { Day } from './day.ts'
import type { SeenFrom } from './day-words.ts'
import type { Field, FormValues } from '../forms/form.ts'
import { readDay } from './read-day.ts'

/** Words in a day's field, and the day they were understood as. */
export type UnderstoodDay = { readonly name: string; readonly typed: string; readonly day: Day }

/**
 * Days of a form typed in words (月底前, 下周五, 国庆节前), which may be meant otherwise: whoever typed them looks at
 * the day before anything is done with it. Written months and dates are not among them, nor what can't be read.
 */
export function understoodDays(fields: readonly Field[], values: FormValues, from: SeenFrom): UnderstoodDay[] {
  return fields.flatMap(({ name, kind }) => {
    const typed = values[name]
    const reading = kind === 'day' && typeof typed === 'string' ? readDay(typed, from) : null
    return reading && 'day' in reading && reading.worded
      ? [{ name, typed: String(typed).trim(), day: reading.day }]
      : []
  })
}

/** The form with the days themselves in place of the words for them. */
export function withDays(values: FormValues, understood: readonly UnderstoodDay[]): FormValues {
  return { ...values, ...Object.fromEntries(understood.map(({ name, day }) => [name, day])) }
}
