import { afterEach, beforeEach, expect, test } from 'vitest'
import { MonthSchema } from '../../core/calendar/day.ts'
import type { Issue } from '../../core/issue.ts'
import { findIssue } from '../../db/ledger.ts'
import { desk, wordsOn, type Desk } from '../support/console.ts'
import { owing, zero } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { day, particulars, terms } from '../support/world.ts'

const seen = '这件不是临港区自查报送的，发生时间 2021-03；该单位 2022-12-01 报的“自查情况和问题清单”是零报告。'

let office: Desk
let issue: Issue
beforeEach(() => {
  office = desk({}, owing)
  const w = office.world
  const { does, of } = paper(w)
  does('contact', of('D1'), zero())
  does('first', of('D1'), { type: 'confirm-zero' })
  issue = w.does(
    'officer',
    w.report({ source: 'letters', particulars: particulars({ happened: MonthSchema.parse('2021-03') }) }),
  )
})
afterEach(() => office.close())

const page = async (who: Parameters<Desk['signIn']>[0]) => (await office.signIn(who)).get(`/issues/${issue.serial}`)
const hint = 'aria-label="自查情况提示"'

test('the office reads what the unit’s self-check left out, with a way to mark it; its form says what was seen', async () => {
  const { text } = await page('officer')
  expect(wordsOn(text)).toContain(`提示：${seen}是否瞒报、漏报，请核实`)
  expect(text).toContain(`href="/issues/${issue.serial}/act/flag">标记</a>`)
  const form = await (await office.signIn('officer')).get(`/issues/${issue.serial}/act/flag`)
  expect(wordsOn(form.text)).toContain(seen)
})

test('an auditor reads it and has nothing to press; a leader reads nothing of it', async () => {
  const audited = (await page('auditor')).text
  expect(audited).toContain(hint)
  expect(audited).not.toContain('/act/flag"')
  const led = await page('leader')
  expect([led.status, led.text.includes(hint), led.text.includes('零报告')]).toEqual([200, false, false])
})

test('whoever of the office acts for the unit as well reads nothing of it', async () => {
  const { people, units } = office.world
  office.exec(
    `insert into posts (person, unit, role, scope) values (${people.officer}, ${units.port}, 'contact', '[]')`,
  )
  const { status, text } = await page('officer')
  expect([status, text.includes(hint)]).toEqual([200, false])
})

test('nothing follows from it: the issue stands as it did, and it goes once somebody marked it', async () => {
  const before = findIssue(office.world.db, issue.serial)
  await page('officer')
  expect(findIssue(office.world.db, issue.serial)).toEqual(before)
  const officer = await office.signIn('officer')
  expect((await officer.act(issue.serial, 'flag', { kind: 'concealed', reason: seen })).status).toBe(303)
  const marked = await page('second')
  expect(marked.text).not.toContain(hint)
  expect(wordsOn(marked.text)).toContain('疑似瞒报')
})

test('it stays on the page of an issue that was assigned afterwards', async () => {
  const w = office.world
  w.clock.now += 86_400_000
  w.does('officer', w.on(issue, { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() }))
  expect((await page('second')).text).toContain(hint)
})
