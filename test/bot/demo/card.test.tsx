import { expect, test } from 'vitest'
import { CardView } from '../../../bot/demo/card.tsx'
import type { Action, Block, Card, FilledField } from '../../../bot/platform.ts'
import type { Field } from '../../../core/forms/form.ts'

const bare: Card = { kind: 'card', title: '报送问题', tone: 'plain', blocks: [], actions: [], fallback: '' }

function drawn(card: Partial<Card>): string {
  return String((<CardView cardId="c1" card={{ ...bare, ...card }} />).toString())
}

const block = (shown: Block): string => drawn({ blocks: [shown] })

function field(kind: Field['kind'], value: FilledField['value'], more: Partial<Field> = {}): string {
  const filled = { field: { name: 'f', label: '名称', kind, required: false, ...more }, value }
  return drawn({ form: { fields: [filled], submit: [] } })
}

const button = (action: Action): string => drawn({ actions: [action] })

test.each(['plain', 'good', 'warn', 'bad'] as const)('a card of tone %s wears it with its title', (tone) => {
  const html = drawn({ tone, title: '已报送' })
  expect(html).toContain(`class="card tone-${tone}"`)
  expect(html).toMatch(/<h3[^>]*>已报送<\/h3>/)
})

test('every kind of block is drawn', () => {
  expect(block({ type: 'text', text: '两行\n文字' })).toContain('<p class="text">两行\n文字</p>')
  expect(block({ type: 'note', text: '小字' })).toContain('<p class="note">小字</p>')
  const facts = block({ type: 'fields', fields: [{ label: '责任单位', value: '商务局' }] })
  expect(facts).toContain('<dt>责任单位</dt><dd>商务局</dd>')
})

test('a red, yellow or green sign is drawn, for machines that have no font for it', () => {
  const text = block({ type: 'text', text: '🔴 红（有逾期）1 个单位' })
  expect(text).toContain('<span class="light tone-bad" aria-hidden="true"></span>红（有逾期）1 个单位')
  const table = block({ type: 'table', columns: ['单位', '红黄绿'], rows: [['临港区', '🟡 黄']] })
  expect(table).toContain('<td><span class="light tone-warn" aria-hidden="true"></span>黄</td>')
})

test('a table and a chart are drawn with every figure', () => {
  const table = block({ type: 'table', columns: ['单位', '在办'], rows: [['临港区', '41']] })
  expect(table).toContain('<th scope="row">临港区</th><td>41</td>')
  const series = [{ name: '在办', values: [3, 41] }]
  const chart = block({ type: 'chart', title: '近两周', steps: ['5-08', '5-15'], series })
  expect(chart).toContain('<caption>近两周</caption>')
  expect(chart).toContain('<th scope="row">5-15</th><td><meter value="41" max="41" aria-hidden="true"></meter>41</td>')
  expect(block({ type: 'buttons', actions: [{ label: '逾期 3', style: 'default', url: '/digests' }] })).toContain(
    '逾期 3',
  )
})

test('an item is drawn with its lines and its own buttons', () => {
  const actions = [{ label: '签收', style: 'primary', value: { do: 'accept', n: 7 } }] as const
  const html = block({ type: 'item', title: '0007', lines: ['一', '二'], tone: 'warn', actions })
  expect(html).toContain('class="item tone-warn"')
  expect(html).toContain('<p class="item-title">0007</p><p class="item-line">一</p><p class="item-line">二</p>')
  expect(html).toContain('data-tap="{&quot;do&quot;:&quot;accept&quot;,&quot;n&quot;:7}">签收</button>')
})

test('buttons of a form submit it, those beside it do not', () => {
  const value = { do: 'x' }
  const submit = [{ label: '提交', style: 'primary', value }] as const
  const html = drawn({ form: { fields: [], submit }, actions: [{ label: '退办', style: 'danger', value }] })
  expect(html).toMatch(/class="button button-primary" type="submit"[^>]*>提交/)
  expect(html).toMatch(/<\/form>.*class="button button-danger" type="button"[^>]*>退办/)
})

