import { expect, test } from 'vitest'
import { desk, hidden, wordsOn } from '../support/console.ts'

const told = {
  unit: '3',
  source: 'self',
  title: '电话报来的厂房补贴',
  cause: '财政资金未安排',
  course: '2021年签订协议，承诺补贴300万元，至今未兑现',
  happened: '2021-03',
  category: 'C2',
}

test('an officer writes down what somebody of a unit tells on the phone, and the history says for whom', async () => {
  const office = desk()
  const officer = await office.signIn('second')
  const page = (await officer.get('/issues/new')).text
  expect(wordsOn(page)).toContain('代谁报送')
  const posted = await officer.post('/issues/new', { ...hidden(page), ...told, onBehalfOf: '刘具体' })
  expect([posted.status, posted.headers.get('location')]).toEqual([303, '/issues/LH2022-0001'])
  for (const who of ['second', 'auditor'] as const) {
    const seen = await (await office.signIn(who)).get('/issues/LH2022-0001')
    expect(wordsOn(seen.text)).toContain('王强代刘具体报送')
  }
  office.close()
})

test.each([
  ['高联络', 'self', '没有“高联络”。请核对姓名和责任单位'],
  ['刘具体', 'letters', '只有单位自查的问题可以代单位的人报送'],
])('%s from %s is refused at the field, and what was typed is kept', async (onBehalfOf, source, sentence) => {
  const office = desk()
  const officer = await office.signIn('second')
  const form = hidden((await officer.get('/issues/new')).text)
  const answer = await officer.post('/issues/new', { ...form, ...told, source, onBehalfOf })
  expect(answer.status).toBe(422)
  expect(wordsOn(answer.text)).toContain(sentence)
  expect(answer.text).toContain(`value="${onBehalfOf}"`)
  const again = await officer.post('/issues/new', { ...hidden(answer.text), ...told, source, onBehalfOf: '' })
  expect(again.status).toBe(303)
  office.close()
})

test('a lead still takes its complainant beside the empty field', async () => {
  const office = desk()
  const officer = await office.signIn('second')
  const form = hidden((await officer.get('/issues/new')).text)
  const lead = { ...told, source: 'letters', onBehalfOf: '', complainant: '密语张三' }
  const posted = await officer.post('/issues/new', { ...form, ...lead })
  expect(posted.status).toBe(303)
  expect(wordsOn((await officer.get('/issues/LH2022-0001')).text)).toContain('已密封 1 条')
  office.close()
})
