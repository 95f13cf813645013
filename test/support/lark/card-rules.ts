import { chartFaults, tableFaults } from './figure-rules.ts'

/** What Lark says against a card: Card JSON 2.0 as far as bots of this project could write it. Empty: accepted. */
export type CardFault = { readonly code: 200621 | 300305 | 11310 | 230025 | 11232; readonly why: string }

type Node = Readonly<Record<string, unknown>>
type Context = { readonly path: string; readonly depth: number; readonly inForm: boolean; readonly seen: Seen }
type Seen = { readonly names: Set<string>; readonly faults: string[]; tags: number; tables: number; charts: number }

const common = ['tag', 'element_id', 'margin']
const spacing = ['horizontal_spacing', 'horizontal_align', 'vertical_spacing', 'vertical_align', 'direction', 'padding']
const field = ['name', 'required', 'disabled', 'disabled_tips', 'placeholder', 'width', 'behaviors', 'confirm']

/** Properties by tag; a property that isn't listed is an error in 2.0. */
const properties: Readonly<Record<string, readonly string[]>> = {
  plain_text: ['tag', 'content', 'i18n_content', 'text_size', 'text_color', 'text_align', 'lines'],
  lark_md: ['tag', 'content', 'i18n_content', 'text_size', 'text_align', 'lines'],
  div: [...common, 'width', 'text', 'icon'],
  markdown: [...common, 'content', 'i18n_content', 'text_align', 'text_size', 'icon'],
  hr: common,
  column_set: [
    ...common,
    'horizontal_spacing',
    'horizontal_align',
    'flex_mode',
    'background_style',
    'action',
    'columns',
  ],
  column: [...common, ...spacing, 'background_style', 'width', 'weight', 'action', 'elements'],
  form: [...common, ...spacing, 'name', 'elements', 'confirm'],
  input: [
    ...[
      ...common,
      ...field,
      'default_value',
      'max_length',
      'input_type',
      'show_icon',
      'rows',
      'auto_resize',
      'max_rows',
    ],
    ...['label', 'label_position', 'value'],
  ],
  select_static: [...common, ...field, 'type', 'initial_option', 'initial_index', 'options'],
  multi_select_static: [...common, ...field, 'type', 'selected_values', 'options'],
  date_picker: [...common, ...field, 'initial_date', 'value'],
  button: [
    ...[...common, 'type', 'size', 'width', 'text', 'icon', 'hover_tips', 'disabled', 'disabled_tips', 'confirm'],
    ...['behaviors', 'name', 'form_action_type', 'value'],
  ],
  table: [...common, 'page_size', 'row_height', 'freeze_first_column', 'header_style', 'columns', 'rows'],
  chart: [...common, 'aspect_ratio', 'color_theme', 'chart_spec', 'preview', 'height'],
  standard_icon: ['tag', 'token', 'color'],
}

const card = {
  root: ['schema', 'config', 'card_link', 'header', 'body'],
  config: [
    ...['streaming_mode', 'streaming_config', 'summary', 'locales', 'enable_forward', 'update_multi', 'width_mode'],
    ...['use_custom_translation', 'enable_forward_interaction', 'style'],
  ],
  header: ['title', 'subtitle', 'text_tag_list', 'i18n_text_tag_list', 'template', 'icon', 'padding'],
  body: [...spacing, 'elements'],
}

const templates = 'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default'.split(' ')
const buttonTypes = 'default primary danger text primary_text danger_text primary_filled danger_filled laser'.split(' ')
const interactive = ['input', 'select_static', 'multi_select_static', 'date_picker', 'button']
const containers = ['column_set', 'form']

/** `bytes` is the size of the whole request, which counts against 30 KB. */
export function cardFaults(content: unknown, bytes: number): CardFault[] {
  const seen: Seen = { names: new Set(), faults: [], tags: 0, tables: 0, charts: 0 }
  checkCard(content, seen)
  return [
    ...seen.faults.map((why) => ({ code: 200621 as const, why })),
    ...(seen.tags > 200 ? [{ code: 300305 as const, why: `element exceeds the limit (${seen.tags})` }] : []),
    ...(seen.tables > 5 ? [{ code: 11310 as const, why: 'card table number over limit' }] : []),
    ...(seen.charts > 5 ? [{ code: 11310 as const, why: 'card chart number over limit' }] : []),
    ...(bytes > 30 * 1024 ? [{ code: 230025 as const, why: `the request has ${bytes} bytes` }] : []),
  ]
}

