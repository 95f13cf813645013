import type { Day } from '../calendar/day.ts'
import type { Measure, Plan } from '../issue.ts'

/** A measure of a new plan beside the one in force, or one that is given up. */
export type MeasureChange = {
  readonly measure: Measure
  readonly change: 'kept' | 'added' | 'changed' | 'dropped'
  /** Its date before, where that moves. */
  readonly before: Day | null
}

/** What a new plan makes of the measures of the old one, by their numbers. */
export function measureChanges(old: Plan | null, next: Plan): MeasureChange[] {
  const was = new Map((old?.measures ?? []).map((measure) => [measure.no, measure]))
  const changes = next.measures.map((measure): MeasureChange => {
    const known = was.get(measure.no)
    was.delete(measure.no)
    if (!known) return { measure, change: 'added', before: null }
    const same = known.text === measure.text && known.due === measure.due
    return { measure, change: same ? 'kept' : 'changed', before: known.due === measure.due ? null : known.due }
  })
  const dropped = [...was.values()].map((measure): MeasureChange => ({ measure, change: 'dropped', before: null }))
  return [...changes, ...dropped].sort((a, b) => a.measure.no - b.measure.no)
}
