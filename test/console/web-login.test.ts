import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebLogin } from '../../console/office.ts'
import { transact } from '../../db/database.ts'
import { bind } from '../../db/people.ts'
import { desk, type Browser, type Desk, wordsOn } from '../support/console.ts'

const back = '/login/with/lark/back'
const went: { state: string; verifier: string; back: string }[] = []

/** A platform that vouches for whom its query names. */
const lark: WebLogin = {
  platform: 'lark',
  async address(ask) {
    went.push(ask)
    return `https://lark.example/agree?state=${ask.state}`
  },
  who: async ({ query, verifier }) => (verifier === went.at(-1)?.verifier ? query.get('code') : null),
}

let office: Desk
beforeEach(() => {
  office = desk({ logins: [lark] })
  const { db, people, clock } = office.world
  const act = { actor: { kind: 'system', door: 'cli' }, now: clock.now } as const
  transact(db, (tx) => {
    bind(tx, { platform: 'lark', externalId: 'ou_officer', person: people.officer }, act)
    bind(tx, { platform: 'lark', externalId: 'ou_contact', person: people.contact }, act)
  })
})
afterEach(() => {
  went.splice(0)
  office.close()
})

/** Goes there; what the browser would come back with. */
async function going(browser: Browser): Promise<string> {
  const answer = await browser.get('/login/with/lark')
  const url = new URL(answer.headers.get('location') ?? '')
  expect([answer.status, url.origin]).toEqual([302, 'https://lark.example'])
  return url.searchParams.get('state') ?? ''
}

describe('signing in with a chat account', () => {
  test('is offered first, the one-time link below it', async () => {
    const page = wordsOn((await office.open().get('/login')).text)
    expect(page).toContain('用飞书登录')
    expect(page.indexOf('用飞书登录')).toBeLessThan(page.indexOf('用一次性链接登录'))
  })

  test('leads to the ledger, or to what a message led to', async () => {
    const browser = office.open()
    const state = await going(browser)
    const came = await browser.get(`${back}?state=${state}&code=ou_officer`)
    expect([came.status, came.headers.get('location')]).toEqual([303, '/'])
    expect((await browser.get('/')).status).toBe(200)
    expect(went[0]?.back).toBe(`http://localhost${back}`)

    const other = office.open()
    await other.get('/issues/LH2022-0001')
    const again = await going(other)
    const onwards = await other.get(`${back}?state=${again}&code=ou_officer`)
    expect(onwards.headers.get('location')).toBe('/issues/LH2022-0001')
  })

  test.each([
    ['whom nobody has bound', 'ou_unknown', '还不认识您的飞书账号'],
    ['a unit’s contact', 'ou_contact', '没有登录控制台的岗位'],
    ['somebody the platform doesn’t vouch for', null, '飞书没有确认您的身份'],
  ])('is refused to %s, with what to do', async (_, code, words) => {
    const browser = office.open()
    const state = await going(browser)
    const refused = await browser.get(`${back}?state=${state}${code === null ? '' : `&code=${code}`}`)
    expect(refused.status).toBe(403)
    expect(wordsOn(refused.text)).toContain(words)
    expect((await browser.get('/')).status).toBe(302)
  })

  test('happens once, and only in the browser that went there', async () => {
    const browser = office.open()
    const state = await going(browser)
    const lost = await office.open().get(`${back}?state=${state}&code=ou_officer`)
    expect([lost.status, wordsOn(lost.text)]).toEqual([400, expect.stringContaining('不是从本页开始的')])
    for (const wrong of ['', 'x', state.slice(1), `${state}x`]) {
      const stranger = office.open()
      await going(stranger)
      expect((await stranger.get(`${back}?state=${wrong}&code=ou_officer`)).status).toBe(400)
    }
    const first = office.open()
    const own = await going(first)
    expect((await first.get(`${back}?state=${own}&code=ou_officer`)).status).toBe(303)
    await first.get('/login')
    expect((await first.get(`${back}?state=${own}&code=ou_officer`)).status).toBe(400)
  })

  test('isn’t there for a platform that is not switched on', async () => {
    expect((await office.open().get('/login/with/dingtalk')).headers.get('location')).toBe('/login')
    const without = desk()
    expect(wordsOn((await without.open().get('/login')).text)).not.toContain('飞书')
    without.close()
  })
})
