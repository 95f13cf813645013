import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inert, unlinked } from '../../../bot/dingtalk/escape.ts'
import { render, renderAnswer } from '../../../bot/dingtalk/render.ts'
import type { Action, Block, Card } from '../../../bot/platform.ts'
import { robotParamsFault, sessionMessage } from '../../support/dingtalk/message-rules.ts'
import { viewOf } from '../../support/dingtalk/view.ts'
import type { View } from '../../support/dingtalk/view.ts'

const own = 'https://xiaohao.example.gov.cn'
const hostile =
  '# 题\n**粗** [链](https://x.cn) ![图](http://y.cn/a.png) <font color=red>红</font> www.z.cn a.b.com dtmd://dingtalkclient/sendMessage?content=1\n---\n> 引 &#91;点&#93;(http://q.cn) \\[x\\](y) @014725128602 `c` ~~d~~'

const empty: Card = { kind: 'card', title: '报送问题', tone: 'plain', blocks: [], actions: [], fallback: '报送问题' }

/** A message as DingTalk takes it and as its reader sees it. */
function shown(content: Parameters<typeof render>[0]): View & { type: string } {
  const { msgKey, msgParam } = render(content, own)
  const taken = robotParamsFault(msgKey, msgParam)
  if ('status' in taken) throw new Error(JSON.stringify(taken.json))
  return { ...viewOf(taken), type: taken.type }
}

const link = (label: string, n = 1): Action => ({ label, style: 'default', url: `${own}/issues/${n}` })

function items(count: number, lines: number): Block[] {
  return Array.from({ length: count }, (_, at) => ({
    type: 'item' as const,
    title: `LH2022-${String(at + 1).padStart(4, '0')} 临港产业园标准厂房补贴`,
    lines: Array.from({ length: lines }, () => '完成时限 5月31日（还有 7 个工作日）· 措施 2/3 已完成'),
    tone: 'warn' as const,
    actions: [link('更新进展', at), link('申请销号', at), link('申请延期', at)],
    mentions: [{ id: 'liu', name: '刘具体' }],
  }))
}

test('a text is a text', () => {
  expect(render({ kind: 'text', text: '已记入，佐证 1 份。' }, own)).toEqual({
    msgKey: 'sampleText',
    msgParam: '{"content":"已记入，佐证 1 份。"}',
  })
})

test('a card without buttons is markdown under its heading', () => {
  const blocks: Block[] = [
    { type: 'text', text: '第一行\n第二行' },
    { type: 'note', text: '小字' },
    { type: 'fields', fields: [{ label: '完成时限', value: '5月31日' }] },
    { type: 'table', columns: ['单位', '新增', '销号'], rows: [['临港区', '3', '1']] },
    { type: 'chart', title: '近两周', steps: ['第1周', '第2周'], series: [{ name: '新增', values: [3, 5] }] },
  ]
  const { type, text, headings } = shown({ ...empty, blocks })
  expect(type).toBe('sampleMarkdown')
  expect(headings).toEqual(['报送问题'])
  for (const line of ['第一行\n第二行', '小字', '完成时限：5月31日', '临港区 新增 3，销号 1', '第2周：新增 5']) {
    expect(text).toContain(line)
  }
})

test.each([1, 2, 3, 4, 5])('%d links stand under the card as buttons', (count) => {
  const actions = Array.from({ length: count }, (_, at) => link(`第${at + 1}个`, at))
  const view = shown({ ...empty, actions })
  expect(view.type).toBe(count === 1 ? 'sampleActionCard' : `sampleActionCard${count}`)
  expect(view.buttons).toEqual(
    actions.map((action) => ({ label: action.label, url: 'url' in action ? action.url : '' })),
  )
})

test('more than five links stand in the text', () => {
  const actions = Array.from({ length: 7 }, (_, at) => link(`第${at + 1}个`, at))
  const view = shown({ ...empty, actions })
  expect(view.type).toBe('sampleMarkdown')
  expect(view.buttons.map(({ label }) => label)).toEqual(actions.map(({ label }) => label))
})

test('a link that speaks keeps its words, whatever they hold', () => {
  const url = `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent('进展 0007 (一)')}`
  const [button] = shown({ ...empty, actions: [{ label: '更新进展', style: 'primary', url }] }).buttons
  expect(decodeURIComponent(button?.url ?? '')).toBe('dtmd://dingtalkclient/sendMessage?content=进展 0007 (一)')
  const [inText] = shown({
    ...empty,
    blocks: [{ type: 'buttons', actions: [{ label: '更新进展', style: 'primary', url }] }],
  }).buttons
  expect(decodeURIComponent(inText?.url ?? '')).toBe('dtmd://dingtalkclient/sendMessage?content=进展 0007 (一)')
})

