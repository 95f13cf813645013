import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { dingtalkEmulator } from '../../support/dingtalk-emulator.ts'
import type { DingTalkEmulator, EmulatorOptions } from '../../support/dingtalk-emulator.ts'
import { signedRobot } from '../../support/dingtalk/delivery.ts'
import { viewOf } from '../../support/dingtalk/view.ts'
import { app } from './fixtures.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function emulator(options: EmulatorOptions = {}): Promise<DingTalkEmulator> {
  const dingtalk = await dingtalkEmulator(options)
  closing.push(() => dingtalk.close())
  return dingtalk
}

const callbacks = ['/v1.0/im/bot/messages/get', '/v1.0/card/instances/callback']
const all = [{ type: 'EVENT', topic: '*' }, ...callbacks.map((topic) => ({ type: 'CALLBACK', topic }))]

async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { accept: 'application/json', ...headers }, body: JSON.stringify(body) }
  const response = await fetch(url, init)
  const text = await response.text()
  return {
    status: response.status,
    text,
    json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : null,
  }
}

const asked = { clientId: app.clientId, clientSecret: app.clientSecret, ua: 'test/1.0', subscriptions: all }
const gateway = ({ url }: DingTalkEmulator) => `${url}/api/v1.0/gateway/connections/open`

async function ticketOf(dingtalk: DingTalkEmulator, subscriptions: unknown = all): Promise<string> {
  const { json } = await post(gateway(dingtalk), { ...asked, subscriptions })
  return `${String(json?.['endpoint'])}?ticket=${encodeURIComponent(String(json?.['ticket']))}`
}

type Frame = { type: string; headers: Record<string, string>; data: string }

/** A bare connection; `answer` says what goes back for a frame. */
async function connected(url: string, answer: (frame: Frame) => object | null = () => null) {
  const socket = new WebSocket(url)
  const frames: Frame[] = []
  socket.on('message', (data) => {
    const frame = JSON.parse(Buffer.from(data as Buffer).toString()) as Frame
    frames.push(frame)
    const reply = answer(frame)
    if (reply) socket.send(JSON.stringify({ headers: { messageId: frame.headers['messageId'] }, ...reply }))
  })
  const opened = await new Promise<number>((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => undefined)
  })
  closing.push(() => socket.terminate())
  return { socket, frames, opened }
}

const taken = () => ({ code: 200, message: 'OK', data: '{"response":null}' })
const token = async ({ url }: DingTalkEmulator): Promise<Record<string, string>> => {
  const { json } = await post(`${url}/api/v1.0/oauth2/accessToken`, {
    appKey: app.clientId,
    appSecret: app.clientSecret,
  })
  return { 'x-acs-dingtalk-access-token': String(json?.['accessToken']) }
}

