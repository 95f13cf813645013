import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { findIssue } from '../../db/ledger.ts'
import { campaign } from '../support/campaign.ts'
import { desk, hidden, photo, wordsOn, type Desk } from '../support/console.ts'
import { closedByDirector } from '../support/facts.ts'
import { photograph } from '../support/photograph.ts'
import { evidence } from '../support/world.ts'

const look = { method: '现场', on: '2022-12-01', place: '临港产业园', inspectors: '王强、李敏', finding: '补贴已到账' }
const denial = { on: '2022-12-01', outcome: 'denied', contact: '孙总', answer: '没有收到钱' }

let office: Desk
const now = (issue: Issue) => findIssue(office.world.db, issue.serial)
const wordsFor = async (who: 'second' | 'director', issue: Issue) =>
  wordsOn((await (await office.signIn(who)).get(`/issues/${issue.serial}`)).text)

describe('企业回访 at the console', () => {
  beforeEach(() => {
    office = desk()
  })
  afterEach(() => office.close())

  test('a denial is shown in the enterprise’s own words and keeps the issue from being struck off', async () => {
    const issue = office.world.to('verifying')
    const browser = await office.signIn('second')
    expect((await browser.act(issue.serial, 'call-back', denial)).status).toBe(303)
    const page = await wordsFor('second', issue)
    expect(page).toContain('企业回访')
    expect(page).toMatch(/2022-12-01 企业否认 孙总 没有收到钱/)
    expect(page).toContain('企业 2022-12-01 回访时否认整改结果，现在不能销号：属实的退回整改')
    const refused = await browser.act(issue.serial, 'close', look)
    expect(refused.status).toBe(422)
    expect(wordsOn(refused.text)).toContain('否认整改结果，不能销号')
    expect(now(issue)?.status).toBe('verifying')
  })

  test('the verifier sees the calls beside the form, and before filling it in that the denial bars it', async () => {
    const issue = office.world.to('verifying')
    const browser = await office.signIn('second')
    const form = async () => wordsOn((await browser.get(`/issues/${issue.serial}/act/close`)).text)
    expect(await form()).not.toContain('否认整改结果')
    await browser.act(issue.serial, 'call-back', denial)
    expect(await form()).toContain('没有收到钱')
    expect(await form()).toMatch(/到位的，予以销号 企业.*否认整改结果，不能销号/)
    expect(await form()).toContain('佐证 1 · 整改 · 刘具体')
  })

  test('the director overrules it by one of the files, which stands beside the denial', async () => {
    const issue = office.world.to('verifying')
    await (await office.signIn('second')).act(issue.serial, 'call-back', denial)
    const director = await office.signIn('director')
    const [voucher] = now(issue)?.evidence ?? []
    const fields = { evidence: voucher?.id ?? '', reason: '银行回单与合同账号一致' }
    expect((await director.act(issue.serial, 'overrule', fields)).status).toBe(303)
    const page = await wordsFor('second', issue)
    expect(page).toContain('赵主任于 2022-12-01 10:00 认定否认不成立： 付款凭证.jpg 银行回单与合同账号一致')
    const closed = await (await office.signIn('second')).act(issue.serial, 'close', look)
    expect([closed.status, now(issue)?.status]).toEqual([303, 'closed'])
  })

  test('回访结果 filled in with a verification is the same call; without an outcome it is asked which', async () => {
    const issue = office.world.to('verifying')
    const browser = await office.signIn('second')
    const words = { ...look, callback: '钱收到了' }
    const asked = await browser.act(issue.serial, 'close', words)
    expect(asked.status).toBe(422)
    expect(wordsOn(asked.text)).toContain('请选企业是认可、否认还是未联系上')
    expect((await browser.act(issue.serial, 'close', { ...words, outcome: 'confirmed' })).status).toBe(303)
    expect(now(issue)).toMatchObject({
      status: 'closed',
      callBacks: [{ outcome: 'confirmed', answer: '钱收到了', on: '2022-12-01' }],
      verifications: [{ callback: '钱收到了' }],
    })
  })
})

