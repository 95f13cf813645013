import * as sdk from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { larkEmulator } from '../../support/lark-emulator.ts'
import type { LarkEmulator, Person } from '../../support/lark-emulator.ts'
import { cardFaults } from '../../support/lark/card-rules.ts'
import { app } from './fixtures.ts'

// The emulator is worth what it refuses and what the official client can do with it.

let lark: LarkEmulator
let client: sdk.Client
let chen: Person
let now = 1_700_000_000_000

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {}, trace: () => {} }
const text = (words: string) => JSON.stringify({ text: words })
const cardWith = (elements: unknown[], more: object = {}) => ({
  schema: '2.0',
  config: { update_multi: true },
  body: { elements },
  ...more,
})
const words = (content: string) => ({ tag: 'plain_text', content })
const input = { tag: 'input', name: 'a', required: true, placeholder: words('请输入') }
const submit = { tag: 'button', name: 'ok', text: words('提交'), form_action_type: 'submit' }

beforeEach(async () => {
  now = 1_700_000_000_000
  lark = await larkEmulator({ ...app, now: () => now, tokenSeconds: 30 * 86_400 })
  client = new sdk.Client({ ...app, domain: lark.url, cache: new sdk.DefaultCache(), logger: silent })
  chen = lark.person('ou_chen')
})

afterEach(() => lark.close())

function create(data: { msg_type: string; content: string; uuid?: string; receive_id?: string }) {
  return client.im.v1.message.create({
    params: { receive_id_type: 'open_id' },
    data: { receive_id: 'ou_chen', ...data },
  })
}

/** The code of a refusal, which the official client throws as an HTTP error. */
async function codeOf(call: Promise<{ code?: number | undefined }>): Promise<number | undefined> {
  return call.then(
    (reply) => reply.code,
    (error: { response?: { data?: { code?: number } } }) => error.response?.data?.code,
  )
}

test('the official client sends, replies, updates and reads', async () => {
  const sent = await create({ msg_type: 'interactive', content: JSON.stringify(cardWith([{ tag: 'hr' }])) })
  expect(sent).toMatchObject({ code: 0, data: { msg_type: 'interactive', chat_id: 'oc_p2p_chen' } })
  const id = sent.data?.message_id ?? ''
  const replied = await client.im.v1.message.reply({
    path: { message_id: id },
    data: { msg_type: 'text', content: text('好') },
  })
  expect(replied).toMatchObject({ code: 0, data: { root_id: id, parent_id: id } })
  const content = JSON.stringify(cardWith([{ tag: 'div', text: words('已更新') }]))
  expect(await client.im.v1.message.patch({ path: { message_id: id }, data: { content } })).toMatchObject({ code: 0 })
  const read = await client.im.v1.message.get({ path: { message_id: id } })
  expect(read.data?.items?.[0]).toMatchObject({ message_id: id, updated: true, body: { content } })
  expect(chen.messages().map((message) => message.text)).toEqual(['已更新', '好'])
})

test('the official client knows who the bot is', async () => {
  expect(await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })).toMatchObject({
    bot: { open_id: 'ou_bot' },
  })
})

test('the official client uploads a picture and fetches what a person sent', async () => {
  const uploaded = await client.im.v1.image.create({ data: { image_type: 'message', image: Buffer.from([1, 2, 3]) } })
  expect(uploaded?.image_key).toMatch(/^img_v3_/)
  const { envelope } = await chen.sendsImage(new Uint8Array([4, 5, 6]))
  const { message } = envelope.event as { message: { message_id: string; content: string } }
  const { image_key: key } = JSON.parse(message.content) as { image_key: string }
  const file = await client.im.v1.messageResource.get({
    path: { message_id: message.message_id, file_key: key },
    params: { type: 'image' },
  })
  const chunks: Buffer[] = []
  for await (const chunk of file.getReadableStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks)).toEqual(Buffer.from([4, 5, 6]))
})

test('a wrong secret, no token and an old token are refused', async () => {
  const wrong = new sdk.Client({
    ...app,
    appSecret: 'wrong',
    domain: lark.url,
    cache: new sdk.DefaultCache(),
    logger: silent,
  })
  await expect(wrong.request({ method: 'GET', url: '/open-apis/bot/v3/info' })).rejects.toThrow('10014')
  const call = (token?: string) =>
    fetch(`${lark.url}/open-apis/bot/v3/info`, { headers: token ? { authorization: `Bearer ${token}` } : {} })
  expect(await (await call()).json()).toMatchObject({ code: 99991661 })
  expect(await (await call('t-x')).json()).toMatchObject({ code: 99991663 })
  expect(await codeOf(create({ msg_type: 'text', content: text('一') }))).toBe(0)
  lark.revokesTokens()
  expect(await codeOf(create({ msg_type: 'text', content: text('二') }))).toBe(99991663)
})

