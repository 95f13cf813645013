import { afterEach, beforeEach, expect, test } from 'vitest'
import { findIssue } from '../../db/ledger.ts'
import { desk, wordsOn, type Desk } from '../support/console.ts'

let d: Desk
beforeEach(() => void (d = desk()))
afterEach(() => d.close())

test('what an officer proposes stands in the ledger and on the issue until the director consents', async () => {
  const { serial } = d.world.to('rectifying')
  d.world.does('contact', d.world.report())
  const officer = await d.signIn('officer')
  expect((await officer.get('/')).text).not.toContain('dismissal=1')
  expect((await officer.act(serial, 'ask-dismissal', { reason: '企业已注销' })).status).toBe(303)
  const listed = (await officer.get('/?dismissal=1')).text
  expect(listed).toContain(serial)
  expect(listed).not.toContain('LH2022-0002')
  expect(wordsOn(listed)).toContain('提请不予列入，待决定')

  const director = await d.signIn('director')
  const page = (await director.get(`/issues/${serial}`)).text
  expect(wordsOn(page)).toContain('李敏 2022-12-01 提请不予列入的理由')
  expect(page).toContain('>企业已注销</textarea>')
  expect(page).toContain(`/issues/${serial}/act/refuse-dismissal`)
  expect((await director.act(serial, 'dismiss', { reason: '企业已注销' })).status).toBe(303)
  expect(findIssue(d.world.db, serial)).toMatchObject({ status: 'dismissed', reason: '企业已注销' })
  expect(wordsOn((await director.get('/?dismissal=1')).text)).toContain('没有待决定的不予列入提请')
})

test('refused, its history says who proposed it and why not', async () => {
  const { serial } = d.world.to('planning')
  await (await d.signIn('officer')).act(serial, 'ask-dismissal', { reason: '不属实' })
  const director = await d.signIn('director')
  expect((await director.act(serial, 'refuse-dismissal', { reason: '有协议为证' })).status).toBe(303)
  const page = wordsOn((await director.get(`/issues/${serial}`)).text)
  expect(page).toContain('有协议为证')
  expect(page).toContain('提请人')
  expect(page).not.toContain('提请不予列入的理由')
})