describe('photographs of a look', () => {
  beforeEach(() => {
    office = desk()
  })
  afterEach(() => office.close())

  test('keep the day they were taken by their own account, over a form that comes back with a fault', async () => {
    const issue = office.world.to('verifying')
    const browser = await office.signIn('second')
    const original = new File([photograph('2022:11:30 15:00:00')], '现场.jpg', { type: 'image/jpeg' })
    const again = await browser.act(issue.serial, 'close', { ...look, finding: '', files: [original] })
    expect(again.status).toBe(422)
    const fields = { ...hidden(again.text), ...look }
    expect((await browser.post(`/issues/${issue.serial}/act/close`, fields)).status).toBe(303)
    expect(now(issue)?.evidence.map(({ takenOn }) => takenOn)).toEqual([undefined, '2022-11-30'])
  })

  test('belong to the look they came with, and are shown with it', async () => {
    const issue = office.world.to('verifying')
    const browser = await office.signIn('second')
    const back = { ...look, reason: '缺付款凭证', deadline: '2023-04-30' }
    const sent = await browser.act(issue.serial, 'send-back', {
      ...back,
      files: [photo('厂房.jpg'), photo('门牌.jpg', 1)],
    })
    expect(sent.status).toBe(303)
    office.world.does('responsible', office.world.on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
    await browser.act(issue.serial, 'close', { ...look, files: [photo('回单.jpg', 2)] })
    const after = now(issue)
    const named = after?.verifications.map(({ photographs = [] }) =>
      photographs.map((id) => after.evidence.find((file) => file.id === id)?.name),
    )
    expect(named).toEqual([['厂房.jpg', '门牌.jpg'], ['回单.jpg']])
    expect(await wordsFor('second', issue)).toMatch(
      /核查情况 补贴已到账 照片和文件 厂房.jpg 佐证 2 · 核查 · 王强 门牌.jpg/,
    )
  })

  test('are taken with the camera of a phone', async () => {
    const issue = office.world.to('verifying')
    const form = (await (await office.signIn('second')).get(`/issues/${issue.serial}/act/close`)).text
    expect(form).toContain('accept="image/*" capture="environment"')
  })
})

describe('where the director closes', () => {
  beforeEach(() => {
    office = desk({}, closedByDirector(campaign))
  })
  afterEach(() => office.close())

  test('the officer’s form ends in 核查通过, the director’s in 核查销号', async () => {
    const issue = office.world.to('verifying')
    const officer = await office.signIn('second')
    const form = wordsOn((await officer.get(`/issues/${issue.serial}/act/verify`)).text)
    expect(form).toContain('核查通过')
    expect(form).toContain('审定的人和核查的人不能是同一个人')
    expect((await officer.act(issue.serial, 'verify', look)).status).toBe(303)
    expect(await wordsFor('director', issue)).toContain('办公室已核查，等主任审定')
    const director = await office.signIn('director')
    const closing = { ...look, method: '书面', inspectors: '赵主任', finding: '同意销号' }
    expect((await director.act(issue.serial, 'close', closing)).status).toBe(303)
    expect(now(issue)).toMatchObject({ status: 'closed', verifiedBy: office.world.people.second })
  })

  test('nobody able to close: the desk says so', async () => {
    const issue = office.world.to('verifying')
    await (await office.signIn('director')).act(issue.serial, 'verify', look)
    const ledger = await (await office.signIn('second')).get('/')
    expect(wordsOn(ledger.text)).toContain('无人可核查，须委托')
    expect(await wordsFor('director', issue)).toContain('委托核查')
  })
})

describe('the form of a verification', () => {
  beforeEach(() => {
    office = desk()
  })
  afterEach(() => office.close())

  const formOf = async (who: 'second' | 'director', issue: Issue, end = 'close') =>
    (await (await office.signIn(who)).get(`/issues/${issue.serial}/act/${end}`)).text
  const value = (text: string, name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1]
  const details = (text: string) =>
    [...text.matchAll(/<details class="(?:form-group|end end-back)"([^>]*)>/g)].map(([, open]) => open !== '')

  test('begins with today and whoever looks, and offers colleagues to be pressed', async () => {
    const text = await formOf('second', office.world.to('verifying'))
    expect([value(text, 'on'), value(text, 'inspectors')]).toEqual(['2022-12-01', '王强'])
    expect([...text.matchAll(/<button class="name" type="button">([^<]+)</g)].map(([, name]) => name)).toEqual([
      '李敏',
      '王强',
      '赵主任',
    ])
  })

  test('offers nobody who entered its progress', async () => {
    const { does, on, people, to } = office.world
    const issue = to('rectifying')
    const paid = { text: '代录：全部拨付', percent: null, settled: 300_000_000, done: [1, 2] }
    does('officer', on(issue, { type: 'progress', ...paid }))
    does('responsible', on(issue, { type: 'attach', evidence: evidence({ by: people.responsible }) }))
    does('responsible', on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
    expect(await formOf('second', issue)).not.toMatch(/class="name" type="button">李敏/)
  })

  test('keeps the call and the sending back closed until one is wanted', async () => {
    const issue = office.world.to('verifying')
    expect(details(await formOf('second', issue))).toEqual([false, false])
    expect(details(await formOf('second', issue, 'send-back'))).toEqual([false, true])
    await (await office.signIn('second')).act(issue.serial, 'call-back', denial)
    expect(details(await formOf('second', issue))).toEqual([true, false])
  })

  test('comes back open where something is wrong with what stands closed', async () => {
    const issue = office.world.to('verifying')
    const again = await (
      await office.signIn('second')
    ).act(issue.serial, 'send-back', { ...look, callback: '没收到', reason: '' })
    expect([again.status, details(again.text)]).toEqual([422, [true, true]])
  })

  test('does nothing on Enter in a line: its first button is none', async () => {
    const text = await formOf('second', office.world.to('verifying'))
    const form = text.slice(text.indexOf('data-act="close"'))
    expect(/<button[^>]*>/.exec(form)?.[0]).toMatch(/disabled/)
  })
})
