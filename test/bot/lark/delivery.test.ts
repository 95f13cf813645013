import { eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { inOffice } from '#office'
import { handle } from '../../../bot/handle.ts'
import { larkPlatform } from '../../../bot/lark/index.ts'
import type { ListeningOffice } from '../../../bot/office.ts'
import { tick } from '../../../bot/tick.ts'
import type { Rank } from '../../../core/message.ts'
import type { PersonId } from '../../../core/actor.ts'
import { transact } from '../../../db/database.ts'
import { bindGroup, groupOf } from '../../../db/groups.ts'
import { countUse, meterOf, setQuota } from '../../../db/meters.ts'
import { enqueue, type Letter } from '../../../db/outbox.ts'
import { sendAgain } from '../../../db/outbox-ends.ts'
import { bind, identitiesOf, unbind } from '../../../db/people.ts'
import { outbox } from '../../../db/schema.ts'
import { chat } from '../../support/chat.ts'
import { larkEmulator, type LarkEmulator } from '../../support/lark-emulator.ts'
import { world, type World } from '../../support/world.ts'
import { app } from './fixtures.ts'

const minute = 60_000
const limits = { chatSecond: 5, appSecond: 50, appMinute: 1_000 }

let emulators: LarkEmulator[] = []
afterEach(async () => {
  await Promise.all(emulators.map((one) => one.close()))
  emulators = []
})

/** An office whose contact is on Lark, and Lark on the loopback. */
async function onLark<T>(work: (given: Given) => Promise<T>): Promise<T> {
  return inOffice(async (db) => {
    const w = world(db)
    const lark = await larkEmulator({ ...app, now: () => w.clock.now })
    emulators.push(lark)
    const chen = lark.person('ou_chen')
    const platform = larkPlatform({ ...app, baseUrl: lark.url, now: () => w.clock.now, timeoutMs: 200 })
    const office: ListeningOffice = { ...chat(w).office, platforms: new Map([['lark', platform]]) }
    return work({ w, lark, chen, platform, office, ...hands(w, office) })
  })
}

type Given = {
  w: World
  lark: LarkEmulator
  chen: Person
  office: ListeningOffice
  platform: ReturnType<typeof larkPlatform>
} & ReturnType<typeof hands>
type Person = ReturnType<LarkEmulator['person']>

function hands(w: World, office: ListeningOffice) {
  const act = { actor: { kind: 'system', door: 'cli' }, now: w.clock.now } as const
  const bound = (person: PersonId, externalId: string) =>
    transact(w.db, (tx) => bind(tx, { platform: 'lark', externalId, person }, act))
  const { contact } = w.people
  bound(contact, 'ou_chen')
  transact(w.db, (tx) => unbind(tx, { platform: 'demo', externalId: `demo-${contact}`, person: contact }, act))
  const tell = (key: string, rank: Rank = 'notice', more: Partial<Letter> = {}) =>
    transact(w.db, (tx) => {
      const letter = { key, to: { person: w.people.contact }, message: { type: 'say', text: key }, rank } as const
      enqueue(tx, { ...letter, now: w.clock.now, ...more })
    })
  const row = (key: string) => w.db.select().from(outbox).where(eq(outbox.dedupeKey, key)).get()
  /** Goes round as the minute's clock does, until `ms` have passed. */
  const pass = async (ms: number, step = 1_000) => {
    for (const until = w.clock.now + ms; w.clock.now < until; w.clock.now += step) await tick(office)
  }
  return { act, bound, tell, row, pass, round: () => tick(office) }
}

const texts = (messages: readonly { text: string }[]) => messages.map(({ text }) => text)

test('Lark never has to complain: nobody gets more than five a second, nothing is lost or said twice', () =>
  onLark(async ({ w, lark, chen, tell, pass }) => {
    lark.limits(limits)
    const others = Array.from({ length: 60 }, (_, n) => lark.person(`ou_${n}`))
    for (let n = 0; n < 12; n += 1) tell(`通知${n}`)
    others.forEach((person) => {
      const to = { platform: 'lark', address: { kind: 'person' as const, id: person.id } }
      tell(`给${person.id}`, 'notice', { to })
    })
    await pass(6_000, 500)
    expect(lark.calls().filter(({ status }) => status === 429)).toEqual([])
    expect(texts(chen.messages())).toEqual(Array.from({ length: 12 }, (_, n) => `通知${n}`))
    expect(others.map((person) => texts(person.messages()))).toEqual(others.map(({ id }) => [`给${id}`]))
    expect(w.db.select().from(outbox).where(eq(outbox.state, 'queued')).all()).toEqual([])
  }))

test('when Lark complains all the same, all of the app waits until the instant it named', () =>
  onLark(async ({ w, lark, chen, tell, round, row }) => {
    const asked = () => lark.calls().filter(({ name }) => name === 'send').length
    lark.breaks('send', 'too often')
    tell('一')
    await round()
    tell('答复', 'reply')
    tell('二')
    w.clock.now += 6_900
    await round()
    expect([asked(), row('答复')?.attempts]).toEqual([1, 0])
    w.clock.now += 101
    await round()
    expect(texts(chen.messages()).sort()).toEqual(['一', '二', '答复'])
  }))

test('an answer is sent while the limits hold back what is less urgent', () =>
  onLark(async ({ lark, chen, tell, round }) => {
    lark.limits(limits)
    for (let n = 0; n < 30; n += 1) tell(`催办${n}`, 'nudge')
    await round()
    expect(chen.messages()).toHaveLength(4)
    tell('答复', 'reply')
    await round()
    expect(texts(chen.messages()).at(-1)).toBe('答复')
  }))

test('a connection that broke after Lark had taken the message leads to no second one', () =>
  onLark(async ({ w, lark, chen, tell, round, row }) => {
    lark.breaks('send', 'reset after commit')
    tell('催办', 'nudge')
    await round()
    expect(row('催办')).toMatchObject({ state: 'queued', triedAt: w.clock.now })
    w.clock.now += 10 * minute
    await round()
    expect([texts(chen.messages()), row('催办')?.state]).toEqual([['催办'], 'sent'])
  }))

test.each(['nudge', 'digest'] as const)('a %s is not repeated once Lark has forgotten its key', (rank) =>
  onLark(async ({ w, lark, chen, tell, round, row }) => {
    lark.breaks('send', 'reset after commit')
    tell('催办', rank)
    await round()
    w.clock.now += 61 * minute
    await round()
    expect(texts(chen.messages())).toEqual(['催办'])
    expect(row('催办')).toMatchObject({ state: 'unknown', lastError: expect.stringContaining('连不上飞书') })
    await round()
    expect(chen.messages()).toHaveLength(1)
    transact(w.db, (tx) => sendAgain(tx, row('催办')?.id ?? 0, w.clock.now))
    await round()
    expect([texts(chen.messages()), row('催办')?.state]).toEqual([['催办', '催办'], 'sent'])
  }),
)

test('answers and notices are said again even then', () =>
  onLark(async ({ w, lark, chen, tell, round }) => {
    lark.breaks('send', 'reset', 2)
    tell('通知')
    tell('答复', 'reply')
    await round()
    expect(chen.messages()).toEqual([])
    w.clock.now += 61 * minute
    await round()
    expect(texts(chen.messages()).sort()).toEqual(['答复', '通知'].sort())
  }))

test('a nudge that Lark has refused for hours goes out as soon as it takes it: it cannot have arrived', () =>
  onLark(async ({ w, lark, chen, tell, row, round }) => {
    lark.breaks('send', { code: 99991672 }, 3)
    tell('催办', 'nudge')
    for (let n = 0; n < 4; n += 1) {
      await round()
      w.clock.now += 61 * minute
    }
    expect([texts(chen.messages()), row('催办')?.state]).toEqual([['催办'], 'sent'])
  }))

test('a Lark that hangs is given up on, and the message comes once', () =>
  onLark(async ({ w, lark, chen, tell, round }) => {
    lark.breaks('send', 'hang')
    tell('通知')
    await round()
    w.clock.now += minute
    await round()
    expect(texts(chen.messages())).toEqual(['通知'])
  }))

test('who resigned hears over another platform, and Lark is not asked again', () =>
  onLark(async ({ w, lark, chen, office, tell, row, round }) => {
    const c = chat(w)
    const both = { ...office, platforms: new Map([...office.platforms, ...c.office.platforms]) }
    chen.leaves()
    tell('一')
    transact(w.db, (tx) => {
      const { contact } = w.people
      bind(
        tx,
        { platform: 'demo', externalId: `demo-${contact}`, person: contact },
        { actor: w.as('officer'), now: w.clock.now + 1 },
      )
    })
    await tick(both)
    tell('二')
    const before = lark.calls().length
    await tick(both)
    expect([c.to(w.people.contact).length, lark.calls().length - before]).toEqual([2, 0])
    expect([row('一')?.platform, row('二')?.platform]).toEqual(['demo', 'demo'])
    await round()
  }))

test.each([
  ['resigned', (chen: Person) => chen.leaves(), '此人已离职（230029）'],
  ['blocks the bot', (chen: Person) => chen.blocks(true), '此人已停用机器人（230053）'],
  ['is out of range', (chen: Person) => chen.inRange(false), '此人不在应用的可用范围内（230013）'],
] as const)('with nobody else to reach, a message to one who %s fails visibly, at once from then on', (_, goes, why) =>
  onLark(async ({ w, lark, chen, tell, row, round }) => {
    goes(chen)
    tell('一')
    await round()
    expect(row('一')).toMatchObject({ state: 'failed', lastError: why })
    expect(identitiesOf(w.db, w.people.contact).find(({ platform }) => platform === 'lark')?.unreachableWhy).toBe(why)
    const before = lark.calls().length
    tell('二')
    await round()
    expect([row('二')?.state, lark.calls().length - before]).toEqual(['failed', 0])
  }),
)

test('who writes again is reached again', () =>
  onLark(async ({ w, chen, office, tell, row, round }) => {
    chen.blocks(true)
    tell('一')
    await round()
    chen.blocks(false)
    handle(
      office,
      inbound('ou_chen', w, {
        type: 'message',
        messageId: 'om_in',
        text: '帮助',
        files: [],
        mentioned: true,
        inReplyTo: [],
      }),
    )
    tell('二')
    await round()
    expect([row('一')?.state, row('二')?.state]).toEqual(['failed', 'sent'])
  }))

test('an officer who sends it again has it tried again', () =>
  onLark(async ({ w, chen, tell, row, round }) => {
    chen.inRange(false)
    tell('一')
    await round()
    chen.inRange(true)
    transact(w.db, (tx) => sendAgain(tx, row('一')?.id ?? 0, w.clock.now))
    await round()
    expect([texts(chen.messages()), row('一')?.state]).toEqual([['一'], 'sent'])
  }))

test('a group that was dissolved is marked, and what goes there fails visibly', () =>
  onLark(async ({ w, lark, act, tell, row, round }) => {
    const group = lark.group('oc_port')
    transact(w.db, (tx) => bindGroup(tx, { platform: 'lark', chatId: 'oc_port', unit: w.units.port }, act))
    group.dissolves()
    const to = { platform: 'lark', address: { kind: 'group' as const, id: 'oc_port' } }
    tell('清单', 'nudge', { to })
    await round()
    const why = '机器人不在这个群里（230002）'
    expect(row('清单')).toMatchObject({ state: 'failed', lastError: why })
    expect(groupOf(w.db, 'lark', 'oc_port')).toMatchObject({ unreachableWhy: why, unreachableAt: w.clock.now })
  }))

test('every call is counted, and with little left digests stop first, then all but answers and group lists', () =>
  onLark(async ({ w, lark, act, chen, tell, row, round }) => {
    lark.group('oc_port')
    const to = { platform: 'lark', address: { kind: 'group' as const, id: 'oc_port' } }
    tell('一')
    await round()
    expect(meterOf(w.db, 'lark', w.clock.now)).toMatchObject({ calls: 1, pushes: null })
    const used = (calls: number) =>
      transact(w.db, (tx) =>
        countUse(tx, 'lark', { calls: calls - meterOf(tx, 'lark', w.clock.now).calls, now: w.clock.now }),
      )
    transact(w.db, (tx) => setQuota(tx, 'lark', { of: 'calls', quota: 1_000 }, act))
    used(930)
    tell('周报', 'digest')
    tell('催办', 'nudge')
    await round()
    expect([row('周报')?.state, row('周报')?.lastError, row('催办')?.state]).toEqual(['queued', 'quota', 'sent'])
    used(990)
    tell('通知')
    tell('再催', 'nudge')
    tell('清单', 'nudge', { to })
    tell('答复', 'reply')
    await round()
    expect(texts(chen.messages())).toEqual(['一', '催办', '答复'])
    expect(texts(lark.messagesTo('oc_port'))).toEqual(['清单'])
    transact(w.db, (tx) => setQuota(tx, 'lark', { of: 'calls', quota: null }, act))
    w.clock.now += 60 * minute
    await round()
    expect(texts(chen.messages()).slice(3).sort()).toEqual(['再催', '周报', '通知'].sort())
  }))

test('a quota that ran out holds everything but answers until the month is over, and nothing is lost', () =>
  onLark(async ({ w, lark, chen, tell, row, round }) => {
    w.clock.now = Date.parse('2022-12-30T10:00:00+08:00')
    lark.leaves(0)
    tell('通知')
    await round()
    expect(meterOf(w.db, 'lark', w.clock.now).exhausted).toBe(true)
    w.clock.now += 2 * minute
    tell('催办', 'nudge')
    await round()
    const sends = lark.calls().filter(({ name }) => name === 'send').length
    expect([sends, row('通知')?.lastError, row('催办')?.lastError]).toEqual([1, 'quota', 'quota'])
    lark.leaves(9)
    w.clock.now = Date.parse('2023-01-03T09:00:00+08:00')
    await round()
    expect(texts(chen.messages()).sort()).toEqual(['催办', '通知'].sort())
  }))

test('calls that were refused and are there again end the saving', () =>
  onLark(async ({ w, lark, chen, tell, round }) => {
    lark.leaves(0)
    tell('答复', 'reply')
    await round()
    lark.leaves(9)
    w.clock.now += 2 * minute
    await round()
    expect([texts(chen.messages()), meterOf(w.db, 'lark', w.clock.now).exhausted]).toEqual([['答复'], false])
  }))

test('a message that was seen is marked so, by its own reader only', () =>
  onLark(async ({ w, chen, office, tell, row, round }) => {
    tell('通知')
    await round()
    const [message] = chen.messages()
    const seen = { type: 'read' as const, messageIds: [message?.id ?? ''] }
    handle(office, inbound('ou_other', w, seen))
    expect(row('通知')?.readAt).toBeNull()
    w.clock.now += minute
    handle(office, inbound('ou_chen', w, seen))
    expect(row('通知')?.readAt).toBe(w.clock.now)
  }))

test('an urgent message is rung for after it arrived; that failing sends nothing twice', () =>
  onLark(async ({ lark, chen, tell, row, round }) => {
    tell('加急', 'nudge', { urgent: true })
    tell('平常', 'nudge')
    await round()
    expect(lark.urged()).toEqual([{ messageId: chen.messages()[0]?.id, person: 'ou_chen' }])
    lark.breaks('urge', 'error 500')
    tell('再次加急', 'nudge', { urgent: true })
    await round()
    await round()
    expect([texts(chen.messages()), row('再次加急')?.state]).toEqual([['加急', '平常', '再次加急'], 'sent'])
  }))

test('a card older than a fortnight is not replaced but followed by a new one', () =>
  onLark(async ({ w, lark, chen, tell, round }) => {
    const { serial } = w.to('reported')
    const message = { type: 'issue', serial } as const
    tell('旧', 'reply', { message })
    await round()
    const card = chen.messages().at(-1)
    w.clock.now += 14 * 86_400_000
    const to = {
      platform: 'lark',
      address: { kind: 'update' as const, messageId: card?.id ?? '' },
      person: w.people.contact,
    }
    tell('新', 'reply', { message, to })
    await round()
    expect(lark.calls().some(({ name }) => name === 'update')).toBe(false)
    expect(chen.messages().at(-1)?.id).not.toBe(card?.id)
    expect(chen.messages().at(-1)?.text).toContain(serial)
  }))

function inbound(sender: string, w: World, act: Parameters<typeof handle>[1]['act']) {
  const id = `ev-${sender}-${w.clock.now}`
  return {
    platform: 'lark' as const,
    id,
    at: w.clock.now,
    sender: { id: sender },
    chat: { kind: 'p2p' as const, id: 'p' },
    act,
  }
}
