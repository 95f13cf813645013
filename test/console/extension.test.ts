import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { historyOf } from '../../db/history.ts'
import { findIssue } from '../../db/ledger.ts'
import { desk, hidden, wordsOn, type Browser, type Desk } from '../support/console.ts'
import { day } from '../support/world.ts'

let office: Desk
let officer: Browser
/** Due on 2023-03-31; asks for more time. */
let issue: Issue
beforeEach(async () => {
  office = desk()
  officer = await office.signIn('officer')
  issue = asks(office.world.to('rectifying'))
})
afterEach(() => office.close())

function asks(of: Issue, to = '2023-05-15'): Issue {
  return office.world.does('contact', office.world.on(of, { type: 'extend', to: day(to), reason: '财政资金未到位' }))
}

const now = () => findIssue(office.world.db, issue.serial)
const wordsOf = async (browser: Browser, path = `/issues/${issue.serial}`) => wordsOn((await browser.get(path)).text)
const acts = (page: string) =>
  [...page.matchAll(/\/act\/([a-z-]*extension)"/g)]
    .map(([, type]) => type)
    .filter((type, at, all) => all.indexOf(type) === at)

describe('the page of an issue that asks for more time', () => {
  test('says since when, until when and why, with yes and no beside it', async () => {
    const page = await officer.get(`/issues/${issue.serial}`)
    const words = wordsOn(page.text)
    expect(words).toContain('责任单位已于 2022-12-01 申请延期至 2023-05-15 ，等办公室答复。')
    expect(words).toContain('延期理由 财政资金未到位')
    expect(acts(page.text)).toEqual(['grant-extension', 'refuse-extension'])
    expect(page.text).toMatch(/name="to" [^>]*value="2023-05-15"/)
  })

  test('is granted by the short form beside it; history and deadline say from what to what', async () => {
    const fields = hidden((await officer.get(`/issues/${issue.serial}`)).text)
    const answer = await officer.post(`/issues/${issue.serial}/act/grant-extension`, { ...fields, to: '2023-05-10' })
    expect([answer.status, office.sent()]).toEqual([303, 1])
    expect(now()).toMatchObject({ deadline: '2023-05-10', firstDeadline: '2023-03-31', extensions: 1 })
    const words = await wordsOf(officer)
    expect(words).toContain('已同意延期，责任单位会收到新的完成时限。')
    expect(words).toContain('首次时限 2023-03-31 ，已延期 1 次')
    expect(words).toMatch(
      /同意延期 李敏 2022-12-01 10:00 · 控制台 完成时限 2023-03-31 → 2023-05-10 申请延期至 2023-05-15/,
    )
    expect(words).toMatch(/申请延期 陈联络 .+ 财政资金未到位 延期至 2023-05-15/)
    expect(acts((await officer.get(`/issues/${issue.serial}`)).text)).toEqual([])
  })

  test('is refused with a reason, which stands in the history', async () => {
    expect((await officer.act(issue.serial, 'refuse-extension', { reason: ' ' })).status).toBe(422)
    expect((await officer.act(issue.serial, 'refuse-extension', { reason: '资金已经到位' })).status).toBe(303)
    expect(now()).toMatchObject({ deadline: '2023-03-31', extension: null })
    expect(await wordsOf(officer)).toMatch(/不同意延期 李敏 .+ 资金已经到位 申请延期至 2023-05-15/)
  })

  test.each([
    ['2023-03-31', '延期至 * 必填 要晚于现在的完成时限 2023年3月31日'],
    ['2023-06-01', '“延期至”不能晚于本专项的最迟期限 2023年5月31日'],
    ['2023年2月31日', '没有“2023年2月31日”这一天'],
    ['', '延期至'],
  ])('an officer who grants until %j gets the form back with what is wrong', async (to, sentence) => {
    const answer = await officer.act(issue.serial, 'grant-extension', { to })
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain(sentence)
    expect(now()?.deadline).toBe('2023-03-31')
  })

  test('two officers on the same page: the second is shown what the first decided, with what was typed', async () => {
    const second = await office.signIn('second')
    const fields = hidden((await second.get(`/issues/${issue.serial}/act/refuse-extension`)).text)
    await officer.act(issue.serial, 'grant-extension', { to: '2023-05-15' })
    const path = `/issues/${issue.serial}/act/refuse-extension`
    const answer = await second.post(path, { ...fields, reason: '资金已经到位' })
    expect(answer.status).toBe(409)
    expect(wordsOn(answer.text)).toContain('这件事刚刚有人同意延期（10:00），现在是“整改中”，您的操作没有执行。')
    expect(wordsOn(answer.text)).toContain('不同意的理由 资金已经到位')
    expect(historyOf(office.world.db, issue.serial).at(-1)?.event.type).toBe('extension-granted')
  })

  test('the same form sent twice grants once', async () => {
    const fields = hidden((await officer.get(`/issues/${issue.serial}`)).text)
    const path = `/issues/${issue.serial}/act/grant-extension`
    const answers = [
      await officer.post(path, { ...fields, to: '2023-05-15' }),
      await officer.post(path, { ...fields, to: '2023-05-15' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(now()?.extensions).toBe(1)
  })

  test('beyond the campaign’s latest day it is for the director; the officer may refuse', async () => {
    await officer.act(issue.serial, 'refuse-extension', { reason: '请补材料' })
    asks(issue, '2023-06-30')
    const page = await officer.get(`/issues/${issue.serial}`)
    expect(wordsOn(page.text)).toContain('超出本专项的最迟期限，属跨期，等主任决定。')
    expect(wordsOn(page.text)).toContain('延期至 2023-06-30 （跨期）')
    expect(acts(page.text)).toEqual(['refuse-extension'])
    expect((await officer.get(`/issues/${issue.serial}/act/grant-extension`)).status).toBe(409)
    const director = await office.signIn('director')
    expect((await director.act(issue.serial, 'grant-extension', { to: '6月30日' })).status).toBe(303)
    expect(now()?.deadline).toBe('2023-06-30')
    expect(await wordsOf(director)).toContain('→ 2023-06-30 （跨期）')
  })

  test('an auditor reads the request and decides nothing', async () => {
    const auditor = await office.signIn('auditor')
    expect(await wordsOf(auditor)).toContain('延期理由 财政资金未到位')
    expect(acts((await auditor.get(`/issues/${issue.serial}`)).text)).toEqual([])
  })
})

describe('the desk', () => {
  test('counts the requests that wait beside what else waits for the office, and lists them on a click', async () => {
    office.world.to('rectifying')
    const words = await wordsOf(officer, '/')
    expect(words).toContain('待核查 0 延期申请 1 逾期 0 全部 2')
    const page = await officer.get('/?extension=1')
    expect([...page.text.matchAll(/data-serial="([^"]+)"/g)].map(([, serial]) => serial)).toEqual([issue.serial])
    expect(wordsOn(page.text)).toContain('2023-03-31 申请至 2023-05-15')
    expect(wordsOn(page.text)).toContain('整改中 延期待答复')
    expect(page.text).toMatch(/href="\/\?extension=1"\s+aria-current="page"/)
    expect(page.text).toContain('<input type="hidden" name="extension" value="1"/>')
  })

  test('keeps the filter while it is narrowed, and says so when none is left', async () => {
    const { units } = office.world
    expect((await officer.get(`/?extension=1&unit=${units.park}`)).text).not.toContain('data-serial')
    expect((await officer.get(`/?extension=1&unit=${units.port}&sort=deadline&fresh=0`)).text).toContain('data-serial')
    expect(await wordsOf(officer, '/?extension=1&q=补贴')).toContain(issue.serial)
    await officer.act(issue.serial, 'grant-extension', { to: '2023-05-15' })
    expect(await wordsOf(officer, '/?extension=1')).toContain('没有待答复的延期申请')
    expect((await officer.get('/?extension=zzz')).text).toContain('data-serial')
  })
})
