import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { signalsOf } from '../../core/signals.ts'
import { startOfDay } from '../../core/calendar/day.ts'
import { transact } from '../../db/database.ts'
import { historyOf } from '../../db/history.ts'
import { findIssue } from '../../db/ledger.ts'
import { agreeToRedaction, askRedaction } from '../../db/redactions.ts'
import { reproject } from '../../db/reproject.ts'
import { signalFacts } from '../../db/signals.ts'
import { alsoAt } from '../../db/traces.ts'
import { day, evidence, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))

const words = '已向企业拨付第一笔补贴款，余款列入年度预算'

function seen(w: World, { serial }: Pick<Issue, 'serial'>) {
  const issue = findIssue(w.db, serial)
  if (!issue) throw new Error(`${serial} is missing`)
  return signalsOf(issue, signalFacts(w.db, issue, historyOf(w.db, serial)))
}

const attaches = (w: World, issue: Issue, id: string, bytes: string) =>
  w.does(
    'responsible',
    w.on(issue, { type: 'attach', evidence: evidence({ id, sha256: bytes, by: w.people.responsible }) }),
  )
const enters = (w: World, issue: Issue, text: string) =>
  w.does('responsible', w.on(issue, { type: 'progress', text, percent: null, settled: null, done: [] }))

/** Two issues in hand with the same file and the same words. */
function copied(w: World): [Issue, Issue] {
  const [one, other] = [w.to('rectifying'), w.to('rectifying')]
  attaches(w, one, 'f1', 'b'.repeat(64))
  attaches(w, one, 'f2', 'c'.repeat(64))
  enters(w, one, '已付')
  enters(w, one, words)
  attaches(w, other, 'f3', 'c'.repeat(64))
  enters(w, other, '已付')
  enters(w, other, `  ${words.replace('，', ',')}`)
  return [one, other]
}

const both = (others: string) => [
  { kind: 'same-file', others: [others] },
  { kind: 'same-text', on: '2022-12-01', others: [others] },
]

test('the same bytes and the same words are found on both issues, short words are not', () =>
  inWorld((w) => {
    const [one, other] = copied(w)
    expect(seen(w, one)).toMatchObject(both(other.serial))
    expect(seen(w, one)[0]).toMatchObject({ no: 2 })
    expect(seen(w, other)).toMatchObject(both(one.serial))
  }))

test('linked, they are one matter, with whatever is linked to that', () =>
  inWorld((w) => {
    const [one, other] = copied(w)
    const between = w.to('planning')
    w.does('officer', w.on(one, { type: 'link', to: between.serial }))
    expect(seen(w, one)).toHaveLength(2)
    w.does('officer', w.on(between, { type: 'link', to: other.serial }))
    expect(seen(w, one)).toEqual([])
    expect(seen(w, other)).toEqual([])
  }))

test('merged, they are one; parted again, what came over is not held against either', () =>
  inWorld((w) => {
    const one = w.to('rectifying')
    attaches(w, one, 'f1', 'b'.repeat(64))
    const other = w.to('rectifying')
    w.does('officer', w.on(one, { type: 'merge', into: other.serial }))
    expect(seen(w, other)).toEqual([])
    w.does('director', w.on(one, { type: 'undo', reason: '不是一件事' }))
    expect(findIssue(w.db, other.serial)?.evidence).toHaveLength(1)
    expect(seen(w, other)).toEqual([])
    expect(seen(w, one)).toEqual([])
    const third = w.to('rectifying')
    attaches(w, third, 'f9', 'b'.repeat(64))
    expect(seen(w, third)).toMatchObject([{ kind: 'same-file', others: [one.serial, other.serial] }])
  }))

test('a ledger from before such traces were kept gets them from its events', () =>
  inWorld((w) => {
    const [one, other] = copied(w)
    const before = seen(w, one)
    transact(w.db, (tx) => {
      tx.run(sql`delete from traces`)
      tx.run(sql`delete from settings where name = 'projection'`)
    })
    expect(seen(w, one)).toEqual([])
    reproject(w.db)
    expect(seen(w, one)).toEqual(before)
    expect(before).toMatchObject(both(other.serial))
  }))

test('words that are taken out of the log leave no trace by which they could be told', () =>
  inWorld((w) => {
    const [one] = copied(w)
    const n =
      historyOf(w.db, one.serial).find(({ event }) => event.type === 'progressed' && event.text === words)?.n ?? 0
    const texts = () => w.db.all(sql`select count(*) as count from traces where kind = 'text'`)
    expect(texts()).toEqual([{ count: 2 }])
    const act = (who: 'director' | 'auditor') => ({ actor: w.as(who), now: w.clock.now })
    const asked = { serial: one.serial, n, words: words.slice(0, 12), reason: '误录' }
    transact(w.db, (tx) => askRedaction(tx, asked, act('director')))
    transact(w.db, (tx) => agreeToRedaction(tx, 1, act('auditor')))
    expect(texts()).toEqual([{ count: 0 }])
    expect(seen(w, one)[0]).toMatchObject({ kind: 'same-file' })
  }))

test('an issue with the traces of a thousand others looks at the first few', () =>
  inWorld((w) => {
    const one = w.to('rectifying')
    const hash = 'd'.repeat(64)
    const all = Array.from({ length: 12 }, (_, index) => attaches(w, w.to('rectifying'), `g${index}`, hash))
    attaches(w, one, 'f1', hash)
    const first = all.slice(0, 8).map(({ serial }) => serial)
    expect(seen(w, one)).toMatchObject([{ kind: 'same-file', others: first }])
    expect(alsoAt(w.db, { kind: 'file', hash }, { serial: one.serial, most: 3 })).toHaveLength(3)
  }))

test('who has the same is one seek in the key of the traces', () =>
  inWorld((w) => {
    const [one] = copied(w)
    const steps = w.db.all<{ detail: string }>(
      sql`explain query plan select issue from traces where kind = 'file' and hash = ${one.evidence[0]?.sha256 ?? ''} order by issue limit 8`,
    )
    expect(steps.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH traces USING COVERING INDEX/)])
  }))

test('three applications of a unit, each on its last day, are told of; an earlier one of them ends it', () =>
  inWorld((w) => {
    const attach = (issue: Issue, id: string) => attaches(w, issue, id, id.repeat(32))
    const issues = [w.to('rectifying'), w.to('rectifying'), w.to('rectifying'), w.to('rectifying')]
    const applies = (issue: Issue, id: string) => {
      attach(issue, id)
      w.does(
        'responsible',
        w.on(issue, { type: 'progress', text: '付清', percent: 100, settled: 300_000_000, done: [1, 2] }),
      )
      return w.does('responsible', w.on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
    }
    w.clock.now = startOfDay(day('2023-03-31')) + 3_600_000
    const [first, second, third, early] = issues
    if (!first || !second || !third || !early) throw new Error('four were reported')
    const habit = (issue: Issue) => seen(w, issue).filter(({ kind }) => kind === 'last-day')
    applies(first, 'b1')
    const waiting = applies(second, 'b2')
    expect(habit(waiting)).toEqual([])
    applies(third, 'b3')
    expect(habit(waiting)).toEqual([{ kind: 'last-day', count: 3 }])
    w.does('officer', w.on(early, { type: 'correct', changed: { deadline: day('2023-04-30') }, reason: '重新核定' }))
    applies(early, 'b4')
    expect(habit(waiting)).toEqual([])
  }))
