import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inOffice } from '#office'
import type { Outgoing, Sent } from '../../bot/platform.ts'
import { tick } from '../../bot/tick.ts'
import type { Rank } from '../../core/message.ts'
import { transact } from '../../db/database.ts'
import { bindGroup, setGroupHours } from '../../db/groups.ts'
import { enqueue } from '../../db/outbox.ts'
import { sendFailedAgain } from '../../db/outbox-ends.ts'
import { unbind } from '../../db/people.ts'
import { outbox } from '../../db/schema.ts'
import { pause, resume } from '../../db/settings.ts'
import { chat, textOf } from '../support/chat.ts'
import { oneDay, world, type World } from '../support/world.ts'

const inChat = <T>(work: (w: World, c: ReturnType<typeof chat>) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(w, chat(w))
  })

const tell = (w: World, text: string, { key = text, rank }: { key?: string; rank?: Rank } = {}) =>
  transact(w.db, (tx) =>
    enqueue(tx, {
      key,
      to: { person: w.people.contact },
      message: { type: 'say', text },
      ...(rank && { rank }),
      now: w.clock.now,
    }),
  )

const stateOf = (w: World, key: string) => w.db.select().from(outbox).where(eq(outbox.dedupeKey, key)).get()

describe('a message', () => {
  test('is sent once however often it is enqueued and delivered', () =>
    inChat(async (w, c) => {
      tell(w, '你好')
      tell(w, '你好')
      await Promise.all([tick(c.office), tick(c.office)])
      await tick(c.office)
      expect(c.sent.map(({ content }) => textOf(content))).toEqual(['你好'])
    }))

  test('whose outcome is unknown is repeated under the same key', () =>
    inChat(async (w, c) => {
      const keys: string[] = []
      const lost: Sent = { outcome: 'unknown', why: 'time-out' }
      const office = watching(c, keys)
      c.faults.push(lost)
      tell(w, '你好')
      await tick(office)
      expect(c.sent.length).toBe(0)
      w.clock.now += 60_000
      await tick(office)
      expect([c.sent.length, new Set(keys).size, keys.length]).toEqual([1, 1, 2])
    }))

  test('that nobody asked for is said once where the platform knows no key, and never again in doubt', () =>
    inChat(async (w, c) => {
      const demo = c.office.platforms.get('demo')
      if (!demo) throw new Error('no demo')
      const keyless = { ...demo, capabilities: { ...demo.capabilities, keyLivesMs: 0 } }
      const office = { ...c.office, platforms: new Map([['demo', keyless]] as const) }
      tell(w, '周报', { rank: 'digest' })
      await tick(office)
      expect(c.sent.map(({ content }) => textOf(content))).toEqual(['周报'])
      c.faults.push({ outcome: 'unknown', why: 'time-out' })
      tell(w, '下一期', { rank: 'digest' })
      await tick(office)
      w.clock.now += 60_000
      await tick(office)
      expect(c.sent).toHaveLength(1)
      expect(stateOf(w, '下一期')).toMatchObject({ state: 'unknown', lastError: 'time-out' })
    }))

  test('waits as long as the platform says when it complains of too many', () =>
    inChat(async (w, c) => {
      c.faults.push({ outcome: 'throttled', retryAfterMs: 30_000 })
      tell(w, '你好')
      await tick(c.office)
      w.clock.now += 29_000
      await tick(c.office)
      expect(c.sent.length).toBe(0)
      w.clock.now += 1_001
      await tick(c.office)
      expect(c.sent.length).toBe(1)
    }))

  test('that has to wait holds back the later ones of the same person, so they arrive in order', () =>
    inChat(async (w, c) => {
      c.faults.push({ outcome: 'unknown', why: 'time-out' })
      tell(w, '一')
      tell(w, '二')
      await tick(c.office)
      w.clock.now += 60_000
      await tick(c.office)
      expect(c.sent.map(({ content }) => textOf(content))).toEqual(['一', '二'])
    }))

  test('to someone who left fails at once and stays visible', () =>
    inChat(async (w, c) => {
      c.faults.push({ outcome: 'unreachable', why: 'resigned' })
      tell(w, '你好')
      await tick(c.office)
      expect(stateOf(w, '你好')).toMatchObject({ state: 'failed', lastError: 'resigned' })
    }))

  test('is tried for about a day, given up, and sent again when somebody asks', () =>
    inChat(async (w, c) => {
      tell(w, '你好', { rank: 'reply' })
      w.clock.now += 3 * oneDay
      const began = w.clock.now
      while (stateOf(w, '你好')?.state === 'queued') {
        c.faults.splice(0, 9, { outcome: 'misconfigured', why: 'no scope' })
        await tick(c.office)
        w.clock.now = stateOf(w, '你好')?.nextAt ?? w.clock.now
      }
      expect(stateOf(w, '你好')).toMatchObject({ state: 'failed', lastError: 'no scope', attempts: 150 })
      expect(w.clock.now - began).toBeGreaterThan(oneDay * 0.9)
      c.faults.length = 0
      expect(transact(w.db, (tx) => sendFailedAgain(tx, w.clock.now))).toBe(1)
      await tick(c.office)
      expect(c.sent.map(({ content }) => textOf(content)).filter((text) => text === '你好')).toHaveLength(1)
    }))

  test('for a platform that is not switched on waits for it', () =>
    inChat(async (w, c) => {
      tell(w, '你好')
      await tick({ ...c.office, platforms: new Map() })
      expect(stateOf(w, '你好')).toMatchObject({ state: 'queued', lastError: 'no platform' })
      w.clock.now += 61_000
      await tick(c.office)
      expect(c.sent.length).toBe(1)
    }))

  test('to someone without a chat account is no failure', () =>
    inChat(async (w, c) => {
      const identity = { platform: 'demo', externalId: `demo-${w.people.contact}`, person: w.people.contact }
      transact(w.db, (tx) => unbind(tx, identity, { actor: w.as('contact'), now: w.clock.now }))
      tell(w, '你好')
      await tick(c.office)
      expect(stateOf(w, '你好')).toMatchObject({ state: 'unbound' })
    }))
})

