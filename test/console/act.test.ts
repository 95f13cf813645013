import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { historyOf } from '../../db/history.ts'
import { desk, type Browser, type Desk, hidden, photo, unescaped, wordsOn } from '../support/console.ts'
import { evidence, particulars } from '../support/world.ts'

let office: Desk
beforeEach(() => {
  office = desk()
})
afterEach(() => office.close())

const typesOf = (issue: Pick<Issue, 'serial'>): string[] =>
  historyOf(office.world.db, issue.serial).map(({ event }) => event.type)

const terms = { category: 'C2', confirmed: '280', planDue: '12月8日', deadline: '2023年3月31日' }

describe('doing something', () => {
  let browser: Browser
  beforeEach(async () => {
    browser = await office.signIn('officer')
  })

  test('confirming: recorded once, sent out, and the issue says so', async () => {
    const issue = office.world.to('reported')
    const answer = await browser.act(issue.serial, 'confirm', terms)
    expect([answer.status, answer.headers.get('location'), office.sent()]).toEqual([303, `/issues/${issue.serial}`, 1])
    const last = historyOf(office.world.db, issue.serial).at(-1)
    expect([last?.door, last?.by, last?.event]).toEqual([
      'console',
      office.world.people.officer,
      { type: 'confirmed', planDue: '2022-12-08', deadline: '2023-03-31', confirmed: 280_000_000, category: 'C2' },
    ])
    const page = await browser.get(`/issues/${issue.serial}`)
    expect(wordsOn(page.text)).toContain(`${issue.serial} 已确认，责任单位会收到通知`)
    expect(wordsOn((await browser.get(`/issues/${issue.serial}`)).text)).not.toContain('已确认，责任单位会收到通知')
  })

  test('the short form beside a new issue does the same', async () => {
    const issue = office.world.to('reported')
    const page = await browser.get(`/issues/${issue.serial}`)
    const fields = hidden(page.text)
    expect(Object.keys(fields)).toEqual(['csrf', 'seen', 'draft'])
    expect((await browser.post(`/issues/${issue.serial}/act/confirm`, { ...fields, ...terms })).status).toBe(303)
    expect(typesOf(issue)).toEqual(['reported', 'confirmed'])
  })

  test('everyday acts stand before those that are hard to take back, the step of the issue first', async () => {
    const issue = office.world.to('rectifying')
    const page = wordsOn((await browser.get(`/issues/${issue.serial}`)).text)
    expect(page).toMatch(/更新进展 补充佐证 更正 关联 留言 提请不予列入 合并办理 转办 标记/)
  })

  test('a plan is approved on one press', async () => {
    const issue = office.world.to('plan_review')
    const form = /<form class="" method="post" action="[^"]*approve-plan"[\s\S]*?<\/form>/.exec(
      (await browser.get(`/issues/${issue.serial}`)).text,
    )
    const fields = hidden((form?.[0] ?? '').replace('class=""', 'class="act-form"'))
    expect((await browser.post(`/issues/${issue.serial}/act/approve-plan`, fields)).status).toBe(303)
    expect(typesOf(issue).at(-1)).toBe('plan-approved')
  })

  test('the same form sent twice does it once and says so', async () => {
    const issue = office.world.to('rectifying')
    const fields = { ...hidden((await browser.get(`/issues/${issue.serial}/act/comment`)).text), text: '请加快' }
    const before = typesOf(issue).length
    const answers = [
      await browser.post(`/issues/${issue.serial}/act/comment`, fields),
      await browser.post(`/issues/${issue.serial}/act/comment`, fields),
    ]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect([typesOf(issue).length - before, office.sent()]).toEqual([1, 1])
    expect(wordsOn((await browser.get(`/issues/${issue.serial}`)).text)).toContain('没有重复办理')
  })

  test('what is missing or wrong comes back with everything that was typed', async () => {
    const issue = office.world.to('reported')
    const answer = await browser.act(issue.serial, 'confirm', {
      category: '',
      confirmed: '十几万',
      planDue: '后天',
      deadline: '',
    })
    expect(answer.status).toBe(422)
    const page = unescaped(answer.text)
    expect(page).toContain('value="十几万"')
    expect(page).toContain('value="2022-12-03"')
    expect(page).toContain('“后天”是2022年12月3日（星期六）。请核对，没有问题就提交。')
    expect(wordsOn(answer.text)).toContain('有 3 处需要补上或改正 问题类别 核定金额（万元） 完成时限')
    expect(wordsOn(answer.text)).toContain('看不懂，请写成 300、3,500.5 或 12万元')
    expect([...page.matchAll(/aria-invalid="true"/g)]).toHaveLength(3)
    expect(typesOf(issue)).toEqual(['reported'])
  })

  test('a day in words comes back as the day it was understood as, and counts once it was seen', async () => {
    const issue = office.world.to('reported')
    const words = { category: 'C2', confirmed: '300', planDue: '12月8日', deadline: '明年一季度末前' }
    const shown = await browser.act(issue.serial, 'confirm', words)
    expect(shown.status).toBe(422)
    expect(unescaped(shown.text)).toContain('“明年一季度末前”是2023年3月31日（星期五）。请核对，没有问题就提交。')
    expect(typesOf(issue)).toEqual(['reported'])
    const again = await browser.act(issue.serial, 'confirm', { ...words, deadline: '2023-03-31' })
    expect(again.status).toBe(303)
    expect(historyOf(office.world.db, issue.serial).at(-1)?.event).toMatchObject({
      ...{ type: 'confirmed', planDue: '2022-12-08', deadline: '2023-03-31' },
    })
  })

  test('line ends are kept as typed, not as browsers send them', async () => {
    const issue = office.world.to('reported')
    await browser.act(issue.serial, 'ask', { question: '第一行\r\n第二行' })
    expect(historyOf(office.world.db, issue.serial).at(-1)?.event).toEqual({
      type: 'supplement-asked',
      question: '第一行\n第二行',
    })
  })

  test('a rule that says no is shown above the form as it was typed', async () => {
    const issue = office.world.to('reported')
    const answer = await browser.act(issue.serial, 'confirm', { ...terms, deadline: '2023-06-30' })
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain('“完成时限”不能晚于本专项的最迟期限 2023年5月31日')
    expect(answer.text).toContain('value="2023-06-30"')
  })

  test('a form that is not ours is refused', async () => {
    const issue = office.world.to('reported')
    expect((await browser.act(issue.serial, 'confirm', { ...terms, draft: 'mine' })).status).toBe(400)
    expect((await browser.act(issue.serial, 'confirm', { ...terms, seen: 'x' })).status).toBe(400)
    expect(
      (
        await browser.post(`/issues/${issue.serial}/act/nonsense`, {
          csrf: hidden((await browser.get(`/issues/${issue.serial}/act/ask`)).text)['csrf'] ?? '',
        })
      ).status,
    ).toBe(404)
    expect(typesOf(issue)).toEqual(['reported'])
  })
})

