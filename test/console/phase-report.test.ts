import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOfDay } from '../../core/calendar/day.ts'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { campaign } from '../support/campaign.ts'
import { desk, type Desk } from '../support/console.ts'
import { day, particulars, terms } from '../support/world.ts'
import { Campaign } from '../../core/campaigns/campaign.ts'
import { unzipped } from '../support/zipped.ts'

/** Its second phase is over on 31 December. */
const phased = Campaign.parse({
  ...campaign,
  phases: [
    ...campaign.phases,
    { id: 'P2', name: '集中整改', begin: '2022-12-01', end: '2022-12-31', from: '四(二)' },
    { id: 'P3', name: '验收', begin: '2023-02-01', end: '2023-03-31', from: '四(三)' },
  ],
})

let d: Desk
beforeEach(() => {
  d = desk({}, phased)
  const w = d.world
  w.to('closed')
  w.to('rectifying')
  const other = w.does(
    'stranger',
    w.report({ unit: w.units.park, particulars: particulars({ title: '高新区的问题' }) }),
  )
  w.does('officer', w.on(other, { type: 'confirm', ...terms(), deadline: day('2022-12-20') }))
  w.clock.now = startOfDay(day('2023-01-10'))
  w.does('contact', w.report({ particulars: particulars({ title: '阶段以后报的' }) }))
})
afterEach(() => d.close())

async function wordsOf(who: 'officer' | 'leader', phase: string): Promise<string> {
  const answer = await (await d.signIn(who)).get(`/campaigns/LH2022/report/${phase}`)
  expect(answer.headers.get('content-type')).toContain('wordprocessingml')
  const text = unzipped(answer.bytes).get('word/document.xml') ?? ''
  return text.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '')
}

test('the report of a phase tells what it came to at the end of its last day', async () => {
  const words = await wordsOf('officer', 'P2')
  expect(words).toContain('招商引资失信专项治理阶段报告')
  expect(words).toContain('集中整改阶段，2022年12月1日至2022年12月31日。')
  expect(words).toContain('台账共 3 件，其中存量 3 件、增量 0 件；在办 2 件。')
  expect(words).toContain('已销号 1 件，销号率 33%；本阶段开始时已销号 0 件，销号率 —。')
  expect(words).toContain('本阶段新增 3 件，销号 1 件')
  expect(words).toContain('三、逾期问题（1 件）')
  expect(words).toContain('LH2022-0003\n高新区的问题\n高新区\n12月20日')
  expect(words).toContain('截至 1月1日 00:00 · 台账')
  expect(words).not.toContain('阶段以后报的')
})

test('a leader’s has their scope alone', async () => {
  const { world: w } = d
  const posts = [{ unit: w.units.city, role: 'leader' as const, scope: [`#${w.units.port}`] }]
  transact(w.db, (tx) =>
    setPosts(tx, w.people.leader, posts, { actor: { kind: 'system', door: 'cli' }, now: w.clock.now }),
  )
  const words = await wordsOf('leader', 'P2')
  expect(words).toContain('台账共 2 件')
  expect(words).not.toContain('高新区')
})

test('is offered for phases that have a day to tell of, and for no others', async () => {
  const officer = await d.signIn('officer')
  const page = (await officer.get('/campaigns/LH2022')).text
  expect(page).toContain('/campaigns/LH2022/report/P2')
  expect(page).not.toContain('/campaigns/LH2022/report/P3')
  for (const phase of ['P3', 'P9']) expect((await officer.get(`/campaigns/LH2022/report/${phase}`)).status).toBe(404)
})
