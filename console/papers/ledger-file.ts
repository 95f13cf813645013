import type { Actor, PersonId } from '../../core/actor.ts'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import { dayOf } from '../../core/calendar/day.ts'
import { isListed, ledgerCell, ledgerColumns } from '../../core/sheets/ledger-sheet.ts'
import type { Db } from '../../db/database.ts'
import { ledgerRows } from '../../db/export.ts'
import type { Unit } from '../../core/people/unit.ts'
import type { LedgerPaper } from './annex-form.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { documentStream } from './write-document.ts'
import { workbookStream } from './write-workbook.ts'
import { byteStream, gathered, utf8 } from './zip.ts'

export const ledgerFormats = ['xlsx', 'docx', 'csv'] as const
export type LedgerFormat = (typeof ledgerFormats)[number]

export type LedgerOrder = {
  readonly campaign: Campaign
  /** One unit's; null: of all units, filled in by the office. */
  readonly unit: Unit | null
  readonly actor: Actor
  readonly format: LedgerFormat
  readonly now: number
}

/**
 * The campaign's ledger as far as the actor may see it; the annex to be stamped (.docx) has only what is on the list.
 * Rows are read while the file is written.
 */
export function ledgerPaper(db: Db, { campaign, unit, actor, format, now }: LedgerOrder): LedgerPaper {
  const today = dayOf(now)
  const rows = ledgerRows(db, { campaign: campaign.code, unit: unit?.id ?? null, actor })
  const chosen = format === 'docx' ? filtered(rows, ({ issue }) => isListed(issue)) : rows
  const entries = mapped(chosen, ({ issue, unit, names }, index) => {
    const nameOf = (id: PersonId) => names.get(id) ?? ''
    return { campaign, issue, ordinal: index + 1, unit, nameOf, today }
  })
  return { campaign, unit: unit?.name ?? campaign.office.name, today, entries }
}

/** The bytes of the file, made as they are asked for. */
export function ledgerStream(paper: LedgerPaper, format: LedgerFormat): ReadableStream<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'xlsx':
      return workbookStream(paper)
    case 'docx':
      return documentStream(paper)
    case 'csv':
      return byteStream(mapped(gathered(csvText(paper)), utf8))
    default:
      return format satisfies never
  }
}

function* csvText({ campaign, entries }: LedgerPaper): Generator<string> {
  const columns = ledgerColumns(campaign)
  yield `${byteOrderMark}${csvLine(columns.map(({ label }) => label))}\r\n`
  for (const entry of entries) yield `${csvLine(columns.map((column) => ledgerCell(column, entry)))}\r\n`
}

function* mapped<From, To>(list: Iterable<From>, change: (from: From, index: number) => To): Generator<To> {
  let index = 0
  for (const one of list) yield change(one, index++)
}

function* filtered<Item>(list: Iterable<Item>, fits: (item: Item) => boolean): Generator<Item> {
  for (const item of list) if (fits(item)) yield item
}
