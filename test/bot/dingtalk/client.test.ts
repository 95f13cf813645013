import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import type { DingTalkConfig, DingTalkPlatform } from '../../../bot/dingtalk/index.ts'
import { answerBy } from '../../../bot/dingtalk/reply-place.ts'
import type { Address, Card, Content, FileRef, Inbound, Sent } from '../../../bot/platform.ts'
import { dingtalkEmulator } from '../../support/dingtalk-emulator.ts'
import type { DingTalkEmulator, EmulatorOptions, Person } from '../../support/dingtalk-emulator.ts'
import { frameOf } from './frames.ts'
import { app } from './fixtures.ts'

let dingtalk: DingTalkEmulator
let platform: DingTalkPlatform
let now: number
let chen: Person

beforeEach(async () => {
  now = Date.parse('2026-05-06T10:00:00+08:00')
  await begin()
})
afterEach(() => dingtalk.close())

async function begin(options: EmulatorOptions = {}, config: Partial<DingTalkConfig> = {}): Promise<void> {
  await dingtalk?.close()
  dingtalk = await dingtalkEmulator({ redeliverMs: [], now: () => now, ...options })
  const urls = {
    apiUrl: `${dingtalk.url}/api/`,
    oapiUrl: `${dingtalk.url}/oapi/`,
    publicUrl: 'https://xiaohao.example.gov.cn',
  }
  platform = dingtalkPlatform({ ...app, ...urls, now: () => now, timeoutMs: 20_000, ...config })
  chen = dingtalk.person('chen')
}

const text = (words: string): Content => ({ kind: 'text', text: words })
const card: Card = { kind: 'card', title: '待办', tone: 'plain', blocks: [], actions: [], fallback: '待办' }
let keys = 0
const send = (to: Address, content: Content): Promise<Sent> => platform.send({ to, content, key: `k${++keys}` })
const toPerson = (id: string, content: Content = text('好')) => send({ kind: 'person', id }, content)

/** Something chen said in a group, as the platform heard it. */
async function heardIn(group: string, words = '待办'): Promise<Inbound> {
  const { push } = await chen.says(words, { inGroup: group })
  const read = platform.read(frameOf(push))
  const [inbound] = read.kind === 'inbound' ? read.inbound : []
  if (!inbound) throw new Error(read.kind)
  return inbound
}

describe('to people', () => {
  test('a message arrives, and its id is theirs alone', async () => {
    const sent = await toPerson('chen', text('已记入'))
    expect(sent).toMatchObject({ outcome: 'delivered', messageId: expect.stringMatching(/^pqk.*:chen$/) as string })
    expect(chen.messages().map((message) => message.text)).toEqual(['已记入'])
  })

  test('the same words to many are one call, and each has a result of their own', async () => {
    dingtalk.person('liu').becomes('flow controlled')
    const people = ['chen', 'liu', 'nobody', 'ma']
    dingtalk.person('ma')
    const sent = await Promise.all(people.map((id) => toPerson(id, card)))
    expect(sent.map(({ outcome }) => outcome)).toEqual(['delivered', 'throttled', 'unreachable', 'delivered'])
    expect(sent[2]).toMatchObject({ lasting: true })
    expect(sent[1]).not.toHaveProperty('everyone')
    expect(dingtalk.calls('batchSend')).toHaveLength(1)
    expect(platform.takeUse?.().calls).toBe(1)
    expect(platform.takeUse?.().calls).toBe(0)
  })

  test('more than twenty are two calls; other words, and the next to the same person, go apart', async () => {
    const many = Array.from({ length: 23 }, (_, at) => `p${at}`)
    many.forEach((id) => dingtalk.person(id))
    await Promise.all([
      ...many.map((id) => toPerson(id)),
      toPerson('chen', text('别的')),
      toPerson('p0'),
      toPerson('p22'),
    ])
    const asked = dingtalk.calls('batchSend').map(({ body }) => (body as { userIds: string[] }).userIds.length)
    expect(asked.sort((a, b) => a - b)).toEqual([1, 1, 4, 20])
    expect(dingtalk.messagesTo('p0')).toHaveLength(2)
    expect(dingtalk.messagesTo('p22')).toHaveLength(2)
  })

  test('a call that fails over one person is repeated for each', async () => {
    dingtalk.person('liu')
    dingtalk.breaks('batchSend', { code: 'staffId.notExisted' })
    const sent = await Promise.all([toPerson('chen'), toPerson('liu'), toPerson('nobody')])
    expect(sent.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'unreachable'])
    expect(dingtalk.messagesTo('chen')).toHaveLength(1)
  })

  test('nobody is asked for by an id that can’t be one', async () => {
    expect(await toPerson('../chen')).toMatchObject({ outcome: 'unreachable' })
    expect(await send({ kind: 'group', id: 'cid x' }, card)).toMatchObject({ outcome: 'unreachable' })
    expect(dingtalk.calls()).toEqual([])
  })
})

