import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { viewHandIn } from '../../db/hand-ins.ts'
import { addUnit, setPosts } from '../../db/people.ts'
import { mergeUnits } from '../../db/reform.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { desk, photo, unescaped, wordsOn, type Browser, type Desk } from '../support/console.ts'
import { asFile, fromLedger, handedFile, owing } from '../support/hand-ins.ts'
import { paper } from '../support/paper.ts'
import { day, evidence, oneDay } from '../support/world.ts'

let d: Desk
let p: ReturnType<typeof paper>

beforeEach(() => {
  d = desk({}, owing)
  p = paper(d.world)
})
afterEach(() => d.close())

const handIn = (id: string) => viewHandIn(d.world.db, d.world.as('officer'), id, d.world.clock.now)?.handIn

/** Opens the page of a hand-in and sends one of its forms. */
async function does(who: Browser, id: string, act: string, fields: Record<string, string | File[]> = {}) {
  const page = await who.get(`/hand-ins/${id}`)
  return who.post(`/hand-ins/${id}`, { ...hiddenIn(page.text), act, ...fields })
}

function hiddenIn(page: string): Record<string, string> {
  const form = /<form class="panel-form"[\s\S]*?<\/form>/.exec(page)?.[0] ?? ''
  const inputs = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, unescaped(value)]))
}

describe('报送情况', () => {
  test('still leads to what a unit handed in before a reform ended it', async () => {
    p.does('contact', p.of('D2'), fromLedger)
    const { port } = d.world.units
    const merge = { units: [port], into: '高新区', reason: '漯编〔2022〕8号', on: day('2022-10-10') }
    const act = { actor: d.world.as('officer'), now: d.world.clock.now }
    transact(d.world.db, (tx) => mergeUnits(tx, merge, act))
    const officer = await d.signIn('officer')
    const { text } = await officer.get('/hand-ins')
    expect(wordsOn(text)).toContain('临港区（已撤并）')
    expect(text).toContain(`href="/hand-ins/${p.of('D2')}"`)
    expect((await officer.get(`/hand-ins/${p.of('D2')}`)).status).toBe(200)
  })

  test('names who is missing first, then every unit with everything it owes', async () => {
    p.does('contact', p.of('D2'), fromLedger)
    d.world.clock.now += 5 * oneDay
    const { status, text } = await (await d.signIn('officer')).get('/hand-ins')
    const words = wordsOn(text)
    expect(status).toBe(200)
    expect(words.indexOf('12月5日到期，逾期未报')).toBeLessThan(words.indexOf('各单位（3）'))
    expect(text).toContain(`href="/hand-ins/${p.of('D1')}"`)
    expect(words).toContain('逾期未报 7')
    expect(words).toContain('查无此局：名单里没有这个单位')
  })

  test('is narrowed by paper and state', async () => {
    p.does('contact', p.of('D2'), fromLedger)
    const officer = await d.signIn('officer')
    const handed = wordsOn((await officer.get('/hand-ins?state=handed')).text)
    expect(handed).toContain('各单位（1）')
    const one = wordsOn((await officer.get('/hand-ins?item=D3')).text)
    expect(one).toContain('各单位（3） 责任单位 整改措施')
    expect((await officer.get('/hand-ins?item=<b>&state=x&campaign=y')).status).toBe(200)
  })

  test('is for those of the console, each in their scope', async () => {
    for (const who of ['director', 'administrator', 'auditor', 'leader'] as const)
      expect((await (await d.signIn(who)).get('/hand-ins')).status).toBe(200)
  })

  test('a named verifier, in the console for one issue only, learns of none of it, their own unit’s either', async () => {
    const { to, does, on, people } = d.world
    const issue = to('rectifying')
    for (const who of ['officer', 'second', 'director'] as const)
      does(who, on(issue, { type: 'progress', text: '电话核实', percent: null, settled: null, done: [] }))
    does('responsible', on(issue, { type: 'attach', evidence: evidence({ by: people.responsible }) }))
    does('responsible', on(issue, { type: 'progress', text: '拨付', percent: 100, settled: 300_000_000, done: [1, 2] }))
    does('responsible', on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
    does('director', on(issue, { type: 'name-verifier', person: people.stranger, reason: '都经手过' }))
    const delegate = await d.signIn('stranger')
    expect((await delegate.get('/hand-ins')).status).toBe(404)
    expect((await delegate.get(`/hand-ins/${p.of('D1', 'park')}`)).status).toBe(404)
    expect(wordsOn((await delegate.get('/')).text)).not.toContain('报送情况')
  })

  test('names units without anybody; the office takes one out with a reason, kept as an event', async () => {
    const act = { actor: d.world.as('officer'), now: d.world.clock.now }
    const unit = transact(d.world.db, (tx) => addUnit(tx, { name: '城东区', kind: null, parent: null }, act))
    const officer = await d.signIn('officer')
    const { text } = await officer.get('/hand-ins')
    expect(wordsOn(text)).toContain('1 个单位还没有联络员，没有人能报送 城东区')
    const csrf = /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? ''
    const fields = { csrf, campaign: 'LH2022', unit: String(unit), part: 'out' }
    const refused = await officer.post('/hand-ins/parts', { ...fields, reason: ' ' })
    expect([refused.status, wordsOn(refused.text)]).toEqual([
      422,
      expect.stringContaining('请选择单位和处理方式，并写明理由。'),
    ])
    expect((await officer.post('/hand-ins/parts', { ...fields, reason: '没有招商任务' })).status).toBe(303)
    expect(wordsOn((await officer.get('/hand-ins')).text)).toContain('已移出 1 个单位')
    expect(verifyLog(d.world.db)).toMatchObject({ ok: true })
    const auditor = await d.signIn('auditor')
    const its = /name="csrf" value="([^"]*)"/.exec((await auditor.get('/hand-ins')).text)?.[1] ?? ''
    expect((await auditor.post('/hand-ins/parts', { ...fields, csrf: its, reason: '…' })).status).toBe(404)
  })
})

