import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { tick } from '../../bot/tick.ts'
import { transact } from '../../db/database.ts'
import { setPosts } from '../../db/people.ts'
import { chat, textOf } from '../support/chat.ts'
import { terms, world } from '../support/world.ts'

test('what was queued for somebody who has gone to another unit meanwhile is not said to them', () =>
  inOffice(async (db) => {
    const w = world(db)
    const c = chat(w)
    const issue = w.to('reported')
    w.does('officer', w.on(issue, { type: 'confirm', ...terms() }))
    const act = { actor: w.as('administrator'), now: w.clock.now }
    const elsewhere = [{ unit: w.units.park, role: 'contact' as const, scope: [] }]
    transact(db, (tx) => setPosts(tx, w.people.responsible, elsewhere, act))
    await tick(c.office)
    expect(c.to(w.people.responsible)).toEqual([])
    const others = c.to(w.people.contact).map(({ content }) => textOf(content))
    expect(others.join()).toContain(issue.serial)
  }))
