import type { PersonId, Role } from '../actor.ts'
import { categoryName, leafCategories, type Campaign } from '../campaigns/campaign.ts'
import type { ImportCommand } from '../command.ts'
import type { Day } from '../calendar/day.ts'
import type { Field } from '../forms/form.ts'
import { importTexts } from './import-texts.ts'
import { statuses, type Disposition, type Plan, type Status, type UnitId } from '../issue.ts'
import type { LedgerField } from './ledger-sheet.ts'
import { cellOf, type PlacedColumn } from './ledger-table.ts'
import { readDescription, readMeasures, type DescriptionField } from './ledger-text.ts'
import { noCalendar } from '../calendar/read-day.ts'
import { fieldReader, type FieldReader } from '../forms/read-field.ts'
import { mostMeasures } from '../rules/plan.ts'
import type { SheetRow } from './sheet.ts'
import { halfWidth } from '../text.ts'
import { dispositionText, statusText } from '../texts.ts'

/** A unit with those who act for it, as the sheet's names are looked up in it. */
export type KnownUnit = {
  readonly id: UnitId
  readonly name: string
  readonly people: readonly { readonly id: PersonId; readonly name: string; readonly roles: readonly Role[] }[]
}

export type LineContext = {
  readonly campaign: Campaign
  readonly today: Day
  readonly columns: readonly PlacedColumn[]
  /** Name of the file, kept with what is taken on from it. */
  readonly file: string
  readonly unitNamed: (name: string) => KnownUnit | null
}

export type LineFault = { readonly label: string; readonly sentence: string }
type Line = { ok: true; command: ImportCommand } | { ok: false; faults: readonly LineFault[] }

/** One row without a serial as the command that takes it on, or everything in it that can't be read. */
export function readLine(line: SheetRow, context: LineContext): Line {
  const read = lineReader(line, context)
  const { campaign, unitNamed, columns } = context
  const typed = (field: LedgerField) => cellOf(line, columns, field)
  const unit = typed('unit') === '' ? null : unitNamed(withoutGaps(typed('unit')))
  if (typed('unit') === '') read.fault('unit', importTexts.empty)
  else if (!unit) read.fault('unit', importTexts.noUnit(typed('unit')))
  const status = chosen(read, 'status', statusNames)
  const deadline = dated(read, 'deadline')
  const command: ImportCommand = {
    type: 'import',
    campaign: campaign.code,
    unit: unit?.id ?? 0,
    source: chosen(read, 'source', sourceNames(campaign)),
    particulars: {
      title: read.text('title'),
      cause: read.text('cause'),
      course: read.text('course'),
      happened: read.mustMonth('happened'),
      category: chosen(read, 'category', categoryNames(campaign)),
      enterprise: read.optional('enterprise'),
      creditCode: null,
      involved: read.money('involved'),
      caseNumber: read.optional('caseNumber'),
      remark: read.optional('remark'),
    },
    status: status as Status,
    deadline,
    confirmed: read.money('confirmed'),
    settled: read.money('settled') ?? 0,
    plan: unit ? planIn(read, { unit, deadline, context }) : null,
    progress: read.optional('progress'),
    file: context.file,
    row: line.row,
  }
  const faults = read.faults.map(({ label, sentence }) => ({ label, sentence }))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, command }
}

const longest: Partial<Readonly<Record<LedgerField, number>>> = { title: 200, enterprise: 200, caseNumber: 100 }
const required: readonly LedgerField[] = ['title', 'status', 'category', 'source', 'happened']

/** Columns a row without a serial can't do without: what the rules of every state run on. */
export const neededForNew: readonly LedgerField[] = [...required, 'unit']

/** The cells of a row as a form would have them, each under the label of its column. */
function lineReader(line: SheetRow, { columns, today }: Pick<LineContext, 'columns' | 'today'>): FieldReader {
  const placed = columns.flatMap(({ fields: own, label }) => own.map((name) => fieldOf(name, label)))
  const fields = [...answering, ...placed]
  const cells = columns.flatMap(({ fields: own, place }): [string, string][] => {
    const cell = line.cells[place] ?? ''
    const parts = isDescription(own) ? readDescription(cell, own) : own.length === 1 ? { [own[0] ?? '']: cell } : {}
    return Object.entries(parts)
  })
  return fieldReader(fields, Object.fromEntries(cells), { today, calendar: noCalendar })
}

/** Asked for by name where the form has no column for them; a column of the form goes before. */
const answering = [fieldOf('firstResponsible', '第一责任人'), fieldOf('responsible', '具体责任人')]

