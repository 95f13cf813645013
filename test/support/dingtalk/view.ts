type Node = Readonly<Record<string, unknown>>

/** A message's kind (msgKey, msgtype or `card`) and what it was sent with. */
export type Content = { readonly type: string; readonly params: Node }

export type Button = { readonly label: string; readonly url?: string; readonly tap?: Tap }

/** What a button of a card sends back. */
export type Tap = { readonly actionId: string; readonly params: unknown }

/** What a reader sees of a message, and what they can touch in it. */
export type View = {
  /** One line a piece of text; what can be tapped in square brackets. */
  readonly text: string
  /** Links in the text and buttons, in reading order. */
  readonly buttons: readonly Button[]
  readonly headings: readonly string[]
}

/** Shows a message as the client does. */
export function viewOf({ type, params }: Content): View {
  if (type === 'card') return cardView(params)
  if (type === 'sampleText' || type === 'text') {
    const said = isNode(params['text']) ? params['text'] : params
    return plainView(asText(said['content']))
  }
  const marked = readMarkdown(asText(params['text']))
  const buttons = buttonsOf(params)
  return {
    text: [asText(params['title']), marked.text, ...buttons.map(({ label }) => `[${label}]`)].join('\n'),
    buttons: [...marked.buttons, ...buttons],
    headings: marked.headings,
  }
}

/** The numbered buttons of an action card, whichever of the three spellings it has. */
function buttonsOf(params: Node): Button[] {
  const listed = Array.isArray(params['btns']) ? params['btns'].filter(isNode) : []
  const numbered = [1, 2, 3, 4, 5].map((n) => ({
    title: params[`actionTitle${n}`],
    actionURL: params[`actionURL${n}`],
  }))
  const single = { title: params['singleTitle'], actionURL: params['singleURL'] }
  return [single, ...numbered, ...listed].flatMap(({ title, actionURL }) =>
    typeof title === 'string' ? [{ label: seen(title), url: asText(actionURL) }] : [],
  )
}

function cardView(params: Node): View {
  const of = (name: string) => asText(params[name])
  const texts = Object.keys(params).filter((name) => /^text\d+$/.test(name))
  const marked = texts.map((name) => readMarkdown(of(name)))
  const buttons = Object.keys(params)
    .filter((name) => /^buttons\d+$/.test(name))
    .flatMap((name) => dynamicButtons(of(name)))
  return {
    text: [of('title'), ...marked.map(({ text }) => text), ...buttons.map(({ label }) => `[${label}]`), of('status')]
      .map(seen)
      .filter((line) => line !== '')
      .join('\n'),
    buttons: [...marked.flatMap((one) => one.buttons), ...buttons],
    headings: marked.flatMap((one) => one.headings),
  }
}

function dynamicButtons(json: string): Button[] {
  const listed = parsed(json)
  if (!Array.isArray(listed)) return []
  return listed.filter(isNode).map((button): Button => {
    const event = isNode(button['event']) ? button['event'] : {}
    const params = isNode(event['params']) ? event['params'] : {}
    const label = seen(asText(button['text']))
    if (event['type'] === 'openLink') return { label, url: asText(params['url']) }
    return { label, tap: { actionId: asText(params['actionId']), params: params['params'] } }
  })
}

/** A text message links whatever looks like an address. */
function plainView(text: string): View {
  return { text: seen(text), buttons: addressesIn(text).map((url) => ({ label: url, url })), headings: [] }
}

const link = /!?\[([^\]\n]*)\]\(([^)\s]*)\)/g

/** The subset of markdown that clients know: headings, quotes, bold and italic, links, pictures, lists, some tags. */
function readMarkdown(markdown: string): View {
  const lines = markdown.split('\n')
  const bare = lines.map((line) => line.replace(link, '[$1]').replace(/<\/?[a-z][^>]*>/gi, ''))
  const links = Array.from(markdown.matchAll(link), ([, label = '', url = '']) => ({ label: seen(label), url }))
  const rest = markdown.replace(link, '')
  const under = lines.flatMap((line, at) =>
    /^\s{0,3}(=+|-{2,})\s*$/.test(line) && lines[at - 1]?.trim() ? [at - 1] : [],
  )
  const heads = lines.flatMap((line, at) =>
    /^\s{0,3}#{1,6}\s/.test(line) || under.includes(at) ? [bare[at] ?? ''] : [],
  )
  return {
    text: bare.map((line) => seen(withoutMarks(line))).join('\n'),
    buttons: [...links, ...addressesIn(rest).map((url) => ({ label: url, url }))],
    headings: heads.map((line) => seen(withoutMarks(line))),
  }
}

function withoutMarks(line: string): string {
  return line
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+])\s+/, '')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
    .replace(/\*(?=\S)(.+?)\*/g, '$1')
    .replace(/ +$/, '')
}

/** Addresses a client makes links of by itself. */
function addressesIn(text: string): string[] {
  return (
    text.match(
      /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>()[\]，。；、）]+|\b[a-z0-9-]+\.(?:com|cn|net|org|gov)\b[^\s，。]*/gi,
    ) ?? []
  )
}

/** Whom a text calls: those of the list whose `@id` stands in it. */
export function calledIn(text: string, ids: readonly string[]): string[] {
  return ids.filter((id) => text.includes(`@${id}`))
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Signs without width aren't seen. */
function seen(text: string): string {
  return text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
}
