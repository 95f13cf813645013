import fc from 'fast-check'
import { expect, test } from 'vitest'
import { render } from '../../../bot/lark/render.ts'
import type { Block, Card, FilledField } from '../../../bot/platform.ts'
import type { Field } from '../../../core/forms/form.ts'
import { cardFaults } from '../../support/lark/card-rules.ts'
import { buttonsIn, fieldsIn, tap } from '../../support/lark/fingers.ts'
import { mentionsOf, textOf } from '../../support/lark/view.ts'

const hostile = '<at id=all></at> <at user_id="all"></at> **粗** [链](https://x.cn) <font color=red>红</font> :OK: `x`'

const empty: Card = { kind: 'card', title: '报送问题', tone: 'plain', blocks: [], actions: [], fallback: '报送问题' }

const report: Card = {
  ...empty,
  blocks: [{ type: 'text', text: '已从您的话里读到三项，请核对并补齐带 * 的。' }],
  form: {
    fields: [
      filled({ name: 'title', label: '项目名称', kind: 'line', required: true, max: 60 }, '临港产业园标准厂房补贴'),
      filled({ name: 'cause', label: '事件原因', kind: 'paragraph', required: true, hint: '为什么没有兑现' }, ''),
      filled({ name: 'amount', label: '涉及金额（万元）', kind: 'money', required: false }, '300'),
      filled({ name: 'month', label: '发生时间', kind: 'month', required: false, hint: '如 2021-03' }, '2021-03'),
      filled({ name: 'deadline', label: '完成时限', kind: 'day', required: true }, '2023-05-31'),
      filled({ name: 'category', label: '问题类别', kind: 'choice', required: true, options: options(3) }, 'o2'),
      filled({ name: 'sources', label: '问题来源', kind: 'choices', required: false, options: options(4) }, [
        'o1',
        'o3',
      ]),
    ],
    submit: [
      { label: '提交', style: 'primary', value: { do: 'report', draft: 'd1' } },
      { label: '存草稿', style: 'default', value: { do: 'keep', draft: 'd1' } },
    ],
  },
}

function filled(field: Field, value: string | string[]): FilledField {
  return { field, value }
}

function options(count: number): { value: string; label: string }[] {
  return Array.from({ length: count }, (_, index) => ({ value: `o${index + 1}`, label: `选项${index + 1}` }))
}

function cardOf(card: Card): unknown {
  const { msg_type: type, content } = render(card)
  expect(type).toBe('interactive')
  return JSON.parse(content) as unknown
}

/** What is against a card as it travels: inside a request, its JSON a string. */
function faultsOf(card: Card): unknown[] {
  const { content } = render(card)
  return cardFaults(JSON.parse(content), Buffer.byteLength(JSON.stringify({ content })))
}

function items(count: number, lines: number): Block[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'item' as const,
    title: `LH2022-${String(index + 1).padStart(4, '0')} 临港产业园标准厂房补贴`,
    lines: Array.from({ length: lines }, () => '完成时限 5月31日（还有 7 个工作日）· 措施 2/3 已完成'),
    tone: 'warn' as const,
    actions: ['更新进展', '申请销号', '申请延期'].map((label) => ({
      label,
      style: 'default' as const,
      value: { do: label, index },
    })),
  }))
}

test('a text message is its text', () => {
  expect(render({ kind: 'text', text: '已记入，佐证 1 份。' })).toEqual({
    msg_type: 'text',
    content: '{"text":"已记入，佐证 1 份。"}',
  })
})

test('what a person typed mentions nobody in a text message, and reads as typed', () => {
  const content: unknown = JSON.parse(render({ kind: 'text', text: hostile }).content)
  expect(mentionsOf('text', content)).toEqual([])
  expect(textOf('text', content)).toBe(hostile)
  expect((content as { text: string }).text).not.toMatch(/<[a-z/]|\]\(/i)
})

