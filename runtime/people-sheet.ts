import { roles, type Role } from '../core/actor.ts'
import { halfWidth } from '../core/text.ts'
import { roleText } from '../core/texts.ts'
import type { Sheet, SheetFault, SheetRow } from '../core/sheets/sheet.ts'
import { importTexts } from '../core/sheets/import-texts.ts'
import { phoneIn } from '../core/people/person.ts'
import { withoutGaps } from '../core/people/unit.ts'
import { texts } from './texts.ts'

/** One row of the people sheet; empty cells are null and change nothing. */
export type PeopleRow = {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number
  readonly name: string
  readonly title: string | null
  readonly phone: string | null
  readonly unit: string
  readonly unitKind: string | null
  readonly parent: string | null
  readonly roles: readonly Role[]
  /** Names of units, names or ids of categories. */
  readonly scope: readonly string[]
  /** Their account on each chat platform. */
  readonly accounts: Readonly<Record<ChatAccount, string | null>>
}

export type ChatAccount = 'lark' | 'dingtalk'

type Reading = { ok: true; rows: PeopleRow[]; notes: string[] } | { ok: false; faults: SheetFault[] }

/** The column of each platform's accounts, and what one looks like. */
export const accountColumns = { lark: '飞书open_id', dingtalk: '钉钉userid' } as const
const accountShapes = { lark: /^[\w-]{0,100}$/, dingtalk: /^[\w.@-]{0,64}$/ } as const

const plainColumns = ['姓名', '职务', '手机', '单位', '单位类型', '上级单位', '角色', '分管范围'] as const
const columns = [...plainColumns, ...Object.values(accountColumns)] as const
type Column = (typeof columns)[number]
/** Columns of the sheet that this version has no use for. */
const unused = ['飞书union_id']
export const chatAccounts = ['lark', 'dingtalk'] as const satisfies readonly ChatAccount[]
const required: readonly Column[] = ['姓名', '单位', '角色']
const said = texts.people

/** The head row's number, and which cell has which label. */
type Head = { readonly row: number; readonly labels: readonly string[]; readonly places: ReadonlyMap<string, number> }

/** Reads the rows below the head row, which may have a title above it. Every fault of every row in one go. */
export function readPeople(sheet: Sheet): Reading {
  const head = findHead(sheet)
  if (!head) return { ok: false, faults: [{ row: 1, column: null, sentence: said.noHead(required) }] }
  const filled = sheet.rows.filter(({ row }) => row > head.row)
  const read = filled.map(({ cells, row }) => readRow(row, (column) => cellOf(cells, head.places.get(column))))
  const faults = [...headFaults(head), ...unreadFaults(sheet, head), ...read.flatMap((one) => one.faults)]
  if (faults.length > 0) return { ok: false, faults }
  if (read.length === 0) return { ok: false, faults: [{ row: head.row + 1, column: null, sentence: said.noRows }] }
  return { ok: true, rows: read.map((one) => one.person), notes: notesOn(head, filled) }
}

/** Whether people are listed here: a workbook may have other sheets before. */
export function listsPeople(sheet: Sheet): boolean {
  return findHead(sheet) !== undefined
}

function findHead(sheet: Sheet): Head | undefined {
  const named = sheet.rows.slice(0, 10).map(({ row, cells }) => ({ row, labels: cells.map(plain) }))
  const head = named.find(({ labels }) => required.every((column) => labels.includes(column)))
  return head && { ...head, places: new Map(head.labels.map((label, place) => [label, place])) }
}

function headFaults({ row, labels }: Head): SheetFault[] {
  const repeated = columns.filter((column) => labels.filter((label) => label === column).length > 1)
  return repeated.map((column) => ({ row, column, sentence: said.columnTwice }))
}

/** Cells of the table whose value the file doesn't hold. */
function unreadFaults({ unread }: Sheet, head: Head): SheetFault[] {
  return unread.flatMap(({ row, column, why }) => {
    const label = columns.find((known) => head.places.get(known) === column)
    return label === undefined || row <= head.row ? [] : [{ row, column: label, sentence: importTexts.unread[why] }]
  })
}

function notesOn({ places }: Head, filled: readonly SheetRow[]): string[] {
  const known: readonly string[] = [...columns, ...unused]
  const strange = [...places.keys()].filter((label) => label !== '' && !known.includes(label))
  const idle = unused.filter((label) => filled.some(({ cells }) => cellOf(cells, places.get(label)) !== ''))
  const hidden = filled.filter((row) => row.hidden).map(({ row }) => row)
  return [
    ...(strange.length > 0 ? [said.strangeColumns(strange.join('、'))] : []),
    ...(idle.length > 0 ? [said.unusedColumns(idle.join('、'))] : []),
    ...(hidden.length > 0 ? [importTexts.hiddenRows(hidden)] : []),
  ]
}

function readRow(row: number, cell: (column: Column) => string): { person: PeopleRow; faults: SheetFault[] } {
  const faults: SheetFault[] = []
  const fault = (column: Column, sentence: string) => faults.push({ row, column, sentence })
  for (const column of required) if (cell(column) === '') fault(column, said.empty)
  for (const column of ['姓名', '单位', '上级单位'] as const) {
    if (cell(column).includes('@')) fault(column, said.noAt)
    if (cell(column).length > 60) fault(column, said.tooLong(60))
  }
  const phone = phoneIn(cell('手机'))
  if (phone === undefined) fault('手机', said.badPhone)
  const known = parts(cell('角色')).map((label) => ({ label, role: roleNamed(label) }))
  const strange = known.filter(({ role }) => role === undefined)
  if (strange.length > 0)
    fault('角色', said.badRole(strange.map(({ label }) => label).join('、'), Object.values(roleText)))
  for (const platform of chatAccounts) {
    const column = accountColumns[platform]
    if (!accountShapes[platform].test(cell(column))) fault(column, said.badAccount[platform])
  }
  const person: PeopleRow = {
    row,
    name: withoutGaps(cell('姓名')),
    title: cell('职务') || null,
    phone: phone ?? null,
    unit: withoutGaps(cell('单位')),
    unitKind: cell('单位类型') || null,
    parent: withoutGaps(cell('上级单位')) || null,
    roles: [...new Set(known.flatMap(({ role }) => role ?? []))],
    scope: [...new Set(parts(cell('分管范围')).map(withoutGaps))],
    accounts: { lark: cell(accountColumns.lark) || null, dingtalk: cell(accountColumns.dingtalk) || null },
  }
  return { person, faults }
}

function cellOf(cells: readonly string[], place: number | undefined): string {
  return place === undefined ? '' : (cells[place] ?? '').trim()
}

function plain(label: string): string {
  return halfWidth(label).replace(/[\s*]/g, '')
}

function parts(list: string): string[] {
  return list
    .split(/[、，,；;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function roleNamed(label: string): Role | undefined {
  return roles.find((role) => roleText[role] === label)
}
