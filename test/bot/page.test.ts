import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inOffice } from '#office'
import { formLinkLives, signFormLink } from '../../db/form-links.ts'
import { historyOf } from '../../db/history.ts'
import { transact } from '../../db/database.ts'
import { viewIssue } from '../../db/issues.ts'
import { setPosts, unbind } from '../../db/people.ts'
import { startHandover } from '../../db/handovers/record.ts'
import { chat, png, poor, textOf, type SentMessage } from '../support/chat.ts'
import { formPage, linkIn } from '../support/form-page.ts'
import { day, world, type World } from '../support/world.ts'
import { reportForm as report } from '../support/samples.ts'

type Chat = ReturnType<typeof chat>
type Pages = ReturnType<typeof formPage>

const onPage = <T>(work: (w: World, c: Chat, p: Pages) => Promise<T>) =>
  inOffice(async (db) => {
    const w = world(db)
    const c = chat(w, { capabilities: poor })
    return work(w, c, formPage(c.office))
  })

const last = (messages: readonly SentMessage[]) => messages.at(-1)?.content
const issueOf = (w: World, serial: string) => {
  const view = viewIssue(w.db, w.as('officer'), serial, w.clock.now)
  if (!view) throw new Error('no such issue')
  return view.issue
}
const typesOf = (w: World, serial: string) => historyOf(w.db, serial).map(({ event }) => event.type)
const photo = (name = '银行回单.png') => new File([png], name, { type: 'image/png' })

/** The link to the form of an act on an issue being rectified. */
async function extending(w: World, c: Chat) {
  const { serial } = w.to('rectifying')
  return { serial, link: linkIn(last(await c.says('responsible', `延期 ${serial}`))) }
}

