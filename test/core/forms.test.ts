import { describe, expect, test } from 'vitest'
import type { ActType } from '../../core/command.ts'
import { formOf, type FormContext, type FormKind } from '../../core/forms.ts'
import { openStatuses, type Issue, type Plan } from '../../core/issue.ts'
import { permitted } from '../../core/permit.ts'
import { readAct } from '../../core/read-form.ts'
import { actText } from '../../core/texts.ts'
import {
  acts,
  as,
  campaignWith,
  does,
  factsFor,
  ids,
  issueIn,
  lead,
  refusal,
  tries,
  type Who,
} from '../support/facts.ts'
import { campaign } from '../support/campaign.ts'
import { formContext, several } from '../support/form-context.ts'
import { day } from '../support/samples.ts'

/** The labels of the contract page, section 4. */
const contract =
  '专项行动 责任单位 项目名称 事件原因 事件经过 发生时间 问题类别 问题来源 涉及企业 统一社会信用代码 涉及金额（万元） 核定金额（万元） ' +
  '已兑现金额（万元） 案号 处置方式 推进措施 时间节点 完成时限 第一责任人 具体责任人 备注 进展情况 佐证材料 延期至 延期理由 核查方式 核查人员 ' +
  '核查地点 核查情况 退回原因 回访结果'

/** Labels the contract has no word for, and what asks for them. */
const additions: Readonly<Record<string, string>> = {
  代谁报送: 'whoever of a unit tells of it on the phone',
  补充说明: 'the answer to 退回补充 in words',
  需要补充的内容: 'what the office asks for in 退回补充',
  签收期限: 'the sign-off date 交办 sets',
  报措施期限: 'the plan date 确认 and 交办 set',
  并入问题: 'the issue another one goes on in',
  说明: 'what the lead unit should know of a lead left to it',
  退办理由: 'handing an issue back needs a reason',
  转办理由: 'taking an issue from a unit needs a reason',
  不予列入的理由: 'dismissing needs a reason',
  '完成比例（%）': 'progress has a percent',
  已完成措施: 'progress marks measures as done',
  '本次兑现金额（万元）': 'money is paid by instalment',
  兑现日期: 'an instalment has its day',
  兑现凭证: 'an instalment has its proof',
  补凭证的一笔: 'a proof that comes later',
  整改完成情况: 'what an application says for itself',
  不再实施的措施: 'measures are done or waived',
  不再实施的理由: 'a waiver needs a reason',
  不同意的理由: 'refusing more time needs a reason',
  撤回理由: 'why a report or an application is taken back',
  核查日期: 'a verification says when somebody looked',
  回访日期: 'a call to the enterprise says when it was',
  回访结论: 'whether the enterprise confirms, denies or was not reached',
  企业联系人: 'who answered there',
  企业原话: 'what the enterprise says in its own words',
  凭证: 'a denial is overruled by a voucher',
  认定理由: 'overruling a denial or confirming a flag needs a reason',
  委托核查人: 'whom 委托核查 names',
  委托理由: 'naming a verifier needs a reason',
  重新挂账的理由: 'what was struck off is put back with a reason',
  撤销理由: 'taking an ending back needs a reason',
  标记为: 'what the office suspects',
  标记: 'which of the flags is meant',
  标记理由: 'a suspicion needs a reason',
  依据的材料: 'the evidence a flag or an appeal rests on',
  异议事项: 'what a unit disputes',
  异议理由: 'an appeal needs a reason',
  答复: 'whether an appeal is upheld',
  答复理由: 'deciding an appeal needs a reason',
  更正理由: 'a correction needs a reason',
  关联问题: 'the other issue of a link',
  解除理由: 'taking a link back needs a reason',
  留言: 'a comment',
  调整理由: 'a new plan says why',
  裁决结果: 'a new plan that ends a legal way says what was decided',
  法院或仲裁机构: 'the legal way says where',
  开庭或裁决日期: 'the legal way sets a court date in place of the clock',
}

const inForce = issueIn('rectifying').plan as Plan
const legalNow: Issue = {
  ...issueIn('rectifying'),
  plan: { ...inForce, disposition: 'legal', caseNumber: '（2022）1号' },
  suspended: { since: day('2022-11-20'), courtDate: null },
}
const halfPaid = { ...acts.paid, settled: 150_000_000, done: [] } as const
const kinds = ['report', ...Object.keys(actText).filter((type) => type !== 'attach')] as FormKind[]
const stage: Partial<Record<FormKind, FormContext['issue']>> = {
  report: null,
  replan: legalNow,
  progress: does('contact', does('contact', issueIn('rectifying'), acts.proof), halfPaid),
  submit: issueIn('rectifying'),
}
const fullest = (kind: FormKind) =>
  formContext({ ...several, anySource: true, issue: kind in stage ? (stage[kind] ?? null) : issueIn('verifying') })

