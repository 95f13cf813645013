import type { Actor } from '../core/actor.ts'
import { addDays, dayOf, startOfDay, type Day } from '../core/calendar/day.ts'
import { scopeOf } from '../core/digest/digest.ts'
import { lastDayOf } from '../core/digest/phase.ts'
import { phasePeriod } from '../core/digest/tally.ts'
import type { Campaign } from '../core/campaigns/campaign.ts'
import { mondayOf } from '../core/calendar/week.ts'
import type { RunningCampaign } from './campaigns.ts'
import type { Db } from './database.ts'
import { figuresInSteps } from './digest-cells.ts'
import { issuesBehind, lineBehind, viewOf, type DigestView, type LineBehind } from './digest-view.ts'
import type { Steps } from './slices.ts'

type Phase = Campaign['phases'][number]

export type PhaseView = {
  readonly view: DigestView
  readonly begin: Day
  readonly lastDay: Day
  /** Everything overdue then; what the reader may not know of any more is left out. */
  readonly overdue: readonly LineBehind[]
}

/** A phase as of the end of its last day, in steps; null for whoever gets no digest, and before the phase's first day is over. */
export function* phaseView(
  db: Db,
  actor: Actor,
  { running, phase, now }: { running: RunningCampaign; phase: Phase; now: number },
): Steps<PhaseView | null> {
  const lastDay = lastDayOf(phase, dayOf(now))
  if (lastDay === null || phase.begin === null || !scopeOf(actor)) return null
  const cutoff = startOfDay(addDays(lastDay, 1))
  const week = mondayOf(lastDay)
  const figures = yield* figuresInSteps(db, running, phasePeriod(phase.begin, cutoff))
  const about = { running, week, cutoff, number: null, paragraph: null, sentAt: null }
  const view = viewOf(db, actor, { ...about, figures })
  const ids = yield* issuesBehind(db, actor, { campaign: running.code, week, cutoff, figure: 'overdue', unit: null })
  if (!view || !ids) return null
  const overdue: LineBehind[] = []
  for (const id of ids) {
    const line = lineBehind(db, actor, id, cutoff)
    if (line) overdue.push(line)
    yield
  }
  return { view, begin: phase.begin, lastDay, overdue: overdue.sort(byDeadline) }
}

function byDeadline({ issue: one }: LineBehind, { issue: other }: LineBehind): number {
  return (one.deadline ?? '').localeCompare(other.deadline ?? '')
}
