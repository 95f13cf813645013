import { expect, test } from 'vitest'
import { desk, hidden, wordsOn } from '../support/console.ts'

const lead = {
  unit: '3',
  source: 'letters',
  title: '来信反映的厂房补贴',
  cause: '财政资金未安排',
  course: '2021年签订协议，承诺补贴300万元，至今未兑现',
  happened: '2021-03',
  category: 'C2',
}
const secret = { complainant: '密语张三', complainantContact: '密语13900000000', sealed: '密语：不愿公开身份' }

test('an officer writes down who complained, and only the office reads it again', async () => {
  const office = desk()
  const officer = await office.signIn('officer')
  const form = hidden((await officer.get('/issues/new')).text)
  const posted = await officer.post('/issues/new', { ...form, ...lead, ...secret })
  const path = posted.headers.get('location') ?? ''
  expect([posted.status, path]).toEqual([303, '/issues/LH2022-0001'])
  const page = await officer.get(path)
  expect(page.text).not.toContain('密语')
  expect(wordsOn(page.text)).toContain('已密封 1 条')
  const csrf = { csrf: form['csrf'] ?? '' }
  expect(wordsOn((await officer.post(`${path}/seals/open`, csrf)).text)).toContain('密语张三')
  expect(wordsOn((await officer.get(path)).text)).toContain('查看过 1 次，最近一次：李敏')
  for (const who of ['leader', 'auditor', 'administrator'] as const) {
    const other = await office.signIn(who)
    const seen = await other.get(path)
    expect([seen.status, seen.text.includes('密语'), seen.text.includes('已密封 1 条')]).toEqual([200, false, false])
    const word = { csrf: /name="csrf" value="(\w+)"/.exec(seen.text)?.[1] ?? '' }
    expect((await other.post(`${path}/seals/open`, word)).status).toBe(404)
    expect((await other.post(`${path}/seals`, { ...word, ...secret })).status).toBe(404)
  }
  office.close()
})

test('a unit’s own report has no complainant: the form says so and keeps what was typed', async () => {
  const office = desk()
  const officer = await office.signIn('officer')
  const form = hidden((await officer.get('/issues/new')).text)
  const answer = await officer.post('/issues/new', {
    ...form,
    ...lead,
    source: 'self',
    deadline: '2023-03-31',
    ...secret,
  })
  expect([answer.status, answer.text.includes('密语张三')]).toEqual([422, true])
  expect(wordsOn(answer.text)).toContain('单位自查上报的问题没有反映人')
  office.close()
})
