import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { openBrowser, sizes } from './browser.ts'
import { startProgram } from './server.ts'

export type DemoInBrowser = Awaited<ReturnType<typeof openDemo>>

/** The demo with a browser before it; `faults` are what its pages threw. */
export async function openDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'xiaohao-demo-'))
  const demo = await startProgram('demo', { PATH: process.env['PATH'] ?? '' }, folder)
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: sizes.wide, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const faults: string[] = []
  context.setDefaultTimeout(15_000)
  context.on('page', (page) => page.on('pageerror', (fault) => faults.push(String(fault))))
  const close = async () => {
    await browser.close()
    await demo.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: demo.url, context, faults, close }
}

/** Becomes a sample person in the chat page. */
export async function become(page: Page, name: string): Promise<void> {
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click()
  await page.getByText(name).first().waitFor()
}

/** The console as this person, in a page of its own. */
export async function consoleOf(context: BrowserContext, page: Page, name: string): Promise<Page> {
  await become(page, name)
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: /以此身份打开控制台/ }).click()
  const office = await opened
  await office.getByRole('button', { name: '登录' }).click()
  await office.getByRole('button', { name: '退出' }).waitFor()
  return office
}

export const lastCard = (page: Page, text: string) => page.locator('article', { hasText: text }).last()
