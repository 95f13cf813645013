import { normal } from '../core/text.ts'
import type { Action, Block, Capabilities, Card, Content } from './platform.ts'
import { ladderTexts } from './ladder-texts.ts'

/**
 * What a platform lacks is made up for, a rung at a time: form card → a button to the form page; buttons that come back →
 * links that say a short word with a code → numbers to answer with. Pure: what it needs remembered and signed is given.
 */

export type Tap = Extract<Action, { value: unknown }>

/** How the buttons of a message come back. */
export type Rung = 'taps' | 'links' | 'numbers'

/** Links that speak for whoever opens them only alone with the bot. */
export function rungOf({ taps, saying }: Capabilities, alone: boolean): Rung {
  if (taps) return 'taps'
  return saying && alone ? 'links' : 'numbers'
}

/** Whether a card's form has to be filled in on a page. */
export function needsPage(content: Content, { forms, taps }: Capabilities): content is Card & { form: object } {
  return content.kind === 'card' && content.form !== undefined && !(forms && taps)
}

/** Buttons of a message in the order they are read; those of a form that stays in the card are its own. */
export function tapsIn(content: Content): Tap[] {
  if (content.kind === 'text') return []
  return [...content.blocks.flatMap((block) => ('actions' in block ? block.actions : [])), ...content.actions].filter(
    isTap,
  )
}

function isTap(action: Action): action is Tap {
  return 'value' in action
}

/** 签收; of a longer label its first word: LH2022-0007. */
export function wordsOf({ label }: Action): string {
  const [first = ''] = label.split(/\s/u)
  return Array.from(first).slice(0, 16).join('')
}

/** Ids as people can read them out: no I, L, O, U. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `签收 #4F2`: what a link says. */
export function saidFor(words: string, id: number): string {
  let code = ''
  for (let left = id; left > 0; left = Math.floor(left / signs.length)) code = `${signs[left % signs.length]}${code}`
  return `${words} #${code}`
}

export type Wish = { readonly words: string; readonly id: number } | { readonly number: number }

/** What a message chooses: `签收 #4F2`, `2`, `回复 ２`; null where it is something else. */
export function wishIn(text: string): Wish | null {
  const typed = normal(text)
  const [, words, code = ''] = /^(\S{1,16}) ?#([0-9A-HJKMNP-TV-Z]{1,9})$/iu.exec(typed) ?? []
  if (words !== undefined) return { words, id: idOf(code.toUpperCase()) }
  const number = /^(?:回复? ?|选 ?)?([1-9]\d{0,2})[.。、]?$/u.exec(typed)?.[1]
  return number === undefined ? null : { number: Number(number) }
}

function idOf(code: string): number {
  return Array.from(code).reduce((sum, sign) => sum * signs.length + signs.indexOf(sign), 0)
}

export type Way = {
  readonly capabilities: Capabilities
  readonly rung: Rung
  /** In a group the bot hears only who mentions it. */
  readonly alone: boolean
  /** Ids under which the taps are remembered, in their order; empty where nobody could choose. */
  readonly ids: readonly number[]
  /** Where the form is filled in; null where it can't be linked. */
  readonly page: string | null
}

/** A content as this platform can carry it. What it can carry already is left as it is. */
export function carried(content: Content, way: Way): Content {
  if (content.kind === 'text') return content
  const card = needsPage(content, way.capabilities) ? onPage(content, way.page) : content
  if (way.rung === 'taps' || tapsIn(card).length === 0) return card
  return way.rung === 'links' ? linked(card, way) : numbered(card, way)
}

/** The form gives way to a button that opens it; what is asked for is still said. */
function onPage({ form, ...card }: Card, page: string | null): Card {
  const needed = (form?.fields ?? []).filter(({ field }) => field.required).map(({ field }) => field.label)
  if (page === null) return card
  const wanted = needed.length === 0 ? [] : [{ type: 'note' as const, text: ladderTexts.wanted(needed) }]
  const lives = { type: 'note' as const, text: ladderTexts.pageLives }
  const open: Action = { label: ladderTexts.fillIn, style: 'primary', url: page }
  const fallback = [card.fallback, `${ladderTexts.fillIn}：${page}`, ladderTexts.pageLives].join('\n')
  return { ...card, blocks: [...card.blocks, ...wanted, lives], actions: [open, ...card.actions], fallback }
}

function linked(card: Card, { capabilities, ids }: Way): Card {
  const address = capabilities.saying ?? (() => '')
  const said: string[] = []
  let next = 0
  const link = (action: Action): Action[] => {
    if (!isTap(action)) return [action]
    const id = ids[next++]
    if (id === undefined) return []
    const words = saidFor(wordsOf(action), id)
    said.push(words)
    return [{ label: action.label, style: action.style, url: address(words) }]
  }
  const blocks = card.blocks.map((block) =>
    'actions' in block ? { ...block, actions: block.actions.flatMap(link) } : block,
  )
  const actions = card.actions.flatMap(link)
  const fallback = said.length === 0 ? card.fallback : `${card.fallback}\n${ladderTexts.say(said)}`
  return { ...card, blocks, actions, fallback }
}

type Numbered = { readonly number: number; readonly label: string }

function numbered(card: Card, { ids, alone }: Way): Card {
  let next = 0
  const take = (actions: readonly Action[]): Numbered[] =>
    actions.filter(isTap).flatMap(({ label }) => (next < ids.length ? [{ number: ++next, label }] : []))
  const pages = (actions: readonly Action[]) => actions.filter((action) => !isTap(action))
  const lines: string[] = []
  const blocks = card.blocks.flatMap((block): Block[] => {
    if (!('actions' in block)) return [block]
    const choices = take(block.actions)
    const said = choices.length === 0 ? [] : [ladderTexts.answer(choices, alone)]
    lines.push(...said.map((line) => (block.type === 'item' ? `${block.title}：${line}` : line)))
    if (block.type === 'item') return [{ ...block, lines: [...block.lines, ...said], actions: pages(block.actions) }]
    const rest = pages(block.actions)
    const notes = said.map((text) => ({ type: 'note' as const, text }))
    return rest.length === 0 ? notes : [{ ...block, actions: rest }, ...notes]
  })
  const own = take(card.actions)
  const said = own.length === 0 ? [] : [ladderTexts.answer(own, alone)]
  return {
    ...card,
    blocks: [...blocks, ...said.map((text) => ({ type: 'note' as const, text }))],
    actions: pages(card.actions),
    fallback: [card.fallback, ...lines, ...said].join('\n'),
  }
}
