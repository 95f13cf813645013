import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { textOf } from '../support/chat.ts'
import { groups, secretOf } from '../support/secrecy/office.ts'
import { groupKinds, groupTable, hiddenFrom, kindNames, readerNames, table } from '../support/secrecy/table.ts'
import { talking } from '../support/secrecy/walk-chat.ts'

test.each(readerNames)('what %s may know of is found', (who) =>
  inOffice(async (db) => {
    const t = talking(db, who, hiddenFrom(who))
    const found: string[] = []
    for (const kind of kindNames) {
      const answer = await t.say({ text: `查 ${t.office.serialOf(kind)}` })
      if (answer.includes(secretOf(kind))) found.push(kind)
    }
    expect(found.sort()).toEqual([...table[who]].sort())
  }),
)

test.each(groupKinds)('whoever knows everything says no more in the group %s than it may know', (group) =>
  inOffice(async (db) => {
    const t = talking(db, 'officer', [])
    const read: string[] = []
    for (const kind of kindNames) {
      const serial = t.office.serialOf(kind)
      const before = t.c.sent.length
      await t.say({ text: `留言 ${serial} ${secretOf(kind)}`, group: groups[group] })
      const inGroup = t.c.sent.slice(before).filter(({ to }) => to.kind !== 'person')
      const words = inGroup.map(({ content }) => textOf(content)).join()
      expect(words).not.toContain('密语')
      expect(words).not.toBe('')
      if (words.includes(serial)) read.push(kind)
    }
    expect(read.sort()).toEqual([...groupTable[group]].sort())
  }),
)
