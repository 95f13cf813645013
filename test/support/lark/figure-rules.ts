/** What Lark says against a table or a chart of Card JSON 2.0. */

type Node = Readonly<Record<string, unknown>>

const types = ['text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown']
const column = ['name', 'display_name', 'width', 'data_type', 'vertical_align', 'horizontal_align', 'format']
const columnMore = ['date_format']
const head = ['text_align', 'text_size', 'background_style', 'text_color', 'bold', 'lines']
const aligned = ['left', 'center', 'right']

export function tableFaults(table: Node): string[] {
  const columns = listOf(table['columns'])
  const names = columns.map((one) => one['name'])
  const size = table['page_size'] ?? 5
  return [
    ...(Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 10 ? [] : ['page_size is not 1 to 10']),
    ...(/^(low|middle|high|auto|\d+px)$/.test(String(table['row_height'] ?? 'low')) ? [] : ['row_height']),
    ...(columns.length >= 1 && columns.length <= 50 ? [] : ['1 to 50 columns']),
    ...(new Set(names).size === names.length ? [] : ['two columns have one name']),
    ...columns.flatMap(columnFaults),
    ...unknown(nodeOf(table['header_style']), head, 'header_style'),
    ...listOf(table['rows']).flatMap((row, index) => rowFaults(row, columns, index)),
    ...(Array.isArray(table['rows']) ? [] : ['rows is not a list']),
  ]
}

function columnFaults(one: Node): string[] {
  return [
    ...unknown(one, [...column, ...columnMore], 'columns'),
    ...(typeof one['name'] === 'string' && one['name'] !== '' ? [] : ['a column without a name']),
    ...(types.includes(String(one['data_type'])) ? [] : [`data_type ${String(one['data_type'])}`]),
    ...(aligned.includes(String(one['horizontal_align'] ?? 'left')) ? [] : ['horizontal_align']),
    ...(/^(auto|\d+px|\d+%)$/.test(String(one['width'] ?? 'auto')) ? [] : ['width of a column']),
  ]
}

function rowFaults(row: Node, columns: readonly Node[], index: number): string[] {
  return Object.entries(row).flatMap(([name, cell]) => {
    const known = columns.find((one) => one['name'] === name)
    if (!known) return [`rows[${index}] has no column ${name}`]
    const type = String(known['data_type'])
    if (type === 'text' || type === 'lark_md' || type === 'markdown')
      return typeof cell === 'string' ? [] : [`rows[${index}].${name} is not a text`]
    return type === 'number' && typeof cell !== 'number' ? [`rows[${index}].${name} is not a number`] : []
  })
}

const ratios = ['1:1', '2:1', '4:3', '16:9']
const themes = ['brand', 'rainbow', 'complementary', 'converse', 'primary']
const kinds = [
  'line',
  'area',
  'bar',
  'pie',
  'common',
  'funnel',
  'scatter',
  'radar',
  'linearProgress',
  'circularProgress',
  'wordCloud',
]

export function chartFaults(chart: Node, inForm: boolean): string[] {
  const spec = nodeOf(chart['chart_spec'])
  const axes = ['line', 'area', 'bar', 'scatter'].includes(String(spec['type'])) ? ['xField', 'yField'] : []
  const fields = [...axes, 'seriesField'].map((name) => spec[name]).filter((field) => field !== undefined)
  const values = listOf(nodeOf(spec['data'])['values'])
  return [
    ...(inForm ? ['a chart in a form'] : []),
    ...(ratios.includes(String(chart['aspect_ratio'] ?? '16:9')) ? [] : ['aspect_ratio']),
    ...(themes.includes(String(chart['color_theme'] ?? 'brand')) ? [] : ['color_theme']),
    ...(kinds.includes(String(spec['type'])) ? [] : [`chart_spec.type ${String(spec['type'])}`]),
    ...axes.filter((name) => typeof spec[name] !== 'string').map((name) => `chart_spec.${name} is missing`),
    ...(values.length > 0 ? [] : ['chart_spec.data.values is empty']),
    ...(values.every((value) => fields.every((field) => String(field) in value))
      ? []
      : ['a value without one of the fields']),
    ...(/"(?:function\b|\(?[\w\s,]*\)?\s*=>)/.test(JSON.stringify(spec)) ? ['a function in chart_spec'] : []),
  ]
}

function unknown(node: Node, allowed: readonly string[], path: string): string[] {
  return Object.keys(node)
    .filter((name) => !allowed.includes(name))
    .map((name) => `unknown property, ${path}.${name}`)
}

function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.map(nodeOf) : []
}

function nodeOf(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}
}
