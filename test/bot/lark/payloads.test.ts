import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { larkPlatform } from '../../../bot/lark/index.ts'
import type { LarkPlatform, Unheard } from '../../../bot/lark/index.ts'
import { openLongConnection } from '../../../bot/lark/long-connection-node.ts'
import type { Inbound, LongConnection } from '../../../bot/platform.ts'
import { larkEmulator } from '../../support/lark-emulator.ts'
import type { LarkEmulator } from '../../support/lark-emulator.ts'
import { serveWebhook, type Webhook } from '../../support/lark/webhook.ts'
import { app, payload } from './fixtures.ts'

type Fate = Inbound['act']['type'] | 'malformed' | 'ignored'

/** Every payload there is, and what becomes of it: somebody's act, or nothing but a counter. */
const fates: Readonly<Record<string, Fate>> = {
  text: 'message',
  'text-reply': 'message',
  'text-group': 'message',
  'text-group-reply': 'message',
  'text-external': 'message',
  'text-from-app': 'ignored',
  'text-empty-sender': 'malformed',
  post: 'message',
  'post-locale': 'message',
  image: 'message',
  file: 'message',
  media: 'message',
  audio: 'message',
  sticker: 'unreadable',
  'merge-forward': 'unreadable',
  tap: 'tap',
  'tap-form': 'tap',
  'tap-hostile': 'tap',
  'tap-preview': 'malformed',
  'message-read': 'read',
  recalled: 'ignored',
  'bot-added': 'joined',
  'bot-removed': 'ignored',
  'chat-disbanded': 'ignored',
  'chat-entered': 'ignored',
  menu: 'ignored',
  'user-deleted': 'left',
  'user-resigned': 'left',
  'user-moved': 'ignored',
}
const isHeard = (fate: Fate) => fate !== 'malformed' && fate !== 'ignored'

/** What a log may not say of those who wrote it, and of what they wrote. */
const personal = /陈联络|张建国|13800000003|ou_84aad|on_8ed6|临港|300万|整改群/

let lark: LarkEmulator
let platform: LarkPlatform
let heard: Inbound[]
let noted: Unheard[]
let logged: string[]
const handle = async (inbound: Inbound) => {
  heard.push(inbound)
  return {}
}

beforeEach(async () => {
  lark = await larkEmulator(app)
  ;[heard, noted, logged] = [[], [], []]
  platform = larkPlatform({ ...app, baseUrl: lark.url, note: (what) => noted.push(what) })
})
afterEach(() => lark.close())

async function pushed(name: string) {
  const { header, event } = payload(name) as { header: { event_type: string }; event: unknown }
  const { last } = await lark.push(header.event_type, event)
  await lark.person('ou_chen').says('待办')
  return { status: last?.status, acts: heard.map(({ act }) => act.type).slice(0, -1) }
}

test('each payload has its fate here', () => {
  const files = readdirSync(new URL('payloads/', import.meta.url)).map((name) => name.replace('.json', ''))
  expect(files.sort()).toEqual(Object.keys(fates).sort())
})

const rows = Object.entries(fates)

describe('over the long connection', () => {
  let connection: LongConnection
  beforeEach(async () => {
    const quiet = { onFailure: () => undefined, log: (line: string) => void logged.push(line) }
    connection = openLongConnection({ config: { ...app, baseUrl: lark.url }, platform, handle, ...quiet })
    await lark.connected()
  })
  afterEach(() => connection.close())

  test.each(rows)('%s: %s, acknowledged at once, and the next word is heard', async (name, fate) => {
    expect(await pushed(name)).toEqual({ status: 200, acts: isHeard(fate) ? [fate] : [] })
    expect(noted).toEqual(fate === 'malformed' ? [fate] : [])
    expect(logged).toHaveLength(fate === 'malformed' ? 1 : 0)
    expect(logged.join('\n')).not.toMatch(personal)
  })

  test('what is meant for another app is counted and forgotten', async () => {
    await lark.push('im.message.receive_v1', {}, { appId: 'cli_ffffffffffffffff' })
    expect([heard, noted, logged]).toEqual([[], ['foreign-app'], []])
  })
})

describe('by webhook', () => {
  let webhook: Webhook
  beforeEach(async () => {
    webhook = await serveWebhook(platform, handle)
    lark.webhookTo(webhook.url)
  })
  afterEach(() => webhook.close())

  test.each(rows)('%s: %s, answered as Lark needs it, and the next word is heard', async (name, fate) => {
    const acts = isHeard(fate) ? [fate] : []
    expect(await pushed(name)).toEqual({ status: fate === 'malformed' ? 400 : 200, acts })
    expect(webhook.rejected).toEqual(fate === 'malformed' ? [fate] : [])
  })
})
