import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardParams } from '../../../bot/dingtalk/card.ts'
import { dingtalkPlatform } from '../../../bot/dingtalk/index.ts'
import type { DingTalkConfig, DingTalkPlatform } from '../../../bot/dingtalk/index.ts'
import { openStream } from '../../../bot/dingtalk/stream-node.ts'
import type { Block, Card, Handled, Inbound, LongConnection } from '../../../bot/platform.ts'
import { dingtalkEmulator } from '../../support/dingtalk-emulator.ts'
import type { DingTalkEmulator, Person } from '../../support/dingtalk-emulator.ts'
import { cardDataFault, templateVariables } from '../../support/dingtalk/cards.ts'
import { viewOf } from '../../support/dingtalk/view.ts'
import { serveWebhook } from '../../support/lark/webhook.ts'
import { app } from './fixtures.ts'

const templateId = 'b0c4d9e2.schema'
const tap = (label: string, value: Record<string, string | number>) => ({ label, style: 'primary' as const, value })
const accept = tap('签收', { do: 'at-once', act: 'accept', serial: 'LH2022-0007', seen: 3 })
const card: Card = {
  kind: 'card',
  title: 'LH2022-0007 待签收',
  tone: 'warn',
  blocks: [{ type: 'fields', fields: [{ label: '完成时限', value: '5月31日' }] }],
  actions: [accept, { label: '查看', style: 'default', url: 'http://127.0.0.1:8787/issues/LH2022-0007' }],
  fallback: 'LH2022-0007 待签收',
}

const item = (n: number): Block => ({
  type: 'item',
  title: `LH2022-${String(n).padStart(4, '0')} 临港产业园标准厂房补贴`,
  lines: ['完成时限 5月31日', '措施 2/3 已完成'],
  tone: 'bad',
  actions: [tap('更新进展', { do: 'open', n }), tap('申请销号', { do: 'open', n }), tap('申请延期', { do: 'open', n })],
})

const shown = (content: Parameters<typeof cardParams>[0]) => {
  const params = cardParams(content)
  expect(cardDataFault({ cardParamMap: params })).toBe(undefined)
  return viewOf({ type: 'card', params })
}

describe('in the template', () => {
  test('a card has its words, and buttons that carry their values or open pages', () => {
    const { text, buttons } = shown(card)
    expect(text).toContain('LH2022-0007 待签收\n完成时限：5月31日')
    expect(buttons).toEqual([
      { label: '签收', tap: { actionId: 'tap', params: { v: JSON.stringify(accept.value) } } },
      { label: '查看', url: 'http://127.0.0.1:8787/issues/LH2022-0007' },
    ])
  })

  test('every variable of the template is written, and no other', () => {
    expect(Object.keys(cardParams(card)).sort()).toEqual([...templateVariables().keys()].sort())
  })

  test('buttons of items say which item, each a value of its own', () => {
    const { buttons } = shown({ ...card, blocks: [item(1), item(2)], actions: [] })
    expect(buttons.map(({ label }) => label).slice(2, 4)).toEqual(['LH2022-0001 申请延期', 'LH2022-0002 更新进展'])
  })

  test('choices that begin alike are told apart', () => {
    const choices = ['作为《招商引资领域失信问题自查清单》报送', '作为《招商引资领域失信问题自查清单》零报告盖章件']
    const { buttons } = shown({ ...card, blocks: [], actions: choices.map((label) => tap(label, { do: 'place' })) })
    expect(buttons.map(({ label }) => label)).toEqual(choices)
  })

  test.each<[string, Block[]]>([
    ['ten items', Array.from({ length: 10 }, (_, at) => item(at))],
    ['eighty items', Array.from({ length: 80 }, (_, at) => item(at))],
    ['a very long text', [{ type: 'text', text: '很'.repeat(9_000) }]],
    ['a long text without a space', [{ type: 'text', text: '𠮷'.repeat(590) }]],
    [
      'two hundred fields',
      [
        {
          type: 'fields',
          fields: Array.from({ length: 200 }, (_, at) => ({ label: `项${at}`, value: '值'.repeat(60) })),
        },
      ],
    ],
  ])('%s stay within a kilobyte a value, and the buttons of the card stay', (_, blocks) => {
    const { buttons } = shown({ ...card, blocks })
    expect(buttons.map(({ label }) => label)).toEqual(expect.arrayContaining(['签收', '查看']))
  })

  test('what a person typed makes no link and no heading', () => {
    const text = '# 题 [链](https://x.cn) www.z.cn\n---\n<font color=red>红</font>'
    const view = shown({ ...card, title: text, blocks: [{ type: 'text', text }], actions: [] })
    expect(view).toMatchObject({ buttons: [], headings: [] })
  })
})

