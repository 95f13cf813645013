import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pagesAround } from '../../console/pager.tsx'
import { desk, type Browser, type Desk, wordsOn } from '../support/console.ts'
import { oneDay, particulars, verification } from '../support/world.ts'

let office: Desk
let browser: Browser
beforeEach(async () => {
  office = desk()
  browser = await office.signIn('officer')
})
afterEach(() => office.close())

const serialsOn = (page: string): string[] =>
  [...page.matchAll(/data-serial="([^"]+)"/g)].map(([, serial = '']) => serial)
const list = async (query: string): Promise<string[]> => serialsOn((await browser.get(`/${query}`)).text)

function report(title: string, changes = {}): string {
  const { does, report: filled } = office.world
  return does('contact', filled({ particulars: particulars({ title, ...changes }) })).serial
}

describe('pages of the ledger', () => {
  beforeEach(() => {
    for (let i = 1; i <= 120; i++) report(`问题${i}`)
  })

  test('fifty a page, the newest first', async () => {
    const first = await list('')
    expect([first.length, first[0], first.at(-1)]).toEqual([50, 'LH2022-0120', 'LH2022-0071'])
    expect(await list('?page=3')).toEqual(
      Array.from({ length: 20 }, (_, i) => `LH2022-00${String(20 - i).padStart(2, '0')}`),
    )
  })

  test('says how many there are and which of them these are', async () => {
    expect(wordsOn((await browser.get('/?page=3')).text)).toContain('共 120 件，第 101–120 件')
  })

  test.each([
    ['?page=-1', 'LH2022-0120'],
    ['?page=0', 'LH2022-0120'],
    ['?page=abc', 'LH2022-0120'],
    ['?page=99999999', 'LH2022-0020'],
    ['?page=1e9', 'LH2022-0120'],
    ['?sort=evil', 'LH2022-0120'],
    ['?unit=1e9', 'LH2022-0120'],
    ['?unit=-4', 'LH2022-0120'],
    ['?state=nonsense', 'LH2022-0120'],
    ['?campaign=NOPE', 'LH2022-0120'],
    ['?overdue=2', 'LH2022-0120'],
    ['?page=1&page=2', 'LH2022-0120'],
    ['?__proto__=1&q=%00', undefined],
    ['?q=%F0%9F', undefined],
  ])('a wrong address %s is a page all the same', async (query, firstRow) => {
    const answer = await browser.get(`/${query}`)
    expect(answer.status).toBe(200)
    if (firstRow !== undefined) expect(serialsOn(answer.text)[0]).toBe(firstRow)
  })
})