function checkCard(content: unknown, seen: Seen): void {
  if (!isNode(content)) return void seen.faults.push('the card is not an object')
  known(content, { allowed: card.root, path: 'card', seen })
  if (content['schema'] !== '2.0') seen.faults.push('schema is not "2.0"')
  if (isNode(content['config'])) checkConfig(content['config'], seen)
  if (isNode(content['header'])) checkHeader(content['header'], seen)
  const body = content['body']
  if (!isNode(body)) return void seen.faults.push('card.body is missing')
  known(body, { allowed: card.body, path: 'body', seen })
  checkAll(body['elements'], { path: 'body', depth: 0, inForm: false, seen })
}

function checkConfig(config: Node, seen: Seen): void {
  known(config, { allowed: card.config, path: 'config', seen })
  if (config['update_multi'] === false) seen.faults.push('config.update_multi must be true')
  const summary = config['summary']
  if (isNode(summary)) known(summary, { allowed: ['content', 'i18n_content'], path: 'config.summary', seen })
}

function checkHeader(header: Node, seen: Seen): void {
  known(header, { allowed: card.header, path: 'header', seen })
  if (header['template'] !== undefined && !templates.includes(String(header['template']))) {
    seen.faults.push(`header.template ${String(header['template'])}`)
  }
  checkText(header['title'], 'header.title', seen)
}

function checkAll(elements: unknown, context: Context): void {
  if (!Array.isArray(elements)) return void context.seen.faults.push(`${context.path}.elements is not a list`)
  elements.forEach((element, index) => checkElement(element, { ...context, path: `${context.path}[${index}]` }))
}

function checkElement(element: unknown, context: Context): void {
  const { path, depth, inForm, seen } = context
  if (!isNode(element)) return void seen.faults.push(`${path} is not an object`)
  const tag = String(element['tag'])
  const allowed = properties[tag]
  if (!allowed) return void seen.faults.push(`${path}: no component is called ${tag}`)
  seen.tags += 1
  known(element, { allowed, path: `${path}(${tag})`, seen })
  if (depth > 5) seen.faults.push(`${path}: more than five levels`)
  if ((tag === 'form' || tag === 'table') && depth > 0) seen.faults.push(`${path}: ${tag} stands at the root only`)
  if (tag === 'table') seen.tables += 1
  if (tag === 'chart') seen.charts += 1
  if (tag === 'table') seen.faults.push(...tableFaults(element).map((why) => `${path}: ${why}`))
  if (tag === 'chart') seen.faults.push(...chartFaults(element, inForm).map((why) => `${path}: ${why}`))
  if (interactive.includes(tag)) checkInteractive(element, context)
  if (tag === 'column_set') checkAll(element['columns'], { ...context, path: `${path}.columns`, depth: depth + 1 })
  if (tag === 'column') checkColumn(element, context)
  if (tag === 'form') checkForm(element, context)
  if (tag === 'div') checkText(element['text'], `${path}.text`, seen)
  if (tag === 'markdown' && typeof element['content'] !== 'string') seen.faults.push(`${path}.content is not a text`)
  if (containers.includes(tag) && inForm && tag === 'form') seen.faults.push(`${path}: a form in a form`)
}

function checkColumn(column: Node, context: Context): void {
  const { width, weight } = column
  if (width === 'weighted' && !(Number.isInteger(weight) && Number(weight) >= 1 && Number(weight) <= 5)) {
    context.seen.faults.push(`${context.path}: weight ${String(weight)} is not 1 to 5`)
  }
  checkAll(column['elements'], context)
}

function checkForm(form: Node, context: Context): void {
  const { seen, path, depth } = context
  name(form, path, seen)
  checkAll(form['elements'], { ...context, depth: depth + 1, inForm: true })
  const submits = JSON.stringify(form['elements'] ?? null).includes('"form_action_type":"submit"')
  if (!submits) seen.faults.push(`${path}: a form without a submit button`)
}

function checkInteractive(element: Node, { path, inForm, seen }: Context): void {
  if (inForm) name(element, path, seen)
  if (!inForm && 'required' in element) seen.faults.push(`${path}: required outside a form`)
  if (!inForm && element['tag'] === 'multi_select_static') seen.faults.push(`${path}: outside a form`)
  if ('placeholder' in element) checkShort(element['placeholder'], `${path}.placeholder`, seen)
  switch (element['tag']) {
    case 'input':
      return checkInput(element, path, seen)
    case 'button':
      return checkButton(element, path, seen)
    case 'date_picker':
      return checkDay(element, path, seen)
    default:
      return checkOptions(element, path, seen)
  }
}

