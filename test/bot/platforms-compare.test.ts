import { expect, test } from 'vitest'
import type { Block, Card, CardForm, Content } from '../../bot/platform.ts'
import type { ActRow } from '../support/platforms/act.ts'
import { expectedOf, readOf } from '../support/platforms/compare.ts'
import { demoDoor } from '../support/platforms/demo.ts'
import { played } from '../support/platforms/play.ts'
import { poorestDoor } from '../support/platforms/poorest.ts'
import { platforms, reference } from '../support/platforms/rows.ts'

/** A platform that loses something of what it is given is noticed: else the comparison of all platforms would prove nothing. */

const act: ActRow = {
  title: '进展, by a button and its form',
  who: 'responsible',
  from: (w) => w.to('rectifying'),
  steps: [
    { says: '查 0001' },
    { taps: '更新进展' },
    { fills: { text: '已与企业签订补充协议' } },
    { says: '天气怎么样' },
  ],
  reads: /已记入进展/,
  event: 'progressed',
}

type Draw = (content: Content) => Content
const cards = (change: (card: Card) => Partial<Card>): Draw => {
  return (content) => (content.kind === 'card' ? { ...content, ...change(content) } : content)
}
const blocks = (change: (block: Block) => readonly Block[]) =>
  cards((card) => ({ blocks: card.blocks.flatMap(change) }))
const rows = (change: (row: Extract<Block, { type: 'item' }>) => object) =>
  blocks((block) => [block.type === 'item' ? { ...block, ...change(block) } : block])
const facts = (change: (field: { label: string; value: string }, at: number) => { label: string; value: string }[]) =>
  blocks((block) => [block.type === 'fields' ? { ...block, fields: block.fields.flatMap(change) } : block])
const forms = (change: (form: CardForm) => Partial<CardForm>) =>
  cards(({ form }) => (form ? { form: { ...form, ...change(form) } } : {}))
const fields = (change: (field: CardForm['fields'][number]['field']) => object) =>
  forms((form) => ({
    fields: form.fields.map((one) => ({ ...one, field: { ...one.field, ...change(one.field) } })),
  }))

const lost: readonly (readonly [what: string, draw: Draw])[] = [
  ['titles', cards(() => ({ title: '' }))],
  ['the value of a fact', facts(({ label }, at) => [{ label, value: at === 1 ? '' : '3月31日' }])],
  ['a fact', facts((fact, at) => (at === 1 ? [] : [fact]))],
  ['the small print', blocks((block) => (block.type === 'note' ? [] : [block]))],
  ['a sentence', blocks((block) => (block.type === 'text' ? [] : [block]))],
  ['a line of a row', rows(() => ({ lines: [] }))],
  ['a button of a row', rows(({ actions }) => ({ actions: actions.slice(0, 1) }))],
  ['a button of a card', cards(({ actions }) => ({ actions: actions.slice(1) }))],
  ['a field of a form', forms(({ fields: all }) => ({ fields: all.slice(0, -1) }))],
  ['that a field must be filled in', fields(() => ({ required: false }))],
  ['what is said at a field', fields(({ hint: _, ...field }) => ({ ...field, hint: '' }))],
  ['what may be chosen', fields(({ options }) => (options ? { options: options.slice(1) } : {}))],
  ['a button of a form', forms(({ submit }) => ({ submit: submit.slice(0, 1) }))],
]

const measured = played(reference, act)

test.each(lost)('losing %s', async (_, draw) => {
  const left = await played({ open: (w) => demoDoor(w, { draw }) }, act)
  expect(readOf(left, await measured, act)).not.toEqual(expectedOf(await measured, act, reference.capabilities))
})

const poorest = platforms.at(-1) ?? reference
const words = (change: (text: string) => string) =>
  blocks((block) => {
    if (block.type === 'item') return [{ ...block, lines: block.lines.map(change) }]
    return [block.type === 'note' ? { ...block, text: change(block.text) } : block]
  })

test.each([
  ['a number', words((text) => text.replace(/，2 .*$/u, ''))],
  ['what must be filled in on the page', words((text) => text.replace(/^要填：.*$/u, ''))],
  ['how long the page is there', words((text) => text.replace(/^点“填写”.*$/u, ''))],
])('losing %s on the way down the ladder', async (_, draw) => {
  const left = await played({ open: (w) => poorestDoor(w, draw) }, act)
  expect(readOf(left, await measured, act)).not.toEqual(expectedOf(await measured, act, poorest.capabilities))
})

test('what flashes up on one is said on another, or it is missed', async () => {
  const { steps, log } = await measured
  const silent = { log, steps: steps.map((step) => ({ ...step, flash: null })) }
  expect(readOf(silent, await measured, act)).not.toEqual(expectedOf(await measured, act, reference.capabilities))
})

test('nothing lost is nothing noticed', async () => {
  const left = await played({ open: (w) => demoDoor(w, { draw: (content) => content }) }, act)
  expect(readOf(left, await measured, act)).toEqual(expectedOf(await measured, act, reference.capabilities))
  const poor = await played(poorest, act)
  expect(readOf(poor, await measured, act)).toEqual(expectedOf(await measured, act, poorest.capabilities))
})
