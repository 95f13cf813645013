import { showDay, type Day } from '../../core/calendar/day.ts'
import { closingRate, onLedger, type UnitLine } from '../../core/digest/digest.ts'
import { digestTexts, lightText } from '../../core/digest/digest-texts.ts'
import type { Figure } from '../../core/digest/figures.ts'
import { countOf, type Counts } from '../../core/digest/tally.ts'
import { showWan } from '../../core/money.ts'
import type { DigestView } from '../../db/digest-view.ts'
import { cell, documentFile, paragraph, tableStart } from './document-body.ts'
import { namespaces } from './document-parts.ts'
import { declaration } from './ooxml.ts'
import { reportTexts as said } from './texts.ts'
import { zipStream } from './zip.ts'

/** What a phase of a campaign has come to, as of the end of a day. */
export type PhaseReport = {
  readonly phase: string
  readonly begin: Day
  /** The last day it tells of. */
  readonly lastDay: Day
  readonly view: DigestView
  /** Everything overdue at the end of that day, the longest first. */
  readonly overdue: readonly OverdueLine[]
  readonly today: Day
}

export type OverdueLine = {
  readonly serial: string
  readonly title: string
  readonly unit: string
  readonly due: Day
  readonly first: string | null
}

/** The report as .docx, A4 upright in the fonts and margins of GB/T 9704. */
export function reportStream(report: PhaseReport): ReadableStream<Uint8Array<ArrayBuffer>> {
  return zipStream(documentFile(documentXml(report)))
}

/** 版心 of GB/T 9704: 156 mm, in twips. */
const WIDTH = 8_844
/** A4 upright with the margins of GB/T 9704: the end of a body. */
export const UPRIGHT = [
  '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:footerReference w:type="even" r:id="rId2"/>',
  '<w:pgSz w:w="11906" w:h="16838"/>',
  '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1134" w:gutter="0"/>',
  '</w:sectPr>',
].join('')

function* documentXml(report: PhaseReport): Generator<string> {
  const { view, today } = report
  yield `${declaration}<w:document ${namespaces}><w:body>${paragraph('Title', said.title(view.running.campaign.title))}`
  yield paragraph('Body', said.period(report.phase, report.begin, report.lastDay))
  yield paragraph('Section', said.sections.sums)
  for (const line of sumLines(view.sums)) yield paragraph('Body', line)
  yield paragraph('Section', said.sections.units)
  yield* unitTable(view)
  yield paragraph('Section', said.sections.overdue(report.overdue.length))
  yield* overdueTable(report)
  yield paragraph('Section', said.sections.missing)
  for (const line of missingLines(view)) yield paragraph('Body', line)
  yield paragraph('Notes', digestTexts.cutoff(view.cutoff, today, view.head))
  yield `${UPRIGHT}</w:body></w:document>`
}

function sumLines({ now, before }: { now: Counts; before: Counts }): string[] {
  const count = (figure: Figure) => countOf(now, figure)
  const rates = [now, before].map((counts) => digestTexts.percent(closingRate(counts))) as [string, string]
  return [
    said.ledger({ all: onLedger(now), existing: count('existing'), fresh: count('fresh'), open: count('open') }),
    said.closing({ struck: count('struck'), before: countOf(before, 'struck'), rate: rates[0], rateBefore: rates[1] }),
    said.inPhase({ added: count('added'), closed: count('closed'), back: count('back') }),
    said.overdue(count('overdue'), countOf(before, 'overdue')),
    said.settled(showWan(now.settled), showWan(before.settled)),
  ]
}

function* unitTable({ sums, units }: DigestView): Generator<string> {
  const widths = [2_844, 1_200, 1_200, 1_200, 1_200, 1_200]
  const labels = [...digestTexts.unitColumns.slice(0, 4), said.struck, digestTexts.rate]
  yield tableStart(
    WIDTH,
    labels.map((label, index) => ({ label, width: widths[index] ?? 0 })),
  )
  for (const line of sums.units) yield rowXml(unitCells(line, units.get(line.unit) ?? ''), widths)
  if (sums.units.length === 0) yield rowXml([digestTexts.nothing, '', '', '', '', ''], widths)
  yield '</w:tbl>'
}

function unitCells({ light, counts }: UnitLine, name: string): string[] {
  const numbers = (['open', 'overdue', 'struck'] as const).map((figure) => String(countOf(counts, figure)))
  return [name, lightText[light].name, ...numbers, digestTexts.percent(closingRate(counts))]
}

function* overdueTable({ overdue, lastDay }: PhaseReport): Generator<string> {
  if (overdue.length === 0) return void (yield paragraph('Body', said.noOverdue))
  const widths = [1_500, 3_044, 1_800, 1_300, 1_200]
  yield tableStart(
    WIDTH,
    said.overdueColumns.map((label, index) => ({ label, width: widths[index] ?? 0 })),
  )
  for (const { serial, title, unit, due, first } of overdue) {
    yield rowXml([serial, title, unit, showDay(due, lastDay), first ?? ''], widths)
  }
  yield '</w:tbl>'
}

function rowXml(cells: readonly string[], widths: readonly number[]): string {
  const drawn = cells.map((text, index) => cell(widths[index] ?? 0, paragraph('Word', text)))
  return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="454"/></w:trPr>${drawn.join('')}</w:tr>`
}

function missingLines({ papers }: DigestView): string[] {
  const missing = Map.groupBy(
    papers.filter(({ overdue }) => overdue),
    ({ item }) => item,
  )
  if (missing.size === 0) return [said.noMissing]
  return [...missing].map(([item, owed]) =>
    said.missing(
      item,
      owed.map(({ owner }) => owner),
    ),
  )
}
