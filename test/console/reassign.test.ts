import { afterEach, beforeEach, expect, test } from 'vitest'
import { findIssue } from '../../db/ledger.ts'
import { desk, wordsOn, type Desk } from '../support/console.ts'
import { oneDay } from '../support/world.ts'

let d: Desk
beforeEach(() => void (d = desk()))
afterEach(() => d.close())

test('转办 offers every other unit with its dates, and keeps the plan that was in force to be read', async () => {
  const { serial } = d.world.to('rectifying')
  const officer = await d.signIn('officer')
  const form = await officer.get(`/issues/${serial}/act/reassign`)
  expect(wordsOn(form.text)).toContain('完成时限 2023-03-31 不变；来不及的，先用“更正”调整时限，再转办')
  expect(form.text).not.toContain('>临港区</option>')
  const sent = await officer.act(serial, 'reassign', {
    ...{
      unit: String(d.world.units.park),
      signoffDue: '2022-12-05',
      planDue: '2022-12-08',
      reason: '园区已划归高新区',
    },
  })
  expect(sent.status).toBe(303)
  expect(findIssue(d.world.db, serial)).toMatchObject({ status: 'assigned', unit: d.world.units.park, plan: null })
  const page = wordsOn((await officer.get(`/issues/${serial}`)).text)
  expect(page).toContain('已转办，等新的责任单位签收')
  expect(page).toContain('原措施（临港区，2022-12-01 转办后不再执行）')
  expect(page).toContain('核对补贴金额')
})

test('of an overdue issue the form says that it stays overdue, and what to do', async () => {
  const { serial } = d.world.to('rectifying')
  d.world.clock.now += 130 * oneDay
  const form = await (await d.signIn('officer')).get(`/issues/${serial}/act/reassign`)
  expect(wordsOn(form.text)).toContain('完成时限 2023-03-31 已过，转办后仍算逾期；新单位报措施前，请用“更正”调整时限')
})

test('an issue handed back says why, and is there to be assigned anew with the deadline it had', async () => {
  const { world } = d
  const lead = world.does('officer', world.report({ source: 'letters', deadline: null }))
  const officer = await d.signIn('officer')
  const terms = { category: 'C2', confirmed: '300', planDue: '2022-12-08', deadline: '2023-03-31' }
  await officer.act(lead.serial, 'assign', { unit: String(world.units.port), signoffDue: '2022-12-05', ...terms })
  world.does('contact', world.on(lead, { type: 'decline', reason: '厂房补贴由高新区负责' }))
  const { text } = await officer.get(`/issues/${lead.serial}`)
  const page = wordsOn(text)
  expect(page).toContain('责任单位已退办，等办公室另行交办；核实后仍归原单位的，也可以再交办给它。')
  expect(page).toContain('厂房补贴由高新区负责')
  expect(text).toContain('value="2023-03-31"')
  expect((await officer.get('/?state=reported')).text).toContain('已退办，待交办')
})
