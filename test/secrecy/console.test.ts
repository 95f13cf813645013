import { describe, expect, test } from 'vitest'
import { secretOf } from '../support/secrecy/office.ts'
import { inConsole, kindNames, readerNames, tablePage } from '../support/secrecy/table.ts'
import { before, hiddenInConsole, mayOpen, seenInConsole } from '../support/secrecy/walk-console.ts'

describe('what a person may know of is there', () => {
  test.each(readerNames)('%s', async (who) => {
    const walked = await before(who, hiddenInConsole(who), 'at once')
    const seen: string[] = []
    for (const kind of [...seenInConsole(who), ...hiddenInConsole(who)]) {
      const { status, text } = await walked.browser.get(`/issues/${walked.office.serialOf(kind)}`)
      if (status === 200 && text.includes(secretOf(kind))) seen.push(kind)
    }
    expect(seen.sort()).toEqual([...seenInConsole(who)].sort())
    expect(mayOpen(walked, who)).toBe(inConsole.includes(who))
    walked.desk.close()
  })

  test('all kinds are tried', () => {
    expect(new Set([...seenInConsole('leader'), ...hiddenInConsole('leader')])).toEqual(new Set(kindNames))
  })
})

test('the page for people says what the table says', async () => {
  await expect(tablePage()).toMatchFileSnapshot('../../docs/who-sees-what.zh-CN.md')
})
