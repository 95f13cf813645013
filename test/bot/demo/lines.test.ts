import { expect, test } from 'vitest'
import { readLine } from '../../../bot/demo/lines.ts'
import type { Block } from '../../../bot/platform.ts'

const blocks = {
  text: { type: 'text', text: '请按期推进' },
  note: { type: 'note', text: '下一步：请签收。' },
  fields: { type: 'fields', fields: [{ label: '责任单位', value: '临港区' }] },
  buttons: { type: 'buttons', actions: [{ label: '在办 7', style: 'default', url: 'http://127.0.0.1/digests' }] },
  table: { type: 'table', columns: ['单位', '在办'], rows: [['临港区', '2']] },
  chart: { type: 'chart', title: '近十二周', steps: ['11-23'], series: [{ name: '在办', values: [7] }] },
  item: {
    type: 'item',
    title: 'LH2022-0003 企业专用道路未按承诺修建',
    lines: ['完成时限 12月6日'],
    tone: 'warn',
    actions: [{ label: '签收', style: 'primary', value: { do: 'acknowledge' } }],
    mentions: [{ id: 'demo-2', name: '刘望' }],
  },
} as const satisfies { [Type in Block['type']]: Extract<Block, { type: Type }> }

test.each(Object.values(blocks))('a card with a block of type $type is still there after a restart', (block) => {
  const content = { kind: 'card', title: '周报', tone: 'plain', blocks: [block], actions: [], fallback: '周报' }
  const update = { type: 'update', id: 'm1', content, at: 1000 }
  expect(readLine(JSON.stringify(update))).toEqual(update)
})
