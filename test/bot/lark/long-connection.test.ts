import { afterEach, expect, test } from 'vitest'
import { larkPlatform } from '../../../bot/lark/index.ts'
import { openLongConnection } from '../../../bot/lark/long-connection-node.ts'
import type { ConnectionOptions } from '../../../bot/lark/long-connection-node.ts'
import type { Card, Handled, Inbound, LongConnection } from '../../../bot/platform.ts'
import { larkEmulator } from '../../support/lark-emulator.ts'
import type { EmulatorOptions, LarkEmulator, Person } from '../../support/lark-emulator.ts'
import { app } from './fixtures.ts'

type Setting = {
  lark: LarkEmulator
  connection: LongConnection
  chen: Person
  heard: Inbound[]
  failures: string[]
  logged: string[]
}

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A Lark and a connection to it; `handle` answers what it hears. */
async function setting(
  given: {
    handle?: (inbound: Inbound) => Promise<Handled>
    lark?: EmulatorOptions
    options?: Partial<ConnectionOptions>
    appSecret?: string
    appId?: string
  } = {},
): Promise<Setting> {
  const lark = await larkEmulator({ ...app, ...given.lark })
  closing.push(() => lark.close())
  const heard: Inbound[] = []
  const failures: string[] = []
  const logged: string[] = []
  const config = {
    ...app,
    baseUrl: lark.url,
    ...(given.appSecret && { appSecret: given.appSecret }),
    ...(given.appId && { appId: given.appId }),
  }
  const connection = openLongConnection({
    config,
    platform: larkPlatform({ ...app, baseUrl: lark.url }),
    onFailure: (why) => failures.push(why),
    log: (line) => logged.push(line),
    handle: async (inbound) => {
      heard.push(inbound)
      return given.handle ? given.handle(inbound) : {}
    },
    ...given.options,
  })
  closing.push(() => connection.close())
  return { lark, connection, chen: lark.person('ou_chen'), heard, failures, logged }
}

