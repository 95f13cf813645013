import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import type { DingTalkPlatform, Unheard } from '../../../bot/dingtalk/index.ts'
import { openStream } from '../../../bot/dingtalk/stream-node.ts'
import { cardSecret, cardSign, robotSign } from '../../../bot/dingtalk/verify.ts'
import type { Inbound, LongConnection } from '../../../bot/platform.ts'
import { dingtalkEmulator } from '../../support/dingtalk-emulator.ts'
import type { DingTalkEmulator } from '../../support/dingtalk-emulator.ts'
import { serveWebhook, type Webhook } from '../../support/lark/webhook.ts'
import { app, payload } from './fixtures.ts'

type Fate = Inbound['act']['type'] | Unheard | 'ignored'

/** Every payload there is, and what becomes of it: somebody's act, or nothing but a counter. */
const fates: Readonly<Record<string, Fate>> = {
  text: 'message',
  'text-group': 'message',
  'text-quote': 'message',
  'text-foreign': 'message',
  'foreign-webhook': 'message',
  'rich-text': 'message',
  picture: 'message',
  file: 'message',
  audio: 'message',
  'audio-silent': 'unreadable',
  video: 'unreadable',
  unknown: 'unreadable',
  outsider: 'outsider',
  unpublished: 'outsider',
  'over-quota': 'over-quota',
  encrypted: 'malformed',
  tap: 'tap',
  'tap-object': 'tap',
  'tap-value': 'tap',
  'tap-form': 'tap',
  'tap-hostile': 'tap',
  'tap-empty': 'malformed',
  'event-left': 'left',
  'event-seen': 'read',
  'event-unread': 'ignored',
  'event-over-quota': 'over-quota',
}
const eventTypes: Readonly<Record<string, string>> = {
  'event-left': 'user_leave_org',
  'event-seen': 'robot_msg_read',
  'event-unread': 'chat_update_title',
  'event-over-quota': 'user_add_org',
}
const isUnheard = (fate: Fate) => fate === 'outsider' || fate === 'over-quota' || fate === 'malformed'

/** What a log may not say of those who wrote it, and of what they wrote. */
const personal = /陈联络|张建国|0147251286|临港|150万|123456|sendBySession|xh-0123/

let dingtalk: DingTalkEmulator
let platform: DingTalkPlatform
let config: Parameters<typeof dingtalkPlatform>[0]
let heard: Inbound[]
let noted: Unheard[]
let logged: string[]
const handle = async (inbound: Inbound) => {
  heard.push(inbound)
  return {}
}

beforeEach(async () => {
  dingtalk = await dingtalkEmulator({ redeliverMs: [] })
  ;[heard, noted, logged] = [[], [], []]
  const urls = { apiUrl: `${dingtalk.url}/api`, oapiUrl: `${dingtalk.url}/oapi`, publicUrl: 'http://127.0.0.1:8787' }
  config = { ...app, ...urls, note: (what) => noted.push(what) }
  platform = dingtalkPlatform(config)
})
afterEach(() => dingtalk.close())

test('each payload has its fate here', () => {
  const files = readdirSync(new URL('payloads/', import.meta.url)).map((name) => name.replace('.json', ''))
  expect(files.sort()).toEqual(Object.keys(fates).sort())
})

const rows = Object.entries(fates)

describe('by Stream', () => {
  let stream: LongConnection
  beforeEach(async () => {
    const quiet = { onFailure: () => undefined, log: (line: string) => void logged.push(line) }
    stream = openStream({ config, platform, handle, ...quiet })
    await dingtalk.connected()
  })
  afterEach(() => stream.close())

  test.each(rows)('%s: %s, acknowledged at once, and the next word is heard', async (name, fate) => {
    const eventType = eventTypes[name]
    const topic = name.startsWith('tap') ? '/v1.0/card/instances/callback' : '/v1.0/im/bot/messages/get'
    const data = payload(name)
    const delivery = eventType
      ? await dingtalk.event(eventType, data)
      : await dingtalk.push({ type: 'CALLBACK', topic, data })
    expect(delivery.acknowledged).toBe(true)
    await dingtalk.person('chen').says('待办')
    const acts = heard.map(({ act }) => act.type)
    expect(acts.slice(0, -1)).toEqual(
      isUnheard(fate) || fate === 'ignored' ? [] : fate === 'left' ? [fate, fate] : [fate],
    )
    expect(noted).toEqual(isUnheard(fate) ? [fate] : [])
    expect(logged).toHaveLength(isUnheard(fate) ? 1 : 0)
    expect(logged.join('\n')).not.toMatch(personal)
  })
})

describe('by webhook', () => {
  let webhook: Webhook
  beforeEach(async () => {
    webhook = await serveWebhook(platform, handle)
    dingtalk.webhookTo(webhook.url)
  })
  afterEach(() => webhook.close())

  const said = rows.filter(([name]) => !(name in eventTypes))
  test.each(said)('%s: %s, answered as DingTalk needs it, and the next word is heard', async (name, fate) => {
    const stamp = String(Date.now())
    const sign = name.startsWith('tap')
      ? {
          'x-ddpaas-signature': await cardSign(await cardSecret(app.clientSecret), stamp),
          'x-ddpaas-signature-timestamp': stamp,
        }
      : { timestamp: stamp, sign: await robotSign(app, stamp) }
    const response = await fetch(webhook.url, { method: 'POST', headers: sign, body: JSON.stringify(payload(name)) })
    expect(response.status).toBe(fate === 'malformed' ? 400 : 200)
    await dingtalk.person('chen').says('待办')
    expect(heard.map(({ act }) => act.type).slice(0, -1)).toEqual(isUnheard(fate) ? [] : [fate])
    expect([...noted, ...webhook.rejected]).toEqual(isUnheard(fate) ? [fate] : [])
    expect(await response.text()).not.toMatch(personal)
  })
})
