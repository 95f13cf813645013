import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { type Browser, desk, type Desk, wordsOn } from '../support/console.ts'
import { at, deliver, look } from '../support/nudges.ts'
import { day } from '../support/samples.ts'
import { unzipped } from '../support/zipped.ts'

let office: Desk
let issue: Issue
beforeEach(() => {
  office = desk()
  const { world: w } = office
  issue = w.to('rectifying')
  w.does('responsible', w.on(issue, { type: 'progress', text: '已核对金额', percent: 90, settled: null, done: [1, 2] }))
})
afterEach(() => office.close())

/** What is said on a day has been said; the deadline is 2023-03-31. */
function on(text: string): void {
  const { world: w } = office
  w.clock.now = at(text)
  look(w.db, at(text))
  deliver(w, at(text))
}

const words = async (who: Browser, path = '/suggestions') => wordsOn((await who.get(path)).text)

async function decides(who: Browser, id: number, fields: Record<string, string>) {
  const csrf = /name="csrf" value="([^"]+)"/.exec((await who.get('/suggestions')).text)?.[1] ?? ''
  return who.post(`/suggestions/${id}`, { csrf, ...fields })
}

describe('督办建议', () => {
  test('are read by the office, administrators and auditors, and nobody else knows of the page', async () => {
    on('2023-04-05')
    for (const who of ['officer', 'director', 'administrator', 'auditor'] as const) {
      const browser = await office.signIn(who)
      expect(await words(browser)).toContain('LH2022-0001')
      expect(await words(browser, '/')).toContain('督办建议 1')
    }
    const leader = await office.signIn('leader')
    for (const path of ['/suggestions', '/suggestions/1/letter']) expect((await leader.get(path)).status).toBe(404)
    expect(await words(leader, '/')).not.toContain('督办建议')
    expect((await decides(leader, 1, { verdict: 'taken', reason: '发了' })).status).toBe(404)
  })

  test('say whose, how late, and what is advised', async () => {
    on('2023-04-05')
    const page = await words(await office.signIn('officer'))
    expect(page).toContain('待决定（1 条）')
    expect(page).toMatch(/LH2022-0001 .*临港区 完成时限 2023-03-31 已逾期 3 个工作日 建议发督办函/)
  })

  test('about 约谈 are for the director to decide; an officer reads them', async () => {
    on('2023-04-14')
    const officer = await office.signIn('officer')
    expect(await words(officer)).toContain('建议约谈')
    expect(await words(officer)).toContain('由主任决定')
    expect((await decides(officer, 1, { verdict: 'taken', reason: '谈了' })).status).toBe(404)
    expect(
      (await decides(await office.signIn('director'), 1, { verdict: 'taken', reason: '4月20日约谈' })).status,
    ).toBe(303)
  })
})

describe('deciding', () => {
  beforeEach(() => on('2023-04-05'))

  test('is taken with what was done, and stands below with who and when', async () => {
    const officer = await office.signIn('officer')
    expect((await decides(officer, 1, { verdict: 'taken', reason: '漯督函〔2023〕5号，4月6日送达' })).status).toBe(303)
    const page = await words(officer)
    expect(page).toContain('已记为已办理，决定已留痕。')
    expect(page).toContain('没有待决定的建议')
    expect(page).toContain('已办理 漯督函〔2023〕5号，4月6日送达 李敏，2023-04-05 09:00')
  })

  test('needs words, and what was typed stays', async () => {
    const officer = await office.signIn('officer')
    const empty = await decides(officer, 1, { verdict: 'dropped', reason: '  ' })
    expect([empty.status, wordsOn(empty.text).includes('请写明不采纳的理由')]).toEqual([422, true])
    const long = await decides(officer, 1, { verdict: 'dropped', reason: '长'.repeat(501) })
    expect([long.status, long.text.includes('长'.repeat(501))]).toEqual([422, true])
    expect((await decides(officer, 1, { verdict: 'maybe', reason: '发了' })).status).toBe(400)
  })

  test('by two people at once: the second is told who was faster, and keeps the words', async () => {
    await decides(await office.signIn('officer'), 1, { verdict: 'taken', reason: '已发' })
    const second = await decides(await office.signIn('second'), 1, { verdict: 'dropped', reason: '资金本周到位' })
    expect(second.status).toBe(409)
    expect(wordsOn(second.text)).toContain('这条建议已由 李敏 于 2023-04-05 09:00 记为“已办理”，您的操作没有执行。')
    expect(wordsOn(second.text)).toContain('您刚才填写的： 资金本周到位')
  })

  test('about a date that was moved meanwhile is refused in words', async () => {
    const { world: w } = office
    const officer = await office.signIn('officer')
    w.does('officer', w.on(issue, { type: 'correct', changed: { deadline: day('2023-05-31') }, reason: '顺延' }))
    const answer = await decides(officer, 1, { verdict: 'taken', reason: '已发' })
    expect([answer.status, wordsOn(answer.text).includes('这条建议已经失效')]).toEqual([409, true])
  })
})

describe('the draft of a 督办函', () => {
  const draft = async (who: Browser, id = 1) => {
    const answer = await who.get(`/suggestions/${id}/letter`)
    const text = answer.status === 200 ? (unzipped(answer.bytes).get('word/document.xml') ?? '') : ''
    return { ...answer, words: text.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '') }
  }

  test('says the facts, what is asked and by when, and leaves number, date and seal blank', async () => {
    on('2023-04-05')
    const { headers, words: letter } = await draft(await office.signIn('officer'))
    expect(headers.get('content-type')).toContain('wordprocessingml')
    const lines = letter.split('\n').filter((line) => line !== '')
    expect(lines[0]).toBe('督办函（草稿）')
    expect(lines[1]).toBe('〔\u3000\u3000\u3000\u3000〕\u3000\u3000号')
    expect(lines[2]).toBe('临港区：')
    expect(letter).toContain('根据《方案》（〔2022〕10号）')
    expect(letter).toContain('编号 LH2022-0001）')
    expect(letter).toContain('完成时限为2023年3月31日。截至2023年4月5日，已逾期 3 个工作日')
    expect(letter).toContain('第一责任人：马主任；具体责任人：刘具体。')
    expect(letter).toContain('最近一次报告进展（2022年12月1日）：已核对金额')
    expect(letter).toContain('请抓紧办理，并于2023年4月12日前书面报告')
    expect(letter).toContain('领导小组办公室\n\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日')
    expect(letter).toContain('书面报告期限按今日起 5 个工作日推算，是本产品设定')
  })

  test('is there for a 督办函 alone', async () => {
    on('2023-04-14')
    expect((await draft(await office.signIn('director'))).status).toBe(404)
  })
})