async function until(look: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms
  while (!look()) {
    if (Date.now() > end) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const card: Card = {
  kind: 'card',
  title: '请签收',
  tone: 'plain',
  blocks: [],
  actions: [{ label: '签收', style: 'primary', value: { do: 'accept', issue: 7 } }],
  fallback: '请签收',
}

async function sentCard({ lark, chen }: Setting) {
  await larkPlatform({ ...app, baseUrl: lark.url }).send({
    to: { kind: 'person', id: 'ou_chen' },
    content: card,
    key: 'k',
  })
  return chen.sees('请签收')
}

test('a message is heard and acknowledged, with nothing in the answer', async () => {
  const { lark, connection, chen, heard } = await setting()
  expect(connection.state()).toBe('connecting')
  await lark.connected()
  await until(() => connection.state() === 'connected')
  const delivery = await chen.says('报送 整改𠮷')
  expect(delivery.attempts).toEqual([{ status: 200, body: {} }])
  expect(heard).toMatchObject([
    { id: delivery.envelope.header.event_id, sender: { id: 'ou_chen' }, act: { text: '报送 整改𠮷' } },
  ])
})

test('a tap is heard, and what the handler answers is shown as a toast', async () => {
  const here = await setting({ handle: async () => ({ toast: { tone: 'warn', text: '刚刚由办公室退回' } }) })
  await here.lark.connected()
  const message = await sentCard(here)
  expect(await here.chen.taps(message, '签收')).toEqual({ toast: '刚刚由办公室退回', tone: 'warning' })
  expect(here.heard).toMatchObject([{ act: { type: 'tap', cardId: message.id, value: { do: 'accept', issue: 7 } } }])
})

test('an event in several frames, the last one first, is put together', async () => {
  const { lark, chen, heard } = await setting()
  await lark.connected()
  lark.fragments(5)
  await chen.says('临港产业园标准厂房补贴一直没兑现')
  expect(heard).toMatchObject([{ act: { text: '临港产业园标准厂房补贴一直没兑现' } }])
})

test('an event sent again bears the same id', async () => {
  const { lark, chen, heard } = await setting()
  await lark.connected()
  const delivery = await chen.says('待办')
  await lark.redeliver(delivery)
  expect(heard.map((inbound) => inbound.id)).toEqual(Array(2).fill(delivery.envelope.header.event_id))
})

test('a message that takes too long to record is left for Lark to send again, and finishes all the same', async () => {
  let finished = 0
  const slow = async () => {
    await pause(150)
    finished += 1
    return {}
  }
  const { lark, chen } = await setting({ handle: slow, options: { ackMs: 50 } })
  await lark.connected()
  const delivery = await chen.says('待办')
  expect(delivery.attempts).toEqual([{ status: 500, body: {} }])
  expect(delivery.acknowledged).toBe(false)
  await until(() => finished === 1)
})

test('a tap that takes too long is acknowledged without a toast, and finishes all the same', async () => {
  let finished = 0
  const slow = async (): Promise<Handled> => {
    await pause(150)
    finished += 1
    return { toast: { tone: 'good', text: '太晚' } }
  }
  const here = await setting({ handle: slow, options: { ackMs: 50 } })
  await here.lark.connected()
  expect(await here.chen.taps(await sentCard(here), '签收')).toEqual({})
  await until(() => finished === 1)
})

test('a message whose handler fails is left for Lark to send again, and its fault isn’t logged', async () => {
  const { lark, chen, logged } = await setting({ handle: () => Promise.reject(new Error('陈某某 13800000000')) })
  await lark.connected()
  expect((await chen.says('待办')).last).toEqual({ status: 500, body: {} })
  expect(logged.join('\n')).toMatch(/handling message [0-9a-f]{32} failed/)
  expect(logged.join('\n')).not.toContain('陈某某')
})

test('what nobody reads and what is for another app is acknowledged unheard', async () => {
  const { lark, heard } = await setting()
  await lark.connected()
  const read = await lark.push('im.message.message_read_v1', {})
  const foreign = await lark.push('im.message.receive_v1', {}, { appId: 'cli_ffffffffffffffff' })
  expect([read.last?.status, foreign.last?.status]).toEqual([200, 200])
  expect(heard).toEqual([])
})

test('an event that can’t be read is acknowledged and logged', async () => {
  const { lark, heard, logged } = await setting()
  await lark.connected()
  expect((await lark.push('im.message.receive_v1', { sender: 1 })).last?.status).toBe(200)
  expect(heard).toEqual([])
  expect(logged).toEqual(['Lark: an event could not be read'])
})

test('bytes that are no frame do no harm', async () => {
  const { lark, chen, heard } = await setting()
  await lark.connected()
  lark.line.babble(new Uint8Array([255, 255, 255, 1, 2, 3]))
  lark.line.babble(new Uint8Array())
  await chen.says('待办')
  expect(heard).toHaveLength(1)
})

test('a dropped socket connects again, and is heard again', async () => {
  const { lark, connection, chen, heard } = await setting()
  await lark.connected()
  await until(() => connection.state() === 'connected')
  const before = lark.calls().length
  lark.line.drop()
  // On a busy machine it may be back before anybody has looked: that it asked for a new line tells.
  await until(() => lark.calls().length > before)
  // The client knows of its connection a moment before the server counts it.
  await until(() => connection.state() === 'connected' && lark.line.connections() === 1)
  await chen.says('待办')
  expect(heard).toHaveLength(1)
})

test('a socket that no longer answers pings is given up and replaced', async () => {
  const { lark, connection } = await setting({ lark: { pingSeconds: 0.2 }, options: { pingTimeoutSeconds: 0.1 } })
  await lark.connected()
  await until(() => connection.state() === 'connected')
  const before = lark.calls().length
  lark.line.mute(true)
  await until(() => connection.state() === 'reconnecting')
  lark.line.mute(false)
  await until(() => connection.state() === 'connected' && lark.line.connections() === 1)
  expect(lark.calls().length).toBeGreaterThan(before)
})

test('each answered ping is a sign of life', async () => {
  const { lark, connection } = await setting({ lark: { pingSeconds: 0.05 } })
  expect(connection.lastHeardAt()).toBeNull()
  await lark.connected()
  await until(() => connection.lastHeardAt() !== null)
  const first = connection.lastHeardAt() ?? 0
  await until(() => (connection.lastHeardAt() ?? 0) >= first + 100)
})

test('refused credentials are said at once, and no secret with them', async () => {
  const { lark, connection, failures, logged } = await setting({ appSecret: 'wrong-secret-0002' })
  await until(() => failures.length > 0)
  expect(failures).toEqual([
    '飞书拒绝长连接（代码 514）：请核对 App ID、App Secret，并确认应用已启用、订阅方式选了长连接',
  ])
  expect(connection.state()).toBe('failed')
  expect(lark.calls().map((call) => call.name)).toEqual(['endpoint'])
  expect(logged.join('\n')).not.toContain('wrong-secret-0002')
})

test('a refusal without data is said at once too', async () => {
  const { lark, failures } = await setting()
  await lark.connected()
  lark.breaks('endpoint', { code: 403, status: 403 })
  lark.line.drop()
  await until(() => failures.length > 0)
  expect(failures[0]).toContain('代码 403')
})

test('after a refusal the connection is tried again later, and works once Lark takes it', async () => {
  const given = await larkEmulator(app)
  closing.push(() => given.close())
  given.breaks('endpoint', { code: 514, status: 200 }, 2)
  const failures: string[] = []
  const connection = openLongConnection({
    config: { ...app, baseUrl: given.url },
    platform: larkPlatform({ ...app, baseUrl: given.url }),
    handle: async () => ({}),
    onFailure: (why) => failures.push(why),
    log: () => undefined,
    retryMs: 20,
  })
  closing.push(() => connection.close())
  await given.connected()
  expect(failures).toHaveLength(2)
  await until(() => connection.state() === 'connected')
})

test('too many connections are said in their own words', async () => {
  const { lark, failures } = await setting()
  await lark.connected()
  lark.breaks('endpoint', { code: 1000040350, status: 200 })
  lark.line.drop()
  await until(() => failures.length > 0)
  expect(failures[0]).toContain('长连接已达上限')
})

test.each([{ code: 1, status: 200 }, 'error 500', 'reset', 'not json'] as const)(
  '%j at the endpoint is no refusal: the next attempt connects',
  async (how) => {
    const { lark, connection, failures } = await setting()
    await lark.connected()
    await until(() => connection.state() === 'connected')
    lark.breaks('endpoint', how)
    lark.line.drop()
    await until(() => connection.state() === 'reconnecting')
    await until(() => connection.state() === 'connected')
    expect(failures).toEqual([])
  },
)

test('an app id Lark would never give is said before anything is asked', async () => {
  const { lark, failures } = await setting({ appId: 'cli_x' })
  await until(() => failures.length > 0)
  expect(failures).toEqual(['LARK_APP_ID 应是 cli_ 加 16 位十六进制字符'])
  expect(lark.calls()).toEqual([])
})

test('closing lets what is being handled finish and acknowledges it', async () => {
  let finished = false
  const slow = async () => {
    await pause(100)
    finished = true
    return {}
  }
  const { lark, connection, chen, heard } = await setting({ handle: slow })
  await lark.connected()
  const saying = chen.says('待办')
  await until(() => heard.length === 1)
  await connection.close()
  expect(finished).toBe(true)
  expect((await saying).acknowledged).toBe(true)
  await lark.waitFor(() => lark.line.connections() === 0)
})

test('what comes while closing is left for Lark to send again', async () => {
  const slow = async () => {
    await pause(300)
    return {}
  }
  const { lark, connection, chen, heard } = await setting({ handle: slow })
  await lark.connected()
  const first = chen.says('一')
  await until(() => heard.length === 1)
  const closed = connection.close()
  const second = await chen.says('二')
  await closed
  expect((await first).acknowledged).toBe(true)
  expect(second.acknowledged).toBe(false)
  expect(heard).toHaveLength(1)
})

test('closing before the connection is up leaves nothing behind', async () => {
  const { lark, connection } = await setting()
  await connection.close()
  await pause(50)
  expect(lark.line.connections()).toBe(0)
})
