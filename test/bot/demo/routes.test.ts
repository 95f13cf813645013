import { expect, test } from 'vitest'
import { officeGroup, unitGroup } from '../../../bot/demo/chats.ts'
import { demoPlatform } from '../../../bot/demo/index.ts'
import { demoRoutes } from '../../../bot/demo/routes.tsx'
import { memoryStore } from '../../../bot/demo/store.ts'
import type { Handled, Inbound } from '../../../bot/platform.ts'

const day = 24 * 60 * 60 * 1000
const own = { host: '127.0.0.1:8787', origin: 'http://127.0.0.1:8787' }
const li = {
  id: 'li',
  name: '李红',
  post: '联络员',
  unit: '商务局',
  office: false,
  personId: 'p1',
  group: { id: unitGroup(1), name: '商务局工作群' },
  bound: true,
}
const zhou = {
  id: 'zhou',
  name: '周敏',
  post: '经办人',
  unit: '办公室',
  office: true,
  personId: 'p2',
  group: { id: officeGroup, name: '办公室群' },
  bound: true,
}

function demo(people = [zhou, li]) {
  const clock = { at: Date.parse('2022-11-30T09:14:00+08:00') }
  const store = memoryStore()
  const platform = demoPlatform({ store, now: () => clock.at, groupOf: () => unitGroup(1) })
  const handled: Inbound[] = []
  const message = {
    to: { kind: 'person', id: 'li' },
    content: { kind: 'text', text: '明天到期' },
    key: 'message',
  } as const
  const routes = demoRoutes({
    store,
    platform,
    people: () => people,
    handle: async (inbound): Promise<Handled> => {
      handled.push(inbound)
      return { toast: { tone: 'good', text: '收到' } }
    },
    clock: {
      now: () => clock.at,
      advance: async (ms) => {
        clock.at += ms
        await platform.send(message)
      },
    },
    loginLink: (personId) => `http://127.0.0.1:8787/login/once-${personId}`,
    inviteCode: (personId) => `482 91${personId.slice(1)}`,
    asset: (name) => (name === 'demo.css' ? { body: 'body{}', type: 'text/css' } : null),
    campaignTitle: () => '专项治理<b>',
  })
  const get = async (path: string, headers: Record<string, string> = own) => routes.request(path, { headers })
  const post = async (path: string, body: unknown, headers: Record<string, string> = own) =>
    routes.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
  const state = async (query: string) => (await (await get(`/state?${query}`)).json()) as State
  return { store, platform, handled, clock, get, post, state, routes }
}

type State = {
  readonly epoch: string
  readonly rev: number
  readonly clock: { readonly day: string; readonly weekday: string }
  readonly unread: { readonly people: { readonly [id: string]: number }; readonly group: number }
  readonly messages: readonly { readonly id: string; readonly html: string }[]
}

const said = { type: 'message', person: 'li', messageId: 'm1', chat: 'bot', text: '待办' }

test('the page shows the people by unit, the campaign, the day and the weekday', async () => {
  const html = await (await demo().get('/?as=li')).text()
  expect(html).toMatch(/办公室.*周敏.*经办人.*商务局.*李红.*联络员/)
  expect(html).toContain('专项治理&lt;b&gt;')
  expect(html).toMatch(/2022年.*11月30日.*星期三.*09:14/)
})

test('the page marks who one is, first someone who has something to report', async () => {
  const { get } = demo()
  expect(await (await get('/')).text()).toMatch(/data-person="li" aria-current="true"/)
  expect(await (await get('/?as=zhou')).text()).toMatch(/data-person="zhou" aria-current="true"/)
})

