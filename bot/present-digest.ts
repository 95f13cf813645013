import { closingRate, lights, onLedger, type UnitLine } from '../core/digest/digest.ts'
import { digestTexts as said, change, figureText, lightText } from '../core/digest/digest-texts.ts'
import { isOffice } from '../core/actor.ts'
import type { Figure } from '../core/digest/figures.ts'
import { bar } from '../core/digest/bars.ts'
import { countOf } from '../core/digest/tally.ts'
import { showDay, type Day } from '../core/calendar/day.ts'
import { weeksAfter } from '../core/calendar/week.ts'
import { findCampaign } from '../db/campaigns.ts'
import { viewEdition, weekSoFar, type DigestView, type LateIssue } from '../db/digest-view.ts'
import { digestNumber } from '../db/digests.ts'
import { instructionAt } from '../db/instructions.ts'
import { namesOf, unitName } from '../db/people.ts'
import type { Steps } from '../db/slices.ts'
import type { Action, Block, Card, Chart, Content, Table } from './platform.ts'
import { say } from './texts.ts'
import type { Reader } from './reader.ts'

/** An edition for one reader; null where it isn't theirs to read any more. */
export function presentDigest(reader: Reader, { campaign, week }: { campaign: string; week: Day }): Content | null {
  const view = viewEdition(reader.db, reader.actor, { campaign, week })
  return view && digestCard(reader, view)
}

/** 周报 typed on a Wednesday: the whole ledger is added up for it, in steps. */
export function* presentWeekSoFar(reader: Reader, code: string): Steps<Content | null> {
  const running = findCampaign(reader.db, code)
  const view = running && (yield* weekSoFar(reader.db, reader.actor, running, reader.now))
  return view && digestCard(reader, view)
}

/** What a leader said, for the office. */
export function presentInstruction({ db, actor }: Reader, n: number): Content | null {
  const told = isOffice(actor) ? instructionAt(db, n) : null
  const running = told && findCampaign(db, told.campaign)
  if (!running) return null
  const who = told.by === null ? '' : (namesOf(db, [told.by]).get(told.by) ?? '')
  const text = say.instructed(who, said.heading(digestNumber(running, told.week), told.week), running.campaign.title)
  return { kind: 'text', text: `${text}${told.text}` }
}

const headline: readonly Figure[] = ['added', 'closed', 'open', 'overdue']
const more: readonly Figure[] = ['soon', 'back', 'struck', 'existing', 'fresh', 'paid']

export function digestCard(reader: Reader, view: DigestView): Card {
  const { sums, running, week, number } = view
  const title = said.title(number, week, running.campaign.title)
  const lines = [headlineText(view), ...sumLines(view), ...lightLines(view)]
  const below = belowLines(reader, view)
  const cutoff = said.cutoff(view.cutoff, reader.today, view.head)
  const blocks: Block[] = [
    ...(view.paragraph === null ? [] : [text(`${said.paragraphTitle}：${view.paragraph}`)]),
    { type: 'buttons', actions: headline.map((figure) => figureLink(reader, view, figure, changeOf(view, figure))) },
    ...lines.slice(1).map(text),
    ...(sums.units.length > 0 ? [unitTable(view)] : []),
    ...below.map(text),
    chartOf(view),
    { type: 'buttons', actions: more.map((figure) => figureLink(reader, view, figure, '')) },
    note(cutoff),
    note(said.howToReply),
  ]
  const paragraph = view.paragraph === null ? [] : [`${said.paragraphTitle}：${view.paragraph}`]
  const fallback = [
    title,
    ...paragraph,
    ...lines,
    ...unitLines(view),
    ...below,
    ...chartLines(view),
    cutoff,
    said.howToReply,
  ]
  const tone = countOf(sums.now, 'overdue') > 0 ? 'warn' : 'plain'
  return { kind: 'card', title, tone, blocks, actions: [viewAll(reader, view)], fallback: fallback.join('\n') }
}

function text(words: string): Block {
  return { type: 'text', text: words }
}

function note(words: string): Block {
  return { type: 'note', text: words }
}

function changeOf({ sums: { now, before } }: DigestView, figure: Figure): string {
  return change(countOf(now, figure), countOf(before, figure))
}

/** 新增 6（+2），销号 9（+4），在办 41（-1），逾期 3（-1） */
function headlineText(view: DigestView): string {
  return headline
    .map((figure) => `${figureText[figure]} ${countOf(view.sums.now, figure)}${changeOf(view, figure)}`)
    .join('\u3000')
}

function sumLines({ sums: { now, before } }: DigestView): string[] {
  return [
    said.rateLine(now, before),
    said.settledLine(now.settled, before.settled),
    said.stockLine(countOf(now, 'existing'), countOf(now, 'fresh')),
  ]
}

function lightLines({ sums, units }: DigestView): string[] {
  return lights.map((light) => {
    const names = sums.units.filter((line) => line.light === light).map(({ unit }) => units.get(unit) ?? '')
    return said.lightLine(light, names)
  })
}

