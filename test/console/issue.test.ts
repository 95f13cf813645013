import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { desk, type Browser, type Desk, photo, wordsOn } from '../support/console.ts'
import { day, evidence, particulars, plan } from '../support/world.ts'

let office: Desk
beforeEach(() => {
  office = desk()
})
afterEach(() => office.close())

/** Acts a page offers: buttons that lead to a form or do it at once. */
function offered(page: string): string[] {
  const acts = [...page.matchAll(/\/act\/([a-z-]+)"/g)].map(([, type = '']) => type)
  return [...new Set(acts)].sort()
}

async function offeredTo(who: keyof Desk['world']['people'], issue: Issue): Promise<string[]> {
  return offered((await (await office.signIn(who)).get(`/issues/${issue.serial}`)).text)
}

describe('each person is offered exactly what they may do now', () => {
  test('待审核, found by the unit itself', async () => {
    const issue = office.world.to('reported')
    expect(await offeredTo('officer', issue)).toEqual([
      'ask',
      'assign',
      'attach',
      'comment',
      'confirm',
      'correct',
      'dismiss',
      'flag',
      'link',
      'merge',
    ])
    expect(await offeredTo('auditor', issue)).toEqual(['comment'])
    expect(await offeredTo('leader', issue)).toEqual(['comment'])
    expect(await offeredTo('administrator', issue)).toEqual(['comment'])
  })

  test('措施待审', async () => {
    const issue = office.world.to('plan_review')
    expect(await offeredTo('officer', issue)).toEqual([
      'approve-plan',
      'ask-dismissal',
      'attach',
      'comment',
      'correct',
      'flag',
      'link',
      'merge',
      'reassign',
      'return-plan',
    ])
  })

  test('整改中: an officer may write progress for the unit; only the director dismisses', async () => {
    const issue = office.world.to('rectifying')
    expect(await offeredTo('officer', issue)).toEqual([
      'ask-dismissal',
      'attach',
      'comment',
      'correct',
      'flag',
      'link',
      'merge',
      'progress',
      'reassign',
    ])
    expect(await offeredTo('director', issue)).toEqual([
      'attach',
      'comment',
      'correct',
      'dismiss',
      'flag',
      'link',
      'merge',
      'progress',
      'reassign',
    ])
  })

  test('待核查: whoever entered progress is told why they cannot verify', async () => {
    const issue = office.world.to('rectifying')
    const { does, on, people } = office.world
    does('officer', on(issue, { type: 'progress', text: '电话核实', percent: null, settled: null, done: [] }))
    does('responsible', on(issue, { type: 'attach', evidence: evidence({ by: people.responsible }) }))
    does(
      'responsible',
      on(issue, { type: 'progress', text: '全部拨付', percent: 100, settled: 300_000_000, done: [1, 2] }),
    )
    does('responsible', on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
    expect(await offeredTo('second', issue)).toEqual([
      'ask-dismissal',
      'attach',
      'call-back',
      'close',
      'comment',
      'correct',
      'flag',
      'link',
      'merge',
      'reassign',
      'send-back',
    ])
    expect(await offeredTo('officer', issue)).toEqual([
      'ask-dismissal',
      'attach',
      'comment',
      'correct',
      'flag',
      'link',
      'merge',
      'reassign',
    ])
    const page = await (await office.signIn('officer')).get(`/issues/${issue.serial}`)
    expect(wordsOn(page.text)).toContain('您录入过这件事的进展，不能再核查它')
  })

  test('an officer of the responsible unit is told why its plan and its time are for others to decide', async () => {
    const { to, does, on, units, people, clock } = office.world
    const posts = [units.office, units.port].map((unit) => ({ unit, role: 'officer' as const, scope: [] }))
    const act = { actor: { kind: 'system', door: 'cli' } as const, now: clock.now }
    transact(office.world.db, (tx) => setPosts(tx, people.second, posts, act))
    const words = async (of: Issue) => wordsOn((await (await office.signIn('second')).get(`/issues/${of.serial}`)).text)
    expect(await words(to('plan_review'))).toContain('整改措施不能由责任单位自己的人审。请由其他经办人审核')
    const issue = to('rectifying')
    expect(await words(issue)).not.toContain('请由其他经办人')
    does('contact', on(issue, { type: 'extend', to: day('2023-05-15'), reason: '资金未到位' }))
    expect(await words(issue)).toContain('延期不能由责任单位自己的人来批。请由其他经办人决定')
    expect(await offeredTo('second', issue)).not.toContain('grant-extension')
  })

  test('已销号: a call to the enterprise, a comment, a link, and to open it again', async () => {
    expect(await offeredTo('second', office.world.to('closed'))).toEqual([
      'call-back',
      'comment',
      'flag',
      'link',
      'reopen',
    ])
  })

  test('the form of what one may not do says why', async () => {
    const issue = office.world.to('rectifying')
    const answer = await (await office.signIn('auditor')).get(`/issues/${issue.serial}/act/correct`)
    expect(answer.status).toBe(409)
    expect(wordsOn(answer.text)).toContain('这一步由办公室经办人来做')
  })
})

describe('what one may not see', () => {
  let stranger: Browser
  let serial: string

  // A person of a third unit, in the console for another issue only.
  beforeEach(async () => {
    const { to, does, on, people } = office.world
    const issue = to('rectifying')
    for (const who of ['officer', 'second', 'director'] as const)
      does(who, on(issue, { type: 'progress', text: '电话核实', percent: null, settled: null, done: [] }))
    does('responsible', on(issue, { type: 'attach', evidence: evidence({ by: people.responsible }) }))
    does('responsible', on(issue, { type: 'progress', text: '拨付', percent: 100, settled: 300_000_000, done: [1, 2] }))
    does('responsible', on(issue, { type: 'submit', text: null, waived: [], waiver: null }))
    does('director', on(issue, { type: 'name-verifier', person: people.stranger, reason: '都经手过' }))
    stranger = await office.signIn('stranger')
    serial = to('verifying').serial
  })

  test.each([
    (known: string) => `/issues/${known}`,
    (known: string) => `/issues/${known}/act/close`,
    (known: string) => `/issues/${known}/act/confirm`,
    (known: string) => `/issues/${known}/evidence/e1`,
    (known: string) => `/issues/${known}/evidence/e1/view`,
  ])('answers exactly like what does not exist: %s', async (path) => {
    const [hidden, missing] = [await stranger.get(path(serial)), await stranger.get(path('LH2022-9999'))]
    expect([hidden.status, hidden.text]).toEqual([404, missing.text])
    expect([...hidden.headers]).toEqual([...missing.headers])
  })

  test('a post on it does too, and changes nothing', async () => {
    const page = await stranger.get('/')
    const csrf = /name="csrf" value="(\w+)"/.exec(page.text)?.[1] ?? ''
    const fields = { csrf, seen: '1', draft: crypto.randomUUID(), text: '看见了' }
    const hidden = await stranger.post(`/issues/${serial}/act/comment`, fields)
    const missing = await stranger.post('/issues/LH2022-9999/act/comment', fields)
    expect([hidden.status, hidden.text]).toEqual([404, missing.text])
  })

  test('an address that is no page at all is the same page', async () => {
    expect((await stranger.get('/nonsense')).text).toBe((await stranger.get(`/issues/${serial}`)).text)
  })
})

test('the history tells who did what, when and where, newest first', async () => {
  const issue = office.world.to('closed')
  const page = wordsOn((await (await office.signIn('officer')).get(`/issues/${issue.serial}`)).text)
  const order = [
    '核查销号 王强',
    '申请销号 刘具体',
    '更新进展 刘具体',
    '收到佐证材料 刘具体',
    '措施通过 李敏',
    '报措施 刘具体',
    '确认 李敏',
    '报送 陈联络',
  ]
  const places = order.map((words) => page.indexOf(words, page.indexOf('办理经过')))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(page).toContain('2022-12-01 10:00 · 控制台')
})

test('a correction is shown with before, after and reason', async () => {
  const issue = office.world.to('rectifying')
  office.world.does(
    'officer',
    office.world.on(issue, {
      type: 'correct',
      changed: { title: '新名称', deadline: day('2023-04-30') },
      reason: '合同另有约定',
    }),
  )
  const page = (await (await office.signIn('officer')).get(`/issues/${issue.serial}`)).text
  expect(wordsOn(/<ol class="line">[\s\S]*?<\/li>/.exec(page)?.[0] ?? '')).toBe(
    ' 更正 李敏 2022-12-01 10:00 · 控制台 合同另有约定 项目名称 临港产业园标准厂房补贴 → 新名称 完成时限 2023-03-31 → 2023-04-30 ',
  )
  expect(wordsOn(page)).toContain('首次时限 2023-03-31')
})

test('files that came one after the other are one entry', async () => {
  const issue = office.world.to('rectifying')
  const { does, on, people, clock } = office.world
  for (const id of ['a', 'b', 'c']) {
    clock.now += 60_000
    does(
      'responsible',
      on(issue, {
        type: 'attach',
        evidence: evidence({ id, sha256: id.repeat(64), name: `${id}.jpg`, by: people.responsible }),
      }),
    )
  }
  const page = wordsOn((await (await office.signIn('officer')).get(`/issues/${issue.serial}`)).text)
  expect(page).toContain('收到佐证材料 3 份 刘具体 2022-12-01 10:03')
})

describe('hostile text', () => {
  const nasty = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&<at user_id="all"></at>\u202E\u0007${'长'.repeat(9_900)}`

  test('of 10,000 characters is shown as it is and does nothing', async () => {
    const { does, report, on } = office.world
    const title = `<b>${'题'.repeat(150)}`
    const issue = does(
      'contact',
      report({
        particulars: particulars({ title, cause: nasty, course: nasty, remark: nasty, enterprise: '<i>企</i>' }),
      }),
    )
    does('contact', on(issue, { type: 'comment', text: nasty }))
    const browser = await office.signIn('officer')
    for (const path of ['/', `/issues/${issue.serial}`, `/issues/${issue.serial}/act/correct`]) {
      const { text } = await browser.get(path)
      expect(text).not.toMatch(/<script>alert|<img src=x|<at user_id|<b>|<i>/)
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    }
    const { text } = await browser.get(`/issues/${issue.serial}`)
    expect(text).toContain('展开全文（9,976 字）')
    expect(text.split(`<bdi class="typed">&lt;script&gt;`).length - 1).toBe(8)
  })

  test('in the name of a file stays a name', async () => {
    const issue = office.world.to('rectifying')
    const browser = await office.signIn('officer')
    await browser.act(issue.serial, 'attach', { files: [photo('"><script>alert(1)<\u202Egpj.exe')] })
    expect((await browser.get(`/issues/${issue.serial}`)).text).not.toContain('<script>alert')
  })
})

test('a fault says what to do, with the time and without a stack', async () => {
  const broken = desk({ onFault: () => '磁盘已满，没有保存。请联系管理员清理。' })
  const browser = await broken.signIn('officer')
  const { serial } = broken.world.to('reported')
  broken.exec("create trigger broken before insert on events begin select raise(abort, 'SECRET boom'); end")
  const answer = await browser.act(serial, 'comment', { text: '好' })
  expect(answer.status).toBe(500)
  expect(wordsOn(answer.text)).toContain('系统出了问题 磁盘已满，没有保存。请联系管理员清理。 2022-12-01 10:00')
  expect(answer.text).not.toContain('SECRET')
  broken.close()
})

test('plan and verification stand on the page with their names', async () => {
  const { first, responsible } = office.world.people
  const issue = office.world.to('planning')
  office.world.does(
    'responsible',
    office.world.on(
      issue,
      plan(
        { first, responsible },
        { disposition: 'legal', caseNumber: '（2022）豫11民初1号', courtDate: day('2023-02-01') },
      ),
    ),
  )
  const page = wordsOn((await (await office.signIn('officer')).get(`/issues/${issue.serial}`)).text)
  expect(page).toContain('待审的推进措施')
  expect(page).toMatch(/1 核对补贴金额 2022-12-31 .*未完成 2 拨付到位 2023-03-15 .*未完成/)
  expect(page).toContain('案号：（2022）豫11民初1号')
})
