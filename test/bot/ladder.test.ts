import { describe, expect, test } from 'vitest'
import { carried, rungOf, saidFor, tapsIn, wishIn, wordsOf } from '../../bot/ladder.ts'
import type { Action, Capabilities, Card } from '../../bot/platform.ts'
import { poor, talking } from '../support/chat.ts'

const tap = (label: string): Action => ({ label, style: 'default', value: { do: 'view', serial: label } })
const item = (title: string, ...labels: string[]): Card['blocks'][number] => {
  return { type: 'item', title, lines: ['完成时限 5月31日'], tone: 'plain', actions: labels.map(tap) }
}
const list: Card = {
  kind: 'card',
  title: '您手上的 2 件事',
  tone: 'plain',
  blocks: [item('LH2022-0001', '更新进展', '申请销号'), item('LH2022-0002', '签收')],
  actions: [tap('已知悉'), { label: '查看', style: 'default', url: 'https://office.example/issues' }],
  fallback: '您手上的 2 件事',
}
const field = { name: 'reason', label: '退回原因', kind: 'paragraph', required: true } as const
const form: Card = {
  ...{ kind: 'card', title: '退办', tone: 'plain', blocks: [], actions: [], fallback: '退办' },
  form: { fields: [{ field, value: '' }], submit: [tap('提交')] },
}
const ids = [4, 5, 6, 7]

const way = (capabilities: Capabilities, alone = true) => {
  return { capabilities, rung: rungOf(capabilities, alone), alone, ids, page: 'https://office.example/f/x' }
}

describe('going down the ladder', () => {
  test('a platform with forms and taps carries everything as it is', () => {
    const rich = { forms: true, taps: true, updates: true }
    expect(carried(list, way(rich))).toBe(list)
    expect(carried(form, way(rich))).toBe(form)
  })

  test('alone with the bot buttons become links that say a word and a code', () => {
    const card = carried(list, way(talking)) as Card
    expect(tapsIn(card)).toEqual([])
    const said = [...card.blocks.flatMap((block) => ('actions' in block ? block.actions : [])), ...card.actions]
    expect(said.map((action) => ('url' in action ? decodeURIComponent(action.url) : null))).toEqual([
      'say:更新进展 #4',
      'say:申请销号 #5',
      'say:签收 #6',
      'say:已知悉 #7',
      'https://office.example/issues',
    ])
    expect(card.fallback).toBe('您手上的 2 件事\n可以直接回复：更新进展 #4、申请销号 #5、签收 #6、已知悉 #7')
  })

  test.each([
    ['without such links', way(poor), '回复'],
    ['in a group', way(talking, false), '请@我并回复'],
  ])('%s they are numbered on through the message', (_, how, lead) => {
    const card = carried(list, how) as Card
    expect(tapsIn(card)).toEqual([])
    expect(card.blocks).toMatchObject([
      { title: 'LH2022-0001', lines: ['完成时限 5月31日', `${lead} 1 更新进展，2 申请销号`] },
      { title: 'LH2022-0002', lines: ['完成时限 5月31日', `${lead} 3 签收`] },
      { type: 'note', text: `${lead} 4 已知悉` },
    ])
    expect(card.actions).toEqual([{ label: '查看', style: 'default', url: 'https://office.example/issues' }])
    expect(card.fallback.split('\n')).toEqual([
      '您手上的 2 件事',
      `LH2022-0001：${lead} 1 更新进展，2 申请销号`,
      `LH2022-0002：${lead} 3 签收`,
      `${lead} 4 已知悉`,
    ])
  })

  test('longer choices get a line each', () => {
    const which = {
      ...list,
      blocks: [],
      actions: [tap('LH2022-0001 临港产业园标准厂房补贴'), tap('LH2022-0002 另一件')],
    }
    expect((carried(which, way(poor)) as Card).blocks).toEqual([
      { type: 'note', text: '回复数字：\n1 LH2022-0001 临港产业园标准厂房补贴\n2 LH2022-0002 另一件' },
    ])
  })

  test('a choice with a comma of its own gets a line, so that it isn’t read as two', () => {
    const asks = { ...list, blocks: [], actions: [tap('对，记入'), tap('改一下')] }
    expect((carried(asks, way(poor)) as Card).blocks).toEqual([
      { type: 'note', text: '回复数字：\n1 对，记入\n2 改一下' },
    ])
  })

  test.each([poor, talking, { ...poor, taps: true }, { ...poor, forms: true }])(
    'a form becomes a button to its page',
    (capabilities) => {
      const card = carried(form, way(capabilities)) as Card
      expect(card.form).toBeUndefined()
      expect(card.actions).toEqual([{ label: '填写', style: 'primary', url: 'https://office.example/f/x' }])
      expect(card.blocks[0]).toEqual({ type: 'note', text: '要填：退回原因' })
      expect(card.fallback).toContain('填写：https://office.example/f/x')
    },
  )

  test('where nobody could choose, nothing is offered', () => {
    for (const capabilities of [poor, talking]) {
      const card = carried(list, { ...way(capabilities), ids: [] }) as Card
      expect(tapsIn(card)).toEqual([])
      expect(card.fallback).toBe('您手上的 2 件事')
    }
  })
})

describe('what a message chooses', () => {
  test.each([
    ['签收 #4F2', { words: '签收', id: 4 * 1024 + 15 * 32 + 2 }],
    [' 签收　＃４ｆ２ ', { words: '签收', id: 4 * 1024 + 15 * 32 + 2 }],
    ['签收#4F2', { words: '签收', id: 4 * 1024 + 15 * 32 + 2 }],
    ['LH2022-0007 #1', { words: 'LH2022-0007', id: 1 }],
    ['2', { number: 2 }],
    ['２', { number: 2 }],
    ['回复 12', { number: 12 }],
    ['选3。', { number: 3 }],
  ])('%j', (text, wish) => {
    expect(wishIn(text)).toEqual(wish)
  })

  test.each([
    ...['0007', '007', '0', '1234', '99999999999999999999', '1.5', '2个', '12%', '一', '1 2', '-1', '', '#4F2', '4F2'],
    ...['签收 #', '签收 #4I2', '厂房 在 #12', `签收 #${'Z'.repeat(400)}`, `${'长'.repeat(40)} #4`, '签收 #4F2 谢谢'],
  ])('nothing: %j', (text) => {
    expect(wishIn(text)).toBeNull()
  })

  test('what a link says is what is understood, for every id', () => {
    for (const id of [1, 31, 32, 1023, 1024, 32 ** 4, 2 ** 44]) {
      expect(wishIn(saidFor('签收', id))).toEqual({ words: '签收', id })
    }
  })

  test('a label is cut to its first word', () => {
    expect(wordsOf(tap('LH2022-0007 临港产业园标准厂房补贴'))).toBe('LH2022-0007')
    expect(Array.from(wordsOf(tap('很'.repeat(90))))).toHaveLength(16)
  })
})
