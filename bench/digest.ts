import Database from 'better-sqlite3'
import { digestOf } from '../core/digest/digest.ts'
import { figures as counted, type Figure as Counted, type Moment } from '../core/digest/figures.ts'
import { countOf, periodOf, type Cell, type Period } from '../core/digest/tally.ts'
import { dayOf } from '../core/calendar/day.ts'
import { openStatuses } from '../core/issue.ts'
import { weeksAfter, mondayOf } from '../core/calendar/week.ts'
import { findCampaign } from '../db/campaigns.ts'
import { only } from '../db/database.ts'
import { figuresInSteps } from '../db/digest-cells.ts'
import { inSlices } from '../db/slices.ts'
import { openOffice } from '../runtime/office-node.ts'
import { longestBlock } from './block.ts'
import { type Figure, limitFigure, ratioFigure } from './figure.ts'
import { databaseOf, now, type Prepared } from './office.ts'
import { type Length, race } from './race.ts'

const code = 'LH2022'

/**
 * Everything a digest is made of, for any scope, against the same figures by GROUP BY in four statements: of the week,
 * of the week before, of twelve weeks for the chart, and the five longest overdue. Beside it how long nobody else got a turn meanwhile.
 */
export async function* benchDigest(prepared: Prepared, length: Length): AsyncGenerator<Figure> {
  const files = openOffice(prepared.folder)
  const client = new Database(databaseOf(prepared), { readonly: true })
  try {
    const running = only(findCampaign(files.db, code), code)
    // Some weeks later, so that copies of every kind are overdue, due soon, new and closed.
    const period = periodOf(weeksAfter(mondayOf(dayOf(now)), 2), now + 16 * 86_400_000)
    const plain = plainDigest(client)
    const ours = () => inSlices(figuresInSteps(files.db, running, period))
    expectSame((await ours()).cells, plain(period))
    const issues = client.prepare('select count(*) from issues').pluck().get() as number
    const name = `digest of ${issues} issues`
    yield ratioFigure(name, 3, await race({ ours, reference: () => plain(period) }, length))
    const blocks: number[] = []
    for (let round = 0; round < length.rounds; round += 1) blocks.push(await longestBlock(ours))
    yield limitFigure(`${name}, longest block of the event loop`, { unit: 'ms', goal: 50, seen: blocks })
  } finally {
    client.close()
    files.close()
  }
}

type Sums = Record<Counted, number> & { settled: number }
type PlainDigest = { now: Sums; before: Sums; open: number[]; closed: number[] }

const open = `status in (${openStatuses.map((status) => `'${status}'`).join(', ')})`

/** What somebody would write who needed just these numbers of just this office. */
function plainDigest(client: Database.Database): (period: Period) => PlainDigest {
  const ledger = `from standings where campaign = '${code}' and started < @cutoff and until >= @cutoff`
  const week = (column: string) => `${column} >= @since and ${column} < @cutoff`
  const sums = client.prepare<[Moment], Sums>(
    `select unit, category, sum(${week('reported_at')}) added, sum(coalesce(${week('closed_at')}, 0)) closed,
       sum(${open}) open, sum(coalesce(due < @today, 0)) overdue, sum(status = 'closed') struck,
       sum(not fresh) existing, sum(fresh) fresh, sum(coalesce(due between @today and @lastSoon, 0)) soon,
       sum(coalesce(${open} and ${week('sent_back_at')}, 0)) back, sum(settled > 0) paid, sum(settled) settled
     ${ledger} and (${open} or status = 'closed') group by unit, category`,
  )
  const late = client.prepare(`select issue, due ${ledger} and due < @today order by due, issue limit 5`)
  return (period) => {
    late.all(period.now)
    const weeks = only(chart(client, period), 'chart')
    return {
      now: total(sums.all(period.now)),
      before: total(sums.all(period.before)),
      open: period.weeks.map((_, index) => weeks[`open${index}`] ?? 0),
      closed: period.weeks.map((_, index) => weeks[`closed${index}`] ?? 0),
    }
  }
}

/** All weeks in one pass over what stood in them. */
function chart(client: Database.Database, { weeks, now: last }: Period): Record<string, number> | undefined {
  const columns = weeks.flatMap(({ since, cutoff }, index) => {
    const then = `started < ${cutoff} and until >= ${cutoff}`
    const closed = `status = 'closed' and closed_at >= ${since} and closed_at < ${cutoff}`
    return [`sum(${open} and ${then}) open${index}`, `sum(coalesce(${closed} and ${then}, 0)) closed${index}`]
  })
  const from = weeks[0]?.cutoff ?? last.cutoff
  const statement = `select ${columns.join(', ')} from standings
    where campaign = '${code}' and started < ${last.cutoff} and until >= ${from}`
  return client.prepare<[], Record<string, number>>(statement).get()
}

function total(rows: readonly Sums[]): Sums {
  const names = [...counted, 'settled'] as const
  const sum = (name: (typeof names)[number]) => rows.reduce((all, row) => all + row[name], 0)
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as Sums
}

/** Throws unless both count the same. */
function expectSame(cells: readonly Cell[], plain: PlainDigest): void {
  const sums = digestOf(cells, () => true)
  for (const moment of ['now', 'before'] as const) {
    const own = Object.fromEntries(counted.map((figure) => [figure, countOf(sums[moment], figure)]))
    same({ ...own, settled: sums[moment].settled }, plain[moment])
  }
  same({ open: sums.open, closed: sums.closed }, { open: plain.open, closed: plain.closed })
}

function same(ours: object, reference: object): void {
  const [one, other] = [JSON.stringify(ours), JSON.stringify(reference)]
  if (one !== other) throw new Error(`the digest counts ${one}, the reference ${other}`)
}
