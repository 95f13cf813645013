import { inOffice } from '#office'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { apply } from '../../core/apply.ts'
import type { Issue } from '../../core/issue.ts'
import { dataHashOf, GENESIS, hashOf, head } from '../../db/chain.ts'
import { transact, type Db } from '../../db/database.ts'
import { changeFetch, claimFetches, promise } from '../../db/fetches.ts'
import { historyOf } from '../../db/history.ts'
import { countIssues, statusCounts } from '../../db/issue-counts.ts'
import { listIssues, viewIssue } from '../../db/issues.ts'
import { findIssue, note, projected, record } from '../../db/ledger.ts'
import { claimDue, enqueue } from '../../db/outbox.ts'
import { markRetry } from '../../db/outbox-ends.ts'
import { eventData, events, issueCounts, issues } from '../../db/schema.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { day, evidence, plan, start, terms, verification, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: ReturnType<typeof world>) => T) => inOffice((db) => work(world(db)))

/** An issue, and after it a redaction that names its newest event `n`. */
function redactable(w: World) {
  const { serial } = w.to('reported')
  const { n } = head(w.db)
  const redaction = { kind: 'campaign', id: serial, actor: w.as('director'), now: start } as const
  transact(w.db, (tx) => note(tx, { ...redaction, fact: { type: 'redacted', events: [n] } }))
  return { n, redaction }
}

function redact(db: Db, n: number, redactedBy: number): void {
  const gone = { data: null, salt: null, redactedBy }
  transact(db, (tx) => void tx.update(eventData).set(gone).where(eq(eventData.n, n)).run())
}

describe('the straight path', () => {
  test('an issue goes from report to 销号 and every step is an event with its actor', () =>
    inWorld((w) => {
      const issue = w.to('closed')
      expect(issue).toMatchObject({ serial: 'LH2022-0001', status: 'closed', settled: 300_000_000 })
      expect(issue.closed).toEqual({ on: '2022-12-01', by: w.people.second, inTime: true })
      expect(historyOf(w.db, issue.serial).map(({ event, by }) => [event.type, by])).toEqual([
        ['reported', w.people.contact],
        ['confirmed', w.people.officer],
        ['planned', w.people.responsible],
        ['plan-approved', w.people.officer],
        ['evidence-added', w.people.responsible],
        ['progressed', w.people.responsible],
        ['submitted', w.people.responsible],
        ['closed', w.people.second],
      ])
    }))

  test('serials count up within a campaign and are never given twice', () =>
    inWorld((w) => {
      const serials = [w.to('reported'), w.to('planning'), w.to('closed')].map((issue) => issue.serial)
      expect(serials).toEqual(['LH2022-0001', 'LH2022-0002', 'LH2022-0003'])
    }))
})

describe('the projection', () => {
  test('folding the events of every issue gives exactly the stored row', () =>
    inWorld((w) => {
      for (const status of ['reported', 'planning', 'plan_review', 'rectifying', 'verifying', 'closed'] as const)
        w.to(status)
      for (const row of w.db.select().from(issues).all()) {
        const folded = historyOf(w.db, row.serial).reduce<Issue | null>(apply, null)
        expect(folded).toEqual(row.issue)
        if (folded) expect(row).toMatchObject(projected(folded))
      }
    }))

  test('the kept counts equal a count of the rows', () =>
    inWorld((w) => {
      for (const status of ['reported', 'planning', 'planning', 'closed'] as const) w.to(status)
      const kept = w.db
        .select()
        .from(issueCounts)
        .all()
        .filter((row) => row.count > 0)
      const counted = w.db.all<{ status: string; fresh: number; count: number }>(
        sql`select status, fresh, count(*) count from issues group by status, fresh order by status`,
      )
      expect(
        kept
          .map(({ status, fresh, count }) => ({ status, fresh: Number(fresh), count }))
          .sort((a, b) => a.status.localeCompare(b.status)),
      ).toEqual(counted)
      expect(statusCounts(w.db, w.as('officer'), {})).toContainEqual({ status: 'planning', count: 2 })
      expect(countIssues(w.db, w.as('officer'), {})).toEqual({ existing: 4, fresh: 0 })
    }))
})

