import { crc32, deflateRawSync } from 'node:zlib'

/** `size` is what the directory claims; by default the truth. */
type Part = {
  readonly name: string
  readonly content: string | Uint8Array
  readonly size?: number
  readonly flags?: number
}

/** A zip archive by hand, so that it may also say what no program would write. */
export function zipOf(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const { name, content, size, flags = 0 } of parts) {
    const bytes = Buffer.from(content as Uint8Array)
    const packed = deflateRawSync(bytes)
    const path = Buffer.from(name)
    const sizes = [crc32(bytes), packed.length, size ?? bytes.length]
    const local = header(30, { 0: 0x04034b50 }, { 4: 20, 6: flags, 8: 8, 26: path.length }, { 14: sizes })
    const entry = header(46, { 0: 0x02014b50, 42: at }, { 6: 20, 8: flags, 10: 8, 28: path.length }, { 16: sizes })
    locals.push(local, path, packed)
    entries.push(entry, path)
    at += local.length + path.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = header(22, { 0: 0x06054b50, 12: directory.length, 16: at }, { 8: parts.length, 10: parts.length }, {})
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}

type Fields = Readonly<Record<number, number>>

function header(
  length: number,
  longs: Fields,
  shorts: Fields,
  runs: Readonly<Record<number, readonly number[]>>,
): Buffer {
  const bytes = Buffer.alloc(length)
  for (const [place, value] of Object.entries(longs)) bytes.writeUInt32LE(value, Number(place))
  for (const [place, value] of Object.entries(shorts)) bytes.writeUInt16LE(value, Number(place))
  for (const [place, values] of Object.entries(runs))
    values.forEach((value, index) => bytes.writeUInt32LE(value >>> 0, Number(place) + index * 4))
  return bytes
}

type Book = {
  /** Inside `<worksheet>`, a sheet each; a hidden one is marked by a `!` before its name. */
  readonly sheets: Readonly<Record<string, string>>
  readonly strings?: string
  readonly styles?: string
  readonly date1904?: boolean
  readonly more?: readonly Part[]
}

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook as Excel names them. */
export function partsOf({ sheets, strings, styles, date1904, more = [] }: Book): Part[] {
  const names = Object.keys(sheets)
  const related = (type: string, target: string, id: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
  const list = names.map(
    (name, index) =>
      `<sheet name="${name.replace('!', '')}" sheetId="${index + 1}" r:id="rId${index + 1}"${name.startsWith('!') ? ' state="hidden"' : ''}/>`,
  )
  const own = names.map((_, index) => related('worksheet', `worksheets/sheet${index + 1}.xml`, `rId${index + 1}`))
  return [
    {
      name: '_rels/.rels',
      content: `<Relationships>${related('officeDocument', 'xl/workbook.xml', 'rId1')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${own.join('')}${related('sharedStrings', 'sharedStrings.xml', 'rS')}${related('styles', '/xl/styles.xml', 'rT')}</Relationships>`,
    },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: `<sst>${strings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` }]),
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: `<x:worksheet xmlns:x="x">${sheets[name]}</x:worksheet>`,
    })),
    ...more,
  ]
}

export function workbookOf(book: Book): Uint8Array {
  return zipOf(partsOf(book))
}
