import { z } from 'zod'
import { holds, type Post } from './actor.ts'
import { DaySchema } from './calendar/day.ts'

const minutes = z.number().int()

/** What can happen to the office's calendar. Kept for ever: a field is never renamed, a new one is optional. */
export const OfficeEventSchema = z.discriminatedUnion('type', [
  /** A year's days off and weekend days worked, or those of some festivals, are now these. */
  z.object({
    type: z.literal('calendar-arranged'),
    year: z.number().int(),
    festivals: z.array(z.string()).readonly(),
    off: z.array(DaySchema).readonly(),
    worked: z.array(DaySchema).readonly(),
  }),
  z.object({ type: z.literal('calendar-mended'), day: DaySchema, workday: z.boolean(), reason: z.string() }),
  z.object({ type: z.literal('hours-set'), from: minutes, to: minutes }),
])
export type OfficeEvent = z.infer<typeof OfficeEventSchema>

/** Characters of the reason for a day set by hand. */
export const longestReason = 200

/** Calendar and office hours are the administrator's (domain: section 1). */
export function mayChangeCalendar(person: { posts: readonly Post[] }): boolean {
  return holds(person, 'administrator')
}