function checkInput(input: Node, path: string, seen: Seen): void {
  if ('label' in input) checkText(input['label'], `${path}.label`, seen)
  const longest = input['max_length'] ?? 1000
  if (!Number.isInteger(longest) || Number(longest) < 1 || Number(longest) > 1000) {
    seen.faults.push(`${path}: max_length ${String(longest)} is not 1 to 1000`)
  }
  const value = input['default_value'] ?? ''
  if (typeof value !== 'string') seen.faults.push(`${path}: default_value is not a text`)
  else if (Array.from(value).length > Number(longest)) seen.faults.push(`${path}: default_value is too long`)
  if (!['text', 'multiline_text', 'password'].includes(String(input['input_type'] ?? 'text'))) {
    seen.faults.push(`${path}: input_type ${String(input['input_type'])}`)
  }
}

function checkButton(button: Node, path: string, seen: Seen): void {
  checkShort(button['text'], `${path}.text`, seen)
  if (!buttonTypes.includes(String(button['type'] ?? 'default'))) seen.faults.push(`${path}: type`)
  const behaviors = button['behaviors']
  if (behaviors !== undefined && !Array.isArray(behaviors)) seen.faults.push(`${path}: behaviors`)
  for (const behavior of Array.isArray(behaviors) ? behaviors : []) checkBehavior(behavior, path, seen)
}

function checkBehavior(behavior: unknown, path: string, seen: Seen): void {
  if (!isNode(behavior)) return void seen.faults.push(`${path}: a behavior is not an object`)
  const allowed: Readonly<Record<string, readonly string[]>> = {
    callback: ['type', 'value'],
    open_url: ['type', 'default_url', 'pc_url', 'ios_url', 'android_url'],
  }
  const type = String(behavior['type'])
  known(behavior, { allowed: allowed[type] ?? [], path: `${path}.behaviors(${type})`, seen })
  if (type === 'callback' && !isNode(behavior['value'])) seen.faults.push(`${path}: callback value is not an object`)
  if (type === 'open_url' && !/^(https?|lark):\/\//.test(String(behavior['default_url']))) {
    seen.faults.push(`${path}: default_url`)
  }
}

function checkDay(picker: Node, path: string, seen: Seen): void {
  const day = picker['initial_date'] ?? '2026-01-01'
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day)) seen.faults.push(`${path}: initial_date`)
}

function checkOptions(select: Node, path: string, seen: Seen): void {
  const options = Array.isArray(select['options']) ? (select['options'] as unknown[]) : []
  const values = options.map((option) => (isNode(option) ? option['value'] : undefined))
  if (new Set(values).size !== values.length) seen.faults.push(`${path}: two options have one value`)
  options.forEach((option, index) => {
    if (!isNode(option)) return void seen.faults.push(`${path}: an option is not an object`)
    known(option, { allowed: ['text', 'icon', 'value'], path: `${path}.options[${index}]`, seen })
    if (typeof option['value'] !== 'string') seen.faults.push(`${path}: an option's value is not a text`)
    checkText(option['text'], `${path}.options[${index}].text`, seen)
  })
  const index = select['initial_index'] ?? 0
  if (!Number.isInteger(index) || Number(index) < 0 || Number(index) > options.length) {
    seen.faults.push(`${path}: initial_index`)
  }
  const chosen = select['selected_values'] ?? []
  if (!Array.isArray(chosen) || chosen.some((value) => !values.includes(value)))
    seen.faults.push(`${path}: selected_values`)
}

function checkText(text: unknown, path: string, seen: Seen): void {
  if (!isNode(text)) return void seen.faults.push(`${path} is missing`)
  const tag = String(text['tag'])
  seen.tags += 1
  if (tag !== 'plain_text' && tag !== 'lark_md') return void seen.faults.push(`${path}: ${tag}`)
  known(text, { allowed: properties[tag] ?? [], path, seen })
  if (typeof text['content'] !== 'string') seen.faults.push(`${path}.content is not a text`)
}

function checkShort(text: unknown, path: string, seen: Seen): void {
  checkText(text, path, seen)
  const content = isNode(text) ? text['content'] : ''
  if (typeof content === 'string' && Array.from(content).length > 100) seen.faults.push(`${path}: over 100 characters`)
}

function name(element: Node, path: string, seen: Seen): void {
  const given = element['name']
  if (typeof given !== 'string' || given === '') return void seen.faults.push(`${path}: no name`)
  if (seen.names.has(given)) seen.faults.push(`${path}: the name ${given} is taken`)
  seen.names.add(given)
}

function known(node: Node, rule: { allowed: readonly string[]; path: string; seen: Seen }): void {
  for (const property of Object.keys(node)) {
    if (!rule.allowed.includes(property)) rule.seen.faults.push(`unknown property, ${rule.path}.${property}`)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
