import { describe, expect, test } from 'vitest'
import {
  inSheet,
  readDescription,
  readDescriptionBeside,
  readMeasures,
  type DescriptionField,
} from '../../../core/sheets/ledger-text.ts'
import { day } from '../../support/samples.ts'

const all: readonly DescriptionField[] = ['title', 'cause', 'course']

describe('a description taken apart', () => {
  const long = (first: string) => `${first}，${'协议约定分三年支付，至今没有兑现。'.repeat(6)}`

  test.each<[string, string, readonly DescriptionField[], object]>([
    ['of a column for titles alone, as it is', '补贴\n资金未安排', ['title'], { title: '补贴\n资金未安排' }],
    [
      'a line each',
      '补贴\n资金未安排\n2021年签协议',
      all,
      { title: '补贴', cause: '资金未安排', course: '2021年签协议' },
    ],
    [
      'the last with whatever follows',
      '补贴\n资金未安排\n签协议\n未付',
      all,
      { title: '补贴', cause: '资金未安排', course: '签协议\n未付' },
    ],
    ['of two lines no cause', '补贴\n2021年签协议', all, { title: '补贴', course: '2021年签协议' }],
    ['a gap for what isn’t said', '补贴\n\n2021年签协议', all, { title: '补贴', course: '\n2021年签协议' }],
    ['in a column of two', '补贴\n签协议\n未付', ['title', 'course'], { title: '补贴', course: '签协议\n未付' }],
    ['one short line is the title', '标准厂房补贴', all, { title: '标准厂房补贴', course: '' }],
    ['80 characters are still a title', '补'.repeat(80), all, { title: '补'.repeat(80), course: '' }],
    [
      'one long piece: its first clause',
      long('临港区承诺标准厂房补贴'),
      all,
      { title: '临港区承诺标准厂房补贴', course: long('临港区承诺标准厂房补贴') },
    ],
    [
      'of clauses too short to say what it is two',
      long('某年，临港区承诺补贴'),
      all,
      { title: '某年，临港区承诺补贴', course: long('某年，临港区承诺补贴') },
    ],
    ['without a clause 40 characters', '补'.repeat(81), all, { title: '补'.repeat(40), course: '补'.repeat(81) }],
  ])('%s', (_, text, fields, parts) => {
    expect(readDescription(text, fields)).toEqual(parts)
  })

  test.each<[string, string, object]>([
    [
      'behind their names',
      '项目名称：补贴；\n事件原因：资金未安排\n事件经过：2021年签协议',
      { title: '补贴', cause: '资金未安排', course: '2021年签协议' },
    ],
    ['in any order, also half-width', '事件经过及过程: 签协议 项目名称:补贴。', { title: '补贴', course: '签协议' }],
    ['the title first without its name', ' 补贴，\n事件经过：签协议', { title: '补贴', course: '签协议' }],
    [
      'a name twice: both below one another',
      '项目名称：补贴\n事件经过：签协议\n事件经过：未付',
      { title: '补贴', course: '签协议\n未付' },
    ],
    [
      'a name with nothing behind it',
      '项目名称：补贴\n事件原因：\n事件经过：签协议',
      { title: '补贴', cause: '', course: '签协议' },
    ],
    ['stops within the title stay', '项目名称：补贴；奖励', { title: '补贴；奖励' }],
    [
      'only the end of the title is trimmed',
      '项目名称：补贴\n事件原因：资金未安排。',
      { title: '补贴', cause: '资金未安排。' },
    ],
    ['without a title', '事件原因：资金未安排', { cause: '资金未安排' }],
  ])('%s', (_, text, parts) => {
    expect(readDescription(text, all)).toEqual(parts)
  })
})

describe('a description beside the one the ledger has', () => {
  const known = { title: '补贴', cause: '没有资金\n没有安排', course: '签协议\n未付' }
  const whole = `${known.title}\n${known.cause}\n${known.course}`

  test.each<[string, string, object]>([
    ['the title alone was changed', whole.replace('补贴', '厂房补贴'), { title: '厂房补贴' }],
    ['a cause of several lines', whole.replace('没有资金', '缺资金'), { cause: '缺资金\n没有安排' }],
    ['a course of several lines', whole.replace('未付', '已付'), { course: '签协议\n已付' }],
    [
      'two of them were changed: taken apart anew',
      '奖励\n缺资金\n签协议\n未付',
      { title: '奖励', cause: '缺资金', course: '签协议\n未付' },
    ],
    ['the course was emptied', '补贴\n没有资金\n没有安排\n', { course: '' }],
    ['less is left than the others were', '补贴', { title: '补贴', course: '' }],
  ])('%s', (_, text, parts) => {
    expect(readDescriptionBeside(text, all, known)).toEqual(parts)
  })

  test.each<[string, string, object]>([
    ['a cause where there was none', '补贴\n资金未安排\n签协议', { cause: '资金未安排' }],
    ['a cause of two lines', '补贴\n资金未安排\n没有预算\n签协议', { cause: '资金未安排\n没有预算' }],
    ['the title', '厂房补贴\n签协议', { title: '厂房补贴' }],
    ['the course', '补贴\n重签协议', { course: '重签协议' }],
  ])('of an issue without a cause: %s', (_, text, parts) => {
    expect(readDescriptionBeside(text, all, { title: '补贴', cause: '', course: '签协议' })).toEqual(parts)
  })

  test('of an issue with a title alone what is added below is its course, as in a new row', () => {
    const bare = { title: '补贴', cause: '', course: '' }
    expect(readDescriptionBeside('补贴\n签协议', all, bare)).toEqual({ course: '签协议' })
  })

  test('a title that had two lines may keep them', () => {
    const two = { title: '补贴\n一期', cause: '', course: '签协议' }
    expect(readDescriptionBeside('补贴\n二期\n签协议', all, two)).toEqual({ title: '补贴\n二期' })
  })

  test('signs no sheet can hold don’t hide what was changed', () => {
    const odd = { title: '补\u0007贴', cause: '', course: '签\r\n协议' }
    expect(readDescriptionBeside('补贴\n签\n协议书', all, odd)).toEqual({ course: '签\n协议书' })
  })
})

