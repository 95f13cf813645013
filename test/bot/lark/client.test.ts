import { afterEach, beforeEach, expect, test } from 'vitest'
import { larkPlatform } from '../../../bot/lark/index.ts'
import type { LarkPlatform } from '../../../bot/lark/index.ts'
import type { Card, Outgoing, Sent } from '../../../bot/platform.ts'
import { larkEmulator } from '../../support/lark-emulator.ts'
import type { LarkEmulator, Person } from '../../support/lark-emulator.ts'
import { app } from './fixtures.ts'

let lark: LarkEmulator
let platform: LarkPlatform
let chen: Person
let now = 1_700_000_000_000

const card: Card = {
  kind: 'card',
  title: 'LH2022-0007 已报送，待办公室审核',
  tone: 'good',
  blocks: [{ type: 'text', text: '临港产业园标准厂房补贴' }],
  actions: [{ label: '查看', style: 'default', url: 'https://office.example.cn/issues/7' }],
  fallback: 'LH2022-0007 已报送',
}

beforeEach(async () => {
  now = 1_700_000_000_000
  lark = await larkEmulator({ ...app, now: () => now })
  platform = larkPlatform({ ...app, baseUrl: lark.url, now: () => now })
  chen = lark.person('ou_chen')
})

afterEach(() => lark.close())

function send(to: Outgoing['to'] = { kind: 'person', id: 'ou_chen' }, key = 'outbox-1'): Promise<Sent> {
  return platform.send({ to, content: { kind: 'text', text: '已记入' }, key })
}

const names = () => lark.calls().map((call) => call.name)

test('a text reaches a person', async () => {
  const sent = await send()
  expect(sent).toEqual({ outcome: 'delivered', messageId: chen.messages()[0]?.id })
  expect(chen.messages().map((message) => message.text)).toEqual(['已记入'])
})

test('a card reaches a group', async () => {
  lark.group('oc_roads')
  await platform.send({ to: { kind: 'group', id: 'oc_roads' }, content: card, key: 'k' })
  expect(lark.messagesTo('oc_roads')[0]?.text).toBe('LH2022-0007 已报送，待办公室审核\n临港产业园标准厂房补贴\n[查看]')
})

test('a reply stands where the message it answers stands', async () => {
  const { envelope } = await chen.says('待办')
  const { message } = envelope.event as { message: { message_id: string } }
  await send({ kind: 'reply', messageId: message.message_id })
  expect(chen.messages()[0]).toMatchObject({ text: '已记入', parentId: message.message_id, rootId: message.message_id })
})

test('a card that was sent is replaced', async () => {
  const sent = await platform.send({ to: { kind: 'person', id: 'ou_chen' }, content: card, key: 'k' })
  const messageId = sent.outcome === 'delivered' ? sent.messageId : ''
  expect(await platform.update?.({ messageId, content: { ...card, title: 'LH2022-0007 已销号' } })).toEqual({
    outcome: 'delivered',
    messageId,
  })
  expect(chen.messages()).toHaveLength(1)
  expect(chen.messages()[0]?.text).toContain('LH2022-0007 已销号')
})

test('a text cannot be put in a card’s place', async () => {
  expect(await platform.update?.({ messageId: 'om_1', content: { kind: 'text', text: 'x' } })).toEqual({
    outcome: 'rejected',
    why: '只有卡片能更新',
  })
})

test('many messages at once ask for one token', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, n) => send({ kind: 'person', id: 'ou_chen' }, `k${n}`)))
  expect(names().filter((name) => name === 'token')).toHaveLength(1)
  expect(chen.messages()).toHaveLength(8)
})

test('a token is used until three minutes before it runs out', async () => {
  await send(undefined, 'k1')
  now += (7200 - 181) * 1000
  await send(undefined, 'k2')
  expect(names()).toEqual(['token', 'send', 'send'])
  now += 1000
  await send(undefined, 'k3')
  expect(names()).toEqual(['token', 'send', 'send', 'token', 'send'])
})

test('a token that lives shorter than the margin is still used', async () => {
  const brief = await larkEmulator({ ...app, tokenSeconds: 60 })
  const platform = larkPlatform({ ...app, baseUrl: brief.url })
  await platform.probe()
  await platform.probe()
  expect(brief.calls().map((call) => call.name)).toEqual(['token', 'bot', 'bot'])
  await brief.close()
})

test('a revoked token is fetched anew and the message sent once', async () => {
  await send(undefined, 'k1')
  lark.revokesTokens()
  expect(await send(undefined, 'k2')).toMatchObject({ outcome: 'delivered' })
  expect(names()).toEqual(['token', 'send', 'send', 'token', 'send'])
  expect(chen.messages()).toHaveLength(2)
})

