import Database from 'better-sqlite3'
import { cpSync, rmSync } from 'node:fs'
import { nudgeDue, nudging } from '../bot/nudge.ts'
import { addDays, dayOf, startOfDay } from '../core/calendar/day.ts'
import type { Issue } from '../core/issue.ts'
import { transact, type Db } from '../db/database.ts'
import { openNode } from '../db/open-node.ts'
import { longestBlock } from './block.ts'
import { type Figure, limitFigure, ratioFigure } from './figure.ts'
import { databaseOf, now, type Prepared } from './office.ts'
import { type Length, race } from './race.ts'

export type TickSizes = {
  /** Issues of the large ledger, and dates due in either. */
  readonly large: number
  readonly due: number
  /** People who are each told of a date of their own in one tick. */
  readonly people: number
}

/** A workday, 09:00, some weeks after the copies were made. */
const today = addDays(dayOf(now), 21)
const moment = startOfDay(today) + 9 * 3_600_000

/**
 * What one look at the clock costs where as much is due in a large ledger as in a small one, and where 20,000 people
 * have something to hear at once, against the same rows written plainly. Every round is undone, so that the next finds
 * the same.
 */
export async function* benchTick(small: Prepared, sizes: TickSizes, length: Length): AsyncGenerator<Figure> {
  yield await benchDue(small, sizes, length)
  yield* benchMany(small, sizes, length)
}

async function benchDue(small: Prepared, { large, due }: TickSizes, length: Length): Promise<Figure> {
  const [few, many] = [grown(small, 0, due), grown(small, large, due)]
  const [ours, reference] = [openNode(databaseOf(many)), openNode(databaseOf(few))]
  const works = { ours: () => undone(ours.db), reference: () => undone(reference.db) }
  const times = await race(works, length)
  ours.close()
  reference.close()
  rmSync(many.folder, { recursive: true })
  return ratioFigure(`tick with ${due} dates due, at ${large} issues against the small ledger`, 1.5, times)
}

async function* benchMany(small: Prepared, { people }: TickSizes, length: Length): AsyncGenerator<Figure> {
  const crowd = crowded(small, people)
  const office = openNode(databaseOf(crowd))
  const client = new Database(databaseOf(crowd))
  const plain = plainTick(client)
  const ours = () => undone(office.db)
  yield ratioFigure(
    `tick that tells ${people} people, until the messages are queued`,
    3,
    await race({ ours, reference: plain }, length),
  )
  client.close()
  const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))
  const block = await longestBlock(() => nudgeDue(office.db, moment, breathe))
  const queued = office.client.prepare("select count(*) from outbox where dedupe_key like 'nudges:%'").pluck().get()
  if (queued !== people) throw new Error(`${String(queued)} messages for ${people} people`)
  office.close()
  yield limitFigure('the same, longest block of the event loop', { unit: 'ms', goal: 50, seen: [block] })
}

class Undo extends Error {}

/** Everything a tick does until the messages are queued, and then as if nothing had been. */
function undone(db: Db): void {
  try {
    transact(db, (tx) => {
      for (const step of nudging(tx, moment)) step(tx)
      throw new Undo()
    })
  } catch (stopped) {
    if (!(stopped instanceof Undo)) throw stopped
  }
}

/** A copy of an office with so many issues more, each with a date to be watched; `due` of all dates have come. */
function grown(small: Prepared, upTo: number, due: number): Prepared {
  const folder = `${small.folder}-tick-${upTo}`
  rmSync(folder, { recursive: true, force: true })
  cpSync(small.folder, folder, { recursive: true })
  const client = hasty(databaseOf({ ...small, folder }))
  const have = client.prepare<[], number>('select count(*) from issues').pluck().get() ?? 0
  const columns = `campaign, unit, category, status, due, deadline_key, delegate, haystack, fresh, title_key,
    enterprise_key, credit_code, involved, changed_at, version`
  client
    .prepare(
      `with recursive n(i) as (select ${have} + 1 where ${have} < ${upTo} union all select i + 1 from n where i < ${upTo})
       insert into issues (serial, issue, ${columns})
       select 'LH2022-' || i, json_set(p.issue, '$.serial', 'LH2022-' || i), ${columns}
       from n join issues p on p.id = (i % ${have}) + 1`,
    )
    .run()
  client
    .prepare(
      `insert or ignore into watches (subject_kind, subject, kind, campaign, date, held, armed_at, rung, next_on)
       select 'issue', serial, 'deadline', campaign, due, 0, ${now}, 40, '2999-01-01' from issues where due is not null`,
    )
    .run()
  arrive(client, due)
  client.close()
  return { ...small, folder }
}

/** So many dates come to their third workday before today. */
function arrive(client: Database.Database, due: number): void {
  const date = addDays(today, 3)
  client
    .prepare(
      `update watches set date = '${date}', rung = -3, next_on = '${today}' where rowid in
         (select rowid from watches where subject_kind = 'issue' and kind = 'deadline' order by subject limit ${due})`,
    )
    .run()
  client.prepare("update watches set next_on = '2999-01-01' where next_on <> ?").run(today)
}