const fieldsOf = (kind: FormKind, changes: Partial<FormContext> = {}) => formOf(kind, formContext(changes)).fields
const labels = (kind: FormKind, changes: Partial<FormContext> = {}) => fieldsOf(kind, changes).map(({ label }) => label)
const required = (kind: FormKind, changes: Partial<FormContext> = {}) =>
  fieldsOf(kind, changes)
    .filter((field) => field.required)
    .map(({ label }) => label)

describe('labels', () => {
  test.each(kinds)('%s: every label is one of the contract or a listed addition', (kind) => {
    const known = new Set([...contract.split(' '), ...Object.keys(additions)])
    const plain = formOf(kind, fullest(kind)).fields.map(({ label }) => label.replace(/ \d+$/, ''))
    expect(plain.filter((label) => !known.has(label))).toEqual([])
  })

  test('no addition is listed that no form has', () => {
    const used = kinds.flatMap((kind) => formOf(kind, fullest(kind)).fields.map(({ label }) => label))
    expect(Object.keys(additions).filter((label) => !used.includes(label))).toEqual([])
  })

  test.each(kinds)('%s: names and labels are unique, so that a fault points at one field', (kind) => {
    const { fields } = formOf(kind, fullest(kind))
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length)
  })
})

describe('the report', () => {
  test('asks for 专项行动 and 责任单位 only where there is more than one', () => {
    expect(labels('report')).toEqual([
      ...['项目名称', '事件原因', '事件经过', '发生时间', '问题类别', '涉及企业', '统一社会信用代码'],
      ...['涉及金额（万元）', '案号', '备注', '完成时限'],
    ])
    expect(labels('report', several).slice(0, 3)).toEqual(['专项行动', '责任单位', '项目名称'])
  })

  test('asks the office for the source, and not for a deadline', () => {
    expect(required('report', { anySource: true })).toEqual([
      ...['问题来源', '项目名称', '事件原因', '事件经过', '发生时间', '问题类别'],
    ])
    expect(required('report')).toEqual(['项目名称', '事件原因', '事件经过', '发生时间', '问题类别', '完成时限'])
  })

  test('says the campaign’s last day, where it has one', () => {
    const hint = (changes: Partial<FormContext>) => fieldsOf('report', changes).at(-1)?.hint
    expect(hint({})).toBe('本专项最迟 2023-05-31')
    expect(hint({ campaign: campaignWith({ rectify_by: { day: null, from: 'setting' } }) })).toBe(undefined)
  })

  test('asks for a case number only where the campaign has court cases', () => {
    const without = campaignWith({ categories: [{ id: 'C2', name: '承诺与合同履行', from: '三(二)', isCase: false }] })
    expect(labels('report', { campaign: without })).not.toContain('案号')
    expect(labels('report')).toContain('案号')
  })

  test('has the only unit and the only category filled in', () => {
    expect(formOf('report', formContext()).initial).toEqual({ campaign: 'LH2022', unit: '3', category: '' })
    const one = campaignWith({ categories: campaign.categories.slice(0, 1) })
    expect(formOf('report', formContext({ campaign: one })).initial).toMatchObject({ category: 'C2' })
    expect(formOf('report', formContext(several)).initial).toMatchObject({ campaign: '', unit: '' })
  })
})

