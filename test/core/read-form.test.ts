import { describe, expect, test } from 'vitest'
import type { IssueAct } from '../../core/command.ts'
import { formOf, type FormContext } from '../../core/forms.ts'
import type { FormValues } from '../../core/forms/form.ts'
import { readAct, readReport } from '../../core/read-form.ts'
import { campaign } from '../support/campaign.ts'
import { campaignWith, ids, issueIn } from '../support/facts.ts'
import { filledReport, formContext, several } from '../support/form-context.ts'

type Read = ReturnType<typeof readReport> | ReturnType<typeof readAct>

const reportWith = (changes: FormValues, context: Partial<FormContext> = {}) =>
  readReport({ ...filledReport, ...changes }, formContext(context))

function act(read: Read): unknown {
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.act
}

const faults = (read: Read) => (read.ok ? [] : read.faults.map(({ label, sentence }) => `${label}：${sentence}`))
const missing = (read: Read) => (read.ok ? [] : read.faults.filter((fault) => fault.missing).map(({ label }) => label))

const progressOn = (values: FormValues, context: Partial<FormContext> = {}) =>
  readAct('progress', { text: '已上会', ...values }, formContext({ issue: issueIn('rectifying'), ...context }))

describe('a report', () => {
  test('becomes a command of the only unit, the only campaign and the self-check', () => {
    expect(act(reportWith({ involved: '300', enterprise: '某某科技有限公司' }))).toEqual({
      type: 'report',
      campaign: 'LH2022',
      unit: 3,
      source: 'self',
      particulars: {
        title: '临港产业园标准厂房补贴',
        cause: '财政资金未安排',
        course: '2021年签订协议，至今未兑现',
        happened: '2021-03',
        category: 'C2',
        enterprise: '某某科技有限公司',
        creditCode: null,
        involved: 300_000_000,
        caseNumber: null,
        remark: null,
      },
      deadline: '2023-03-31',
      notDuplicate: false,
    })
  })

  test('names every missing field by its label at once', () => {
    expect(missing(readReport({}, formContext({ ...several, anySource: true })))).toEqual([
      ...['专项行动', '责任单位', '问题来源', '项目名称', '事件原因', '事件经过', '发生时间', '问题类别'],
    ])
  })

  test('blanks of every kind are nothing', () => {
    expect(missing(reportWith({ title: ' \u3000\t\n\u200b\u00a0' }))).toEqual(['项目名称'])
  })

  test('of several units and campaigns, with any source, takes the one chosen', () => {
    const context = { ...several, anySource: true }
    const read = reportWith({ campaign: 'LH2023', unit: '4', source: 'letters', deadline: '' }, context)
    expect(act(read)).toMatchObject({ campaign: 'LH2023', unit: 4, source: 'letters', deadline: null })
  })

  test.each([
    ['a unit not offered', { unit: '5' }, '责任单位：请从列出的选项里选一个'],
    ['a campaign not offered', { campaign: 'x' }, '专项行动：请从列出的选项里选一个'],
    ['a category not offered', { category: '__proto__' }, '问题类别：请从列出的选项里选一个'],
    ['a source not offered', { source: 'selfx' }, '问题来源：请从列出的选项里选一个'],
  ])('refuses %s', (_, changes, fault) => {
    const whole = { campaign: 'LH2022', unit: '3', source: 'self', ...changes }
    expect(faults(reportWith(whole, { ...several, anySource: true }))).toEqual([fault])
  })

  test('a unit or a source slipped into a form that does not ask for it is not read', () => {
    expect(act(reportWith({ unit: '4', source: 'letters', campaign: 'LH2099' }))).toMatchObject({
      unit: 3,
      source: 'self',
      campaign: 'LH2022',
    })
  })
})

