import { afterEach, beforeEach, expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { findIssue } from '../../db/ledger.ts'
import { setPosts } from '../../db/people.ts'
import { desk, wordsOn, type Desk } from '../support/console.ts'
import { reviewedCampaign } from '../support/facts.ts'

let d: Desk
beforeEach(() => void (d = desk({}, reviewedCampaign)))
afterEach(() => d.close())

test('交牵头单位 says whom it goes to; then the issue says that it waits there, and the button is gone', async () => {
  const { world } = d
  const act = { actor: { kind: 'system', door: 'cli' } as const, now: world.clock.now }
  const posts = [{ unit: world.units.park, role: 'reviewer' as const, scope: [] }]
  const { serial } = world.does('officer', world.report({ source: 'letters', deadline: null }))
  const officer = await d.signIn('officer')
  expect((await officer.get(`/issues/${serial}`)).text).not.toContain('act/refer')
  transact(world.db, (tx) => setPosts(tx, world.people.stranger, posts, act))
  expect((await officer.get(`/issues/${serial}`)).text).toContain('act/refer')
  expect(wordsOn((await officer.get(`/issues/${serial}/act/refer`)).text)).toContain('交高新区，由它选定责任单位并交办')
  expect((await officer.act(serial, 'refer', { note: '涉及两个园区' })).status).toBe(303)
  expect(findIssue(world.db, serial)).toMatchObject({ status: 'reported', referred: world.units.park })
  const { text } = await officer.get(`/issues/${serial}`)
  expect(wordsOn(text)).toContain('已交牵头单位，等牵头单位交办')
  expect(wordsOn(text)).toContain('涉及两个园区')
  expect(text).not.toContain('act/refer')
  const again = await officer.act(serial, 'refer', { note: '' })
  expect(wordsOn(again.text)).toContain('已经交牵头单位，还没有交办，不用再交。')
})
