import { afterEach, beforeEach, expect, test } from 'vitest'
import { larkPlatform } from '../../../bot/lark/index.ts'
import type { LarkPlatform } from '../../../bot/lark/index.ts'
import type { Card, Handled, Inbound } from '../../../bot/platform.ts'
import { larkEmulator } from '../../support/lark-emulator.ts'
import type { LarkEmulator, Message, Person } from '../../support/lark-emulator.ts'
import { serveWebhook } from '../../support/lark/webhook.ts'
import type { Webhook } from '../../support/lark/webhook.ts'
import { app } from './fixtures.ts'

let lark: LarkEmulator
let platform: LarkPlatform
let webhook: Webhook
let chen: Person
let handle: (inbound: Inbound) => Promise<Handled>

const card: Card = {
  kind: 'card',
  title: '更新进展',
  tone: 'plain',
  blocks: [],
  form: {
    fields: [
      { field: { name: 'text', label: '进展情况', kind: 'paragraph', required: true }, value: '' },
      { field: { name: 'on', label: '完成时限', kind: 'day', required: false }, value: '' },
    ],
    submit: [{ label: '提交', style: 'primary', value: { do: 'progress', issue: 7 } }],
  },
  actions: [],
  fallback: '更新进展',
}

beforeEach(async () => {
  lark = await larkEmulator(app)
  platform = larkPlatform({ ...app, baseUrl: lark.url })
  handle = async () => ({})
  webhook = await serveWebhook(platform, (inbound) => handle(inbound))
  lark.webhookTo(webhook.url)
  chen = lark.person('ou_chen')
})

afterEach(async () => {
  await webhook.close()
  await lark.close()
})

async function sentCard(): Promise<Message> {
  await platform.send({ to: { kind: 'person', id: 'ou_chen' }, content: card, key: 'k' })
  return chen.sees('更新进展')
}

test('saving the webhook in Lark’s console passes its challenge', async () => {
  expect(await lark.challenges()).toBe(true)
  expect(webhook.heard).toEqual([])
})

test('without Encrypt Key or Verification Token no webhook request is taken', async () => {
  for (const key of ['encryptKey', 'verificationToken'] as const) {
    const bare = larkPlatform({ ...app, [key]: '', baseUrl: lark.url })
    const shut = await serveWebhook(bare)
    lark.webhookTo(shut.url)
    expect((await chen.says('待办')).last?.status).toBe(401)
    expect(await lark.challenges()).toBe(false)
    expect(shut.heard).toEqual([])
    await shut.close()
  }
})

test('a message is heard and acknowledged', async () => {
  const delivery = await chen.says('待办')
  expect(delivery.attempts).toEqual([{ status: 200, body: {} }])
  expect(webhook.heard).toMatchObject([
    { sender: { id: 'ou_chen' }, chat: { kind: 'p2p' }, act: { type: 'message', text: '待办' } },
  ])
})

test('a message sent again bears the same id', async () => {
  const delivery = await chen.says('待办')
  await lark.redeliver(delivery)
  await lark.replay(delivery)
  expect(webhook.heard.map((inbound) => inbound.id)).toEqual(Array(3).fill(delivery.envelope.header.event_id))
})

test('what was missed while nobody listened comes again, four times at most, and a tap never', async () => {
  const message = await sentCard()
  lark.webhookTo('http://127.0.0.1:9')
  const missed = await chen.says('待办')
  expect(missed.attempts).toEqual([{ status: 'unreachable' }])
  expect(await chen.taps(message, '提交', { 进展情况: '好' })).toEqual({ error: 200340 })
  expect(await lark.redeliverAll()).toEqual([missed])
  lark.webhookTo(webhook.url)
  expect(await lark.redeliverAll()).toEqual([missed])
  expect(webhook.heard.map((inbound) => inbound.id)).toEqual([missed.envelope.header.event_id])
  expect(await lark.redeliverAll()).toEqual([])
  lark.webhookTo('http://127.0.0.1:9')
  await chen.says('再来')
  for (const more of [1, 1, 1, 1, 0]) expect(await lark.redeliverAll()).toHaveLength(more)
})

test('in a group the bot hears its mention, asked of Lark once', async () => {
  lark.group('oc_roads', [chen])
  await chen.says('待办', { inGroup: 'oc_roads', mentions: [{ id: 'ou_zhang', name: '张建国' }] })
  await chen.says('吃饭了吗', { inGroup: 'oc_roads', mention: false, mentions: [{ id: 'ou_zhang', name: '张建国' }] })
  expect(webhook.heard.map((inbound) => inbound.act)).toMatchObject([
    { text: '待办 @张建国', mentioned: true },
    { text: '吃饭了吗 @张建国', mentioned: false },
  ])
  expect(lark.calls().filter((call) => call.name === 'bot')).toHaveLength(1)
})