describe('text', () => {
  test('10,000 characters, markup, emoji and control characters come back exactly as typed', () => {
    const course = `  <at user_id="all"></at><script>\u0000\u0007\u202e😀 ${'长'.repeat(10_000)} \n`
    expect(act(reportWith({ course }))).toMatchObject({ particulars: { course } })
    expect(act(reportWith({ cause: '因'.repeat(10_000) }))).toMatchObject({
      particulars: { cause: '因'.repeat(10_000) },
    })
  })

  test('half a character, which JSON can carry and UTF-8 cannot, becomes the sign for that', () => {
    expect(act(reportWith({ title: '补贴\ud83d' }))).toMatchObject({ particulars: { title: '补贴\ufffd' } })
    expect(act(reportWith({ title: '\ud83d\ude00' }))).toMatchObject({ particulars: { title: '😀' } })
  })

  test('is refused where it is too long, counted in characters as people count them', () => {
    expect(faults(reportWith({ title: '😀'.repeat(201) }))).toEqual(['项目名称：太长，最多 200 个字'])
    expect(faults(reportWith({ title: '😀'.repeat(200) }))).toEqual([])
    expect(faults(reportWith({ course: '长'.repeat(20_001) }))).toEqual(['事件经过：太长，最多 20000 个字'])
  })

  test('invisible characters do not get round the limit', () => {
    expect(faults(reportWith({ title: `补贴${'\u200b'.repeat(300)}` }))).toEqual(['项目名称：太长，最多 200 个字'])
  })

  test('of several values for one line the first counts', () => {
    expect(act(reportWith({ title: ['补贴', '别的'] }))).toMatchObject({ particulars: { title: '补贴' } })
  })
})

describe('统一社会信用代码', () => {
  const coded = (creditCode: string) => reportWith({ creditCode })

  test('is kept half-width, in capitals, without blanks', () => {
    expect(act(coded(' ９１３５０１００m000100y43 '))).toMatchObject({
      particulars: { creditCode: '91350100M000100Y43' },
    })
  })

  test.each([
    ['91350100M000100Y44', '最后一位校验不对，请对照营业执照核对'],
    ['91350100M000100Y4', '应为 18 位'],
    ['91350100MO00100Y43', '有不该出现的字符（字母里没有 I、O、S、V、Z）'],
    ['无', '应为 18 位'],
  ])('a wrong one is named as such: %s', (code, sentence) => {
    expect(faults(coded(code))).toEqual([`统一社会信用代码：${sentence}`])
  })
})

describe('money', () => {
  test.each([
    ['300', 300_000_000],
    ['12万', 12_000_000],
    ['3,500.5', 3_500_500_000],
    ['１２', 12_000_000],
    ['1.2亿元', 12_000_000_000],
    ['500000元', 50_000_000],
    ['三百万元', 300_000_000],
    ['0', 0],
    ['150000 确认', 150_000_000_000],
  ])('%s is understood', (involved, fen) => {
    expect(act(reportWith({ involved }))).toMatchObject({ particulars: { involved: fen } })
  })

  const unreadable = '看不懂，请写成 300、3,500.5 或 12万元（不带单位的按万元算）'

  test.each([
    ['三四百', unreadable],
    ['约300', unreadable],
    ['12w', unreadable],
    ['300确认吗', unreadable],
    ['-5', '不能是负数'],
    ['0.0000001', '最多精确到分'],
    ['9'.repeat(30), '太大了，请核对'],
    ['9'.repeat(41), '太长，最多 40 个字'],
    ['150000', '超过 10 亿元。单位是万元，请核对；没有错就在金额后面加上“确认”'],
  ])('%s is refused, never guessed', (involved, sentence) => {
    expect(faults(reportWith({ involved }))).toEqual([`涉及金额（万元）：${sentence}`])
  })
})

