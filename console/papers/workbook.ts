import { readDateStyles } from './cell-styles.ts'
import { Unreadable } from './unreadable.ts'
import { type Archive, type Budget, contentsOf, openArchive } from './unzip.ts'
import type { Sheet } from '../../core/sheets/sheet.ts'
import { type Book, plainText, readWorksheet } from './worksheet.ts'
import { readXml, type XmlReader } from './xml.ts'

/** A ledger of 20,000 rows has about 40 MB of XML. */
const MOST_UNPACKED = 64 * 1024 * 1024
/** Relations, list of sheets, styles: real ones have kilobytes. */
const MOST_SMALL = 4 * 1024 * 1024
const MOST_STRINGS = 500_000
const MOST_STRING_TEXT = 8_000_000

type Relation = { readonly type: string; readonly target: string }
type Listed = { readonly relation: string; readonly hidden: boolean }
type Opened = { readonly archive: Archive; readonly budget: Budget }

/**
 * The first sheet in sight that fits, else the first. Only the parts that are needed are unpacked, within a budget
 * for all of them together; pictures, charts, links and macros are never looked at.
 */
export async function readWorkbook(bytes: Uint8Array, fits: (sheet: Sheet) => boolean): Promise<Sheet> {
  const opened = { archive: openArchive(bytes), budget: { left: MOST_UNPACKED } }
  const path = pathOf('', of('officeDocument', await relationsOf(opened, ''))?.target)
  const relations = await relationsOf(opened, path)
  const { listed, is1904 } = await readList(opened, path)
  const target = (type: string) => pathOf(path, of(type, relations)?.target)
  const book: Book = {
    is1904,
    dateStyles: opened.archive.has(target('styles')) ? await readDateStyles(small(opened, target('styles'))) : [],
    strings: opened.archive.has(target('sharedStrings')) ? await readStrings(opened, target('sharedStrings')) : [],
  }
  let first: Sheet | null = null
  for (const { relation } of listed.filter(({ hidden }) => !hidden)) {
    const found = relations.get(relation)
    if (!found?.type.endsWith('/worksheet')) continue
    const sheet = await readWorksheet(part(opened, pathOf(path, found.target)), book)
    if (fits(sheet)) return sheet
    first ??= sheet
  }
  return first ?? broken()
}

function of(type: string, relations: ReadonlyMap<string, Relation>): Relation | undefined {
  return [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))
}

function part({ archive, budget }: Opened, path: string): AsyncIterable<Uint8Array> {
  const found = archive.get(path)
  return found ? contentsOf(found, budget) : broken()
}

function small({ archive, budget }: Opened, path: string): AsyncIterable<Uint8Array> {
  const found = archive.get(path) ?? broken()
  if (found.size > MOST_SMALL) throw new Unreadable('too-large')
  return contentsOf(found, budget)
}

function broken(): never {
  throw new Unreadable('broken')
}

/** xl/workbook.xml has its relations in xl/_rels/workbook.xml.rels, the archive itself in _rels/.rels. */
async function relationsOf(opened: Opened, path: string): Promise<Map<string, Relation>> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const relations = new Map<string, Relation>()
  await readXml(small(opened, `${path.slice(0, path.length - name.length)}_rels/${name}.rels`), {
    open(tag, attributes) {
      if (tag !== 'Relationship') return
      relations.set(attributes.get('Id') ?? '', {
        type: attributes.get('Type') ?? '',
        target: attributes.get('Target') ?? '',
      })
    },
  })
  return relations
}

/** A target as the archive names it: relative to the folder of the part that has the relation. */
function pathOf(from: string, target = ''): string {
  return new URL(target, `zip:///${from}`).pathname.slice(1)
}

async function readList(opened: Opened, path: string): Promise<{ listed: Listed[]; is1904: boolean }> {
  const listed: Listed[] = []
  let is1904 = false
  await readXml(small(opened, path), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '')
      if (name !== 'sheet') return
      const relation = [...attributes].find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      listed.push({ relation, hidden: (attributes.get('state') ?? 'visible') !== 'visible' })
    },
  })
  return { listed, is1904 }
}

/** The strings that cells share; how a string is pronounced (`rPh`) is no part of it. */
async function readStrings(opened: Opened, path: string): Promise<string[]> {
  const strings: string[] = []
  let length = 0
  await readXml(
    part(opened, path),
    stringReader((text) => {
      length += text.length
      if (length > MOST_STRING_TEXT || strings.length >= MOST_STRINGS) throw new Unreadable('too-large')
      strings.push(text)
    }),
  )
  return strings
}

function stringReader(done: (text: string) => void): XmlReader {
  let whole = ''
  let taking = false
  let spoken = false
  return {
    open(name) {
      if (name === 'si') whole = ''
      if (name === 'rPh') spoken = true
      taking = name === 't' && !spoken
    },
    close(name) {
      taking = false
      if (name === 'rPh') spoken = false
      if (name === 'si') done(plainText(whole))
    },
    text(text) {
      if (taking) whole += text
    },
  }
}
