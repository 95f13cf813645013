import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shoot, sizes } from '../support/browser.ts'
import { become, consoleOf, lastCard, openDemo, type DemoInBrowser } from '../support/demo-browser.ts'

let demo: DemoInBrowser
let chat: Page
let office: Page
beforeAll(async () => {
  demo = await openDemo()
  chat = await demo.context.newPage()
  await chat.goto(`${demo.url}/demo`)
  office = await consoleOf(demo.context, chat, '林晓')
})
afterAll(() => demo.close())

test('a zero report is confirmed in chat by the head of the unit, then accepted by the office', async () => {
  await become(chat, '高闻')
  await lastCard(chat, '零报告').getByRole('button', { name: '确认零报告' }).click()
  await lastCard(chat, '零报告').getByText('已报').first().waitFor()
  await office.goto(`${demo.url}/hand-ins`)
  await shoot(office, 'office-hand-ins', true)
  const row = office.getByRole('row', { name: /市文旅局/ })
  await row.getByRole('link', { name: /已报/ }).first().click()
  await office.getByText('零报告').first().waitFor()
  await shoot(office, 'office-hand-in', true)
  await office.getByRole('button', { name: '确认', exact: true }).click()
  await office.getByText('已确认').first().waitFor()
})

test('a ledger exported and imported again changes nothing', async () => {
  const sheet = await office.request.get(`${demo.url}/ledgers/LH2022/xlsx`)
  expect(sheet.headers()['content-type']).toContain('spreadsheetml')
  await office.goto(`${demo.url}/imports`)
  const file = { name: '台账.xlsx', mimeType: 'application/octet-stream', buffer: await sheet.body() }
  await office.setInputFiles('input[type=file]', file)
  await office.getByRole('button', { name: '读取并预览' }).click()
  await office.getByText('与台账完全一样').waitFor()
  await shoot(office, 'office-import')
})

test('a unit that is renamed keeps its people and its issues', async () => {
  await office.goto(`${demo.url}/roster`)
  await office.getByRole('link', { name: '城东区' }).click()
  await office.getByRole('link', { name: '更名' }).click()
  await office.getByLabel('新名称').fill('东城区')
  await office.getByLabel('依据').fill('市委编委〔2026〕3号')
  await shoot(office, 'office-rename', true)
  await office.getByRole('button', { name: /更名/ }).click()
  await office.getByRole('heading', { name: '东城区' }).waitFor()
  await office.goto(`${demo.url}/`)
  expect(await office.getByRole('cell', { name: '东城区' }).count()).toBeGreaterThan(0)
  expect(await office.getByRole('cell', { name: '城东区', exact: true }).count()).toBe(0)
})

const pages = {
  'office-ledger': '/',
  'office-campaign': '/campaigns/LH2022',
  'office-campaign-change': '/campaigns/LH2022/change',
  'office-roster': '/roster',
  'office-deliveries': '/deliveries',
  'office-groups': '/roster/groups',
  'office-calendar': '/calendar',
  'office-person': '/roster/people/new',
  'office-issue': '/issues/LH2022-0002',
}

test.each(Object.entries(pages))('%s fits a desk and a phone', async (name, path) => {
  for (const [size, viewport] of Object.entries(sizes)) {
    await office.setViewportSize(viewport)
    await office.goto(demo.url + path)
    await shoot(office, `${name}-${size}`, true)
    const wide = await office.evaluate('document.scrollingElement.scrollWidth - document.documentElement.clientWidth')
    expect(wide).toBeLessThanOrEqual(0)
  }
  expect(demo.faults).toEqual([])
})