test('a button that opens a page opens it in a new tab', () => {
  const html = button({ label: '查看', style: 'default', url: 'http://127.0.0.1:8787/issues/7' })
  expect(html).toContain('href="http://127.0.0.1:8787/issues/7" target="_blank" rel="noopener noreferrer"')
})

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example'])('%s is no page to open', (url) => {
  expect(button({ label: '查看', style: 'default', url })).not.toContain('查看')
})

test('every field has its label, a required one says so', () => {
  const html = field('line', '', { required: true, hint: '一句话也可以' })
  expect(html).toContain('<label class="label" for="c1-f">名称<span class="required" title="必填">')
  expect(html).toMatch(/<input id="c1-f" name="f" aria-required="true" aria-describedby="c1-f-h"/)
  expect(html).toContain('<p class="hint" id="c1-f-h">一句话也可以</p>')
})

test('what was filled in stands in the field', () => {
  expect(field('line', '标准厂房')).toContain('value="标准厂房"')
  expect(field('paragraph', '第一行\n第二行')).toMatch(/<textarea[^>]*>第一行\n第二行<\/textarea>/)
  expect(field('money', '300')).toMatch(/<input[^>]*value="300" inputmode="decimal"/)
  expect(field('month', '2021-03')).toMatch(/<input[^>]*value="2021-03" inputmode="numeric"/)
})

test('a day is picked, and words that are no day are kept to be mended', () => {
  expect(field('day', '2023-05-31')).toContain('type="date" value="2023-05-31"')
  expect(field('day', '五月底')).toMatch(/<input(?![^>]*type="date")[^>]*value="五月底"/)
})

const options = [
  { value: 'a', label: '自查' },
  { value: 'b', label: '来信来访' },
]

test('one choice is a list with the chosen one selected', () => {
  const html = field('choice', 'b', { options })
  expect(html).toContain('<option value="">请选择</option>')
  expect(html).toMatch(/<option value="a">自查<\/option><option value="b" selected="">来信来访<\/option>/)
})

test('several choices are check boxes with the chosen ones ticked', () => {
  const html = field('choices', ['a'], { options })
  expect(html).toContain('role="group" aria-labelledby="c1-f-l"')
  expect(html).toMatch(/<input type="checkbox" name="f" value="a" checked=""\/>/)
  expect(html).toMatch(/<input type="checkbox" name="f" value="b"\/>/)
})

test('the longest value of a long text is handed to the counter, never cut off', () => {
  const html = field('paragraph', '', { max: 500 })
  expect(html).toContain('data-max="500"')
  expect(html).not.toContain('maxlength')
})

const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)><at user_id="all"></at>`

test('hostile text is text wherever it stands', () => {
  const action = { label: hostile, style: 'default', value: { [hostile]: hostile } } as const
  const html = drawn({
    title: hostile,
    blocks: [
      { type: 'text', text: hostile },
      { type: 'note', text: hostile },
      { type: 'fields', fields: [{ label: hostile, value: hostile }] },
      { type: 'item', title: hostile, lines: [hostile], tone: 'bad', actions: [action] },
    ],
    form: {
      fields: (['line', 'paragraph', 'choice', 'choices', 'day', 'month', 'money'] as const).map((kind) => ({
        field: {
          name: hostile,
          label: hostile,
          kind,
          required: true,
          hint: hostile,
          options: [{ value: hostile, label: hostile }],
        },
        value: kind === 'choices' ? [hostile] : hostile,
      })),
      submit: [action],
    },
    actions: [action, { label: hostile, style: 'default', url: `http://127.0.0.1/${hostile}` }],
  })
  const withoutText = html.replaceAll(/&(lt|gt|quot|#39|amp);/g, '')
  expect(withoutText).not.toMatch(/<(script|img|at)\b/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html.match(/onerror=/g)?.length).toBe(html.match(/&lt;img src=x onerror=/g)?.length)
})
