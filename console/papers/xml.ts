import { SaxesParser } from 'saxes'
import { Unreadable } from './unreadable.ts'

export type Attributes = ReadonlyMap<string, string>

/** Names come without their prefix. */
export type XmlReader = {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Bytes without a tag: a cell holds 32,767 characters, and each of them may be written as a reference. */
const LONGEST = 512 * 1024

/**
 * Reads XML as its bytes arrive and keeps nothing of it. A DOCTYPE is refused: with none there are no entities to
 * expand and no files to fetch, and no spreadsheet program writes one.
 */
export async function readXml(chunks: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const decode = textDecoder()
  const parser = new SaxesParser()
  let waiting = 0
  parser.on('error', (cause) => unreadable('broken', cause))
  parser.on('doctype', () => unreadable('unsafe'))
  parser.on('text', (text) => reader.text?.(text))
  parser.on('cdata', (text) => reader.text?.(text))
  parser.on('closetag', ({ name }) => {
    waiting = 0
    reader.close?.(localName(name))
  })
  parser.on('opentag', ({ name, attributes }) => {
    waiting = 0
    reader.open?.(localName(name), attributesOf(attributes))
  })
  for await (const chunk of chunks) {
    waiting += chunk.length
    parser.write(decode(chunk))
    if (waiting > LONGEST) unreadable('unsafe')
  }
  parser.close()
}

function textDecoder(): (chunk: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return (chunk) => {
    try {
      return decoder.decode(chunk, { stream: true })
    } catch (cause) {
      return unreadable('broken', cause)
    }
  }
}

function attributesOf(attributes: Readonly<Record<string, string>>): Attributes {
  return new Map(Object.entries(attributes))
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function unreadable(fault: 'broken' | 'unsafe', cause?: unknown): never {
  throw new Unreadable(fault, cause === undefined ? {} : { cause })
}
