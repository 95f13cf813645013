import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startOfDay } from '../../core/calendar/day.ts'
import { transact } from '../../db/database.ts'
import { findEdition, sendEdition } from '../../db/digests.ts'
import { instruct } from '../../db/instructions.ts'
import { decideSuggestion } from '../../db/nudges/suggestions.ts'
import { setPosts } from '../../db/people.ts'
import { outbox } from '../../db/schema.ts'
import { desk, wordsOn, type Browser, type Desk } from '../support/console.ts'
import { look } from '../support/nudges.ts'
import { day, evidence, particulars, terms, type World } from '../support/world.ts'

let d: Desk
let w: World
const hour = 3_600_000
const week = day('2022-11-28')
const key = { campaign: 'LH2022', week }
const at = `/digests/LH2022/${week}`
const system = { kind: 'system', door: 'cli' } as const

/** In the week of 28 November: one closed, two in hand, one of them another unit's and overdue. It is Monday after. */
beforeEach(() => {
  d = desk()
  w = d.world
  w.to('closed')
  w.to('rectifying')
  const other = w.does(
    'stranger',
    w.report({ unit: w.units.park, particulars: particulars({ title: '高新区的问题' }) }),
  )
  w.does(
    'officer',
    w.on(other, { type: 'confirm', ...terms(), deadline: day('2022-12-02'), planDue: day('2022-12-02') }),
  )
  w.clock.now = startOfDay(day('2022-12-05')) + 8 * hour
})
afterEach(() => d.close())

const csrfIn = (page: string) => /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? ''

async function press(browser: Browser, path: string, from: string, fields: Record<string, string | string[]> = {}) {
  const page = await browser.get(from)
  return browser.post(path, { csrf: csrfIn(page.text), ...fields })
}

async function frozen(): Promise<Browser> {
  const officer = await d.signIn('officer')
  expect((await press(officer, `${at}/freeze`, '/digests')).status).toBe(303)
  return officer
}

const serialsOn = (page: string) => [...page.matchAll(/data-serial="([^"]+)"/g)].map(([, serial]) => serial)

function leads(scope: string[]): void {
  const posts = [{ unit: w.units.city, role: 'leader' as const, scope }]
  transact(w.db, (tx) => setPosts(tx, w.people.leader, posts, { actor: system, now: w.clock.now }))
}

describe('the office', () => {
  test('previews last week, which freezes it and sends nothing', async () => {
    const officer = await frozen()
    const page = wordsOn((await officer.get(at)).text)
    expect(page).toContain('周报 第 4 期 · 11月28日—12月4日 · 招商引资失信专项治理')
    expect(page).toContain('截至 12月5日 00:00')
    expect(page).toContain('将在 2022-12-05 08:30 发出')
    expect(findEdition(w.db, key)).toMatchObject({ frozenBy: w.people.officer, sentAt: null })
    expect(
      w.db
        .select()
        .from(outbox)
        .all()
        .filter(({ rank }) => rank === 'digest'),
    ).toEqual([])
  })

  test('looking writes nothing', async () => {
    const officer = await d.signIn('officer')
    expect((await officer.get(at)).status).toBe(404)
    expect((await officer.get('/digests')).text).toContain('预览上周周报')
    expect(findEdition(w.db, key)).toBeNull()
  })

  test('adds a paragraph of at most 500 characters until it is sent', async () => {
    const officer = await frozen()
    const say = (paragraph: string) => press(officer, `${at}/paragraph`, at, { paragraph })
    expect((await say('好'.repeat(501))).status).toBe(422)
    expect((await say('请各单位抓紧。')).status).toBe(303)
    expect(findEdition(w.db, key)?.paragraph).toBe('请各单位抓紧。')
    transact(w.db, (tx) => sendEdition(tx, key, { actor: system, now: w.clock.now }))
    expect((await say('晚了')).status).toBe(422)
    expect(findEdition(w.db, key)?.paragraph).toBe('请各单位抓紧。')
  })

  test('sends it again to those chosen', async () => {
    const officer = await frozen()
    transact(w.db, (tx) => sendEdition(tx, key, { actor: system, now: w.clock.now }))
    expect((await press(officer, `${at}/again`, at)).status).toBe(422)
    expect((await press(officer, `${at}/again`, at, { person: [String(w.people.leader)] })).status).toBe(303)
    const letters = w.db
      .select()
      .from(outbox)
      .all()
      .filter(({ rank }) => rank === 'digest')
    expect(letters.map(({ person }) => person)).toEqual([w.people.director, w.people.leader, w.people.leader])
  })

  test('reads what leaders said about it, there and on the campaign', async () => {
    const officer = await frozen()
    const leader = w.as('leader', 'demo')
    if (leader.kind !== 'person') throw new Error('nobody')
    transact(w.db, (tx) => instruct(tx, { ...key, text: '月底前见效。' }, { actor: leader, now: w.clock.now }))
    for (const path of [at, '/campaigns/LH2022'])
      expect(wordsOn((await officer.get(path)).text)).toContain('月底前见效。')
  })
})