describe('the gateway', () => {
  test('answers in XML to whom doesn’t ask for JSON, and 401 to wrong credentials', async () => {
    const dingtalk = await emulator()
    expect((await post(gateway(dingtalk), asked, { accept: '*/*' })).text).toMatch(/^<\?xml/)
    const wrong = await post(gateway(dingtalk), { ...asked, clientSecret: 'x' })
    expect(wrong).toMatchObject({ status: 401, json: { code: 'authFailed' } })
    expect((await post(gateway(dingtalk), { ...asked, subscriptions: [] })).status).toBe(400)
  })

  test('gives tickets for one use within 90 seconds', async () => {
    let now = 1_000_000
    const dingtalk = await emulator({ now: () => now })
    const ticket = await ticketOf(dingtalk)
    expect((await connected(ticket)).opened).toBe(101)
    expect((await connected(ticket)).opened).toBe(401)
    const old = await ticketOf(dingtalk)
    now += 90_001
    expect((await connected(old)).opened).toBe(401)
    dingtalk.line.refuses(1)
    expect((await connected(await ticketOf(dingtalk))).opened).toBe(503)
  })

  test('pushes what was subscribed to, once, to one connection by chance', async () => {
    const dingtalk = await emulator({ redeliverMs: [] })
    const chen = dingtalk.person('chen')
    expect((await chen.says('待办')).attempts).toEqual([{ status: 'no connection' }])
    const events = await connected(await ticketOf(dingtalk, [{ type: 'EVENT', topic: '*' }]), taken)
    expect((await chen.says('待办')).attempts).toEqual([{ status: 'no connection' }])
    const [a, b] = [await connected(await ticketOf(dingtalk), taken), await connected(await ticketOf(dingtalk), taken)]
    for (let turn = 0; turn < 30; turn += 1) expect((await chen.says('待办')).acknowledged).toBe(true)
    expect(a.frames.length + b.frames.length).toBe(30)
    expect(Math.min(a.frames.length, b.frames.length)).toBeGreaterThan(0)
    expect(events.frames).toEqual([])
  })

  test('pushes again what nobody acknowledged, under the same msgId; an event also when LATER is answered', async () => {
    const dingtalk = await emulator({ redeliverMs: [20, 60], budgetMs: { message: 10, event: 1_000 } })
    let answers = 0
    const { frames } = await connected(await ticketOf(dingtalk), (frame) => {
      if (frame.type === 'EVENT')
        return { code: 200, data: JSON.stringify({ status: answers++ === 0 ? 'LATER' : 'SUCCESS' }) }
      return null
    })
    const said = await dingtalk.person('chen').says('待办')
    await dingtalk.waitFor(() => said.attempts.length === 3)
    expect(new Set(frames.map(({ data }) => data)).size).toBe(1)
    const event = await dingtalk.event('user_leave_org', { userId: ['chen'] })
    expect(event.acknowledged).toBe(false)
    await dingtalk.waitFor(() => event.acknowledged)
    expect(event.attempts.length).toBeGreaterThan(1)
  })

  test('says disconnect, delivers nothing more there and hangs up a while later', async () => {
    const dingtalk = await emulator({ redeliverMs: [], lingerMs: 50 })
    const { socket, frames } = await connected(await ticketOf(dingtalk), taken)
    dingtalk.line.disconnects()
    expect((await dingtalk.person('chen').says('待办')).last).toEqual({ status: 'no connection' })
    await new Promise((resolve) => socket.on('close', resolve))
    expect(frames.map(({ headers }) => headers['topic'])).toEqual(['disconnect'])
  })

  test('a zombie answers pings of its socket and delivers nothing', async () => {
    const dingtalk = await emulator({ redeliverMs: [], budgetMs: { message: 20 } })
    const { socket, frames } = await connected(await ticketOf(dingtalk), taken)
    dingtalk.line.zombies()
    const pong = new Promise((resolve) => socket.on('pong', resolve))
    socket.ping()
    await pong
    expect((await dingtalk.person('chen').says('待办')).last).toEqual({ status: 'no answer in time' })
    expect(frames).toEqual([])
  })
})