test('with Lark’s API silent a mention in a group is heard without waiting for it', async () => {
  lark.group('oc_roads', [chen])
  lark.breaks('bot', 'hang')
  const delivery = await chen.says('待办', { inGroup: 'oc_roads' })
  expect(delivery.acknowledged).toBe(true)
  expect(webhook.heard).toMatchObject([{ act: { text: '待办', mentioned: true } }])
})

test('a reply in a thread names the bot’s card', async () => {
  const message = await sentCard()
  await chen.says('首期150万已打款', { replyTo: message })
  expect(webhook.heard).toMatchObject([{ act: { text: '首期150万已打款', inReplyTo: [message.id] } }])
})

test('a submitted form comes with its values, and its toast is shown', async () => {
  handle = async () => ({ toast: { tone: 'good', text: '已收到' } })
  const message = await sentCard()
  const shown = await chen.taps(message, '提交', { 进展情况: '首期150万已打款', 完成时限: '2023-05-31' })
  expect(shown).toEqual({ toast: '已收到', tone: 'success' })
  expect(webhook.heard).toMatchObject([
    {
      sender: { id: 'ou_chen' },
      act: {
        type: 'tap',
        cardId: message.id,
        value: { do: 'progress', issue: 7 },
        form: { text: '首期150万已打款', on: '2023-05-31' },
      },
    },
  ])
})

test.each([
  ['plain', 'info'],
  ['good', 'success'],
  ['warn', 'warning'],
  ['bad', 'error'],
] as const)('a toast of tone %s shows as %s', async (tone, shown) => {
  handle = async () => ({ toast: { tone, text: '好' } })
  expect(await chen.taps(await sentCard(), '提交', { 进展情况: '好' })).toEqual({ toast: '好', tone: shown })
})

test('a tap without a toast changes nothing', async () => {
  expect(await chen.taps(await sentCard(), '提交', { 进展情况: '好' })).toEqual({})
})

test('a handler that fails on a tap shows Lark’s own error', async () => {
  handle = async () => Promise.reject(new Error('database is locked'))
  expect(await chen.taps(await sentCard(), '提交', { 进展情况: '好' })).toEqual({ error: 200671 })
})

test('what nobody reads is answered and forgotten', async () => {
  const delivery = await lark.push('im.message.recalled_v1', { message_id: 'om_1', chat_id: 'oc_1' })
  expect(delivery.attempts).toEqual([{ status: 200, body: {} }])
  expect(webhook.heard).toEqual([])
})

test('what a person has seen is told', async () => {
  const seen = await sentCard()
  expect((await chen.reads(seen)).attempts).toEqual([{ status: 200, body: {} }])
  const act = { type: 'read', messageIds: [seen.id] }
  expect(webhook.heard).toMatchObject([{ sender: { id: 'ou_chen' }, act }])
})

test.each([
  [{ signature: 'wrong' }, 'signature'],
  [{ signature: 'missing' }, 'signature'],
  [{ plaintext: true }, 'signature'],
  [{ encryptKey: 'another' }, 'signature'],
  [{ token: 'another' }, 'token'],
  [{ appId: 'cli_ffffffffffffffff' }, 'foreign-app'],
  [{ at: Date.now() - 301_000 }, 'stale'],
] as const)('a request with %j gets 401 and leaves no trace but its reason', async (tampering, reason) => {
  const delivery = await lark.push('im.message.receive_v1', {}, tampering)
  expect(delivery.last?.status).toBe(401)
  expect(webhook.rejected).toEqual([reason])
  expect(webhook.heard).toEqual([])
})

test('an event of a known type in an unknown shape gets 400', async () => {
  const delivery = await lark.push('im.message.receive_v1', { sender: {}, message: {} })
  expect(delivery.last?.status).toBe(400)
  expect(webhook.rejected).toEqual(['malformed'])
})

test('a photo said in chat can be fetched', async () => {
  const photo = new Uint8Array([0xff, 0xd8, 0xff, 9])
  await chen.sendsImage(photo)
  const act = webhook.heard[0]?.act
  const file = act?.type === 'message' ? act.files[0] : undefined
  expect(file && (await platform.fetchFile(file, 1000))).toEqual({
    outcome: 'fetched',
    bytes: photo,
    type: 'image/jpeg',
  })
})

test('a sticker is unreadable', async () => {
  await chen.sends('sticker', { file_key: 'file_v3_s' })
  expect(webhook.heard).toMatchObject([{ act: { type: 'unreadable', mentioned: true } }])
})

test('being brought into a group is heard, and answered in the group', async () => {
  await lark.group('oc_team', [chen]).addsBot(chen, '整改群')
  expect(webhook.heard).toMatchObject([
    { sender: { id: 'ou_chen' }, chat: { kind: 'group', id: 'oc_team' }, act: { type: 'joined', name: '整改群' } },
  ])
  const to = { kind: 'group', id: 'oc_team' } as const
  expect(await platform.send({ to, content: { kind: 'text', text: '好' }, key: 'g' })).toMatchObject({
    outcome: 'delivered',
  })
})
