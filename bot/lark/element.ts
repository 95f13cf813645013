import type { Action, ActionStyle, Tone } from '../platform.ts'
import { cut } from '../wire.ts'

/** A piece of card JSON. Lark refuses properties it doesn't know, so only what is listed in its documents is written. */
export type Element = { readonly tag: string; readonly [property: string]: Json }
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json }

/** How much of a card is shown: each further step of `layouts` in render.ts gives up something more. */
export type Layout = {
  /** Longest text in characters; the rest is in the console. */
  readonly longest: number
  /** Label and value side by side, lines between items. */
  readonly roomy: boolean
  readonly items: number
  readonly options: number
  /** Longest text filled into an input beforehand. */
  readonly filled: number
}

const colours: Readonly<Record<Tone, string>> = { plain: 'default', good: 'green', warn: 'orange', bad: 'red' }
const buttonTypes: Readonly<Record<ActionStyle, string>> = {
  primary: 'primary_filled',
  default: 'default',
  danger: 'danger',
}

/** Text of people. `plain_text` is the one kind Lark never reads as markdown, mention or link. */
export function plain(content: string, style: { [property: string]: Json } = {}): Element {
  return { tag: 'plain_text', content, ...style }
}

export function text(content: string): Element {
  return { tag: 'div', text: plain(content) }
}

export function quiet(content: string): Element {
  return { tag: 'div', text: plain(content, { text_size: 'notation', text_color: 'grey' }) }
}

/** A label above what it names. */
export function label(content: string): Element {
  return { tag: 'div', text: plain(content, { text_color: 'grey' }) }
}

export function toned(content: string, tone: Tone): Element {
  return { tag: 'div', text: plain(content, { text_color: colours[tone] }) }
}

/** Label and value on one line of the phone. */
export function pair(name: string, value: string): Element {
  const column = (weight: number, element: Element): Element => {
    return { tag: 'column', width: 'weighted', weight, elements: [element] }
  }
  return { tag: 'column_set', flex_mode: 'none', columns: [column(2, label(name)), column(4, text(value))] }
}

/** Buttons beside each other that wrap where the phone is too narrow. */
export function row(buttons: readonly Element[]): Element {
  const columns = buttons.map((button): Element => ({ tag: 'column', width: 'auto', elements: [button] }))
  return { tag: 'column_set', flex_mode: 'flow', columns }
}

export function button(action: Action, more: { [property: string]: Json } = {}): Element {
  const behaviour =
    'url' in action ? { type: 'open_url', default_url: action.url } : { type: 'callback', value: action.value }
  return {
    tag: 'button',
    type: buttonTypes[action.style],
    text: plain(cut(action.label, 100, '…')),
    behaviors: [behaviour],
    ...more,
  }
}
