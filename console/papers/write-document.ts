import { ledgerCell, ledgerColumns, type LedgerEntry } from '../../core/sheets/ledger-sheet.ts'
import { filledInBy, type LedgerPaper, notesText, type Sized, sizedWithin } from './annex-form.ts'
import { documentSettingsXml, documentStylesXml, namespaces, pageNumberXml, type StyleId } from './document-parts.ts'
import { contentTypes, declaration, relationships, xmlText } from './ooxml.ts'
import { type Part, zipStream } from './zip.ts'

/**
 * The annex as .docx, to be printed on A4 landscape, stamped and dated by hand: the columns of the campaign's annex
 * form and no others, the head on each page, in the fonts and margins of GB/T 9704.
 */
export function documentStream(paper: LedgerPaper): ReadableStream<Uint8Array<ArrayBuffer>> {
  return zipStream(parts(paper))
}

function* parts(paper: LedgerPaper): Generator<Part> {
  const types = {
    'word/document.xml': 'wordprocessingml.document.main',
    'word/styles.xml': 'wordprocessingml.styles',
    'word/settings.xml': 'wordprocessingml.settings',
    'word/odd.xml': 'wordprocessingml.footer',
    'word/even.xml': 'wordprocessingml.footer',
  }
  const targets = [
    ['footer', 'odd.xml'],
    ['footer', 'even.xml'],
    ['styles', 'styles.xml'],
    ['settings', 'settings.xml'],
  ] as const
  yield { name: '[Content_Types].xml', text: [contentTypes(types)] }
  yield { name: '_rels/.rels', text: [relationships([['officeDocument', 'word/document.xml']])] }
  yield { name: 'word/_rels/document.xml.rels', text: [relationships(targets)] }
  yield { name: 'word/styles.xml', text: [documentStylesXml()] }
  yield { name: 'word/settings.xml', text: [documentSettingsXml] }
  yield { name: 'word/odd.xml', text: [pageNumberXml('right')] }
  yield { name: 'word/even.xml', text: [pageNumberXml('left')] }
  yield { name: 'word/document.xml', text: documentXml(paper) }
}

/** 版心 of GB/T 9704 (225 mm by 156 mm) on its side, the binding edge above; in twips. */
const TEXT_WIDTH = 12_756
/** 2026-12-03 and the margins of its cell. */
const DAY_WIDTH = 1_360
const section = [
  '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:footerReference w:type="even" r:id="rId2"/>',
  '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
  '<w:pgMar w:top="1587" w:right="1984" w:bottom="1474" w:left="2098" w:header="851" w:footer="794" w:gutter="0"/>',
  '</w:sectPr>',
].join('')

function* documentXml({ campaign, unit, today, entries }: LedgerPaper): Generator<string> {
  const form = ledgerColumns(campaign).filter(({ inForm }) => inForm)
  const columns = sizedWithin(form, TEXT_WIDTH, DAY_WIDTH).map((one) => ({ ...one, width: Math.floor(one.width) }))
  yield `${declaration}<w:document ${namespaces}><w:body>${paragraph('Title', campaign.annex.title)}`
  yield filledIn(filledInBy(unit), `填报时间：${today.slice(0, 4)}年${'\u3000'.repeat(2)}月${'\u3000'.repeat(2)}日`)
  yield tableStart(columns)
  let count = 0
  for (const entry of entries) {
    count += 1
    yield rowXml(columns, entry)
  }
  if (count === 0) yield emptyRow(columns.length)
  const notes = notesText(campaign)
  yield `</w:tbl>${paragraph('Notes', notes)}${section}</w:body></w:document>`
}

function filledIn(who: string, when: string): string {
  const tab = `<w:tabs><w:tab w:val="right" w:pos="${TEXT_WIDTH}"/></w:tabs>`
  return `<w:p><w:pPr><w:pStyle w:val="FilledIn"/>${tab}</w:pPr>${run(who)}<w:r><w:tab/></w:r>${run(when)}</w:p>`
}

function tableStart(columns: readonly Sized[]): string {
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  const head = columns.map(({ column, width }) => cell(width, paragraph('Head', column.label)))
  return [
    `<w:tbl><w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`,
    ...sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`),
    '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>',
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>',
    `<w:tblGrid>${columns.map(({ width }) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="567"/><w:tblHeader/></w:trPr>${head.join('')}</w:tr>`,
  ].join('')
}

function rowXml(columns: readonly Sized[], entry: LedgerEntry): string {
  const cells = columns.map(({ column, kind, width }) => {
    const style = kind === 'text' ? 'Text' : 'Word'
    return cell(width, paragraph(style, ledgerCell(column, entry)))
  })
  return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="567"/></w:trPr>${cells.join('')}</w:tr>`
}

/** A list without issues is stamped too. */
function emptyRow(columns: number): string {
  return `<w:tr><w:trPr><w:trHeight w:val="567"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:gridSpan w:val="${columns}"/><w:vAlign w:val="center"/></w:tcPr>${paragraph('Word', '无')}</w:tc></w:tr>`
}

function cell(width: number, content: string): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`
}

function paragraph(style: StyleId, text: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${text === '' ? '' : run(text)}</w:p>`
}

function run(text: string): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${xmlText(line)}</w:t>`)
  return `<w:r>${lines.join('<w:br/>')}</w:r>`
}
