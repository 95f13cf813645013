import { startOfDay } from '../../core/calendar/day.ts'
import { ALWAYS, type Standing } from '../../core/digest/standing.ts'
import { day } from './samples.ts'

/** An issue being rectified, from a day after it was reported on for ever. */
export const standing = (changes: Partial<Standing> = {}): Standing => ({
  campaign: 'LH2022',
  unit: 3,
  category: 'C2',
  fresh: false,
  status: 'rectifying',
  due: day('2023-12-31'),
  settled: 0,
  reportedAt: startOfDay(day('2022-12-01')),
  closedAt: null,
  sentBackAt: null,
  started: startOfDay(day('2022-12-02')),
  until: ALWAYS,
  ...changes,
})
