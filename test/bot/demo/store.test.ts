import { expect, test } from 'vitest'
import { memoryStore } from '../../../bot/demo/store.ts'
import type { Card } from '../../../bot/platform.ts'

const card: Card = { kind: 'card', title: '报送问题', tone: 'plain', blocks: [], actions: [], fallback: '报送问题' }
const fromBot = { chat: 'p2p:li', author: { kind: 'bot' }, at: 1000 } as const
const fromLi = { chat: 'p2p:li', author: { kind: 'person', id: 'li' }, at: 1000 } as const
const text = (words: string) => ({ kind: 'text', text: words }) as const

test('the same key again returns the first message and keeps one', () => {
  const store = memoryStore()
  const first = store.append({ ...fromBot, key: 'k', content: text('一') })
  const again = store.append({ ...fromBot, key: 'k', content: text('二') })
  expect(again).toEqual(first)
  expect(store.list('p2p:li').map((message) => message.content)).toEqual([{ kind: 'text', text: '一' }])
})

test('a chat lists its own messages in the order they came', () => {
  const store = memoryStore()
  store.append({ ...fromBot, key: 'a', content: text('一') })
  store.append({ ...fromBot, key: 'b', chat: 'p2p:wang', content: text('别人的') })
  store.append({ ...fromLi, key: 'c', content: text('二') })
  expect(store.list('p2p:li').map((message) => message.content)).toEqual([text('一'), text('二')])
})

test('a replaced card is listed as changed, keeps its place and says when', () => {
  const store = memoryStore()
  const shown = store.append({ ...fromBot, key: 'a', content: card })
  store.append({ ...fromLi, key: 'b', content: text('好') })
  const seen = store.rev()
  store.update({ id: shown.id, content: { ...card, title: '已报送' }, at: 2000 })
  const changed = store.list('p2p:li', seen)
  expect(changed).toMatchObject([{ id: shown.id, seq: shown.seq, updatedAt: 2000, content: { title: '已报送' } }])
})

test('replacing a card by the same card changes nothing', () => {
  const store = memoryStore()
  const shown = store.append({ ...fromBot, key: 'a', content: card })
  const before = store.rev()
  store.update({ id: shown.id, content: { ...card }, at: 2000 })
  expect(store.rev()).toBe(before)
  expect(store.find(shown.id)?.updatedAt).toBe(null)
})

test('replacing a message that is not there gives nothing', () => {
  expect(memoryStore().update({ id: 'none', content: card, at: 1 })).toBe(null)
})

test('unread are the messages of others after what one has seen', () => {
  const store = memoryStore()
  const seen = store.append({ ...fromBot, key: 'a', content: text('一') })
  store.append({ ...fromBot, key: 'b', content: text('二') })
  store.append({ ...fromLi, key: 'c', content: text('我自己的') })
  expect(store.unread('li', 'p2p:li')).toBe(2)
  store.markRead({ person: 'li', chat: 'p2p:li', seq: seen.seq })
  expect(store.unread('li', 'p2p:li')).toBe(1)
})

test('what was seen once stays seen', () => {
  const store = memoryStore()
  const last = store.append({ ...fromBot, key: 'a', content: text('一') })
  store.markRead({ person: 'li', chat: 'p2p:li', seq: last.seq })
  store.markRead({ person: 'li', chat: 'p2p:li', seq: 0 })
  expect(store.unread('li', 'p2p:li')).toBe(0)
})

test('the lines of one store give another the same chats, files, keys and marks', () => {
  const lines: string[] = []
  const store = memoryStore({ onLine: (line) => lines.push(line) })
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256)
  const file = store.keepFile({ name: '回单.png', mime: 'image/png', bytes })
  const said = store.append({ ...fromLi, key: 'a', content: text('行\n二'), files: [file.id], mentioned: true })
  const shown = store.append({ ...fromBot, key: 'b', content: everyKind, inReplyTo: said.id })
  store.update({ id: shown.id, content: { ...everyKind, title: '新' }, at: 2000 })
  store.markRead({ person: 'li', chat: 'p2p:li', seq: said.seq })

  const again = memoryStore({ lines })
  expect(again.list('p2p:li')).toEqual(store.list('p2p:li'))
  expect(again.file(file.id)).toEqual({ ...file, bytes })
  expect(again.findByKey('b')?.id).toBe(shown.id)
  expect(again.unread('li', 'p2p:li')).toBe(1)
  expect(again.rev()).toBe(store.rev())
  expect(lines.every((line) => !line.includes('\n'))).toBe(true)
})

test('a line cut short is left out and the rest is read', () => {
  const lines: string[] = []
  const store = memoryStore({ onLine: (line) => lines.push(line) })
  store.append({ ...fromBot, key: 'a', content: text('一') })
  store.append({ ...fromBot, key: 'b', content: text('二') })
  const again = memoryStore({ lines: [lines[0]?.slice(0, 40) ?? '', lines[1] ?? '', '{"type":"message"}'] })
  expect(again.list('p2p:li').map((message) => message.content)).toEqual([text('二')])
})

const everyKind: Card = {
  kind: 'card',
  title: '全部',
  tone: 'warn',
  blocks: [
    { type: 'text', text: '文' },
    { type: 'note', text: '注' },
    { type: 'fields', fields: [{ label: '责任单位', value: '商务局' }] },
    {
      type: 'item',
      title: '一',
      lines: ['二'],
      tone: 'bad',
      actions: [{ label: '查看', style: 'default', url: '/x' }],
    },
  ],
  form: {
    fields: [
      {
        field: {
          name: 'via',
          label: '问题来源',
          kind: 'choices',
          required: false,
          hint: '可多选',
          max: 3,
          options: [{ value: 'a', label: '自查' }],
        },
        value: ['a'],
      },
    ],
    submit: [{ label: '提交', style: 'primary', value: { do: 'report', n: 1 } }],
  },
  actions: [],
  fallback: '全部',
}