describe('a form on a page', () => {
  test('reports an issue with its photographs, and chat says so as after a card', () =>
    onPage(async (w, c, p) => {
      const link = linkIn(last(await c.says('contact', '报送 临港产业园标准厂房补贴一直没兑现，300万')))
      const form = await p.opens(link)
      expect(form.status).toBe(200)
      expect(form.html).toContain('value="300"')
      expect(form.html).toContain('enctype="multipart/form-data"')
      const done = await p.fills(link, report, { files: [photo()] })
      expect(done.text).toContain('办好了')
      expect(done.text).toContain('已报送，待办公室审核。')
      expect(done.text).toContain('下一步：办公室一般在 2 个工作日内确认，结果发到这里。')
      const issue = issueOf(w, 'LH2022-0001')
      expect(issue).toMatchObject({ title: report.title, status: 'reported', selfChecked: true })
      expect(issue.evidence).toMatchObject([{ name: '银行回单.png', purpose: 'report', by: w.people.contact }])
      expect(textOf(last(c.to(w.people.contact)) ?? { kind: 'text', text: '' })).toContain(
        'LH2022-0001 待审核\n已报送，待办公室审核。',
      )
      expect(historyOf(w.db, 'LH2022-0001')[0]).toMatchObject({ by: w.people.contact, door: 'demo' })
    }))

  test('keeps what was typed and which files came over a fault, and says what is wrong under its field', () =>
    onPage(async (w, c, p) => {
      const link = linkIn(last(await c.says('contact', '报送')))
      const wrong = await p.fills(link, { ...report, cause: '', happened: '' }, { files: [photo()] })
      expect(wrong.status).toBe(422)
      expect(wrong.text).toContain('有 2 处需要补上或改正')
      expect(wrong.html.match(/autofocus/g)).toHaveLength(1)
      expect(wrong.html).toMatch(/name="cause"[^>]*aria-invalid="true"[^>]*autofocus/)
      expect(wrong.text).toContain('银行回单.png')
      expect(wrong.html).toContain(`value="${report.title}"`)
      const done = await p.fills(link, { cause: report.cause, happened: report.happened }, {}, wrong)
      expect(done.text).toContain('办好了')
      expect(issueOf(w, 'LH2022-0001').evidence).toHaveLength(1)
    }))

  test('a refused act leaves no file on the issue, and keeps what was typed', () =>
    onPage(async (w, c, p) => {
      const { serial } = w.to('rectifying')
      const link = linkIn(last(await c.says('responsible', `销号 ${serial}`)))
      const refused = await p.fills(link, { text: '都办完了' }, { files: [photo()] })
      expect(refused.status).toBeGreaterThanOrEqual(200)
      expect(issueOf(w, serial)).toMatchObject({ status: 'rectifying', evidence: [] })
      expect((await p.opens(link)).html).toContain('都办完了')
      w.does(
        'responsible',
        w.on({ serial }, { type: 'progress', text: '付清', percent: 100, settled: 300_000_000, done: [1, 2] }),
      )
      const done = await p.fills(link, {}, {}, refused)
      expect(done.text).toContain('办好了')
      expect(issueOf(w, serial)).toMatchObject({ status: 'verifying', evidence: [{ name: '银行回单.png' }] })
    }))

  test('days in words come back as days before they count', () =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const shown = await p.fills(link, { to: '明年4月底', reason: '财政资金年底到位' })
      expect(shown.status).toBe(200)
      expect(shown.text).toContain('请核对，没有问题就提交。')
      expect(shown.html).toContain('value="2023-04-30"')
      expect(issueOf(w, serial).extension).toBeNull()
      await p.fills(link, {}, {}, shown)
      expect(issueOf(w, serial).extension).toMatchObject({ to: day('2023-04-30') })
    }))

  test('sending twice gives the first result, and opening it again leads nowhere', () =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const form = await p.opens(link)
      const typed = { to: '2023-04-30', reason: '财政资金年底到位' }
      await p.fills(link, typed, {}, form)
      const told = c.to(w.people.responsible).length
      const again = await p.fills(link, { ...typed, to: '2023-05-15' }, {}, form)
      expect(again.text).toContain('这一步已经办过了，结果如下。')
      expect(issueOf(w, serial).extension).toMatchObject({ to: day('2023-04-30') })
      expect(typesOf(w, serial).filter((type) => type === 'extension-asked')).toHaveLength(1)
      expect(c.to(w.people.responsible)).toHaveLength(told)
      expect((await p.opens(link)).status).toBe(404)
    }))

  test('asks about likely duplicates, and reports all the same when told to', () =>
    onPage(async (w, c, p) => {
      w.does('contact', w.report())
      const existing = issueOf(w, 'LH2022-0001')
      const link = linkIn(last(await c.says('contact', '报送')))
      const twin = {
        ...report,
        title: existing.title,
        cause: existing.cause,
        course: existing.course,
        happened: existing.happened,
      }
      const asked = await p.fills(link, twin)
      expect(asked.text).toContain('您单位已经报过很像的问题，请核对')
      expect(asked.text).toContain('LH2022-0001')
      expect(asked.text).toContain('仍要报送')
      const done = await p.fills(link, {}, { do: 'anyway' }, asked)
      expect(done.text).toContain('已报送')
      expect(issueOf(w, 'LH2022-0002').title).toBe(existing.title)
    }))

  test('keeps a draft, which is there when the form is opened from chat anew', () =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const saved = await p.fills(link, { reason: '等资金' }, { do: 'save' })
      expect(saved.text).toContain('已存为草稿')
      const anew = linkIn(last(await c.says('responsible', `延期 ${serial}`)))
      expect((await p.opens(anew)).html).toContain('等资金')
    }))

  test('takes no file that evidence can’t be, says which, and loses nothing typed', () =>
    onPage(async (w, c, p) => {
      const { serial } = w.to('rectifying')
      const link = linkIn(last(await c.says('responsible', `进展 ${serial}`)))
      const refused = await p.fills(link, { text: '已打款' }, { files: [new File(['MZ'], '工具.exe'), photo()] })
      expect(refused.status).toBe(422)
      expect(refused.text).toContain('“工具.exe”的格式不能收。')
      expect(refused.html).toContain('已打款')
      await p.fills(link, {}, {}, refused)
      expect(issueOf(w, serial).evidence).toMatchObject([{ name: '银行回单.png', purpose: 'progress' }])
      expect(issueOf(w, serial).latest?.text).toBe('已打款')
    }))

  test('nobody claims a file that came with another form', () =>
    onPage(async (w, c, p) => {
      const { serial } = w.to('rectifying')
      const one = linkIn(last(await c.says('responsible', `进展 ${serial}`)))
      const bad = await p.fills(one, { text: '' }, { files: [photo()] })
      const [, token = ''] = /name="kept" value="([^"]*)"/.exec(bad.html) ?? []
      expect(token).not.toBe('')
      const other = linkIn(last(await c.says('contact', '报送')))
      await p.fills(other, { ...report, kept: token }, { do: 'anyway' })
      expect(issueOf(w, 'LH2022-0002').evidence).toEqual([])
    }))

  test('returns an item of a handover with its reason', () =>
    onPage(async (w, c, p) => {
      const { serial } = w.to('rectifying')
      const act = { actor: w.as('officer'), now: w.clock.now }
      const outcome = transact(w.db, (tx) =>
        startHandover(tx, { from: w.people.responsible, to: w.people.contact, reason: null }, act),
      )
      if (!outcome.ok) throw new Error('no handover')
      await c.tapsValue('contact', { do: 'handover-return', id: outcome.handover.id, serial })
      const link = linkIn(last(c.to(w.people.contact)))
      const empty = await p.fills(link, { reason: ' ' })
      expect(empty.html).toMatch(/name="reason"[^>]*aria-invalid/)
      const done = await p.fills(link, { reason: '这件不归我管' })
      expect(done.text).toContain('办好了')
      expect((await p.opens(link)).status).toBe(404)
    }))
})