describe('two people at once', () => {
  test('the slower one is told what happened, and what was typed is not lost', async () => {
    const issue = office.world.to('reported')
    const [slow, fast] = [await office.signIn('officer'), await office.signIn('second')]
    const fields = hidden((await slow.get(`/issues/${issue.serial}/act/ask`)).text)
    office.world.clock.now += 60_000
    await fast.act(issue.serial, 'confirm', terms)
    const answer = await slow.post(`/issues/${issue.serial}/act/ask`, { ...fields, question: '请补充合同' })
    expect(answer.status).toBe(409)
    const page = wordsOn(answer.text)
    expect(page).toContain('这件事刚刚有人确认（10:01），现在是“待报措施”，您的操作没有执行。')
    expect(page).toContain('确认 王强 2022-12-01 10:01 · 控制台')
    expect(page).toContain('需要补充的内容 请补充合同')
    expect(typesOf(issue)).toEqual(['reported', 'confirmed'])
  })

  test('where it can still be done the form is there again, seen anew', async () => {
    const issue = office.world.to('rectifying')
    const [slow, fast] = [await office.signIn('officer'), await office.signIn('second')]
    const fields = hidden((await slow.get(`/issues/${issue.serial}/act/correct`)).text)
    const content = {
      title: '更好的名称',
      cause: '财政资金未安排',
      course: '2021年签订协议，承诺补贴300万元，至今未兑现',
      category: 'C2',
      reason: '笔误',
    }
    await fast.act(issue.serial, 'correct', {
      ...content,
      title: '临港产业园标准厂房补贴',
      deadline: '2023-04-30',
      reason: '企业同意',
    })
    const answer = await slow.post(`/issues/${issue.serial}/act/correct`, { ...fields, ...content })
    expect(answer.status).toBe(409)
    expect(unescaped(answer.text)).toContain('value="更好的名称"')
    const again = hidden(answer.text)
    expect([again['draft'], Number(again['seen'])]).toEqual([fields['draft'], Number(fields['seen']) + 1])
    expect((await slow.post(`/issues/${issue.serial}/act/correct`, { ...again, ...content })).status).toBe(303)
  })
})

