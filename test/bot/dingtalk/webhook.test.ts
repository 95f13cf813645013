import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import type { DingTalkPlatform, Unheard } from '../../../bot/dingtalk/index.ts'
import { cardSecret, cardSign, robotSign } from '../../../bot/dingtalk/verify.ts'
import type { Handled, Inbound } from '../../../bot/platform.ts'
import { dingtalkEmulator } from '../../support/dingtalk-emulator.ts'
import type { DingTalkEmulator, Person } from '../../support/dingtalk-emulator.ts'
import { serveWebhook } from '../../support/lark/webhook.ts'
import type { Webhook } from '../../support/lark/webhook.ts'
import { app, payload } from './fixtures.ts'

let dingtalk: DingTalkEmulator
let platform: DingTalkPlatform
let webhook: Webhook
let chen: Person
let noted: Unheard[]
let handle: (inbound: Inbound) => Promise<Handled>

beforeEach(async () => {
  dingtalk = await dingtalkEmulator({ redeliverMs: [] })
  const urls = { apiUrl: `${dingtalk.url}/api`, oapiUrl: `${dingtalk.url}/oapi`, publicUrl: 'http://127.0.0.1:8787' }
  noted = []
  platform = dingtalkPlatform({ ...app, ...urls, note: (what) => noted.push(what) })
  handle = async () => ({})
  webhook = await serveWebhook(platform, (inbound) => handle(inbound))
  dingtalk.webhookTo(webhook.url)
  chen = dingtalk.person('chen')
})

afterEach(async () => {
  await webhook.close()
  await dingtalk.close()
})

test('a message is heard and answered with nothing to show', async () => {
  const delivery = await chen.says('待办')
  expect(delivery.attempts).toEqual([{ status: 200, body: { msgtype: 'empty' } }])
  expect(webhook.heard).toMatchObject([{ sender: { id: 'chen' }, act: { type: 'message', text: '待办' } }])
})

test('a message sent again bears the same id: its signature would let anybody repeat it', async () => {
  const delivery = await chen.says('待办')
  await dingtalk.again(delivery)
  expect(webhook.heard.map(({ id }) => id)).toEqual(Array(2).fill(webhook.heard[0]?.id))
})

test.each([
  [{ sign: 'wrong' }, 'signature'],
  [{ sign: 'missing' }, 'signature'],
  [{ secret: 'another' }, 'signature'],
  [{ at: Date.now() - 301_000 }, 'stale'],
  [{ at: Date.now() + 400_000 }, 'stale'],
] as const)('a request with %j gets 401 and leaves no trace but its reason', async (tampering, reason) => {
  const delivery = await chen.says('待办')
  webhook.heard.splice(0)
  expect((await dingtalk.again(delivery, tampering)).status).toBe(401)
  expect(webhook.rejected).toEqual([reason])
  expect(webhook.heard).toEqual([])
})

test('somebody of another organisation is answered right there, and nobody hears of it', async () => {
  const { last } = await dingtalk.outsider('x').says('绑定 123456')
  expect(last).toMatchObject({ status: 200, body: { msgtype: 'text' } })
  expect(JSON.stringify(last?.body)).toContain('没能认出您')
  expect(webhook.heard).toEqual([])
  expect(noted).toEqual(['outsider'])
})

describe('signed', () => {
  async function posted(body: string, headers: Record<string, string>): Promise<number> {
    return (await fetch(webhook.url, { method: 'POST', headers, body })).status
  }

  async function robot(body: string): Promise<number> {
    const timestamp = String(Date.now())
    return posted(body, { timestamp, sign: await robotSign(app, timestamp) })
  }

  async function card(
    body: string,
    { secret, at = Date.now() }: { secret?: string; at?: number } = {},
  ): Promise<number> {
    const stamp = String(at)
    const sign = await cardSign(secret ?? (await cardSecret(app.clientSecret)), stamp)
    return posted(body, { 'x-ddpaas-signature': sign, 'x-ddpaas-signature-timestamp': stamp })
  }

  test('as in DingTalk’s own examples', async () => {
    expect(await robotSign({ clientSecret: 'this is a secret' }, '1577262236757')).toBe(
      'DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=',
    )
    expect(await cardSign('ACTION', '1577262236757')).toBe('tVos68jVJXqljqySDXh3tsgD1YV3z5xi3pG6ZaZEPBo=')
  })

  test('what is no JSON, too much, or half a message is refused by its name', async () => {
    expect(await robot('{')).toBe(400)
    expect(await robot(JSON.stringify({ msgId: 'x' }))).toBe(400)
    expect(await robot(JSON.stringify('很'.repeat(400_000)))).toBe(413)
    expect(webhook.rejected).toEqual(['malformed', 'malformed', 'too-large'])
    expect(noted).toEqual([])
  })

  test('a quota used up is answered and counted', async () => {
    expect(await robot(JSON.stringify(payload('over-quota')))).toBe(200)
    expect(noted).toEqual(['over-quota'])
  })

  test('a tap is heard, the same request once more under the same id', async () => {
    const at = Date.now()
    expect([
      await card(JSON.stringify(payload('tap')), { at }),
      await card(JSON.stringify(payload('tap')), { at }),
    ]).toEqual([200, 200])
    expect(webhook.heard).toMatchObject(Array(2).fill({ act: { type: 'tap', cardId: 'xh-0123456789abcdef' } }))
    expect(new Set(webhook.heard.map(({ id }) => id)).size).toBe(1)
  })

  test('a tap signed by another secret, or by the app’s own, isn’t', async () => {
    expect(await card(JSON.stringify(payload('tap')), { secret: 'ACTION' })).toBe(401)
    expect(await card(JSON.stringify(payload('tap')), { secret: app.clientSecret })).toBe(401)
    expect(await card(JSON.stringify(payload('tap')), { at: Date.now() - 301_000 })).toBe(401)
    expect(webhook.heard).toEqual([])
  })
})