describe('one hand-in', () => {
  test('is accepted on a press, and the same form again does nothing more', async () => {
    d.world.to('reported')
    p.does('contact', p.of('D1'), fromLedger)
    const officer = await d.signIn('officer')
    const page = await officer.get(`/hand-ins/${p.of('D1')}`)
    expect(wordsOn(page.text)).toContain('按台账报送 1 件（存量 1、增量 0，已销号 0）')
    const fields = { ...hiddenIn(page.text), act: 'accept' }
    expect((await officer.post(`/hand-ins/${p.of('D1')}`, fields)).status).toBe(303)
    expect((await officer.post(`/hand-ins/${p.of('D1')}`, fields)).status).toBe(303)
    expect(handIn(p.of('D1'))).toMatchObject({ status: 'accepted', version: 2 })
    expect(d.sent()).toBe(1)
  })

  test('is returned with a reason, which is asked for', async () => {
    p.does('contact', p.of('D4'), asFile(handedFile()))
    const officer = await d.signIn('officer')
    const empty = await does(officer, p.of('D4'), 'return', { reason: ' ' })
    expect([empty.status, wordsOn(empty.text)]).toEqual([409, expect.stringContaining('请写明退回原因')])
    expect((await does(officer, p.of('D4'), 'return', { reason: '缺盖章' })).status).toBe(303)
    expect(handIn(p.of('D4'))).toMatchObject({ status: 'returned', reason: '缺盖章' })
  })

  test('is returned with a reason of 500 characters at most; the sentence stands beside the field', async () => {
    p.does('contact', p.of('D4'), asFile(handedFile()))
    const officer = await d.signIn('officer')
    const long = await does(officer, p.of('D4'), 'return', { reason: '缺'.repeat(501) })
    expect(long.status).toBe(422)
    expect(wordsOn(long.text)).toContain('退回原因最多 500 字，请写短一些。')
    expect(long.text).toContain(`${'缺'.repeat(501)}</textarea>`)
    expect(long.text).toContain('aria-describedby="reason-fault"')
    expect(handIn(p.of('D4'))?.status).toBe('handed')
    expect((await does(officer, p.of('D4'), 'return', { reason: '缺'.repeat(500) })).status).toBe(303)
  })

  test('files of somebody who may not hand in are not even kept', async () => {
    const auditor = await d.signIn('auditor')
    const csrf = /name="csrf" value="([^"]*)"/.exec((await auditor.get('/hand-ins')).text)?.[1] ?? ''
    const ticket = { csrf, seen: '0', draft: crypto.randomUUID() }
    const fields = { ...ticket, act: 'files', files: [photo('报告.jpg')] }
    expect((await auditor.post(`/hand-ins/${p.of('D4')}`, fields)).status).toBe(409)
    expect(d.blobs.count()).toBe(0)
  })

  test('decided by two at once: the second reads what the first did and keeps what they typed', async () => {
    p.does('contact', p.of('D4'), asFile(handedFile()))
    const officer = await d.signIn('officer')
    const page = await officer.get(`/hand-ins/${p.of('D4')}`)
    p.does('second', p.of('D4'), { type: 'accept' })
    const late = await officer.post(`/hand-ins/${p.of('D4')}`, {
      ...hiddenIn(page.text),
      act: 'return',
      reason: '缺盖章',
    })
    expect(late.status).toBe(409)
    expect(wordsOn(late.text)).toContain('这项报送刚刚有人确认（10:00），现在是“已确认”')
    expect(late.text).toContain('缺盖章</textarea>')
  })

  test('a paper that came by hand is entered with the day it came, its files and all', async () => {
    d.world.clock.now += 6 * oneDay
    const officer = await d.signIn('officer')
    const wrong = await does(officer, p.of('D4'), 'files', { received: '前天吧', files: [photo('报告.jpg')] })
    expect([wrong.status, wordsOn(wrong.text)]).toEqual([409, expect.stringContaining('看不懂收到日期')])
    const kept = /name="kept" value="([^"]*)"/.exec(wrong.text)?.[1] ?? ''
    const fields = { received: '2022-12-02', kept: unescaped(kept), files: [photo('附件.jpg', 1)] }
    expect((await does(officer, p.of('D4'), 'files', fields)).status).toBe(303)
    expect(handIn(p.of('D4'))).toMatchObject({ status: 'handed', behalf: true, handedOn: '2022-12-02' })
    expect(handIn(p.of('D4'))?.files.map(({ name }) => name)).toEqual(['报告.jpg', '附件.jpg'])
  })

  test('a zero report is entered with the stamped paper only', async () => {
    const officer = await d.signIn('officer')
    const without = await does(officer, p.of('D1'), 'zero', { received: '' })
    expect(wordsOn(without.text)).toContain('代单位登记零报告须有盖章扫描件。')
    expect((await does(officer, p.of('D1'), 'zero', { files: [photo('零报告.jpg')] })).status).toBe(303)
    expect(handIn(p.of('D1'))).toMatchObject({ status: 'handed', content: { kind: 'zero' } })
    const { text } = await officer.get(`/hand-ins/${p.of('D1')}`)
    expect(wordsOn(text)).toContain('这项报送由您代为登记，不能由您确认。')
    expect(text).not.toContain('value="accept"')
  })

  test('a file that can’t be taken is named, and nothing is entered', async () => {
    const officer = await d.signIn('officer')
    const answer = await does(officer, p.of('D4'), 'files', { files: [new File(['MZ'], 'a.exe')] })
    expect([answer.status, wordsOn(answer.text)]).toEqual([409, expect.stringContaining('“a.exe”的格式不能收')])
    expect(handIn(p.of('D4'))?.status).toBe('missing')
  })

  test('its files are handed out as downloads to those who see it', async () => {
    const officer = await d.signIn('officer')
    await does(officer, p.of('D4'), 'files', { files: [photo('报告.jpg')] })
    const [file] = handIn(p.of('D4'))?.files ?? []
    const path = `/hand-ins/${p.of('D4')}/files/${file?.sha256}`
    const { status, headers } = await officer.get(path)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toContain("attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.jpg")
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect((await (await d.signIn('leader')).get(path)).status).toBe(200)
    expect((await officer.get(`/hand-ins/${p.of('D4', 'park')}/files/${file?.sha256}`)).status).toBe(404)
  })

  test.each(['LH2022', 'LH2022.D9.u3', '..%2F..', 'LH2022.D1.u99999'])('%s is not there', async (id) => {
    expect((await (await d.signIn('officer')).get(`/hand-ins/${id}`)).status).toBe(404)
  })

  test('what is no form of ours changes nothing', async () => {
    p.does('contact', p.of('D4'), asFile(handedFile()))
    const officer = await d.signIn('officer')
    const form = hiddenIn((await officer.get(`/hand-ins/${p.of('D4')}`)).text)
    expect((await officer.post(`/hand-ins/${p.of('D4')}`, { ...form, act: 'close' })).status).toBe(400)
    expect((await officer.post(`/hand-ins/${p.of('D4')}`, { ...form, csrf: 'x', act: 'accept' })).status).toBe(403)
    expect(handIn(p.of('D4'))?.status).toBe('handed')
  })
})

