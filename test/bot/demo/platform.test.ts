import { expect, test } from 'vitest'
import { unitGroup } from '../../../bot/demo/chats.ts'
import { demoPlatform } from '../../../bot/demo/index.ts'
import { memoryStore } from '../../../bot/demo/store.ts'
import type { Card, Inbound, Platform } from '../../../bot/platform.ts'

const noon = Date.parse('2022-11-30T12:00:00+08:00')
const own = { host: '127.0.0.1:8787', origin: 'http://127.0.0.1:8787' }
const card: Card = { kind: 'card', title: '待办', tone: 'plain', blocks: [], actions: [], fallback: '待办' }

const group = unitGroup(1)
const groupOf = (person: string) => (person === 'li' ? group : unitGroup(2))

function demo() {
  const store = memoryStore()
  return { store, platform: demoPlatform({ store, now: () => noon, groupOf }) }
}

function posted(body: unknown, headers: Record<string, string> = own): Request {
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }
  return new Request('http://127.0.0.1:8787/chat/demo', { ...init, body: JSON.stringify(body) })
}

function uploaded(fields: Record<string, string>, files: readonly File[]): Request {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const file of files) body.append('file', file)
  return new Request('http://127.0.0.1:8787/demo/send', { method: 'POST', headers: own, body })
}

async function heard(platform: Platform, request: Request): Promise<Inbound> {
  const received = await platform.receive(request)
  if (received.kind !== 'inbound') throw new Error(`not inbound: ${JSON.stringify(received)}`)
  return received.inbound
}

async function sentTo(platform: Platform, id: string): Promise<string> {
  const sent = await platform.send({ to: { kind: 'person', id }, content: card, key: `to ${id}` })
  if (sent.outcome !== 'delivered') throw new Error(sent.outcome)
  return sent.messageId
}

const said = { type: 'message', person: 'li', messageId: 'm1', chat: 'bot', text: '待办' }

test('a message to a person stands in their chat with the bot', async () => {
  const { store, platform } = demo()
  const messageId = await sentTo(platform, 'li')
  expect(store.list('p2p:li')).toMatchObject([{ id: messageId, author: { kind: 'bot' }, at: noon, content: card }])
})

test('sending again with the same key delivers once', async () => {
  const { store, platform } = demo()
  const first = await sentTo(platform, 'li')
  expect(await sentTo(platform, 'li')).toBe(first)
  expect(store.list('p2p:li')).toHaveLength(1)
})

test('a message to the group stands in the group, one to another group is unreachable', async () => {
  const { store, platform } = demo()
  await platform.send({ to: { kind: 'group', id: group }, content: card, key: 'a' })
  const other = await platform.send({ to: { kind: 'group', id: 'elsewhere' }, content: card, key: 'b' })
  expect(store.list(group)).toHaveLength(1)
  expect(other.outcome).toBe('unreachable')
})

test('an answer stands in the chat of the message it answers and quotes it', async () => {
  const { store, platform } = demo()
  const { act } = await heard(platform, posted({ ...said, chat: 'group', mentioned: true }))
  const messageId = act.type === 'message' ? act.messageId : ''
  await platform.send({ to: { kind: 'reply', messageId }, content: card, key: 'a' })
  expect(store.list(group)).toMatchObject([{ id: messageId }, { content: card, inReplyTo: messageId }])
})

test('an answer to a message that is not there is unreachable', async () => {
  const sent = await demo().platform.send({ to: { kind: 'reply', messageId: 'none' }, content: card, key: 'a' })
  expect(sent.outcome).toBe('unreachable')
})

test('an updated card replaces what was sent', async () => {
  const { store, platform } = demo()
  const messageId = await sentTo(platform, 'li')
  const sent = await platform.update?.({ messageId, content: { ...card, title: '已办' } })
  expect(sent).toEqual({ outcome: 'delivered', messageId })
  expect(store.find(messageId)?.content).toMatchObject({ title: '已办' })
})

