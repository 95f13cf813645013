import { describe, expect, test } from 'vitest'
import type { ActingPerson, Post, Role } from '../../../core/actor.ts'
import {
  badChange,
  isName,
  maskPhone,
  mayManage,
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
  test('who changes their own card keeps their posts, or gives some up, but adds no unit, role or scope', () => {
    const held = [post('administrator'), post('reviewer', 2, 'C1', 'C2'), post('leader')]
    const own = (...wanted: Post[]) => code(actor('administrator'), { person: 1, held, wanted })
    const [administrator, reviewer, leader] = held as [Post, Post, Post]
    expect([own(...held), own(administrator, leader), own(administrator, post('reviewer', 2, 'C2'))]).toEqual(
      Array(3).fill('ok'),
    )
    expect(own(administrator, post('leader', 1, 'C1'))).toBe('ok')
    expect(own(administrator, reviewer, post('reviewer', 3, 'C1'))).toBe('own-posts')
    expect(own(administrator, post('contact', 2))).toBe('own-posts')
    expect(own(administrator, post('reviewer', 2, 'C1', 'C3'))).toBe('own-posts')
    expect(own(administrator, post('reviewer', 2))).toBe('own-posts')
  })
  test('a binding and its code are whose the posts are', () => {
    expect([mayManage(actor('officer'), [post('contact')]), mayManage(actor('officer'), [])]).toEqual([true, true])
    expect(mayManage(actor('officer'), [post('contact'), post('leader')])).toBe(false)
    expect(mayManage(actor('administrator'), [post('administrator')])).toBe(true)
    expect([mayManage(actor('contact'), [post('contact')]), mayManage(actor('auditor'), [])]).toEqual([false, false])
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
  expect(phoneIn('86 13800138000')).toBe('13800138000')
  for (const typed of ['1380013800', '138001380001', '013800138000', '8613800138', '电话'])
    expect(phoneIn(typed)).toBeUndefined()
  expect([maskPhone('13800138000'), maskPhone(null)]).toEqual(['138****8000', null])
  expect([seesPhones(actor('leader')), seesPhones(actor('auditor')), seesPhones(actor('officer'))]).toEqual([
    false,
    false,
    true,
  ])
})

test.each([
  ['王五', true],
  ['买买提·艾合买提', true],
  ['', false],
  ['  ', false],
  ['王五@临港区', false],
  ['王五\n李四', false],
  ['王'.repeat(30), true],
  ['王'.repeat(31), false],
])('%j is a name: %s', (name, expected) => {
  expect(isName(name)).toBe(expected)
})

test('a scope is written in names and read back', () => {
  const unit = (id: number, name: string, endedOn: string | null = null) =>
    ({ id, name, endedOn, kind: null, parent: null, successors: [], version: 1 }) as never
  const categories = [
    { id: 'C1', name: '承诺' },
    { id: 'C2', name: '案件' },
  ]
  const known = { units: [unit(1, '临港区'), unit(2, '旧区', '2022-01-01'), unit(3, '高新区')], categories }
  expect(scopeIn('临港区、 承诺，C1；高新区', known)).toEqual(['#1', 'C1', '#3'])
  expect(scopeIn('', known)).toEqual([])
  expect(scopeIn('旧区', known)).toEqual({ code: 'bad-scope', word: '旧区' })
  expect(scopeWords(['#1', '#2', 'C1'], known)).toEqual(['临港区', '承诺'])
  expect(scopeWords(['#3', 'C2', 'C7', '#9'], known)).toEqual(['高新区', '案件', 'C7'])
})

test('a category is a scope with all its kinds, which issues are given, and is named alone', () => {
  const categories = [
    { id: 'C4', name: '拖欠账款' },
    { id: 'C4a', name: '机关拖欠', parent: 'C4' },
    { id: 'C4b', name: '国企拖欠', parent: 'C4' },
    { id: 'C4c', name: '县属国企拖欠', parent: 'C4b' },
    { id: 'C5', name: '承诺' },
  ]
  const known = { units: [], categories }
  expect(scopeIn('拖欠账款', known)).toEqual(['C4', 'C4a', 'C4b', 'C4c'])
  expect(scopeIn('承诺、国企拖欠', known)).toEqual(['C5', 'C4b', 'C4c'])
  expect(scopeIn('机关拖欠、C4', known)).toEqual(['C4a', 'C4', 'C4b', 'C4c'])
  expect(scopeWords(['C4', 'C4a', 'C4b', 'C4c', 'C5'], known)).toEqual(['拖欠账款', '承诺'])
  expect(scopeWords(['C4a'], known)).toEqual(['机关拖欠'])
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
  expect(labels(person(1, null, '临港区', null))).toEqual(['张伟'])
  expect(labels(person(1, '', '临港区', null), person(2, '科长', '临港区', null))).toEqual(['张伟', '张伟（科长）'])
})

test('no more of somebody is shown than tells them apart', () => {
  const person = (id: number, unit: string, phone: string) => ({ id, name: '张伟', title: '科长', unit, phone })
  const people = [person(1, '临港区', '13800138000'), person(2, '高新区', '13900139111')]
  expect([...tellApart(people).values()]).toEqual(['张伟（临港区 科长）', '张伟（高新区 科长）'])
  const third = person(3, '高新区', '13900132222')
  expect([...tellApart([...people, third]).values()]).toEqual([
    '张伟（临港区 科长）',
    '张伟（高新区 科长 尾号 9111）',
    '张伟（高新区 科长 尾号 2222）',
  ])
})
