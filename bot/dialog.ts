import type { Field, FormValues } from '../core/form.ts'
import { normal } from '../core/text.ts'

type Asked = { readonly name: string; readonly label: string; readonly sentence: string; readonly missing: boolean }

/** One precise question about the first thing that is missing or wrong; the rest is only named. */
export function questionOf(faults: readonly Asked[], fields: readonly Field[]): string {
  const [first, ...others] = faults
  if (!first) return ''
  const field = fields.find((known) => known.name === first.name)
  const lead = first.missing ? `“${first.label}”还空着：${hintOf(field)}` : `“${first.label}”${first.sentence}。`
  return others.length > 0 ? `${lead}（还要补：${others.map((other) => other.label).join('、')}）` : lead
}

function hintOf(field: Field | undefined): string {
  if (field?.options) return `请回一个：${field.options.map(({ label }, index) => `${index + 1} ${label}`).join('；')}`
  if (field?.hint) return `${field.hint}。`
  return field?.kind === 'day' ? '请写日期，如 5月31日。' : '请直接回复。'
}

/** The answer to a question about one field: an option by its words or its number, anything else as typed. */
export function answerTo(field: Field, text: string): FormValues {
  if (!field.options) return { [field.name]: text }
  const picks = field.kind === 'choices' ? text.split(/[、,，\s]+/u) : [text]
  const values = picks.map((pick) => optionOf(field, pick)).filter((value) => value !== null)
  return { [field.name]: field.kind === 'choices' ? values : (values[0] ?? text) }
}

function optionOf(field: Field, pick: string): string | null {
  const options = field.options ?? []
  const word = normal(pick)
  const byWord = options.filter(({ value, label }) => value === word || normal(label) === word)
  const within = options.filter(({ label }) => word.length >= 2 && normal(label).includes(word))
  const byNumber = /^\d{1,2}$/.test(word) ? options[Number(word) - 1] : undefined
  return (byWord[0] ?? byNumber ?? (within.length === 1 ? within[0] : undefined))?.value ?? null
}

/** Several measures typed one a line, each with its date behind: `核对补贴金额，12月31日`. */
export function typedMeasures(text: string): FormValues {
  const lines = text
    .split(/[\n；;]/u)
    .map((line) => line.replace(/^\s*(?:\d{1,2}[.、)）]|[（(]\d{1,2}[)）])\s*/u, '').trim())
    .filter((line) => line !== '')
  const rows = lines.map((line, index) => {
    const [, what = line, when = ''] =
      /^(.*?)[，,、\s：:—-]+((?:\d{4}[年.\-/])?\d{1,2}[月.\-/]\d{1,2}[日号]?(?:前)?|月底前?|年底前?)\s*$/u.exec(line) ??
      []
    return { [`measure${index + 1}`]: what.trim(), [`due${index + 1}`]: when }
  })
  return Object.assign({}, ...rows) as FormValues
}