describe('sent', () => {
  let dingtalk: DingTalkEmulator
  let platform: DingTalkPlatform
  let chen: Person
  let stream: LongConnection | undefined
  let heard: Inbound[]
  let handle: (inbound: Inbound) => Handled

  beforeEach(async () => {
    dingtalk = await dingtalkEmulator({ redeliverMs: [], templateId })
    chen = dingtalk.person('chen')
    heard = []
    handle = () => ({})
    begin('stream')
  })
  afterEach(async () => {
    await stream?.close()
    stream = undefined
    await dingtalk.close()
  })

  function begin(transport: 'stream' | 'webhook', more: Partial<DingTalkConfig> = {}): void {
    const urls = { apiUrl: `${dingtalk.url}/api`, oapiUrl: `${dingtalk.url}/oapi`, publicUrl: 'http://127.0.0.1:8787' }
    platform = dingtalkPlatform({ ...app, ...urls, cardTemplate: () => templateId, transport, ...more })
  }

  async function listen(): Promise<void> {
    const config = { ...app, apiUrl: `${dingtalk.url}/api` }
    const take = async (inbound: Inbound) => {
      heard.push(inbound)
      return handle(inbound)
    }
    stream = openStream({ config, platform, handle: take, onFailure: () => undefined, log: () => undefined })
    await dingtalk.connected()
  }

  const toChen = (key = 'k1') => platform.send({ to: { kind: 'person', id: 'chen' }, content: card, key })

  test('a tap is heard with its value, and its words stand on the card until it is replaced', async () => {
    await listen()
    handle = () => ({ toast: { tone: 'good', text: '已签收' } })
    const sent = await toChen()
    const message = await chen.sees('待签收')
    expect(sent).toEqual({ outcome: 'delivered', messageId: message.id, quotedAs: message.carrierId })
    const { shown: after } = await chen.taps(message, '签收')
    expect(after?.text).toContain('已签收')
    expect(after?.text).toContain('完成时限：5月31日')
    expect(heard).toMatchObject([
      { sender: { id: 'chen' }, act: { type: 'tap', cardId: message.id, value: accept.value } },
    ])

    const next: Card = { ...card, title: 'LH2022-0007 待报措施', actions: [] }
    expect(await platform.update?.({ messageId: message.id, content: next })).toMatchObject({ outcome: 'delivered' })
    const [now] = chen.messages()
    expect(now).toMatchObject({ text: 'LH2022-0007 待报措施\n完成时限：5月31日', buttons: [] })
  })

  test('a message that quotes it names what it was said to be quoted as', async () => {
    await listen()
    const sent = await toChen()
    await chen.says('首期已拨付', { quoting: await chen.sees('待签收') })
    const quotedAs = sent.outcome === 'delivered' ? sent.quotedAs : undefined
    expect(heard).toMatchObject([{ act: { inReplyTo: [`${quotedAs}:chen`, quotedAs] } }])
  })

  test('over HTTP its address is registered once, and a tap comes there signed', async () => {
    const webhook = await serveWebhook({ receive: (request) => platform.receive(request) }, async (inbound) => {
      heard.push(inbound)
      return { toast: { tone: 'good', text: '已签收' } }
    })
    begin('webhook', { publicUrl: webhook.url.replace(/\/chat\/lark$/, '') })
    await Promise.all([toChen('a'), toChen('b')])
    expect(dingtalk.calls('registerCard')).toHaveLength(1)
    const { shown: after } = await chen.taps(await chen.sees('待签收'), '签收')
    expect(after?.text).toContain('已签收')
    expect(heard).toMatchObject([{ act: { type: 'tap', value: accept.value } }])
    await webhook.close()
  })

  test('once more under its key, it isn’t made twice', async () => {
    dingtalk.breaks('createCard', 'reset after commit')
    expect(await toChen()).toMatchObject({ outcome: 'unknown' })
    expect(await toChen()).toMatchObject({ outcome: 'delivered' })
    expect(chen.messages()).toHaveLength(1)
  })

  test('in a group it really calls people', async () => {
    dingtalk.group('cidGroup1==', [chen])
    const mentions = [{ id: 'chen', name: '陈联络' }]
    const content: Card = { ...card, blocks: [{ ...item(1), actions: [], mentions } as Block], actions: [] }
    await platform.send({ to: { kind: 'group', id: 'cidGroup1==' }, content, key: 'g' })
    expect(dingtalk.messagesTo('cidGroup1==')).toMatchObject([{ by: 'card', mentions: ['chen'] }])
  })

  test('what has nothing to tap goes out as before, with its equals', async () => {
    dingtalk.person('liu')
    const plain: Card = { ...card, actions: [] }
    await Promise.all(
      ['chen', 'liu'].map((id) => platform.send({ to: { kind: 'person', id }, content: plain, key: id })),
    )
    expect(dingtalk.calls('batchSend')).toHaveLength(1)
    expect(dingtalk.calls('createCard')).toEqual([])
  })

  test('to whom isn’t there it fails though the call succeeds; an unpublished template is said', async () => {
    const toNobody = await platform.send({ to: { kind: 'person', id: 'nobody' }, content: card, key: 'n' })
    expect(toNobody).toMatchObject({ outcome: 'unreachable', lasting: true })
    begin('stream', { cardTemplate: () => 'other.schema' })
    expect(await toChen()).toMatchObject({
      outcome: 'misconfigured',
      why: expect.stringContaining('DINGTALK_CARD_TEMPLATE_ID') as string,
    })
  })

  test('only a card can be replaced', async () => {
    expect(await platform.update?.({ messageId: 'pqk1:chen', content: card })).toMatchObject({ outcome: 'unreachable' })
    expect(await platform.update?.({ messageId: 'xh-none', content: card })).toMatchObject({ outcome: 'unreachable' })
  })

  test('without a template no button comes back, and nothing is replaced, until one is entered', async () => {
    const urls = { apiUrl: 'http://127.0.0.1:9', oapiUrl: 'http://127.0.0.1:9', publicUrl: 'http://127.0.0.1:8787' }
    const office = { template: null as string | null }
    const bare = dingtalkPlatform({ ...app, ...urls, cardTemplate: () => office.template })
    expect(bare.capabilities).toMatchObject({ taps: false, updates: false, forms: false })
    expect(await bare.update?.({ messageId: 'xh-1', content: card })).toMatchObject({ outcome: 'unreachable' })
    office.template = templateId
    expect(bare.capabilities).toMatchObject({ taps: true, updates: true, forms: false })
  })
})
