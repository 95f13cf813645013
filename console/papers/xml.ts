import { Unreadable } from './unreadable.ts'

export type Attributes = ReadonlyMap<string, string>

/** Names come without their prefix. */
export type XmlReader = {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** A cell holds 32,767 characters, with each of them written as a reference this many. */
const LONGEST = 256 * 1024

/**
 * Reads XML as its bytes arrive and keeps nothing of it. A DOCTYPE is refused: with none there are no entities to
 * expand and no files to fetch, and no spreadsheet program writes one.
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const decode = textDecoder()
  let rest = ''
  let tried = 0
  for await (const chunk of chunks) {
    rest += decode(chunk)
    // A tag that goes on and on isn't looked at again before it is twice as long: looking stays linear.
    if (rest.length < 2 * tried) continue
    rest = consume(rest, reader)
    tried = rest.length
    if (rest.length > LONGEST) throw new Unreadable('unsafe')
  }
  if (consume(rest, reader).trim() !== '') throw new Unreadable('broken')
}

function textDecoder(): (chunk: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw new Unreadable('broken', { cause })
    }
  }
}

/** Everything up to the last whole tag; returns what is left. */
function consume(buffer: string, reader: XmlReader): string {
  let at = 0
  for (;;) {
    const begin = buffer.indexOf('<', at)
    const end = begin < 0 ? -1 : endOfTag(buffer, begin)
    if (end < 0) return buffer.slice(at)
    if (begin > at) reader.text?.(withoutReferences(buffer.slice(at, begin)))
    readTag(buffer.slice(begin, end), reader)
    at = end
  }
}

const CDATA = '<![CDATA['

/** The place after the tag that begins here, -1 while its end hasn't arrived. */
function endOfTag(buffer: string, begin: number): number {
  if (buffer.length - begin < CDATA.length && !buffer.includes('>', begin)) return -1
  const after = (sign: string) => {
    const found = buffer.indexOf(sign, begin)
    return found < 0 ? -1 : found + sign.length
  }
  if (buffer.startsWith('<!--', begin)) return after('-->')
  if (buffer.startsWith(CDATA, begin)) return after(']]>')
  if (buffer.startsWith('<?', begin)) return after('?>')
  if (buffer.startsWith('<!', begin)) throw new Unreadable('unsafe')
  return afterElement(buffer, begin)
}

/** A value in quotes may hold a `>`. */
function afterElement(buffer: string, begin: number): number {
  let quote = ''
  for (let at = begin + 1; at < buffer.length; at += 1) {
    const sign = buffer.charAt(at)
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '>') return at + 1
    else if (sign === '"' || sign === "'") quote = sign
  }
  return -1
}

function readTag(tag: string, { open, close, text }: XmlReader): void {
  if (tag.startsWith(CDATA)) text?.(tag.slice(CDATA.length, -3))
  else if (tag.startsWith('</')) close?.(localName(tag.slice(2, -1).trim()))
  else if (!tag.startsWith('<!') && !tag.startsWith('<?')) {
    const closed = tag.endsWith('/>')
    const inside = tag.slice(1, closed ? -2 : -1)
    const name = /^\S*/.exec(inside)?.[0] ?? ''
    open?.(localName(name), attributesIn(inside, name.length))
    if (closed) close?.(localName(name))
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function attributesIn(inside: string, from: number): Attributes {
  const one = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
  const attributes = new Map<string, string>()
  one.lastIndex = from
  for (let found = one.exec(inside); found; found = one.exec(inside)) {
    const [, name = '', double, single = ''] = found
    attributes.set(name, withoutReferences(double ?? single))
  }
  return attributes
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** XML's own five names and numbers; any other name stays as it stands. */
function withoutReferences(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|\w{1,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return signs[name] ?? whole
    const code = Number(/^#x/i.test(name) ? `0${name.slice(1)}` : name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
