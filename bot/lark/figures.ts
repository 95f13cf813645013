import type { Chart, Table } from '../platform.ts'
import { cut } from '../wire.ts'
import { quiet } from './element.ts'
import type { Element, Json, Layout } from './element.ts'
import { texts } from './texts.ts'

/** Rows of a page of the table; Lark takes at most ten and turns the pages itself. */
const page = 10

/** A table stands at the root of a card only. `text` is the one kind of cell Lark never reads as markdown. */
export function tableElements({ columns, rows }: Table, layout: Layout): Element[] {
  const left = rows.length - layout.items
  const table: Element = {
    tag: 'table',
    page_size: page,
    row_height: 'low',
    freeze_first_column: true,
    header_style: { text_align: 'left', bold: true, background_style: 'grey' },
    columns: columns.map((label, index) => {
      const align = index === 0 ? 'left' : 'right'
      return { name: nameOf(index), display_name: label, data_type: 'text', horizontal_align: align, width: 'auto' }
    }),
    rows: rows.slice(0, layout.items).map((cells) => rowOf(cells, layout)),
  }
  return [table, ...(left > 0 ? [quiet(texts.cutRows(left))] : [])]
}

function rowOf(cells: readonly string[], { longest }: Layout): { [key: string]: Json } {
  return Object.fromEntries(cells.map((cell, index) => [nameOf(index), cut(cell, longest, texts.cut)]))
}

function nameOf(index: number): string {
  return `c${index}`
}

/** Lines over the steps, as a specification of VChart: data only, since Lark runs no functions in it. */
export function chartElement({ title, steps, series }: Chart): Element {
  const values = series.flatMap(({ name, values: each }) =>
    steps.map((step, index) => ({ step, value: each[index] ?? 0, series: name })),
  )
  const spec = {
    type: 'line',
    title: { text: title },
    data: { values },
    xField: 'step',
    yField: 'value',
    seriesField: 'series',
    legends: { visible: true, orient: 'bottom' },
  }
  return { tag: 'chart', aspect_ratio: '16:9', color_theme: 'brand', preview: true, chart_spec: spec }
}