test('what a person typed mentions nobody in a card, and reads as typed', () => {
  const card = cardOf({
    ...empty,
    title: hostile,
    blocks: [
      { type: 'text', text: hostile },
      { type: 'fields', fields: [{ label: '项目名称', value: hostile }] },
      { type: 'item', title: hostile, lines: [hostile], tone: 'bad', actions: [] },
    ],
  })
  expect(mentionsOf('interactive', card)).toEqual([])
  expect(JSON.stringify(card)).not.toMatch(/"tag":"(markdown|lark_md)"/)
  expect(textOf('interactive', card).split('\n')).toEqual([
    hostile,
    hostile,
    '项目名称',
    hostile,
    `🔴 ${hostile}`,
    hostile,
  ])
})

test('the title is what the chat list shows, and the tone colours the header', () => {
  expect(cardOf({ ...empty, tone: 'warn' })).toMatchObject({
    config: { update_multi: true, summary: { content: '报送问题' } },
    header: { title: { tag: 'plain_text', content: '报送问题' }, template: 'orange' },
  })
})

test('a form card is one Lark accepts', () => {
  expect(faultsOf(report)).toEqual([])
})

test('a form shows its labels, marks what is required and offers what was read already', () => {
  expect(textOf('interactive', cardOf(report)).split('\n')).toEqual([
    '报送问题',
    '已从您的话里读到三项，请核对并补齐带 * 的。',
    '项目名称 *',
    '｢临港产业园标准厂房补贴｣',
    '事件原因 *',
    '｢为什么没有兑现｣',
    '涉及金额（万元）',
    '｢300｣',
    '发生时间',
    '如 2021-03',
    '｢2021-03｣',
    '完成时限 *',
    '｢2023-05-31｣',
    '问题类别 *',
    '｢选项2｣',
    '问题来源',
    '｢选项1、选项3｣',
    '[提交]',
    '[存草稿]',
  ])
})

test('a submitted form carries its button’s value and every field by name', () => {
  const { action } = tap(cardOf(report), '提交', { 事件原因: '资金没有到位', 问题类别: '选项3' })
  expect(action).toMatchObject({
    value: { do: 'report', draft: 'd1' },
    name: 'submit_1',
    form_value: {
      title: '临港产业园标准厂房补贴',
      cause: '资金没有到位',
      amount: '300',
      month: '2021-03',
      deadline: '2023-05-31 +0800',
      category: 'o3',
      sources: ['o1', 'o3'],
    },
  })
})

test('a required field left empty is held back by the client', () => {
  const submit = report.form?.submit.slice(0, 1) ?? []
  const strict = { ...report, form: { fields: report.form?.fields ?? [], submit } }
  expect(() => tap(cardOf(strict), '提交', {})).toThrow('有必填项未填写：事件原因')
})

test('where a draft can be kept, an incomplete form can be submitted', () => {
  expect(tap(cardOf(report), '存草稿', {}).action).toMatchObject({
    value: { do: 'keep', draft: 'd1' },
    name: 'submit_2',
    form_value: { cause: '' },
  })
})

test('an input takes no more than its field, and never more than Lark allows', () => {
  const fields = fieldsIn(cardOf(report))
  expect(fields[0]?.field['max_length']).toBe(60)
  expect(fields[1]?.field['max_length']).toBe(1000)
})

test('what doesn’t fit an input is filled in as far as it does, and said', () => {
  const field: Field = { name: 'course', label: '事件经过', kind: 'paragraph', required: true }
  const long = { ...empty, form: { fields: [filled(field, '经'.repeat(3214))], submit: report.form?.submit ?? [] } }
  const card = cardOf(long)
  expect(fieldsIn(card)[0]?.field['default_value']).toBe('经'.repeat(1000))
  expect(textOf('interactive', card)).toContain('“事件经过”原有 3214 字，这里放得下前 1000 字；从这里提交以此为准。')
  expect(faultsOf(long)).toEqual([])
})

