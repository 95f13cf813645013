import { expect, test } from 'vitest'
import { inOffice } from '#office'
import type { ListeningOffice } from '../../bot/office.ts'
import type { Inbound, Platform, Received } from '../../bot/platform.ts'
import { answering, chatRoutes } from '../../bot/routes.ts'
import { chat } from '../support/chat.ts'
import { world, type World } from '../support/world.ts'

const message: Inbound = {
  platform: 'lark',
  id: 'ev1',
  at: 0,
  sender: { id: 'ou_1' },
  chat: { kind: 'p2p', id: 'oc_1' },
  act: { type: 'message', messageId: 'om_1', text: '帮助', files: [], mentioned: true, inReplyTo: [] },
}
const tap: Inbound = { ...message, act: { type: 'tap', cardId: 'om_0', value: { do: 'help' }, form: {} } }

function routes(w: World, received: Received, broken = false) {
  const counted: string[] = []
  const platform: Platform = {
    name: 'lark',
    capabilities: { forms: true, taps: true, updates: true },
    receive: () => Promise.resolve(received),
    send: () => new Promise(() => undefined),
    fetchFile: () => new Promise(() => undefined),
    probe: () => Promise.resolve({ ok: true }),
  }
  const office: ListeningOffice = {
    ...chat(w).office,
    platforms: new Map([['lark', platform]]),
    now: broken
      ? () => {
          throw new Error('SQLITE_FULL: database or disk is full')
        }
      : () => w.clock.now,
    count: (name, labels) => counted.push(`${name} ${labels['reason'] ?? ''}`.trim()),
  }
  const kicked: number[] = []
  const app = chatRoutes(
    office,
    answering(office, () => kicked.push(1)),
  )
  return { app, counted, kicked }
}

const inbound = (what: Inbound): Received => ({
  kind: 'inbound',
  inbound: what,
  respond: (handled) => Response.json(handled),
})

const post = (app: ReturnType<typeof routes>['app'], platform = 'lark') =>
  app.request(`/${platform}`, { method: 'POST', body: '{}' })

test('a forged request gets 401 and leaves nothing but a counter', () =>
  inOffice(async (db) => {
    const { app, counted, kicked } = routes(world(db), { kind: 'rejected', status: 401, reason: 'signature' })
    const answer = await post(app)
    expect([answer.status, await answer.text(), counted, kicked]).toEqual([401, '', ['chat_rejected signature'], []])
  }))

test('an event is answered before anything is sent, however slow the platform', () =>
  inOffice(async (db) => {
    const { app, kicked } = routes(world(db), inbound(message))
    expect([(await post(app)).status, kicked.length]).toEqual([200, 1])
  }))

test('where nothing can be written an event is answered 500, so that it comes again', () =>
  inOffice(async (db) => {
    expect((await post(routes(world(db), inbound(message), true).app)).status).toBe(500)
  }))

test('where nothing can be written a tap is told to try again', () =>
  inOffice(async (db) => {
    const answer = await post(routes(world(db), inbound(tap), true).app)
    expect(await answer.json()).toEqual({
      toast: { tone: 'bad', text: '系统正忙，您的操作没有执行，请稍后再试一次。' },
    })
  }))

test('a platform that is not connected, and the demo, have no webhook', () =>
  inOffice(async (db) => {
    const { app } = routes(world(db), inbound(message))
    expect([(await post(app, 'dingtalk')).status, (await post(app, 'demo')).status]).toEqual([404, 404])
  }))
