import { ledgerCell, ledgerColumns, type LedgerEntry } from '../../core/sheets/ledger-sheet.ts'
import { filledInBy, type LedgerPaper, notesText, type Sized, sizedWithin } from './annex-form.ts'
import { cell, documentFile, paragraph, run, tableStart } from './document-body.ts'
import { namespaces } from './document-parts.ts'
import { declaration } from './ooxml.ts'
import { zipStream } from './zip.ts'

/**
 * The annex as .docx, to be printed on A4 landscape, stamped and dated by hand: the columns of the campaign's annex
 * form and no others, the head on each page, in the fonts and margins of GB/T 9704.
 */
export function documentStream(paper: LedgerPaper): ReadableStream<Uint8Array<ArrayBuffer>> {
  return zipStream(documentFile(documentXml(paper)))
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
  yield tableStart(
    TEXT_WIDTH,
    columns.map(({ column, width }) => ({ label: column.label, width })),
  )
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
