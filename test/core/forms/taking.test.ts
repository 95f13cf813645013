import { describe, expect, test } from 'vitest'
import { formOf, type FormContext, type FormKind } from '../../../core/forms.ts'
import type { Issue } from '../../../core/issue.ts'
import { readAct } from '../../../core/read-form.ts'
import { campaignWith, does, issueIn, lead, reviewedCampaign } from '../../support/facts.ts'
import { campaign } from '../../support/campaign.ts'
import { formContext, several } from '../../support/form-context.ts'
import { day } from '../../support/samples.ts'

const form = (kind: FormKind, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  formOf(kind, formContext({ issue, ...several, ...changes }))
const hint = (kind: FormKind, name: string, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  form(kind, issue, changes).fields.find((field) => field.name === name)?.hint
const read = (kind: Exclude<FormKind, 'report'>, issue: Issue, values: Record<string, string>) => {
  const reading = readAct(kind, values, formContext({ issue, ...several }))
  return reading.ok ? reading.act : reading.faults.map(({ label, sentence }) => `${label}：${sentence}`)
}
const planning = issueIn('planning')

describe('交牵头单位', () => {
  test('says which lead unit the category leads to', () => {
    expect(hint('refer', 'note', lead(), { campaign: reviewedCampaign })).toBe(
      '按“承诺与合同履行”交高新区，由它选定责任单位并交办；类别不对的，先用“更正”改过来',
    )
    expect(hint('refer', 'note', null)).toBe('按“”交，由它选定责任单位并交办；类别不对的，先用“更正”改过来')
  })

  test('may go without a word', () => {
    expect(read('refer', lead(), {})).toEqual({ type: 'refer', note: null })
    expect(read('refer', lead(), { note: '涉及两个园区' })).toEqual({ type: 'refer', note: '涉及两个园区' })
  })
})

describe('转办', () => {
  const suggested = { signoffDue: day('2022-12-05'), planDue: day('2022-12-08'), deadline: null }
  const begins = (issue: Issue, changes: Partial<FormContext> = {}) =>
    form('reassign', issue, { suggested, ...changes }).initial

  test('begins with the suggested dates, and with no unit', () => {
    expect(begins(planning)).toEqual({ unit: '', signoffDue: '2022-12-05', planDue: '2022-12-08' })
    expect(begins({ ...planning, deadline: null })).toEqual({
      unit: '',
      signoffDue: '2022-12-05',
      planDue: '2022-12-08',
    })
    const none = { signoffDue: null, planDue: null, deadline: null }
    expect(begins(planning, { suggested: none })).toEqual({ unit: '', signoffDue: '', planDue: '' })
  })

  test('keeps them within what is left until the deadline, as long as anything is', () => {
    const until = (deadline: string) => begins({ ...planning, deadline: day(deadline) })
    expect(until('2022-12-06')).toMatchObject({ signoffDue: '2022-12-05', planDue: '2022-12-06' })
    expect(until('2022-12-08')).toMatchObject({ planDue: '2022-12-08' })
    expect(until('2022-12-01')).toMatchObject({ signoffDue: '2022-12-01', planDue: '2022-12-01' })
    expect(until('2022-11-30')).toMatchObject({ signoffDue: '2022-12-05', planDue: '2022-12-08' })
  })

  test('says that the deadline stays, and what to do where it can’t be kept', () => {
    const says = (deadline: string | null) =>
      hint('reassign', 'planDue', { ...planning, deadline: deadline === null ? null : day(deadline) })
    expect(says('2022-12-01')).toBe('完成时限 2022-12-01 不变；来不及的，先用“更正”调整时限，再转办')
    expect(says('2022-11-30')).toBe('完成时限 2022-11-30 已过，转办后仍算逾期；新单位报措施前，请用“更正”调整时限')
    expect(says(null)).toBe(undefined)
    expect(hint('reassign', 'planDue', null)).toBe(undefined)
  })

  test('names the unit, its dates and why', () => {
    const filled = { unit: '4', signoffDue: '12月5日', planDue: '12月8日', reason: '项目在高新区' }
    expect(read('reassign', planning, filled)).toEqual({
      ...{ type: 'reassign', unit: 4, signoffDue: '2022-12-05', planDue: '2022-12-08', reason: '项目在高新区' },
    })
  })
})

describe('退办, 不予列入, 合并办理', () => {
  test.each(['decline', 'dismiss', 'ask-dismissal', 'refuse-dismissal'] as const)('%s: says why', (kind) => {
    expect(read(kind, planning, { reason: '不归本单位' })).toEqual({ type: kind, reason: '不归本单位' })
    expect(read(kind, planning, { reason: ' ' })).toEqual([expect.stringContaining('还空着')])
  })

  test('a proposal to put it aside has its reason in the form of whoever consents', () => {
    const proposed = does('officer', issueIn('rectifying'), { type: 'ask-dismissal', reason: '主体灭失' })
    expect(form('dismiss', proposed).initial).toEqual({ reason: '主体灭失' })
    expect(form('dismiss', planning).initial).toEqual({ reason: '' })
    expect(form('ask-dismissal', planning).initial).toEqual({})
  })

  test('a merger names the other one by its serial, or by its number in the campaign', () => {
    const into = (typed: string) => read('merge', planning, { into: typed })
    expect([into('lh2023-0007'), into('３')]).toEqual([
      { type: 'merge', into: 'LH2023-0007' },
      { type: 'merge', into: 'LH2022-0003' },
    ])
  })
})

describe('确认 and 交办', () => {
  const begins = (issue: Issue, changes: Partial<FormContext> = {}) => form('confirm', issue, changes).initial
  const reported = issueIn('reported')

  test('propose what was confirmed before, else what is said to be owed', () => {
    expect(begins({ ...reported, confirmed: 200_000_000 })).toMatchObject({ confirmed: '200' })
    expect(begins({ ...reported, confirmed: null, involved: null })).toMatchObject({ confirmed: '' })
  })

  test('keep the deadline of what was handed back; where nobody names one it is empty', () => {
    expect(begins({ ...reported, firstDeadline: day('2023-02-28') })).toMatchObject({ deadline: '2023-02-28' })
    const none = { signoffDue: null, planDue: null, deadline: null }
    expect(form('assign', lead(), { suggested: none }).initial).toMatchObject({
      signoffDue: '',
      planDue: '',
      deadline: '',
    })
  })

  test('are read with their dates, money and category', () => {
    const terms = { category: 'C2', confirmed: '280', planDue: '12月8日', deadline: '2023-03-31' }
    const said = { category: 'C2', confirmed: 280_000_000, planDue: '2022-12-08', deadline: '2023-03-31' }
    expect(read('confirm', reported, terms)).toEqual({ type: 'confirm', ...said })
    expect(read('assign', lead(), { ...terms, unit: '4', signoffDue: '12月5日' })).toEqual({
      ...{ type: 'assign', unit: 4, signoffDue: '2022-12-05', ...said },
    })
    expect(read('confirm', reported, { ...terms, confirmed: '' })).toMatchObject({ confirmed: null })
  })

  test('offer categories by their whole names', () => {
    const kinds = campaignWith({
      categories: [...campaign.categories, { id: 'C21', name: '补贴', parent: 'C2', from: '三(二)', isCase: false }],
    })
    const { fields } = form('confirm', reported, { campaign: kinds })
    expect(fields[0]?.options).toEqual([
      { value: 'C9', label: '案件' },
      { value: 'C21', label: '承诺与合同履行：补贴' },
    ])
  })

  test('without an issue begin with nothing', () => {
    expect([form('assign', null).initial, form('reassign', null).initial, form('plan', null).initial]).toEqual([
      {},
      {},
      {},
    ])
  })
})
