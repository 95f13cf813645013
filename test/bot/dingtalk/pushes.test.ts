import { expect, test } from 'vitest'
import { meterOf } from '../../../db/meters.ts'
import { onDingTalk, type Scene } from './scene.ts'

const pushesOf = ({ w }: Scene) => meterOf(w.db, 'dingtalk', w.clock.now).pushes

test.each(['stream', 'webhook'] as const)('by %s a push is counted with what it does', (by) =>
  onDingTalk(by, async (scene) => {
    const { dingtalk, chen, round } = scene
    const pushes = () => pushesOf(scene)
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
  onDingTalk('stream', async (scene) => {
    const { dingtalk, chen, round } = scene
    const pushes = () => pushesOf(scene)
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
  onDingTalk(by, async (scene) => {
    const { w, dingtalk, chen, round } = scene
    const pushes = () => pushesOf(scene)
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
  onDingTalk('stream', async (scene) => {
    const { w, dingtalk, round } = scene
    const pushes = () => pushesOf(scene)
    dingtalk.meter.leavePushes(0)
    await dingtalk.event('robot_msg_read', { userId: 'chen', processQueryKey: 'k' })
    await round()
    expect(pushes()?.endedAt).not.toBeNull()
    w.clock.now += 32 * 86_400_000
    expect(pushes()).toBeNull()
  }))