test('updating a card that is not there is unreachable', async () => {
  const sent = await demo().platform.update?.({ messageId: 'none', content: card })
  expect(sent?.outcome).toBe('unreachable')
})

test('what a person writes to the bot arrives as typed and shows in the chat', async () => {
  const { store, platform } = demo()
  const text = '报送 <at user_id="all"> 😀\n第二行'
  const inbound = await heard(platform, posted({ ...said, text }))
  const message = store.list('p2p:li')[0]
  expect(inbound).toEqual({
    platform: 'demo',
    id: 'in:li:m1',
    at: noon,
    sender: { id: 'li' },
    chat: { kind: 'p2p', id: 'p2p:li' },
    act: { type: 'message', messageId: message?.id, text, files: [], mentioned: true, inReplyTo: [] },
  })
  expect(message?.content).toEqual({ kind: 'text', text })
})

test('a message posted twice is one message with one id', async () => {
  const { store, platform } = demo()
  const first = await heard(platform, posted(said))
  expect(await heard(platform, posted(said))).toEqual(first)
  expect(store.list('p2p:li')).toHaveLength(1)
})

test('in the group the bot is mentioned only when the person said so', async () => {
  const { platform } = demo()
  const quiet = await heard(platform, posted({ ...said, chat: 'group' }))
  const called = await heard(platform, posted({ ...said, chat: 'group', messageId: 'm2', mentioned: true }))
  expect(quiet).toMatchObject({ chat: { kind: 'group', id: group, external: false }, act: { mentioned: false } })
  expect(called).toMatchObject({ act: { mentioned: true } })
})

test('a card in the group of another unit cannot be tapped', async () => {
  const { platform } = demo()
  const sent = await platform.send({ to: { kind: 'group', id: group }, content: card, key: 'a' })
  const tap = { type: 'tap', tapId: 't1', cardId: sent.outcome === 'delivered' ? sent.messageId : '', value: {} }
  expect((await platform.receive(posted({ ...tap, person: 'li' }))).kind).toBe('inbound')
  expect((await platform.receive(posted({ ...tap, person: 'wang' }))).kind).toBe('rejected')
})

test('a reply names the message it answers and those above it', async () => {
  const { platform } = demo()
  const root = await sentTo(platform, 'li')
  const first = await heard(platform, posted({ ...said, inReplyTo: root }))
  const parent = first.act.type === 'message' ? first.act.messageId : ''
  const second = await heard(platform, posted({ ...said, messageId: 'm2', inReplyTo: parent }))
  expect(second.act).toMatchObject({ inReplyTo: [parent, root] })
})

test('files come with the message and are fetched byte for byte', async () => {
  const { platform } = demo()
  const bytes = new Uint8Array([137, 80, 78, 71, 0, 255])
  const files = [new File([bytes], '现场.png', { type: 'image/png' }), new File(['x'], '回单.pdf')]
  const fields = { person: 'li', messageId: 'm1', chat: 'bot', text: '第一行\r\n第二行' }
  const { act } = await heard(platform, uploaded(fields, files))
  if (act.type !== 'message') throw new Error(act.type)
  expect(act.text).toBe('第一行\n第二行')
  expect(act.files).toMatchObject([
    { name: '现场.png', image: true },
    { name: '回单.pdf', image: false },
  ])
  const fetched = await Promise.all(act.files.map((ref) => platform.fetchFile(ref, 100)))
  expect(fetched[0]).toEqual({ outcome: 'fetched', bytes, type: 'image/png' })
  expect(fetched[1]).toMatchObject({ outcome: 'fetched', type: 'application/octet-stream' })
})