describe('finding', () => {
  test('two characters are a word', async () => {
    const serial = report('临港电梯维修款')
    report('道路补偿')
    expect(await list(`?q=${encodeURIComponent('电梯')}`)).toEqual([serial])
    expect(await list(`?q=${encodeURIComponent('电梯 维修')}`)).toEqual([serial])
    expect(await list(`?q=${encodeURIComponent('电梯 道路')}`)).toEqual([])
  })

  test('a serial, or the end of one, in any width', async () => {
    report('甲')
    const serial = report('乙')
    expect(await list('?q=LH2022-0002')).toEqual([serial])
    expect(await list('?q=lh2022-0002')).toEqual([serial])
    expect(await list(`?q=${encodeURIComponent('０００２')}`)).toEqual([serial])
  })

  test('signs of LIKE and of HTML are only signs', async () => {
    report('甲')
    expect(await list(`?q=${encodeURIComponent('%')}`)).not.toEqual(['nothing'])
    const page = await browser.get(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(page.text).not.toContain('<script>alert')
    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  })

  test('nothing found says so and leads back', async () => {
    report('甲')
    expect(wordsOn((await browser.get(`/?q=${encodeURIComponent('没有的词')}`)).text)).toContain('没有符合条件的问题')
  })
})

describe('filters', () => {
  test('by state, with how many stand in each', async () => {
    const { to } = office.world
    to('reported')
    const verifying = to('verifying')
    const page = await browser.get('/?state=verifying')
    expect(serialsOn(page.text)).toEqual([verifying.serial])
    expect(wordsOn(page.text)).toContain('待办公室办理 待审核 1 措施待审 0 待核查 1 延期申请 0 逾期 0 全部 2')
  })

  test('by unit', async () => {
    const { does, report: filled, units } = office.world
    report('港的')
    const park = does('stranger', filled({ unit: units.park }))
    expect(await list(`?unit=${units.park}`)).toEqual([park.serial])
  })

  test('存量 or 增量, with how many there are of each under the rest of the filter', async () => {
    const old = report('旧事')
    const fresh = report('新事', { happened: '2022-12' })
    const page = await browser.get('/?fresh=1')
    expect(serialsOn(page.text)).toEqual([fresh])
    expect(wordsOn(page.text)).toContain('存量 1 增量 1')
    expect(wordsOn(page.text)).toContain('待审核 1 措施待审 0')
    expect(await list('?fresh=0')).toEqual([old])
    expect(await list('?fresh=maybe')).toEqual([fresh, old])
    expect(wordsOn((await browser.get('/?fresh=0&state=closed')).text)).toContain('存量 0 增量 0')
  })

  test('overdue, in words and days', async () => {
    const issue = office.world.to('rectifying')
    office.world.to('reported')
    office.world.clock.now = Date.UTC(2023, 3, 3, 2)
    browser = await office.signIn('officer')
    const page = await browser.get('/?overdue=1')
    expect(serialsOn(page.text)).toEqual([issue.serial])
    expect(wordsOn(page.text)).toContain('2023-03-31 逾期 3 天')
  })

  test('sorted by deadline, the soonest first and without one last', async () => {
    const [without, early] = [office.world.to('reported').serial, office.world.to('planning').serial]
    expect(await list('?sort=deadline')).toEqual([early, without])
  })

  test('sorted by the last change', async () => {
    const [first, second] = [office.world.to('reported'), office.world.to('reported')]
    office.world.clock.now += 60_000
    office.world.does('officer', office.world.on(first, { type: 'comment', text: '看过' }))
    expect(await list('?sort=changed')).toEqual([first.serial, second.serial])
  })
})

test('a row shows what the annex form shows', async () => {
  office.world.to('rectifying')
  const row = /<tr class="" data-serial[\s\S]*?<\/tr>/.exec((await browser.get('/')).text)?.[0] ?? ''
  expect(wordsOn(row).trim()).toBe(
    'LH2022-0001 存量 临港产业园标准厂房补贴 财政资金未安排 临港区 2023-03-31 马主任 刘具体 300 0 整改中 措施 0/2',
  )
})

test('an issue that nobody of the office may verify any more stands out', async () => {
  const { to, does, on } = office.world
  const issue = to('rectifying')
  const by = { percent: null, settled: null, done: [] } as const
  for (const who of ['officer', 'second', 'director'] as const)
    does(who, on(issue, { type: 'progress', text: '电话核实', ...by }))
  const { responsible } = office.world.people
  does('responsible', on(issue, { type: 'attach', evidence: { ...evidenceBy(responsible) } }))
  does(
    'responsible',
    on(issue, { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] }),
  )
  does('responsible', on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
  expect(wordsOn((await browser.get('/?state=verifying')).text)).toContain('无人可核查，须委托')
})

function evidenceBy(by: number) {
  return {
    id: 'e9',
    sha256: 'b'.repeat(64),
    name: '凭证.jpg',
    size: 3,
    type: 'image/jpeg',
    purpose: 'progress',
    by,
    at: 0,
  } as const
}

test('an empty ledger says how issues come in', async () => {
  expect(wordsOn((await browser.get('/')).text)).toContain('台账里还没有问题')
})

test('the ledger shows the director no less than the officer, and a leader only their scope', async () => {
  const { to, does, report: filled, units } = office.world
  to('reported')
  does('stranger', filled({ unit: units.park }))
  const seen = async (who: 'director' | 'leader' | 'auditor') =>
    serialsOn((await (await office.signIn(who)).get('/')).text).length
  expect([await seen('director'), await seen('auditor'), await seen('leader')]).toEqual([2, 2, 2])
})

test('only the office is offered to report', async () => {
  expect((await browser.get('/')).text).toContain('href="/issues/new"')
  const auditor = await office.signIn('auditor')
  expect((await auditor.get('/')).text).not.toContain('href="/issues/new"')
  expect((await auditor.get('/issues/new')).status).toBe(403)
})

test('a delegate sees the one issue they were named for, without the desk of the office', async () => {
  const issue = delegated()
  office.world.to('reported')
  const { stranger, park } = { stranger: await office.signIn('stranger'), park: office.world.units.park }
  const own = office.world.does('stranger', office.world.report({ unit: park }))
  const page = await stranger.get('/')
  expect(serialsOn(page.text)).toEqual([issue])
  expect(wordsOn(page.text)).toContain('委托您核查的问题')
  expect(page.text).not.toContain('待办公室办理')
  expect((await stranger.get(`/issues/${issue}`)).status).toBe(200)
  expect((await stranger.get(`/issues/${own.serial}`)).status).toBe(404)
})

/** Everybody of the office has had a hand in it, so the director names someone of another unit. */
function delegated(): string {
  const { to, does, on, people } = office.world
  const issue = to('rectifying')
  const by = { percent: null, settled: null, done: [] } as const
  for (const who of ['officer', 'second', 'director'] as const)
    does(who, on(issue, { type: 'progress', text: '电话核实', ...by }))
  does('responsible', on(issue, { type: 'attach', evidence: evidenceBy(people.responsible) }))
  does(
    'responsible',
    on(issue, { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] }),
  )
  does('responsible', on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
  does('director', on(issue, { type: 'name-verifier', person: people.stranger, reason: '办公室都经手过' }))
  return issue.serial
}

test('after closing it a delegate is told so, signed out', async () => {
  const serial = delegated()
  const stranger = await office.signIn('stranger')
  const { on, place, inspectors, finding } = { ...verification(), inspectors: '高联络、王强' }
  const answer = await stranger.act(serial, 'close', { method: '现场', on, place: place ?? '', inspectors, finding })
  expect(answer.status).toBe(303)
  expect((await stranger.get(`/issues/${serial}`)).headers.get('location')).toBe('/login')
  expect(wordsOn((await stranger.get('/login')).text)).toContain(`${serial} 已核查销号`)
})

test('a paused office says so until an officer goes on', async () => {
  const { db } = office.world
  const { transact } = await import('../../db/database.ts')
  const { pause, isPaused } = await import('../../db/settings.ts')
  transact(db, (tx) => pause(tx))
  const administrator = await office.signIn('administrator')
  const page = await administrator.get('/')
  expect(wordsOn(page.text)).toContain('消息已暂停发送')
  expect(page.text).not.toContain('继续发送')
  const csrf = /name="csrf" value="(\w+)"/.exec(page.text)?.[1] ?? ''
  expect((await administrator.post('/sending/resume', { csrf })).status).toBe(404)
  expect(isPaused(db)).toBe(true)
  const own = /name="csrf" value="(\w+)"/.exec((await browser.get('/')).text)?.[1] ?? ''
  expect((await browser.post('/sending/resume', { csrf: own })).status).toBe(303)
  expect([isPaused(db), office.sent()]).toEqual([false, 1])
})

test('page numbers keep first, last and the neighbours', () => {
  expect(pagesAround(1, 3)).toEqual([1, 2, 3])
  expect(pagesAround(10, 20)).toEqual([1, null, 8, 9, 10, 11, 12, null, 20])
  expect(pagesAround(20, 20)).toEqual([1, null, 18, 19, 20])
})

test('a session lives through the day', async () => {
  office.world.clock.now += oneDay / 2 - 1
  expect((await browser.get('/')).status).toBe(200)
})
