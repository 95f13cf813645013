import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noteConnection } from '../../db/connections.ts'
import { only, transact } from '../../db/database.ts'
import { bindGroup } from '../../db/groups.ts'
import { remember } from '../../db/inbox.ts'
import { countUse, meterOf, setExhausted } from '../../db/meters.ts'
import { enqueue, type Letter } from '../../db/outbox.ts'
import { end, markRead, type End } from '../../db/outbox-ends.ts'
import { outbox } from '../../db/schema.ts'
import { busyWeek, noon } from '../support/quiet-week.ts'
import { type Browser, desk, type Desk, wordsOn } from '../support/console.ts'

let office: Desk
beforeEach(() => {
  office = desk()
})
afterEach(() => office.close())

const sent = (messageId: string, to = 'ou_1') => ({ outcome: 'sent', platform: 'lark', to, messageId, now: 0 }) as const

/** A message that has ended so, or still waits. */
function told(key: string, ending: End | null = null, more: Partial<Letter> = {}): number {
  const { world: w } = office
  return transact(w.db, (tx) => {
    const to = { person: w.people.contact }
    enqueue(tx, { key, to, message: { type: 'say', text: '只有本人能看的话' }, now: w.clock.now, ...more })
    const row = only(tx.select().from(outbox).where(eq(outbox.dedupeKey, key)).get(), key)
    if (ending) end(tx, row, ending)
    return row.id
  })
}

const stateOf = (id: number) => office.world.db.select().from(outbox).where(eq(outbox.id, id)).get()?.state

async function sends(who: Browser, path: string, fields: Record<string, string> = {}) {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await who.get('/deliveries')).text)?.[1] ?? ''
  return who.post(path, { csrf, ...fields })
}

const lines = async (who: Browser, path: string) =>
  [...(await who.get(path)).text.matchAll(/<tr>.*?<\/tr>/gs)].slice(1).map(([row]) => wordsOn(row).trim())

describe('who was told what', () => {
  test('is read by the office, administrators and auditors, and nobody else knows of the page', async () => {
    for (const who of ['officer', 'director', 'administrator', 'auditor'] as const)
      expect((await (await office.signIn(who)).get('/deliveries')).status).toBe(200)
    expect((await (await office.signIn('leader')).get('/deliveries')).status).toBe(404)
  })

  test('shows each state in words, when it came and whether it was read, and never what was said', async () => {
    told('queued')
    told('sent', sent('om_1'))
    told('read', sent('om_2'))
    told('unbound', { outcome: 'unbound' })
    told('dropped', { outcome: 'dropped' })
    const { world: w } = office
    transact(w.db, (tx) =>
      markRead(tx, {
        platform: 'lark',
        reader: 'ou_1',
        messageIds: ['om_2'],
        at: Date.parse('2022-12-01T10:30+08:00'),
      }),
    )
    const officer = await office.signIn('officer')
    const rows = await lines(officer, '/deliveries')
    expect(rows.map((row) => /已撤回|未绑定|已读|已送达|排队/.exec(row)?.[0])).toEqual([
      '已撤回',
      '未绑定',
      '已读',
      '已送达',
      '排队',
    ])
    expect(rows[2]).toContain('已读 2022-12-01 10:30')
    expect(rows.every((row) => row.startsWith('陈联络'))).toBe(true)
    expect((await officer.get('/deliveries')).text).not.toContain('只有本人能看的话')
  })

  test('stands with what failed or may not have arrived on top, and why', async () => {
    told('failed', { outcome: 'unreachable', why: '此人已离职（230029）' })
    told('unknown', { outcome: 'unknown', why: '飞书没有及时答复' })
    told('later', sent('om_1'))
    const page = wordsOn((await (await office.signIn('officer')).get('/deliveries')).text)
    const trouble = page.slice(page.indexOf('需要处理'), page.indexOf('查看全部'))
    expect(trouble).toContain('此人已离职（230029）')
    expect(trouble).toContain('消息可能到了，也可能没到')
    expect(trouble).not.toContain('已送达')
  })

  test('is narrowed by state and by person, page after page', async () => {
    const { world: w } = office
    for (let n = 0; n < 60; n += 1) told(`sent${n}`, sent(`om_${n}`))
    told('to the officer', { outcome: 'failed', why: 'x' }, { to: { person: w.people.officer } })
    const auditor = await office.signIn('auditor')
    expect(await lines(auditor, '/deliveries?state=sent')).toHaveLength(50)
    const next = /href="(\/deliveries\?[^"]*before=\d+)"/.exec((await auditor.get('/deliveries?state=sent')).text)?.[1]
    expect(await lines(auditor, next?.replaceAll('&amp;', '&') ?? '')).toHaveLength(10)
    expect(await lines(auditor, '/deliveries?state=failed&name=李敏')).toHaveLength(1)
    expect(await lines(auditor, '/deliveries?state=sent&name=李敏')).toEqual([])
    expect(wordsOn((await auditor.get('/deliveries?name=没有这人')).text)).toContain('人员库里没有“没有这人”')
  })

  test('names a group by its unit', async () => {
    const { world: w } = office
    const act = { actor: w.as('officer'), now: w.clock.now }
    transact(w.db, (tx) => bindGroup(tx, { platform: 'lark', chatId: 'oc_1', unit: w.units.port }, act))
    told('list', null, { to: { platform: 'lark', address: { kind: 'group', id: 'oc_1' } } })
    expect(await lines(await office.signIn('officer'), '/deliveries')).toEqual([
      expect.stringMatching(/^群聊（临港区）/),
    ])
  })
})

