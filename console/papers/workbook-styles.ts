import { declaration } from './ooxml.ts'

/** How cells of the ledger sheet look; the place in the list is what a cell names. */
const styles = [
  { name: 'plain', font: 0, align: 'vertical="center"' },
  { name: 'title', font: 1, align: 'horizontal="center" vertical="center" wrapText="1"' },
  { name: 'left', font: 0, align: 'horizontal="left" vertical="center"' },
  { name: 'right', font: 0, align: 'horizontal="right" vertical="center"' },
  { name: 'notes', font: 0, align: 'horizontal="left" vertical="top" wrapText="1"' },
  { name: 'head', font: 2, box: true, align: 'horizontal="center" vertical="center" wrapText="1"' },
  { name: 'text', font: 0, box: true, align: 'horizontal="left" vertical="center" wrapText="1"' },
  { name: 'text-quoted', font: 0, box: true, quoted: true, align: 'horizontal="left" vertical="center" wrapText="1"' },
  { name: 'word', font: 0, box: true, align: 'horizontal="center" vertical="center" wrapText="1"' },
  {
    name: 'word-quoted',
    font: 0,
    box: true,
    quoted: true,
    align: 'horizontal="center" vertical="center" wrapText="1"',
  },
  { name: 'number', font: 0, box: true, align: 'horizontal="center" vertical="center" shrinkToFit="1"' },
  { name: 'day', font: 0, box: true, day: true, align: 'horizontal="center" vertical="center" shrinkToFit="1"' },
] as const

type Style = {
  readonly name: string
  readonly font: number
  readonly align: string
  readonly box?: boolean
  /** Stays text when someone edits the cell, as if typed after an apostrophe. */
  readonly quoted?: boolean
  readonly day?: boolean
}
export type StyleName = (typeof styles)[number]['name']

export const styleNumbers = Object.fromEntries(styles.map(({ name }, index) => [name, index])) as Readonly<
  Record<StyleName, number>
>

/** GB/T 9704: the title in 小标宋 二号, the rest in 仿宋; heads of columns in 黑体. */
const fonts = [
  ['仿宋_GB2312', 12],
  ['方正小标宋简体', 22],
  ['黑体', 12],
] as const

const DAY_FORMAT = 164

/** The part xl/styles.xml. */
export function stylesXml(): string {
  const line = '<color auto="1"/>'
  const sides = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin">${line}</${side}>`).join('')
  return [
    `${declaration}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    `<numFmts count="1"><numFmt numFmtId="${DAY_FORMAT}" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
    `<fonts count="${fonts.length}">${fonts.map(([name, size]) => `<font><sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`).join('')}</fonts>`,
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${sides}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${styles.length}">${styles.map(styleXml).join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}

function styleXml({ font, align, box, quoted, day }: Style): string {
  const attributes = [
    `numFmtId="${day ? DAY_FORMAT : 0}" fontId="${font}" fillId="0" borderId="${box ? 1 : 0}" xfId="0"`,
    'applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"',
    ...(quoted ? ['quotePrefix="1"'] : []),
  ]
  return `<xf ${attributes.join(' ')}><alignment ${align}/></xf>`
}