describe('into groups', () => {
  const cid = 'cidGroup1=='
  beforeEach(() => void dingtalk.group(cid, [chen]))

  test('a push arrives and calls nobody', async () => {
    const item = {
      type: 'item' as const,
      title: '一件',
      lines: [],
      tone: 'warn' as const,
      actions: [],
      mentions: [{ id: 'chen', name: '陈联络' }],
    }
    const sent = await send({ kind: 'group', id: cid }, { ...card, blocks: [item] })
    expect(sent.outcome).toBe('delivered')
    expect(dingtalk.messagesTo(cid)).toMatchObject([{ by: 'groupSend', mentions: [] }])
    expect(dingtalk.messagesTo(cid)[0]?.text).toContain('@陈联络')
  })

  test('an answer stands where it was asked and really calls its asker, without a token', async () => {
    const { answerBy: by } = await heardIn(cid)
    expect(await send({ kind: 'reply', messageId: 'm', ...(by && { by }) }, text('已私下回复'))).toMatchObject({
      outcome: 'delivered',
    })
    expect(dingtalk.messagesTo(cid)).toMatchObject([{ by: 'webhook', text: '@chen 已私下回复', mentions: ['chen'] }])
    expect(dingtalk.calls('token')).toEqual([])
    expect(platform.takeUse?.().calls).toBe(0)
  })

  test('once its time is over, said or not, the answer goes into the group', async () => {
    const { answerBy: by } = await heardIn(cid)
    const reply = { kind: 'reply', messageId: 'm', ...(by && { by }) } as const
    dingtalk.breaks('session', { errcode: '300005' })
    await send(reply, text('一'))
    now += 91 * 60_000
    await send(reply, text('二'))
    expect(dingtalk.messagesTo(cid).map(({ by: how, text: words }) => [how, words])).toEqual([
      ['groupSend', '一'],
      ['groupSend', '二'],
    ])
  })

  test('an answer goes nowhere but to DingTalk', async () => {
    const place = { chat: { kind: 'group' as const, id: cid }, sender: 'chen' }
    const webhook = { url: 'https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=1', until: now + 1_000 }
    await send({ kind: 'reply', messageId: 'm', by: answerBy({ ...place, webhook }) }, text('好'))
    expect(dingtalk.messagesTo(cid)).toMatchObject([{ by: 'groupSend' }])
    expect(await send({ kind: 'reply', messageId: 'm' }, text('好'))).toMatchObject({ outcome: 'unreachable' })
    expect(await send({ kind: 'reply', messageId: 'm', by: '{}' }, text('好'))).toMatchObject({
      outcome: 'unreachable',
    })
  })

  test('a group that is gone stays so', async () => {
    const gone = dingtalk.group('cidGroup2==')
    gone.disbands()
    expect(await send({ kind: 'group', id: gone.id }, card)).toMatchObject({ outcome: 'unreachable', lasting: true })
    expect(await send({ kind: 'group', id: 'cidNone==' }, card)).toMatchObject({
      outcome: 'unreachable',
      lasting: true,
    })
    dingtalk.group('cidGroup3==').stopsBot()
    expect(await send({ kind: 'group', id: 'cidGroup3==' }, card)).toMatchObject({ outcome: 'misconfigured' })
  })
})

