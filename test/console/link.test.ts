import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { transact } from '../../db/database.ts'
import { findIssue } from '../../db/ledger.ts'
import { setPosts } from '../../db/people.ts'
import { evidence } from '../support/world.ts'
import { desk, type Browser, type Desk, wordsOn } from '../support/console.ts'

let office: Desk
let officer: Browser
let port: Issue
let park: Issue
beforeEach(async () => {
  office = desk()
  officer = await office.signIn('officer')
  const { to, does, report, units } = office.world
  port = to('rectifying')
  park = does('stranger', report({ unit: units.park }))
})
afterEach(() => office.close())

const linksOf = ({ serial }: Issue) => findIssue(office.world.db, serial)?.links
const wordsFor = async (who: Browser, { serial }: Issue) => wordsOn((await who.get(`/issues/${serial}`)).text)

describe('关联 in the console', () => {
  test('takes a whole serial or its number alone, and both issues tell of it', async () => {
    expect((await officer.act(port.serial, 'link', { to: ' ０００2 ' })).status).toBe(303)
    expect([linksOf(port), linksOf(park)]).toEqual([[park.serial], [port.serial]])
    expect(await wordsFor(officer, port)).toContain(`关联问题 ${park.serial}`)
    expect(await wordsFor(officer, park)).toContain(`关联问题 ${port.serial}`)
  })

  test.each([
    ['LH2022-0404', 'LH2022-0404 没有找到，请核对编号'],
    ['1', '填的就是这一件'],
    ['<b>', '<B> 没有找到'],
    ['', '请填写这一项'],
  ])('of “%s” is refused in a sentence, and what was typed stays', async (to, sentence) => {
    const answer = await officer.act(port.serial, 'link', { to })
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain(sentence)
    expect(answer.text).toContain(`value="${to.replace('<b>', '&lt;b&gt;')}"`)
    expect(linksOf(port)).toEqual([])
  })

  test('names under the field only what is wrong, since the field has its name above it', async () => {
    const { text } = await officer.act(port.serial, 'link', { to: 'LH2022-0404' })
    expect(/<span class="fault"[^>]*>(.*?)<\/p>/s.exec(text)?.[1] ?? '').toMatch(/^\s*(<[^>]*>)?LH2022-0404/)
  })

  test('is taken back by choosing it, with a reason', async () => {
    await officer.act(port.serial, 'link', { to: park.serial })
    const without = await officer.act(park.serial, 'unlink', { from: port.serial, reason: ' ' })
    expect(without.status).toBe(422)
    expect((await officer.act(park.serial, 'unlink', { from: port.serial, reason: '不是一回事' })).status).toBe(303)
    expect([linksOf(port), linksOf(park)]).toEqual([[], []])
  })

  test('is told only to those who may see both issues', async () => {
    await officer.act(port.serial, 'link', { to: park.serial })
    await officer.act(port.serial, 'unlink', { from: park.serial, reason: '不是一回事' })
    const { db, units, people, clock } = office.world
    const act = { actor: { kind: 'system', door: 'cli' }, now: clock.now } as const
    const posts = [{ unit: units.city, role: 'leader' as const, scope: [`#${units.port}`] }]
    const leader = await office.signIn('leader')
    expect(await wordsFor(leader, port)).toContain(park.serial)
    transact(db, (tx) => setPosts(tx, people.leader, posts, act))
    expect(await wordsFor(leader, port)).not.toContain(park.serial)
  })
})

describe('what is looked at together', () => {
  const card = (page: string, title: string) =>
    new RegExp(`<section class="card cases">(?:(?!</section>)[\\s\\S])*${title}[\\s\\S]*?</section>`).exec(page)?.[0] ??
    ''
  const casesOn = (page: string, title: string) =>
    [...card(page, title).matchAll(/data-case="([^"]+)"/g)].map(([, serial]) => serial)

  test('the same enterprise with its totals and the way to all of them; the same matter', async () => {
    await officer.act(port.serial, 'link', { to: park.serial })
    const { text } = await officer.get(`/issues/${port.serial}`)
    expect(casesOn(text, '同一企业')).toEqual([park.serial, port.serial])
    expect(casesOn(text, '同一事项')).toEqual([park.serial])
    expect(wordsOn(text)).toContain('共 2 件（含本件），在办 2 件；金额合计 600 万元 ，未兑现 600 万元')
    const [, href = ''] = /href="([^"]*enterprise=[^"]*)"/.exec(text) ?? []
    const page = await officer.get(href.replaceAll('&amp;', '&'))
    expect(wordsOn(page.text)).toContain('共 2 件')
    expect(wordsOn(page.text)).toContain('涉及企业 某某科技有限公司')
    expect((await officer.get('/?enterprise=%E5%88%AB%E5%AE%B6')).text).not.toContain('data-serial=')
  })

  test('is not shown to whoever is here for one issue only', async () => {
    const { does, on, people } = office.world
    for (const who of ['officer', 'second', 'director'] as const)
      does(who, on(port, { type: 'progress', text: '电话核实', percent: null, settled: null, done: [] }))
    does('responsible', on(port, { type: 'attach', evidence: evidence({ by: people.responsible }) }))
    does('responsible', on(port, { type: 'progress', text: '…', percent: 100, settled: 300_000_000, done: [1, 2] }))
    does('responsible', on(port, { type: 'submit', text: null, waived: [], waiver: null }))
    does('officer', on(port, { type: 'link', to: park.serial }))
    const third = does('contact', office.world.report())
    does('officer', on(port, { type: 'link', to: third.serial }))
    does('director', on(port, { type: 'name-verifier', person: people.stranger, reason: '都经手过' }))
    const { text } = await (await office.signIn('stranger')).get(`/issues/${port.serial}`)
    expect([text.includes('同一'), text.includes(third.serial), text.includes(port.serial)]).toEqual([
      false,
      false,
      true,
    ])
  })
})
