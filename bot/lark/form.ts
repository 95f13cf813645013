import type { Field } from '../../core/forms/form.ts'
import type { Action, CardForm, FilledField } from '../platform.ts'
import { cut } from '../wire.ts'
import { button, label, plain, quiet, row } from './element.ts'
import type { Element, Json, Layout } from './element.ts'
import { texts } from './texts.ts'

/** Lark takes no more in one input. */
const inputMax = 1000
const placeholderMax = 100

/** A field to be drawn: what stands in it, and what is said of it before anything does. */
type Drawing = FilledField & {
  readonly name: string
  readonly placeholder: string | undefined
  readonly layout: Layout
}

/**
 * A form as Lark wants it: at the card's root, every field and button with a name of its own. The client holds
 * back what is incomplete whichever button is pressed; beside 存草稿 that is left to the answer.
 */
export function formElement(form: CardForm, layout: Layout): Element {
  const strict = form.submit.length === 1
  const fields = form.fields.flatMap(({ field, value }) => {
    const name = field.required ? `${field.label} *` : field.label
    const shown = { ...field, required: field.required && strict }
    return fieldElements({ field: shown, value, name, placeholder: insideHint({ field, value }), layout })
  })
  return { tag: 'form', name: 'form', elements: [...fields, row(form.submit.map(submitButton))] }
}

function submitButton(action: Action, index: number): Element {
  const name = `submit_${index + 1}`
  return 'url' in action ? button(action, { name }) : button(action, { name, form_action_type: 'submit' })
}

/** A hint stands in the empty field where it fits, else above it. */
function insideHint({ field, value }: FilledField): string | undefined {
  const { hint } = field
  return hint !== undefined && value.length === 0 && hint.length <= placeholderMax ? hint : undefined
}

function fieldElements(drawing: Drawing): Element[] {
  const { field, placeholder, name } = drawing
  const hint = field.hint !== undefined && placeholder === undefined ? [quiet(field.hint)] : []
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return [label(name), ...hint, ...select(drawing)]
    case 'day':
      return [label(name), ...hint, datePicker(drawing)]
    case 'line':
    case 'paragraph':
    case 'month':
    case 'money':
      // Elements are counted: an input may wear its label itself, which the others cannot.
      return [...(drawing.layout.roomy ? [label(name)] : []), ...hint, ...input(drawing)]
    default:
      return field.kind satisfies never
  }
}

function common({ field }: Drawing, placeholder: string | undefined): { [property: string]: Json } {
  const { name, required } = field
  return { name, required, width: 'fill', ...(placeholder !== undefined && { placeholder: plain(placeholder) }) }
}

function input(drawing: Drawing): Element[] {
  const { field, layout, name } = drawing
  const value = String(drawing.value)
  const longest = Math.min(field.max ?? inputMax, inputMax)
  const room = Math.min(longest, layout.filled)
  const filled = cut(value, room, '')
  const several = field.kind === 'paragraph' || value.includes('\n')
  const element: Element = {
    tag: 'input',
    ...common(drawing, drawing.placeholder),
    max_length: longest,
    ...(!layout.roomy && { label: plain(name), label_position: 'top' }),
    ...(several && { input_type: 'multiline_text', rows: 3, auto_resize: true }),
    ...(filled && { default_value: filled }),
  }
  const whole = Array.from(value).length
  return whole > room ? [quiet(texts.cutValue(field.label, whole, room)), element] : [element]
}

function select(drawing: Drawing): Element[] {
  const { field, value, layout } = drawing
  const all = field.options ?? []
  const shown = all.slice(0, layout.options)
  const chosen = typeof value === 'string' ? [value] : value
  const options = shown.map((option) => ({ text: plain(cut(option.label, 100, '…')), value: option.value }))
  const element: Element = {
    tag: field.kind === 'choices' ? 'multi_select_static' : 'select_static',
    ...common(drawing, drawing.placeholder ?? choose(layout)),
    options,
    ...initial(field, shown, chosen),
  }
  return all.length > shown.length ? [quiet(texts.cutOptions(shown.length)), element] : [element]
}

/** What is chosen beforehand: by value where several may be, by place (from 1) where one. */
function initial(
  field: Field,
  shown: readonly { value: string }[],
  chosen: readonly string[],
): { [property: string]: Json } {
  const known = chosen.filter((value) => shown.some((option) => option.value === value))
  if (known.length === 0) return {}
  if (field.kind === 'choices') return { selected_values: known }
  return { initial_index: shown.findIndex((option) => option.value === known[0]) + 1 }
}

function datePicker(drawing: Drawing): Element {
  const value = String(drawing.value)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
  const placeholder = drawing.placeholder ?? choose(drawing.layout)
  return { tag: 'date_picker', ...common(drawing, placeholder), ...(day && { initial_date: value }) }
}

function choose({ roomy }: Layout): string | undefined {
  return roomy ? texts.choose : undefined
}
