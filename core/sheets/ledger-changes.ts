import type { Corrections } from '../event.ts'
import { importTexts } from './import-texts.ts'
import type { Issue } from '../issue.ts'
import { categoryNames, chosen, dated, fieldOf, isDescription } from './ledger-line.ts'
import { ledgerCell, mostInCell, type LedgerEntry, type LedgerField } from './ledger-sheet.ts'
import type { PlacedColumn } from './ledger-table.ts'
import { inSheet, readDescriptionBeside, type DescriptionField } from './ledger-text.ts'
import { noCalendar } from '../calendar/read-day.ts'
import { fieldReader, type FieldReader } from '../forms/read-field.ts'
import type { SheetRow } from './sheet.ts'

/** A cell that says something else than the ledger. `correction` is null where no import may change it. */
export type CellChange = {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly correction: Corrections | null
}

type Compared = {
  readonly changes: readonly CellChange[]
  readonly faults: readonly { label: string; sentence: string }[]
}

/** Worked out anew for every sheet: 序号 counts its rows, 是否逾期 depends on the day. */
const worked: readonly LedgerField[] = ['serial', 'ordinal', 'overdue']

/**
 * Compares a row with what the export would write of its issue now. A cell that only reads differently (another way
 * to write a day, an amount, full-width digits) is no change; of a text that was cut for its cell nothing is taken.
 */
export function changesIn(line: SheetRow, columns: readonly PlacedColumn[], entry: LedgerEntry): Compared {
  const compared = columns
    .filter(({ fields }) => !fields.some((field) => worked.includes(field)))
    .map((column) => compare(column, line.cells[column.place] ?? '', entry))
  return { changes: compared.flatMap(({ changes }) => changes), faults: compared.flatMap(({ faults }) => faults) }
}

function compare(column: PlacedColumn, after: string, entry: LedgerEntry): Compared {
  const { label, fields } = column
  const before = inSheet(ledgerCell(column, entry))
  if (before === inSheet(after)) return { changes: [], faults: [] }
  const typed = isDescription(fields)
    ? readDescriptionBeside(inSheet(after), fields, entry.issue)
    : { [fields[0] ?? '']: after }
  const names = fields.filter((name) => name in typed)
  const read = fieldReader(
    names.map((name) => ({ ...fieldOf(name, label), required: false })),
    typed,
    { today: entry.today, calendar: noCalendar },
  )
  const whole = before.length < mostInCell
  const correction = !whole ? null : isDescription(names) ? textsIn(read, names) : correctionIn(read, fields, entry)
  if (read.faults.length > 0) return { changes: [], faults: read.faults }
  const changed = correction && onlyChanged(entry.issue, correction)
  if (changed && Object.keys(changed).length === 0) return { changes: [], faults: [] }
  return { changes: [{ label, before, after, correction: changed }], faults: [] }
}

function textsIn(read: FieldReader, names: readonly DescriptionField[]): Corrections {
  return Object.fromEntries(names.map((name) => [name, read.text(name)]))
}

/** What the cell corrects, or null: state, unit, source, plan and progress are moved by acts of their own. */
function correctionIn(
  read: FieldReader,
  fields: readonly LedgerField[],
  { campaign }: LedgerEntry,
): Corrections | null {
  const [field, ...more] = fields
  if (field === undefined || more.length > 0) return null
  switch (field) {
    case 'happened':
      return happenedIn(read)
    case 'category':
      return { category: chosen(read, field, categoryNames(campaign)) }
    case 'enterprise':
    case 'caseNumber':
    case 'remark':
      return { [field]: read.optional(field) }
    case 'involved':
    case 'confirmed':
      return { [field]: read.money(field) }
    case 'settled':
      return { settled: read.money(field) ?? 0 }
    case 'deadline':
      return deadlineIn(read)
    default:
      return null
  }
}

function happenedIn(read: FieldReader): Corrections | null {
  const happened = read.month('happened')
  if (happened === null) read.fault('happened', importTexts.empty)
  return happened && { happened }
}

function deadlineIn(read: FieldReader): Corrections | null {
  const deadline = dated(read, 'deadline')
  return deadline === null ? null : { deadline }
}

function onlyChanged(issue: Issue, correction: Corrections): Corrections {
  const proposed = issue.deadline ?? issue.proposedDeadline
  const before: Partial<Record<string, unknown>> = { ...issue, deadline: proposed }
  return Object.fromEntries(Object.entries(correction).filter(([name, value]) => before[name] !== value))
}