describe('核查', () => {
  const looked = { method: '现场', on: '2022-12-01', place: '厂区', inspectors: '王强、李敏', finding: '已到账' }
  let browser: Browser
  let issue: Issue
  beforeEach(async () => {
    issue = office.world.to('verifying')
    browser = await office.signIn('second')
  })

  test('one page has both ends', async () => {
    const page = await browser.get(`/issues/${issue.serial}/act/close`)
    expect(page.text).toContain(`formaction="/issues/${issue.serial}/act/close"`)
    expect(page.text).toContain(`formaction="/issues/${issue.serial}/act/send-back"`)
  })

  test('核查销号 with photographs: files and closing in one step', async () => {
    const answer = await browser.act(issue.serial, 'close', {
      ...looked,
      reason: '',
      deadline: '',
      files: [photo('现场1.jpg', 1), photo('现场2.jpg', 2)],
    })
    expect(answer.status).toBe(303)
    expect(typesOf(issue).slice(-3)).toEqual(['evidence-added', 'evidence-added', 'closed'])
    const added = historyOf(office.world.db, issue.serial).flatMap(({ event }) =>
      event.type === 'evidence-added' ? [event.evidence] : [],
    )
    expect(added.slice(-2).map(({ name, purpose, type, size }) => [name, purpose, type, size])).toEqual([
      ['现场1.jpg', 'verification', 'image/jpeg', 13],
      ['现场2.jpg', 'verification', 'image/jpeg', 13],
    ])
  })

  test('退回整改 needs a reason and a new deadline', async () => {
    const without = await browser.act(issue.serial, 'send-back', { ...looked, reason: '', deadline: '' })
    expect(without.status).toBe(422)
    expect(wordsOn(without.text)).toContain('有 2 处需要补上或改正 退回原因 完成时限')
    expect(
      (await browser.act(issue.serial, 'send-back', { ...looked, reason: '余款未付', deadline: '2023-04-15' })).status,
    ).toBe(303)
    expect(typesOf(issue).at(-1)).toBe('sent-back')
  })

  test('a fault elsewhere keeps the photographs, and they go along the second time', async () => {
    const first = await browser.act(issue.serial, 'close', { ...looked, finding: '', files: [photo('现场.jpg')] })
    expect(first.status).toBe(422)
    expect(wordsOn(first.text)).toContain('现场.jpg 1 KB')
    expect(typesOf(issue).at(-1)).toBe('submitted')
    expect((await browser.post(`/issues/${issue.serial}/act/close`, { ...hidden(first.text), ...looked })).status).toBe(
      303,
    )
    expect(typesOf(issue).slice(-2)).toEqual(['evidence-added', 'closed'])
  })

  test('a kept file cannot be claimed without having been sent here', async () => {
    const first = await browser.act(issue.serial, 'close', { ...looked, finding: '', files: [photo('现场.jpg')] })
    const other = await office.signIn('director')
    const kept = hidden(first.text)['kept'] ?? ''
    await other.act(issue.serial, 'close', { ...looked, kept: [kept, kept.replace('现场', '别处')] })
    expect(typesOf(issue).slice(-2)).toEqual(['submitted', 'closed'])
  })

  test('when closing is refused no photograph stays behind', async () => {
    const answer = await browser.act(issue.serial, 'close', {
      ...looked,
      inspectors: '王强',
      files: [photo('现场.jpg')],
    })
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain('本专项要求至少 2 人，用顿号分开')
    expect(typesOf(issue).at(-1)).toBe('submitted')
  })

  test('what is no photo or document is refused by name', async () => {
    const program = new File(['MZ rest'], '现场.jpg', { type: 'image/jpeg' })
    const answer = await browser.act(issue.serial, 'close', { ...looked, files: [program] })
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain('“现场.jpg”的格式不能收')
    expect([typesOf(issue).at(-1), office.blobs.count()]).toEqual(['submitted', 0])
  })

  test('sent twice it closes once', async () => {
    const fields = {
      ...hidden((await browser.get(`/issues/${issue.serial}/act/close`)).text),
      ...looked,
      files: [photo('现场.jpg')],
    }
    const answers = [
      await browser.post(`/issues/${issue.serial}/act/close`, fields),
      await browser.post(`/issues/${issue.serial}/act/close`, fields),
    ]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(typesOf(issue).filter((type) => type === 'closed')).toHaveLength(1)
  })
})

