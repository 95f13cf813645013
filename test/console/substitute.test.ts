import { afterEach, beforeEach, expect, test } from 'vitest'
import { substituteOn, substitutesOf } from '../../db/substitutes.ts'
import { type Browser, desk, type Desk, hidden, wordsOn } from '../support/console.ts'
import { day } from '../support/world.ts'

let office: Desk
let officer: Browser
beforeEach(async () => {
  office = desk()
  officer = await office.signIn('officer')
})
afterEach(() => office.close())

const page = () => `/roster/people/${office.world.people.contact}`
const leave = () => ({
  who: String(office.world.people.responsible),
  other: '',
  from: '2022-12-05',
  to: '2022-12-09',
  reason: '外出学习',
})

async function sets(fields: Record<string, string>, who = officer, path = page()) {
  const form = hidden((await who.get(`${path}/substitute`)).text)
  return who.post(`${path}/substitute`, { ...form, ...fields })
}

const standsIn = (on: string) => substituteOn(office.world.db, office.world.people.contact, day(on))

test('a colleague is chosen, and the page of both says so', async () => {
  const { people } = office.world
  expect((await sets(leave())).status).toBe(303)
  expect([standsIn('2022-12-05'), standsIn('2022-12-10')]).toEqual([people.responsible, null])
  expect(wordsOn((await officer.get(page())).text)).toContain('由刘具体代理（外出学习） 2022-12-05 至 2022-12-09')
  expect(wordsOn((await officer.get(`/roster/people/${people.responsible}`)).text)).toContain('代理陈联络')
})

test('the same form sent twice sets one', async () => {
  const form = { ...hidden((await officer.get(`${page()}/substitute`)).text), ...leave() }
  const answers = [await officer.post(`${page()}/substitute`, form), await officer.post(`${page()}/substitute`, form)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(substitutesOf(office.world.db, office.world.people.contact)).toHaveLength(1)
})

test('somebody of another unit is named, warned of, and then set', async () => {
  const other = { ...leave(), who: '', other: '高联络@高新区' }
  const asked = await sets(other)
  expect([asked.status, wordsOn(asked.text).includes('高联络不是同一单位的人'), standsIn('2022-12-05')]).toEqual([
    422,
    true,
    null,
  ])
  expect((await sets({ ...other, anyway: 'yes' })).status).toBe(303)
  expect(standsIn('2022-12-05')).toBe(office.world.people.stranger)
  expect(wordsOn((await officer.get(page())).text)).toContain('不是同一单位')
})

test.each([
  [{ who: '' }, '请选择代理人，或写其他单位的人'],
  [{ other: '高联络' }, '代理人只能有一位'],
  [{ who: '', other: '没有这人' }, '没有找到“没有这人”'],
  [{ who: '', other: '陈联络' }, '不能由本人代理自己'],
  [{ from: '下周' }, '请填写日期'],
  [{ to: '2022-12-04' }, '结束的日期早于开始的日期'],
  [{ from: '2022-11-01', to: '2022-11-02' }, '这段时间已经过去了'],
  [{ reason: ' ' }, '请写明原因'],
])('%o is refused with what to do', async (changes, sentence) => {
  const answer = await sets({ ...leave(), ...changes })
  expect([answer.status, wordsOn(answer.text).includes(sentence)]).toEqual([422, true])
  expect(substitutesOf(office.world.db, office.world.people.contact)).toEqual([])
})

test('a second one for the same days is refused, naming the first', async () => {
  await sets(leave())
  const answer = await sets({
    ...leave(),
    who: String(office.world.people.first),
    from: '2022-12-09',
    to: '2022-12-20',
  })
  expect(wordsOn(answer.text)).toContain('2022-12-05 至 2022-12-09 已由刘具体代理')
})

test('is ended early with a reason', async () => {
  await sets({ ...leave(), from: '2022-12-01' })
  const [row] = substitutesOf(office.world.db, office.world.people.contact)
  const path = `${page()}/substitute/${row?.id}`
  const form = hidden((await officer.get(path)).text)
  const missing = await officer.post(path, { ...form, reason: '' })
  expect([missing.status, wordsOn(missing.text).includes('请写明原因')]).toEqual([422, true])
  expect((await officer.post(path, { ...form, reason: '提前回来' })).status).toBe(303)
  expect(standsIn('2022-12-01')).toBeNull()
  expect(wordsOn((await officer.get(page())).text)).toContain('以前的 1 条')
  expect(wordsOn((await officer.post(path, { ...form, reason: '再来' })).text)).toContain('这条代理已经结束')
  const { first } = office.world.people
  expect((await officer.get(`/roster/people/${first}/substitute/${row?.id}`)).status).toBe(404)
})

test('is the office’s and the administrator’s to set; others see it only', async () => {
  await sets(leave())
  const administrator = await office.signIn('administrator')
  expect((await administrator.get(`${page()}/substitute`)).status).toBe(200)
  const auditor = await office.signIn('auditor')
  const seen = wordsOn((await auditor.get(page())).text)
  expect([seen.includes('由刘具体代理'), seen.includes('设代理'), seen.includes('提前结束')]).toEqual([
    true,
    false,
    false,
  ])
  expect((await auditor.get(`${page()}/substitute`)).status).toBe(404)
  expect((await auditor.post(`${page()}/substitute`, { ...hidden((await auditor.get('/')).text) })).status).not.toBe(
    303,
  )
})