export function fieldOf(name: LedgerField, label: string): Field {
  const max = longest[name]
  return {
    name,
    label,
    kind: 'paragraph',
    required: required.includes(name),
    ...(max ? { max } : {}),
  }
}

export function isDescription(fields: readonly LedgerField[]): fields is readonly DescriptionField[] {
  return fields.every((field) => field === 'title' || field === 'cause' || field === 'course')
}

type Names = ReadonlyMap<string, string>

const statusNames: Names = new Map(statuses.map((status) => [statusText[status], status]))

function sourceNames({ sources }: Campaign): Names {
  return new Map(sources.map(({ id, name }) => [name, id]))
}

/** By the full name as it is exported, or by its last part where no other has the same. */
export function categoryNames(campaign: Campaign): Names {
  const leaves = leafCategories(campaign)
  const single = leaves.filter(({ name }) => leaves.filter((other) => other.name === name).length === 1)
  return new Map([
    ...single.map(({ id, name }) => [name, id] as const),
    ...leaves.map(({ id }) => [categoryName(campaign, id), id] as const),
  ])
}

/** The id behind a name; '' with a fault for one that isn't known. */
export function chosen(read: FieldReader, field: LedgerField, names: Names): string {
  const typed = read.optional(field)
  if (typed === null) return ''
  const known = [...names].find(([name]) => same(name, typed))?.[1]
  if (known === undefined)
    read.fault(
      field,
      field === 'status' ? importTexts.badStatus(typed) : importTexts.badChoice(typed, [...names.keys()]),
    )
  return known ?? ''
}

function same(name: string, typed: string): boolean {
  return halfWidth(name).replace(/\s/g, '') === halfWidth(typed).replace(/\s/g, '')
}

/** In a ledger a date without its year is an old one as well as a new one. */
export function dated(read: FieldReader, field: 'deadline'): Day | null {
  const typed = read.optional(field)
  if (typed === null || /\d{4}/.test(halfWidth(typed))) return read.day(field)
  read.fault(field, importTexts.whichYear(typed))
  return null
}

type Planning = { readonly unit: KnownUnit; readonly deadline: Day | null; readonly context: LineContext }

/** The plan as far as the sheet has one: measures, how it is settled, who answers for it. null where it has nothing. */
function planIn(read: FieldReader, { unit, deadline, context: { campaign, today } }: Planning): Plan | null {
  const typed = read.optional('measures')
  const named = [read.optional('disposition'), read.optional('firstResponsible'), read.optional('responsible')]
  if (typed === null && named.every((cell) => cell === null)) return null
  const measures = readMeasures(typed ?? '', deadline, today)
  if (measures === null) read.fault('deadline', importTexts.empty)
  if ((measures?.length ?? 0) > mostMeasures) read.fault('measures', importTexts.tooManyMeasures(mostMeasures))
  return {
    disposition: dispositionIn(read, campaign),
    measures: measures ?? [],
    first: personIn(read, 'firstResponsible', { unit, roles: ['first'] }),
    responsible: personIn(read, 'responsible', { unit, roles: ['responsible', 'contact'] }),
    caseNumber: read.optional('caseNumber'),
    courtDate: null,
  }
}

/** Where the form has no such column, the first way of the campaign: 限期兑现 in every document. */
function dispositionIn(read: FieldReader, { dispositions }: Campaign): Disposition {
  const known = new Map(dispositions.map(({ kind }) => [dispositionText[kind], kind]))
  const id = chosen(read, 'disposition', known)
  return (dispositions.find(({ kind }) => kind === id) ?? dispositions[0])?.kind ?? 'fulfil'
}

type Where = { readonly unit: KnownUnit; readonly roles: readonly Role[] }

/** Whoever the cell names among the unit's people; where it is empty, the only one of the unit with that post. */
function personIn(read: FieldReader, field: 'firstResponsible' | 'responsible', { unit, roles }: Where): PersonId {
  const typed = read.optional(field)
  const found =
    typed === null
      ? (roles
          .map((role) => unit.people.filter((person) => person.roles.includes(role)))
          .find((held) => held.length > 0) ?? [])
      : unit.people.filter(({ name }) => same(name, typed))
  const [person, ...others] = found
  if (person && others.length === 0) return person.id
  if (typed === null) read.fault(field, importTexts.whichPerson(unit.name))
  else read.fault(field, person ? importTexts.samePerson(typed, unit.name) : importTexts.noPerson(typed, unit.name))
  return 0
}

/** Official lists stretch names of two characters to the width of three. */
export function withoutGaps(name: string): string {
  return name.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}
