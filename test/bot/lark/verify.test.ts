import { createHash } from 'node:crypto'
import { EventDispatcher } from '@larksuiteoapi/node-sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { opener } from '../../../bot/lark/verify.ts'
import type { Keys, Opened } from '../../../bot/lark/verify.ts'
import { disguised, encrypt, envelope, seal } from '../../support/lark/events.ts'
import type { Sealed, Tampering } from '../../support/lark/events.ts'
import { app } from './fixtures.ts'

const now = 1_700_000_000_000
const keys: Keys = { ...app, windowSeconds: 300 }
const sender = { ...app, tenantKey: 'tk', botId: 'ou_bot', now: () => now, tokenSeconds: 7200 }
const event = envelope(sender, 'im.message.receive_v1', { hello: '世界' })

function request({
  body,
  headers,
}: {
  body: string | Uint8Array | ReadableStream
  headers: Readonly<Record<string, string>>
}): Request {
  return new Request('https://office.example.cn/chat/lark', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  })
}

function open(sealed: Sealed, at = now): Promise<Opened> {
  return opener(keys)(request(sealed), at)
}

function tampered(tampering: Tampering): Promise<Opened> {
  return open(seal(sender, disguised(event, tampering), tampering))
}

test('the published vector opens', async () => {
  const vector = {
    body: '{"encrypt":"AAECAwQFBgcICQoLDA0ODzgJiQ3uarzFvhwDhf0/iSVayvupaApTeltS6hkjU5SrvXOCzf5doN06j1nemU6K0cEf43WX7Rblo1wSBI1onWcjbJXWcIOHcyoI73erM7tcuxRngYe5+hq3zU7eMxTCYQC30gSKnv6Escwe69u8CWCaKw12eTZ5ycP88q/KzDUzx3C5y1tOU6AO1syXQ3He6gzh+RvUxJKlKF7JB+iSF9WdLPecPTNVdd7Fg2LjYXPTv9ZgEa3BVW1i3e3m4EQ7S6KM1YzqJn8rdO/dqaJtUu8Epcjp4Pd0drV6sZ+G6CGc"}',
    headers: {
      'x-lark-request-timestamp': '1700000000',
      'x-lark-request-nonce': 'nonce-1',
      'x-lark-signature': '8cea8f9faa9d1f125b908c205cd9f97dfeb40cd16aa58da4a0f89906093085be',
    },
  }
  const open = opener({
    appId: 'cli_0123456789abcdef',
    encryptKey: 'test-encrypt-key-0001',
    verificationToken: 'v-token-0001',
    windowSeconds: 300,
  })
  expect(await open(request(vector), now)).toEqual({
    kind: 'event',
    envelope: {
      schema: '2.0',
      header: {
        event_id: 'ev-1',
        event_type: 'im.message.receive_v1',
        create_time: '1700000000000',
        token: 'v-token-0001',
        app_id: 'cli_0123456789abcdef',
        tenant_key: 'tk1',
      },
      event: { hello: '世界' },
    },
  })
})

test('an event of this app is opened', async () => {
  expect(await open(seal(sender, event))).toEqual({ kind: 'event', envelope: event })
})

test('what the official dispatcher accepts is accepted, and says the same', async () => {
  const dispatcher = new EventDispatcher({ ...app, logger: silent })
  let heard: unknown
  dispatcher.register({ 'im.message.receive_v1': (data: unknown) => void (heard = (data as { text: string }).text) })
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'整改销号㐂𠮷👩‍💼\u0000"\\\n') }),
  )
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const sealed = seal(sender, envelope(sender, 'im.message.receive_v1', { text }))
      const data: unknown = Object.assign(Object.create({ headers: sealed.headers }), JSON.parse(sealed.body))
      heard = undefined
      await dispatcher.invoke(data)
      const opened = await open(sealed)
      expect(heard).toBe(text)
      expect(opened).toMatchObject({ kind: 'event', envelope: { event: { text } } })
    }),
    { numRuns: 60 },
  )
})

test('the official dispatcher refuses the signatures that are refused here', async () => {
  const dispatcher = new EventDispatcher({ ...app, logger: silent })
  for (const signature of ['wrong', 'missing'] as const) {
    const sealed = seal(sender, event, { signature })
    const data: unknown = Object.assign(Object.create({ headers: sealed.headers }), JSON.parse(sealed.body))
    expect(await dispatcher.invoke(data)).toBeUndefined()
    expect(await open(sealed)).toEqual({ kind: 'rejected', status: 401, reason: 'signature' })
  }
})

test.each<[string, Tampering, Opened]>([
  ['signed wrongly', { signature: 'wrong' }, { kind: 'rejected', status: 401, reason: 'signature' }],
  ['not signed', { signature: 'missing' }, { kind: 'rejected', status: 401, reason: 'signature' }],
  ['sealed by another', { encryptKey: 'another-key' }, { kind: 'rejected', status: 401, reason: 'signature' }],
  ['not sealed', { plaintext: true }, { kind: 'rejected', status: 401, reason: 'signature' }],
  ['with another token', { token: 'another-token' }, { kind: 'rejected', status: 401, reason: 'token' }],
  ['for another app', { appId: 'cli_ffffffffffffffff' }, { kind: 'rejected', status: 401, reason: 'foreign-app' }],
  ['301 s old', { at: now - 301_000 }, { kind: 'rejected', status: 401, reason: 'stale' }],
  ['301 s ahead', { at: now + 301_000 }, { kind: 'rejected', status: 401, reason: 'stale' }],
  ['300 s old', { at: now - 300_000 }, { kind: 'event', envelope: event }],
])('an event %s', async (_, tampering, expected) => {
  expect(await tampered(tampering)).toEqual(expected)
})

