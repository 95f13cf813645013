import { afterEach, expect, test } from 'vitest'
import { larkPlatform } from '../../../bot/lark/index.ts'
import { larkEmulator } from '../../support/lark-emulator.ts'
import { app } from './fixtures.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const back = 'https://office.example/login/with/lark/back'
const verifier = 'v'.repeat(43)

async function setting(options: { appSecret?: string } = {}) {
  const lark = await larkEmulator(app)
  closing.push(() => lark.close())
  const platform = larkPlatform({ ...app, baseUrl: lark.url, accountsUrl: `${lark.url}/`, timeoutMs: 300, ...options })
  const login = platform.webLogin
  if (!login) throw new Error('nobody signs in by Lark')
  const went = async () => new URL(lark.agrees(await login.address({ back, state: 's1', verifier }), 'ou_li'))
  return { lark, login, went }
}

test('somebody who agreed comes back, and Lark says who it is, once', async () => {
  const { login, went } = await setting()
  const came = await went()
  expect([came.origin + came.pathname, came.searchParams.get('state')]).toEqual([back, 's1'])
  expect(await login.who({ query: came.searchParams, back, verifier })).toBe('ou_li')
  expect(await login.who({ query: came.searchParams, back, verifier })).toBeNull()
})

test.each([
  ['another verifier', { verifier: 'w'.repeat(43) }],
  ['another address to come back to', { back: 'https://elsewhere.example/back' }],
  ['a code Lark never gave', { query: new URLSearchParams({ code: 'x', state: 's1' }) }],
  ['no code, since they said no', { query: new URLSearchParams({ error: 'access_denied', state: 's1' }) }],
])('nobody signs in with %s', async (_, wrong) => {
  const { login, went } = await setting()
  const { searchParams: query } = await went()
  expect(await login.who({ query, back, verifier, ...wrong })).toBeNull()
})

test('an app whose secret is wrong signs nobody in', async () => {
  const { login, went } = await setting({ appSecret: 'wrong' })
  const { searchParams: query } = await went()
  expect(await login.who({ query, back, verifier })).toBeNull()
})

test.each(['error 500', 'hang', 'reset', 'not json'] as const)(
  'nobody signs in while Lark answers with %s',
  async (how) => {
    const { lark, login, went } = await setting()
    const { searchParams: query } = await went()
    lark.breaks('login', how)
    expect(await login.who({ query, back, verifier })).toBeNull()
  },
)
