import { declaration, documentRelationships } from './ooxml.ts'

export const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${documentRelationships}"`,
].join(' ')

/** Fonts in half-points. GB/T 9704: titles in 小标宋 二号, text in 仿宋; a table may be smaller than the text's 三号. */
const styles = [
  { id: 'Title', font: '方正小标宋简体', size: 44, paragraph: '<w:spacing w:after="200"/><w:jc w:val="center"/>' },
  { id: 'FilledIn', font: '仿宋_GB2312', size: 28, paragraph: '<w:keepNext/><w:spacing w:after="100"/>' },
  { id: 'Head', font: '黑体', size: 21, paragraph: '<w:jc w:val="center"/>' },
  { id: 'Text', font: '仿宋_GB2312', size: 21, paragraph: '<w:jc w:val="left"/>' },
  { id: 'Word', font: '仿宋_GB2312', size: 21, paragraph: '<w:jc w:val="center"/>' },
  { id: 'Notes', font: '仿宋_GB2312', size: 24, paragraph: '<w:spacing w:before="160"/>' },
  { id: 'Section', font: '黑体', size: 32, paragraph: '<w:keepNext/><w:ind w:firstLine="640"/>' },
  {
    id: 'Body',
    font: '仿宋_GB2312',
    size: 32,
    paragraph: '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640"/>',
  },
  {
    id: 'Number',
    font: '仿宋_GB2312',
    size: 32,
    paragraph: '<w:spacing w:after="560"/><w:jc w:val="center"/>',
  },
  { id: 'Addressee', font: '仿宋_GB2312', size: 32, paragraph: '<w:spacing w:line="560" w:lineRule="exact"/>' },
  {
    id: 'Signed',
    font: '仿宋_GB2312',
    size: 32,
    paragraph: '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:right="640"/><w:jc w:val="right"/>',
  },
  { id: 'Page', font: '宋体', size: 28, paragraph: '' },
] as const

export type StyleId = (typeof styles)[number]['id']

/** The part word/styles.xml. */
export function documentStylesXml(): string {
  const each = styles.map(
    ({ id, font, size, paragraph }) =>
      `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraph}</w:pPr><w:rPr>${fontXml(font, size)}</w:rPr></w:style>`,
  )
  return [
    `${declaration}<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr>${fontXml('仿宋_GB2312', 32)}`,
    '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>',
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
    ...each,
    '</w:styles>',
  ].join('')
}

function fontXml(font: string, size: number): string {
  return `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`
}

/** The part word/settings.xml. */
export const documentSettingsXml = `${declaration}<w:settings ${namespaces}><w:evenAndOddHeaders/></w:settings>`

/** — 1 — at the outer edge, one character in (GB/T 9704, 7.5). */
export function pageNumberXml(side: 'left' | 'right'): string {
  const run = (inside: string) => `<w:r>${inside}</w:r>`
  const number = [
    run('<w:t xml:space="preserve">— </w:t>'),
    run('<w:fldChar w:fldCharType="begin"/>'),
    run('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
    run('<w:fldChar w:fldCharType="separate"/>'),
    run('<w:t>1</w:t>'),
    run('<w:fldChar w:fldCharType="end"/>'),
    run('<w:t xml:space="preserve"> —</w:t>'),
  ].join('')
  const place = `<w:pPr><w:pStyle w:val="Page"/><w:ind w:${side}="280"/><w:jc w:val="${side}"/></w:pPr>`
  return `${declaration}<w:ftr ${namespaces}><w:p>${place}${number}</w:p></w:ftr>`
}
