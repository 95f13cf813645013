import { asText, elementsIn, initialOf, isNode, optionsOf, wordsOf } from './view.ts'

type Node = Readonly<Record<string, unknown>>

/** By its label, or where several are called alike: the first one after a text that contains `after`. */
export type ButtonName = string | { readonly label: string; readonly after: string }

/** What a person filled in, by a field's label or name; options by label or value, days as 2026-05-01. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

export type Action = {
  readonly tag: 'button'
  readonly value?: unknown
  readonly name?: string
  readonly form_value?: Readonly<Record<string, unknown>>
  readonly timezone: 'Asia/Shanghai'
}

const fields = ['input', 'select_static', 'multi_select_static', 'date_picker']

/** What the client sends when this button is tapped; `opens` is a page it opens instead. Throws where no client could. */
export function tap(card: unknown, name: ButtonName, filled: Filled): { action?: Action; opens?: string } {
  const button = buttonIn(card, name)
  const behaviors = Array.isArray(button['behaviors']) ? button['behaviors'].filter(isNode) : []
  const link = behaviors.find((behavior) => behavior['type'] === 'open_url')
  const callback = behaviors.find((behavior) => behavior['type'] === 'callback')
  const submits = button['form_action_type'] === 'submit'
  if (link && !callback && !submits) return { opens: asText(link['default_url']) }
  if (!submits && Object.keys(filled).length > 0) throw new Error(`${labelOf(name)} 不是表单的提交按钮，没有可填的项`)
  const form = submits
    ? elementsIn(card).find((element) => elementsIn(element['elements']).includes(button))
    : undefined
  return {
    action: {
      tag: 'button',
      timezone: 'Asia/Shanghai',
      ...(callback && { value: callback['value'] }),
      ...(typeof button['name'] === 'string' && { name: button['name'] }),
      ...(form && { form_value: formValue(form, filled) }),
    },
  }
}

/** Labels of all buttons, in reading order. */
export function buttonsIn(card: unknown): string[] {
  return elementsIn(card)
    .filter((element) => element['tag'] === 'button')
    .map((button) => wordsOf(button['text']))
}

/** The fields a person sees, each with the text above it. */
export function fieldsIn(card: unknown): { label: string; field: Node }[] {
  const found: { label: string; field: Node }[] = []
  let label = ''
  for (const element of elementsIn(elementsIn(card).filter(({ tag }) => tag === 'form'))) {
    if (element['tag'] === 'div') label ||= wordsOf(element['text'])
    if (!fields.includes(asText(element['tag']))) continue
    const own = wordsOf(element['label']) || label
    found.push({ label: own.replace(/ \*$/, ''), field: element })
    label = ''
  }
  return found
}

function buttonIn(card: unknown, name: ButtonName): Node {
  const label = labelOf(name)
  let reached = typeof name === 'string'
  for (const element of elementsIn(card)) {
    if (typeof name !== 'string' && wordsOf(element['text']).includes(name.after)) reached = true
    const matches = reached && element['tag'] === 'button' && wordsOf(element['text']) === label
    if (matches && element['disabled'] !== true) return element
  }
  throw new Error(`没有按钮 ${label}，只有 ${buttonsIn(card).join('、') || '（无）'}`)
}

function labelOf(name: ButtonName): string {
  return typeof name === 'string' ? name : name.label
}

function formValue(form: Node, filled: Filled): Record<string, unknown> {
  const known = fieldsIn(form)
  const unknown = Object.keys(filled).filter((key) => !known.some((one) => answersTo(one, key)))
  if (unknown.length > 0) {
    throw new Error(`表单里没有 ${unknown.join('、')}，只有 ${known.map((one) => one.label).join('、')}`)
  }
  const values = known.map(({ label, field }) => {
    const key = Object.keys(filled).find((one) => answersTo({ label, field }, one))
    const value = key === undefined ? initialOf(field) : typed(field, filled[key] ?? '', label)
    return { label, field, value }
  })
  const missing = values.filter(({ field, value }) => field['required'] === true && value.length === 0)
  if (missing.length > 0) throw new Error(`有必填项未填写：${missing.map((one) => one.label).join('、')}`)
  return Object.fromEntries(
    values
      .filter(({ field, value }) => value.length > 0 || field['tag'] === 'input')
      .map(({ field, value }) => [
        asText(field['name']),
        field['tag'] === 'date_picker' ? `${String(value)} +0800` : value,
      ]),
  )
}

function answersTo({ label, field }: { label: string; field: Node }, key: string): boolean {
  return key === label || key === field['name']
}

function typed(field: Node, value: string | readonly string[], label: string): string | string[] {
  if (field['tag'] === 'input') {
    const longest = Number(field['max_length'] ?? 1000)
    if (typeof value !== 'string') throw new Error(`${label} 只能填一段文字`)
    if (Array.from(value).length > longest) throw new Error(`${label} 最多 ${longest} 字`)
    return value
  }
  if (field['tag'] === 'date_picker') {
    if (!/^(\d{4}-\d{2}-\d{2})?$/.test(String(value))) throw new Error(`${label} 要选日期`)
    return String(value)
  }
  const options = optionsOf(field)
  const chosen = [value].flat().map((one) => {
    const option = options.find(({ label: words, value: inner }) => words === one || inner === one)
    if (!option)
      throw new Error(`${label} 没有选项 ${one}，只有 ${options.map(({ label: words }) => words).join('、')}`)
    return option.value
  })
  return field['tag'] === 'multi_select_static' ? chosen : (chosen[0] ?? '')
}
