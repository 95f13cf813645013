import { describe, expect, test } from 'vitest'
import { readConfig, readPlace } from '../../runtime/config.ts'

const secret = '0123456789abcdef0123456789abcdef'
const lark = { LARK_APP_ID: 'cli_1', LARK_APP_SECRET: 's' }

const faultsOf = (env: Record<string, string>) => {
  const reading = readConfig(env)
  return reading.ok ? [] : reading.faults.map((fault) => fault.split('：')[0])
}
const configOf = (env: Record<string, string>) => {
  const reading = readConfig({ XIAOHAO_SECRET: secret, ...env })
  if (!reading.ok) throw new Error(reading.faults.join())
  return reading.config
}

describe('the environment', () => {
  test('needs nothing but a secret; everything else has the default of the contract', () => {
    expect(configOf({})).toEqual({
      host: '127.0.0.1',
      port: 8787,
      publicUrl: 'http://127.0.0.1:8787',
      data: 'data',
      secret,
      metricsToken: null,
      lark: null,
      dingtalk: null,
    })
  })

  test('is refused with every fault at once, each naming its variable', () => {
    const env = {
      PORT: '80 80',
      PUBLIC_URL: 'xiaohao.gov.cn',
      XIAOHAO_SECRET: 'short',
      LARK_APP_ID: 'cli_1',
      LARK_TRANSPORT: 'webhook',
      LARK_BASE_URL: 'open.feishu.cn',
      DINGTALK_CLIENT_ID: 'ding',
    }
    expect(faultsOf(env)).toEqual([
      'PORT',
      'PUBLIC_URL',
      'XIAOHAO_SECRET',
      'LARK_BASE_URL',
      'LARK_APP_SECRET',
      'LARK_ENCRYPT_KEY',
      'LARK_VERIFICATION_TOKEN',
      'DINGTALK_CLIENT_SECRET',
      'DINGTALK_ROBOT_CODE',
    ])
  })

  test('with a variable set to nothing reads as without it', () => {
    expect(configOf({ PORT: '', LARK_APP_ID: ' ', DINGTALK_CLIENT_ID: '' })).toMatchObject({ port: 8787, lark: null })
  })

  test('never repeats a value that may be a secret', () => {
    const reading = readConfig({ XIAOHAO_SECRET: 'tooshort', LARK_APP_SECRET: 'verysecret' })
    expect(JSON.stringify(reading)).not.toMatch(/tooshort|verysecret/)
  })
})

describe('the port', () => {
  test.each(['0', '65536', '-1', '8.5', '0x50', '1e3', 'http'])('%s is refused', (PORT) => {
    expect(faultsOf({ XIAOHAO_SECRET: secret, PORT })).toEqual(['PORT'])
  })
})

describe('the public address', () => {
  test('loses the slash at its end', () => {
    expect(configOf({ PUBLIC_URL: 'https://xiaohao.gov.cn/' }).publicUrl).toBe('https://xiaohao.gov.cn')
  })

  test('follows HOST and PORT where it is not set', () => {
    expect(configOf({ HOST: '::1', PORT: '80' }).publicUrl).toBe('http://[::1]:80')
  })

  test.each(['https://a.cn/xiaohao', 'ftp://a.cn', 'https://user@a.cn', 'https://a.cn/?x=1'])(
    '%s is refused',
    (PUBLIC_URL) => {
      expect(faultsOf({ XIAOHAO_SECRET: secret, PUBLIC_URL })).toContain('PUBLIC_URL')
    },
  )
})

describe('Lark', () => {
  test('is on with an app id and its secret, by long connection', () => {
    expect(configOf(lark).lark).toEqual({
      appId: 'cli_1',
      appSecret: 's',
      encryptKey: null,
      verificationToken: null,
      transport: 'websocket',
      baseUrl: 'https://open.feishu.cn',
      accountsUrl: 'https://accounts.feishu.cn',
    })
  })

  test('by webhook needs the key and the token', () => {
    expect(faultsOf({ XIAOHAO_SECRET: secret, ...lark, LARK_TRANSPORT: 'webhook' })).toEqual([
      'LARK_ENCRYPT_KEY',
      'LARK_VERIFICATION_TOKEN',
    ])
    const keys = { LARK_ENCRYPT_KEY: 'k', LARK_VERIFICATION_TOKEN: 't' }
    expect(configOf({ ...lark, ...keys, LARK_TRANSPORT: 'webhook' }).lark).toMatchObject({
      transport: 'webhook',
      encryptKey: 'k',
    })
  })

  test('has no third transport', () => {
    expect(faultsOf({ XIAOHAO_SECRET: secret, ...lark, LARK_TRANSPORT: 'stream' })).toEqual(['LARK_TRANSPORT'])
  })
})

describe('DingTalk', () => {
  const dingtalk = { DINGTALK_CLIENT_ID: 'ding1', DINGTALK_CLIENT_SECRET: 's', DINGTALK_ROBOT_CODE: 'ding1' }

  test('is on with its app and robot, by Stream, and with the text ladder', () => {
    expect(configOf(dingtalk).dingtalk).toEqual({
      clientId: 'ding1',
      clientSecret: 's',
      robotCode: 'ding1',
      transport: 'stream',
      apiUrl: 'https://api.dingtalk.com',
      oapiUrl: 'https://oapi.dingtalk.com',
      loginUrl: 'https://login.dingtalk.com',
      cardTemplateId: null,
    })
  })

  test('beside Lark is as well on', () => {
    expect(configOf({ ...lark, ...dingtalk })).toMatchObject({
      lark: { appId: 'cli_1' },
      dingtalk: { robotCode: 'ding1' },
    })
  })

  test.each(Object.keys(dingtalk))('without %s is refused', (name) => {
    expect(faultsOf({ XIAOHAO_SECRET: secret, ...dingtalk, [name]: ' ' })).toEqual([name])
  })

  test('has no third transport', () => {
    expect(faultsOf({ XIAOHAO_SECRET: secret, ...dingtalk, DINGTALK_TRANSPORT: 'websocket' })).toEqual([
      'DINGTALK_TRANSPORT',
    ])
  })
})

test('a command needs no secret', () => {
  expect(readPlace({ XIAOHAO_DATA: '/srv/x' })).toMatchObject({ ok: true, config: { data: '/srv/x' } })
})
