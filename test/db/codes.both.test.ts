import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { burn, invite, redeem, showCode } from '../../db/codes.ts'
import { transact } from '../../db/database.ts'
import { personOf } from '../../db/people.ts'
import { events, invites } from '../../db/schema.ts'
import { oneDay, start, world } from '../support/world.ts'

const hour = 3_600_000
const system = { kind: 'system', door: 'cli' } as const

const desk = <T>(work: (d: ReturnType<typeof deskOf>) => T) => inOffice((db) => work(deskOf(world(db))))

function deskOf(w: ReturnType<typeof world>) {
  const invited = (person: number, now = start) => transact(w.db, (tx) => invite(tx, person, { actor: system, now }))
  const tried = (code: string, { id = 'ou_new', now = start } = {}) =>
    transact(w.db, (tx) => redeem(tx, { platform: 'lark', externalId: id, code, now }))
  const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000')
  return { ...w, invited, tried, wrongFor }
}

describe('a binding code', () => {
  test('binds whoever sends it to its person, once', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      expect(d.tried(code)).toEqual({ outcome: 'bound', person: d.people.contact })
      expect(personOf(d.db, 'lark', 'ou_new')?.id).toBe(d.people.contact)
      expect(d.tried(code, { id: 'ou_other' })).toEqual({ outcome: 'wrong' })
      expect(personOf(d.db, 'lark', 'ou_other')).toBeNull()
    }))

  test('is understood with spaces and in full width, as people type it', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      const typed = showCode(code).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      expect(d.tried(` ${typed} `)).toEqual({ outcome: 'bound', person: d.people.contact })
    }))

  test('lives 72 hours', () =>
    desk((d) => {
      const [code, other] = [d.invited(d.people.contact), d.invited(d.people.first)]
      expect(d.tried(code, { now: start + 3 * oneDay - 1 }).outcome).toBe('bound')
      expect(d.tried(other, { now: start + 3 * oneDay })).toEqual({ outcome: 'wrong' })
    }))

  test('is over once its person is given another', () =>
    desk((d) => {
      const first = d.invited(d.people.contact)
      const second = d.invited(d.people.contact)
      expect(d.tried(first)).toEqual({ outcome: 'wrong' })
      expect(d.tried(second)).toEqual({ outcome: 'bound', person: d.people.contact })
    }))

  test('is kept as a hash, and the log knows only that there was one', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      const rows = JSON.stringify([d.db.select().from(invites).all(), d.db.select().from(events).all()])
      expect(rows).not.toContain(code)
      expect(d.db.select().from(events).all().at(-1)).toMatchObject({
        type: 'invited',
        subjectId: String(d.people.contact),
      })
    }))

  test('said in a group is over', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      transact(d.db, (tx) => burn(tx, { platform: 'lark', externalId: 'ou_new', code, now: start }))
      expect(d.tried(code)).toEqual({ outcome: 'wrong' })
    }))
})

describe('wrong codes', () => {
  test('five of one identity within an hour close the door to it, even for a right one; others may still try', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      const outcomes = Array.from({ length: 5 }, () => d.tried(d.wrongFor(code)).outcome)
      expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong'])
      expect(d.tried(code)).toEqual({ outcome: 'throttled' })
      expect(d.tried(code, { id: 'ou_other' }).outcome).toBe('bound')
    }))

  test('are forgotten after an hour', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      for (let n = 0; n < 5; n += 1) d.tried(d.wrongFor(code))
      expect(d.tried(code, { now: start + hour - 1 }).outcome).toBe('throttled')
      expect(d.tried(code, { now: start + hour }).outcome).toBe('bound')
    }))

  test('thirty of the whole office within an hour close the door to everyone', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      for (let n = 0; n < 30; n += 1) d.tried(d.wrongFor(code), { id: `ou_${n}` })
      expect(d.tried(code, { id: 'ou_fresh' })).toEqual({ outcome: 'throttled' })
    }))

  test('count where they are said in a group, or groups would be a way to guess', () =>
    desk((d) => {
      const code = d.invited(d.people.contact)
      const attempt = { platform: 'lark' as const, externalId: 'ou_new', code: d.wrongFor(code), now: start }
      for (let n = 0; n < 5; n += 1) transact(d.db, (tx) => burn(tx, attempt))
      expect(d.tried(code)).toEqual({ outcome: 'throttled' })
    }))

  test.each(['', '12345', '1234567', 'abcdef', '<at id=all>'])('%j is wrong and not a fault', (typed) =>
    desk((d) => {
      d.invited(d.people.contact)
      expect(d.tried(typed)).toEqual({ outcome: 'wrong' })
    }),
  )
})
