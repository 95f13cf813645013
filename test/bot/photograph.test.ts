import { expect, test } from 'vitest'
import { inOffice } from '#office'
import { findIssue } from '../../db/ledger.ts'
import { chat } from '../support/chat.ts'
import { photograph } from '../support/photograph.ts'
import { world } from '../support/world.ts'

test('an original photograph sent as a file keeps its own day, before and after its issue is known', () =>
  inOffice(async (db) => {
    const w = world(db)
    const [one, other] = [w.to('rectifying'), w.to('rectifying')]
    const c = chat(w)
    const plain = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2])
    const files = [
      { name: '厂房.jpg', bytes: photograph('2022:10:08 09:12:33') },
      { name: '缩小的.jpg', bytes: plain },
    ]
    const [question] = await c.says('responsible', '', { files })
    if (!question) throw new Error('the bot did not ask which issue')
    await c.taps('responsible', question, `${other.serial} ${other.title}`)
    expect(findIssue(db, one.serial)?.evidence).toEqual([])
    const kept = findIssue(db, other.serial)?.evidence
    expect(kept?.map(({ name, takenOn }) => [name, takenOn])).toEqual([
      ['厂房.jpg', '2022-10-08'],
      ['缩小的.jpg', undefined],
    ])
  }))
