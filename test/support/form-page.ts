import { pageRoutes } from '../../bot/page/routes.tsx'
import type { ListeningOffice } from '../../bot/office.ts'
import { deliverDue } from '../../bot/deliver.ts'
import type { Content } from '../../bot/platform.ts'
import { buttonsOf } from './chat.ts'
import type { FieldShown, FormShown } from './platforms/reading.ts'

const site = 'http://127.0.0.1:8787'

export type Shown = { readonly status: number; readonly html: string; readonly text: string; readonly headers: Headers }
type Filled = Readonly<Record<string, string | readonly string[]>>
type Sending = { readonly files?: readonly File[]; readonly do?: string; readonly headers?: Record<string, string> }

/** The address behind 填写 in a message. */
export function linkIn(content: Content | undefined): string {
  const actions = content?.kind === 'card' ? buttonsOf(content) : []
  const [open] = actions.flatMap((action) => ('url' in action && action.label === '填写' ? [action.url] : []))
  if (open === undefined) throw new Error('no link to a form')
  return open.replace(`${site}/f`, '')
}

/** A browser without scripts on the form page: it keeps what stands in the form and sends it on. */
export function formPage(office: ListeningOffice) {
  const app = pageRoutes({ office, style: '', kick: () => undefined })
  const shown = async (response: Response): Promise<Shown> => {
    const html = await response.text()
    const text = html.replace(/<[^>]*>/g, '\n').replace(/\n\s*\n+/g, '\n')
    return { status: response.status, html, text, headers: response.headers }
  }
  const opens = async (link: string) => shown(await app.request(link))
  const sendsRaw = async (
    link: string,
    body: FormData | string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => {
    const answer = await shown(await app.request(link, { method: 'POST', body, headers: { origin: site, ...headers } }))
    await deliverDue(office)
    return answer
  }

  /** Opens the form, fills it in over what stands there and presses a button. */
  async function fills(link: string, filled: Filled, sending: Sending = {}, on?: Shown): Promise<Shown> {
    const { html } = on ?? (await opens(link))
    const body = new FormData()
    for (const [name, value] of standing(html)) if (!(name in filled)) body.append(name, value)
    for (const [name, value] of Object.entries(filled)) for (const one of [value].flat()) body.append(name, one)
    for (const file of sending.files ?? []) body.append('files', file)
    body.append('do', sending.do ?? 'submit')
    return sendsRaw(link, body, sending.headers)
  }
  return { opens, fills, sendsRaw }
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** What a browser would send back of a page as it is. */
export function standing(html: string): [string, string][] {
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]): [string, string][] => {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type')
    if (name === undefined || type === 'file' || (type === 'checkbox' && !/\bchecked/.test(tag))) return []
    return [[name, unescaped(attribute(tag, 'value') ?? '')]]
  })
  const areas = [...html.matchAll(/<textarea\b([^>]*)>([^<]*)<\/textarea>/g)].map(
    ([, tag = '', text = '']): [string, string] => [attribute(tag, 'name') ?? '', unescaped(text)],
  )
  const selects = [...html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].map(
    ([, tag = '', options = '']): [string, string] => {
      const chosen = /<option\b[^>]*\bselected[^>]*>/.exec(options)?.[0] ?? ''
      return [attribute(tag, 'name') ?? '', unescaped(attribute(chosen, 'value') ?? '')]
    },
  )
  return [...inputs, ...areas, ...selects]
}

/** The form of a page taken apart; null where it has none. Files aside: a card has no place for them. */
export function formShownOn(html: string): FormShown | null {
  const form = /<form\b.*?<\/form>/s.exec(html)?.[0]
  if (form === undefined) return null
  const pieces = form.split(/(?=<div class="field)/).slice(1)
  return {
    fields: pieces.filter((piece) => !piece.includes('for="f-files"')).map(fieldShownIn),
    buttons: [...form.matchAll(/<button\b[^>]*>(.*?)<\/button>/gs)].map(([, words = '']) => wordsIn(words)),
  }
}

function fieldShownIn(piece: string): FieldShown {
  const label = /<(label|span) class="label".*?<\/\1>/s.exec(piece)?.[0] ?? ''
  const isChosen = (tag: string) => /\b(?:selected|checked)\b/.test(tag)
  const options = [
    ...piece.matchAll(/(<option\b[^>]*>)(.*?)<\/option>/gs),
    ...piece.matchAll(/<label class="choice">(<input\b[^>]*>)<span>(.*?)<\/span>/gs),
  ].filter(([, tag = '']) => !/\bvalue=""/.test(tag))
  const typed = standing(piece).map(([, value]) => value)
  const chosen = options.filter(([, tag = '']) => isChosen(tag)).map(([, , words = '']) => wordsIn(words))
  return {
    label: wordsIn(label.replace(/<span class="required">.*$/s, '')),
    required: label.includes('class="required"'),
    value: (options.length > 0 ? chosen : typed).join('、'),
    options: options.map(([, , words = '']) => wordsIn(words)),
    said: wordsIn(/<p class="hint".*?<\/p>/s.exec(piece)?.[0] ?? ''),
  }
}

function wordsIn(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, '')).trim()
}
