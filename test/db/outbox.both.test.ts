import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Rank } from '../../core/message.ts'
import { transact, type Db } from '../../db/database.ts'
import { claimDue, enqueue, isNamed, nextDueAt } from '../../db/outbox.ts'
import { markRetry } from '../../db/outbox-ends.ts'
import { pause } from '../../db/settings.ts'

/** 2022-12-01, a Thursday, in Asia/Shanghai. */
const at = (time: string, day = '2022-12-01') => Date.parse(`${day}T${time}:00+08:00`)

type Said = { rank?: Rank; person?: number; now?: number; notBefore?: number }

function say(db: Db, key: string, { rank = 'notice', person = 1, now = at('10:00'), notBefore = now }: Said = {}) {
  const message = { type: 'say', text: key } as const
  transact(db, (tx) => enqueue(tx, { key, to: { person }, message, rank, now, notBefore }))
}

const claimed = (db: Db, now: number, limit = 50, lane?: 'replies' | 'others') =>
  transact(db, (tx) => claimDue(tx, now, limit, { lane })).map((row) => row.dedupeKey)

describe('outside office hours', () => {
  test.each([
    ['before half past eight', at('08:29')],
    ['from six on', at('18:00')],
    ['on a Saturday', at('10:00', '2022-12-03')],
  ])('%s only what answers a person leaves', (_, now) =>
    inOffice((db) => {
      for (const rank of ['notice', 'nudge', 'digest', 'reply'] as const) say(db, rank, { rank, now: at('08:00') })
      expect(claimed(db, now)).toEqual(['reply'])
    }),
  )

  test('what waits leaves as soon as the office opens', () =>
    inOffice((db) => {
      say(db, 'evening', { now: at('20:00') })
      expect(claimed(db, at('08:29', '2022-12-02'))).toEqual([])
      expect(claimed(db, at('08:30', '2022-12-02'))).toEqual(['evening'])
    }))

  test('nothing is due before the office opens, but an answer is', () =>
    inOffice((db) => {
      const evening = at('20:00')
      say(db, 'notice', { now: evening })
      expect([nextDueAt(db, 'others', evening), nextDueAt(db, 'replies', evening)]).toEqual([
        at('08:30', '2022-12-02'),
        null,
      ])
      say(db, 'reply', { rank: 'reply', now: evening })
      expect(nextDueAt(db, 'replies', evening)).toBe(evening)
    }))

  test('what falls due on a day off is due when the next workday begins', () =>
    inOffice((db) => {
      say(db, 'notice', { notBefore: at('09:00', '2022-12-03') })
      expect(nextDueAt(db, 'others', at('10:00'))).toBe(at('08:30', '2022-12-05'))
      transact(db, (tx) => pause(tx))
      expect(nextDueAt(db, 'others', at('10:00'))).toBeNull()
    }))
})

describe('what leaves first', () => {
  test('answers, then notices, nudges and digests, however long each has waited', () =>
    inOffice((db) => {
      const ranks = ['digest', 'nudge', 'notice', 'reply'] as const
      ranks.forEach((rank, index) => say(db, rank, { rank, person: index, now: at('09:00') + index }))
      const order = ranks.map(() => claimed(db, at('10:00'), 1)[0])
      expect(order).toEqual(['reply', 'notice', 'nudge', 'digest'])
    }))

  test('the lane of answers takes nothing else, and the other no answers', () =>
    inOffice((db) => {
      say(db, 'notice')
      say(db, 'reply', { rank: 'reply' })
      expect([claimed(db, at('10:00'), 50, 'replies'), claimed(db, at('10:00'), 50, 'others')]).toEqual([
        ['reply'],
        ['notice'],
      ])
    }))

  test('an answer does not wait for an older notice to the same person that has to be tried again', () =>
    inOffice((db) => {
      say(db, 'notice')
      transact(db, (tx) => {
        const [row] = claimDue(tx, at('10:00'), 50)
        markRetry(tx, row?.id ?? 0, { at: at('10:05'), why: 'throttled', arrived: 'no' })
      })
      say(db, 'answer', { rank: 'reply' })
      say(db, 'later notice')
      expect(claimed(db, at('10:01'))).toEqual(['answer'])
      expect(claimed(db, at('10:05'), 50, 'others')).toEqual(['notice'])
      expect(claimed(db, at('10:06'), 50, 'others')).toEqual([])
    }))

  test('an older message that is due later than a newer one still goes before it', () =>
    inOffice((db) => {
      say(db, 'older', { notBefore: at('10:02') })
      say(db, 'newer', { notBefore: at('10:01') })
      expect(claimed(db, at('10:01'))).toEqual([])
      expect(claimed(db, at('10:03'), 1)).toEqual(['older'])
    }))
})

test('the message somebody answers is found along an index, by either of its names', () =>
  inOffice((db) => {
    const query = sql`explain query plan select serial from outbox where ${isNamed('dingtalk', ['om_1', 'carrier'])}`
    const steps = db.all<{ detail: string }>(query).map(({ detail }) => detail)
    expect(steps.filter((step) => step.includes('outbox_'))).toEqual([
      expect.stringContaining('outbox_message (platform=? AND message_id=?)'),
      expect.stringContaining('outbox_quoted (platform=? AND quoted_as=?)'),
    ])
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
  }))