test('one uuid is one message within an hour', async () => {
  const message = { msg_type: 'text', content: text('一'), uuid: 'u-1' }
  const first = await create(message)
  expect((await create(message)).data?.message_id).toBe(first.data?.message_id)
  now += 3_600_000
  expect((await create(message)).data?.message_id).not.toBe(first.data?.message_id)
  expect(chen.messages()).toHaveLength(2)
})

test('what the real one refuses is refused', async () => {
  expect(await codeOf(create({ msg_type: 'text', content: text(' ') }))).toBe(230001)
  expect(await codeOf(create({ msg_type: 'text', content: 'no json' }))).toBe(230001)
  expect(await codeOf(create({ msg_type: 'text', content: text('一'), uuid: 'u'.repeat(51) }))).toBe(230001)
  expect(await codeOf(create({ msg_type: 'text', content: text('一'), receive_id: 'chen' }))).toBe(230001)
  expect(await codeOf(create({ msg_type: 'text', content: text('一'), receive_id: 'ou_stranger' }))).toBe(230013)
  expect(await codeOf(create({ msg_type: 'text', content: text('字'.repeat(60_000)) }))).toBe(230025)
  chen.leaves()
  expect(await codeOf(create({ msg_type: 'text', content: text('一') }))).toBe(230029)
})

test('a card is updated for 14 days and only as a shared card', async () => {
  const content = JSON.stringify(cardWith([{ tag: 'hr' }]))
  const sent = await create({ msg_type: 'interactive', content })
  const patch = (card: object) =>
    codeOf(
      client.im.v1.message.patch({
        path: { message_id: sent.data?.message_id ?? '' },
        data: { content: JSON.stringify(card) },
      }),
    )
  expect(await patch({ ...cardWith([{ tag: 'hr' }]), config: {} })).toBe(230001)
  now += 14 * 86_400_000
  expect(await patch(cardWith([{ tag: 'hr' }]))).toBe(0)
  now += 1000
  expect(await patch(cardWith([{ tag: 'hr' }]))).toBe(230031)
})

test.each<[string, unknown]>([
  ['an unknown property', cardWith([{ tag: 'hr', colour: 'red' }])],
  ['an unknown component', cardWith([{ tag: 'action', actions: [] }])],
  ['an unknown property of the card', cardWith([], { elements: [] })],
  ['another schema', { ...cardWith([]), schema: '1.0' }],
  ['a card that isn’t shared', { ...cardWith([]), config: { update_multi: false } }],
  [
    'a form within a column',
    cardWith([
      { tag: 'column_set', columns: [{ tag: 'column', elements: [{ tag: 'form', name: 'f', elements: [submit] }] }] },
    ]),
  ],
  ['a form without a submit button', cardWith([{ tag: 'form', name: 'f', elements: [input] }])],
  ['an input of a form without a name', cardWith([{ tag: 'form', name: 'f', elements: [{ tag: 'input' }, submit] }])],
  ['two fields with one name', cardWith([{ tag: 'form', name: 'f', elements: [input, input, submit] }])],
  ['required outside a form', cardWith([input])],
  ['several choices outside a form', cardWith([{ tag: 'multi_select_static', options: [] }])],
  ['an input for 1001 characters', cardWith([{ tag: 'input', max_length: 1001 }])],
  ['a default longer than its input', cardWith([{ tag: 'input', max_length: 2, default_value: '三个字' }])],
  ['a button without a text', cardWith([{ tag: 'button' }])],
  [
    'a callback that is no object',
    cardWith([{ tag: 'button', text: words('好'), behaviors: [{ type: 'callback', value: 'x' }] }]),
  ],
  [
    'a script for a link',
    cardWith([{ tag: 'button', text: words('好'), behaviors: [{ type: 'open_url', default_url: 'javascript:1' }] }]),
  ],
  [
    'two options with one value',
    cardWith([
      {
        tag: 'select_static',
        options: [
          { text: words('甲'), value: '1' },
          { text: words('乙'), value: '1' },
        ],
      },
    ]),
  ],
  ['a day that is none', cardWith([{ tag: 'date_picker', initial_date: '5月1日' }])],
  [
    'a weight of six',
    cardWith([{ tag: 'column_set', columns: [{ tag: 'column', width: 'weighted', weight: 6, elements: [] }] }]),
  ],
])('a card with %s is refused', async (_, card) => {
  expect(cardFaults(card, 100)).not.toEqual([])
  expect(await codeOf(create({ msg_type: 'interactive', content: JSON.stringify(card) }))).toBe(230099)
})

