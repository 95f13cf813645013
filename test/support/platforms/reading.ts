import type { Action, Block, CardForm, Content } from '../../../bot/platform.ts'

/** What can be touched, or answered with: a button, a link that speaks or opens a page, a number. */
export type Choice = {
  readonly label: string
  /** The row of a list it belongs to, by the first word of that row; '' where it belongs to the message. */
  readonly of: string
}

export type FieldShown = {
  readonly label: string
  readonly required: boolean
  /** As it is read: the words of what is chosen. */
  readonly value: string
  readonly options: readonly string[]
  /** Whatever else is said at the field. */
  readonly said: string
}

export type FormShown = { readonly fields: readonly FieldShown[]; readonly buttons: readonly string[] }

/** One message as a platform's own client shows it now. */
export type Shown = {
  readonly id: string
  readonly lines: readonly string[]
  readonly choices: readonly Choice[]
  readonly form: FormShown | null
  /** The address behind 填写. */
  readonly page: string | null
}

/** A message of the bot's own, before any platform has drawn it: the measure for what platforms show. */
export function shownOf(content: Content): Omit<Shown, 'id'> {
  if (content.kind === 'text') return { lines: [content.text], choices: [], form: null, page: null }
  const { title, blocks, actions, form } = content
  const own = [...blocks.flatMap(choicesIn), ...actions.map((action) => choiceOf(action))]
  const page = actions.find((action) => action.label === '填写' && 'url' in action)
  return {
    lines: [title, ...blocks.flatMap(linesOf)],
    choices: own,
    form: form ? formShown(form) : null,
    page: page && 'url' in page ? page.url : null,
  }
}

function choicesIn(block: Block): Choice[] {
  if (!('actions' in block)) return []
  const of = block.type === 'item' ? firstWord(block.title) : ''
  return block.actions.map((action) => choiceOf(action, of))
}

const choiceOf = ({ label }: Action, of = ''): Choice => ({ label, of })

export function firstWord(text: string): string {
  return text.split(/\s/u)[0] ?? ''
}

function linesOf(block: Block): string[] {
  switch (block.type) {
    case 'text':
    case 'note':
      return block.text.split('\n')
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}：${value}`)
    case 'buttons':
      return []
    case 'table':
      return tableLines(block.columns, block.rows)
    case 'chart':
      return chartLines(block.title, { steps: block.steps, series: block.series })
    case 'item':
      return [block.title, ...block.lines, ...(block.mentions ?? []).map(({ name }) => `@${name}`)]
    default:
      return block satisfies never
  }
}

/** A row a line: what it is about, then each column with its figure. */
export function tableLines(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const [, ...names] = columns
  return rows.map(([about = '', ...cells]) =>
    [about, ...cells.map((cell, at) => `${names[at] ?? ''} ${cell}`)].join('，'),
  )
}

type Figures = {
  readonly steps: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
}

/** A step a line: each series with its figure. */
export function chartLines(title: string, { steps, series }: Figures): string[] {
  const at = (index: number) => series.map(({ name, values }) => `${name} ${values[index] ?? 0}`)
  return [title, ...steps.map((step, index) => `${step}：${at(index).join('，')}`)]
}

function formShown({ fields, submit }: CardForm): FormShown {
  return {
    fields: fields.map(({ field, value }) => {
      const options = field.options ?? []
      const words = [value].flat().map((one) => options.find((option) => option.value === one)?.label ?? one)
      return {
        ...{ label: field.label, required: field.required, value: words.join('、') },
        ...{ options: options.map(({ label }) => label), said: field.hint ?? '' },
      }
    }),
    buttons: submit.map(({ label }) => label),
  }
}

/**
 * Words as they are compared: apart from blanks and signs, which every client draws its own way, and from length and
 * head of the log, which are never the same twice. Figures keep their point.
 */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\d,]+ 条 [0-9a-f]{16}\b/gu, '')
    .replace(/(?<!\d)[.%+-]|[.%+-](?!\d)/gu, '')
    .replace(/[^\p{L}\p{N}.%+-]/gu, '')
}
