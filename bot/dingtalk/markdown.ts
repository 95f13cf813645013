import type { Action, Block, Card, Chart, Table, Tone } from '../platform.ts'
import { cut } from '../wire.ts'
import { inert } from './escape.ts'
import { texts } from './texts.ts'

/** Characters of a button. A choice between issues or papers has to be told apart by what its buttons say: their names end late. */
export const longestLabel = 40

/** How much of a card is shown: each further step gives up something more. */
export type Layout = {
  /** Longest text in characters. */
  readonly longest: number
  readonly items: number
  /** How many of an item's links. */
  readonly links: number
}

const marks: Readonly<Record<Tone, string>> = { plain: '⚪', good: '🟢', warn: '🟠', bad: '🔴' }

/** A line break that every client makes. */
const newLine = '  \n'

/**
 * A card's words in the markdown all clients show: no tables, so rows become lines. Between blocks an empty line.
 * `buttons` draws what stands among the text; where it is given up, nothing is.
 */
export function blocksIn(card: Card, layout: Layout, draw: (action: Action) => string): string[] {
  const items = card.blocks.filter((block) => block.type === 'item')
  const shown = card.blocks.filter((block) => block.type !== 'item' || items.indexOf(block) < layout.items)
  const left = items.length - layout.items
  return [
    ...shown.map((block) => blockText(block, layout, draw)),
    ...(left > 0 ? [`> ${texts.cutItems(left)}`] : []),
  ].filter((text) => text !== '')
}

/** The heading of a card: its own title stands only in the list of chats. */
export function heading(title: string): string {
  return `#### ${line(cut(title, 100, '…'))}`
}

/** A link in the text, for an action that opens a page or speaks for its reader; nothing for one that comes back. */
export function pageLink(action: Action): string {
  return 'url' in action ? linkTo(action) : ''
}

function linkTo({ label, url }: { label: string; url: string }): string {
  return `[${line(label)}](${addressIn(url)})`
}

/** An address as it may stand in a link: what would end it early is written in percent. */
export function addressIn(url: string): string {
  return url.replace(/[()\s<>"]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

function blockText(block: Block, layout: Layout, draw: (action: Action) => string): string {
  const { longest } = layout
  switch (block.type) {
    case 'text':
      return paragraph(block.text, longest)
    case 'note':
      return `> ${paragraph(block.text, longest)}`
    case 'fields':
      return block.fields.map(({ label, value }) => `**${line(label)}**：${paragraph(value, longest)}`).join(newLine)
    case 'buttons':
      return row(block.actions.map(draw))
    case 'table':
      return tableText(block, layout)
    case 'chart':
      return chartText(block)
    case 'item':
      return itemText(block, layout, draw)
    default:
      return block satisfies never
  }
}

function itemText(
  { title, lines, tone, actions, mentions = [] }: Extract<Block, { type: 'item' }>,
  { longest, links }: Layout,
  draw: (action: Action) => string,
): string {
  return [
    `${marks[tone]} **${line(title)}**`,
    ...lines.map((text) => paragraph(text, longest)),
    // A robot's push calls nobody: the names are said.
    ...(mentions.length > 0 ? [mentions.map(({ name }) => `@${line(name)}`).join(' ')] : []),
    ...[row(actions.slice(0, links).map(draw))].filter((text) => text !== ''),
  ].join(newLine)
}

const mostRows = 30

function tableText({ columns, rows }: Table, { longest }: Layout): string {
  const [, ...others] = columns
  const shown = rows.slice(0, mostRows).map(([first = '', ...cells]) => {
    const said = cells.map((cell, at) => `${line(others[at] ?? '')} ${line(cell)}`).join('，')
    return `**${line(first)}** ${cut(said, longest, texts.cut)}`
  })
  const left = rows.length - mostRows
  return [...shown, ...(left > 0 ? [texts.cutItems(left)] : [])].join(newLine)
}

function chartText({ title, steps, series }: Chart): string {
  const lines = steps.map((step, at) => {
    const values = series.map(({ name, values }) => `${line(name)} ${values[at] ?? 0}`)
    return `${line(step)}：${values.join('，')}`
  })
  return [`**${line(title)}**`, ...lines].join(newLine)
}

/** Beside each other, as links are no wider than their words. */
function row(drawn: readonly string[]): string {
  return drawn.filter((one) => one !== '').join(' ｜ ')
}

/** Words of people on one line. */
export function line(text: string): string {
  return inert(text.replace(/\s+/g, ' ')).trim()
}

function paragraph(text: string, longest: number): string {
  return inert(cut(text, longest, texts.cut)).replace(/\n+/g, newLine)
}
