import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import { openStream } from '../../../bot/dingtalk/stream-node.ts'
import { answering } from '../../../bot/routes.ts'
import { tick } from '../../../bot/tick.ts'
import { transact } from '../../../db/database.ts'
import { meterOf } from '../../../db/meters.ts'
import { bind } from '../../../db/people.ts'
import { dingtalkEmulator, type DingTalkEmulator, type Person } from '../../support/dingtalk-emulator.ts'
import { officeOf } from '../../support/platforms/door.ts'
import { serveWebhook } from '../../support/lark/webhook.ts'
import { world, type World } from '../../support/world.ts'
import { app } from './fixtures.ts'

type Scene = {
  w: World
  dingtalk: DingTalkEmulator
  chen: Person
  pushes: () => ReturnType<typeof meterOf>['pushes']
  /** A minute goes by, and with it a round. */
  round: () => Promise<void>
}

/** An office with one person, its DingTalk, and a connection to it. */
const onDingTalk = (by: 'stream' | 'webhook', act: (scene: Scene) => Promise<void>) =>
  inOffice((db) => play(world(db), by, act))

async function play(w: World, by: 'stream' | 'webhook', act: (scene: Scene) => Promise<void>): Promise<void> {
  const now = () => w.clock.now
  const dingtalk = await dingtalkEmulator({ now, templateId: 'one.schema' })
  const urls = { apiUrl: `${dingtalk.url}/api`, oapiUrl: `${dingtalk.url}/oapi`, publicUrl: 'http://127.0.0.1:8787' }
  const config = { ...app, ...urls, gatherMs: 0, now, cardTemplate: () => 'one.schema' }
  const platform = dingtalkPlatform(config)
  const office = officeOf(w, platform)
  const handler = answering(office, () => undefined)
  const handle: Parameters<typeof serveWebhook>[1] = async (inbound) => handler(inbound)
  const quiet = { onFailure: () => undefined, log: () => undefined }
  const line =
    by === 'stream' ? openStream({ config, platform, handle, ...quiet }) : await serveWebhook(platform, handle)
  if ('url' in line) dingtalk.webhookTo(line.url)
  else await dingtalk.connected()
  const known = { platform: 'dingtalk', externalId: 'chen', person: w.people.contact } as const
  const cli = { actor: { kind: 'system', door: 'cli' }, now: now() } as const
  transact(w.db, (tx) => bind(tx, known, cli))
  try {
    await act({
      w,
      dingtalk,
      chen: dingtalk.person('chen'),
      pushes: () => meterOf(w.db, 'dingtalk', now()).pushes,
      async round() {
        w.clock.now += 60_000
        await tick(office)
      },
    })
  } finally {
    await line.close()
    await dingtalk.close()
  }
}

test.each(['stream', 'webhook'] as const)('by %s a push is counted with what it does', (by) =>
  onDingTalk(by, async ({ dingtalk, chen, pushes, round }) => {
    const delivery = await chen.says('帮助')
    expect(pushes()).toEqual({ count: 1, quota: null, endedAt: null })
    await dingtalk.again(delivery)
    expect(pushes()?.count).toBe(2)
    await round()
    expect(chen.messages()).not.toEqual([])
    expect(pushes()?.count).toBe(dingtalk.meter.pushes())
  }),
)

test('taps, receipts, strangers and events nobody reads are counted, those of the directory aren’t', () =>
  onDingTalk('stream', async ({ dingtalk, chen, pushes, round }) => {
    await chen.says('帮助')
    await round()
    const help = await chen.sees('我能帮您做什么')
    await chen.taps(help, help.buttons[0]?.label ?? '')
    await chen.reads(help)
    await dingtalk.outsider('x').says('你好')
    await dingtalk.event('chat_update_title', { chatId: 'c' })
    await dingtalk.settled()
    await round()
    const before = dingtalk.meter.pushes()
    expect(before).toBeGreaterThanOrEqual(6)
    expect(pushes()?.count).toBe(before)
    await dingtalk.event('user_modify_org', { userId: ['chen'] })
    await chen.leaves()
    await round()
    expect(pushes()?.count).toBe(before)
  }))

test.each(['stream', 'webhook'] as const)('by %s pushes that are used up are known within a minute', (by) =>
  onDingTalk(by, async ({ w, dingtalk, chen, pushes, round }) => {
    const early = await chen.says('待办')
    await round()
    const said = chen.messages().length
    dingtalk.meter.leavePushes(0)
    const ended = w.clock.now
    await chen.says('待办')
    await round()
    await chen.says('还在吗')
    await round()
    expect(pushes()).toMatchObject({ endedAt: ended })
    expect(chen.messages()).toHaveLength(said)
    // One that comes once more is no sign that there are pushes again; one said since is.
    dingtalk.meter.leavePushes(10)
    await dingtalk.again(early)
    await round()
    expect(pushes()).toMatchObject({ endedAt: ended })
    await chen.says('待办')
    expect(pushes()).toMatchObject({ endedAt: null })
  }),
)

test('events say so too, and a month later it is over', () =>
  onDingTalk('stream', async ({ w, dingtalk, pushes, round }) => {
    dingtalk.meter.leavePushes(0)
    await dingtalk.event('robot_msg_read', { userId: 'chen', processQueryKey: 'k' })
    await round()
    expect(pushes()?.endedAt).not.toBeNull()
    w.clock.now += 32 * 86_400_000
    expect(pushes()).toBeNull()
  }))
