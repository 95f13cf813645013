import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { DaySchema } from '../core/calendar/day.ts'
import { arrangedDay, type CalendarDay } from './calendar.ts'

const Arrangement = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()),
})

/** The State Council's yearly arrangements as far as the package knows them: days off, and weekend days worked. */
export function holidayRows(): CalendarDay[] {
  const path = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json')
  const { holidays, workdays } = Arrangement.parse(JSON.parse(readFileSync(path, 'utf8')))
  const rows = (days: Record<string, string>, workday: boolean) =>
    Object.entries(days).map(([day, names]) =>
      arrangedDay({ day: DaySchema.parse(day), workday, name: chineseName(names) }),
    )
  return [...rows(holidays, false), ...rows(workdays, true)]
}

/** "New Year's Day,元旦,1" */
function chineseName(names: string): string {
  return names.split(',')[1] ?? names
}
