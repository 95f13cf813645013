import type { Day } from '../calendar/day.ts'
import type { Measure } from '../issue.ts'
import { noCalendar, readDay } from '../calendar/read-day.ts'
import { lengthOf, normal } from '../text.ts'

export type DescriptionField = 'title' | 'cause' | 'course'
type Description = Partial<Readonly<Record<DescriptionField, string>>>

const LONG_TITLE = 80
const labels = { 项目名称: 'title', 事件原因: 'cause', 事件经过: 'course' } as const
const labelled = /(项目名称|事件原因|事件经过)(?:及过程)?[:：]\s*/

/**
 * 问题描述 taken apart, as the export puts it together or as people type it: each part behind its name (项目名称：…),
 * else a line each, the last with whatever follows. One long piece has its first clause as the title and stays whole
 * as the course. Put together again the lines are those of the cell.
 */
export function readDescription(text: string, fields: readonly DescriptionField[]): Description {
  const [only, ...more] = fields
  const last = more.at(-1)
  if (only === undefined) return {}
  if (last === undefined) return { [only]: text }
  if (labelled.test(text)) return byLabel(text, only)
  const [first = '', ...rest] = text.split('\n')
  const remainder = rest.join('\n')
  if (rest.length === 0 && lengthOf(first) > LONG_TITLE) return { [only]: firstClause(first), [last]: first }
  const [second = '', ...others] = rest
  const threefold = more.length > 1 && second !== '' && others.length > 0
  return threefold
    ? { [only]: first, [more[0] ?? last]: second, [last]: others.join('\n') }
    : { [only]: first, [last]: remainder }
}

function byLabel(text: string, first: DescriptionField): Description {
  const [before = '', ...pieces] = text.split(new RegExp(labelled, 'g'))
  const parts: Partial<Record<DescriptionField, string>> = before.trim() === '' ? {} : { [first]: before.trim() }
  for (let index = 0; index + 1 < pieces.length; index += 2) {
    const field = labels[pieces[index] as keyof typeof labels]
    const part = (pieces[index + 1] ?? '').trim()
    parts[field] = [parts[field], part].filter((one) => one).join('\n')
  }
  return { ...parts, ...(parts.title ? { title: parts.title.replace(/[；;。，,]$/, '') } : {}) }
}

function firstClause(text: string): string {
  const clause = /^.{4,60}?(?=[。；;，,：:！？])/su.exec(text)?.[0]
  return clause ?? Array.from(text).slice(0, 40).join('')
}

/**
 * Tells the part that changed from those that are as they were. Where more than one could have, the lines say which
 * one, else it is the first; a title stays one line.
 */
export function readDescriptionBeside(
  text: string,
  fields: readonly DescriptionField[],
  known: Readonly<Record<DescriptionField, string>>,
): Description {
  const said = readDescription(text, fields)
  const parts = fields.map((field) => withoutControls(known[field]))
  const fitting = fields.flatMap((field, index): Description[] => {
    const part = partBetween(text, joined(parts.slice(0, index)).trimStart(), joined(parts.slice(index + 1)).trimEnd())
    const broken = field === 'title' && part?.includes('\n') && !known.title.includes('\n')
    return part === null || broken ? [] : [{ [field]: part }]
  })
  const asSaid = fitting.find((one) => fields.some((field) => one[field] !== undefined && one[field] === said[field]))
  return asSaid ?? fitting[0] ?? said
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n')
}

/** What stands between the lines before and those after; null where they don't stand there. */
function partBetween(text: string, before: string, after: string): string | null {
  const opens = before === '' || text.startsWith(`${before}\n`)
  const closes = after === '' || text.endsWith(`\n${after}`)
  const [begin, end] = [before === '' ? 0 : before.length + 1, text.length - (after === '' ? 0 : after.length + 1)]
  return opens && closes && begin <= end ? text.slice(begin, end) : null
}

/** A text as it comes back from a sheet: no control characters, no blanks around it, not marked as no formula. */
export function inSheet(text: string): string {
  return withoutControls(text)
    .trim()
    .replace(/^'(?=\s*[=+\-@＝＋－＠])/, '')
}

function withoutControls(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .toWellFormed()
}

const states: Readonly<Record<string, Measure['state']>> = { 已完成: 'done', 完成: 'done', 不再实施: 'waived' }

/**
 * 推进措施及时间节点: `1. 拨付首期（2023-03-01，已完成）`, a measure each, its number going up by one. What isn't
 * written so stays as it is, as one measure with the deadline as its date; null where that has none.
 */
export function readMeasures(cell: string, deadline: Day | null, today: Day): Measure[] | null {
  if (cell.trim() === '') return []
  const measures = numbered(cell).map((piece, index) => measureIn(piece, index + 1, today))
  const all = measures.filter((measure) => measure !== null)
  if (all.length > 0 && all.length === measures.length) return all
  return deadline === null ? null : [{ no: 1, text: cell, due: deadline, state: 'open' }]
}

/** A new piece begins where a line has the next number and the line before has come to its date. */
function numbered(cell: string): string[] {
  const pieces: string[][] = []
  for (const line of cell.split('\n')) {
    const piece = pieces.at(-1)
    const next = Number(/^\s*(\d{1,4})[.．、]/.exec(line)?.[1]) === pieces.length + 1
    if (piece && !(next && /[）)][；;。]?$/.test(piece.at(-1)?.slice(-2) ?? ''))) piece.push(line)
    else pieces.push([line])
  }
  return pieces.map((piece) => piece.join('\n'))
}

function measureIn(piece: string, no: number, today: Day): Measure | null {
  const [, number, text = '', inside = ''] = /^\s*(\d+)[.．、] ?(.+)[（(]([^（()）]*)[）)][；;。]?$/s.exec(piece) ?? []
  const [date = '', state, ...more] = inside.split(/[，,]/)
  if (Number(number) !== no || text.trim() === '' || more.length > 0 || !/\d{4}/.test(date)) return null
  const reading = readDay(date, { today, calendar: noCalendar })
  const known = state === undefined ? 'open' : states[normal(state)]
  return 'day' in reading && known ? { no, text, due: reading.day, state: known } : null
}