describe('the list behind a figure', () => {
  test.each([
    ['added', ['LH2022-0001', 'LH2022-0002', 'LH2022-0003']],
    ['closed', ['LH2022-0001']],
    ['open', ['LH2022-0002', 'LH2022-0003']],
    ['overdue', ['LH2022-0003']],
    ['struck', ['LH2022-0001']],
    ['existing', ['LH2022-0001', 'LH2022-0002', 'LH2022-0003']],
    ['fresh', []],
    ['paid', ['LH2022-0001']],
  ])('of %s has exactly its issues', async (figure, serials) => {
    const officer = await frozen()
    expect((await officer.get(at)).text).toContain(`href="${at}/${figure}">${serials.length}<`)
    expect(serialsOn((await officer.get(`${at}/${figure}`)).text)).toEqual(serials)
  })

  test('stays as it was at the cut-off, whatever came later', async () => {
    const officer = await frozen()
    w.does('director', w.on({ serial: 'LH2022-0003' }, { type: 'dismiss', reason: '经核实不属实' }))
    const page = await officer.get(`${at}/overdue`)
    expect(serialsOn(page.text)).toEqual(['LH2022-0003'])
    expect(wordsOn(page.text)).toContain('待报措施')
  })

  test('of one unit has that unit’s', async () => {
    const officer = await frozen()
    expect(serialsOn((await officer.get(`${at}/open?unit=${w.units.port}`)).text)).toEqual(['LH2022-0002'])
  })

  test('of nothing we count is no page', async () => {
    const officer = await frozen()
    expect((await officer.get(`${at}/everything`)).status).toBe(404)
  })
})

describe('a leader', () => {
  test('reads the figures of their scope, and none but its issues', async () => {
    leads([`#${w.units.port}`])
    await frozen()
    const leader = await d.signIn('leader')
    const page = (await leader.get(at)).text
    expect(page).not.toContain('高新区')
    expect(serialsOn((await leader.get(`${at}/open`)).text)).toEqual(['LH2022-0002'])
    expect(serialsOn((await leader.get(`${at}/open?unit=${w.units.park}`)).text)).toEqual([])
    expect(page).not.toContain('再发一次')
    expect(page).not.toContain('name="paragraph"')
  })

  test('may not freeze, word or send', async () => {
    await frozen()
    const leader = await d.signIn('leader')
    for (const act of ['freeze', 'paragraph', 'again']) {
      expect((await press(leader, `${at}/${act}`, '/', { paragraph: '我来写' })).status).toBe(404)
    }
  })

  test('reads the week so far, at the moment a message named', async () => {
    const leader = await d.signIn('leader')
    const running = '/digests/LH2022/2022-12-05'
    const then = w.clock.now
    w.clock.now += hour
    w.to('reported')
    w.clock.now += hour
    expect(serialsOn((await leader.get(`${running}/added`)).text)).toEqual(['LH2022-0004'])
    expect(serialsOn((await leader.get(`${running}/added?at=${then}`)).text)).toEqual([])
    expect((await leader.get(`${running}/added?at=${w.clock.now + hour}`)).status).toBe(404)
  })

  test('comes back to the digest after signing in', async () => {
    const stranger = d.open()
    expect((await stranger.get(`${at}/overdue`)).headers.getSetCookie().join()).toContain('xiaohao-next')
  })
})

test('tells how many suggestions wait for a decision, within the reader’s scope and as of its cut-off', async () => {
  const wednesday = startOfDay(day('2022-12-07')) + 9 * hour
  look(w.db, wednesday)
  w.clock.now = wednesday + hour
  const words = async (who: 'officer' | 'leader') =>
    wordsOn((await (await d.signIn(who)).get(`/digests/LH2022/2022-12-05?at=${wednesday + hour}`)).text)
  const two = '待决定的督办建议 2 （+2） 上周 0'
  expect(await words('officer')).toContain(two)
  leads([`#${w.units.port}`])
  expect(await words('leader')).toContain('待决定的督办建议 0 （持平）')
  const actor = w.as('officer')
  if (actor.kind !== 'person') throw new Error('nobody')
  w.clock.now += hour
  const act = { actor, now: w.clock.now }
  const decided = { id: 1, verdict: 'taken' as const, reason: '漯督函〔2022〕1号' }
  expect(transact(w.db, (tx) => decideSuggestion(tx, decided, act))).toBe('done')
  expect(await words('officer')).toContain(two)
})

test('nobody who was only named to verify has digests', async () => {
  await frozen()
  const issue = w.to('rectifying')
  for (const who of ['officer', 'second', 'director'] as const) {
    w.does(who, w.on(issue, { type: 'progress', text: '已对接', percent: 10, settled: null, done: [] }))
  }
  const { responsible } = w.people
  w.does('responsible', w.on(issue, { type: 'attach', evidence: evidence({ by: responsible }) }))
  w.does(
    'responsible',
    w.on(issue, { type: 'progress', text: '拨付', percent: 100, settled: 300_000_000, done: [1, 2] }),
  )
  w.does('responsible', w.on(issue, { type: 'submit', text: '已完成', waived: [], waiver: null }))
  w.does('director', w.on(issue, { type: 'name-verifier', person: w.people.stranger, reason: '办公室人员均已经手' }))
  const contact = await d.signIn('stranger')
  for (const path of ['/digests', at, `${at}/open`]) expect((await contact.get(path)).status).toBe(404)
  expect((await contact.get('/campaigns/LH2022')).text).not.toContain('发出周报')
})
