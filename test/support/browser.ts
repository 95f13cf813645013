import { existsSync, mkdirSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** The machine's own Chromium; CHROMIUM names another. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? places.find((place) => existsSync(place))
  if (!executablePath) throw new Error('no Chromium here: apt-get install chromium fonts-noto-cjk, or set CHROMIUM')
  return chromium.launch({ executablePath, args: flags })
}

export const sizes = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

const folder = 'test-results/screenshots'

/** A picture for people to judge, in a folder git ignores. */
export async function shoot(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage })
}
