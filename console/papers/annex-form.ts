import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { Day } from '../../core/calendar/day.ts'
import type { LedgerColumn, LedgerEntry, LedgerField } from '../../core/sheets/ledger-sheet.ts'

/** What stands around and in a ledger sheet, whatever the file. */
export type LedgerPaper = {
  readonly campaign: Campaign
  /** 填报单位: one unit, or the office for all of them. */
  readonly unit: string
  readonly today: Day
  readonly entries: Iterable<LedgerEntry>
}

/** `text` stands left and wraps, `word` in the middle; `width` counts half-width characters. */
type Look = { readonly kind: 'text' | 'word' | 'number' | 'day'; readonly width: number }

const looks: Readonly<Record<LedgerField, Look>> = {
  serial: { kind: 'word', width: 15 },
  ordinal: { kind: 'number', width: 6 },
  title: { kind: 'text', width: 38 },
  cause: { kind: 'text', width: 38 },
  course: { kind: 'text', width: 38 },
  measures: { kind: 'text', width: 36 },
  deadline: { kind: 'day', width: 15 },
  firstResponsible: { kind: 'word', width: 13 },
  responsible: { kind: 'word', width: 13 },
  remark: { kind: 'text', width: 16 },
  status: { kind: 'word', width: 12 },
  category: { kind: 'word', width: 20 },
  source: { kind: 'word', width: 13 },
  unit: { kind: 'word', width: 16 },
  enterprise: { kind: 'word', width: 22 },
  involved: { kind: 'number', width: 14 },
  settled: { kind: 'number', width: 14 },
  happened: { kind: 'word', width: 12 },
  confirmed: { kind: 'number', width: 14 },
  caseNumber: { kind: 'word', width: 22 },
  disposition: { kind: 'word', width: 18 },
  progress: { kind: 'text', width: 30 },
  overdue: { kind: 'word', width: 11 },
}

/** How a column looks: as its one field does, as its widest where several stand below one another. */
function lookOf({ fields: [first, ...others] }: LedgerColumn): Look {
  const widths = [first, ...others].map((field) => (field ? looks[field].width : 0))
  return { kind: first && others.length === 0 ? looks[first].kind : 'text', width: Math.max(...widths) }
}

/** A column as it stands on a page; its width in whatever the page is measured in. */
export type Sized = { readonly column: LedgerColumn; readonly kind: Look['kind']; readonly width: number }

/** Columns as wide as suits each. */
export function sized(columns: readonly LedgerColumn[]): Sized[] {
  return columns.map((column) => ({ column, ...lookOf(column) }))
}

/** Columns that fill `whole` together. A day is never broken over two lines: where room is short the others give way. */
export function sizedWithin(columns: readonly LedgerColumn[], whole: number, day: number): Sized[] {
  const free = sized(columns)
  const scale = whole / total(free)
  const [days, others] = [free.filter(({ kind }) => kind === 'day'), free.filter(({ kind }) => kind !== 'day')]
  const forDay = ({ width }: Sized) => Math.max(width * scale, day)
  const rest = (whole - days.reduce((sum, one) => sum + forDay(one), 0)) / total(others)
  return free.map((one) => ({ ...one, width: one.kind === 'day' ? forDay(one) : one.width * rest }))
}

function total(columns: readonly Sized[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}

/** 注：（1）…；（2）… as the annex has it; '' where the campaign's annex has no notes. */
export function notesText({ annex }: Pick<Campaign, 'annex'>): string {
  const notes = annex.notes.map(({ text }) => text)
  if (notes.length < 2) return notes.map((note) => `注：${note}`).join('')
  return `注：${notes.map((note, index) => `（${index + 1}）${note}`).join('')}`
}

/** The line above the table that is stamped. */
export const filledInBy = (unit: string): string => `填报单位（公章）：${unit}`

/** How many lines a text takes in a column of so many half-width characters; an ideograph counts two. */
export function linesIn(text: string, width: number): number {
  const even = Math.max(2, Math.floor(width / 2) * 2)
  let lines = 1
  let length = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const size = code < 0x100 ? 1 : 2
    if (code === LINE_END || length + size > even) lines += 1
    length = code === LINE_END ? 0 : length + size > even ? size : length + size
  }
  return lines
}

const LINE_END = 10
