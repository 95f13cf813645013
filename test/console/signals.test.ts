import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { findIssue } from '../../db/ledger.ts'
import type { Signal } from '../../core/signals.ts'
import { signalText } from '../../console/signal-texts.ts'
import { desk, wordsOn, type Desk } from '../support/console.ts'
import { day, evidence } from '../support/world.ts'

const look = { method: '现场', on: '2022-12-01', place: '临港产业园', inspectors: '王强、李敏', finding: '补贴已到账' }
const same = (serial: string) => `提示：佐证 2 与 ${serial} 的佐证文件相同。`

let office: Desk
/** Each time another file by its id, with the same bytes. */
const withFile = (issue: Issue): Issue => {
  const file = evidence({ id: `of-${issue.serial}`, sha256: 'b'.repeat(64), by: office.world.people.responsible })
  return office.world.does('responsible', office.world.on(issue, { type: 'attach', evidence: file }))
}
const open = async (who: Parameters<Desk['signIn']>[0], path: string) => (await office.signIn(who)).get(path)

describe('signs of sham rectification at the console', () => {
  let one: Issue
  let other: Issue
  beforeEach(() => {
    office = desk()
    one = withFile(office.world.to('verifying'))
    other = withFile(office.world.to('verifying'))
  })
  afterEach(() => office.close())

  test('stand above the form of a verification and on the issue, with a way to the other one', async () => {
    const form = await open('second', `/issues/${other.serial}/act/close`)
    expect(wordsOn(form.text)).toContain(same(one.serial))
    expect(form.text).toContain(`href="/issues/${one.serial}">${one.serial}</a>`)
    expect(form.text.indexOf('class="signals"')).toBeLessThan(form.text.indexOf('name="method"'))
    const page = wordsOn((await open('director', `/issues/${other.serial}`)).text)
    expect(page).toContain(same(one.serial))
    expect(page).toContain('提示：已兑现的 300 万元 （第 1 笔）没有附凭证。')
  })

  test('do not stand above other forms', async () => {
    const form = await open('second', `/issues/${other.serial}/act/comment`)
    expect(form.text).not.toContain('class="signals"')
  })

  test('decide nothing: it is struck off as ever', async () => {
    const browser = await office.signIn('second')
    expect((await browser.act(other.serial, 'close', look)).status).toBe(303)
    expect(findIssue(office.world.db, other.serial)?.status).toBe('closed')
    expect(wordsOn((await browser.get(`/issues/${other.serial}`)).text)).toContain(same(one.serial))
  })

  test('name no issue that the named verifier may not see', async () => {
    const { stranger } = office.world.people
    office.exec(`update issues set issue = json_set(issue, '$.delegate', ${stranger}), delegate = ${stranger}
      where serial = '${other.serial}'`)
    const form = await open('stranger', `/issues/${other.serial}/act/close`)
    expect(wordsOn(form.text)).toContain('提示：佐证 2 与另一件问题的佐证文件相同。')
    expect(form.text).not.toContain(one.serial)
  })

  test('are not for a leader, who reads the same page', async () => {
    const page = await open('leader', `/issues/${other.serial}`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('class="signals"')
  })

  test('are not for somebody of the office who acts for the unit as well', async () => {
    const { officer } = office.world.people
    const { port } = office.world.units
    office.exec(`insert into posts (person, unit, role, scope) values (${officer}, ${port}, 'contact', '[]')`)
    const page = await open('officer', `/issues/${other.serial}`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('class="signals"')
  })

  test('an issue with files of its own has none', async () => {
    const third = office.world.to('rectifying')
    const { responsible } = office.world.people
    const file = evidence({ id: 'own', sha256: 'f'.repeat(64), by: responsible })
    office.world.does('responsible', office.world.on(third, { type: 'attach', evidence: file }))
    expect((await open('second', `/issues/${third.serial}`)).text).not.toContain('class="signals"')
  })
})

describe('the sentences', () => {
  const all = () => true
  const serials = ['LH2022-0003', 'LH2022-0004', 'LH2022-0005', 'LH2022-0006']

  test.each([
    [{ kind: 'same-file', no: 2, others: serials.slice(0, 1) }, '佐证 2 与 LH2022-0003 的佐证文件相同。'],
    [
      { kind: 'same-file', no: 2, others: serials },
      '佐证 2 与 LH2022-0003、LH2022-0004、LH2022-0005 等问题的佐证文件相同。',
    ],
    [
      { kind: 'taken-before', no: 1, takenOn: day('2022-10-08'), reportedOn: day('2022-11-20') },
      '佐证 1 是照片，自带的拍摄日期为 2022-10-08，早于本问题的报送日期 2022-11-20。',
    ],
    [{ kind: 'last-day', count: 3 }, '责任单位在本次行动中提出的 3 件销号申请，都在完成时限当天提出。'],
    [
      { kind: 'unvouched', numbers: [2], amount: 120_000_000, settled: 300_000_000 },
      '已兑现 300 万元，其中 120 万元没有附凭证，见第 2 笔。',
    ],
    [
      { kind: 'unvouched', numbers: [1, 2, 3, 4, 5, 6], amount: 300_000_000, settled: 300_000_000 },
      '已兑现的 300 万元（第 1、2、3、4、5 笔等 6 笔）没有附凭证。',
    ],
    [{ kind: 'nothing-paid', owed: 300_000_000 }, '本问题涉及 300 万元，已申请销号，但没有兑现记录，也没有凭证。'],
  ] as const satisfies readonly (readonly [Signal, string])[])('%o', (signal, sentence) => {
    expect(signalText(signal, all)).toBe(sentence)
  })

  test('of several issues the seen ones are named', () => {
    const copied: Signal = { kind: 'same-text', on: day('2022-12-01'), others: serials.slice(0, 2) }
    expect(signalText(copied, (serial) => serial === 'LH2022-0004')).toBe(
      '2022-12-01 更新的进展与 LH2022-0004 等问题的进展文字相同。',
    )
  })
})
