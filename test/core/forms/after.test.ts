import { describe, expect, test } from 'vitest'
import { formOf, type FormContext, type FormKind } from '../../../core/forms.ts'
import type { Issue } from '../../../core/issue.ts'
import { readAct } from '../../../core/read-form.ts'
import { acts, does, issueIn, lead } from '../../support/facts.ts'
import { formContext } from '../../support/form-context.ts'

const rectifying = issueIn('rectifying')
const flagging = (kind: 'concealed' | 'omitted' | 'falsified') =>
  ({ type: 'flag', kind, reason: '凭证与另一件相同', evidence: [] }) as const
const suspected = does('officer', rectifying, flagging('falsified'))
const confirmed = does('director', suspected, { type: 'confirm-flag', kind: 'falsified', reason: '银行没有转账' })
const both = does('officer', confirmed, flagging('omitted'))
const appeal = (about: 'assignment' | 'falsified') =>
  ({ type: 'appeal', about, reason: '不属实', evidence: [] }) as const
const assigned = does('officer', lead(), acts.assign)

const form = (kind: FormKind, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  formOf(kind, formContext({ issue, ...changes }))
const options = (kind: FormKind, issue: Issue | null, name: string) =>
  form(kind, issue)
    .fields.find((field) => field.name === name)
    ?.options?.map(({ label }) => label)
const read = (kind: Exclude<FormKind, 'report'>, issue: Issue, values: Record<string, string | string[]>) => {
  const reading = readAct(kind, values, formContext({ issue }))
  return reading.ok ? reading.act : reading.faults.map(({ label, sentence }) => `${label}：${sentence}`)
}

describe('标记', () => {
  test('offers what an office can suspect, and begins with none of it', () => {
    expect(options('flag', rectifying, 'kind')).toEqual(['瞒报', '漏报', '弄虚作假'])
    expect(form('flag', rectifying).initial).toEqual({})
  })

  test('may rest on the files of the issue, where it has any', () => {
    const proven = does('contact', rectifying, acts.proof)
    expect(options('flag', proven, 'evidence')).toEqual(['付款凭证.jpg'])
    expect(options('flag', rectifying, 'evidence')).toBe(undefined)
    expect(read('flag', proven, { kind: 'omitted', reason: '金额对不上', evidence: ['e1', 'x'] })).toEqual({
      ...{ type: 'flag', kind: 'omitted', reason: '金额对不上', evidence: ['e1'] },
    })
  })

  test('is confirmed where it is suspected, and withdrawn wherever it stands', () => {
    expect(options('confirm-flag', both, 'kind')).toEqual(['疑似漏报'])
    expect(options('withdraw-flag', both, 'kind')).toEqual(['已认定弄虚作假', '疑似漏报'])
    expect(options('withdraw-flag', null, 'kind')).toEqual([])
  })

  test('has the only one filled in, and none of several', () => {
    expect(form('confirm-flag', both).initial).toEqual({ kind: 'omitted' })
    expect(form('withdraw-flag', suspected).initial).toEqual({ kind: 'falsified' })
    expect(form('withdraw-flag', both).initial).toEqual({})
  })

  test.each(['confirm-flag', 'withdraw-flag'] as const)('%s says which one and why', (kind) => {
    expect(read(kind, suspected, { kind: 'falsified', reason: '查实了' })).toEqual({
      ...{ type: kind, kind: 'falsified', reason: '查实了' },
    })
    expect(read(kind, suspected, { kind: 'omitted', reason: '查实了' })).toEqual(['标记：请从列出的选项里选一个'])
  })
})

describe('异议', () => {
  test('offers what the unit may still dispute', () => {
    const against = does('director', does('officer', assigned, flagging('falsified')), {
      ...{ type: 'confirm-flag', kind: 'falsified', reason: '银行没有转账' },
    })
    expect(options('appeal', against, 'about')).toEqual(['交办', '认定弄虚作假'])
    expect(options('appeal', suspected, 'about')).toEqual([])
    expect(options('appeal', null, 'about')).toEqual([])
    expect(form('appeal', assigned).initial).toEqual({ about: 'assignment' })
  })

  test('says what, why, and on what it rests', () => {
    const proven = does('contact', confirmed, acts.proof)
    expect(read('appeal', proven, { about: 'falsified', reason: '钱到账了', evidence: 'e1' })).toEqual({
      ...{ type: 'appeal', about: 'falsified', reason: '钱到账了', evidence: ['e1'] },
    })
  })

  test.each<[string, Issue, string]>([
    [
      'that something was confirmed',
      does('contact', confirmed, appeal('falsified')),
      '成立的，这项认定撤销；不成立的，认定不变',
    ],
    [
      'that it was given to the unit',
      does('contact', assigned, appeal('assignment')),
      '成立的，收回交办，由办公室另行交办；不成立的，责任单位照常办理',
    ],
    [
      'that, once it has ended otherwise',
      { ...does('contact', assigned, appeal('assignment')), status: 'dismissed' },
      '不论是否成立，办理情况不变',
    ],
    ['nothing', assigned, ''],
  ])('of %s: whoever answers reads what either answer does', (_, issue, hint) => {
    expect(form('decide-appeal', issue).fields[0]?.hint).toBe(hint)
  })

  test.each([
    ['upheld', true],
    ['rejected', false],
  ])('is answered: %s', (ruling, upheld) => {
    const issue = does('contact', confirmed, appeal('falsified'))
    expect(form('decide-appeal', issue).initial).toEqual({})
    expect(read('decide-appeal', issue, { ruling, reason: '核对过' })).toEqual({
      ...{ type: 'decide-appeal', upheld, reason: '核对过' },
    })
  })
})

describe('重新挂账 and 撤销', () => {
  test('say why; what is put back gets a new deadline, within the campaign', () => {
    const closed = issueIn('closed')
    expect(form('reopen', closed).fields[1]?.hint).toBe('本专项最迟 2023-05-31')
    expect(read('reopen', closed, { reason: '没有到账', deadline: '4月30日' })).toEqual({
      ...{ type: 'reopen', reason: '没有到账', deadline: '2023-04-30' },
    })
    expect(read('reopen', closed, {})).toEqual(['重新挂账的理由：还空着', '完成时限：还空着'])
    expect(read('undo', closed, { reason: '点错了' })).toEqual({ type: 'undo', reason: '点错了' })
  })
})
