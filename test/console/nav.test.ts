import { afterEach, beforeEach, expect, test } from 'vitest'
import { desk, type Desk } from '../support/console.ts'

let office: Desk
beforeEach(() => {
  office = desk()
})
afterEach(() => office.close())

/** The ways of the bar as `label` or `label*` where one is. */
function waysOn(page: string): string[] {
  const nav = /<nav class="nav"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? ''
  const links = [...nav.matchAll(/<a class="nav-link"([^>]*)>([^<]*)</g)]
  return links.map(([, attributes = '', label = '']) => (attributes.includes('aria-current') ? `${label}*` : label))
}

test('the bar marks the place one is in, on its pages below too', async () => {
  const issue = office.world.to('planning')
  const officer = await office.signIn('officer')
  for (const path of ['/', '/issues/new', `/issues/${issue.serial}`])
    expect(waysOn((await officer.get(path)).text)).toContain('台账*')
})

test('signed out there are no ways to go', async () => {
  expect(waysOn((await office.open().get('/login')).text)).toEqual([])
})