test('a file above the limit of the asker is too large, an unknown one is gone', async () => {
  const { platform, store } = demo()
  const { id } = store.keepFile({ name: 'a', mime: '', bytes: new Uint8Array(10) })
  const ref = { name: 'a', image: false, token: JSON.stringify({ file: id }) }
  expect(await platform.fetchFile(ref, 9)).toEqual({ outcome: 'too-large' })
  expect((await platform.fetchFile(ref, 10)).outcome).toBe('fetched')
  expect((await platform.fetchFile({ ...ref, token: 'not json' }, 10)).outcome).toBe('gone')
})

test('a tap carries the button and what the form holds', async () => {
  const { platform } = demo()
  const cardId = await sentTo(platform, 'li')
  const form = { cause: '换届', via: ['自查', '12345'] }
  const inbound = await heard(
    platform,
    posted({ type: 'tap', person: 'li', tapId: 't1', cardId, value: { do: 'report' }, form }),
  )
  expect(inbound).toMatchObject({
    id: 'tap:li:t1',
    chat: { kind: 'p2p', id: 'p2p:li' },
    act: { type: 'tap', cardId, value: { do: 'report' }, form },
  })
})

test('what the handler says to a tap is answered as a toast', async () => {
  const { platform } = demo()
  const received = await platform.receive(posted(said))
  if (received.kind !== 'inbound') throw new Error(received.kind)
  const toast = { tone: 'good', text: '已报送' } as const
  expect(await received.respond({ toast }).json()).toEqual({ toast })
  expect(await received.respond({}).json()).toEqual({ toast: null })
})

test.each([
  ['a card in the chat of someone else', { type: 'tap', person: 'wang', tapId: 't', cardId: 'CARD', value: {} }],
  ['a card that is not there', { type: 'tap', person: 'li', tapId: 't', cardId: 'none', value: {} }],
  ['nothing written and no file', { ...said, text: '  ' }],
  ['an answer to a message of another chat', { ...said, person: 'wang', inReplyTo: 'CARD' }],
  ['a post without a person', { type: 'message', messageId: 'm', chat: 'bot', text: '待办' }],
  ['words longer than any message', { ...said, text: '长'.repeat(50_001) }],
  ['a post of an unknown kind', { type: 'shout' }],
])('%s is malformed', async (_, body) => {
  const { store, platform } = demo()
  const cardId = await sentTo(platform, 'li')
  const before = store.rev()
  const received = await platform.receive(posted(JSON.parse(JSON.stringify(body).replace('CARD', cardId))))
  expect(received).toEqual({ kind: 'rejected', status: 400, reason: 'malformed' })
  expect(store.rev()).toBe(before)
})

test('what is not JSON at all is malformed', async () => {
  const request = new Request('http://127.0.0.1:8787/chat/demo', { method: 'POST', headers: own, body: '{' })
  expect(await demo().platform.receive(request)).toEqual({ kind: 'rejected', status: 400, reason: 'malformed' })
})

test.each([
  ['from a page of another origin', { ...own, origin: 'http://evil.example' }],
  ['from another port of this machine', { ...own, origin: 'http://127.0.0.1:9999' }],
  ['without an origin', { host: own.host }],
  ['under a name that was made to point here', { host: 'evil.example:8787', origin: 'http://evil.example:8787' }],
])('a post %s is refused and leaves nothing', async (_, headers) => {
  const { store, platform } = demo()
  const received = await platform.receive(posted(said, headers))
  expect(received).toEqual({ kind: 'rejected', status: 401, reason: 'foreign-app' })
  expect(store.rev()).toBe(0)
})

test('a body above the limit is too large, however long it says it is', async () => {
  const { platform } = demo()
  const long = JSON.stringify({ ...said, text: 'x'.repeat(1024 * 1024) })
  const streamed = new Request('http://127.0.0.1:8787/chat/demo', {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json' },
    body: new Blob([long]).stream(),
    duplex: 'half',
  })
  const refused = { kind: 'rejected', status: 413, reason: 'too-large' }
  expect(await platform.receive(streamed)).toEqual(refused)
  expect(await platform.receive(posted({}, { ...own, 'content-length': '99999999' }))).toEqual(refused)
})