describe('a link that is no good', () => {
  const dead = '这个链接用不了了'

  test.each<[string, (link: string) => string]>([
    ['altered', (link) => `${link.slice(0, -2)}xx`],
    ['of nonsense', () => '/x.y'],
    ['without a signature', (link) => link.split('.')[0] ?? ''],
    ['with another’s contents', (link) => link.replace(/^\/[^.]{8}/, '/aaaaaaaa')],
    ['very long', () => `/${'a'.repeat(5_000)}.b`],
    ['with signs of its own', () => '/%00%ff.%e2'],
  ])('%s reads as every other', (_, change) =>
    onPage(async (w, c, p) => {
      const { link } = await extending(w, c)
      const answer = await p.opens(change(link))
      expect(answer.status).toBe(404)
      expect(answer.text).toContain(dead)
    }),
  )

  test('of another office, or for another purpose, opens nothing', () =>
    onPage(async (w, c, p) => {
      const { link } = await extending(w, c)
      const [draft = ''] = /[0-9a-f-]{36}/.exec(atob(link.slice(1).split('.')[0] ?? '')) ?? []
      const bound = {
        ...({ person: w.people.responsible, platform: 'demo' } as const),
        ...{ until: w.clock.now + 60_000 },
        purpose: { type: 'form', draft },
      } as const
      const { secret, publicUrl } = c.office
      expect((await p.opens(`/${signFormLink(bound, { secret, publicUrl })}`)).status).toBe(200)
      for (const signer of [
        { secret, publicUrl: 'https://other.example' },
        { secret: `${secret}2`, publicUrl },
      ])
        expect((await p.opens(`/${signFormLink(bound, signer)}`)).status).toBe(404)
      const theirs = { ...bound, person: w.people.stranger }
      expect((await p.opens(`/${signFormLink(theirs, { secret, publicUrl })}`)).status).toBe(404)
    }))

  test('after half an hour does nothing, but what was typed is in the draft', () =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const form = await p.opens(link)
      w.clock.now += formLinkLives
      expect((await p.opens(link)).text).toContain(dead)
      const late = await p.fills(link, { to: '2023-04-30', reason: '财政资金年底到位' }, {}, form)
      expect(late.status).toBe(404)
      expect(late.text).toContain('已存为草稿')
      expect(issueOf(w, serial).extension).toBeNull()
      const anew = linkIn(last(await c.says('responsible', `延期 ${serial}`)))
      expect((await p.opens(anew)).html).toContain('财政资金年底到位')
    }))

  test.each<[string, (w: World, serial: string) => void]>([
    [
      'went to another unit',
      (w) => {
        const act = { actor: w.as('administrator'), now: w.clock.now }
        const post = { unit: w.units.park, role: 'responsible' as const, scope: [] }
        transact(w.db, (tx) => setPosts(tx, w.people.responsible, [post], act))
      },
    ],
    [
      'is no longer bound',
      (w) => {
        const who = { platform: 'demo', externalId: `demo-${w.people.responsible}`, person: w.people.responsible }
        transact(w.db, (tx) => unbind(tx, who, { actor: w.as('administrator'), now: w.clock.now }))
      },
    ],
  ])('whoever %s since finds nothing there, and sends nothing', (_, happens) =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const form = await p.opens(link)
      happens(w, serial)
      expect((await p.opens(link)).text).toContain(dead)
      const sent = await p.fills(link, { to: '2023-04-30', reason: '财政资金年底到位' }, {}, form)
      expect(sent.status).toBe(404)
      expect(issueOf(w, serial).extension).toBeNull()
    }),
  )

  test('where somebody was faster it says so, with the issue as it stands', () =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const form = await p.opens(link)
      w.does('first', w.on({ serial }, { type: 'extend', to: day('2023-05-15'), reason: '资金未到位' }))
      for (const answer of [await p.opens(link), await p.fills(link, { to: '2023-04-30', reason: '一样' }, {}, form)]) {
        expect(answer.status).toBe(409)
        expect(answer.text).toContain('没有办成')
        expect(answer.text).toContain('申请延期至')
      }
    }))
})

