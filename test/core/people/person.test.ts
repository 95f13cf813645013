import { describe, expect, test } from 'vitest'
import type { ActingPerson, Post, Role } from '../../../core/actor.ts'
import {
  badChange,
  maskPhone,
  phoneIn,
  scopeIn,
  scopeWords,
  seesPhones,
  tellApart,
} from '../../../core/people/person.ts'

const post = (role: Role, unit = 1, ...scope: string[]): Post => ({ unit, role, scope })
const actor = (...roles: Role[]): ActingPerson => ({
  kind: 'person',
  id: 1,
  door: 'console',
  posts: roles.map((role) => post(role)),
})
const left = { administrator: true, office: true }
const code = (who: ActingPerson, change: object) =>
  badChange(who, { person: 2, held: [], wanted: [], others: left, ...change })?.code ?? 'ok'

describe('who may change whom', () => {
  test('the office keeps the people of units; posts that reach into the office are the administrator’s', () => {
    expect(code(actor('officer'), { wanted: [post('contact')] })).toBe('ok')
    expect(code(actor('director'), { wanted: [post('first'), post('reviewer')] })).toBe('ok')
    for (const role of ['officer', 'director', 'leader', 'auditor', 'administrator'] as const) {
      expect(code(actor('officer'), { wanted: [post(role)] })).toBe('administrators-only')
      expect(code(actor('officer'), { held: [post(role)] })).toBe('administrators-only')
      expect(code(actor('administrator'), { wanted: [post(role)] })).toBe('ok')
    }
  })
  test.each(['leader', 'auditor', 'contact', 'first', 'reviewer'] as const)('%s changes nobody', (role) => {
    expect(code(actor(role), { wanted: [post('contact')] })).toBe('not-allowed')
  })
  test('nobody gives themselves a post, and anybody may give one up', () => {
    const own = { person: 1, held: [post('administrator')] }
    expect(code(actor('administrator'), { ...own, wanted: [post('administrator'), post('officer')] })).toBe('own-posts')
    expect(code(actor('administrator'), { ...own, wanted: [post('contact')] })).toBe('own-posts')
    expect(code(actor('administrator'), { ...own, wanted: [] })).toBe('ok')
  })
  test('somebody is always left to run the office', () => {
    const last = { held: [post('administrator'), post('officer')] }
    const alone = { administrator: false, office: false }
    expect(code(actor('administrator'), { ...last, wanted: [post('officer')], others: alone })).toBe(
      'last-administrator',
    )
    expect(code(actor('administrator'), { ...last, wanted: [post('administrator')], others: alone })).toBe(
      'last-officer',
    )
    expect(
      code(actor('administrator'), { ...last, wanted: [post('administrator'), post('director')], others: alone }),
    ).toBe('ok')
  })
})

test('phones are read as people write them, and masked outside the office', () => {
  expect([phoneIn('138 0013-8000'), phoneIn('+86 13800138000'), phoneIn(' ')]).toEqual([
    '13800138000',
    '13800138000',
    null,
  ])
  expect([phoneIn('1380013800'), phoneIn('电话')]).toEqual([undefined, undefined])
  expect(maskPhone('13800138000')).toBe('138****8000')
  expect([seesPhones(actor('leader')), seesPhones(actor('auditor')), seesPhones(actor('officer'))]).toEqual([
    false,
    false,
    true,
  ])
})

test('a scope is written in names and read back', () => {
  const unit = (id: number, name: string, endedOn: string | null = null) =>
    ({ id, name, endedOn, kind: null, parent: null, successors: [], version: 1 }) as never
  const known = { units: [unit(1, '临港区'), unit(2, '旧区', '2022-01-01')], categories: [{ id: 'C1', name: '承诺' }] }
  expect(scopeIn('临港区、承诺，C1', known)).toEqual(['#1', 'C1'])
  expect(scopeIn('', known)).toEqual([])
  expect(scopeIn('旧区', known)).toEqual({ code: 'bad-scope', word: '旧区' })
  expect(scopeWords(['#1', '#2', 'C1'], known)).toEqual(['临港区', '承诺'])
})

test('namesakes are told apart by 职务, then unit, then the end of 手机', () => {
  const person = (id: number, title: string | null, unit: string, phone: string | null) => ({
    id,
    name: '张伟',
    title,
    unit,
    phone,
  })
  const labels = (...people: ReturnType<typeof person>[]) => [...tellApart(people).values()]
  expect(labels(person(1, '科长', '临港区', null))).toEqual(['张伟（科长）'])
  expect(labels(person(1, '科长', '临港区', null), person(2, '局长', '临港区', null))).toEqual([
    '张伟（科长）',
    '张伟（局长）',
  ])
  expect(labels(person(1, '科长', '临港区', null), person(2, '科长', '高新区', null))).toEqual([
    '张伟（临港区 科长）',
    '张伟（高新区 科长）',
  ])
  expect(labels(person(1, null, '临港区', '13800138000'), person(2, null, '临港区', '13900139111'))).toEqual([
    '张伟（临港区 尾号 8000）',
    '张伟（临港区 尾号 9111）',
  ])
})