describe('what became of it', () => {
  test.each([
    ['error 500', { outcome: 'unknown' }],
    ['reset', { outcome: 'unknown' }],
    ['hang', { outcome: 'unknown' }],
    ['not json', { outcome: 'unknown' }],
    ['too often', { outcome: 'throttled', everyone: true, retryAfterMs: 2_000 }],
    ['banned', { outcome: 'throttled', everyone: true, retryAfterMs: 300_000 }],
    [{ code: 'Forbidden.AccessDenied.ApiCountLimitForOrg', status: 403 }, { outcome: 'exhausted' }],
    [{ code: 'Forbidden.AccessDenied.IpNotInWhiteList', status: 403 }, { outcome: 'misconfigured' }],
    [{ code: 'robot.oto.notExist' }, { outcome: 'misconfigured' }],
    [{ code: 'contain.notAllowed.word' }, { outcome: 'rejected' }],
    [{ code: 'something.new' }, { outcome: 'rejected' }],
    [{ errcode: '90018' }, { outcome: 'throttled', everyone: true }],
    [{ errcode: 90020 }, { outcome: 'exhausted' }],
    [{ code: '', status: 404 }, { outcome: 'misconfigured' }],
  ] as const)('%j', async (how, outcome) => {
    if (how === 'hang') await begin({}, { timeoutMs: 1_000 })
    dingtalk.breaks('batchSend', how)
    const sent = await toPerson('chen')
    expect(sent).toMatchObject(outcome)
    expect(JSON.stringify(sent)).not.toMatch(/张三|13800000000|secret/)
  })

  test('a missing permission is named', async () => {
    const more = { accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg', '张三'] } }
    dingtalk.breaks('batchSend', { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied', status: 403, more })
    expect(await toPerson('chen')).toMatchObject({
      outcome: 'misconfigured',
      why: expect.stringMatching(/qyapi_robot_sendmsg）$/) as string,
    })
  })

  test('a message whose answer was lost isn’t repeated here: DingTalk knows no key to tell the two apart', async () => {
    dingtalk.breaks('batchSend', 'reset after commit')
    expect(await toPerson('chen')).toMatchObject({ outcome: 'unknown' })
    expect(chen.messages()).toHaveLength(1)
    expect(platform.capabilities.keyLivesMs).toBe(0)
  })
})

describe('the token', () => {
  test('is asked for once, however many want it, and kept', async () => {
    await Promise.all(['一', '二', '三'].map((words) => toPerson('chen', text(words))))
    await toPerson('chen')
    expect(dingtalk.calls('token')).toHaveLength(1)
  })

  test('is asked for again before it runs out', async () => {
    await toPerson('chen')
    now += 6_899_000
    await toPerson('chen')
    expect(dingtalk.calls('token')).toHaveLength(1)
    now += 2_000
    await toPerson('chen')
    expect(dingtalk.calls('token')).toHaveLength(2)
  })

  test('that is refused is asked for once more, and the call repeated', async () => {
    await toPerson('chen')
    dingtalk.revokesTokens()
    expect(await toPerson('chen')).toMatchObject({ outcome: 'delivered' })
    dingtalk.breaks('batchSend', { code: 'InvalidAuthentication' }, 2)
    expect(await toPerson('chen')).toMatchObject({ outcome: 'misconfigured' })
    dingtalk.breaks('batchSend', { errcode: 42001 })
    expect(await toPerson('chen')).toMatchObject({ outcome: 'delivered' })
    expect(dingtalk.calls('token')).toHaveLength(4)
  })

  test('proves credentials and reach, and counts in no quota', async () => {
    expect(await platform.probe()).toEqual({ ok: true })
    expect(platform.takeUse?.().calls).toBe(0)
    await begin({}, { clientSecret: 'wrong' })
    expect(await platform.probe()).toMatchObject({
      ok: false,
      why: expect.stringContaining('DINGTALK_CLIENT_SECRET') as string,
    })
    await begin({}, { apiUrl: 'http://127.0.0.1:9' })
    expect(await platform.probe()).toMatchObject({ ok: false, why: expect.stringContaining('连不上钉钉') as string })
  })
})

describe('files', () => {
  async function sentFile(bytes: Uint8Array): Promise<FileRef> {
    const { push } = await chen.sendsFile(bytes, '验收报告.pdf')
    const read = platform.read(frameOf(push))
    const act = read.kind === 'inbound' ? read.inbound[0]?.act : undefined
    const file = act?.type === 'message' ? act.files[0] : undefined
    if (!file) throw new Error('no file')
    return file
  }

  test('are fetched by their code, up to a size', async () => {
    const bytes = new Uint8Array([1, 2, 3, 4])
    const file = await sentFile(bytes)
    expect(await platform.fetchFile(file, 4)).toMatchObject({ outcome: 'fetched', bytes })
    expect(await platform.fetchFile(file, 3)).toEqual({ outcome: 'too-large' })
  })

  test('whose code is over are gone; what passes is tried again', async () => {
    const file = await sentFile(new Uint8Array([1]))
    const gone = { ...file, token: JSON.stringify({ downloadCode: 'old' }) }
    expect(await platform.fetchFile(gone, 10)).toMatchObject({ outcome: 'gone' })
    expect(await platform.fetchFile({ ...file, token: '{}' }, 10)).toMatchObject({ outcome: 'gone' })
    dingtalk.breaks('download', 'too often')
    expect(await platform.fetchFile(file, 10)).toMatchObject({ outcome: 'again', retryAfterMs: 2_000 })
    for (const how of ['error 500', 'reset'] as const) {
      dingtalk.breaks('file', how)
      expect(await platform.fetchFile(file, 10)).toMatchObject({ outcome: 'again' })
    }
  })
})

test('a link that speaks says its words alone with the bot', async () => {
  const url = platform.capabilities.saying?.('签收 LH2022-0007') ?? ''
  await toPerson('chen', { ...card, actions: [{ label: '签收', style: 'primary', url }] })
  const [message] = chen.messages()
  const { said } = await chen.taps(message ?? (await chen.sees('待办')), '签收')
  expect(said?.push.data).toMatchObject({ text: { content: '签收 LH2022-0007' } })
})
