import { describe, expect, test } from 'vitest'
import { inOffice } from '#office'
import { deliverDue } from '../../bot/deliver.ts'
import { handle } from '../../bot/handle.ts'
import type { ListeningOffice } from '../../bot/office.ts'
import type { Inbound, Platform, PlatformName, Sent } from '../../bot/platform.ts'
import { transact } from '../../db/database.ts'
import { enqueue } from '../../db/outbox.ts'
import { bind } from '../../db/people.ts'
import { chat } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'

/** 刘具体 has an account on both platforms, bound on Lark first; what each delivers is kept. */
function twoPlatforms(w: World) {
  const arrived: string[] = []
  const faults: Record<string, Sent[]> = { lark: [], dingtalk: [] }
  const platform = (name: PlatformName): Platform => ({
    ...{ name, capabilities: { forms: true, taps: true, updates: false } },
    receive: () => Promise.resolve({ kind: 'rejected', status: 400, reason: 'malformed' }),
    send: ({ to, content, key }) => {
      const fault = faults[name]?.shift()
      if (fault) return Promise.resolve(fault)
      const text = content.kind === 'text' ? content.text : content.title
      arrived.push(`${name} ${'id' in to ? to.id : ''}: ${text}`)
      return Promise.resolve({ outcome: 'delivered', messageId: `${name} ${key}` })
    },
    fetchFile: () => Promise.resolve({ outcome: 'gone', why: '' }),
    probe: () => Promise.resolve({ ok: true }),
  })
  const office: ListeningOffice = {
    ...chat(w).office,
    platforms: new Map([
      ['lark', platform('lark')],
      ['dingtalk', platform('dingtalk')],
    ]),
  }
  const person = addBoth(w)
  const says = (on: PlatformName, text: string, act?: Inbound['act']) => {
    w.clock.now += 1_000
    const what = {
      type: 'message',
      messageId: `${w.clock.now}`,
      text,
      files: [],
      mentioned: true,
      inReplyTo: [],
    } as const
    const at = { platform: on, id: `${on}${w.clock.now}`, at: w.clock.now, sender: { id: `${on}-1` } }
    handle(office, { ...at, chat: { kind: 'p2p', id: 'p2p' }, act: act ?? what })
  }
  const told = async (text: string, to: number = person) => {
    const key = `${text}${to}${w.clock.now}`
    transact(w.db, (tx) =>
      enqueue(tx, { key, to: { person: to }, message: { type: 'say', text }, rank: 'reply', now: w.clock.now }),
    )
    const before = arrived.length
    await deliverDue(office)
    return arrived.slice(before).filter((line) => line.endsWith(text))
  }
  return { office, arrived, faults, says, told }
}

function addBoth(w: World): number {
  const person = w.people.responsible
  const act = { actor: w.as('administrator'), now: w.clock.now }
  transact(w.db, (tx) => {
    bind(tx, { platform: 'lark', externalId: 'lark-1', person }, act)
    bind(tx, { platform: 'dingtalk', externalId: 'dingtalk-1', person }, { ...act, now: act.now + 1 })
  })
  return person
}

const onBoth = <T>(work: (t: ReturnType<typeof twoPlatforms>, w: World) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    return work(twoPlatforms(w), w)
  })

describe('a person with two accounts', () => {
  test('is told where they spoke last, and until then where they were bound first', () =>
    onBoth(async ({ says, told }) => {
      expect(await told('一')).toEqual(['lark lark-1: 一'])
      says('dingtalk', '待办')
      expect(await told('二')).toEqual(['dingtalk dingtalk-1: 二'])
      says('lark', '帮助')
      expect(await told('三')).toEqual(['lark lark-1: 三'])
    }))

  test('having read something there is no speaking', () =>
    onBoth(async ({ says, told }) => {
      says('dingtalk', '', { type: 'read', messageIds: ['x'] })
      expect(await told('一')).toEqual(['lark lark-1: 一'])
    }))

  test.each<[string, Sent]>([
    ['is out of its month’s calls', { outcome: 'exhausted', why: 'quota' }],
    ['is set up wrongly', { outcome: 'misconfigured', why: 'credentials' }],
  ])('hears over the other at once where the first %s, and once', (_, fault) =>
    onBoth(async ({ faults, told, office, arrived }, w) => {
      faults['lark']?.push(fault)
      expect(await told('一')).toEqual([])
      w.clock.now += 1_000
      await deliverDue(office)
      expect(arrived).toEqual(['dingtalk dingtalk-1: 一'])
      expect(await told('二')).toEqual(['dingtalk dingtalk-1: 二'])
    }),
  )

  test('hears over the other from now on where nobody is at the first', () =>
    onBoth(async ({ faults, told, office, arrived }) => {
      faults['lark']?.push({ outcome: 'unreachable', why: 'resigned', lasting: true })
      await told('一')
      await deliverDue(office)
      expect(arrived).toEqual(['dingtalk dingtalk-1: 一'])
    }))

  test('never hears in both: what may have arrived stays where it may have', () =>
    onBoth(async ({ faults, told, office, arrived, says }, w) => {
      faults['lark']?.push({ outcome: 'unknown', why: 'timeout' })
      await told('一')
      says('dingtalk', '帮助')
      w.clock.now += 60_000
      await deliverDue(office)
      expect(arrived.filter((line) => line.endsWith('一'))).toEqual(['lark lark-1: 一'])
    }))

  test('three answers that never came are an outage, which ends', () =>
    onBoth(async ({ faults, told }, w) => {
      faults['lark']?.push(...Array.from({ length: 3 }, (): Sent => ({ outcome: 'unknown', why: 'timeout' })))
      const others = [w.people.contact, w.people.first, w.people.officer]
      const act = { actor: w.as('administrator'), now: w.clock.now }
      for (const one of others) {
        transact(w.db, (tx) => bind(tx, { platform: 'lark', externalId: `lark-p${one}`, person: one }, act))
        expect(await told('等', one)).toEqual([])
      }
      expect(await told('四')).toEqual(['dingtalk dingtalk-1: 四'])
      w.clock.now += 5 * 60_000
      expect(await told('五')).toEqual(['lark lark-1: 五'])
    }))
})
