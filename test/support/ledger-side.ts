import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { Issue } from '../../core/issue.ts'
import { readLedger, type LedgerImport, type LedgerSide } from '../../core/sheets/ledger-import.ts'
import { ledgerCell, ledgerColumns, type LedgerEntry } from '../../core/sheets/ledger-sheet.ts'
import type { KnownUnit } from '../../core/sheets/ledger-line.ts'
import type { Sheet } from '../../core/sheets/sheet.ts'
import { ids, units } from './facts.ts'
import { annex, type Cells } from './ledger-sheets.ts'
import { day } from './samples.ts'

const person = (id: number, name: string, ...roles: KnownUnit['people'][number]['roles']) => ({ id, name, roles })

/** The units a sheet may name, with those who act for them. */
export const knownUnits: readonly KnownUnit[] = [
  {
    id: units.port,
    name: '临港区',
    people: [
      person(ids.contact, '陈联络', 'contact'),
      person(ids.responsible, '刘具体', 'responsible'),
      person(ids.first, '马主任', 'first'),
    ],
  },
  { id: units.park, name: '高新区', people: [person(ids.stranger, '高联络', 'contact')] },
  { id: units.city, name: '市政府', people: [] },
]

const names = new Map(knownUnits.flatMap(({ people }) => people.map(({ id, name }) => [id, name] as const)))

/** An issue as a sheet shows it on 1 December 2022. */
function entryOf(issue: Issue, campaign: Campaign = annex): LedgerEntry {
  const nameOf = (id: number) => names.get(id) ?? '某人'
  return { campaign, issue, ordinal: 1, unit: '临港区', nameOf, today: day('2022-12-01') }
}

/** What the export writes of an issue, by label. */
export function exported(issue: Issue, campaign: Campaign = annex): Cells {
  const entry = entryOf(issue, campaign)
  return Object.fromEntries(ledgerColumns(campaign).map((column) => [column.label, ledgerCell(column, entry)]))
}

/** An office that has these issues. */
export function sideWith(issues: readonly Issue[] = [], changes: Partial<LedgerSide> = {}): LedgerSide {
  const campaign = changes.campaign ?? annex
  return {
    campaign,
    today: day('2022-12-01'),
    file: '台账.xlsx',
    unitNamed: (name) => knownUnits.find((unit) => unit.name === name) ?? null,
    entryOf: (serial) => {
      const issue = issues.find((known) => known.serial === serial)
      return issue ? entryOf(issue, campaign) : null
    },
    ...changes,
  }
}

/** What a sheet without a fault comes to. */
export function planOf(sheet: Sheet, side: LedgerSide = sideWith()): LedgerImport {
  const reading = readLedger(sheet, side)
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.plan
}

/** Row, column and what to do of everything that is wrong with a sheet. */
export function faultsOf(sheet: Sheet, side: LedgerSide = sideWith()): string[] {
  const reading = readLedger(sheet, side)
  return reading.ok ? [] : reading.faults.map(({ row, column, sentence }) => `${row} ${column} ${sentence}`)
}