function unitTable(view: DigestView): Table {
  const rows = view.sums.units.map((line) => [view.units.get(line.unit) ?? '', ...unitCells(line)])
  return { type: 'table', columns: said.unitColumns, rows }
}

function unitCells({ light, counts }: UnitLine): string[] {
  const { mark, name } = lightText[light]
  const numbers = (['open', 'overdue', 'soon'] as const).map((figure) => String(countOf(counts, figure)))
  return [`${mark} ${name}`, ...numbers, said.percent(closingRate(counts))]
}

/** Every unit that isn't green, where no table can be shown. */
function unitLines({ sums, units }: DigestView): string[] {
  return sums.units
    .filter(({ light }) => light !== 'green')
    .map((line) => {
      const { counts, unit } = line
      const figures = (['open', 'overdue', 'soon'] as const).map((one) => `${figureText[one]} ${countOf(counts, one)}`)
      return said.unitLine(line.light, units.get(unit) ?? '', figures, onLedger(counts))
    })
}

function belowLines(reader: Reader, view: DigestView): string[] {
  const late = view.late.map((one, index) => `${index + 1}. ${lateLine(reader, one)}`)
  return [
    ...(late.length === 0 ? [] : [[`${said.lateTitle}：`, ...late].join('\n')]),
    ...missingLines(view),
    ...suggestionLines(view),
    [`${said.soonTitle}：${said.soonLine(countOf(view.sums.now, 'soon'))}`, ...papersSoon(reader, view)].join('；'),
  ]
}

function lateLine({ today, db }: Reader, { issue, first, due, workdays }: LateIssue): string {
  const when = [said.due(showDay(due, today)), said.late(workdays, first)].join('，')
  return issue === null
    ? `${said.gone} ${when}`
    : `${issue.serial} ${issue.title}，${unitName(db, issue.unit)}，${when}`
}

function missingLines({ papers }: DigestView): string[] {
  const missing = papers.filter(({ overdue }) => overdue)
  if (missing.length === 0) return []
  const byOwner = [...Map.groupBy(missing, ({ owner }) => owner)]
  const lines = byOwner.slice(0, mostOwners).map(([owner, own]) =>
    said.missing(
      owner,
      own.map(({ item }) => item),
    ),
  )
  const rest = byOwner.length - mostOwners
  const others = rest > 0 ? [said.andOthers(byOwner.length)] : []
  return [[said.numbered(said.missingTitle, byOwner.length), ...lines, ...others].join('\n')]
}

function suggestionLines({ suggestions: { now, before } }: DigestView): string[] {
  return now + before === 0 ? [] : [said.suggestionsLine(now, before)]
}

/** Named on the card; all of them are on the page. */
const mostOwners = 15

function papersSoon({ today }: Reader, { papers }: DigestView): string[] {
  const soon = papers.filter(({ overdue }) => !overdue)
  return [...Map.groupBy(soon, ({ item, due }) => `${due} ${item}`).values()].flatMap((same) => {
    const [paper] = same
    return paper ? [said.soonPapers(paper.item, showDay(paper.due, today), same.length)] : []
  })
}

function chartOf({ sums, week }: DigestView): Chart {
  const series = [
    { name: said.chartOpen, values: sums.open },
    { name: said.chartClosed, values: sums.closed },
  ]
  return { type: 'chart', title: said.chartTitle, steps: stepsOf(week, sums.open.length), series }
}

/** 5-15: each week by its Monday. */
function stepsOf(week: Day, count: number): string[] {
  return Array.from({ length: count }, (_, index) => weeksAfter(week, index + 1 - count).slice(5))
}

function chartLines(view: DigestView): string[] {
  const { open, closed } = view.sums
  const greatest = Math.max(...open)
  const rows = stepsOf(view.week, open.length).map((step, index) =>
    said.chartLine(step, bar(open[index] ?? 0, greatest, 10), open[index] ?? 0, closed[index] ?? 0),
  )
  return [`${said.chartTitle}：`, ...rows]
}

/** The list of exactly the issues a figure counted. */
function figureLink(reader: Reader, view: DigestView, figure: Figure, beside: string): Action {
  const label = `${figureText[figure]} ${countOf(view.sums.now, figure)}${beside}`
  return { label, style: 'default', url: `${pageOf(reader, view)}/${figure}${asOf(view)}` }
}

function viewAll(reader: Reader, view: DigestView): Action {
  return { label: said.viewAll, style: 'primary', url: `${pageOf(reader, view)}${asOf(view)}` }
}

function pageOf({ publicUrl }: Reader, { running, week }: DigestView): string {
  return `${publicUrl}/digests/${running.code}/${week}`
}

/** A week that is still running has no edition: its figures are named by their moment. */
function asOf({ number, cutoff }: DigestView): string {
  return number === null ? `?at=${cutoff}` : ''
}