describe('bad input', () => {
  test('a post of another site is refused', () =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const headers = { origin: 'https://evil.example' }
      const answer = await p.fills(link, { to: '2023-04-30', reason: '财政资金年底到位' }, { headers })
      expect(answer.status).toBe(403)
      expect(issueOf(w, serial).extension).toBeNull()
    }))

  test.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number]>([
    ['JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['no type', new Uint8Array([1, 2]), {}, 415],
    ['a torn multipart body', '--x\r\nnonsense', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
    ['multipart without a boundary', 'a', { 'content-type': 'multipart/form-data' }, 400],
    ['thousands of fields', 'a=1&'.repeat(5_000), { 'content-type': 'application/x-www-form-urlencoded' }, 413],
    ['much text', `reason=${'长'.repeat(800_000)}`, { 'content-type': 'application/x-www-form-urlencoded' }, 413],
  ])('%s gets a clear sentence', (_, body, headers, status) =>
    onPage(async (w, c, p) => {
      const { link } = await extending(w, c)
      const answer = await p.sendsRaw(link, body, headers)
      expect(answer.status).toBe(status)
      expect(answer.text).toMatch(/请返回上一页/)
    }),
  )

  test('what is typed is shown as typed, never as markup', () =>
    onPage(async (w, c, p) => {
      const { link } = await extending(w, c)
      const evil = '"><script>alert(1)</script>'
      const answer = await p.fills(link, { to: evil, reason: evil })
      expect(answer.html).not.toContain('<script')
      expect(answer.html).toContain('&lt;script&gt;')
    }))

  test('the page is kept nowhere and names nothing to programs that preview links', () =>
    onPage(async (w, c, p) => {
      const { serial, link } = await extending(w, c)
      const { headers, html } = await p.opens(link)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(/<head>.*<\/head>/s.exec(html)?.[0]).not.toContain(serial)
      expect(html).not.toContain('<script')
    }))

  test('opening a link writes nothing', () =>
    onPage(async (w, c, p) => {
      const { link } = await extending(w, c)
      const changes = () => w.db.all(sql`select total_changes() as changes`)
      const before = changes()
      await p.opens(link)
      expect(changes()).toEqual(before)
    }))
})