describe('days and months', () => {
  test.each([
    ['2023-03-31', '2023-03-31'],
    ['3月31日', '2023-03-31'],
    ['２０２３年３月３１日前', '2023-03-31'],
    ['月底前', '2022-12-31'],
  ])('%s is understood', (deadline, expected) => {
    expect(act(reportWith({ deadline }))).toMatchObject({ deadline: expected })
  })

  test.each([
    ['尽快', '看不懂日期“尽快”，请写成 2023-05-31 或 5月31日'],
    ['春节前', '“春节前”要按放假安排推算，那一年的还没有录入，请直接写日期，如 2023年5月31日'],
    ['月底左右', '“月底左右”可以是不同的日子，请写明最晚是哪一天，如 2023年5月31日'],
    ['月初', '“月初”可以是不同的日子，请写明最晚是哪一天，如 2023年5月31日'],
    ['明天下午3点', '“明天下午3点”里有钟点，这里只记到天，请只写日期，如 5月31日'],
    ['腊月二十三前', '“腊月二十三前”是农历，请写成公历，如 2023年5月31日'],
    ['2023-02-30', '没有“2023-02-30”这一天'],
    ['11月30日', '“11月30日”是哪一年？请写明年份，如 2023年5月31日'],
  ])('%s is refused', (deadline, sentence) => {
    expect(faults(reportWith({ deadline }))).toEqual([`完成时限：${sentence}`])
  })

  test.each(['2021年', '3月', '2021-13', '去年'])('a month is asked for where %s does not name one', (happened) => {
    expect(faults(reportWith({ happened }))).toEqual(['发生时间：请写明年和月，如 2021-03 或 2021年3月'])
  })
})

describe('percent', () => {
  test.each([
    ['0', 0],
    ['62.5', 62.5],
    ['100%', 100],
    ['８０％', 80],
    ['', null],
  ])('%j', (percent, value) => {
    expect(act(progressOn({ percent }))).toMatchObject({ percent: value })
  })

  test.each(['101', '-1', '%', '0x10', '1e1', '约50', '一半', '1/2'])('%s is refused', (percent) => {
    expect(faults(progressOn({ percent }))).toEqual([expect.stringMatching(/^完成比例（%）：/)])
  })
})

describe('a plan', () => {
  const issue = issueIn('planning')
  const people = { disposition: 'fulfil', first: String(ids.first), responsible: String(ids.responsible) }
  const planned = (values: FormValues, measureRows = 5) =>
    readAct('plan', { ...people, ...values }, formContext({ issue, measureRows }))

  test('has the rows that are filled in, in their order', () => {
    const values = { measure1: '核对', due1: '12月31日', measure3: '拨付', due3: '2023-03-15' }
    expect(act(planned(values))).toEqual({
      type: 'plan',
      disposition: 'fulfil',
      measures: [
        { text: '核对', due: '2022-12-31' },
        { text: '拨付', due: '2023-03-15' },
      ],
      first: ids.first,
      responsible: ids.responsible,
      caseNumber: null,
      court: null,
      courtDate: null,
    })
  })

  test('a measure without its date and a date without its measure are both named', () => {
    expect(faults(planned({ measure1: '核对', due1: '12月31日', measure2: '拨付', due3: '2023-03-15' }))).toEqual([
      '时间节点 2：这一条措施还没有写时间节点',
      '推进措施 3：这个时间节点要做什么还没有写',
    ])
    expect(missing(planned({ due1: '12月31日' }))).toEqual(['推进措施'])
    expect(missing(planned({ measure1: '核对' }))).toEqual(['时间节点'])
  })

  test('takes more than five measures where the form has the rows', () => {
    const rows = Array.from({ length: 8 }, (_, index) => ({
      [`measure${index + 1}`]: `第${index + 1}步`,
      [`due${index + 1}`]: '12月31日',
    }))
    const values = rows.reduce((all, row) => ({ ...all, ...row }), {})
    const read = act(planned(values, 8)) as Extract<IssueAct, { type: 'plan' }>
    expect(read.measures).toHaveLength(8)
  })

  test('somebody not of the unit cannot be chosen', () => {
    const values = { measure1: '核对', due1: '12月31日', first: '999' }
    expect(faults(planned(values))).toEqual(['第一责任人：请从列出的选项里选一个'])
  })
})