describe('the other forms', () => {
  test('确认 proposes what the unit proposed and what is suggested', () => {
    const issue = issueIn('reported')
    const { initial, fields } = formOf('confirm', formContext({ issue }))
    expect(initial).toEqual({ category: 'C2', confirmed: '300', planDue: '2022-12-08', deadline: '2023-03-31' })
    expect(fields.map(({ label }) => label)).toEqual(['问题类别', '核定金额（万元）', '报措施期限', '完成时限'])
  })

  test('交办 proposes the unit, the sign-off date and, for a lead without a date, the campaign’s last day', () => {
    expect(formOf('assign', formContext({ issue: lead(), ...several })).initial).toEqual({
      unit: '3',
      signoffDue: '2022-12-05',
      category: 'C2',
      confirmed: '300',
      planDue: '2022-12-08',
      deadline: '2023-05-31',
    })
  })

  test('报措施 has five rows, the first one required, and both responsible persons filled in', () => {
    const { fields, initial } = formOf('plan', formContext({ issue: issueIn('planning') }))
    expect(fields.filter(({ name }) => name.startsWith('measure')).map(({ label }) => label)).toEqual([
      '推进措施',
      '推进措施 2',
      '推进措施 3',
      '推进措施 4',
      '推进措施 5',
    ])
    expect(required('plan')).toEqual(['推进措施', '时间节点', '处置方式', '第一责任人', '具体责任人'])
    expect(initial).toEqual({
      disposition: 'fulfil',
      first: String(ids.first),
      responsible: String(ids.responsible),
      caseNumber: '',
      court: '',
      courtDate: '',
    })
  })

  test('a returned plan stands in the form again', () => {
    const issue = does('officer', issueIn('plan_review'), { type: 'return-plan', reason: '太粗' })
    expect(formOf('plan', formContext({ issue })).initial).toMatchObject({
      measure1: '核对补贴金额',
      due1: '2022-12-31',
      measure2: '拨付到位',
      due2: '2023-03-15',
    })
  })

  test('更新进展 offers the open measures, and money only where the issue is about money', () => {
    const issue = does('responsible', issueIn('rectifying'), { ...acts.paid, settled: null, done: [1] })
    expect(fieldsOf('progress', { issue }).find(({ name }) => name === 'done')?.options).toEqual([
      { value: '2', label: '2. 拨付到位' },
    ])
    const free = { ...issueIn('verifying'), confirmed: null, involved: null }
    expect(labels('progress', { issue: free })).toEqual(['进展情况', '完成比例（%）'])
  })

  test('申请销号 asks about measures only while some are open', () => {
    expect(labels('submit', { issue: issueIn('rectifying') })).toEqual([
      ...['整改完成情况', '不再实施的措施', '不再实施的理由'],
    ])
    expect(labels('submit', { issue: issueIn('verifying') })).toEqual(['整改完成情况'])
  })

  test('a verification may bring the call-back along, and says where one is needed first', () => {
    const strict = campaignWith({ verification: { ...campaign.verification, callback: 'required' } })
    const hintIn = (changes: Parameters<typeof formContext>[0]) =>
      formOf('close', formContext(changes)).fields.find(({ name }) => name === 'outcome')?.hint
    const issue = does('second', issueIn('verifying'), acts.unreached)
    expect(hintIn({ issue })).toBe('没有回访的不选')
    expect(hintIn({ issue, campaign: strict })).toBe('核查销号前须企业认可，已经回访过的不选；未联系上已记 1 次')
    expect(hintIn({ issue: does('second', issue, acts.denied) })).toBe('企业否认过整改结果，改口认可的请在这里记下')
    expect(required('close', { campaign: strict })).toEqual(['核查方式', '核查日期', '核查人员', '核查情况'])
    expect(required('send-back')).toEqual([...['核查方式', '核查日期', '核查人员', '核查情况', '退回原因', '完成时限']])
  })

  test('a verification is of today by whoever fills it in, unless that is changed; the way only where there is one', () => {
    const context = formContext({ issue: issueIn('verifying'), self: '王强' })
    const begun = { on: '2022-12-01', inspectors: '王强' }
    expect(formOf('close', context).initial).toEqual({ ...begun, method: '' })
    expect(formOf('send-back', context).initial).toEqual({ ...begun, method: '' })
    const { campaign } = context
    const stages = campaign.verification.stages.map((stage) => ({ ...stage, methods: ['现场' as const] }))
    const onSite = { ...campaign, verification: { ...campaign.verification, stages } }
    expect(formOf('verify', { ...context, campaign: onSite }).initial).toEqual({ ...begun, method: '现场' })
    expect(formOf('send-back', formContext()).initial).toEqual({})
  })

  test('更正 shows what stands there, but leaves 已兑现金额 empty since progress may raise it meanwhile', () => {
    const issue = { ...issueIn('rectifying'), settled: 150_000_000 }
    const { initial, fields } = formOf('correct', formContext({ issue }))
    expect(initial).toMatchObject({ title: issue.title, confirmed: '300', deadline: '2023-03-31' })
    expect(initial['settled']).toBe(undefined)
    expect(fields.find(({ name }) => name === 'settled')?.hint).toContain('150 万元')
  })

  test('更正 offers what the office sets once it has been set', () => {
    expect(labels('correct', { issue: issueIn('reported') })).not.toContain('完成时限')
    expect(labels('correct', { issue: issueIn('planning') })).toEqual(
      expect.arrayContaining(['核定金额（万元）', '已兑现金额（万元）', '报措施期限', '完成时限']),
    )
  })

  test('a case number that came with the plan can be corrected in a campaign without court cases', () => {
    const without = campaignWith({ categories: campaign.categories.slice(0, 1) })
    const issue = { ...issueIn('rectifying'), caseNumber: '（2022）1号' }
    expect(labels('correct', { campaign: without, issue })).toContain('案号')
    expect(labels('correct', { campaign: without, issue: { ...issue, caseNumber: null } })).not.toContain('案号')
  })

  test('签收 and 措施通过 ask for nothing', () => {
    expect([labels('accept'), labels('approve-plan')]).toEqual([[], []])
  })

  test('every form has its act’s name as title', () => {
    expect(kinds.map((kind) => formOf(kind, fullest(kind)).title)).toEqual(
      kinds.map((kind) => (kind === 'report' ? '报送问题' : actText[kind as ActType])),
    )
  })
})

