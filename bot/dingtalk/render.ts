import type { Action, Card, Content } from '../platform.ts'
import { cut } from '../wire.ts'
import { unlinked } from './escape.ts'
import { addressIn, blocksIn, heading, line, longestLabel, pageLink } from './markdown.ts'
import type { Layout } from './markdown.ts'
import { texts } from './texts.ts'

/** A robot's message to people and groups; `msgParam` is JSON text. */
export type Rendered = { readonly msgKey: string; readonly msgParam: string }

/** An answer through a session webhook. */
export type SessionBody = { readonly msgtype: string; readonly [part: string]: unknown }

type Words = { readonly title: string; readonly text: string; readonly buttons: readonly Link[] }
type Link = { readonly title: string; readonly actionURL: string }

/** From about 3800 signs on, DingTalk delivers nothing or half of it. */
const maxText = 3_700
const maxBytes = 14_000
const mostButtons = 5

const layouts: readonly Layout[] = [
  { longest: 600, items: 50, links: 5 },
  { longest: 300, items: 20, links: 5 },
  { longest: 150, items: 10, links: 5 },
  { longest: 60, items: 10, links: 3 },
  { longest: 60, items: 10, links: 1 },
  { longest: 40, items: 5, links: 1 },
]

/** A message within DingTalk's limits; what had to give way is marked as left out. `own` is the address of the office's pages. */
export function render(content: Content, own: string): Rendered {
  if (content.kind === 'text') return rendered('sampleText', { content: plain(content.text, own) })
  const { title, text, buttons } = wordsOf(content)
  const [first] = buttons
  if (!first) return rendered('sampleMarkdown', { title, text })
  if (buttons.length === 1) {
    return rendered('sampleActionCard', { title, text, singleTitle: first.title, singleURL: first.actionURL })
  }
  const numbered = buttons.flatMap((button, at) => [
    [`actionTitle${at + 1}`, button.title] as const,
    [`actionURL${at + 1}`, button.actionURL] as const,
  ])
  return rendered(`sampleActionCard${buttons.length}`, { title, text, ...Object.fromEntries<string>(numbered) })
}

/** The same as an answer in a group, calling `sender` where DingTalk lets an answer call somebody: in words alone. */
export function renderAnswer(content: Content, { own, sender }: { own: string; sender: string }): SessionBody {
  if (content.kind === 'text') {
    const at = { atUserIds: [sender], isAtAll: false }
    return { msgtype: 'text', text: { content: `@${sender} ${plain(content.text, own)}` }, at }
  }
  const { title, text, buttons } = wordsOf(content)
  if (buttons.length === 0) return { msgtype: 'markdown', markdown: { title, text } }
  return { msgtype: 'actionCard', actionCard: { title, text, btnOrientation: '0', btns: buttons } }
}

function plain(text: string, own: string): string {
  return cut(unlinked(text, own), maxText, texts.cut)
}

function wordsOf(card: Card): Words {
  const links = card.actions.flatMap(linkOf)
  // More than fit under a card stand in its text instead.
  const [buttons, inText] = links.length <= mostButtons ? [links, []] : [[], card.actions.map(pageLink)]
  const title = line(cut(card.title, 60, '…'))
  for (const layout of layouts) {
    const text = [heading(card.title), ...blocksIn(card, layout, pageLink), inText.filter(Boolean).join(' ｜ ')]
    const words = { title, text: text.filter(Boolean).join('\n\n'), buttons }
    if (fits(words)) return words
  }
  return { title, text: `${heading(card.title)}\n\n${unlinkedLines(card.fallback)}`, buttons }
}

function unlinkedLines(fallback: string): string {
  const card: Card = {
    kind: 'card',
    title: '',
    tone: 'plain',
    blocks: [{ type: 'text', text: fallback }],
    actions: [],
    fallback,
  }
  return blocksIn(card, { longest: 1_500, items: 0, links: 0 }, () => '').join('\n\n')
}

function fits(words: Words): boolean {
  return words.text.length <= maxText && new TextEncoder().encode(JSON.stringify(words)).byteLength <= maxBytes
}

/** Buttons that come back as taps aren't for cards of this kind. */
function linkOf(action: Action): Link[] {
  return 'url' in action ? [{ title: cut(action.label, longestLabel, '…'), actionURL: addressIn(action.url) }] : []
}

function rendered(msgKey: string, params: Readonly<Record<string, string>>): Rendered {
  return { msgKey, msgParam: JSON.stringify(params) }
}
