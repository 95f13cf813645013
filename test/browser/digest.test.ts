import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shoot, sizes } from '../support/browser.ts'
import { become, consoleOf, lastCard, openDemo, type DemoInBrowser } from '../support/demo-browser.ts'

let demo: DemoInBrowser
let chat: Page
beforeAll(async () => {
  demo = await openDemo()
  chat = await demo.context.newPage()
  await chat.goto(`${demo.url}/demo`)
})
afterAll(() => demo.close())

test('a leader asks for the week so far, and the office reads last week’s edition to its lists', async () => {
  await become(chat, '韩立言')
  await chat.getByPlaceholder('发消息给销号助手').fill('周报')
  await chat.keyboard.press('Enter')
  const card = lastCard(chat, '本周至今')
  await card.getByRole('link', { name: /在办/ }).waitFor()
  await shoot(chat, 'digest-card', true)
  const office = await consoleOf(demo.context, chat, '林晓')
  await office.goto(`${demo.url}/digests`)
  await office
    .getByRole('link', { name: /^第 \d+ 期$/ })
    .first()
    .click()
  await office.getByText('各单位情况').waitFor()
  await shoot(office, 'digest-edition', true)
  await office.setViewportSize(sizes.phone)
  await office.getByRole('button', { name: '再发一次' }).waitFor()
  await shoot(office, 'digest-edition-phone', true)
  await office.setViewportSize(sizes.wide)
  await office
    .getByRole('link', { name: /^\d+（/ })
    .nth(2)
    .click()
  await office.getByRole('heading', { name: /在办：\d+ 件/ }).waitFor()
  await shoot(office, 'digest-issues', true)
  expect(demo.faults).toEqual([])
})