describe('the API', () => {
  const send = (dingtalk: DingTalkEmulator, headers: Record<string, string>, body: object) =>
    post(`${dingtalk.url}/api/v1.0/robot/oToMessages/batchSend`, { robotCode: app.robotCode, ...body }, headers)
  const text = { msgKey: 'sampleText', msgParam: '{"content":"好"}' }

  test('refuses what it doesn’t know in its two shapes', async () => {
    const dingtalk = await emulator()
    expect(await send(dingtalk, {}, { userIds: ['chen'], ...text })).toMatchObject({
      status: 400,
      json: { code: 'InvalidAuthentication' },
    })
    const old = await post(`${dingtalk.url}/oapi/topapi/v2/user/get?access_token=x`, { userid: 'chen' })
    expect(old).toMatchObject({ status: 200, json: { errcode: 88, sub_code: '40014' } })
    const headers = await token(dingtalk)
    expect((await post(`${dingtalk.url}/oapi/v1.0/robot/oToMessages/batchSend`, {}, headers)).status).toBe(404)
  })

  test('delivers a message to those it can, and says the others under status 200', async () => {
    const dingtalk = await emulator()
    dingtalk.person('chen')
    dingtalk.person('liu').becomes('flow controlled')
    const headers = await token(dingtalk)
    const sent = await send(dingtalk, headers, { userIds: ['chen', 'liu', 'nobody'], ...text })
    expect(sent).toMatchObject({
      status: 200,
      json: { invalidStaffIdList: ['nobody'], flowControlledStaffIdList: ['liu'] },
    })
    expect(dingtalk.messagesTo('chen').map((message) => message.text)).toEqual(['好'])
    expect(dingtalk.messagesTo('liu')).toEqual([])
    expect((await send(dingtalk, headers, { userIds: ['nobody'], ...text })).json?.['code']).toBe('staffId.notExisted')
    const many = Array.from({ length: 21 }, (_, at) => `p${at}`)
    expect((await send(dingtalk, headers, { userIds: many, ...text })).status).toBe(400)
  })

  test.each([
    ['msgParam as an object', { msgKey: 'sampleText', msgParam: { content: '好' } }],
    ['an unknown msgKey', { msgKey: 'sampleTable', msgParam: '{"content":"好"}' }],
    ['a field too many', { msgKey: 'sampleText', msgParam: '{"content":"好","title":"好"}' }],
    ['an empty text', { msgKey: 'sampleText', msgParam: '{"content":" "}' }],
    ['a text too long', { msgKey: 'sampleText', msgParam: JSON.stringify({ content: '好'.repeat(3_800) }) }],
    [
      'a host in capitals',
      {
        msgKey: 'sampleActionCard',
        msgParam:
          '{"title":"a","text":"b","singleTitle":"c","singleURL":"dtmd://dingtalkClient/sendMessage?content=d"}',
      },
    ],
  ])('refuses %s', async (_, body) => {
    const dingtalk = await emulator()
    dingtalk.person('chen')
    expect((await send(dingtalk, await token(dingtalk), { userIds: ['chen'], ...body })).status).toBe(400)
    expect(dingtalk.messagesTo('chen')).toEqual([])
  })

  test('has limits: of a second, of the month, and for an address it bans', async () => {
    const now = 1_000_000
    const dingtalk = await emulator({ now: () => now })
    dingtalk.person('chen')
    const headers = await token(dingtalk)
    const sends = () => send(dingtalk, headers, { userIds: ['chen'], ...text })
    dingtalk.meter.qps(1)
    await sends()
    expect((await sends()).json?.['code']).toMatch(/QpsLimit/)
    dingtalk.meter.qps(undefined)
    dingtalk.meter.leave(0)
    expect((await sends()).json?.['code']).toMatch(/ApiCountLimitForOrg/)
    dingtalk.meter.ban(true)
    expect(await sends()).toMatchObject({ status: 403, json: null })
  })
})

test('robot messages over HTTP are signed as in DingTalk’s own example', () => {
  const secret = 'this is a secret'
  const example = { clientSecret: secret, now: () => 1577262236757 }
  const { headers } = signedRobot(
    { ...app, corpId: '', tokenSeconds: 0, webhookMinutes: 0, templateId: null, ...example },
    {},
  )
  expect(headers).toMatchObject({ timestamp: '1577262236757', sign: 'DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=' })
  expect(createHmac('sha256', 'ACTION').update('1577262236757').digest('base64')).toBe(
    'tVos68jVJXqljqySDXh3tsgD1YV3z5xi3pG6ZaZEPBo=',
  )
})

test('a reader sees markdown, its links and headings, and addresses become links by themselves', () => {
  const text =
    '# 待办\n**急** [查看](https://x.cn/1) <font color=red>红</font>\n标题\n---\n见 www.x.cn 与 dtmd://dingtalkclient/a'
  expect(viewOf({ type: 'sampleMarkdown', params: { title: '待办', text } })).toEqual({
    text: '待办\n待办\n急 [查看] 红\n标题\n---\n见 www.x.cn 与 dtmd://dingtalkclient/a',
    buttons: [
      { label: '查看', url: 'https://x.cn/1' },
      { label: 'www.x.cn', url: 'www.x.cn' },
      { label: 'dtmd://dingtalkclient/a', url: 'dtmd://dingtalkclient/a' },
    ],
    headings: ['待办', '标题'],
  })
})
