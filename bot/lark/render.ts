import type { Card, Content } from '../platform.ts'
import { buttons, cardJson, framed } from './card.ts'
import type { CardJson } from './card.ts'
import { cut } from '../wire.ts'
import { text } from './element.ts'
import type { Layout } from './element.ts'
import { texts } from './texts.ts'

export type Rendered = { readonly msg_type: 'text' | 'interactive'; readonly content: string }

/** Lark refuses cards of more than 200 elements or 30 KB, the rest of the request included. */
const maxElements = 200
const maxBytes = 28_000
const maxText = 10_000

const layouts: readonly Layout[] = [
  { longest: 600, roomy: true, items: 50, options: 100, filled: 1000 },
  { longest: 600, roomy: false, items: 50, options: 100, filled: 1000 },
  { longest: 300, roomy: false, items: 20, options: 60, filled: 1000 },
  { longest: 150, roomy: false, items: 10, options: 30, filled: 500 },
  { longest: 60, roomy: false, items: 10, options: 10, filled: 200 },
]

/** A message as Lark takes it, always within its limits; what had to give way is marked as left out. */
export function render(content: Content): Rendered {
  if (content.kind === 'card') return { msg_type: 'interactive', content: JSON.stringify(fitting(content)) }
  return { msg_type: 'text', content: JSON.stringify({ text: inert(cut(content.text, maxText, texts.cut)) }) }
}

function fitting(card: Card): CardJson {
  for (const layout of layouts) {
    const json = cardJson(card, layout)
    if (fits(json)) return json
  }
  return framed(card, [text(cut(card.fallback, 2000, texts.cut)), ...buttons(card.actions.slice(0, 10))])
}

/** Measured as it travels: the card is a string inside the request's JSON, each quote escaped. */
function fits(json: CardJson): boolean {
  const content = JSON.stringify(JSON.stringify(json))
  return countTags(json) <= maxElements && new TextEncoder().encode(content).byteLength <= maxBytes
}

function countTags(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = 'tag' in value ? 1 : 0
  return Object.values(value).reduce((sum: number, inner) => sum + countTags(inner), own)
}

/**
 * Text messages know tags (`<at user_id="all">`, `<b>`) and links. A sign of no width after each
 * opening keeps them the text they are.
 */
function inert(value: string): string {
  return value.replace(/<(?=[/a-z!])/gi, '<\u200b').replace(/\](?=\()/g, ']\u200b')
}