describe('the chain', () => {
  test('every event is linked to the one before and to its data', () =>
    inWorld((w) => {
      w.to('closed')
      let previous = GENESIS
      for (const row of w.db.select().from(events).orderBy(events.n).all()) {
        const data = w.db.select().from(eventData).where(eq(eventData.n, row.n)).get()
        expect(dataHashOf(data?.salt ?? '', data?.data)).toBe(row.dataHash)
        expect(hashOf(row, previous)).toBe(row.hash)
        previous = row.hash
      }
      expect(head(w.db).hash).toBe(previous)
    }))

  test('the database refuses to change or delete an event or its data', () =>
    inWorld((w) => {
      w.to('reported')
      const attempt = (statement: string) => () => transact(w.db, (tx) => void tx.run(sql.raw(statement)))
      expect(attempt('update events set at = 0 where n = 1')).toThrow()
      expect(attempt('delete from events where n = 1')).toThrow()
      expect(attempt('delete from event_data where n = 1')).toThrow()
      expect(attempt(`update event_data set data = '{}' where n = 1`)).toThrow()
      expect(attempt('update event_data set data = null, salt = null where n = 1')).toThrow()
      expect(attempt('delete from issues')).toThrow()
    }))

  test.each([
    ['an event', 'insert or replace into events select * from events where n = 2'],
    ['the newest event', 'insert or replace into events select * from events where n = (select max(n) from events)'],
    [
      "an event under the next number, by its subject's place",
      `insert or replace into events select (select max(n) + 1 from events), subject_kind, subject_id, seq, 'x', actor, door, at, data_hash, hash from events where n = 2`,
    ],
    ['the data of an event', `insert or replace into event_data values (2, 'salt', '{}', null)`],
    ['an issue', 'insert or replace into issues select * from issues'],
    [
      'an issue under another id',
      'insert or replace into issues select 99, serial, campaign, unit, category, status, due, deadline_key, delegate, haystack, changed_at, version, issue, fresh, title_key, enterprise_key, credit_code, involved from issues limit 1',
    ],
    ['an issue by giving another its serial', `update or replace issues set serial = 'LH2022-0001' where id = 2`],
  ])('the database refuses to replace %s', (_, statement) =>
    inWorld((w) => {
      w.to('reported')
      w.to('reported')
      const contents = () => [events, eventData, issues].map((table) => JSON.stringify(w.db.select().from(table).all()))
      const before = contents()
      expect(() => transact(w.db, (tx) => void tx.run(sql.raw(statement)))).toThrow()
      expect(contents()).toEqual(before)
    }),
  )

  test('events have no gaps: one may not be put in further on', () =>
    inWorld((w) => {
      const statement = sql`insert into events select n + 9, subject_kind, subject_id, 999, type, actor, door, at, data_hash, hash from events where n = 2`
      expect(() => transact(w.db, (tx) => void tx.run(statement))).toThrow()
    }))

  test('data may go once a redaction names its event, and the chain still links', () =>
    inWorld((w) => {
      const { n } = redactable(w)
      redact(w.db, n, n + 1)
      expect(w.db.select().from(eventData).where(eq(eventData.n, n)).get()).toEqual({
        n,
        salt: null,
        data: null,
        redactedBy: n + 1,
      })
      expect(verifyLog(w.db)).toMatchObject({ ok: true, redacted: 1 })
      const again = () =>
        transact(w.db, (tx) => void tx.update(eventData).set({ data: {} }).where(eq(eventData.n, n)).run())
      expect(again).toThrow()
    }))

  test('a redaction takes the words of no event it does not name, nor of another redaction', () =>
    inWorld((w) => {
      const { n, redaction } = redactable(w)
      expect(() => redact(w.db, n - 1, n + 1)).toThrow()
      transact(w.db, (tx) => note(tx, { ...redaction, fact: { type: 'redacted', events: [n + 1] } }))
      expect(() => redact(w.db, n + 1, n + 2)).toThrow()
      expect(verifyLog(w.db)).toMatchObject({ ok: true, redacted: 0 })
    }))
})