test.each([200, 400])('a token refused under HTTP %i is fetched anew, but only once', async (status) => {
  lark.breaks('send', { code: 99991663, status }, 2)
  expect(await send()).toEqual({ outcome: 'misconfigured', why: '飞书不认应用的令牌（99991663）' })
  expect(names()).toEqual(['token', 'send', 'token', 'send'])
})

test('a wrong secret is told and never shown', async () => {
  const stranger = larkPlatform({ ...app, appSecret: 'wrong-secret-0002', baseUrl: lark.url })
  const sent = await stranger.send({ to: { kind: 'person', id: 'ou_chen' }, content: card, key: 'k' })
  expect(sent).toEqual({ outcome: 'misconfigured', why: '应用的 App ID 或 App Secret 不对（10014）' })
  expect(await stranger.probe()).toEqual({ ok: false, why: '应用的 App ID 或 App Secret 不对（10014）' })
})

test('an answer lost after the message was sent: the repeat with the same key arrives as the same message', async () => {
  lark.breaks('send', 'reset after commit')
  expect(await send(undefined, 'outbox-7')).toMatchObject({ outcome: 'unknown' })
  const again = await send(undefined, 'outbox-7')
  expect(again).toEqual({ outcome: 'delivered', messageId: chen.messages()[0]?.id })
  expect(chen.messages()).toHaveLength(1)
})

test('another key is another message', async () => {
  await send(undefined, 'outbox-7')
  await send(undefined, 'outbox-8')
  expect(chen.messages()).toHaveLength(2)
})

test('a key of any length is good', async () => {
  expect(await send(undefined, '键'.repeat(500))).toMatchObject({ outcome: 'delivered' })
})

test('after an hour Lark no longer knows a key', async () => {
  await send(undefined, 'outbox-7')
  now += 3_600_000
  await send(undefined, 'outbox-7')
  expect(chen.messages()).toHaveLength(2)
})

test.each([
  ['error 500', { outcome: 'unknown', why: '飞书服务出错（HTTP 500）' }],
  ['reset', { outcome: 'unknown', why: '连不上飞书（UND_ERR_SOCKET）' }],
  ['not json', { outcome: 'unknown', why: '飞书的答复看不懂（HTTP 200）' }],
  ['too often', { outcome: 'throttled', retryAfterMs: 7000, everyone: true }],
] as const)('a call that ends in %s', async (how, expected) => {
  lark.breaks('send', how)
  expect(await send()).toEqual(expected)
})

test('a call without an answer is given up', async () => {
  lark.breaks('token', 'hang')
  const hasty = larkPlatform({ ...app, baseUrl: lark.url, timeoutMs: 50 })
  expect(await hasty.probe()).toEqual({ ok: false, why: '飞书没有及时答复' })
})

test.each([
  [230002, 'unreachable'],
  [230013, 'unreachable'],
  [230029, 'unreachable'],
  [230053, 'unreachable'],
  [230018, 'unreachable'],
  [230011, 'unreachable'],
  [230110, 'unreachable'],
  [230001, 'rejected'],
  [230022, 'rejected'],
  [230025, 'rejected'],
  [230028, 'rejected'],
  [230099, 'rejected'],
  [200621, 'rejected'],
  [300305, 'rejected'],
  [424242, 'rejected'],
  [230020, 'throttled'],
  [11232, 'throttled'],
  [99991400, 'throttled'],
  [99991672, 'misconfigured'],
  [99991403, 'exhausted'],
  [230006, 'misconfigured'],
  [10003, 'misconfigured'],
  [230049, 'unknown'],
])('code %i means %s', async (code, outcome) => {
  lark.breaks('send', { code })
  expect((await send()).outcome).toBe(outcome)
})

test('a limit without a reset time waits five seconds', async () => {
  lark.breaks('send', { code: 99991400, status: 400 })
  expect(await send()).toEqual({ outcome: 'throttled', retryAfterMs: 5000, everyone: true })
})

test('a refusal shows numbers and scopes, never what Lark wrote around them', async () => {
  lark.breaks('send', {
    code: 230099,
    msg: 'Failed to create card content, ext=ErrCode: 11310; ErrMsg: 陈某某 13800000000',
  })
  expect(await send()).toEqual({ outcome: 'rejected', why: '卡片不合飞书的要求（230099，ErrCode 11310）' })
  lark.breaks('send', {
    code: 99991672,
    msg: 'Access denied. One of the following scopes is required: [im:message, im:message:send_as_bot].',
  })
  expect(await send()).toEqual({
    outcome: 'misconfigured',
    why: '应用缺少权限（99991672，im:message, im:message:send_as_bot）',
  })
})