test('someone who is not bound is marked and offered a binding code, which comes in their own chat', async () => {
  const { get, state, routes } = demo([zhou, { ...li, bound: false }])
  const page = await (await get('/?as=li')).text()
  expect(page).toContain('联络员 · 未绑定')
  expect(page).toContain('发绑定码')
  expect(await (await get('/?as=zhou')).text()).not.toContain('发绑定码')
  const form = { ...own, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await routes.request('/invite', { method: 'POST', headers: form, body: 'person=li' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/demo?as=li&chat=bot'])
  expect((await state('as=li&since=0')).messages[0]?.html).toContain('绑定码：482 911。')
  expect((await state('as=zhou&since=0')).messages).toEqual([])
})

test('someone who is bound is given no further code', async () => {
  const { state, routes } = demo()
  const form = { ...own, 'content-type': 'application/x-www-form-urlencoded' }
  await routes.request('/invite', { method: 'POST', headers: form, body: 'person=li' })
  expect((await state('as=li&since=0')).messages).toEqual([])
})

test('someone who is not there leads back to the page', async () => {
  const answer = await demo().get('/?as=nobody')
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/demo'])
})

test('without people the page says what to do', async () => {
  const answer = await demo([]).get('/')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('npm run demo -- --fresh')
})

test('only office people are offered the console under their own name', async () => {
  const { get } = demo()
  expect(await (await get('/?as=zhou')).text()).toContain('以此身份打开控制台')
  expect(await (await get('/?as=li')).text()).not.toContain('以此身份打开控制台')
})

test('the mention switch stands in the group only', async () => {
  const { get } = demo()
  expect(await (await get('/?as=li&chat=group')).text()).toContain('id="mention"')
  expect(await (await get('/?as=li&chat=bot')).text()).not.toContain('id="mention"')
})

test('a chat survives loading the page again', async () => {
  const { get, post } = demo()
  await post('/send', { ...said, text: '<b>你好</b>' })
  expect(await (await get('/?as=li')).text()).toContain('<p class="bubble">&lt;b&gt;你好&lt;/b&gt;</p>')
})

test('one sees the chat of the person one is, not those of others', async () => {
  const { get, post } = demo()
  await post('/send', { ...said, text: '只给机器人' })
  expect(await (await get('/?as=zhou')).text()).not.toContain('只给机器人')
})

test('what is posted is handled and answered with the toast', async () => {
  const { post, handled } = demo()
  const answer = await post('/send', said)
  expect(await answer.json()).toEqual({ toast: { tone: 'good', text: '收到' } })
  expect(handled).toMatchObject([{ sender: { id: 'li' }, act: { type: 'message', text: '待办' } }])
})

test('a post that cannot be read is refused with a sentence', async () => {
  const { post, handled } = demo()
  const answer = await post('/send', { type: 'shout' })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({ text: '这条没有收下，请刷新页面再试。' })
  expect(handled).toEqual([])
})

test('the state has what changed since, and nothing when nothing did', async () => {
  const { state, platform, store } = demo()
  await platform.send({ to: { kind: 'person', id: 'li' }, content: { kind: 'text', text: '旧的' }, key: 'a' })
  const since = store.rev()
  await platform.send({ to: { kind: 'person', id: 'li' }, content: { kind: 'text', text: '新的' }, key: 'b' })
  const changed = await state(`as=li&since=${since}`)
  expect(changed).toMatchObject({ epoch: store.epoch, rev: store.rev(), clock: { day: '11月30日', weekday: '星期三' } })
  expect(changed.messages.map(({ html }) => /<p class="bubble">(.*?)<\/p>/.exec(html)?.[1])).toEqual(['新的'])
  expect((await state(`as=li&since=${store.rev()}`)).messages).toEqual([])
})

test('the state of nobody, or since nonsense, is not found', async () => {
  const { get } = demo()
  expect((await get('/state?as=nobody&since=0')).status).toBe(404)
  expect((await get('/state?as=li&since=x')).status).toBe(404)
})

test('a card that was replaced says when', async () => {
  const { get, platform, store } = demo()
  const card = { kind: 'card', title: '待办', tone: 'plain', blocks: [], actions: [], fallback: '' } as const
  await platform.send({ to: { kind: 'person', id: 'li' }, content: card, key: 'a' })
  const messageId = store.list('p2p:li')[0]?.id ?? ''
  await platform.update?.({ messageId, content: { ...card, title: '已办' } })
  expect(await (await get('/?as=li')).text()).toContain('09:14 已更新')
})

test('the office hears what was seen in a person’s own chat, once', async () => {
  const { post, store, platform, handled } = demo()
  const sent = await platform.send({
    to: { kind: 'person', id: 'li' },
    content: { kind: 'text', text: '明天到期' },
    key: 'k',
  })
  const messageId = sent.outcome === 'delivered' ? sent.messageId : ''
  await post('/read', { person: 'li', chat: 'group', seq: store.rev() })
  expect(handled).toEqual([])
  for (let n = 0; n < 2; n += 1) await post('/read', { person: 'li', chat: 'bot', seq: store.rev() })
  expect(handled).toMatchObject([{ sender: { id: 'li' }, act: { type: 'read', messageIds: [messageId] } }])
})

test('unread marks count per person and go once the chat was seen', async () => {
  const { state, post, platform, store } = demo()
  await platform.send({ to: { kind: 'person', id: 'li' }, content: { kind: 'text', text: '一' }, key: 'a' })
  await platform.send({ to: { kind: 'group', id: unitGroup(1) }, content: { kind: 'text', text: '二' }, key: 'b' })
  const unread = async () => (await state('as=li&since=0')).unread
  expect(await unread()).toEqual({ people: { zhou: 0, li: 1 }, group: 1 })
  await post('/read', { person: 'li', chat: 'bot', seq: store.rev() })
  expect(await unread()).toEqual({ people: { zhou: 0, li: 0 }, group: 1 })
})

test.each([
  [1, '到了 12月1日 星期四，这期间来了 1 条消息。'],
  [7, '到了 12月7日 星期三，这期间来了 1 条消息。'],
])('the clock moves on by %i days and says what came', async (days, text) => {
  const { post, clock } = demo()
  const before = clock.at
  const answer = await post('/clock', { days })
  expect(clock.at - before).toBe(days * day)
  expect(await answer.json()).toEqual({ toast: { tone: 'plain', text } })
})

test('the clock moves by a day or a week, by nothing else', async () => {
  const { post, clock } = demo()
  const before = clock.at
  expect((await post('/clock', { days: -1 })).status).toBe(400)
  expect((await post('/clock', { days: 365 })).status).toBe(400)
  expect(clock.at).toBe(before)
})

test('the console is opened by a fresh link of the office person', async () => {
  const { routes } = demo()
  const body = new URLSearchParams({ person: 'zhou' })
  const answer = await routes.request('/console', { method: 'POST', headers: own, body })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'http://127.0.0.1:8787/login/once-p2'])
})

test.each([
  ['li', 403],
  ['nobody', 404],
])('%s gets no link to the console', async (person, status) => {
  const { routes } = demo()
  const answer = await routes.request('/console', {
    method: 'POST',
    headers: own,
    body: new URLSearchParams({ person }),
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([status, null])
})

test('a picture is shown, anything else is only downloaded', async () => {
  const { get, store } = demo()
  const bytes = new TextEncoder().encode('<script>alert(1)</script>')
  const png = store.keepFile({ name: '现场.png', mime: 'image/png', bytes })
  const svg = store.keepFile({ name: 'a"\r\n\ud800.svg', mime: 'image/svg+xml', bytes })
  const shown = await get(`/file/${png.id}`)
  expect(shown.headers.get('content-type')).toBe('image/png')
  expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
  const downloaded = await get(`/file/${svg.id}`)
  expect(downloaded.headers.get('content-type')).toBe('application/octet-stream')
  expect(downloaded.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%22%0D%0A%EF%BF%BD.svg")
  expect(downloaded.headers.get('x-content-type-options')).toBe('nosniff')
})

test('static files are those of the runtime, by plain names only', async () => {
  const { get } = demo()
  expect(await (await get('/assets/demo.css')).text()).toBe('body{}')
  expect((await get('/assets/other.css')).status).toBe(404)
  expect((await get('/assets/..%2Fdemo.css')).status).toBe(404)
})

test('the page runs no script but its own files and is framed by nobody', async () => {
  const answer = await demo().get('/')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(await answer.text()).not.toMatch(/<script(?![^>]*src=)|\son\w+="|style="/)
})

test.each(['/', '/state?as=li&since=0', '/assets/demo.css'])('%s is shown to this machine only', async (path) => {
  const { get } = demo()
  expect((await get(path, { host: 'localhost:8787' })).status).toBe(200)
  expect((await get(path, { host: 'evil.example:8787' })).status).toBe(403)
  expect((await get(path, { host: '127.0.0.1.evil.example' })).status).toBe(403)
})

test.each([
  ['/send', said],
  ['/read', { person: 'li', chat: 'bot', seq: 1 }],
  ['/clock', { days: 7 }],
  ['/console', 'person=zhou'],
])('a foreign page cannot post to %s', async (path, body) => {
  const { post, store, clock, handled } = demo()
  const before = clock.at
  for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:3000'])
    expect((await post(path, body, { ...own, origin })).status).toBe(403)
  expect((await post(path, body, { host: own.host })).status).toBe(403)
  expect([store.rev(), clock.at, handled.length]).toEqual([0, before, 0])
})

test('a post longer than a form ever is goes unread', async () => {
  const { post, store } = demo()
  expect((await post('/read', { person: 'x'.repeat(1024 * 1024), chat: 'bot', seq: 1 })).status).toBe(400)
  expect((await post('/send', { ...said, text: 'x'.repeat(1024 * 1024) })).status).toBe(413)
  expect(store.rev()).toBe(0)
})