test('a group hears nothing but answers outside its own hours', () =>
  inChat(async (w, c) => {
    const act = { actor: w.as('officer'), now: w.clock.now }
    const place = { platform: 'demo', chatId: 'g' }
    const to = { platform: 'demo', address: { kind: 'group', id: 'g' } } as const
    transact(w.db, (tx) => {
      bindGroup(tx, { ...place, unit: w.units.port }, act)
      setGroupHours(tx, place, { from: 14 * 60, to: 17 * 60 }, act)
      for (const rank of ['nudge', 'reply'] as const)
        enqueue(tx, { key: rank, to, message: { type: 'say', text: rank }, rank, now: w.clock.now })
    })
    await tick(c.office)
    const said = () => c.sent.map(({ content }) => textOf(content))
    expect(said()).toEqual(['reply'])
    w.clock.now = Date.parse('2022-12-01T14:00+08:00')
    await tick(c.office)
    expect(said()).toEqual(['reply', 'nudge'])
  }))

test('a card the platform refuses is sent as its text', () =>
  inChat(async (w, c) => {
    w.to('reported')
    c.faults.push({ outcome: 'rejected', why: 'element limit' })
    await tick(c.office)
    const [first] = c.to(w.people.officer)
    expect(first?.content).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('LH2022-0001 待审核\n陈联络报送了新问题'),
    })
  }))

test('a card that cannot be replaced any more is followed by a new one', () =>
  inChat(async (w, c) => {
    w.to('reported')
    const address = { kind: 'update' as const, messageId: 'gone' }
    const message = { type: 'issue' as const, serial: 'LH2022-0001' }
    transact(w.db, (tx) =>
      enqueue(tx, { key: 'k', to: { platform: 'demo', address, person: w.people.contact }, message, now: w.clock.now }),
    )
    await tick(c.office)
    expect(c.to(w.people.contact).map(({ content }) => textOf(content).split('\n')[0])).toEqual(['LH2022-0001 待审核'])
  }))

test('after a restore nothing leaves until an officer lets it', () =>
  inChat(async (w, c) => {
    tell(w, '你好')
    transact(w.db, (tx) => pause(tx))
    await tick(c.office)
    expect(c.sent.length).toBe(0)
    transact(w.db, (tx) => resume(tx))
    await tick(c.office)
    expect(c.sent.length).toBe(1)
  }))

test('what asked for something is not said any more once the issue has moved on', () =>
  inChat(async (w, c) => {
    const issue = w.to('reported')
    w.does('officer', w.on(issue, { type: 'dismiss', reason: '不属实' }))
    await tick(c.office)
    expect(c.to(w.people.second)).toEqual([])
    expect(c.to(w.people.contact).map(({ content }) => textOf(content).split('\n')[1])).toEqual([
      '办公室不予列入，理由：不属实',
    ])
  }))

function watching(c: ReturnType<typeof chat>, keys: string[]) {
  const platform = c.office.platforms.get('demo')
  if (!platform) throw new Error('no platform')
  const send = (message: Outgoing) => {
    keys.push(message.key)
    return platform.send(message)
  }
  return { ...c.office, platforms: new Map([['demo' as const, { ...platform, send }]]) }
}