describe('a fault of a rule names a field of its form', () => {
  const refused = (
    who: Who,
    status: 'reported' | 'planning' | 'rectifying' | 'verifying',
    act: Parameters<typeof tries>[2],
  ) => {
    const answer = refusal(tries(who, issueIn(status), act))
    const named = answer && ('labels' in answer ? answer.labels : 'label' in answer ? [answer.label] : [])
    return { named, form: labels(act.type as FormKind, { issue: issueIn(status), ...several }) }
  }
  const verification = { method: '', on: day('2022-12-01'), place: null, inspectors: [], finding: '', callback: null }
  const progress = { type: 'progress', text: '', percent: null, settled: null, done: [] } as const

  test.each([
    ['officer', 'reported', { type: 'ask', question: '' }],
    ['contact', 'reported', { type: 'supplement', text: '', changed: {} }],
    ['contact', 'reported', { type: 'supplement', text: '', changed: { title: '' } }],
    ['officer', 'reported', { ...acts.confirm, category: '' }],
    ['officer', 'reported', { ...acts.confirm, planDue: day('2022-01-01') }],
    ['officer', 'reported', { ...acts.confirm, deadline: day('2024-01-01') }],
    ['officer', 'reported', { ...acts.assign, unit: 99 }],
    ['officer', 'reported', { ...acts.assign, signoffDue: day('2022-12-31') }],
    ['officer', 'reported', { type: 'dismiss', reason: '' }],
    ['contact', 'planning', { ...acts.plan, measures: [] }],
    ['contact', 'planning', { ...acts.plan, disposition: 'legal' }],
    ['contact', 'planning', { ...acts.plan, first: 0 }],
    ['contact', 'planning', { ...acts.plan, measures: [{ text: '拨付', due: day('2024-01-01') }] }],
    ['contact', 'rectifying', progress],
    ['contact', 'rectifying', { ...progress, text: '…', percent: 101 }],
    ['contact', 'rectifying', { ...acts.submit, waived: [1, 2] }],
    ['second', 'verifying', { type: 'close', verification }],
    ['second', 'verifying', { ...acts.sendBack, reason: '' }],
    ['second', 'verifying', { ...acts.sendBack, deadline: day('2022-01-01') }],
    ['officer', 'planning', { type: 'correct', changed: { title: '' }, reason: '' }],
    ['officer', 'planning', { type: 'correct', changed: { title: '别的' }, reason: '' }],
    ['officer', 'planning', { type: 'correct', changed: { planDue: day('2024-01-01') }, reason: '…' }],
    ['officer', 'planning', { type: 'comment', text: '' }],
  ] as const)('%s in %s: %j', (who, status, act) => {
    const { named, form } = refused(who, status, act)
    expect(named).not.toEqual([])
    expect(named).not.toBe(null)
    expect(form).toEqual(expect.arrayContaining([...(named ?? [])]))
  })
})

describe('nothing asked for twice', () => {
  test('what an act’s form holds at first is refused only for what must be filled in', () => {
    const anyone: readonly Who[] = ['officer', 'director', 'responsible', 'contact']
    for (const status of openStatuses) {
      const issue = issueIn(status)
      const open = new Set(anyone.flatMap((who) => permitted(issue, as(who), factsFor(issue))))
      for (const type of open) {
        if (type === 'attach') continue
        const context = formContext({ issue, ...several })
        const { initial, fields } = formOf(type, context)
        const read = readAct(type, initial, context)
        const faults = read.ok ? [] : read.faults.map(({ label, missing }) => [label, missing])
        const empty = fields.filter((field) => field.required && (initial[field.name] ?? '') === '')
        expect([status, type, faults]).toEqual([status, type, empty.map(({ label }) => [label, true])])
      }
    }
  })
})

test('whoever enters progress for the unit is told before that it bars them from verifying', () => {
  const hintOf = (forUnit: boolean) =>
    formOf('progress', formContext({ forUnit })).fields.find(({ name }) => name === 'text')?.hint
  expect([hintOf(true), hintOf(false)]).toEqual(['做了什么、结果怎样', '代责任单位录入；录入以后您不能再核查这一件'])
})
