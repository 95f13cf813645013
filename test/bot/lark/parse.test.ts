import { expect, test } from 'vitest'
import { readEvent } from '../../../bot/lark/parse.ts'
import type { Read } from '../../../bot/lark/parse.ts'
import type { Act, Inbound } from '../../../bot/platform.ts'
import { payload } from './fixtures.ts'

const read = (name: string, botId: string | undefined = 'ou_bot'): Promise<Read> =>
  readEvent(payload(name), async () => botId)

async function inbound(name: string): Promise<Inbound> {
  const result = await read(name)
  if (result.kind !== 'inbound') throw new Error(result.kind)
  return result.inbound
}

async function message(name: string): Promise<Extract<Act, { type: 'message' }>> {
  const { act } = await inbound(name)
  if (act.type !== 'message') throw new Error(act.type)
  return act
}

async function tap(name: string): Promise<Extract<Act, { type: 'tap' }>> {
  const { act } = await inbound(name)
  if (act.type !== 'tap') throw new Error(act.type)
  return act
}

const messageId = 'om_5ce6d572455d361153b7cb51da133945'
const token = (key: string, type: 'image' | 'file') => JSON.stringify({ messageId, key, type })

test('a text said to the bot alone', async () => {
  expect(await inbound('text')).toEqual({
    platform: 'lark',
    id: '5e3702a84e847582be8db7fb73283c02',
    at: 1_699_999_999_500,
    sender: { id: 'ou_84aad35d084aa403a838cf73ee18467' },
    chat: { kind: 'p2p', id: 'oc_5ce6d572455d361153b7xx51da133945' },
    act: {
      type: 'message',
      messageId,
      text: '报送 临港产业园标准厂房补贴一直没兑现，300万',
      files: [],
      mentioned: true,
      inReplyTo: [],
    },
  })
})

test('in a group the bot’s mention is left out and others are named', async () => {
  expect(await message('text-group')).toMatchObject({ text: '待办 @张建国 @所有人', mentioned: true })
})

test('a group is a group, and external when somebody of another tenant speaks in it', async () => {
  expect((await inbound('text-group')).chat).toEqual({
    kind: 'group',
    id: 'oc_5ce6d572455d361153b7xx51da133945',
    external: false,
  })
  expect((await inbound('text-external')).chat).toMatchObject({ kind: 'group', external: true })
})

test('while the bot’s own id is unknown, a mention of a bot counts', async () => {
  const result = await read('text-group', undefined)
  expect(result).toMatchObject({ kind: 'inbound', inbound: { act: { text: '待办 @张建国 @所有人', mentioned: true } } })
})

test('another bot’s mention is not ours', async () => {
  const result = await readEvent(payload('text-group'), async () => 'ou_another')
  expect(result).toMatchObject({
    kind: 'inbound',
    inbound: { act: { text: '@销号 待办 @张建国 @所有人', mentioned: false } },
  })
})

test('an unmentioned group message says so', async () => {
  expect(await message('text-group-reply')).toMatchObject({ mentioned: false })
})

test('a reply names the thread’s root and the message answered, each once', async () => {
  expect((await message('text-group-reply')).inReplyTo).toEqual(['om_root', 'om_parent'])
  expect((await message('text-reply')).inReplyTo).toEqual(['om_card'])
})

test('a rich text becomes lines, its pictures and videos files', async () => {
  expect(await message('post')).toMatchObject({
    text: '现场核查\n已更换 @张建国照片',
    files: [
      { name: '图片', image: true, token: token('img_v3_1', 'image') },
      { name: '现场.mp4', image: false, token: token('file_v3_1', 'file') },
    ],
    mentioned: true,
  })
})

test('a rich text inside a language is read too', async () => {
  expect((await message('post-locale')).text).toBe('一行\n又一行')
})

test.each([
  ['image', { name: '图片', image: true, token: token('img_v3_0a1b', 'image') }],
  ['file', { name: '整改照片.zip', image: false, token: token('file_v3_0a1b', 'file') }],
  ['media', { name: '现场.mp4', image: false, token: token('file_v3_0a1c', 'file') }],
  ['audio', { name: '语音', image: false, token: token('file_v3_0a1d', 'file') }],
])('a message of type %s is a file', async (name, file) => {
  expect(await message(name)).toMatchObject({ text: '', files: [file] })
})

test.each(['sticker', 'merge-forward'])('a %s is unreadable', async (name) => {
  expect((await inbound(name)).act).toEqual({ type: 'unreadable', messageId, mentioned: true })
})