/** As many issues as people, each with a responsible person of its own in one of the units. */
function crowded(small: Prepared, people: number): Prepared {
  const prepared = grown({ ...small }, 0, 0)
  const client = hasty(databaseOf(prepared))
  const row = client
    .prepare<[], { issue: string }>("select issue from issues where status = 'rectifying' limit 1")
    .get()
  if (!row) throw new Error('no issue to copy')
  const pattern = JSON.parse(row.issue) as Issue
  const unitNamed = client.prepare("insert into units (name, successors) values (?, '[]') returning id").pluck()
  const units = Array.from({ length: Math.ceil(people / 40) }, (_, index) =>
    Number(unitNamed.get(`第${index + 1}家单位`)),
  )
  const person = client.prepare('insert into people (name) values (?) returning id').pluck()
  const post = client.prepare("insert into posts (person, unit, role, scope) values (?, ?, 'responsible', '[]')")
  const identity = client.prepare(
    "insert into identities (platform, external_id, person, bound_at) values ('demo', ?, ?, 0)",
  )
  const issue = client.prepare(
    `insert into issues (serial, campaign, unit, category, status, due, deadline_key, haystack, changed_at, version, issue)
     values (@serial, @campaign, @unit, @category, @status, @deadline, @deadline, '', 0, @version, @json)`,
  )
  const watch = client.prepare(
    `insert into watches (subject_kind, subject, kind, campaign, date, held, armed_at, rung, next_on)
     values ('issue', ?, 'deadline', ?, ?, 0, 0, -3, ?)`,
  )
  client.transaction(() => {
    client.prepare('delete from watches').run()
    for (let number = 1; number <= people; number += 1) {
      const unit = units[number % units.length] ?? 0
      const id = Number(person.get(`人${number}`))
      post.run(id, unit)
      identity.run(`crowd${id}`, id)
      const date = addDays(today, 3)
      const copy = {
        ...pattern,
        unit,
        serial: `LH2022-W${number}`,
        deadline: date,
        plan: pattern.plan && { ...pattern.plan, responsible: id },
      }
      issue.run({ ...copy, json: JSON.stringify(copy) })
      watch.run(copy.serial, copy.campaign, date, today)
    }
  })()
  client.close()
  return prepared
}

/** While it is filled only: what a crash would spoil is made anew. */
function hasty(path: string): Database.Database {
  const client = new Database(path)
  client.pragma('journal_mode = MEMORY')
  client.pragma('synchronous = OFF')
  return client
}

type Due = { subject: string; kind: string; campaign: string; date: string; rung: number }

/** The same rows by prepared statements: who answers for an issue is read from its plan and taken as it stands. */
function plainTick(client: Database.Database): () => void {
  const due = client.prepare<[string], Due>(
    'select subject, kind, campaign, date, rung from watches where next_on <= ?',
  )
  const load = client.prepare<[string], { issue: string }>('select issue from issues where serial = ?')
  const bound = client.prepare('select 1 from identities where person = ?')
  const nudge = client.prepare(
    `insert into nudges (subject_kind, subject, kind, campaign, date, rung, receiver, urgent, state, raised_at)
     values ('issue', @subject, @kind, @campaign, @date, @rung, @receiver, 0, 'due', ${moment}) on conflict do nothing`,
  )
  const moved = client.prepare(
    "update watches set rung = -1, next_on = ? where subject_kind = 'issue' and subject = ? and kind = ?",
  )
  const waiting = client.prepare<[], { receiver: string }>(
    "select distinct receiver from nudges where state = 'due' and outbox is null",
  )
  const known = client.prepare('select state from outbox where dedupe_key = ?')
  const queue = client.prepare(
    `insert into outbox (dedupe_key, person, message, rank, created_at, next_at) values (?, ?, ?, 'nudge', ${moment}, ${moment})
     on conflict do nothing`,
  )
  const next = addDays(today, 2)
  const message = JSON.stringify({ type: 'nudges', day: today, which: 'daily' })
  const all = client.transaction(() => {
    for (const row of due.all(today)) {
      const issue = JSON.parse(load.get(row.subject)?.issue ?? '{}') as Issue
      const person = issue.plan?.responsible ?? 0
      if (bound.get(person) !== undefined) nudge.run({ ...row, receiver: `p${person}` })
      moved.run(next, row.subject, row.kind)
    }
    for (const { receiver } of waiting.all()) {
      const key = `nudges:${receiver}:${today}`
      if (known.get(key) === undefined) queue.run(key, Number(receiver.slice(1)), message)
    }
    throw new Undo()
  })
  return () => {
    try {
      all.immediate()
    } catch (stopped) {
      if (!(stopped instanceof Undo)) throw stopped
    }
  }
}
