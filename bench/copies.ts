import type { Database } from 'better-sqlite3'
import { addDays, type Day } from '../core/calendar/day.ts'
import { standingsOf } from '../core/digest/standing.ts'
import type { Issue } from '../core/issue.ts'
import { projected } from '../db/ledger.ts'
import type { OpenDatabase } from '../db/open-node.ts'
import { start } from '../test/support/world.ts'

const BATCH = 1000
const DAY = 86_400_000

/** Copies of the patterns in turn until the ledger has `upTo` issues: rows as record() leaves them, without events. */
export function fillUp({ client }: OpenDatabase, patterns: readonly Issue[], upTo: number): void {
  // Only while it fills: what a crash would spoil, the next run writes again. Opening it anew sets both right.
  client.pragma('journal_mode = MEMORY')
  client.pragma('synchronous = OFF')
  const units = client.prepare<[], number>('select id from units').pluck().all()
  const known = client.prepare<[], number>('select count(*) from issues').pluck().get() ?? 0
  const add = client.transaction(inserter(client))
  for (let first = known + 1; first <= upTo; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, upTo + 1 - first) }, (_, index) => first + index)
    add(numbers.map((number) => copy(number, patterns, units)))
  }
  client.prepare('update campaigns set last_number = max(last_number, ?)').run(upTo)
}

function inserter(client: Database): (issues: readonly Issue[]) => void {
  const insert = client.prepare(
    `insert into issues (serial, campaign, unit, category, status, due, deadline_key, delegate, haystack, fresh,
       title_key, enterprise_key, credit_code, involved, changed_at, version, issue)
     values (@serial, @campaign, @unit, @category, @status, @due, @deadlineKey, @delegate, @haystack, @fresh,
       @titleKey, @enterpriseKey, @creditCode, @involved, @changedAt, @version, @issue)`,
  )
  const stand = client.prepare(
    `insert into standings (issue, campaign, unit, category, fresh, status, due, settled, reported_at, closed_at,
       sent_back_at, started, until)
     values (@issue, @campaign, @unit, @category, @fresh, @status, @due, @settled, @reportedAt, @closedAt,
       @sentBackAt, @started, @until)`,
  )
  return (issues) => {
    for (const issue of issues) {
      const row = projected(issue)
      const values = { ...row, fresh: Number(row.fresh), issue: JSON.stringify(issue), changedAt: issue.reportedAt }
      const { lastInsertRowid: id } = insert.run(values)
      for (const standing of standingsOf(pastOf(issue)))
        stand.run({ ...standing, issue: id, fresh: Number(standing.fresh) })
    }
  }
}

/** Reported, then as it is: over the weeks before, so that each week of a digest has its own. */
function pastOf(issue: Issue): { issue: Issue; events: []; at: number }[] {
  const reportedAt = issue.reportedAt - (Number(issue.serial.slice(-2)) + 1) * DAY
  const early: Issue = { ...issue, reportedAt, status: 'reported', settled: 0 }
  const moved = reportedAt + (issue.reportedAt - reportedAt) / 2
  return [
    { issue: early, events: [], at: reportedAt },
    { issue: { ...issue, reportedAt }, events: [], at: moved },
  ]
}

/** Another serial, unit and date: a twentieth of the ledger is overdue at the moment the benchmarks play at. */
function copy(number: number, patterns: readonly Issue[], units: readonly number[]): Issue {
  const pattern = patterns[number % patterns.length]
  const unit = units[Math.floor(number / 3) % units.length]
  if (!pattern || unit === undefined) throw new Error('nothing to copy')
  const late = pattern.status === 'rectifying' && number % 3 === 0
  const moved = (day: Day | null) => day && addDays(day, late ? -200 : number % 90)
  return {
    ...pattern,
    unit,
    serial: `${pattern.campaign}-${String(number).padStart(4, '0')}`,
    title: `${pattern.title}（${number}）`,
    reportedAt: start + number,
    deadline: moved(pattern.deadline),
    firstDeadline: moved(pattern.firstDeadline),
  }
}
