import { afterEach, expect, test } from 'vitest'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import { dingtalkEmulator } from '../../support/dingtalk-emulator.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const back = 'https://office.example/login/with/dingtalk/back'
const verifier = 'v'.repeat(43)

async function setting({ secret }: { secret?: string } = {}) {
  const dingtalk = await dingtalkEmulator()
  closing.push(() => dingtalk.close())
  const { env } = dingtalk
  const { webLogin: login } = dingtalkPlatform({
    clientId: env['DINGTALK_CLIENT_ID'] ?? '',
    clientSecret: secret ?? env['DINGTALK_CLIENT_SECRET'] ?? '',
    robotCode: env['DINGTALK_ROBOT_CODE'] ?? '',
    apiUrl: env['DINGTALK_API_URL'] ?? '',
    oapiUrl: env['DINGTALK_OAPI_URL'] ?? '',
    loginUrl: env['DINGTALK_LOGIN_URL'] ?? '',
    publicUrl: 'https://office.example',
    timeoutMs: 300,
  })
  if (!login) throw new Error('nobody signs in by DingTalk')
  const went = async (who: string) => {
    const address = await login.address({ back, state: 's1', verifier })
    return new URL(dingtalk.agrees(address, who)).searchParams
  }
  return { dingtalk, login, went }
}

test('somebody who agreed comes back, and DingTalk says who it is, once', async () => {
  const { dingtalk, login, went } = await setting()
  dingtalk.person('d-li')
  const query = await went('d-li')
  expect(query.get('state')).toBe('s1')
  expect(await login.who({ query, back, verifier })).toBe('d-li')
  expect(await login.who({ query, back, verifier })).toBeNull()
})

test('nobody signs in from another organisation, without a code, or with one DingTalk never gave', async () => {
  const { dingtalk, login, went } = await setting()
  dingtalk.outsider('d-far')
  expect(await login.who({ query: await went('d-far'), back, verifier })).toBeNull()
  expect(await login.who({ query: new URLSearchParams({ state: 's1' }), back, verifier })).toBeNull()
  expect(await login.who({ query: new URLSearchParams({ authCode: 'x' }), back, verifier })).toBeNull()
})

test('an app whose secret is wrong signs nobody in', async () => {
  const { dingtalk, login, went } = await setting({ secret: 'wrong' })
  dingtalk.person('d-li')
  expect(await login.who({ query: await went('d-li'), back, verifier })).toBeNull()
})

test.each(['error 500', 'hang', 'reset', 'not json', 'banned'] as const)(
  'nor while DingTalk answers with %s',
  async (how) => {
    const { dingtalk, login, went } = await setting()
    dingtalk.person('d-li')
    for (const name of ['login', 'user'] as const) {
      const query = await went('d-li')
      dingtalk.breaks(name, how)
      expect(await login.who({ query, back, verifier })).toBeNull()
      dingtalk.heals()
    }
  },
)
