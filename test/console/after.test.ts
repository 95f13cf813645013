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
    expect(await words(officer, path)).toMatch(/撤销的是王强 2022-12-01 \S+ 办的“核查销号”，撤销后回到“待核查”。/)
    expect((await officer.act(serial, 'undo', { reason: '点错了' })).status).toBe(303)
    expect(findIssue(office.world.db, serial)?.status).toBe('verifying')
    expect(await words(officer, `/issues/${serial}`)).toMatch(/撤销 李敏 .+ 点错了 撤销的办理 核查销号/)
  })
})

describe('a suspicion', () => {
  const flag = { kind: 'falsified', reason: '凭证与另一件相同' }

  test('is the office’s own until another one confirms it', async () => {
    const { serial } = office.world.to('rectifying')
    expect((await officer.act(serial, 'flag', flag)).status).toBe(303)
    const own = await words(officer, `/issues/${serial}`)
    expect(own).toContain('疑似弄虚作假的理由 凭证与另一件相同')
    expect(own).toMatch(/标记 李敏 .+ 凭证与另一件相同 标记 疑似弄虚作假/)
    expect(actsOn((await officer.get(`/issues/${serial}`)).text)).not.toContain('confirm-flag')
    expect(await words(officer, '/?flagged=suspected')).toContain(serial)
    const leader = await office.signIn('leader')
    for (const path of [`/issues/${serial}`, '/', '/?flagged=suspected']) {
      expect(await words(leader, path)).not.toMatch(/疑似|凭证与另一件相同/)
    }
    expect(await words(leader, '/?flagged=suspected')).not.toContain(serial)
    const director = await office.signIn('director')
    expect((await director.act(serial, 'confirm-flag', { ...flag, reason: '银行没有这笔转账' })).status).toBe(303)
    expect(await words(leader, `/issues/${serial}`)).toContain('已认定弄虚作假的理由 银行没有这笔转账')
    expect(await words(leader, `/issues/${serial}`)).not.toContain('凭证与另一件相同')
  })
})

describe('an appeal', () => {
  test('has a tab of its own, its reason on the page, and is answered there', async () => {
    const { world: w } = office
    const { serial } = w.to('rectifying')
    w.does('officer', w.on({ serial }, { type: 'flag', kind: 'omitted', reason: '漏了一笔', evidence: [] }))
    w.does('second', w.on({ serial }, { type: 'confirm-flag', kind: 'omitted', reason: '查实' }))
    expect(await words(officer, '/')).not.toContain('异议')
    const about = { type: 'appeal', about: 'omitted', reason: '自查时已经报过', evidence: [] } as const
    w.does('contact', w.on({ serial }, about))
    expect(await words(officer, '/')).toMatch(/异议 1 .*异议待答复/)
    expect(await words(officer, '/?appeal=1')).toContain(serial)
    const director = await office.signIn('director')
    expect(await words(director, `/issues/${serial}`)).toContain('异议理由（对认定漏报，待答复） 自查时已经报过')
    expect(await words(director, `/issues/${serial}`)).toContain(
      '责任单位 2022-12-01 对认定漏报提出异议，等办公室答复。',
    )
    const form = await words(director, `/issues/${serial}/act/decide-appeal`)
    expect(form).toContain('异议理由（对认定漏报，待答复） 自查时已经报过')
    expect(form).toContain('已认定漏报的理由 查实')
    expect(form).toContain('成立的，这项认定撤销；不成立的，认定不变')
    expect((await director.act(serial, 'decide-appeal', { ruling: '', reason: '属实' })).status).toBe(422)
    expect((await director.act(serial, 'decide-appeal', { ruling: 'rejected', reason: '没有报过' })).status).toBe(303)
    const page = await words(director, `/issues/${serial}`)
    expect(page).toMatch(/答复异议 赵主任 .+ 没有报过 异议事项 认定漏报 答复 异议不成立/)
    expect(page).not.toContain('待答复')
  })

  test('says to whoever confirmed what is disputed that somebody else answers it', async () => {
    const { world: w } = office
    const { serial } = w.to('rectifying')
    w.does('officer', w.on({ serial }, { type: 'flag', kind: 'omitted', reason: '漏了一笔', evidence: [] }))
    w.does('second', w.on({ serial }, { type: 'confirm-flag', kind: 'omitted', reason: '查实' }))
    w.does('contact', w.on({ serial }, { type: 'appeal', about: 'omitted', reason: '自查时已经报过', evidence: [] }))
    expect(await words(await office.signIn('second'), `/issues/${serial}`)).toContain('请由其他经办人或主任答复。')
    expect(await words(await office.signIn('director'), `/issues/${serial}`)).not.toContain(
      '请由其他经办人或主任答复。',
    )
  })

  test('shows beside its reason the files it rests on', async () => {
    const { world: w } = office
    const { serial, evidence } = w.to('verifying')
    w.does('officer', w.on({ serial }, { type: 'flag', kind: 'omitted', reason: '漏了一笔', evidence: [] }))
    w.does('second', w.on({ serial }, { type: 'confirm-flag', kind: 'omitted', reason: '查实' }))
    const ids = evidence.map(({ id }) => id)
    w.does('contact', w.on({ serial }, { type: 'appeal', about: 'omitted', reason: '见附件', evidence: ids }))
    expect(await words(officer, `/issues/${serial}`)).toContain('见附件 依据的材料： 付款凭证.jpg')
  })
})
