import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inOffice } from '#office'
import type { Platform } from '../../bot/platform.ts'
import { handle } from '../../bot/handle.ts'
import { postman } from '../../bot/tick.ts'
import { transact, type Db } from '../../db/database.ts'
import { enqueue, nextDueAt } from '../../db/outbox.ts'
import { chat, textOf } from '../support/chat.ts'
import { start, world } from '../support/world.ts'

test('an answer leaves while a slow platform still holds the nudges and the files', () =>
  inOffice(async (db) => {
    const w = world(db)
    const c = chat(w)
    const held = new Map<string, () => void>()
    const hang = (what: string) => new Promise<void>((resolve) => held.set(what, resolve))
    const inner = platformOf(c)
    const platform: Platform = {
      ...inner,
      send: async (message) => {
        if (textOf(message.content).includes('催办')) await hang('nudge')
        return inner.send(message)
      },
      fetchFile: async () => {
        await hang('file')
        return { outcome: 'gone', why: 'too late' }
      },
    }
    const office = { ...c.office, platforms: new Map([['demo' as const, platform]]) }
    const post = postman(office, {
      defer: () => undefined,
      nextDueAt: (lane) => nextDueAt(db, lane, w.clock.now),
    })
    const { contact } = w.people
    const nudge = { key: 'nudge', to: { person: contact }, message: { type: 'say', text: '催办' } } as const
    transact(db, (tx) => enqueue(tx, { ...nudge, rank: 'nudge', now: w.clock.now }))
    const writes = (id: string, text: string, files: { name: string; image: boolean; token: string }[] = []) =>
      handle(office, {
        platform: 'demo',
        id,
        at: w.clock.now,
        sender: { id: `demo-${contact}` },
        chat: { kind: 'p2p', id: 'p2p' },
        act: { type: 'message', messageId: `m-${id}`, text, files, mentioned: true, inReplyTo: [] },
      })
    writes('e1', '', [{ name: '照片.jpg', image: true, token: 't' }])
    post.kick()
    await vi.waitFor(() => expect([...held.keys()].sort()).toEqual(['file', 'nudge']))
    for (const id of ['e2', 'e3']) {
      const before = c.sent.length
      writes(id, '帮助')
      post.kick()
      await vi.waitFor(() => expect(c.sent.length).toBe(before + 1))
    }
    expect(c.sent.some(({ content }) => textOf(content).includes('催办'))).toBe(false)
    held.forEach((letGo) => letGo())
    await post.idle()
    const said = c.sent.map(({ content }) => textOf(content))
    expect(said.filter((text) => text === '催办')).toHaveLength(1)
  }))

function platformOf(c: ReturnType<typeof chat>): Platform {
  const platform = c.office.platforms.get('demo')
  if (!platform) throw new Error('no platform')
  return platform
}

test('what falls due just after a round has looked is not left to the next minute', () =>
  inOffice(async (db) => {
    const w = world(db)
    const c = chat(w)
    let looks = 0
    const post = postman(c.office, {
      defer: () => undefined,
      nextDueAt: (lane) => {
        // The second look came a moment too early, and time went on between it and this question.
        if (lane === 'replies' && ++looks === 2) w.clock.now += 600
        return nextDueAt(db, lane, w.clock.now)
      },
    })
    const message = { type: 'say', text: '已确认' } as const
    const answer = { key: 'k', to: { person: w.people.contact }, message, rank: 'reply' } as const
    transact(db, (tx) => enqueue(tx, { ...answer, now: w.clock.now, notBefore: w.clock.now + 500 }))
    post.kick()
    await post.idle()
    expect(c.sent.map(({ content }) => textOf(content))).toEqual(['已确认'])
  }))

describe('as time goes by', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: start, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** A chat whose clock is the timers' own, and its postman; `tells` is due after so many milliseconds. */
  function going(db: Db) {
    const w = world(db)
    const c = chat(w)
    const post = postman(
      { ...c.office, now: Date.now },
      { defer: () => undefined, nextDueAt: (lane) => nextDueAt(db, lane, Date.now()) },
    )
    const tells = (text: string, person: number, afterMs = 0) => {
      const answer = { key: text, to: { person }, message: { type: 'say', text }, rank: 'reply' } as const
      transact(db, (tx) => enqueue(tx, { ...answer, now: Date.now(), notBefore: Date.now() + afterMs }))
      post.kick()
    }
    return { c, people: w.people, post, tells, said: () => c.sent.map(({ content }) => textOf(content)) }
  }

  test('a message that failed twice isn’t left to the next minute', () =>
    inOffice(async (db) => {
      const { c, people, post, tells, said } = going(db)
      c.faults.push({ outcome: 'unknown', why: 'time-out' }, { outcome: 'unknown', why: 'time-out' })
      tells('已确认', people.contact)
      await vi.advanceTimersByTimeAsync(5_000)
      expect(said()).toEqual([])
      await vi.advanceTimersByTimeAsync(2_000)
      await post.idle()
      expect(said()).toEqual(['已确认'])
    }))

  test('what is said while something else is waited for doesn’t wait with it', () =>
    inOffice(async (db) => {
      const { people, post, tells, said } = going(db)
      tells('稍后', people.contact, 4_500)
      await vi.advanceTimersByTimeAsync(1_000)
      tells('马上', people.responsible)
      await vi.advanceTimersByTimeAsync(100)
      expect(said()).toEqual(['马上'])
      await vi.advanceTimersByTimeAsync(4_000)
      await post.idle()
      expect(said()).toEqual(['马上', '稍后'])
    }))
})
