import { describe, expect, test } from 'vitest'
import { formOf, type FormContext, type FormKind } from '../../../core/forms.ts'
import type { Issue } from '../../../core/issue.ts'
import { readAct } from '../../../core/read-form.ts'
import { acts, campaignWith, closedByDirector, does, ids, issueIn } from '../../support/facts.ts'
import { campaign } from '../../support/campaign.ts'
import { formContext } from '../../support/form-context.ts'
import { day, evidence } from '../../support/samples.ts'

const verifying = issueIn('verifying')
const directed: Issue = { ...verifying, stage: 'director' }
const twoStages = closedByDirector(campaign)

const form = (kind: FormKind, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  formOf(kind, formContext({ issue, ...changes }))
const field = (kind: FormKind, name: string, issue: Issue | null, changes: Partial<FormContext> = {}) =>
  form(kind, issue, changes).fields.find((one) => one.name === name)
type Values = Record<string, string | readonly string[]>
const read = (kind: Exclude<FormKind, 'report'>, values: Values, changes: Partial<FormContext> = {}) => {
  const reading = readAct(kind, values, formContext({ issue: verifying, ...changes }))
  return reading.ok ? reading.act : reading.faults.map(({ label, sentence }) => `${label}：${sentence}`)
}

const looked = { method: '现场', on: '2022-12-01', place: '临港', inspectors: '王强、李敏', finding: '已到账' }
const seen = {
  method: '现场',
  on: '2022-12-01',
  place: '临港',
  inspectors: ['王强', '李敏'],
  finding: '已到账',
  callback: null,
}

describe('核查', () => {
  test('asks for as many people as the campaign wants, and offers the names of who may look', () => {
    const three = campaignWith({ verification: { ...campaign.verification, inspectors: 3 } })
    expect(field('close', 'inspectors', verifying, { campaign: three })).toMatchObject({
      hint: '至少 3 人，用顿号分开',
      names: ['陈联络', '刘具体', '马主任（主任）'],
    })
  })

  test('asks the director, who closes what the office has looked at, otherwise', () => {
    const at = (name: string) => field('close', name, directed, { campaign: twoStages })
    expect([at('inspectors')?.hint, at('finding')?.hint]).toEqual(['审定的人，多人用顿号分开', '审定意见'])
    expect(at('method')?.options?.map(({ value }) => value)).toEqual(['书面', '现场'])
    expect(field('close', 'finding', verifying)?.hint).toBe(undefined)
    const office = field('close', 'method', verifying, { campaign: twoStages })
    expect(office?.options?.map(({ value }) => value)).toEqual(['现场', '书面', '回访'])
  })

  test.each(['verify', 'close'] as const)('%s is read with all it says', (kind) => {
    expect(read(kind, looked)).toEqual({ type: kind, verification: seen })
    expect(read(kind, { ...looked, place: '' })).toMatchObject({ verification: { place: null } })
  })

  test('that sends it back says why and until when', () => {
    expect(read('send-back', { ...looked, reason: '缺付款凭证', deadline: '4月30日' })).toEqual({
      ...{ type: 'send-back', verification: seen, reason: '缺付款凭证', deadline: '2023-04-30' },
    })
    expect(read('send-back', looked)).toEqual(['退回原因：还空着', '完成时限：还空着'])
  })

  test('is left to somebody by name and with a reason', () => {
    const values = { person: String(ids.first), reason: '都录过进展' }
    expect(read('name-verifier', values)).toEqual({ type: 'name-verifier', person: ids.first, reason: '都录过进展' })
  })
})

describe('回访 within a look', () => {
  test.each([
    ['confirmed', '钱收到了', '钱收到了'],
    ['denied', '没有收到', '没有收到'],
    ['unreached', '', null],
  ])('%s, of the day of the look', (outcome, callback, answer) => {
    expect(read('close', { ...looked, outcome, callback, contact: '孙总' })).toEqual({
      type: 'close',
      verification: { ...seen, callback: answer },
      called: { on: '2022-12-01', outcome, contact: '孙总', answer },
    })
  })

  test('that was no call says nothing of one', () => {
    expect(read('close', looked)).not.toHaveProperty('called')
  })

  test.each([
    ['words without an outcome', { callback: '钱收到了' }, ['回访结论：请选企业是认可、否认还是未联系上']],
    ['a consent without words', { outcome: 'confirmed' }, ['回访结果：企业怎么说的，请照原话写']],
    ['a denial without words', { outcome: 'denied' }, ['回访结果：企业怎么说的，请照原话写']],
  ])('%s is asked about', (_, values, faults) => {
    expect(read('close', { ...looked, ...values })).toEqual(faults)
  })

  test('says how often nobody was reached only where that counts', () => {
    const strict = campaignWith({ verification: { ...campaign.verification, callback: 'required' } })
    const says = (issue: Issue | null, changes: Partial<FormContext> = {}) =>
      field('close', 'outcome', issue, changes)?.hint
    expect(says(verifying, { campaign: strict })).toBe('核查销号前须企业认可，已经回访过的不选')
    expect(says(null, { campaign: strict })).toBe('核查销号前须企业认可，已经回访过的不选')
    expect(says(null)).toBe('没有回访的不选')
  })
})

describe('回访 by itself', () => {
  const called = { on: '2022-12-01', outcome: 'denied', contact: '孙总', answer: '没有收到钱' }

  test('is of today unless that is changed', () => {
    expect(form('call-back', verifying).initial).toEqual({ on: '2022-12-01' })
    expect(read('call-back', called)).toEqual({ type: 'call-back', ...called })
    expect(field('call-back', 'outcome', verifying)?.options?.map(({ value }) => value)).toEqual([
      ...['confirmed', 'denied', 'unreached'],
    ])
  })

  test('needs the enterprise’s words wherever it was reached', () => {
    const words = ['企业原话：企业怎么说的，请照原话写']
    expect(read('call-back', { ...called, answer: '' })).toEqual(words)
    expect(read('call-back', { ...called, outcome: 'confirmed', answer: ' ' })).toEqual(words)
    expect(read('call-back', { ...called, outcome: 'unreached', contact: '', answer: '' })).toEqual({
      ...{ type: 'call-back', on: '2022-12-01', outcome: 'unreached', contact: null, answer: null },
    })
  })

  test('a denial is overruled by a file of the issue', () => {
    const proven = {
      ...verifying,
      evidence: [evidence({ id: 'a', name: '回单.jpg' }), evidence({ id: 'b', name: '收条.jpg' })],
    }
    expect(field('overrule', 'evidence', proven)?.options).toEqual([
      { value: 'a', label: '佐证 1 回单.jpg' },
      { value: 'b', label: '佐证 2 收条.jpg' },
    ])
    expect(read('overrule', { evidence: 'b', reason: '银行回单' }, { issue: proven })).toEqual({
      ...{ type: 'overrule', evidence: 'b', reason: '银行回单' },
    })
    expect(field('overrule', 'evidence', null)?.options).toEqual([])
  })
})

test('a look begins on the day it is filled in, however late that is', () => {
  expect(form('close', does('second', verifying, acts.unreached), { today: day('2023-01-05') }).initial).toMatchObject({
    on: '2023-01-05',
  })
})