describe('two people at once', () => {
  test('the second to change a state is refused with what happened, and nothing is written', () =>
    inWorld((w) => {
      const issue = w.to('verifying')
      const deadline = day('2023-04-30')
      const back = { type: 'send-back' as const, verification: verification(), reason: '缺付款凭证', deadline }
      w.does('second', w.on(issue, back, issue.stateVersion))
      const before = head(w.db)
      const late = w.run('officer', w.on(issue, { type: 'close', verification: verification() }, issue.stateVersion))
      expect(late).toEqual({
        ok: false,
        refusal: { code: 'stale', status: 'rectifying', move: { type: 'sent-back', by: w.people.second, at: start } },
      })
      expect(head(w.db)).toEqual(before)
    }))

  test('progress and comments never conflict', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      const progress = (text: string) =>
        w.on(issue, { type: 'progress', text, percent: null, settled: null, done: [] }, issue.stateVersion)
      w.does('responsible', progress('已核对'))
      w.does('contact', progress('已上会'))
      w.does('leader', w.on(issue, { type: 'comment', text: '抓紧' }, 1))
      expect(
        historyOf(w.db, issue.serial)
          .slice(-3)
          .map(({ event }) => event.type),
      ).toEqual(['progressed', 'progressed', 'commented'])
    }))

  test('a draft works once: sending it again returns the first result and appends nothing', () =>
    inWorld((w) => {
      const first = w.run('contact', w.report(), 'draft-1')
      const before = head(w.db)
      const second = w.run('contact', w.report(), 'draft-1')
      expect(first).toMatchObject({ ok: true, repeated: false, issue: { serial: 'LH2022-0001' } })
      expect(second).toMatchObject({ ok: true, repeated: true, issue: { serial: 'LH2022-0001' } })
      expect(head(w.db)).toEqual(before)
    }))
})

describe('a transaction', () => {
  test('a fault in the middle leaves nothing behind', () =>
    inWorld((w) => {
      const before = head(w.db)
      const broken = () =>
        transact(w.db, (tx) => {
          record(tx, { actor: w.as('contact'), command: w.report(), now: start })
          throw new Error('disk full')
        })
      expect(broken).toThrow('disk full')
      expect(head(w.db)).toEqual(before)
      expect(transact(w.db, (tx) => findIssue(tx, 'LH2022-0001'))).toBe(null)
      expect(w.to('reported').serial).toBe('LH2022-0001')
    }))
})

describe('who may know', () => {
  test('a lead is invisible to its unit until it is assigned', () =>
    inWorld((w) => {
      const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
      const seen = (who: 'contact' | 'stranger' | 'above' | 'auditor' | 'leader') =>
        viewIssue(w.db, w.as(who), lead.serial, start) !== null
      expect([seen('contact'), seen('above'), seen('stranger'), seen('auditor'), seen('leader')]).toEqual([
        false,
        false,
        false,
        true,
        true,
      ])
      expect(w.run('contact', w.on(lead, { type: 'comment', text: '在吗' }))).toEqual({
        ok: false,
        refusal: { code: 'not-found', serial: lead.serial },
      })
      const dates = { ...terms(), confirmed: null, signoffDue: day('2022-12-05') }
      w.does('officer', w.on(lead, { type: 'assign', unit: w.units.port, ...dates }))
      expect([seen('contact'), seen('above'), seen('stranger')]).toEqual([true, true, false])
    }))

  test('lists show exactly the issues the rule of visibility allows', () =>
    inWorld((w) => {
      w.to('rectifying')
      w.does('officer', w.report({ source: 'letters', deadline: null }))
      w.does('stranger', w.report({ unit: w.units.park }))
      const all = w.db.select({ issue: issues.issue }).from(issues).all()
      for (const who of ['officer', 'auditor', 'leader', 'contact', 'first', 'stranger', 'above'] as const) {
        const listed = listIssues(w.db, w.as(who), { filter: {}, sort: 'newest', page: 1, size: 50 }).map(
          (row) => row.issue.serial,
        )
        const allowed = all.map((row) => row.issue.serial).filter((serial) => viewIssue(w.db, w.as(who), serial, start))
        expect([who, listed.sort()]).toEqual([who, allowed.sort()])
        expect([who, countIssues(w.db, w.as(who), {})]).toEqual([who, { existing: allowed.length, fresh: 0 }])
      }
    }))
})