const table = {
  tag: 'table',
  page_size: 10,
  columns: [{ name: 'unit', display_name: '单位', data_type: 'text' }],
  rows: [{ unit: '临港区' }],
}
const chart = {
  tag: 'chart',
  chart_spec: {
    type: 'line',
    data: { values: [{ week: '5-15', open: 41 }] },
    xField: 'week',
    yField: 'open',
  },
}

test('a table and a chart are taken as the documents have them', () => {
  expect(cardFaults(cardWith([table, chart]), 100)).toEqual([])
  expect(cardFaults(cardWith(Array(6).fill(chart)), 100).map(({ code }) => code)).toEqual([11310])
})

test.each([
  ['a table in a column', { tag: 'column_set', columns: [{ tag: 'column', elements: [table] }] }],
  ['a table of eleven rows a page', { ...table, page_size: 11 }],
  ['a table with a property of its own', { ...table, striped: true }],
  ['a column without a type', { ...table, columns: [{ name: 'unit' }] }],
  ['a cell of no column', { ...table, rows: [{ town: '临港区' }] }],
  ['a cell that is no text', { ...table, rows: [{ unit: 5 }] }],
  ['a chart of no kind', { ...chart, chart_spec: { ...chart.chart_spec, type: 'curve' } }],
  ['a chart without figures', { ...chart, chart_spec: { ...chart.chart_spec, data: { values: [] } } }],
  ['a chart of another field', { ...chart, chart_spec: { ...chart.chart_spec, yField: 'closed' } }],
  ['a chart with a function', { ...chart, chart_spec: { ...chart.chart_spec, label: '(x) => x' } }],
  ['a chart as wide as it likes', { ...chart, aspect_ratio: '3:1' }],
])('%s is refused', (_, element) => {
  expect(cardFaults(cardWith([element]), 100).map(({ code }) => code)).toContain(200621)
})

test('a card has 200 elements, five tables and 30 KB at most', () => {
  const codes = (elements: unknown[], bytes = 100) => cardFaults(cardWith(elements), bytes).map((fault) => fault.code)
  expect(codes(Array(200).fill({ tag: 'hr' }))).toEqual([])
  expect(codes(Array(201).fill({ tag: 'hr' }))).toEqual([300305])
  expect(codes(Array(6).fill(table))).toEqual([11310])
  expect(codes([], 30 * 1024 + 1)).toEqual([230025])
})

test('a form as Lark documents it is accepted', () => {
  expect(
    cardFaults(
      cardWith([
        {
          tag: 'form',
          name: 'f',
          elements: [input, { tag: 'column_set', columns: [{ tag: 'column', width: 'auto', elements: [submit] }] }],
        },
      ]),
      100,
    ),
  ).toEqual([])
})

test('a client doesn’t let a person tap what isn’t there or leave out what is required', async () => {
  const card = cardWith([{ tag: 'form', name: 'f', elements: [{ tag: 'div', text: words('事由 *') }, input, submit] }])
  await create({ msg_type: 'interactive', content: JSON.stringify(card) })
  const message = await chen.sees('事由')
  await expect(chen.taps(message, '签收')).rejects.toThrow('没有按钮 签收，只有 提交')
  await expect(chen.taps(message, '提交')).rejects.toThrow('有必填项未填写：事由')
  await expect(chen.taps(message, '提交', { 金额: '1' })).rejects.toThrow('表单里没有 金额，只有 事由')
  await expect(chen.taps(message, '提交', { 事由: '字'.repeat(1001) })).rejects.toThrow('事由 最多 1000 字')
  expect(await chen.taps(message, '提交', { 事由: '好' })).toEqual({ error: 200340 })
})

test('waiting for what doesn’t come says what did', async () => {
  await create({ msg_type: 'text', content: text('待办 0 项') })
  await expect(chen.sees('已销号', 50)).rejects.toThrow(
    'waited 50 ms for ou_chen to see 已销号; the last messages:\n— bot: 待办 0 项',
  )
})
