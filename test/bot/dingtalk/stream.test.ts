import { afterEach, describe, expect, test } from 'vitest'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import { openStream } from '../../../bot/dingtalk/stream-node.ts'
import type { StreamOptions } from '../../../bot/dingtalk/stream-node.ts'
import type { Handled, Inbound, LongConnection } from '../../../bot/platform.ts'
import { dingtalkEmulator } from '../../support/dingtalk-emulator.ts'
import type { DingTalkEmulator, EmulatorOptions, Person } from '../../support/dingtalk-emulator.ts'
import { app } from './fixtures.ts'

type Setting = {
  dingtalk: DingTalkEmulator
  stream: LongConnection
  chen: Person
  heard: Inbound[]
  failures: string[]
  logged: string[]
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const quick = { firstRetryMs: 10, mostRetryMs: 40, refusedRetryMs: 50, settledMs: 20 }

/** A DingTalk and a connection to it; `handle` answers what it hears. */
async function setting(
  given: {
    handle?: (inbound: Inbound) => Promise<Handled>
    dingtalk?: EmulatorOptions
    options?: Partial<StreamOptions>
    clientSecret?: string
    before?: (dingtalk: DingTalkEmulator) => void
  } = {},
): Promise<Setting> {
  const dingtalk = await dingtalkEmulator({ redeliverMs: [], lingerMs: 60, ...given.dingtalk })
  closing.push(() => dingtalk.close())
  given.before?.(dingtalk)
  const heard: Inbound[] = []
  const failures: string[] = []
  const logged: string[] = []
  const urls = { apiUrl: `${dingtalk.url}/api`, oapiUrl: `${dingtalk.url}/oapi`, publicUrl: 'http://127.0.0.1:8787' }
  const config = { ...app, ...urls, ...(given.clientSecret && { clientSecret: given.clientSecret }) }
  const stream = openStream({
    config,
    platform: dingtalkPlatform(config),
    onFailure: (why) => failures.push(why),
    log: (line) => logged.push(line),
    handle: async (inbound) => {
      heard.push(inbound)
      return given.handle ? given.handle(inbound) : {}
    },
    times: quick,
    ...given.options,
  })
  closing.push(() => stream.close())
  return { dingtalk, stream, chen: dingtalk.person('chen'), heard, failures, logged }
}

async function until(look: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms
  while (!look()) {
    if (Date.now() > end) throw new Error('waited in vain')
    await pause(5)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function up(here: Setting): Promise<void> {
  await here.dingtalk.connected()
  await until(() => here.stream.state() === 'connected')
}

describe('hearing', () => {
  test('a message is heard and acknowledged', async () => {
    const here = await setting()
    expect(here.stream.state()).toBe('connecting')
    expect(here.stream.lastHeardAt()).toBe(null)
    await up(here)
    expect((await here.chen.says('报送 整改𠮷')).attempts).toEqual([{ status: 200, body: { response: null } }])
    expect(here.heard).toMatchObject([{ sender: { id: 'chen' }, act: { type: 'message', text: '报送 整改𠮷' } }])
    expect(here.stream.lastHeardAt()).toBeGreaterThan(Date.now() - 5_000)
  })

  test('a message sent again bears the same id', async () => {
    const here = await setting()
    await up(here)
    const delivery = await here.chen.says('待办')
    await here.dingtalk.again(delivery)
    expect(here.heard.map(({ id }) => id)).toEqual(Array(2).fill(here.heard[0]?.id))
  })

  test('a message whose handler fails comes again, and its fault isn’t logged', async () => {
    let tries = 0
    const handle = async (): Promise<Handled> => {
      if (++tries === 1) throw new Error('陈某某 13800000000')
      return {}
    }
    const here = await setting({ handle, dingtalk: { redeliverMs: [20] } })
    await up(here)
    const delivery = await here.chen.says('待办')
    expect(delivery.attempts).toEqual([{ status: 500, body: { response: null } }])
    await until(() => delivery.acknowledged)
    expect(tries).toBe(2)
    expect(here.logged.join('\n')).toBe('DingTalk: handling message failed')
  })

  test('what takes too long to record is left to be sent again, and finishes all the same', async () => {
    let finished = 0
    const handle = async () => {
      await pause(100)
      finished += 1
      return {}
    }
    const here = await setting({ handle, options: { ackMs: 20 } })
    await up(here)
    expect((await here.chen.says('待办')).acknowledged).toBe(false)
    await until(() => finished === 1)
  })

  test('who leaves the directory is told of one by one, and an event that can’t be kept comes later', async () => {
    let fails = true
    const handle = async (inbound: Inbound): Promise<Handled> => {
      if (inbound.sender.id === 'liu' && fails) throw new Error('disk full')
      return {}
    }
    const here = await setting({ handle })
    await up(here)
    const event = await here.dingtalk.event('user_leave_org', { userId: ['chen', 'liu'] })
    expect(event.last?.body).toMatchObject({ status: 'LATER' })
    fails = false
    await here.dingtalk.again(event)
    expect(event.acknowledged).toBe(true)
    const ids = here.heard.map(({ id, sender, act }) => ({ id, who: sender.id, act: act.type }))
    expect(ids.slice(0, 2)).toMatchObject([
      { who: 'chen', act: 'left' },
      { who: 'liu', act: 'left' },
    ])
    expect(ids.slice(2)).toEqual(ids.slice(0, 2))
  })

  test('an event nobody reads is acknowledged unheard', async () => {
    const here = await setting()
    await up(here)
    expect((await here.dingtalk.event('chat_update_title', { chatId: 'c' })).acknowledged).toBe(true)
    expect(here.heard).toEqual([])
  })

  test('somebody of another organisation is answered there, and nobody hears of it', async () => {
    const here = await setting()
    await up(here)
    expect((await here.dingtalk.outsider('x').says('绑定 123456')).acknowledged).toBe(true)
    await here.dingtalk.waitFor(() => here.dingtalk.messagesTo('x').some(({ text }) => text.includes('没能认出您')))
    expect(here.heard).toEqual([])
  })

  test.each([
    'no json',
    '[]',
    '{"type":"CALLBACK"}',
    '{"type":"EVENT","headers":{"topic":"*"},"data":"{}"}',
    '{"type":"CALLBACK","headers":{"topic":"/v1.0/im/bot/messages/get","messageId":"m"},"data":"{"}',
  ])('the frame %s is survived', async (text) => {
    const here = await setting()
    await up(here)
    here.dingtalk.line.babbles(text)
    expect((await here.chen.says('待办')).acknowledged).toBe(true)
    expect(here.logged).toHaveLength(1)
    expect(here.logged[0]).not.toContain(text)
  })
})

describe('staying', () => {
  test('a ping of DingTalk’s is echoed; other frames of the system ask for nothing', async () => {
    const here = await setting()
    await up(here)
    for (const topic of ['CONNECTED', 'REGISTERED', 'KEEPALIVE'] as const) here.dingtalk.line.tells(topic)
    expect(await here.dingtalk.line.pings()).toEqual([200])
    expect(here.logged).toEqual([])
  })

  test('told to disconnect, it has the next connection before the old one ends, and misses nothing', async () => {
    const here = await setting({ dingtalk: { lingerMs: 300 } })
    await up(here)
    here.dingtalk.line.disconnects()
    const states = new Set<string>()
    await until(() => states.add(here.stream.state()).size > 0 && here.dingtalk.line.live() === 1)
    expect((await here.chen.says('待办')).acknowledged).toBe(true)
    await pause(350)
    expect([...states]).toEqual(['connected'])
    expect(here.dingtalk.line.tickets()).toBe(2)
  })

  test('a connection that answers pings and delivers nothing is replaced, ever more rarely', async () => {
    const times = { ...quick, pingMs: 15, idleMs: 40, mostIdleMs: 200 }
    const here = await setting({ options: { times } })
    await up(here)
    here.dingtalk.line.zombies()
    await until(() => here.dingtalk.line.live() === 1 && here.dingtalk.line.connections() === 1)
    expect((await here.chen.says('待办')).acknowledged).toBe(true)
    // Nothing comes over the next ones either: each is given longer.
    const before = here.dingtalk.line.tickets()
    await until(() => here.dingtalk.line.tickets() - before >= 4)
    await until(() => here.dingtalk.line.connections() === 1)
    const slow = here.dingtalk.line.tickets()
    await pause(400)
    expect(here.dingtalk.line.tickets() - slow).toBeLessThan(5)
    expect(here.stream.state()).toBe('connected')
  })

  test('a broken connection comes back by itself', async () => {
    const here = await setting()
    await up(here)
    here.dingtalk.line.drop()
    await until(() => here.stream.state() === 'reconnecting')
    await up(here)
    expect((await here.chen.says('待办')).acknowledged).toBe(true)
    expect(here.failures).toEqual([])
  })

  test.each(['error 500', 'reset', 'not json', 'too often', 'banned'] as const)(
    '%s at the gateway is no refusal: a later attempt connects',
    async (how) => {
      const here = await setting({ before: (dingtalk) => dingtalk.breaks('open', how, 3) })
      await up(here)
      expect(here.failures).toEqual([])
      expect(here.dingtalk.calls('open')).toHaveLength(4)
    },
  )

  test('refused upgrades are tried again one at a time, with growing pauses', async () => {
    const here = await setting({ before: (dingtalk) => dingtalk.line.refuses(4) })
    await up(here)
    expect(here.dingtalk.line.tickets()).toBe(5)
    expect(here.logged).toEqual(Array(4).fill('DingTalk: the connection was refused'))
  })

  test('wrong credentials are said at once and tried again slowly', async () => {
    const here = await setting({ clientSecret: 'wrong' })
    await until(() => here.failures.length === 1)
    expect(here.stream.state()).toBe('failed')
    expect(here.failures[0]).toContain('DINGTALK_CLIENT_SECRET')
    await until(() => here.failures.length === 3)
    expect(here.dingtalk.calls('open')).toHaveLength(3)
    expect([...here.failures, ...here.logged].join('\n')).not.toContain('wrong')
  })

  test('no log says a ticket or a secret', async () => {
    const here = await setting({ before: (dingtalk) => dingtalk.line.refuses(1) })
    await up(here)
    here.dingtalk.line.drop()
    await up(here)
    expect(here.logged.join('\n')).not.toMatch(/ticket|secret|ws:\/\//)
  })
})

describe('ending', () => {
  test('closing lets what is being handled finish and acknowledges it', async () => {
    let finished = false
    const handle = async () => {
      await pause(100)
      finished = true
      return {}
    }
    const here = await setting({ handle })
    await up(here)
    const saying = here.chen.says('待办')
    await until(() => here.heard.length === 1)
    await here.stream.close()
    expect(finished).toBe(true)
    expect((await saying).acknowledged).toBe(true)
    await here.dingtalk.waitFor(() => here.dingtalk.line.connections() === 0)
  })

  test('what comes while closing is left to be sent again', async () => {
    const handle = async () => {
      await pause(200)
      return {}
    }
    const here = await setting({ handle })
    await up(here)
    const first = here.chen.says('一')
    await until(() => here.heard.length === 1)
    const closed = here.stream.close()
    const second = await here.chen.says('二')
    await closed
    expect((await first).acknowledged).toBe(true)
    expect(second.acknowledged).toBe(false)
    expect(here.heard).toHaveLength(1)
  })

  test('closing before the connection is up leaves nothing behind', async () => {
    const here = await setting()
    await here.stream.close()
    await pause(50)
    expect(here.dingtalk.line.connections()).toBe(0)
  })
})
