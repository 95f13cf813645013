import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { transact } from '../../db/database.ts'
import { findIssue } from '../../db/ledger.ts'
import { setPosts } from '../../db/people.ts'
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
    ['LH2022-0404', '里的 LH2022-0404 没有找到，请核对编号'],
    ['1', '填的就是这一件'],
    ['<b>', '里的 <B> 没有找到'],
    ['', '请填写这一项'],
  ])('of “%s” is refused in a sentence, and what was typed stays', async (to, sentence) => {
    const answer = await officer.act(port.serial, 'link', { to })
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain(sentence)
    expect(answer.text).toContain(`value="${to.replace('<b>', '&lt;b&gt;')}"`)
    expect(linksOf(port)).toEqual([])
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