describe('a text as it comes back', () => {
  test.each([
    ['without blanks around it', ' \n补贴 \t', '补贴'],
    ['without the mark that it is no formula', "'=1+1", '=1+1'],
    ['also before a blank or a full-width sign', "' ＋奖励", ' ＋奖励'],
    ['but with an apostrophe of its own', "'补贴'", "'补贴'"],
    ['and one in the middle', "补'=贴", "补'=贴"],
    ['with line ends of one kind', '一\r\n二\r三', '一\n二\n三'],
    ['tabs stay', '一\t二', '一\t二'],
    ['control characters go', '一\u0000二\u0085', '一二'],
    ['half a sign is marked', '好\ud83d', '好\ufffd'],
  ])('%s', (_, typed, text) => {
    expect(inSheet(typed)).toBe(text)
  })
})

describe('measures in a cell', () => {
  const deadline = day('2023-03-31')
  const today = day('2022-12-01')
  const read = (cell: string, by: typeof deadline | null = deadline) => readMeasures(cell, by, today)
  const open = (no: number, text: string, due: string) => ({ no, text, due, state: 'open' })

  test('are numbered, each with its date and how it stands', () => {
    expect(
      read(
        '1. 核对（2022-11-20，已完成）\n2．公示(2022年12月5日, 完成);\n3、拨付（2023-03-15）。\n4. 奖励（2023-03-20，不再实施）',
      ),
    ).toEqual([
      { no: 1, text: '核对', due: '2022-11-20', state: 'done' },
      { no: 2, text: '公示', due: '2022-12-05', state: 'done' },
      open(3, '拨付', '2023-03-15'),
      { no: 4, text: '奖励', due: '2023-03-20', state: 'waived' },
    ])
  })

  test('go up to more than nine, and may be set in', () => {
    const lines = Array.from({ length: 11 }, (_, index) => `  ${index + 1}. 第${index + 1}步（2022-12-20）`)
    expect(
      read(lines.join('\n'))
        ?.map(({ no, text }) => [no, text])
        .at(-1),
    ).toEqual([11, '第11步'])
  })

  test('don’t begin with a line that has no number, whatever the line before ends in', () => {
    expect(read('1. 核对（含利息）\n并公示（2022-12-20）\n2. 拨付（2023-03-15）')).toEqual([
      open(1, '核对（含利息）\n并公示', '2022-12-20'),
      open(2, '拨付', '2023-03-15'),
    ])
  })

  test('may run over lines, have brackets and numbers of their own', () => {
    expect(read('1. 核对（含利息）：\n2. 不是第二条\n（2022-12-20）\n2. 拨付（2023-03-15）')).toEqual([
      open(1, '核对（含利息）：\n2. 不是第二条\n', '2022-12-20'),
      open(2, '拨付', '2023-03-15'),
    ])
  })

  test('of none there are none', () => {
    expect([read(''), read(' \n', null)]).toEqual([[], []])
  })

  test.each([
    ['without dates', '1. 核对\n2. 拨付'],
    ['without numbers', '核对（2022-12-20）\n拨付（2023-03-15）'],
    ['of which one has no date', '1. 核对（2022-12-20）\n2. 拨付'],
    ['of which one has no number', '核对\n1. 拨付（2023-03-15）'],
    ['numbered from 2', '2. 拨付（2023-03-15）'],
    ['with a date without its year', '1. 拨付（3月15日）'],
    ['with no such day', '1. 拨付（2023-02-30）'],
    ['in a state nobody knows', '1. 拨付（2023-03-15，办理中）'],
    ['with more in the bracket', '1. 拨付（2023-03-15，已完成，50万元）'],
    ['with nothing to do', '1. （2023-03-15）'],
    ['with a word behind the date', '1. 拨付（2023-03-15）前'],
  ])('%s stay as they are, as one with the deadline as its date', (_, cell) => {
    expect(read(cell)).toEqual([{ no: 1, text: cell, due: '2023-03-31', state: 'open' }])
  })

  test('that have no date, nor the row a deadline, can’t be read', () => {
    expect(read('拨付', null)).toBe(null)
  })
})