test('a choice that isn’t offered is not chosen beforehand', () => {
  const field: Field = { name: 'c', label: '问题类别', kind: 'choice', required: true, options: options(2) }
  const card = cardOf({ ...empty, form: { fields: [filled(field, 'gone')], submit: report.form?.submit ?? [] } })
  expect(fieldsIn(card)[0]?.field).not.toHaveProperty('initial_index')
})

test('a day that is none is not filled in', () => {
  const field: Field = { name: 'd', label: '完成时限', kind: 'day', required: true }
  for (const value of ['下周五', '2023-13-45']) {
    const card = cardOf({ ...empty, form: { fields: [filled(field, value)], submit: report.form?.submit ?? [] } })
    expect(fieldsIn(card)[0]?.field).not.toHaveProperty('initial_date')
  }
})

test('buttons come back with their value or open their page', () => {
  const card = cardOf({
    ...empty,
    actions: [
      { label: '签收', style: 'primary', value: { do: 'accept', v: 3 } },
      { label: '查看', style: 'default', url: 'https://office.example.cn/issues/7' },
    ],
  })
  expect(buttonsIn(card)).toEqual(['签收', '查看'])
  expect(tap(card, '签收', {}).action).toEqual({
    tag: 'button',
    timezone: 'Asia/Shanghai',
    value: { do: 'accept', v: 3 },
  })
  expect(tap(card, '查看', {})).toEqual({ opens: 'https://office.example.cn/issues/7' })
})

test('ten items with three buttons each are shown whole', () => {
  const card = {
    ...empty,
    blocks: items(10, 2),
    actions: [{ label: '已知悉', style: 'default' as const, value: { do: 'ack' } }],
  }
  expect(faultsOf(card)).toEqual([])
  expect(buttonsIn(cardOf(card))).toHaveLength(31)
  expect(tap(cardOf(card), { label: '申请销号', after: 'LH2022-0007' }, {}).action?.value).toEqual({
    do: '申请销号',
    index: 6,
  })
})

test('too many items are cut and the rest counted, within Lark’s limits', () => {
  const card = { ...empty, blocks: items(60, 2) }
  expect(faultsOf(card)).toEqual([])
  const text = textOf('interactive', cardOf(card))
  const shown = text.match(/🟠/g)?.length ?? 0
  expect(shown).toBeGreaterThanOrEqual(10)
  expect(text).toContain(`还有 ${60 - shown} 项没有列出。`)
})

test('a long text is cut to what a phone reads, and marked', () => {
  const text = textOf('interactive', cardOf({ ...empty, blocks: [{ type: 'text', text: '字'.repeat(10_000) }] }))
  expect(text).toBe(`报送问题\n${'字'.repeat(595)}……（略）`)
})

test('a text is never cut through a sign', () => {
  const text = textOf('interactive', cardOf({ ...empty, blocks: [{ type: 'text', text: '𠮷'.repeat(700) }] }))
  expect(text).toBe(`报送问题\n${'𠮷'.repeat(595)}……（略）`)
})

test('a hundred units to choose from are offered; beyond what fits the rest is mentioned', () => {
  const field = (count: number): Field => ({
    name: 'unit',
    label: '责任单位',
    kind: 'choice',
    required: true,
    options: options(count),
  })
  const card = (count: number) => ({
    ...empty,
    form: { fields: [filled(field(count), '')], submit: report.form?.submit ?? [] },
  })
  expect(faultsOf(card(100))).toEqual([])
  expect(textOf('interactive', cardOf(card(100)))).not.toContain('只列出')
  expect(faultsOf(card(500))).toEqual([])
  expect(textOf('interactive', cardOf(card(500)))).toContain('选项较多，这里只列出前 100 项。')
})