describe('the paper for stamping', () => {
  test('of a group shows a leader of its lead unit no other unit’s issues', async () => {
    d.world.to('reported')
    p.does('stranger', 'LH2022.D5.gG1', fromLedger)
    const { db, people, units, clock } = d.world
    const post = { unit: units.city, role: 'leader' as const, scope: [`#${units.park}`] }
    const act = { actor: d.world.as('officer'), now: clock.now }
    transact(db, (tx) => setPosts(tx, people.leader, [post], act))
    for (const path of ['/hand-ins/LH2022.D5.gG1', '/hand-ins/LH2022.D5.gG1/print']) {
      const leader = await (await d.signIn('leader')).get(path)
      expect([leader.status, wordsOn(leader.text)]).toEqual([200, expect.not.stringContaining('临港产业园')])
      expect(wordsOn((await (await d.signIn('officer')).get(path)).text)).toContain('临港产业园')
    }
  })

  test('is the annex form with the unit’s issues as they were handed in', async () => {
    const issue = d.world.to('reported')
    p.does('contact', p.of('D1'), fromLedger)
    d.world.does('officer', d.world.on(issue, { type: 'correct', changed: { title: '后来改的名称' }, reason: '改名' }))
    const officer = await d.signIn('officer')
    const words = wordsOn((await officer.get(`/hand-ins/${p.of('D1')}/print`)).text)
    expect(words).toContain('排查情况一览表 填报单位（公章）：临港区 填报时间：2022-12-01')
    expect(words).toContain('临港产业园标准厂房补贴')
    expect(words).not.toContain('后来改的名称')
  })

  test('is none where files were handed in: they are the paper', async () => {
    p.does('contact', p.of('D1'), asFile(handedFile()))
    d.world.to('reported')
    const officer = await d.signIn('officer')
    const page = await officer.get(`/hand-ins/${p.of('D1')}`)
    expect(wordsOn(page.text)).toContain('自查情况.pdf')
    expect(wordsOn(page.text)).not.toContain('打印盖章')
    expect(wordsOn(page.text)).not.toContain('LH2022-0001')
    expect((await officer.get(`/hand-ins/${p.of('D1')}/print`)).status).toBe(404)
  })

  test('is a zero report where the unit has found nothing, a list of people where that is asked', async () => {
    const officer = await d.signIn('officer')
    const zero = wordsOn((await officer.get(`/hand-ins/${p.of('D1')}/print`)).text)
    expect(zero).toContain('零报告 办公室： 按照《方案》的要求，本单位对照治理内容认真开展了自查')
    p.does('contact', p.of('D2'), fromLedger)
    const people = wordsOn((await officer.get(`/hand-ins/${p.of('D2')}/print`)).text)
    expect(people).toContain('1 第一责任人 马主任')
    expect((await officer.get(`/hand-ins/${p.of('D4')}/print`)).status).toBe(404)
  })
})
