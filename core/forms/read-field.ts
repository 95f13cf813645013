import { DaySchema, MonthSchema, type Day, type Month } from '../calendar/day.ts'
import type { Field, FormValues } from './form.ts'
import { readWan, type Fen } from '../money.ts'
import type { DayFault, SeenFrom } from '../calendar/day-words.ts'
import { readDay, readMonth } from '../calendar/read-day.ts'
import { normal } from '../text.ts'

/** One thing wrong with a form: which field, and a sentence that says what to do. */
export type Fault = {
  readonly name: string
  readonly label: string
  readonly sentence: string
  readonly missing: boolean
}

/**
 * Reads fields by name and collects what is wrong instead of stopping at the first. A field the form doesn't
 * have reads as empty. Text comes back exactly as typed; `must…` answers stand in only where a fault is noted.
 */
export type FieldReader = {
  readonly faults: Fault[]
  has(name: string): boolean
  text(name: string): string
  optional(name: string): string | null
  list(name: string): string[]
  day(name: string): Day | null
  mustDay(name: string): Day
  month(name: string): Month | null
  mustMonth(name: string): Month
  money(name: string): Fen | null
  percent(name: string): number | null
  fault(name: string, sentence: string): void
}

const noDay = DaySchema.parse('1970-01-01')
const noMonth = MonthSchema.parse('1970-01')

export function fieldReader(fields: readonly Field[], values: FormValues, from: SeenFrom): FieldReader {
  const faults: Fault[] = missingOrLong(fields, values)
  const byName = new Map(fields.map((field) => [field.name, field]))
  const fieldNamed = (name: string) => byName.get(name)
  // A lone surrogate is half a character: it can be typed through JSON, and neither stored nor hashed as UTF-8.
  const raw = (name: string) => (fieldNamed(name) ? single(values[name]).toWellFormed() : '')
  const fault = (name: string, sentence: string) => {
    const label = fieldNamed(name)?.label ?? name
    if (!faults.some((known) => known.name === name)) faults.push({ name, label, sentence, missing: false })
  }
  const optional = (name: string) => (normal(raw(name)) === '' ? null : raw(name))
  const understood = <T>(name: string, read: (typed: string) => Understood<T>): T | null => {
    const typed = optional(name)
    if (typed === null) return null
    const result = read(typed)
    if ('value' in result) return result.value
    fault(name, result.sentence)
    return null
  }
  const day = (name: string) => understood(name, (typed) => understandDay(typed, from))
  const month = (name: string) => understood(name, (typed) => understandMonth(typed, from.today))
  return {
    faults,
    has: (name) => fieldNamed(name) !== undefined,
    text: (name) => chosen(fieldNamed(name), raw(name), fault),
    optional,
    list: (name) =>
      listOf(values[name]).filter((value) => fieldNamed(name)?.options?.some((known) => known.value === value)),
    day,
    mustDay: (name) => day(name) ?? noDay,
    month,
    mustMonth: (name) => month(name) ?? noMonth,
    money: (name) => understood(name, understandWan),
    percent: (name) => understood(name, understandPercent),
    fault,
  }
}

function missingOrLong(fields: readonly Field[], values: FormValues): Fault[] {
  return fields.flatMap(({ name, label, required, max }): Fault[] => {
    const typed = single(values[name])
    const about = { name, label }
    if (required && normal(typed) === '') return [{ ...about, sentence: '还空着', missing: true }]
    if (max && Array.from(typed).length > max) return [{ ...about, sentence: `太长，最多 ${max} 个字`, missing: false }]
    return []
  })
}

/** The value of a choice must be one of its options: a made-up one is named, never kept. */
function chosen(field: Field | undefined, value: string, fault: FieldReader['fault']): string {
  const known = !field?.options || value === '' || field.options.some((option) => option.value === value)
  if (field && !known) fault(field.name, '请从列出的选项里选一个')
  return value
}

function single(value: FormValues[string] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

function listOf(value: FormValues[string] | undefined): readonly string[] {
  return typeof value === 'string' ? (value === '' ? [] : [value]) : (value ?? [])
}

type Understood<T> = { readonly value: T } | { readonly sentence: string }

function understandDay(typed: string, from: SeenFrom): Understood<Day> {
  const reading = readDay(typed, from)
  if ('day' in reading) return { value: reading.day }
  return { sentence: dayFaults[reading.fault](typed) }
}

/** What is asked back where no one day was named. */
const dayFaults: Readonly<Record<DayFault, (typed: string) => string>> = {
  unreadable: (typed: string) => `看不懂日期“${typed}”，请写成 2023-05-31 或 5月31日`,
  'no-such-day': (typed: string) => `没有“${typed}”这一天`,
  'which-year': (typed: string) => `“${typed}”是哪一年？请写明年份，如 2023年5月31日`,
  'which-day': (typed: string) => `“${typed}”可以是不同的日子，请写明最晚是哪一天，如 2023年5月31日`,
  past: (typed: string) => `“${typed}”已经过了，请写明是哪一天，如 2023年5月31日`,
  'with-time': (typed: string) => `“${typed}”里有钟点，这里只记到天，请只写日期，如 5月31日`,
  lunar: (typed: string) => `“${typed}”是农历，请写成公历，如 2023年5月31日`,
  'no-calendar': (typed: string) => `“${typed}”要按放假安排推算，那一年的还没有录入，请直接写日期，如 2023年5月31日`,
}

function understandMonth(typed: string, today: Day): Understood<Month> {
  const reading = readMonth(typed, today)
  return 'month' in reading ? { value: reading.month } : { sentence: '请写明年和月，如 2021-03 或 2021年3月' }
}

const wanFaults = {
  unreadable: '看不懂，请写成 300、3,500.5 或 12万元（不带单位的按万元算）',
  negative: '不能是负数',
  'too-precise': '最多精确到分',
  'too-large': '太大了，请核对',
} as const

/** Above 10亿元 it asks back; the answer is the amount with 确认 behind it. */
function understandWan(typed: string): Understood<Fen> {
  const [, amount = typed, sure] = /^(.*?)\s*(确认)?$/s.exec(normal(typed)) ?? []
  const reading = readWan(amount)
  if (!('fault' in reading)) return { value: reading.fen }
  if (reading.fault !== 'ask-back') return { sentence: wanFaults[reading.fault] }
  return sure ? { value: reading.fen } : { sentence: '超过 10 亿元。单位是万元，请核对；没有错就在金额后面加上“确认”' }
}

function understandPercent(typed: string): Understood<number> {
  const written = /^(\d{1,3}(?:\.\d{1,2})?) ?%?$/.exec(normal(typed))?.[1]
  return written !== undefined && Number(written) <= 100
    ? { value: Number(written) }
    : { sentence: '请填 0 到 100 之间的数' }
}
