import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compact, openNode } from '../../db/open-node.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { tick } from '../../bot/tick.ts'
import { chat, textOf } from '../support/chat.ts'
import { deskOver, photo, wordsOn, type Browser } from '../support/console.ts'
import { particulars, world } from '../support/world.ts'

const words = '密语身份证411102199001011234'

/** An office in a file of its own, so that the file itself can be searched. */
function onDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'xiaohao-'))
  const file = openNode(join(folder, 'office.sqlite'))
  const w = world(file.db)
  const desk = deskOver(file, w, { compact: () => compact(file.client) })
  onTestFinished(() => {
    desk.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const raw = () =>
    ['office.sqlite', 'office.sqlite-wal'].some((name) => readFileSync(join(folder, name)).includes(Buffer.from(words)))
  return { w, desk, db: file.db, raw }
}

const csrfIn = (page: string) => ({ csrf: /name="csrf" value="(\w+)"/.exec(page)?.[1] ?? '' })
const post = async (browser: Browser, path: string, from: string, fields: Record<string, string>) =>
  browser.post(path, { ...csrfIn((await browser.get(from)).text), ...fields })
const redactLink = (page: string) => /href="(\/issues\/[\w-]+\/redact\/\d+)"/.exec(page)?.[1] ?? ''

test('words two people agree on are in no byte of the database any more', async () => {
  const { w, desk, db, raw } = onDisk()
  const course = `材料里误写了${words}，至今未兑现`
  const { serial } = w.does('contact', w.report({ particulars: particulars({ title: words, course }) }))
  w.does('officer', w.on({ serial }, { type: 'correct', changed: { title: `补贴${words}` }, reason: '补写' }))
  expect(raw()).toBe(true)
  const [director, auditor] = [await desk.signIn('director'), await desk.signIn('auditor')]
  const link = redactLink((await director.get(`/issues/${serial}`)).text)
  const asked = await post(director, link, link, { words, reason: '误录个人信息' })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/redactions'])
  expect(wordsOn((await director.get('/redactions')).text)).toContain('等监督员决定')
  const shown = wordsOn((await auditor.get('/redactions')).text)
  expect(shown).toContain(words)
  expect(shown).toContain('将涂抹 2 条记录')
  expect((await post(auditor, '/redactions/1', '/redactions', { verdict: 'agree' })).status).toBe(303)
  expect(raw()).toBe(false)
  expect([verifyLog(db).ok, verifyLedger(db)]).toEqual([true, null])
  const page = wordsOn((await director.get(`/issues/${serial}`)).text)
  expect([page.includes('［已涂抹］'), page.includes(words)]).toEqual([true, false])
  expect(wordsOn((await auditor.get('/redactions')).text)).toContain('已涂抹，孙监督')
})

test('whoever asks has the entry before them to copy from, and not one they may not read', async () => {
  const { w, desk } = onDisk()
  const { serial } = w.to('rectifying')
  w.does('officer', w.on({ serial }, { type: 'comment', text: `请联系${words}` }))
  const director = await desk.signIn('director')
  const link = redactLink((await director.get(`/issues/${serial}`)).text)
  expect(wordsOn((await director.get(link)).text)).toMatch(new RegExp(`留言 李敏 .+ 请联系${words}`))
  w.does('officer', w.on({ serial }, { type: 'flag', kind: 'omitted', reason: '有疑点', evidence: [] }))
  const flagged = redactLink((await director.get(`/issues/${serial}`)).text)
  desk.exec(
    `insert into posts (person, unit, role, scope) values (${w.people.director}, ${w.units.port}, 'contact', '[]')`,
  )
  expect((await director.get(flagged)).status).toBe(404)
  expect((await director.get(link)).status).toBe(200)
})

test('a file two people agree on is deleted', async () => {
  const { w, desk } = onDisk()
  const issue = w.to('rectifying')
  const officer = await desk.signIn('officer')
  await officer.act(issue.serial, 'attach', { files: [photo(`${words}.jpg`)] })
  const kept = desk.blobs.count()
  const [director, auditor] = [await desk.signIn('director'), await desk.signIn('auditor')]
  const link = redactLink((await auditor.get(`/issues/${issue.serial}`)).text)
  const reason = { reason: '照片里有无关人员' }
  expect((await post(auditor, link, link, { what: 'file', words: '', ...reason })).status).toBe(303)
  expect(wordsOn((await director.get('/redactions')).text)).toContain('将删除文件')
  await post(director, '/redactions/1', '/redactions', { verdict: 'agree' })
  expect([kept, desk.blobs.count()]).toEqual([1, 0])
  expect((await director.get(`/issues/${issue.serial}`)).text).not.toContain(words)
})

test('nobody else finds a way to it', async () => {
  const { w, desk } = onDisk()
  const { serial } = w.to('reported')
  for (const who of ['officer', 'administrator', 'leader'] as const) {
    const browser = await desk.signIn(who)
    expect(redactLink((await browser.get(`/issues/${serial}`)).text)).toBe('')
    const csrf = csrfIn((await browser.get('/')).text)
    const answers = [
      await browser.get('/redactions'),
      await browser.get(`/issues/${serial}/redact/1`),
      await browser.post(`/issues/${serial}/redact/1`, { ...csrf, words: '补贴', reason: '不想留' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  }
})

test('the other of the two hears that something waits, in chat and in the bar, but not what', async () => {
  const { w, desk } = onDisk()
  const { serial } = w.does('contact', w.report({ particulars: particulars({ title: words }) }))
  const [director, auditor, officer] = [
    await desk.signIn('director'),
    await desk.signIn('auditor'),
    await desk.signIn('officer'),
  ]
  const link = redactLink((await director.get(`/issues/${serial}`)).text)
  const c = chat(w)
  await tick(c.office)
  const before = c.sent.length
  await post(director, link, link, { words, reason: '误录个人信息' })
  await tick(c.office)
  const told = c.sent.slice(before)
  expect(told.map(({ to }) => 'id' in to && to.id)).toEqual([`demo-${w.people.auditor}`])
  const text = told.map(({ content }) => textOf(content)).join()
  expect(text).toContain(`赵主任提出涂抹 ${serial} 里的一处内容`)
  expect([text.includes(words), text.includes('误录')]).toEqual([false, false])
  const count = async (browser: Browser) => /nav-count" title="([^"]*)/.exec((await browser.get('/')).text)?.[1]
  expect([await count(director), await count(auditor), await count(officer)]).toEqual([
    undefined,
    '1 项等您决定',
    undefined,
  ])
  await post(auditor, '/redactions/1', '/redactions', { verdict: 'refuse' })
  expect(await count(auditor)).toBeUndefined()
})