describe('sending again', () => {
  test('is an officer’s to do, one by one or all that failed; what may have arrived only one by one', async () => {
    const failed = [told('a', { outcome: 'failed', why: 'x' }), told('b', { outcome: 'failed', why: 'x' })]
    const unknown = told('c', { outcome: 'unknown', why: 'x' })
    const auditor = await office.signIn('auditor')
    expect((await sends(auditor, `/deliveries/${unknown}/again`)).status).toBe(404)
    const officer = await office.signIn('officer')
    expect((await sends(officer, `/deliveries/${failed[0]}/again`)).status).toBe(303)
    expect([...failed, unknown].map(stateOf)).toEqual(['queued', 'failed', 'unknown'])
    expect((await sends(officer, '/deliveries/again')).status).toBe(303)
    expect([...failed, unknown].map(stateOf)).toEqual(['queued', 'queued', 'unknown'])
    expect((await sends(officer, `/deliveries/${unknown}/again`)).status).toBe(303)
    expect([stateOf(unknown), office.sent()]).toEqual(['queued', 3])
    expect((await sends(officer, `/deliveries/${unknown}/again`)).status).toBe(404)
  })

  test('the desk says how many are lost, and leads there', async () => {
    told('a', { outcome: 'failed', why: 'x' })
    told('c', { outcome: 'unknown', why: 'x' })
    const page = await (await office.signIn('officer')).get('/')
    expect(wordsOn(page.text)).toContain('2 条消息没有送达或结果未知')
    expect(page.text).toMatch(/class="foot-failed".*href="\/deliveries"/s)
  })
})

test('a chat platform by which nothing comes in is told of on every page of the office, while it is open', async () => {
  const { clock, db } = office.world
  const [hour, minute] = [3_600_000, 60_000]
  const gone = { platform: 'dingtalk', state: 'reconnecting', since: clock.now - 10 * minute } as const
  transact(db, (tx) => noteConnection(tx, { ...gone, heardAt: null, why: null }))
  const officer = await office.signIn('officer')
  expect(wordsOn((await officer.get('/')).text)).toContain('大家在钉钉里发来的消息暂时收不到')
  expect(wordsOn((await (await office.signIn('auditor')).get('/')).text)).not.toContain('钉钉')
  clock.now += 12 * hour
  const late = await office.signIn('officer')
  expect(wordsOn((await late.get('/')).text)).not.toContain('钉钉')
  transact(db, (tx) => noteConnection(tx, { ...gone, state: 'failed', heardAt: null, why: 'Client Secret 不对' }))
  expect(wordsOn((await late.get('/')).text)).toContain('Client Secret 不对')
})

test('a platform where nobody spoke today, as people do every day, is mentioned to the office until somebody does', async () => {
  const { clock, db } = office.world
  clock.now = noon
  busyWeek(db, { platform: 'dingtalk', people: 6 })
  const said = async (who: 'officer' | 'auditor') => wordsOn((await (await office.signIn(who)).get('/')).text)
  expect(await said('officer')).toContain('今天 08:30 以来，没有人在钉钉里发来消息')
  expect(await said('auditor')).not.toContain('没有人在钉钉里')
  transact(db, (tx) => remember(tx, { platform: 'dingtalk', eventId: 'help', at: noon }))
  expect(await said('officer')).not.toContain('没有人在钉钉里')
})

