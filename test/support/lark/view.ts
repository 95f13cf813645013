type Node = Readonly<Record<string, unknown>>

/** What a reader sees of a message, one line a piece of text. */
export function textOf(type: string, content: unknown): string {
  if (!isNode(content)) return ''
  if (type === 'text') return seen(named(asText(content['text'])))
  if (type === 'interactive') return cardLines(content).map(seen).join('\n')
  if (type === 'image') return '[图片]'
  if (type === 'file') return `[文件 ${asText(content['file_name'])}]`
  return `[${type}]`
}

/** Whom a message mentions, as Lark reads it: tags in texts and in markdown, never in plain text. */
export function mentionsOf(type: string, content: unknown): string[] {
  if (!isNode(content)) return []
  const read = type === 'text' ? [asText(content['text'])] : markdownIn(content)
  return read.flatMap((text) => Array.from(text.matchAll(/<at (?:user_)?id="?'?([\w-]+)/g), (match) => match[1] ?? ''))
}

/** Every element of a card in reading order, containers before what they hold. */
export function elementsIn(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(elementsIn)
  if (!isNode(node)) return []
  const inner = [node['body'], node['elements'], node['columns']].filter((part) => part !== undefined)
  return [...(typeof node['tag'] === 'string' ? [node] : []), ...inner.flatMap(elementsIn)]
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The words of a `{ tag: 'plain_text', content }`. */
export function wordsOf(value: unknown): string {
  return isNode(value) ? asText(value['content']) : ''
}

export type Option = { readonly value: string; readonly label: string }

export function optionsOf(select: Node): Option[] {
  const options = Array.isArray(select['options']) ? (select['options'] as unknown[]) : []
  return options.filter(isNode).map((option) => ({ value: asText(option['value']), label: wordsOf(option['text']) }))
}

/** What stands in a field before anybody touches it: texts for one, a list for several. */
export function initialOf(field: Node): string | string[] {
  switch (field['tag']) {
    case 'input':
      return asText(field['default_value'])
    case 'date_picker':
      return asText(field['initial_date'])
    case 'select_static':
      return optionsOf(field)[Number(field['initial_index'] ?? 0) - 1]?.value ?? ''
    default:
      return Array.isArray(field['selected_values']) ? (field['selected_values'] as string[]) : []
  }
}

function cardLines(card: Node): string[] {
  const title = isNode(card['header']) ? wordsOf(card['header']['title']) : ''
  return [title, ...elementsIn(card).map(lineOf)].filter((line) => line !== '')
}

function lineOf(element: Node): string {
  switch (element['tag']) {
    case 'div':
      return wordsOf(element['text'])
    case 'markdown':
      return named(asText(element['content']))
    case 'button':
      return `[${wordsOf(element['text'])}]`
    case 'input':
      return [
        wordsOf(element['label']),
        `｢${asText(initialOf(element)) || wordsOf(element['placeholder']) || '请输入'}｣`,
      ]
        .filter(Boolean)
        .join('\n')
    case 'date_picker':
      return `｢${asText(initialOf(element)) || wordsOf(element['placeholder'])}｣`
    case 'select_static':
    case 'multi_select_static':
      return `｢${chosenIn(element) || wordsOf(element['placeholder'])}｣`
    default:
      return ''
  }
}

function chosenIn(select: Node): string {
  const chosen = [initialOf(select)].flat()
  const labels = optionsOf(select).filter((option) => chosen.includes(option.value))
  return labels.map((option) => option.label).join('、')
}

/** Mentions as a reader sees them: names. */
function named(text: string): string {
  return text.replace(/<at (?:user_)?id="?'?([\w-]+)"?'?>(.*?)<\/at>/g, (_, id: string, name: string) => {
    return id === 'all' ? '@所有人' : `@${name || id}`
  })
}

/** Signs without width aren't seen. */
function seen(text: string): string {
  return text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
}

function markdownIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(markdownIn)
  if (!isNode(node)) return []
  const own = node['tag'] === 'markdown' || node['tag'] === 'lark_md' ? [asText(node['content'])] : []
  return [...own, ...Object.values(node).flatMap(markdownIn)]
}
