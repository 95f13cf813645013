import { eq, sql } from 'drizzle-orm'
import { papersOwed, type OwedPaper } from '../core/digest/papers.ts'
import { firstLook, tallyFor, type Cell, type Period } from '../core/digest/tally.ts'
import type { RunningCampaign } from './campaigns.ts'
import { GENESIS } from './chain.ts'
import type { Db } from './database.ts'
import { coverageBefore } from './hand-ins.ts'
import { events } from './schema.ts'
import type { Steps } from './slices.ts'
import { standingsWithin, unitsStanding } from './standings.ts'

/** Everything a digest is made of, for any reader. */
export type Figures = {
  readonly cells: readonly Cell[]
  readonly papers: readonly OwedPaper[]
  /** The log as of the cut-off. */
  readonly head: { readonly count: number; readonly hash: string }
}

/**
 * A campaign's figures as of a period's end, in steps so that whoever asks may let others work in between. What happens
 * meanwhile changes nothing: it happens after the cut-off.
 */
export function* figuresInSteps(db: Db, running: RunningCampaign, period: Period): Steps<Figures> {
  const { cutoff } = period.now
  const cells = yield* cellsInSteps(db, running.code, period)
  const papers = papersOwed(running.campaign, coverageBefore(db, running, cutoff), period.now)
  return { cells, papers, head: headBefore(db, cutoff) }
}

/** Standings added up before others may get their turn. */
const BATCH = 2000

/** Unit after unit. */
function* cellsInSteps(db: Db, campaign: string, period: Period): Steps<Cell[]> {
  const tally = tallyFor(period)
  const within = { campaign, from: firstLook(period), to: period.now.cutoff }
  let added = 0
  for (const unit of unitsStanding(db, campaign)) {
    for (const [issue, standing] of standingsWithin(db, unit, within)) {
      tally.add(issue, standing)
      if (++added % BATCH === 0) yield
    }
    yield
  }
  return tally.cells()
}

/** Length and hash of the log before an instant. Found by halving: events are numbered in the order they happened. */
export function headBefore(db: Db, instant: number): { count: number; hash: string } {
  let [low, high] = [
    0,
    db
      .select({ n: sql<number>`coalesce(max(n), 0)` })
      .from(events)
      .get()?.n ?? 0,
  ]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const row = db.select({ at: events.at }).from(events).where(eq(events.n, middle)).get()
    if (row && row.at < instant) low = middle
    else high = middle - 1
  }
  const row = db.select({ hash: events.hash }).from(events).where(eq(events.n, low)).get()
  return { count: low, hash: row?.hash ?? GENESIS }
}