describe('the month’s quota', () => {
  const used = (calls: number) =>
    transact(office.world.db, (tx) => countUse(tx, 'lark', { calls, now: office.world.clock.now }))
  const quota = () => meterOf(office.world.db, 'lark', office.world.clock.now).quota

  test('is set by the office, and shown beside what was used', async () => {
    used(1_234)
    const officer = await office.signIn('officer')
    expect((await sends(officer, '/deliveries/quota', { platform: 'lark', quota: '10,000' })).status).toBe(303)
    expect(quota()).toBe(10_000)
    expect(wordsOn((await officer.get('/deliveries')).text)).toContain('飞书 接口已用 1,234 次，额度 10,000 次，剩 87%')
    const refused = await sends(officer, '/deliveries/quota', { platform: 'lark', quota: '很多' })
    expect([refused.status, refused.text.includes('value="很多"')]).toEqual([422, true])
    expect((await sends(officer, '/deliveries/quota', { platform: 'lark', quota: '' })).status).toBe(303)
    expect(quota()).toBeNull()
    expect((await sends(officer, '/deliveries/quota', { platform: 'x', quota: '1' })).status).toBe(404)
    const auditor = await office.signIn('auditor')
    expect((await sends(auditor, '/deliveries/quota', { platform: 'lark', quota: '1' })).status).toBe(404)
    const pushes = { platform: 'lark', of: 'pushes', quota: '1' }
    expect((await sends(officer, '/deliveries/quota', pushes)).status).toBe(404)
  })

  test('running out is said on every page of the office', async () => {
    used(1)
    const officer = await office.signIn('officer')
    expect(wordsOn((await officer.get('/')).text)).not.toContain('本月接口次数')
    transact(office.world.db, (tx) => setExhausted(tx, 'lark', { exhausted: true, now: office.world.clock.now }))
    expect(wordsOn((await officer.get('/')).text)).toContain('本月接口次数快用完了')
    expect(wordsOn((await officer.get('/deliveries')).text)).toContain('平台说本月的接口次数已用完')
  })
})

describe('the month’s pushes', () => {
  const now = () => office.world.clock.now
  const pushed = (pushes: number, pushing?: { endedAt: number } | { doneAt: number }) =>
    transact(office.world.db, (tx) =>
      countUse(tx, 'dingtalk', { calls: 3, pushes, ...(pushing && { pushing }), now: now() }),
    )
  const says = async (who: Browser, path = '/') => wordsOn((await who.get(path)).text)

  test('stand beside the calls, and have a quota of their own', async () => {
    pushed(100)
    const officer = await office.signIn('officer')
    const form = { platform: 'dingtalk', of: 'pushes' }
    expect((await sends(officer, '/deliveries/quota', { ...form, quota: '3,000' })).status).toBe(303)
    const page = await says(officer, '/deliveries')
    expect(page).toContain('钉钉 接口已用 3 次，没有设额度')
    expect(page).toContain('钉钉 推送已用 100 次，额度 3,000 次，剩 96%')
    const refused = await sends(officer, '/deliveries/quota', { ...form, quota: '三千' })
    expect([refused.status, refused.text.match(/class="fault"/g)?.length]).toEqual([422, 1])
    expect(await says(officer)).not.toContain('推送次数')
  })

  test('that run out are said on every page of the office, before and after', async () => {
    pushed(2_701)
    const officer = await office.signIn('officer')
    await sends(officer, '/deliveries/quota', { platform: 'dingtalk', of: 'pushes', quota: '3000' })
    expect(await says(officer)).toContain('钉钉本月的推送次数只剩 299 次')
    pushed(0, { endedAt: now() })
    const ended = await says(officer)
    expect(ended).toContain('钉钉本月的推送次数已用完：自 12月1日 10:00 起，大家在钉钉里发的消息')
    expect(ended).toContain('由经办人在控制台代为报送')
    expect(ended).not.toContain('只剩')
    expect(await says(officer, '/deliveries')).toContain('平台说本月的推送次数已用完')
    expect(await says(await office.signIn('auditor'))).not.toContain('推送次数')
    pushed(1, { doneAt: now() + 1 })
    expect(await says(officer)).not.toContain('推送次数已用完')
  })
})
