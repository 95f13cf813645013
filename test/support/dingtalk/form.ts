import { asText, isNode, parsed } from './view.ts'

type Node = Readonly<Record<string, unknown>>

/** What a person fills in, by a field's label; options by their words. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

const types =
  'TEXT TEXT_AREA NUMBER TEXT_ARRAY SELECT MULTI_SELECT DATE TIME DATETIME CHECKBOX SWITCH CHECKBOX_GROUP MULTI_CHECKBOX_GROUP'

/** The fields of a card's form (表单), undefined where it has none. Throws on a kind of field there is none of. */
export function fieldsIn(params: Node): Node[] | undefined {
  const form = parsed(asText(params['form']))
  if (!isNode(form) || !Array.isArray(form['fields']) || form['fields'].length === 0) return undefined
  const fields = form['fields'].filter(isNode)
  const strange = fields.find(
    (field) => !types.split(' ').includes(asText(field['type'])) || asText(field['name']) === '',
  )
  if (strange) throw new Error(`表单里没有 ${asText(strange['type'])} 这种项`)
  return fields
}

/** The values the form sends: what was filled in, else what stood there. Throws where no client could. */
export function filledIn(fields: readonly Node[], filled: Filled): Record<string, unknown> {
  const unknown = Object.keys(filled).filter((label) => !fields.some((field) => field['label'] === label))
  if (unknown.length > 0) throw new Error(`表单里没有 ${unknown.join('、')}`)
  const values = fields.map((field) => [asText(field['name']), valueOf(field, filled[asText(field['label'])])] as const)
  const missing = fields.filter((field, at) => field['required'] === true && values[at]?.[1] === undefined)
  if (missing.length > 0)
    throw new Error(`有必填项未填写：${missing.map((field) => asText(field['label'])).join('、')}`)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

function valueOf(field: Node, given: string | readonly string[] | undefined): unknown {
  const options = Array.isArray(field['options']) ? field['options'].filter(isNode) : []
  if (given === undefined) return field['defaultValue']
  if (field['type'] === 'SELECT') return chosen(options, String(given))
  if (field['type'] === 'MULTI_SELECT') {
    const all = [given].flat().map((one) => chosen(options, one))
    return { index: all.map(({ index }) => index), value: all.map(({ value }) => value) }
  }
  return given
}

function chosen(options: readonly Node[], words: string): { index: number; value: string } {
  const index = options.findIndex((option) => option['text'] === words)
  if (index < 0) throw new Error(`没有选项 ${words}`)
  return { index, value: asText(options[index]?.['value']) }
}