test('buttons that come back as taps have no place in such a card', () => {
  const tap: Action = { label: '签收', style: 'primary', value: { do: 'accept' } }
  expect(shown({ ...empty, actions: [tap, link('查看')] }).buttons.map(({ label }) => label)).toEqual(['查看'])
})

describe('what a person typed', () => {
  const everywhere: Card = {
    ...empty,
    title: hostile,
    blocks: [
      { type: 'text', text: hostile },
      { type: 'note', text: hostile },
      { type: 'fields', fields: [{ label: hostile, value: hostile }] },
      { type: 'table', columns: [hostile, hostile], rows: [[hostile, hostile]] },
      { type: 'chart', title: hostile, steps: [hostile], series: [{ name: hostile, values: [1] }] },
      {
        type: 'item',
        title: hostile,
        lines: [hostile],
        tone: 'bad',
        actions: [],
        mentions: [{ id: 'liu', name: hostile }],
      },
    ],
  }

  test('makes no link, heading or tag in a card', () => {
    const { buttons, headings } = shown({ ...everywhere, actions: [link(hostile)] })
    expect(buttons.map(({ url }) => url)).toEqual([`${own}/issues/1`])
    expect(headings).toHaveLength(1)
    expect(render(everywhere, own).msgParam).not.toMatch(/<font|dtmd:\/\/|\]\(/)
  })

  test('makes no link in a text, where the office’s own pages stay links', () => {
    const text = `${hostile} 请看 ${own}/evidence/abc?t=1 和 ${own}.evil.cn/x 和 ${own}@evil.cn`
    expect(shown({ kind: 'text', text }).buttons.map(({ url }) => url)).toEqual([`${own}/evidence/abc?t=1`])
  })

  test('is only made inert, never shortened or turned into something else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const view = viewOf({ type: 'sampleMarkdown', params: { title: 'x', text: inert(text) } })
        expect(view.headings).toEqual([])
        expect(view.buttons).toEqual([])
        expect(unlinked(text).replaceAll('\u200b', '')).toBe(text.replaceAll('\u200b', ''))
      }),
    )
  })
})

describe('within its limits', () => {
  const rows = Array.from({ length: 300 }, (_, at) => [`单位${at}`, '1'])
  const fields = Array.from({ length: 200 }, (_, at) => ({ label: `项${at}`, value: '值'.repeat(60) }))
  test.each<[string, Block[], RegExp]>([
    ['many items', items(80, 6), /还有 70 项没有列出/],
    ['long texts', [{ type: 'text', text: '很'.repeat(9_000) }], /很……（略）/],
    ['many rows', [{ type: 'table', columns: ['单位', '数'], rows }], /还有 270 项没有列出/],
    ['more fields than there is room for', [{ type: 'fields', fields }], /^报送问题\n报送问题\n\n详情见网页$/],
  ])('%s are cut, and that is said', (_, blocks, said) => {
    expect(shown({ ...empty, blocks, fallback: '详情见网页' }).text).toMatch(said)
  })

  test('ten items keep a link each', () => {
    const labels = shown({ ...empty, blocks: items(10, 3) }).buttons.map(({ label }) => label)
    expect(labels.filter((label) => label === '更新进展')).toHaveLength(10)
  })

  test('a long text is cut', () => {
    expect(shown({ kind: 'text', text: '很'.repeat(9_000) }).text).toMatch(/……（略）$/)
  })
})

test('an answer in a group calls its asker in words, and shows a card as a card', () => {
  const asked = { own, sender: '014725128602' }
  const text = renderAnswer({ kind: 'text', text: '好 @别人' }, asked)
  expect(sessionMessage(text)).toMatchObject({ at: ['014725128602'] })
  expect(JSON.stringify(text)).toContain('@014725128602 好')
  const card = sessionMessage(renderAnswer({ ...empty, actions: [link('查看')] }, asked))
  if ('status' in card) throw new Error('refused')
  expect(viewOf(card.content).buttons).toEqual([{ label: '查看', url: `${own}/issues/1` }])
  expect(sessionMessage(renderAnswer(empty, asked))).toMatchObject({ content: { type: 'markdown' } })
})
