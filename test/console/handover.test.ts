import { afterEach, beforeEach, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { findHandover } from '../../db/handovers/find.ts'
import { signHandover } from '../../db/handovers/record.ts'
import { setPosts } from '../../db/people.ts'
import { type Browser, desk, type Desk, hidden, wordsOn } from '../support/console.ts'

let office: Desk
let officer: Browser
beforeEach(async () => {
  office = desk()
  officer = await office.signIn('officer')
})
afterEach(() => office.close())

const pageOf = (who: keyof Desk['world']['people']) => `/roster/people/${office.world.people[who]}`
const wordsAt = async (path: string, who = officer) => wordsOn((await who.get(path)).text)

async function begins(fields: Record<string, string>) {
  const form = hidden((await officer.get(`${pageOf('responsible')}/handover`)).text)
  return officer.post(`${pageOf('responsible')}/handover`, { ...form, ...fields })
}

test('the office begins it for somebody; person and issue say so, and it can be called off', async () => {
  const { world } = office
  const { serial } = world.to('rectifying')
  expect(await wordsAt(`${pageOf('responsible')}/handover`)).toContain(serial)
  const begun = await begins({ who: String(world.people.contact), other: '', reason: '调往市里' })
  expect(begun.status).toBe(303)
  expect(findHandover(world.db, 1)).toMatchObject({ status: 'running', startedBy: world.people.officer })
  expect(await wordsAt(`/issues/${serial}`)).toContain('刘具体 → 陈联络（待签收）')
  const page = (await officer.get(pageOf('contact'))).text
  expect(wordsOn(page)).toContain('刘具体 → 陈联络')
  expect((await officer.post('/handovers/1/cancel', { csrf: hidden(page)['csrf'] ?? '' })).status).toBe(303)
  expect(findHandover(world.db, 1)?.status).toBe('cancelled')
  expect(await wordsAt(`/issues/${serial}`)).toContain('交接终止')
})

test.each([
  [{ who: '', other: '', reason: '' }, '请选择接手人，或写姓名'],
  [{ who: '', other: '高联络', reason: '' }, '接手人须是同一单位的联络员、具体责任人或第一责任人。'],
  [{ who: '', other: '没有的人', reason: '' }, '没有找到“没有的人”'],
])('%j is refused in words', async (fields, sentence) => {
  office.world.to('rectifying')
  const answer = await begins(fields)
  expect([answer.status, wordsOn(answer.text).includes(sentence)]).toEqual([422, true])
})

test('the history says who took over from whom', async () => {
  const { world } = office
  const { serial } = world.to('rectifying')
  await begins({ who: String(world.people.contact), other: '', reason: '' })
  const act = { actor: world.as('contact'), now: world.clock.now }
  transact(world.db, (tx) => signHandover(tx, { id: 1, serials: null }, act))
  const words = await wordsAt(`/issues/${serial}`)
  expect(words).toContain('交接签收')
  expect(words).toContain('具体责任人')
})

test('what is nobody’s is counted at the desk and listed with the way to name somebody', async () => {
  const { world } = office
  const { serial } = world.to('rectifying')
  expect(await wordsAt('/')).not.toContain('无主')
  const act = { actor: world.as('administrator'), now: world.clock.now }
  transact(world.db, (tx) => setPosts(tx, world.people.first, [], act))
  expect(await wordsAt('/')).toContain('无主')
  const words = await wordsAt('/handovers')
  expect(words).toContain('无主事项（1）')
  expect([words.includes('马主任'), words.includes(serial), words.includes('指定接手人')]).toEqual([true, true, true])
  expect(await wordsAt(pageOf('first'))).toContain('名下还有 1 件在办事项没有人接手')
  const auditor = await office.signIn('auditor')
  expect((await auditor.get('/handovers')).text).not.toContain('>指定接手人<')
  expect((await auditor.get(`${pageOf('first')}/handover`)).status).toBe(404)
  const leader = await office.signIn('leader')
  expect((await leader.get('/handovers')).status).toBe(404)
})