describe('progress and application', () => {
  test('only measures that are open can be named as done', () => {
    expect(act(progressOn({ done: ['1', '9', '__proto__'] }))).toMatchObject({ done: [1] })
    expect(act(progressOn({ done: '2' }))).toMatchObject({ done: [2] })
  })

  test('money is not read where the form does not ask for it', () => {
    const issue = { ...issueIn('rectifying'), confirmed: null, involved: null }
    expect(act(progressOn({ settled: '5' }, { issue }))).toMatchObject({ settled: null })
  })

  test('an application reads its waivers', () => {
    const context = formContext({ issue: issueIn('rectifying') })
    expect(act(readAct('submit', { waived: ['2'], waiver: '企业已放弃' }, context))).toEqual({
      type: 'submit',
      text: null,
      waived: [2],
      waiver: '企业已放弃',
    })
  })
})

describe('核查人员', () => {
  const inspectors = (typed: string) => {
    const values = { method: '现场', on: '2022-12-01', place: '临港', inspectors: typed, finding: '已到账' }
    const read = act(readAct('close', values, formContext({ issue: issueIn('verifying') })))
    return (read as Extract<IssueAct, { type: 'close' }>).verification.inspectors
  }

  test.each([
    ['王强、李敏', ['王强', '李敏']],
    ['王强，李敏；赵主任', ['王强', '李敏', '赵主任']],
    ['王强 李敏', ['王强', '李敏']],
    ['王\u3000强、李\u3000敏', ['王强', '李敏']],
    ['王\u3000强', ['王强']],
    ['欧阳 修', ['欧阳修']],
    [' 王强 、', ['王强']],
  ])('%j', (typed, names) => {
    expect(inspectors(typed)).toEqual(names)
  })
})

describe('补充材料 and 更正', () => {
  const reported = { ...issueIn('reported'), remark: '旧备注' }
  const taken = { ...issueIn('rectifying'), remark: '旧备注', settled: 150_000_000 }

  /** What the form changes when it is sent back with this typed over what stood in it. */
  function changed(kind: 'supplement' | 'correct', typed: FormValues): unknown {
    const context = formContext({ issue: kind === 'supplement' ? reported : taken })
    const values = { ...formOf(kind, context).initial, text: '见附件', reason: '写错', ...typed }
    return (act(readAct(kind, values, context)) as Extract<IssueAct, { type: 'correct' }>).changed
  }

  test('a form sent back as it came changes nothing', () => {
    expect([changed('supplement', {}), changed('correct', {})]).toEqual([{}, {}])
  })

  test('only what was typed over is a change', () => {
    const typed = { title: '标准厂房补贴', involved: '200万' }
    const both = { title: '标准厂房补贴', involved: 200_000_000 }
    expect([changed('supplement', typed), changed('correct', typed)]).toEqual([both, both])
  })

  test('an emptied field stays as it was in 补充材料 and is emptied in 更正', () => {
    const emptied = { remark: '', enterprise: ' ', involved: '', title: '' }
    expect(changed('supplement', emptied)).toEqual({})
    expect(changed('correct', emptied)).toEqual({ remark: null, enterprise: null, involved: null, title: '' })
  })

  test('dates and amounts the office sets cannot be slipped into 补充材料', () => {
    expect(
      changed('supplement', { settled: '300', confirmed: '0', deadline: '2023-05-31', planDue: '5月1日' }),
    ).toEqual({})
  })

  test('更正 moves dates and amounts, 已兑现金额 only where one is typed', () => {
    expect(changed('correct', { settled: '100', confirmed: '', deadline: '5月31日', planDue: '' })).toEqual({
      settled: 100_000_000,
      confirmed: null,
      deadline: '2023-05-31',
    })
  })
})

test('the campaign’s own ways of settling and verifying are the choices', () => {
  const narrow = campaignWith({ dispositions: campaign.dispositions.filter((rule) => rule.kind === 'schedule') })
  const ways = formOf('plan', formContext({ campaign: narrow })).fields.find(({ name }) => name === 'disposition')
  expect(ways?.options).toEqual([{ value: 'schedule', label: '暂不具备条件，定方案和时限' }])
  expect(formOf('close', formContext()).fields[0]?.options?.map(({ value }) => value)).toEqual(['现场', '书面', '回访'])
})