describe('佐证材料', () => {
  test('are added by the office, once each', async () => {
    const issue = office.world.to('rectifying')
    const browser = await office.signIn('officer')
    expect((await browser.act(issue.serial, 'attach', { files: [photo('a.jpg', 1), photo('b.jpg', 2)] })).status).toBe(
      303,
    )
    const again = await browser.act(issue.serial, 'attach', { files: [photo('a.jpg', 1)] })
    expect([again.status, typesOf(issue).filter((type) => type === 'evidence-added').length]).toEqual([422, 2])
    expect(wordsOn(again.text)).toContain('不用再提交')
  })

  test('none chosen is a fault', async () => {
    const issue = office.world.to('rectifying')
    const answer = await (await office.signIn('officer')).act(issue.serial, 'attach', {})
    expect([answer.status, wordsOn(answer.text).includes('请选择要补充的照片或文件')]).toEqual([422, true])
  })

  test('are shown to whoever sees the issue, as attachments nobody runs', async () => {
    const issue = office.world.to('rectifying')
    const browser = await office.signIn('officer')
    await browser.act(issue.serial, 'attach', { files: [photo('现场 照片.jpg')] })
    const [, address = ''] = /<img src="([^"]+)"/.exec((await browser.get(`/issues/${issue.serial}`)).text) ?? []
    const answer = await browser.get(address)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%20%E7%85%A7%E7%89%87.jpg`,
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    const etag = answer.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
    expect((await browser.get(address, { 'if-none-match': etag })).status).toBe(304)
    expect((await browser.get(`${address}/view`)).text).toContain(`<img class="whole-picture" src="${address}"`)
    expect((await office.open().get(address)).headers.get('location')).toBe('/login')
  })

  test('other files are no type a browser opens', async () => {
    const issue = office.world.to('rectifying')
    const browser = await office.signIn('officer')
    await browser.act(issue.serial, 'attach', { files: [new File(['%PDF-1.7 <script>'], '纪要.pdf')] })
    const [, address = ''] =
      /class="file" href="([^"]+)"/.exec((await browser.get(`/issues/${issue.serial}`)).text) ?? []
    expect((await browser.get(address)).headers.get('content-type')).toBe('application/octet-stream')
    expect((await browser.get(`${address}/view`)).status).toBe(404)
  })

  test('whose bytes are gone are said to be gone', async () => {
    const issue = office.world.to('rectifying')
    office.world.does('responsible', office.world.on(issue, { type: 'attach', evidence: evidence() }))
    const answer = await (await office.signIn('officer')).get(`/issues/${issue.serial}/evidence/e1`)
    expect([answer.status, wordsOn(answer.text).includes('文件不在了')]).toEqual([404, true])
  })
})

describe('登记问题', () => {
  const filled = {
    unit: '3',
    source: 'letters',
    title: '临港产业园标准厂房补贴',
    cause: '财政资金未安排',
    course: '2021年签订协议，承诺补贴300万元，至今未兑现',
    happened: '2021年3月',
    category: 'C2',
    involved: '300',
  }
  let browser: Browser
  beforeEach(async () => {
    browser = await office.signIn('officer')
    filled.unit = String(office.world.units.port)
  })
  const send = async (fields: Record<string, string>) =>
    browser.post('/issues/new', { ...hidden((await browser.get('/issues/new')).text), ...filled, ...fields })

  test('the office takes on what came from elsewhere', async () => {
    const answer = await send({})
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/issues/LH2022-0001'])
    expect(historyOf(office.world.db, 'LH2022-0001').map(({ event }) => event)).toMatchObject([
      { type: 'reported', source: 'letters', selfChecked: false },
    ])
  })

  test('what is missing is named, what was typed stays', async () => {
    const answer = await send({ cause: '', creditCode: '91110000600037341X' })
    expect(answer.status).toBe(422)
    expect(wordsOn(answer.text)).toContain('有 2 处需要补上或改正 事件原因 统一社会信用代码')
    expect(wordsOn(answer.text)).toContain('最后一位校验不对')
    expect(unescaped(answer.text)).toContain('2021年签订协议，承诺补贴300万元，至今未兑现</textarea>')
  })

  test('what looks like a known issue is shown first, and goes in all the same when meant', async () => {
    office.world.does('contact', office.world.report({ particulars: particulars() }))
    const answer = await send({})
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="/issues/LH2022-0001"')
    expect(wordsOn(answer.text)).toContain('仍要报送')
    const again = await browser.post('/issues/new', { ...hidden(answer.text), ...filled, notDuplicate: 'yes' })
    expect(again.headers.get('location')).toBe('/issues/LH2022-0002')
  })

  test('sent twice it is one issue', async () => {
    const fields = { ...hidden((await browser.get('/issues/new')).text), ...filled }
    const answers = [await browser.post('/issues/new', fields), await browser.post('/issues/new', fields)]
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual([
      '/issues/LH2022-0001',
      '/issues/LH2022-0001',
    ])
  })
})

describe('why an act was refused is said once', () => {
  const said = (text: string, sentence: string) => wordsOn(text).split(sentence).length - 1

  test('under the field it is about, with the way there above the form', async () => {
    const { serial } = office.world.to('verifying')
    const officer = await office.signIn('second')
    const look = { method: '现场', on: '2022-12-01', place: '临港产业园', finding: '补贴已到账' }
    const { status, text } = await officer.act(serial, 'close', { ...look, inspectors: '王强' })
    expect([status, said(text, '本专项要求至少 2 人')]).toEqual([422, 1])
    expect(wordsOn(text)).toContain('有 1 处需要补上或改正 核查人员')
    expect(text).not.toContain('class="banner-title">“核查人员”')
  })

  test('above the form where no field is to blame', async () => {
    const { serial } = office.world.to('verifying')
    const officer = await office.signIn('second')
    await officer.act(serial, 'call-back', { on: '2022-12-01', outcome: 'denied', contact: '', answer: '没有收到钱' })
    const look = { method: '现场', on: '2022-12-01', place: '临港产业园', inspectors: '王强、李敏', finding: '已到账' }
    const { text } = await officer.act(serial, 'close', look)
    expect(text).toMatch(/class="banner-title">企业在[^<]*否认整改结果/)
  })
})
