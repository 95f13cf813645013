import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { loginPath, mintLoginLink } from '../../db/sessions.ts'
import { desk, type Desk, wordsOn } from '../support/console.ts'
import { oneDay } from '../support/world.ts'

let office: Desk
beforeEach(() => {
  office = desk()
})
afterEach(() => office.close())

function linkFor(who: keyof Desk['world']['people']): string {
  const { db, people, clock } = office.world
  const act = { actor: { kind: 'system', door: 'cli' }, now: clock.now } as const
  return loginPath(transact(db, (tx) => mintLoginLink(tx, people[who], act)))
}

describe('signing in', () => {
  test('opening a link shows one button and uses nothing up', async () => {
    const path = linkFor('officer')
    const browser = office.open()
    const opened = [await browser.get(path), await browser.get(path)]
    expect(opened.map(({ status }) => status)).toEqual([200, 200])
    expect(wordsOn(opened[1]?.text ?? '')).toContain('以 李敏 的身份登录 登录')
    expect((await browser.get('/')).headers.get('location')).toBe('/login')
  })

  test('a link signs in once', async () => {
    const path = linkFor('officer')
    const first = await office.open().post(path, {})
    const second = await office.open().post(path, {})
    expect([first.status, first.headers.get('location')]).toEqual([303, '/'])
    expect(second.status).toBe(410)
    expect(wordsOn(second.text)).toContain('这个登录链接已经用过或过期了')
    expect(second.headers.getSetCookie()).toEqual([])
  })

  test('a link is over after 15 minutes', async () => {
    const path = linkFor('officer')
    office.world.clock.now += 15 * 60_000
    expect((await office.open().post(path, {})).status).toBe(410)
  })

  test('the cookie is out of reach of scripts and other sites', async () => {
    const answer = await office.open().post(linkFor('officer'), {})
    const [cookie = ''] = answer.headers.getSetCookie().filter((set) => set.startsWith('xiaohao='))
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Lax')
    expect(cookie).not.toContain('Secure')
  })

  test('behind https the cookie travels by https only', async () => {
    const secure = desk({ publicUrl: 'https://xiaohao.example.gov.cn' })
    const { db, people, clock } = secure.world
    const act = { actor: { kind: 'system', door: 'cli' }, now: clock.now } as const
    const answer = await secure.open().post(loginPath(transact(db, (tx) => mintLoginLink(tx, people.officer, act))), {})
    expect(answer.headers.getSetCookie()[0]).toContain('Secure')
    secure.close()
  })

  test('a forged cookie is nobody', async () => {
    const answer = await office.open().get('/', { cookie: 'xiaohao=abc.def' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login'])
  })

  test('a session is over after 12 hours', async () => {
    const browser = await office.signIn('officer')
    office.world.clock.now += oneDay / 2
    expect((await browser.get('/')).status).toBe(302)
  })

  test('who wanted to see an issue sees it after signing in', async () => {
    const { serial } = office.world.to('reported')
    const browser = office.open()
    await browser.get(`/issues/${serial}`)
    expect((await browser.post(linkFor('officer'), {})).headers.get('location')).toBe(`/issues/${serial}`)
  })

  test('退出 ends the session', async () => {
    const browser = await office.signIn('officer')
    const csrf = /name="csrf" value="(\w+)"/.exec((await browser.get('/')).text)?.[1] ?? ''
    expect((await browser.post('/logout', { csrf })).headers.get('location')).toBe('/login')
    expect((await browser.get('/')).headers.get('location')).toBe('/login')
  })

  test('nobody signed in learns whether an issue exists', async () => {
    const { serial } = office.world.to('reported')
    const browser = office.open()
    const there = await browser.get(`/issues/${serial}`)
    const notThere = await browser.get('/issues/LH2022-9999')
    expect([there.status, there.text]).toEqual([notThere.status, notThere.text])
  })
})

describe('posts', () => {
  const confirm = { category: 'C2', confirmed: '300', planDue: '2022-12-08', deadline: '2023-03-31' }

  test('a form without our word is refused and nothing happens', async () => {
    const issue = office.world.to('reported')
    const browser = await office.signIn('officer')
    const answer = await browser.act(issue.serial, 'confirm', { ...confirm, csrf: 'guessed' })
    expect(answer.status).toBe(403)
    expect(wordsOn(answer.text)).toContain('这次提交不是从本系统的页面发出的')
    expect(wordsOn((await browser.get(`/issues/${issue.serial}`)).text)).toContain('待审核')
  })

  test('the word of one session is no good in another', async () => {
    const issue = office.world.to('reported')
    const [one, other] = [await office.signIn('officer'), await office.signIn('officer')]
    const csrf = /name="csrf" value="(\w+)"/.exec((await other.get('/')).text)?.[1] ?? ''
    expect((await one.act(issue.serial, 'confirm', { ...confirm, csrf })).status).toBe(403)
  })

  test.each(['https://evil.example', 'null'])('a post from %s is refused even with our word', async (origin) => {
    const browser = await office.signIn('officer')
    const csrf = /name="csrf" value="(\w+)"/.exec((await browser.get('/')).text)?.[1] ?? ''
    expect((await browser.post('/logout', { csrf }, { origin })).status).toBe(403)
    expect((await browser.get('/')).status).toBe(200)
  })

  test('a post of our own origin passes', async () => {
    const browser = await office.signIn('officer')
    const csrf = /name="csrf" value="(\w+)"/.exec((await browser.get('/')).text)?.[1] ?? ''
    expect((await browser.post('/logout', { csrf }, { origin: 'http://localhost' })).status).toBe(303)
  })

  test('after the session is over a form says so instead of vanishing', async () => {
    const issue = office.world.to('reported')
    const browser = await office.signIn('officer')
    const page = await browser.get(`/issues/${issue.serial}/act/ask`)
    expect(page.status).toBe(200)
    office.world.clock.now += oneDay
    const answer = await browser.post(`/issues/${issue.serial}/act/ask`, { question: '合同呢' })
    expect(answer.status).toBe(401)
    expect(wordsOn(answer.text)).toContain('请重新登录')
  })

  test('more than 2 MB of text is refused unread', async () => {
    const browser = await office.signIn('officer')
    const answer = await browser.post('/issues/new', { course: 'x'.repeat(2 * 1024 * 1024) })
    expect(answer.status).toBe(413)
    expect(wordsOn(answer.text)).toContain('太大了')
  })
})

test('every page forbids scripts and frames of others', async () => {
  const { headers } = await (await office.signIn('officer')).get('/')
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('cache-control')).toBe('no-store')
})

test('a stylesheet is kept for a year under its version, and asked for anew without', async () => {
  const browser = office.open()
  const [, address = ''] = /href="(\/assets\/console\.css\?v=\w+)"/.exec((await browser.get('/login')).text) ?? []
  expect((await browser.get(address)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect((await browser.get('/assets/console.css?v=old')).headers.get('cache-control')).toBe('no-cache')
  expect((await browser.get('/assets/..%2Fsecret.css')).status).toBe(404)
})