test('a signed body that this key cannot open is undecryptable', async () => {
  const body = JSON.stringify({ encrypt: encrypt('{', app.encryptKey) })
  expect(await open(signed(body))).toEqual({ kind: 'rejected', status: 400, reason: 'undecryptable' })
})

test('a forger learns nothing from a body that cannot be opened', async () => {
  for (const sealed of ['AAAA', '!!!', '', 'A'.repeat(64), encrypt('{}', 'another-key')]) {
    const body = JSON.stringify({ encrypt: sealed })
    expect(await open({ body, headers: {} })).toEqual({ kind: 'rejected', status: 401, reason: 'signature' })
  }
})

test('a signed body that is no event is malformed', async () => {
  for (const plain of [{}, { header: {} }, { header: { token: 1, app_id: 2 } }, []]) {
    expect(await open(seal(sender, plain))).toEqual({ kind: 'rejected', status: 400, reason: 'malformed' })
  }
})

test('the URL check is answered with its challenge, though it is not signed', async () => {
  const question = { challenge: 'ajls384kdjx98XX', token: app.verificationToken, type: 'url_verification' }
  const { body } = seal(sender, question)
  expect(await open({ body, headers: {} })).toEqual({ kind: 'challenge', challenge: 'ajls384kdjx98XX' })
})

test('a URL check with another token is refused', async () => {
  const { body } = seal(sender, { challenge: 'x', token: 'another-token', type: 'url_verification' })
  expect(await open({ body, headers: {} })).toEqual({ kind: 'rejected', status: 401, reason: 'token' })
})

test('a URL check in the clear is refused', async () => {
  const body = JSON.stringify({ challenge: 'x', token: app.verificationToken, type: 'url_verification' })
  expect(await open({ body, headers: {} })).toEqual({ kind: 'rejected', status: 401, reason: 'signature' })
})

test.each(['', 'null', '[]', '"x"', '{', '{"encrypt":1}', '[['.repeat(50_000)])(
  'the body %.20j is malformed',
  async (body) => {
    expect(await open({ body, headers: {} })).toEqual({ kind: 'rejected', status: 400, reason: 'malformed' })
  },
)

test('a body that ends in half a sign is malformed', async () => {
  const bytes = new TextEncoder().encode('{"encrypt":"整').slice(0, -1)
  const cut = request({ body: bytes, headers: {} })
  expect(await opener(keys)(cut, now)).toEqual({ kind: 'rejected', status: 400, reason: 'malformed' })
})

test('a body that breaks off is malformed', async () => {
  const broken = new ReadableStream({ pull: (stream) => stream.error(new Error('reset')) })
  expect(await opener(keys)(request({ body: broken, headers: {} }), now)).toEqual({
    kind: 'rejected',
    status: 400,
    reason: 'malformed',
  })
})

test('a body over 1 MiB is refused before the rest of it is read', async () => {
  let sent = 0
  const endless = new ReadableStream({
    pull(stream) {
      sent += 64 * 1024
      stream.enqueue(new Uint8Array(64 * 1024))
    },
  })
  const rejected = { kind: 'rejected', status: 413, reason: 'too-large' }
  expect(await opener(keys)(request({ body: endless, headers: {} }), now)).toEqual(rejected)
  expect(sent).toBeLessThan(2 * 1024 * 1024)
})

test('a body announced as over 1 MiB is not read at all', async () => {
  const body = new ReadableStream({ pull: () => expect.unreachable('read') }, { highWaterMark: 0 })
  const announced = request({ body, headers: { 'content-length': '1048577' } })
  expect(await opener(keys)(announced, now)).toEqual({ kind: 'rejected', status: 413, reason: 'too-large' })
})

test('a body of exactly 1 MiB is read', async () => {
  const body = JSON.stringify({ encrypt: 'A'.repeat(1024 * 1024 - 14) })
  expect(body.length).toBe(1024 * 1024)
  expect(await open({ body, headers: {} })).toEqual({ kind: 'rejected', status: 401, reason: 'signature' })
})

test('a timestamp that is no number is stale', async () => {
  const { body } = seal(sender, event)
  expect(await open(signed(body, '1e9'))).toEqual({ kind: 'rejected', status: 401, reason: 'stale' })
})

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} }

/** Signs what `seal` would not: any body, any timestamp. */
function signed(body: string, timestamp = '1700000000'): Sealed {
  const signature = createHash('sha256').update(`${timestamp}n${app.encryptKey}${body}`).digest('hex')
  const headers = { 'x-lark-request-timestamp': timestamp, 'x-lark-request-nonce': 'n', 'x-lark-signature': signature }
  return { body, headers }
}
