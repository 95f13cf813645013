import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { transact, type Db } from '../../db/database.ts'
import { chooserOf, forgetOffers, numbersFor, offer, offeredAs } from '../../db/offers.ts'

const mine = chooserOf('dingtalk', { kind: 'person', id: 'manager1' })
const day = 86_400_000

const choice = (words: string, seen = 1) => ({ words, value: { do: 'open', serial: 'LH2022-0001', seen } })

type Offered = { outbox?: number; numbered?: boolean; now?: number; to?: typeof mine }

const offered = (
  db: Db,
  words: readonly string[],
  { outbox = 1, numbered = false, now = 0, to = mine }: Offered = {},
) => transact(db, (tx) => offer(tx, { ...to, outbox, numbered, now, choices: words.map((one) => choice(one)) }))

describe('a code', () => {
  test('finds what its button carried, for its own person on that platform alone', () =>
    inOffice((db) => {
      const [id = 0] = offered(db, ['签收', '退办'])
      expect(offeredAs(db, mine, id)).toEqual({ ...choice('签收'), outbox: 1, messageId: null })
      for (const other of [
        chooserOf('dingtalk', { kind: 'person', id: 'manager2' }),
        chooserOf('lark', { kind: 'person', id: 'manager1' }),
        chooserOf('dingtalk', { kind: 'group', id: 'manager1' }),
      ])
        expect(offeredAs(db, other, id)).toBeNull()
    }))

  test('stays the same when the message is handed over once more', () =>
    inOffice((db) => {
      const first = offered(db, ['签收', '退办'])
      expect(offered(db, ['签收', '退办'], { now: 5 })).toEqual(first)
      const [kept, added] = offered(db, ['退办', '报措施'], { now: 9 })
      expect(kept).toBe(first[1])
      expect(first).not.toContain(added)
      expect(offeredAs(db, mine, first[0] ?? 0)?.words).toBe('签收')
    }))

  test('is never given out again, and forgotten after 31 days', () =>
    inOffice((db) => {
      const [id = 0] = offered(db, ['签收'])
      transact(db, (tx) => forgetOffers(tx, 31 * day))
      expect(offeredAs(db, mine, id)).not.toBeNull()
      transact(db, (tx) => forgetOffers(tx, 31 * day + 1))
      expect(offeredAs(db, mine, id)).toBeNull()
      expect(offered(db, ['签收'], { outbox: 2 })[0]).toBeGreaterThan(id)
    }))
})

describe('numbers', () => {
  test('mean the newest message, or the one asked for', () =>
    inOffice((db) => {
      offered(db, ['签收', '退办'], { numbered: true, now: 1 })
      offered(db, ['报措施'], { outbox: 2, numbered: true, now: 2 })
      offered(db, ['查看'], { outbox: 3, now: 3 })
      const words = (of?: { outbox: number }) => numbersFor(db, mine, of)?.choices.map((one) => one.words)
      expect(words()).toEqual(['报措施'])
      expect(numbersFor(db, mine)?.at).toBe(2)
      expect(words({ outbox: 1 })).toEqual(['签收', '退办'])
      expect(words({ outbox: 3 })).toBeUndefined()
    }))

  test('of a message that is said otherwise the second time are the new ones', () =>
    inOffice((db) => {
      offered(db, ['签收', '退办'], { numbered: true })
      offered(db, ['报措施'], { numbered: true, now: 4 })
      expect(numbersFor(db, mine)?.choices.map((one) => one.words)).toEqual(['报措施'])
    }))
})

test('whoever asks for lists without end loses the oldest, and nobody else does', () =>
  inOffice((db) => {
    const other = chooserOf('dingtalk', { kind: 'person', id: 'manager2' })
    const [theirs = 0] = offered(db, ['签收'], { to: other })
    const labels = Array.from({ length: 40 }, (_, index) => `第${index}`)
    const all = Array.from({ length: 60 }, (_, index) => offered(db, labels, { outbox: index + 2 })).flat()
    const left = all.filter((id) => offeredAs(db, mine, id) !== null)
    expect(left).toEqual(all.slice(-2_000))
    expect(offeredAs(db, other, theirs)).not.toBeNull()
  }))
