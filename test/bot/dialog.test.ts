import { describe, expect, test } from 'vitest'
import { answerTo, questionOf, typedExtension, typedMeasures } from '../../bot/dialog.ts'
import type { Field } from '../../core/forms/form.ts'
import { formOf } from '../../core/forms.ts'
import { noCalendar } from '../../core/calendar/read-day.ts'
import { readAct, readReport } from '../../core/read-form.ts'
import { ids, issueIn } from '../support/facts.ts'
import { formContext, several } from '../support/form-context.ts'
import { day } from '../support/samples.ts'

const fields = formOf('report', formContext(several)).fields
const ask = (values: Parameters<typeof readReport>[0]) => {
  const read = readReport(values, formContext(several))
  return read.ok ? '' : questionOf(read.faults, fields)
}
const filled = {
  ...{
    campaign: 'LH2022',
    unit: '3',
    title: '厂房补贴',
    cause: '财政资金未安排',
    course: '2021年签订协议，至今未兑现',
  },
  ...{ happened: '2021-03', category: 'C2', deadline: '2023-03-31' },
}

describe('one precise question', () => {
  test('about the only thing missing, with its hint', () => {
    expect(ask({ ...filled, cause: '' })).toBe('“事件原因”还空着：为什么没有兑现，一句话也可以。')
    expect(ask({ ...filled, title: '' })).toBe('“项目名称”还空着：请直接回复。')
    expect(ask({ ...filled, deadline: '' })).toBe('“完成时限”还空着：本专项最迟 2023-05-31。')
  })

  test('names the rest by label only', () => {
    expect(ask({ ...filled, title: '', cause: '', deadline: '春节前' })).toBe(
      '“项目名称”还空着：请直接回复。还要补：事件原因、完成时限。',
    )
  })

  test('lists the choices by number, where one is missing and where the answer was none of them', () => {
    const choices = '请回一个：1 临港区；2 高新区。'
    expect(ask({ ...filled, unit: '' })).toBe(`“责任单位”还空着：${choices}`)
    expect(ask({ ...filled, unit: '市政府' })).toBe(`“责任单位”请从列出的选项里选一个。${choices}`)
  })

  test('says what is wrong with what was typed', () => {
    expect(ask({ ...filled, creditCode: '123' })).toBe('“统一社会信用代码”应为 18 位。')
  })

  test('nothing is asked where nothing is wrong', () => {
    expect(ask(filled)).toBe('')
  })
})

describe('the answer', () => {
  const named = (name: string) => fields.find((field) => field.name === name) as Field
  const unit = named('unit')

  test.each([
    ['临港区', '3'],
    [' 高新区 ', '4'],
    ['高新', '4'],
    ['1', '3'],
    ['２', '4'],
    // 3 is what the form keeps for 临港区 and nobody sees; there is no third choice.
    ['3', '3'],
    ['0', '0'],
    ['区', '区'],
    ['市政府', '市政府'],
  ])('to a choice: %s', (text, value) => {
    expect(answerTo(unit, text)).toEqual({ unit: value })
  })

  test('a number is a place in the question, never the value behind it', () => {
    const shifted: Field = {
      ...unit,
      options: [
        { value: '2', label: '高新区' },
        { value: '1', label: '临港区' },
      ],
    }
    expect(answerTo(shifted, '2')).toEqual({ unit: '1' })
  })

  test('words that fit two choices fit none', () => {
    const twice: Field = {
      ...unit,
      options: [
        { value: '7', label: '陈联络' },
        { value: '8', label: '陈联络' },
      ],
    }
    expect(answerTo(twice, '陈联络')).toEqual({ unit: '陈联络' })
    expect(answerTo(twice, '2')).toEqual({ unit: '8' })
  })

  test('several choices at once', () => {
    const done = formOf('progress', formContext({ issue: issueIn('rectifying') })).fields.find(
      ({ name }) => name === 'done',
    )
    expect(answerTo(done as Field, '1、2')).toEqual({ done: ['1', '2'] })
    expect(answerTo(done as Field, '拨付到位，9')).toEqual({ done: ['2'] })
  })

  test('to anything else is kept as typed', () => {
    expect(answerTo(named('cause'), ' 财政资金\n未安排 ')).toEqual({ cause: ' 财政资金\n未安排 ' })
  })
})