test('a person who left or is out of range, a group without the bot: unreachable', async () => {
  chen.leaves()
  expect(await send()).toEqual({ outcome: 'unreachable', why: '此人已离职（230029）', lasting: true, left: true })
  chen.inRange(false)
  expect(await send()).toEqual({ outcome: 'unreachable', why: '此人不在应用的可用范围内（230013）', lasting: true })
  lark.group('oc_roads').removesBot()
  expect(await send({ kind: 'group', id: 'oc_roads' })).toEqual({
    outcome: 'unreachable',
    why: '机器人不在这个群里（230002）',
    lasting: true,
  })
})

test.each<Outgoing['to']>([
  { kind: 'person', id: 'ou_1?x=../../auth' },
  { kind: 'group', id: '' },
  { kind: 'reply', messageId: 'om_1/../../../bot/v3/info' },
])('an address that is no id never reaches Lark: %j', async (to) => {
  expect(await send(to)).toEqual({ outcome: 'unreachable', why: '收件人或消息编号的格式不对' })
  expect(lark.calls()).toEqual([])
})

test('an address that is not Lark’s is a matter of set-up', async () => {
  const elsewhere = larkPlatform({ ...app, baseUrl: `${lark.url}/nowhere` })
  expect(await elsewhere.probe()).toEqual({ ok: false, why: 'LARK_BASE_URL 指的地址不是飞书开放平台（HTTP 404）' })
})

test('nobody listening is said with its code', async () => {
  const nobody = larkPlatform({ ...app, baseUrl: 'http://127.0.0.1:9' })
  expect(await nobody.probe()).toMatchObject({ ok: false, why: expect.stringMatching(/^连不上飞书/) as string })
})

test('a slash at the end of the base URL does no harm', async () => {
  const slashed = larkPlatform({ ...app, baseUrl: `${lark.url}/` })
  expect(await slashed.probe()).toEqual({ ok: true })
})

const photo = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

async function fileRef(bytes: Uint8Array, image: boolean) {
  const delivery = image ? await chen.sendsImage(bytes) : await chen.sendsFile(bytes, '回单.pdf')
  const read = await platform.read(delivery.envelope)
  const file = read.kind === 'inbound' && read.inbound.act.type === 'message' ? read.inbound.act.files[0] : undefined
  if (!file) throw new Error('no file')
  return file
}

test('a photo is fetched with its type', async () => {
  const file = await fileRef(photo, true)
  expect(await platform.fetchFile(file, 100)).toEqual({ outcome: 'fetched', bytes: photo, type: 'image/jpeg' })
})

test('a file is fetched under the name it was given', async () => {
  const file = await fileRef(photo, false)
  expect(file).toMatchObject({ name: '回单.pdf', image: false })
  expect(await platform.fetchFile(file, 7)).toMatchObject({ outcome: 'fetched', bytes: photo })
})

test('a file over the limit is not read to its end', async () => {
  expect(await platform.fetchFile(await fileRef(photo, true), 6)).toEqual({ outcome: 'too-large' })
})

test('a file that isn’t there is gone, a hiccup is tried again', async () => {
  const file = await fileRef(photo, true)
  lark.breaks('resource', { code: 234003 })
  expect(await platform.fetchFile(file, 100)).toEqual({ outcome: 'gone', why: '飞书退回，代码 234003' })
  lark.breaks('resource', 'error 500')
  expect(await platform.fetchFile(file, 100)).toEqual({ outcome: 'again', why: '飞书服务出错（HTTP 500）' })
  lark.breaks('resource', 'too often')
  expect(await platform.fetchFile(file, 100)).toMatchObject({ outcome: 'again', retryAfterMs: 7000 })
  lark.breaks('resource', { code: 234037 })
  expect(await platform.fetchFile(file, 100)).toEqual({ outcome: 'too-large' })
})

test('a revoked token does not lose a file', async () => {
  const file = await fileRef(photo, true)
  await platform.probe()
  lark.revokesTokens()
  expect(await platform.fetchFile(file, 100)).toMatchObject({ outcome: 'fetched' })
})

test.each(['', 'null', '{"messageId":"../x","key":"k","type":"image"}'])(
  'the file token %j is nobody’s',
  async (token) => {
    expect(await platform.fetchFile({ name: 'x', image: true, token }, 100)).toMatchObject({ outcome: 'gone' })
    expect(lark.calls()).toEqual([])
  },
)
