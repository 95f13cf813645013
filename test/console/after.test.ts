import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findIssue } from '../../db/ledger.ts'
import { desk, wordsOn, type Browser, type Desk } from '../support/console.ts'

let office: Desk
let officer: Browser
beforeEach(async () => {
  office = desk()
  officer = await office.signIn('officer')
})
afterEach(() => office.close())

const words = async (browser: Browser, path: string) => wordsOn((await browser.get(path)).text)
const actsOn = (page: string) => [...page.matchAll(/\/act\/([a-z-]+)"/g)].map(([, type]) => type)

describe('an issue that was struck off', () => {
  test('is put back onto the ledger with a reason and a new deadline; page, ledger and history say so', async () => {
    const { serial } = office.world.to('closed')
    const answer = await officer.act(serial, 'reopen', { reason: '企业反映只到账一半', deadline: '2023-04-30' })
    expect([answer.status, office.sent()]).toEqual([303, 1])
    const page = await words(officer, `/issues/${serial}`)
    expect(page).toContain('已重新挂账，责任单位会收到理由和新的时限。')
    expect(page).toContain('已重新挂账 1 次')
    expect(page).toContain('重新挂账或退回的原因 企业反映只到账一半')
    expect(page).toMatch(/重新挂账 李敏 .+ 企业反映只到账一半 完成时限 2023-03-31 → 2023-04-30/)
    expect(page).toContain('核查记录')
    expect(await words(officer, '/')).toContain('已重新挂账 1 次')
  })

  test('is not put back without reason or beyond the campaign', async () => {
    const { serial } = office.world.to('closed')
    expect((await officer.act(serial, 'reopen', { reason: ' ', deadline: '2023-04-30' })).status).toBe(422)
    const late = await officer.act(serial, 'reopen', { reason: '没有到账', deadline: '2023-06-01' })
    expect(wordsOn(late.text)).toContain('“完成时限”不能晚于本专项的最迟期限 2023年5月31日')
    expect(findIssue(office.world.db, serial)?.status).toBe('closed')
  })

  test('is undone by another officer than the one who closed it', async () => {
    const { serial } = office.world.to('closed')
    const closer = await office.signIn('second')
    expect(actsOn((await closer.get(`/issues/${serial}`)).text)).not.toContain('undo')
    const path = `/issues/${serial}/act/undo`
    expect(wordsOn((await closer.get(path)).text)).toContain('自己办的事不能自己撤销。请由其他经办人或主任来撤销。')
    expect((await officer.act(serial, 'undo', { reason: '点错了' })).status).toBe(303)
    expect(findIssue(office.world.db, serial)?.status).toBe('verifying')
    expect(await words(officer, `/issues/${serial}`)).toMatch(/撤销 李敏 .+ 点错了 撤销的办理 核查销号/)
  })
})