describe('measures typed one a line', () => {
  test.each([
    ['核对补贴金额，12月31日', '核对补贴金额', '12月31日'],
    ['核对补贴金额 12月31日', '核对补贴金额', '12月31日'],
    ['核对补贴金额：2022年12月31日前', '核对补贴金额', '2022年12月31日前'],
    ['核对补贴金额（12月31日前完成）', '核对补贴金额', '12月31日前'],
    ['核对补贴金额12月31日前完成', '核对补贴金额', '12月31日前'],
    ['核对补贴金额2023年3月15日', '核对补贴金额', '2023年3月15日'],
    ['核对补贴金额明年3月15日', '核对补贴金额', '明年3月15日'],
    ['核对补贴金额，2022-12-31', '核对补贴金额', '2022-12-31'],
    ['核对补贴金额，12.31', '核对补贴金额', '12.31'],
    ['核对补贴金额，月底前', '核对补贴金额', '月底前'],
    ['核对补贴金额，年底', '核对补贴金额', '年底'],
    ['1. 核对补贴金额，12月31日', '核对补贴金额', '12月31日'],
    ['1、核对补贴金额，12月31日', '核对补贴金额', '12月31日'],
    ['（一）核对补贴金额，12月31日', '核对补贴金额', '12月31日'],
    ['①核对补贴金额，12月31日', '核对补贴金额', '12月31日'],
    ['1.5亿元拨付到位，12月31日', '1.5亿元拨付到位', '12月31日'],
    ['2022年补贴拨付到位，12月31日', '2022年补贴拨付到位', '12月31日'],
    ['核对补贴金额', '核对补贴金额', ''],
    ['核对合同 1-2', '核对合同 1-2', ''],
    ['支付3001月5日', '支付3001月5日', ''],
    ['核对补贴金额，尽快', '核对补贴金额，尽快', ''],
    ['核对补贴金额，下周五前', '核对补贴金额', '下周五前'],
    ['核对补贴金额（国庆节前完成）', '核对补贴金额', '国庆节前完成'],
    ['核对补贴金额，5个工作日内。', '核对补贴金额', '5个工作日内'],
    ['向企业、财政局核对', '向企业、财政局核对', ''],
  ])('%s', (line, what, due) => {
    expect(typedMeasures(line)).toEqual({ measure1: what, due1: due })
  })

  test('are numbered in their order, blank lines left out', () => {
    expect(typedMeasures('1. 核对，12月31日\n\n2. 拨付，3月15日；验收')).toEqual({
      ...{ measure1: '核对', due1: '12月31日', measure2: '拨付', due2: '3月15日' },
      ...{ measure3: '验收', due3: '' },
    })
  })

  test('make a plan, or the question what is missing in it', () => {
    const issue = issueIn('planning')
    const context = formContext({ issue, measureRows: 7 })
    const people = { disposition: 'fulfil', first: String(ids.first), responsible: String(ids.responsible) }
    const lines = Array.from({ length: 7 }, (_, index) => `${index + 1}. 第${index + 1}步，12月${index + 10}日`)
    const read = readAct('plan', { ...people, ...typedMeasures(lines.join('\n')) }, context)
    expect(read).toMatchObject({ ok: true, act: { measures: { length: 7 } } })
    const without = readAct('plan', { ...people, ...typedMeasures('核对\n拨付，3月15日') }, context)
    expect(without.ok ? '' : questionOf(without.faults, formOf('plan', context).fields)).toBe(
      '“时间节点”还空着：请写日期，如 5月31日。',
    )
  })

  test('a long line is read at once', () => {
    const long = typedMeasures(`${'，'.repeat(20_000)}x`)
    expect(long['due1']).toBe('')
  })
})

describe('延期 typed in one go', () => {
  const from = { today: day('2022-12-01'), calendar: noCalendar }

  test.each([
    ['2023-05-31 资金未到位', '2023-05-31', '资金未到位'],
    ['2023年5月31日，资金未到位', '2023-05-31', '资金未到位'],
    ['2023年5月31日前资金未到位', '2023-05-31', '资金未到位'],
    ['至2023.5.31：理由：资金未到位', '2023-05-31', '资金未到位'],
    ['延期到 ２０２３－０５－３１　资金未到位', '2023-05-31', '资金未到位'],
    ['20230531 延期理由：资金未到位', '2023-05-31', '资金未到位'],
  ])('%s is sure', (text, to, reason) => {
    expect(typedExtension(text, from)).toEqual({ values: { to, reason }, sure: true })
  })

  test.each([
    ['5月31日 资金未到位', '2023-05-31', '资金未到位'],
    ['明年5月底', '2023-05-31', undefined],
    ['年底前资金未到位', '2022-12-31', '资金未到位'],
    ['15日内补齐', '2022-12-16', '补齐'],
    ['2023-05-31', '2023-05-31', undefined],
    ['资金未到位，要到5月31日', undefined, '资金未到位，要到5月31日'],
    ['5.31万元还没有到位', undefined, '5.31万元还没有到位'],
    ['202305311 资金', undefined, '202305311 资金'],
    ['7天', undefined, '7天'],
    ['下周五前 资金未到位', '2022-12-09', '资金未到位'],
    ['上半年财政收入不足', undefined, '上半年财政收入不足'],
    ['周五资金到位', undefined, '周五资金到位'],
  ])('%s is shown first', (text, to, reason) => {
    const values = { ...(to ? { to } : {}), ...(reason ? { reason } : {}) }
    expect(typedExtension(text, from)).toEqual({ values, sure: false })
  })

  test.each([
    ['2023年2月31日 资金未到位', '2023年2月31日'],
    ['2月30日 资金未到位', '2月30日'],
    ['11月30日 资金未到位', '11月30日'],
    ['国庆节前 资金未到位', '国庆节前'],
    ['明年3月 资金未到位', '明年3月'],
  ])('%s is asked about as it was typed', (text, to) => {
    expect(typedExtension(text, from)).toEqual({ values: { to, reason: '资金未到位' }, sure: true })
  })

  test('a long text is read at once', () => {
    expect(typedExtension('5'.repeat(100_000), from).values['reason']).toHaveLength(100_000)
  })
})
