import { DaySchema } from '../core/calendar/day.ts'
import type { Field, FormValues } from '../core/forms/form.ts'
import { mostMeasures } from '../core/rules/plan.ts'
import type { SeenFrom } from '../core/calendar/day-words.ts'
import { noCalendar, readDay } from '../core/calendar/read-day.ts'
import { normal } from '../core/text.ts'

type Asked = { readonly name: string; readonly label: string; readonly sentence: string; readonly missing: boolean }

/** One precise question about the first thing that is missing or wrong; the rest is only named. */
export function questionOf(faults: readonly Asked[], fields: readonly Field[]): string {
  const [first, ...others] = faults
  if (!first) return ''
  const field = fields.find((known) => known.name === first.name)
  const wrong = `“${first.label}”${first.sentence}。${field?.options ? hintOf(field) : ''}`
  const lead = first.missing ? `“${first.label}”还空着：${hintOf(field)}` : wrong
  return others.length > 0 ? `${lead}还要补：${named(others)}。` : lead
}

/** The first few by name: a long list tells nobody anything. */
function named(others: readonly Asked[]): string {
  const labels = others
    .slice(0, 5)
    .map((other) => other.label)
    .join('、')
  return others.length > 5 ? `${labels}等 ${others.length} 项` : labels
}

function hintOf(field: Field | undefined): string {
  if (field?.options)
    return `请回一个：${field.options.map(({ label }, index) => `${index + 1} ${label}`).join('；')}。`
  if (field?.hint) return `${field.hint}。`
  return field?.kind === 'day' ? '请写日期，如 5月31日。' : '请直接回复。'
}

/**
 * The answer to a question about one field: an option by its words or by its place in the question (its value is
 * never shown), anything else as typed.
 */
export function answerTo(field: Field, text: string): FormValues {
  if (!field.options) return { [field.name]: text }
  const picks = field.kind === 'choices' ? text.split(/[、,，\s]+/u) : [text]
  const values = picks.map((pick) => optionOf(field, pick)).filter((value) => value !== null)
  return { [field.name]: field.kind === 'choices' ? values : (values[0] ?? text) }
}

function optionOf(field: Field, pick: string): string | null {
  const options = field.options ?? []
  const word = normal(pick)
  const byWord = options.filter(({ label }) => normal(label) === word)
  const within = options.filter(({ label }) => word.length >= 2 && normal(label).includes(word))
  const byNumber = /^\d{1,2}$/.test(word) ? options[Number(word) - 1] : undefined
  const named = byWord.length > 0 ? byWord : within
  return (byNumber ?? (named.length === 1 ? named[0] : undefined))?.value ?? null
}

const number = '(?:\\d{1,2}|[一二三四五六七八九十]{1,2})'
/** 1. 、（一）、①: but not the 1. of 1.5亿元. */
const numbered = new RegExp(`^\\s*(?:${number}(?:[、)）]|[.．](?!\\d))|[（(]${number}[)）]|[①-⑳])\\s*`, 'u')
const until = '(?:[之以]?前)?'
const months = `\\d{1,2}月(?:\\d{1,2}[日号]?|[底末])`
const when = [
  `(?:(?:\\d{4}|[今明])年)?${months}${until}`,
  `\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}${until}`,
  `\\d{1,2}[./]\\d{1,2}${until}`,
  `(?:本|下个?)?月[底末]${until}`,
  `(?:(?:\\d{4}|[今本明])年?)?年[底末]${until}`,
].join('|')
const dated = new RegExp(
  `^(.*?)(?:[，,、\\s：:—（(-]{1,4}|(?<!\\d)(?=(?:(?:\\d{4}|[今明])年)?\\d{1,2}月))(${when})(?:完成)?[)）]?(?:完成)?[。.]?$`,
  'u',
)

/** Several measures typed one a line, each with its date behind: `核对补贴金额，12月31日`; numbered on from `last`. */
export function typedMeasures(text: string, last = 0): FormValues {
  const lines = text
    .split(/[\n；;]/u)
    .map((line) => line.replace(numbered, '').trim())
    .filter((line) => line !== '')
    .slice(0, mostMeasures + 1)
  const rows = lines.map((line, index) => {
    const [, what = line, due = ''] = dated.exec(line) ?? wordedDue(line) ?? []
    return { [`measure${last + index + 1}`]: what.trim(), [`due${last + index + 1}`]: due }
  })
  return Object.assign({}, ...rows) as FormValues
}

/** The words behind the last separator where they are about a day: 核对补贴金额，国庆节前完成. */
function wordedDue(line: string): string[] | null {
  const found = /^(.*)[，,、\s：:—（(]([^，,、\s：:—（(]{2,16}?)[)）]?[。.]?$/u.exec(line)
  const [, what = '', due = ''] = found ?? []
  return found && isDayWord(due, anyDay) ? [line, what.replace(/[，,、\s：:—（(]+$/u, ''), due] : null
}

/** To know words for a day from others, any day will do. */
const anyDay: SeenFrom = { today: DaySchema.parse('2024-01-01'), calendar: noCalendar }

export type TypedExtension = {
  /** Fields of the form, the day as it was understood. */
  readonly values: FormValues
  /** Nothing is missing, and the day was written with its year: no other one can be meant. */
  readonly sure: boolean
}

const upTo = /^(?:申请)?(?:延期?)?[至到]\s*/u
const reasonWord = /^[\s，,。；;：:、]*(?:(?:延期)?(?:理由|原因)[：:])?\s*/u
/** Behind a date none of these: 5.31万元 is money. */
const notBehindDay = /^[\d.万亿元%％]/u
const longestDay = 20

/** `2023-05-31 财政资金年底到位`: a day in front, the reason behind it. A day that doesn't exist is kept as typed. */
export function typedExtension(text: string, from: SeenFrom): TypedExtension {
  const typed = text.trim().replace(upTo, '')
  const lengths = Array.from({ length: Math.min(longestDay, typed.length) }, (_, index) => index + 1).reverse()
  const end = lengths.find(
    (length) => isDayWord(typed.slice(0, length), from) && endsDay(typed.slice(0, length), typed.slice(length)),
  )
  if (end === undefined) return { values: { reason: text.trim() }, sure: false }
  const [word, reason] = [typed.slice(0, end), typed.slice(end).replace(reasonWord, '').trim()]
  const reading = readDay(word, from)
  const values = { to: 'day' in reading ? reading.day : word, ...(reason ? { reason } : {}) }
  const plain = !('day' in reading) || /^(?:19|20)\d\d/.test(normal(word))
  return { values, sure: plain && reason !== '' }
}

/** Where words go on behind it, a day is one only if its last sign ends it: 上半年财政收入不足 begins with none. */
function endsDay(word: string, rest: string): boolean {
  if (notBehindDay.test(rest)) return false
  return /^(?:$|[\s\p{P}])/u.test(rest) || /[\d日号前底末内后]$/u.test(normal(word))
}

function isDayWord(word: string, from: SeenFrom): boolean {
  const reading = readDay(word, from)
  return word.trim() === word && ('day' in reading || reading.fault !== 'unreadable')
}
