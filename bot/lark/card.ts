import type { Action, Block, Card, Mention, Tone } from '../platform.ts'
import { cut } from '../wire.ts'
import { button, label, pair, plain, quiet, row, text, toned } from './element.ts'
import type { Element, Json, Layout } from './element.ts'
import { formElement } from './form.ts'
import { chartElement, tableElements } from './figures.ts'
import { texts } from './texts.ts'

export type CardJson = { readonly [property: string]: Json }

const templates: Readonly<Record<Tone, string>> = { plain: 'blue', good: 'green', warn: 'orange', bad: 'red' }
const marks: Readonly<Record<Tone, string>> = { plain: '⚪', good: '🟢', warn: '🟠', bad: '🔴' }

/** Values up to this many characters stand beside their label, longer ones under it. */
const beside = 40

/** Card JSON 2.0 of a card, as much of it as `layout` allows. */
export function cardJson(card: Card, layout: Layout): CardJson {
  const items = card.blocks.filter((block) => block.type === 'item')
  const cutItems = items.length - layout.items
  const shown = card.blocks.filter((block) => block.type !== 'item' || items.indexOf(block) < layout.items)
  return framed(card, [
    ...shown.flatMap((block, index) => blockElements(block, layout, index > 0)),
    ...(cutItems > 0 ? [quiet(texts.cutItems(cutItems))] : []),
    ...(card.form ? [formElement(card.form, layout)] : []),
    ...buttons(card.actions),
  ])
}

/** Header and settings around a card's elements. */
export function framed(card: Card, elements: readonly Element[]): CardJson {
  const title = cut(card.title, 100, '…')
  return {
    schema: '2.0',
    config: { update_multi: true, width_mode: 'fill', enable_forward: false, summary: { content: title } },
    header: { title: plain(title), template: templates[card.tone] },
    body: { vertical_spacing: '8px', elements },
  }
}

export function buttons(actions: readonly Action[]): Element[] {
  return actions.length > 0 ? [row(actions.map((action) => button(action)))] : []
}

function blockElements(block: Block, layout: Layout, follows: boolean): Element[] {
  const short = (value: string): string => cut(value, layout.longest, texts.cut)
  switch (block.type) {
    case 'text':
      return [text(short(block.text))]
    case 'note':
      return [quiet(short(block.text))]
    case 'fields':
      return block.fields.flatMap(({ label: name, value }) => fieldElements(name, short(value), layout))
    case 'buttons':
      return buttons(block.actions)
    case 'table':
      return tableElements(block, layout)
    case 'chart':
      return [chartElement(block)]
    case 'item':
      return itemElements(block, layout, follows)
    default:
      return block satisfies never
  }
}

function fieldElements(name: string, value: string, layout: Layout): Element[] {
  if (!layout.roomy) return [text(`${name}：${value}`)]
  return value.length <= beside && !value.includes('\n') ? [pair(name, value)] : [label(name), text(value)]
}

function itemElements(item: Extract<Block, { type: 'item' }>, layout: Layout, follows: boolean): Element[] {
  const head = `${marks[item.tone]} ${cut(item.title, layout.longest, texts.cut)}`
  const lines = cut(item.lines.join('\n'), layout.longest, texts.cut)
  const called = mentioned(item.mentions ?? [])
  if (!layout.roomy)
    return [toned([head, lines].filter(Boolean).join('\n'), item.tone), ...called, ...buttons(item.actions)]
  return [
    ...(follows ? [{ tag: 'hr' }] : []),
    toned(head, item.tone),
    ...(lines ? [label(lines)] : []),
    ...called,
    ...buttons(item.actions),
  ]
}

/** The one element that Lark reads as markdown: nothing is in it but ids, and only such as Lark gives. */
function mentioned(mentions: readonly Mention[]): Element[] {
  const ids = mentions.map(({ id }) => id).filter((id) => /^[A-Za-z0-9_-]+$/.test(id))
  return ids.length === 0 ? [] : [{ tag: 'markdown', content: ids.map((id) => `<at id=${id}></at>`).join(' ') }]
}
