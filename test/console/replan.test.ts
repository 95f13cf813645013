import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ReplanAct } from '../../core/command.ts'
import type { Issue } from '../../core/issue.ts'
import { findIssue } from '../../db/ledger.ts'
import { desk, hidden, wordsOn, type Browser, type Desk } from '../support/console.ts'
import { day, oneDay, plan } from '../support/world.ts'

let office: Desk
let officer: Browser
let issue: Issue
beforeEach(async () => {
  office = desk()
  officer = await office.signIn('officer')
  issue = office.world.to('rectifying')
})
afterEach(() => office.close())

const replans = (changes: Partial<ReplanAct>): Issue => {
  const { first, responsible } = office.world.people
  const measures = [{ no: 2, text: '拨付到位', due: day('2023-03-30') }]
  const act = { ...plan({ first, responsible }), type: 'replan', measures, outcome: null, reason: '资金晚到' } as const
  return office.world.does('responsible', office.world.on(issue, { ...act, ...changes }))
}
const page = async (path = `/issues/${issue.serial}`) => (await officer.get(path)).text

test('a new plan stands beside the one in force, with what it changes and why, and is approved on the press', async () => {
  replans({})
  const words = wordsOn(await page())
  expect(words).toContain('待审的调整方案 通过以前仍按现行方案办。')
  expect(words).toMatch(/1\. 核对补贴金额 不再列入 2022-12-31 2\. 拨付到位 2023-03-15 → 2023-03-30/)
  expect(words).toContain('调整理由 资金晚到')
  expect(wordsOn(await page('/?replan=1'))).toContain(issue.serial)
  expect((await officer.act(issue.serial, 'approve-plan', {})).status).toBe(303)
  expect(findIssue(office.world.db, issue.serial)?.plan?.measures.map(({ no }) => no)).toEqual([2])
  expect(wordsOn(await page('/?replan=1'))).toContain('没有符合条件的问题')
})

test('one that ends a legal way asks for the deadline, with the sum; history says how long the clock stood', async () => {
  const legal = { disposition: 'legal', caseNumber: '（2023）豫11民初1号', court: '漯河中院' } as const
  replans(legal)
  expect((await officer.act(issue.serial, 'approve-plan', {})).status).toBe(303)
  office.world.clock.now += 30 * oneDay
  replans({ outcome: '判决兑现', disposition: 'fulfil' })
  officer = await office.signIn('officer')
  const text = await page()
  expect(wordsOn(text)).toContain('2022-12-01 至 2022-12-31 停了 30 天，原时限 2023-03-31 加 30 天，为 2023-04-30')
  expect(text).toMatch(/name="deadline" [^>]*value="2023-04-30"/)
  const fields = hidden(text)
  await officer.post(`/issues/${issue.serial}/act/approve-plan`, { ...fields, deadline: '2023-04-20' })
  expect(findIssue(office.world.db, issue.serial)).toMatchObject({ deadline: '2023-04-20', suspended: null })
  expect(wordsOn(await page())).toMatch(/完成时限 2023-03-31 → 2023-04-20 恢复计时 2022-12-01 起停了 30 天/)
})
