import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shoot, sizes } from '../support/browser.ts'
import { png } from '../support/chat.ts'
import { become, consoleOf as signedIn, lastCard, openDemo, type DemoInBrowser } from '../support/demo-browser.ts'

let demo: DemoInBrowser
beforeAll(async () => {
  demo = await openDemo()
})
afterAll(() => demo.close())

const consoleOf = (page: Page, name: string) => signedIn(demo.context, page, name)

async function say(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder('发消息给销号助手').fill(text)
  await page.keyboard.press('Enter')
}

const dayInput = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

test('someone who has never seen it brings a problem from the chat page to 销号', async () => {
  const page = await demo.context.newPage()
  await page.goto(`${demo.url}/demo`)
  await become(page, '陈晓舟')
  await say(page, '报送 标准厂房租金补贴一直没兑现，2021年3月签的协议，300万')
  const form = lastCard(page, '已从您的话里读到')
  await form.getByLabel('事件原因').fill('财政资金没有安排到位')
  await form.getByLabel('问题类别').selectOption({ label: '政策承诺与合同协议履行' })
  await form.getByLabel('完成时限').fill(dayInput(60))
  await shoot(page, 'demo-report-form')
  await form.getByRole('button', { name: '提交' }).click()
  const reported = lastCard(page, '已报送，待办公室审核。')
  await reported.waitFor()
  const serial = /LH2022-\d{4}/.exec(await reported.innerText())?.[0] ?? ''
  expect(serial).toMatch(/^LH2022-\d{4}$/)

  const office = await consoleOf(page, '林晓')
  await shoot(office, 'console-ledger')
  await office.goto(`${demo.url}/issues/${serial}`)
  await shoot(office, 'console-reported')
  await office.getByRole('button', { name: '确认', exact: true }).click()
  await office.getByText('待报措施').first().waitFor()

  await become(page, '刘望')
  await lastCard(page, serial).getByRole('button', { name: '报措施' }).click()
  const plan = lastCard(page, `${serial} 报措施`)
  await plan.getByLabel('推进措施', { exact: false }).first().fill('安排资金，足额拨付')
  await plan.getByLabel('时间节点', { exact: false }).first().fill(dayInput(30))
  await shoot(page, 'demo-plan-form')
  await plan.getByRole('button', { name: '提交' }).click()
  await lastCard(page, `${serial} 措施待审`).waitFor()

  await office.reload()
  await office.getByRole('button', { name: '措施通过' }).click()
  await office.getByText('整改中').first().waitFor()

  await page.setInputFiles('input[type=file]', {
    name: '付款凭证.png',
    mimeType: 'image/png',
    buffer: Buffer.from(png),
  })
  await say(page, `进展 ${serial} 措施1已完成，300万元今天已打款`)
  await lastCard(page, '对吗？').getByRole('button', { name: '对，记入' }).click()
  await page.getByText(`已收到照片，放入 ${serial} 的佐证材料（第 1 份）。`).waitFor()
  await lastCard(page, '已记入进展').waitFor()
  await say(page, `销号 ${serial}`)
  await lastCard(page, '整改完成情况').getByRole('button', { name: '提交' }).click()
  await lastCard(page, `${serial} 待核查`).waitFor()
  await shoot(page, 'demo-submitted')
  await office.close()

  const second = await consoleOf(page, '方志远')
  await second.goto(`${demo.url}/issues/${serial}`)
  await shoot(second, 'console-verifying', true)
  await second
    .getByRole('link', { name: '核查销号' })
    .or(second.getByRole('button', { name: '核查销号' }))
    .first()
    .click()
  await second.getByLabel('核查方式').selectOption('现场')
  await second.getByLabel('核查地点').fill('临港产业园')
  await second.getByLabel('核查人员').fill('方志远、林晓')
  await second.getByLabel('核查情况').fill('补贴已到账，凭证齐全')
  await second.setInputFiles('input[type=file]', {
    name: '现场.png',
    mimeType: 'image/png',
    buffer: Buffer.from(scene),
  })
  await shoot(second, 'console-verify-form', true)
  await second.getByRole('button', { name: '核查销号' }).click()
  await second.getByText('已销号').first().waitFor()
  await shoot(second, 'console-closed', true)

  await become(page, '刘望')
  await lastCard(page, '方志远于').waitFor()
  expect(await lastCard(page, '方志远于').innerText()).toContain(`${serial} 已销号`)

  await second.setViewportSize(sizes.phone)
  await shoot(second, 'phone-issue', true)
  await second.goto(`${demo.url}/`)
  await shoot(second, 'phone-ledger')
  await page.setViewportSize(sizes.phone)
  await shoot(page, 'phone-demo')
  expect(demo.faults).toEqual([])
}, 120_000)

/** Another picture than the unit's: the same bytes twice on one issue count once. */
const scene = Uint8Array.from([...png, 0])
