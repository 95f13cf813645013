import { describe, expect, test } from 'vitest'
import { formOf, type FormContext, type FormKind } from '../../../core/forms.ts'
import type { Issue } from '../../../core/issue.ts'
import { readAct } from '../../../core/read-form.ts'
import { acts, campaignWith, does, ids, issueIn } from '../../support/facts.ts'
import { formContext } from '../../support/form-context.ts'
import { day, evidence, plan } from '../../support/samples.ts'

const form = (kind: FormKind, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  formOf(kind, formContext({ issue, ...changes }))
const field = (kind: FormKind, name: string, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  form(kind, issue, changes).fields.find((one) => one.name === name)
const labels = (kind: FormKind, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  form(kind, issue, changes).fields.map(({ label }) => label)
type Values = Record<string, string | readonly string[]>
const read = (kind: Exclude<FormKind, 'report'>, issue: Issue, values: Values, changes: Partial<FormContext> = {}) => {
  const reading = readAct(kind, values, formContext({ issue, ...changes }))
  return reading.ok ? reading.act : reading.faults.map(({ label, sentence }) => `${label}：${sentence}`)
}

const rectifying = issueIn('rectifying')
const people = { first: ids.first, responsible: ids.responsible }
const halfDone = does('responsible', rectifying, { ...acts.paid, settled: null, done: [1] })
const legal = { disposition: 'legal', caseNumber: '（2022）1号', court: '临港区法院', courtDate: day('2023-02-01') }
const inCourt = does('officer', does('responsible', issueIn('planning'), plan(people, legal)), { type: 'approve-plan' })

describe('更新进展', () => {
  const paid = does('responsible', rectifying, { ...acts.paid, settled: 100_000_000, done: [] })
  const proven = does('responsible', paid, acts.proof)

  test('asks what was paid and when; what proves it only where there are files', () => {
    expect(labels('progress', rectifying)).toEqual([
      ...['进展情况', '已完成措施', '本次兑现金额（万元）', '兑现日期', '已兑现金额（万元）', '完成比例（%）'],
    ])
    expect(labels('progress', proven)).toEqual(expect.arrayContaining(['兑现凭证', '补凭证的一笔']))
    expect(labels('progress', { ...proven, instalments: [] })).not.toContain('补凭证的一笔')
  })

  test('a photograph of whoever verified proves no payment', () => {
    const photo = { ...paid, evidence: [evidence({ purpose: 'verification' })] }
    expect(labels('progress', photo)).not.toContain('兑现凭证')
  })

  test('asks for money where some is owed or confirmed, or where only one of both is known', () => {
    const asks = (involved: number | null, confirmed: number | null) =>
      labels('progress', { ...rectifying, involved, confirmed }).includes('已兑现金额（万元）')
    expect([asks(1, null), asks(null, 1), asks(null, null)]).toEqual([true, true, false])
    expect(labels('progress', null)).toEqual(['进展情况', '完成比例（%）'])
  })

  test('shows the total so far, the files and the payments that wait for one', () => {
    const taken = {
      ...proven,
      instalments: [...proven.instalments.map((one) => ({ ...one, voucher: 'e1' })), ...proven.instalments].map(
        (one, index) => (index === 1 ? { ...one, on: null } : one),
      ),
    }
    expect(field('progress', 'settled', taken)?.hint).toContain('目前记的是 100 万元')
    expect(field('progress', 'voucher', taken)?.options).toEqual([{ value: 'e1', label: '1. 付款凭证.jpg' }])
    expect(field('progress', 'vouches', taken)?.options).toEqual([{ value: '2', label: '原台账 兑现 100 万元' }])
    expect(field('progress', 'vouches', proven)?.options).toEqual([{ value: '1', label: '2022-12-01 兑现 100 万元' }])
  })

  test('is read with its payment, as far as one was filled in', () => {
    const said = { type: 'progress', text: '已拨付', percent: null, settled: null, done: [] }
    const values = { text: '已拨付' }
    expect(read('progress', proven, values)).toEqual(said)
    const nothing = { amount: null, on: null, voucher: null, vouches: null }
    expect(read('progress', proven, { ...values, paid: '50' })).toEqual({
      ...said,
      payment: { ...nothing, amount: 50_000_000 },
    })
    expect(read('progress', proven, { ...values, paidOn: '2022-11-20' })).toEqual({
      ...said,
      payment: { ...nothing, on: '2022-11-20' },
    })
    expect(read('progress', proven, { ...values, voucher: 'e1' })).toEqual({
      ...said,
      payment: { ...nothing, voucher: 'e1' },
    })
    expect(read('progress', proven, { ...values, vouches: '1' })).toEqual({
      ...said,
      payment: { ...nothing, vouches: 1 },
    })
    expect(read('progress', proven, { ...values, settled: '150' })).toEqual({ ...said, settled: 150_000_000 })
  })

  test('asks for the court’s day while the clock stands still for it', () => {
    expect(labels('progress', inCourt).at(-1)).toBe('开庭或裁决日期')
    expect(read('progress', inCourt, { text: '改期', courtDate: '2023-03-01' })).toMatchObject({
      courtDate: '2023-03-01',
    })
    expect(read('progress', inCourt, { text: '照旧' })).not.toHaveProperty('courtDate')
    expect(labels('progress', rectifying)).not.toContain('开庭或裁决日期')
  })
})

describe('报措施', () => {
  test('takes one row at least, dates of their own in the others, and says what a legal way needs', () => {
    const { fields } = form('plan', issueIn('planning'), { measureRows: 2 })
    expect(fields.filter(({ required }) => required).map(({ label }) => label)).toEqual([
      ...['推进措施', '时间节点', '处置方式', '第一责任人', '具体责任人'],
    ])
    expect(labels('plan', issueIn('planning'), { measureRows: 2 })).toEqual([
      ...['推进措施', '时间节点', '推进措施 2', '时间节点 2', '处置方式', '第一责任人', '具体责任人'],
      ...['案号', '法院或仲裁机构', '开庭或裁决日期'],
    ])
  })

  test('sent back, has everything of it again; a case number known before stands in it', () => {
    const handed = does('responsible', issueIn('planning'), plan(people, legal))
    const back = does('officer', handed, { type: 'return-plan', reason: '太粗' })
    expect(form('plan', back).initial).toMatchObject({
      ...{ disposition: 'legal', caseNumber: '（2022）1号', court: '临港区法院', courtDate: '2023-02-01' },
      ...{ first: String(ids.first), responsible: String(ids.responsible) },
    })
    const other = { first: '1', responsible: '2' }
    expect(form('plan', back, { defaults: other }).initial).toMatchObject({ first: String(ids.first) })
    expect(
      form('plan', { ...issueIn('planning'), caseNumber: '（2021）8号' }, { defaults: other }).initial,
    ).toMatchObject({
      ...{ caseNumber: '（2021）8号', court: '', courtDate: '', disposition: 'fulfil', ...other },
    })
  })

  test('reads where and when a court decides', () => {
    const values = { ...legal, first: String(ids.first), responsible: String(ids.responsible) }
    expect(read('plan', issueIn('planning'), { ...values, measure1: '应诉', due1: '2023-02-01' })).toMatchObject({
      ...{ disposition: 'legal', caseNumber: '（2022）1号', court: '临港区法院', courtDate: '2023-02-01' },
    })
  })
})

describe('调整方案', () => {
  const rows = (issue: Issue, changes: Partial<FormContext> = {}) =>
    labels('replan', issue, changes).filter((label) => label.startsWith('推进措施'))

  test('has the open measures under their numbers, and room for more behind the last there ever was', () => {
    expect(rows(halfDone)).toEqual(['推进措施 2', '推进措施 3', '推进措施 4', '推进措施 5'])
    expect(rows(rectifying, { measureRows: 2 })).toEqual(['推进措施 1', '推进措施 2', '推进措施 3', '推进措施 4'])
  })

  test('begins with the plan in force, without what is done', () => {
    expect(form('replan', halfDone).initial).toEqual({
      ...{ measure2: '拨付到位', due2: '2023-03-15', disposition: 'fulfil', caseNumber: '', court: '', courtDate: '' },
      ...{ first: String(ids.first), responsible: String(ids.responsible) },
    })
    expect(form('replan', inCourt, { defaults: { first: '1', responsible: '2' } }).initial).toMatchObject({
      ...{ disposition: 'legal', caseNumber: '（2022）1号', court: '临港区法院', courtDate: '2023-02-01' },
      ...{ first: String(ids.first), responsible: String(ids.responsible) },
    })
    const without = form('replan', { ...rectifying, plan: null }, { defaults: { first: '1', responsible: '2' } })
    expect(without.initial).toMatchObject({ disposition: 'fulfil', first: '1', responsible: '2', caseNumber: '' })
  })

  test('says what of it stays', () => {
    const says = (issue: Issue) => field('replan', 'reason', issue)?.hint
    expect(says(rectifying)).toBe('为什么调整；批准以前仍按现在的方案办。不再做的一条请清空')
    expect(says(halfDone)).toBe('为什么调整；批准以前仍按现在的方案办；第 1 条已经办完，照旧不变。不再做的一条请清空')
    const both = does('responsible', halfDone, { ...acts.paid, settled: null, done: [2] })
    expect(says(both)).toContain('第 1、2 条已经办完')
  })

  test('says how late a measure may be', () => {
    const says = (issue: Issue | null, today = '2022-12-01') =>
      field('replan', 'due3', issue, { today: day(today) })?.hint
    expect(says(rectifying)).toBe('不晚于 2023-03-31')
    expect(says(rectifying, '2023-03-31')).toBe('不晚于 2023-03-31')
    expect(says(rectifying, '2023-04-01')).toBe('完成时限 2023-03-31 已过，要改日期的先申请延期')
    expect(says({ ...rectifying, deadline: null })).toBe(undefined)
  })

  test('asks for an outcome only of a court', () => {
    expect(labels('replan', inCourt)).toContain('裁决结果')
    expect(labels('replan', rectifying)).not.toContain('裁决结果')
  })

  test('knows open measures by their rows; the others are new', () => {
    const values = { ...form('replan', halfDone).initial, reason: '资金晚到', measure4: '回访企业', due4: '2023-03-20' }
    expect(read('replan', halfDone, { ...values, due2: '3月20日' })).toEqual({
      type: 'replan',
      reason: '资金晚到',
      measures: [
        { no: 2, text: '拨付到位', due: '2023-03-20' },
        { no: null, text: '回访企业', due: '2023-03-20' },
      ],
      ...{ disposition: 'fulfil', ...people, caseNumber: null, court: null, courtDate: null, outcome: null },
    })
    const won = { ...form('replan', inCourt).initial, reason: '判了', outcome: '判决支付', disposition: 'fulfil' }
    expect(read('replan', inCourt, won)).toMatchObject({
      outcome: '判决支付',
      court: '临港区法院',
      courtDate: '2023-02-01',
    })
  })

  test('a row of which half is missing is asked for', () => {
    const values = { ...form('replan', halfDone).initial, reason: '资金晚到', due2: '', due3: '2023-03-20' }
    expect(read('replan', halfDone, values)).toEqual([
      '时间节点 2：这一条措施还没有写时间节点',
      '推进措施 3：这个时间节点要做什么还没有写',
    ])
  })
})

describe('措施通过', () => {
  const ending = does('responsible', inCourt, {
    ...{ type: 'replan', reason: '判了', outcome: '判决支付', disposition: 'fulfil', ...people, caseNumber: null },
    ...{ courtDate: null, measures: [{ no: null, text: '按判决支付', due: day('2023-03-15') }] },
  })
  const later = { today: day('2022-12-11') }

  test('asks for a deadline where it ends a legal way, and proposes the days of it on top', () => {
    expect(field('approve-plan', 'deadline', ending, later)?.hint).toBe(
      '2022-12-01 至 2022-12-11 停了 10 天，原时限 2023-03-31 加 10 天，为 2023-04-10',
    )
    expect(form('approve-plan', ending, later).initial).toEqual({ deadline: '2023-04-10' })
    expect(read('approve-plan', ending, { deadline: '2023-04-01' })).toEqual({
      type: 'approve-plan',
      deadline: '2023-04-01',
    })
    expect(read('approve-plan', ending, {})).toEqual(['完成时限：还空着'])
  })

  test('asks for nothing otherwise', () => {
    expect([
      labels('approve-plan', issueIn('plan_review')),
      form('approve-plan', issueIn('plan_review')).initial,
    ]).toEqual([[], {}])
    expect(read('approve-plan', issueIn('plan_review'), { deadline: '2023-04-01' })).toEqual({ type: 'approve-plan' })
    expect(read('return-plan', issueIn('plan_review'), { reason: '太粗' })).toEqual({
      type: 'return-plan',
      reason: '太粗',
    })
  })
})

describe('延期', () => {
  test('says what the deadline is now, and from when the director decides', () => {
    const says = (issue: Issue | null, changes: Partial<FormContext> = {}) =>
      field('extend', 'to', issue, changes)?.hint
    expect(says(rectifying)).toBe('现在的完成时限 2023-03-31；本专项最迟 2023-05-31，更晚的由主任来定')
    const open = campaignWith({ rectify_by: { day: null, from: 'setting' } })
    expect(says(null, { campaign: open })).toBe('现在的完成时限 未定')
  })

  test('is granted to the day asked for unless that is changed', () => {
    const asked = does('responsible', rectifying, acts.extend)
    expect(form('grant-extension', asked).initial).toEqual({ to: '2023-05-15' })
    expect(form('grant-extension', rectifying).initial).toEqual({ to: '' })
    expect(read('grant-extension', asked, { to: '4月30日' })).toEqual({ type: 'grant-extension', to: '2023-04-30' })
    expect(read('extend', rectifying, { to: '4月30日', reason: '资金晚到' })).toEqual({
      ...{ type: 'extend', to: '2023-04-30', reason: '资金晚到' },
    })
    expect(read('refuse-extension', asked, { reason: '不够' })).toEqual({ type: 'refuse-extension', reason: '不够' })
  })
})

describe('申请销号', () => {
  test('says what will not be answered any more', () => {
    const says = (issue: Issue | null) => field('submit', 'text', issue)?.hint
    const asked = does('responsible', rectifying, acts.extend)
    const replanned = does('responsible', asked, {
      ...{ ...plan(people), type: 'replan', reason: '提前', outcome: null },
      measures: [{ no: 1, text: '核对', due: day('2022-12-20') }],
    })
    expect(says(rectifying)).toBe(undefined)
    expect(says(null)).toBe(undefined)
    expect(says(asked)).toBe('延期申请还没有答复，申请销号后不再办理')
    expect(says(replanned)).toBe('延期申请和调整方案还没有答复，申请销号后不再办理')
    expect(says({ ...replanned, extension: null })).toBe('调整方案还没有答复，申请销号后不再办理')
  })

  test('offers the open measures to be given up', () => {
    expect(field('submit', 'waived', halfDone)?.options).toEqual([{ value: '2', label: '2. 拨付到位' }])
    expect(read('submit', halfDone, { text: '都办了' })).toEqual({
      type: 'submit',
      text: '都办了',
      waived: [],
      waiver: null,
    })
  })
})
