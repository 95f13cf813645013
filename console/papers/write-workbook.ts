import { showDay } from '../../core/calendar/day.ts'
import { ledgerColumns, type LedgerColumn } from '../../core/sheets/ledger-sheet.ts'
import { filledInBy, type LedgerPaper, linesIn, notesText, sized, sizedWithin, type Sized } from './annex-form.ts'
import { contentTypes, declaration, documentRelationships, relationships } from './ooxml.ts'
import { letters, rowHeight, rowXml, textCell } from './workbook-cells.ts'
import { type StyleName, stylesXml } from './workbook-styles.ts'
import { type Part, zipStream } from './zip.ts'

/**
 * The ledger as .xlsx: the campaign's annex form as it is printed on A4 landscape, its title, 填报单位 and 填报时间
 * above and its notes below; 编号 left of it and what lists are sorted by right of it, outside the printed area.
 */
export function workbookStream(paper: LedgerPaper): ReadableStream<Uint8Array<ArrayBuffer>> {
  return zipStream(parts(paper))
}

function* parts(paper: LedgerPaper): Generator<Part> {
  const layout = layoutOf(ledgerColumns(paper.campaign))
  const written = { rows: 0 }
  const types = {
    'xl/workbook.xml': 'spreadsheetml.sheet.main',
    'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
    'xl/styles.xml': 'spreadsheetml.styles',
  }
  const targets = [
    ['worksheet', 'worksheets/sheet1.xml'],
    ['styles', 'styles.xml'],
  ] as const
  yield { name: '[Content_Types].xml', text: [contentTypes(types)] }
  yield { name: '_rels/.rels', text: [relationships([['officeDocument', 'xl/workbook.xml']])] }
  yield { name: 'xl/_rels/workbook.xml.rels', text: [relationships(targets)] }
  yield { name: 'xl/styles.xml', text: [stylesXml()] }
  yield { name: 'xl/worksheets/sheet1.xml', text: sheetXml(paper, layout, written) }
  yield { name: 'xl/workbook.xml', text: [workbookXml(layout, written.rows)] }
}

const TITLE_ROW = 1
const FILLED_IN_ROW = 2
const HEAD_ROW = 3
/** What fits between the margins of A4 landscape in 仿宋 12 point, in half-width characters. */
const PAGE_WIDTH = 122
/** 2026-12-03 and the margins of its cell. */
const DAY_WIDTH = 12
const TITLE_WIDTH = (PAGE_WIDTH * 12) / 22

type Layout = {
  readonly columns: readonly Sized[]
  /** The form's first and last column, counted from 0, and the last of its left half. */
  readonly first: number
  readonly last: number
  readonly middle: number
}

function layoutOf(columns: readonly LedgerColumn[]): Layout {
  const first = columns.findIndex(({ inForm }) => inForm)
  const last = columns.findLastIndex(({ inForm }) => inForm)
  const form = sizedWithin(columns.slice(first, last + 1), PAGE_WIDTH, DAY_WIDTH)
  const all = [...sized(columns.slice(0, first)), ...form, ...sized(columns.slice(last + 1))]
  return { columns: all, first, last, middle: first + Math.ceil((last - first) / 2) }
}

function workbookXml({ first, last }: Layout, rows: number): string {
  const area = `台账!$${letters(first)}$1:$${letters(last)}$${rows}`
  return [
    `${declaration}<workbook xmlns="${main}" xmlns:r="${documentRelationships}"><bookViews><workbookView/></bookViews>`,
    '<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets><definedNames>',
    `<definedName name="_xlnm.Print_Area" localSheetId="0">${area}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">台账!$${HEAD_ROW}:$${HEAD_ROW}</definedName>`,
    '</definedNames></workbook>',
  ].join('')
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** `written.rows` says afterwards how many rows there are: only then is the printed area known. */
function* sheetXml(paper: LedgerPaper, layout: Layout, written: { rows: number }): Generator<string> {
  const { columns, first, last, middle } = layout
  const notes = notesText(paper.campaign)
  yield `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>${frozen}`
  yield `<cols>${columnsXml(columns)}</cols><sheetData>`
  yield* aboveTable(paper, layout)
  written.rows = HEAD_ROW
  for (const entry of paper.entries) yield rowXml((written.rows += 1), columns, entry)
  const height = rowHeight(linesIn(notes, PAGE_WIDTH))
  if (notes !== '') yield mergedRow((written.rows += 1), first, { text: notes, style: 'notes', height })
  yield `</sheetData>${mergesXml([
    [first, last, TITLE_ROW],
    [first, middle, FILLED_IN_ROW],
    [middle + 1, last, FILLED_IN_ROW],
    ...(notes === '' ? [] : [[first, last, written.rows] as const]),
  ])}${printing}`
}

const frozen = [
  `<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="${HEAD_ROW}" topLeftCell="B${HEAD_ROW + 1}"`,
  ' activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/>',
].join('')

const printing = [
  '<printOptions horizontalCentered="1"/>',
  '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>',
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  '<headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>',
].join('')

function columnsXml(columns: readonly Sized[]): string {
  return columns
    .map(
      ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width.toFixed(2)}" customWidth="1"/>`,
    )
    .join('')
}

function* aboveTable({ campaign, unit, today }: LedgerPaper, layout: Layout): Generator<string> {
  const { columns, first } = layout
  const { title } = campaign.annex
  yield mergedRow(TITLE_ROW, first, { text: title, style: 'title', height: linesIn(title, TITLE_WIDTH) * 36 })
  const line = [filledInBy(unit), `填报时间：${today.slice(0, 4)}年${showDay(today, today)}`] as const
  yield `<row r="${FILLED_IN_ROW}" ht="24" customHeight="1">${filledInCells(line, layout)}</row>`
  const labels = columns.map(({ column: { label } }, index) => textCell(`${letters(index)}${HEAD_ROW}`, 'head', label))
  const lines = Math.max(...columns.map(({ column, width }) => linesIn(column.label, width - 1)))
  yield `<row r="${HEAD_ROW}" ht="${rowHeight(lines) + 6}">${labels.join('')}</row>`
}

/** Who left, when right; a form of one column has both in it. */
function filledInCells([who, when]: readonly [string, string], { first, middle, last }: Layout): string {
  const cell = (column: number, style: StyleName, text: string) =>
    textCell(`${letters(column)}${FILLED_IN_ROW}`, style, text)
  if (middle === last) return cell(first, 'left', `${who}    ${when}`)
  return cell(first, 'left', who) + cell(middle + 1, 'right', when)
}

type Merged = { readonly text: string; readonly style: StyleName; readonly height: number }

function mergedRow(row: number, column: number, { text, style, height }: Merged): string {
  const cell = textCell(`${letters(column)}${row}`, style, text)
  return `<row r="${row}" ht="${height}" customHeight="1">${cell}</row>`
}

function mergesXml(merges: readonly (readonly [from: number, to: number, row: number])[]): string {
  const real = merges.filter(([from, to]) => from < to)
  const each = real.map(([from, to, row]) => `<mergeCell ref="${letters(from)}${row}:${letters(to)}${row}"/>`)
  return real.length === 0 ? '' : `<mergeCells count="${real.length}">${each.join('')}</mergeCells>`
}