test('a plan with twelve measures and forty people to choose from is shown whole', () => {
  const line = (n: number): Field => ({ name: `measure${n}`, label: `推进措施${n}`, kind: 'line', required: false })
  const day = (n: number): Field => ({ name: `date${n}`, label: `时间节点${n}`, kind: 'day', required: false })
  const person = (name: string, label: string): Field => ({
    name,
    label,
    kind: 'choice',
    required: true,
    options: options(40),
  })
  const measures = Array.from({ length: 12 }, (_, n) => [filled(line(n + 1), ''), filled(day(n + 1), '')]).flat()
  const people = [filled(person('first', '第一责任人'), 'o1'), filled(person('responsible', '具体责任人'), 'o2')]
  const card = { ...empty, form: { fields: [...measures, ...people], submit: report.form?.submit ?? [] } }
  expect(faultsOf(card)).toEqual([])
  expect(textOf('interactive', cardOf(card))).not.toContain('只列出')
  const { action } = tap(cardOf(card), '提交', {
    推进措施12: '拨付尾款',
    时间节点12: '2023-05-24',
    具体责任人: '选项40',
  })
  expect(action?.form_value).toMatchObject({ measure12: '拨付尾款', date12: '2023-05-24 +0800', responsible: 'o40' })
})

test('a card that fits nowhere says its fallback and keeps its buttons', () => {
  const field = (n: number): Field => ({ name: `f${n}`, label: `项${n}`, kind: 'line', required: false })
  const fields = Array.from({ length: 120 }, (_, n) => filled(field(n), ''))
  const card = {
    ...report,
    form: { fields, submit: report.form?.submit ?? [] },
    fallback: '请发送“帮助”。',
    actions: [{ label: '查看', style: 'default' as const, url: 'https://x.cn' }],
  }
  expect(faultsOf(card)).toEqual([])
  expect(textOf('interactive', cardOf(card))).toBe('报送问题\n请发送“帮助”。\n[查看]')
})

test('whatever people typed, the card is one Lark accepts and mentions nobody', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2000 }),
    fc.constantFrom(hostile, '', ' ', '\n\n', '\u0000\u0007', '"'.repeat(900), '字'.repeat(5000), '👩‍💼'.repeat(300)),
  )
  const block = fc.oneof(
    fc.record({ type: fc.constant('text' as const), text: typed }),
    fc.record({ type: fc.constant('note' as const), text: typed }),
    fc.record({
      type: fc.constant('fields' as const),
      fields: fc.array(fc.record({ label: fc.constant('备注'), value: typed }), { maxLength: 20 }),
    }),
    fc.record({
      type: fc.constant('item' as const),
      title: typed,
      lines: fc.array(typed, { maxLength: 4 }),
      tone: fc.constantFrom('plain' as const, 'bad' as const),
      actions: fc.constant([{ label: '查看', style: 'default' as const, url: 'https://x.cn' }]),
    }),
  )
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 40 }),
      typed,
      fc.array(typed, { maxLength: 12 }),
      (blocks, title, values) => {
        const fields = values.map((value, n) =>
          filled({ name: `f${n}`, label: `项${n}`, kind: n % 2 ? 'line' : 'paragraph', required: n % 3 === 0 }, value),
        )
        const form = { fields, submit: report.form?.submit ?? [] }
        const card: Card = { ...empty, title, blocks, fallback: title, ...(values.length > 0 && { form }) }
        expect(faultsOf(card)).toEqual([])
        expect(mentionsOf('interactive', cardOf(card))).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
})

test('whatever people typed, a text message stays within Lark’s limit and mentions nobody', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', 'at', ' user_id="all"', '>', '字', '](', '/'), maxLength: 40_000 }),
      (text) => {
        const { content } = render({ kind: 'text', text })
        expect(mentionsOf('text', JSON.parse(content))).toEqual([])
        expect(Buffer.byteLength(content)).toBeLessThan(150 * 1024)
      },
    ),
  )
})