test('a tap carries its button’s value; what it answers goes to that person alone', async () => {
  expect(await inbound('tap')).toEqual({
    platform: 'lark',
    id: '5e3702a84e847582be8db7fb73283c02',
    at: 1_700_000_000_000,
    sender: { id: 'ou_84aad35d084aa403a838cf73ee18467' },
    chat: { kind: 'p2p', id: 'oc_e4d2605ca917e695f54f11aaf56' },
    act: {
      type: 'tap',
      cardId: 'om_574d639e4a44e4dd646eaf628e2',
      value: { do: 'accept', issue: 'LH2022-0007', v: 3 },
      form: {},
    },
  })
})

test('a submitted form comes as texts, days without their offset, several choices as a list', async () => {
  expect((await tap('tap-form')).form).toEqual({
    title: '标准厂房补贴',
    course: '第一行\n第二行',
    deadline: '2023-05-31',
    category: 'contract',
    methods: ['onsite', 'paper'],
    remark: '',
  })
})

test('form values of the wrong kind are dropped or made text, and harm nothing', async () => {
  const { form, value } = await tap('tap-hostile')
  expect(form).toEqual({ number: '12', mixed: ['x'], half: '\ufffd' })
  expect(Object.getPrototypeOf(form)).toBe(Object.prototype)
  expect(value).toEqual(['a', { b: 'c' }])
})

test('a value nested deeper than any button of ours is not passed on', async () => {
  const event = payload('tap') as { event: { action: { value: unknown } } }
  event.event.action.value = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
  const result = await readEvent(event, async () => undefined)
  expect(result).toMatchObject({ kind: 'inbound', inbound: { act: { type: 'tap', value: undefined } } })
})

test.each(['a text', ['a', 'list'], 7, null])('a button value %j is passed on as it is', async (value) => {
  const event = payload('tap') as { event: { action: { value: unknown } } }
  event.event.action.value = value
  expect(await readEvent(event, async () => undefined)).toMatchObject({ inbound: { act: { value } } })
})

test('being brought into a group says which, by whom and what it is called', async () => {
  expect(await read('bot-added')).toMatchObject({
    kind: 'inbound',
    inbound: {
      sender: { id: 'ou_84aad35d084aa403a838cf73ee18467' },
      chat: { kind: 'group', id: 'oc_1', external: false },
      act: { type: 'joined', name: '整改群' },
    },
  })
})

test('a receipt says who has seen which messages', async () => {
  expect(await read('message-read')).toMatchObject({
    kind: 'inbound',
    inbound: {
      at: 1_700_000_000_000,
      sender: { id: 'ou_84aad35d084aa403a838cf73ee18467' },
      act: { type: 'read', messageIds: ['om_1'] },
    },
  })
})

test('what an app wrote is nothing for the bot', async () => {
  expect(await read('text-from-app')).toEqual({ kind: 'ignored' })
})

test.each([
  ['no object', null],
  ['no header', { schema: '2.0', event: {} }],
  ['another schema', { ...(payload('text') as object), schema: '1.0' }],
  ['an empty message', { ...(payload('text') as object), event: {} }],
  ['a path for an id', withMessage({ message_id: '../../x' })],
  ['a tap on a link preview', payload('tap-preview')],
])('%s is malformed', async (_, envelope) => {
  expect(await readEvent(envelope, async () => undefined)).toEqual({ kind: 'malformed' })
})

test.each(['not json', '[]', '{}', '{"text":7}', '[['.repeat(50_000)])(
  'content %.12j is unreadable',
  async (content) => {
    const result = await readEvent(withMessage({ content }), async () => undefined)
    expect(result).toMatchObject({ inbound: { act: { type: 'unreadable' } } })
  },
)

test('text stays as typed, but for half a surrogate pair', async () => {
  const text = '<at user_id="all"></at> **粗** \u0000 😀\ud83d 　全角'
  const result = await readEvent(withMessage({ content: JSON.stringify({ text }) }), async () => undefined)
  expect(result).toMatchObject({ inbound: { act: { text: '<at user_id="all"></at> **粗** \u0000 😀\ufffd 　全角' } } })
})

test('a typed key that mentions nobody stays', async () => {
  const result = await readEvent(withMessage({ content: '{"text":"@_user_9 你好"}' }), async () => undefined)
  expect(result).toMatchObject({ inbound: { act: { text: '@_user_9 你好' } } })
})

test('an address comes as typed, a named link as Lark writes it', async () => {
  const text = '见[https://x.cn/a](https://x.cn/a)和[照片](https://x.cn/b)'
  const result = await readEvent(withMessage({ content: JSON.stringify({ text }) }), async () => undefined)
  expect(result).toMatchObject({ inbound: { act: { text: '见https://x.cn/a和[照片](https://x.cn/b)' } } })
})

function withMessage(change: object): unknown {
  const event = payload('text') as { event: { message: object } }
  Object.assign(event.event.message, change)
  return event
}