describe('what is said', () => {
  test('everyone a decision concerns is told once, the actor is not', () =>
    inWorld((w) => {
      w.to('planning')
      const told = transact(w.db, (tx) => claimDue(tx, start, 50)).map((row) => [row.person, row.message])
      expect(told).toEqual([
        [w.people.officer, { type: 'event', n: expect.any(Number) }],
        [w.people.second, { type: 'event', n: expect.any(Number) }],
        [w.people.contact, { type: 'event', n: expect.any(Number) }],
        [w.people.responsible, { type: 'event', n: expect.any(Number) }],
      ])
    }))

  test('a claimed message is not claimed again until its lease is over', () =>
    inWorld((w) => {
      w.to('reported')
      const claim = (at: number) => transact(w.db, (tx) => claimDue(tx, at, 50)).length
      expect([claim(start), claim(start + 119_000), claim(start + 121_000)]).toEqual([2, 0, 2])
    }))
})

test('a lease runs from now, whatever moment a message is due by; one tried already waits for its own', () =>
  inWorld((w) => {
    const later = start + 86_400_000
    const tell = (key: string, notBefore: number) =>
      transact(w.db, (tx) =>
        enqueue(tx, { key, to: { person: 1 }, message: { type: 'say', text: key }, now: start, notBefore }),
      )
    tell('a', later)
    tell('b', later + 1)
    const claim = (now: number, dueBy?: number) => transact(w.db, (tx) => claimDue(tx, now, 50, { dueBy }))
    const claimed = claim(start, later)
    expect(claimed.map(({ dedupeKey, leaseUntil }) => [dedupeKey, leaseUntil])).toEqual([['a', start + 120_000]])
    transact(w.db, (tx) => markRetry(tx, claimed[0]?.id ?? 0, { at: start + 60_000, why: 'throttled', arrived: 'no' }))
    expect(claim(start, later + 1)).toEqual([])
    expect(claim(start + 60_000, later + 1).map((row) => row.dedupeKey)).toEqual(['a', 'b'])
  }))

test('a file due by a later moment is leased from now, and once tried waits for its own moment', () =>
  inWorld((w) => {
    const later = start + 86_400_000
    const file = { platform: 'demo', token: 't', name: 'a.jpg', image: true, person: 1, serial: null } as const
    transact(w.db, (tx) => promise(tx, { ...file, now: later }))
    const claim = (now: number, dueBy?: number) => transact(w.db, (tx) => claimFetches(tx, now, 8, dueBy))
    expect(claim(start)).toEqual([])
    expect(claim(start, later).map((row) => row.leaseUntil)).toEqual([start + 120_000])
    transact(w.db, (tx) => void changeFetch(tx, 1, { nextAt: start + 60_000 }))
    expect(claim(start, later)).toEqual([])
    expect(claim(start + 60_000)).toHaveLength(1)
  }))

test('the same bytes given twice to one issue count once', () =>
  inWorld((w) => {
    const issue = w.to('rectifying')
    w.does('responsible', w.on(issue, { type: 'attach', evidence: evidence() }))
    const again = w.run(
      'responsible',
      w.on(issue, { type: 'attach', evidence: evidence({ id: 'e2', name: '另一个名字.jpg' }) }),
    )
    expect(again).toEqual({ ok: false, refusal: { code: 'nothing-changed' } })
  }))

test('text is stored exactly as typed', () =>
  inWorld((w) => {
    const hostile = `<at user_id="all"></at> <script>alert(1)</script> \u0000\u0007 \u202e😀 ${'长'.repeat(10_000)}`
    const issue = w.to('rectifying')
    w.does('responsible', w.on(issue, { type: 'progress', text: hostile, percent: null, settled: null, done: [] }))
    const [last] = historyOf(w.db, issue.serial).slice(-1)
    expect(last?.event).toMatchObject({ type: 'progressed', text: hostile })
    expect(viewIssue(w.db, w.as('officer'), issue.serial, start)?.issue.latest?.text).toBe(hostile)
  }))

test('a plan needs both responsible persons to be of the unit', () =>
  inWorld((w) => {
    const issue = w.to('planning')
    const outcome = w.run(
      'responsible',
      w.on(issue, plan({ first: w.people.stranger, responsible: w.people.responsible })),
    )
    expect(outcome).toEqual({ ok: false, refusal: { code: 'not-of-unit', label: '第一责任人' } })
  }))
