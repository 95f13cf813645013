import type { Campaign } from './campaign.ts'
import type { Day } from '../calendar/day.ts'
import type { Issue } from '../issue.ts'

/**
 * The day a campaign begins, which parts 存量 from 增量: that of its first phase with a date, else the day it was
 * started. Neither changes once it runs.
 */
export function beginOf({ phases }: Campaign, started: Day): Day {
  return phases.find(({ begin }) => begin !== null)?.begin ?? started
}

/**
 * 增量: it happened after the campaign began; before, it is 存量 (domain: section 2). Of 发生时间 the month alone is
 * known, so the month in which the campaign began is 存量 unless it began on the 1st.
 */
export function isFresh({ happened, began }: Pick<Issue, 'happened' | 'began'>): boolean {
  return `${happened}-01` >= began
}
