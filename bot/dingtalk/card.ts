import type { Action, ActionStyle, Block, Card, Content } from '../platform.ts'
import { cut } from '../wire.ts'
import { unlinked } from './escape.ts'
import { blocksIn, longestLabel, pageLink } from './markdown.ts'
import type { Layout } from './markdown.ts'
import { texts } from './texts.ts'

/** The variables of card-template.json: every value is a text, lists are JSON. */
export type CardParams = Readonly<Record<string, string>>

/** How many pieces of text and groups of buttons the template has. */
const textCount = 8
const groupCount = 6
/** DingTalk takes no longer value. */
const mostBytes = 1024

const layouts: readonly Layout[] = [
  { longest: 600, items: 50, links: 5 },
  { longest: 300, items: 20, links: 3 },
  { longest: 150, items: 10, links: 2 },
  { longest: 60, items: 10, links: 1 },
  { longest: 60, items: 5, links: 1 },
]

const colours: Readonly<Record<ActionStyle, string>> = { primary: 'blue', default: 'gray', danger: 'red' }

/** Whether a card is worth one: something in it comes back, or in a group somebody is to be called. */
export function wantsTemplate(content: Content, inGroup: boolean): content is Card {
  if (content.kind === 'text') return false
  const actions = content.blocks.flatMap((block) => ('actions' in block ? block.actions : []))
  const called = inGroup && content.blocks.some((block) => block.type === 'item' && (block.mentions ?? []).length > 0)
  return called || [...actions, ...content.actions].some((action) => 'value' in action)
}

/** A card as the template takes it, always within its limits; what had to give way is marked as left out. */
export function cardParams(content: Content): CardParams {
  const card = content.kind === 'card' ? content : plainCard(content.text)
  for (const layout of layouts) {
    const params = paramsIn(card, layout)
    if (params) return params
  }
  const bare = {
    ...plainCard(cut(card.fallback, 1_200, texts.cut)),
    title: card.title,
    actions: card.actions.slice(0, 10),
  }
  return paramsIn(bare, { longest: 1_200, items: 0, links: 0 }) ?? params({ title: card.title, pieces: [], groups: [] })
}

function plainCard(text: string): Card {
  return { kind: 'card', title: '', tone: 'plain', blocks: [{ type: 'text', text }], actions: [], fallback: text }
}

/** undefined where the layout doesn't fit. */
function paramsIn(card: Card, layout: Layout): CardParams | undefined {
  const lines = blocksIn(card, layout, pageLink).flatMap((block, at) => [...(at > 0 ? [''] : []), ...shortLines(block)])
  const pieces = packed(lines, (some) => some.join('\n').trim())
  const groups = packed(buttonsIn(card, layout), (buttons) => JSON.stringify(buttons))
  if (!pieces || !groups || pieces.length > textCount || groups.length > groupCount) return undefined
  return params({ title: card.title, pieces, groups })
}

/** All variables, also the empty ones: what an update doesn't name stays. */
function params(parts: { title: string; pieces: readonly string[]; groups: readonly string[] }): CardParams {
  const numbered = (name: string, count: number, values: readonly string[], none: string) =>
    Array.from({ length: count }, (_, at) => [`${name}${at + 1}`, values[at] ?? none] as const)
  return {
    title: unlinked(cut(parts.title, 100, '…')),
    ...Object.fromEntries(numbered('text', textCount, parts.pieces, '')),
    ...Object.fromEntries(numbered('buttons', groupCount, parts.groups, '[]')),
    status: '',
    flowStatus: '3',
  }
}

/** The lines of a block, those too long for a value in several; a link is never cut through. */
function shortLines(block: string): string[] {
  return block.split('\n').flatMap((line) => {
    if (bytesOf(line) <= mostBytes || line.includes('](')) return [line]
    const signs = Array.from(line)
    const each = Math.floor(mostBytes / 4)
    return Array.from({ length: Math.ceil(signs.length / each) }, (_, at) =>
      signs.slice(at * each, (at + 1) * each).join(''),
    )
  })
}

/** Parts in as few values as they fit into, in their order; undefined where one is too long by itself. */
function packed<T>(parts: readonly T[], write: (parts: readonly T[]) => string): string[] | undefined {
  const values: T[][] = []
  for (const part of parts) {
    const last = values.at(-1)
    if (last && bytesOf(write([...last, part])) <= mostBytes) last.push(part)
    else values.push([part])
  }
  const written = values.map(write)
  return written.every((value) => bytesOf(value) <= mostBytes) ? written : undefined
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).byteLength
}

/** Buttons can't stand in the text: those of an item say which it is. Pages are linked in place. */
function buttonsIn(card: Card, { items, links }: Layout): object[] {
  const shown = card.blocks.filter((block) => block.type === 'item').slice(0, items)
  const ofBlock = (block: Block): object[] => {
    if (block.type === 'buttons') return block.actions.filter(comesBack).map((action) => button(action))
    if (block.type !== 'item' || !shown.includes(block)) return []
    const [name = ''] = block.title.split(/\s/)
    return block.actions
      .slice(0, links)
      .filter(comesBack)
      .map((action) => button(action, cut(name, 16, '…')))
  }
  return [...card.blocks.flatMap(ofBlock), ...card.actions.map((action) => button(action))]
}

function comesBack(action: Action): boolean {
  return 'value' in action
}

function button(action: Action, of = ''): object {
  const text = [of, cut(action.label, longestLabel, '…')].filter(Boolean).join(' ')
  const event =
    'url' in action
      ? { type: 'openLink', params: { url: action.url } }
      : { type: 'sendCardRequest', params: { actionId: 'tap', params: { v: JSON.stringify(action.value) } } }
  return { text, color: colours[action.style], status: 'normal', event }
}
