import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { bindGroup, contactsGroups, groupOf, groupsOf, setGroupHours } from '../../db/groups.ts'
import { hoursOf, officeHours, setOfficeHours } from '../../db/office-hours.ts'
import { world } from '../support/world.ts'

test('a group is a unit’s, the office’s, or that of all contacts', () =>
  inOffice((db) => {
    const w = world(db)
    const act = { actor: w.as('officer'), now: w.clock.now }
    const { port } = w.units
    const bind = (chatId: string, owner: Pick<Parameters<typeof bindGroup>[1], 'unit' | 'kind'>) =>
      transact(db, (tx) => bindGroup(tx, { platform: 'demo', chatId, ...owner }, act))
    expect([
      bind('g1', { unit: port }),
      bind('g2', { unit: null }),
      bind('g3', { unit: null, kind: 'contacts' }),
    ]).toEqual([true, true, true])
    const ids = (list: readonly { chatId: string }[]) => list.map(({ chatId }) => chatId)
    expect([ids(groupsOf(db, port)), ids(groupsOf(db, null)), ids(contactsGroups(db))]).toEqual([
      ['g1'],
      ['g2'],
      ['g3'],
    ])
    expect([
      bind('g3', { unit: null, kind: 'contacts' }),
      bind('g3', { unit: null }),
      bind('g3', { unit: port }),
    ]).toEqual([false, true, true])
    expect([groupOf(db, 'demo', 'g3')?.kind, contactsGroups(db)]).toEqual(['unit', []])
  }))

test('a group has the office’s hours until it is given its own', () =>
  inOffice((db) => {
    const w = world(db)
    const act = { actor: w.as('administrator'), now: w.clock.now }
    const group = { platform: 'demo', chatId: 'g1' }
    transact(db, (tx) => bindGroup(tx, { ...group, unit: w.units.port }, act))
    transact(db, (tx) => setOfficeHours(tx, { from: 540, to: 1020 }, act))
    expect(hoursOf(db, group)).toEqual(officeHours(db))
    const set = (hours: { from: number; to: number } | null) =>
      transact(db, (tx) => setGroupHours(tx, group, hours, act))
    expect([set({ from: 600, to: 720 }), set({ from: 600, to: 720 })]).toEqual([true, false])
    expect([hoursOf(db, group), hoursOf(db, { person: w.people.contact })]).toEqual([
      { from: 600, to: 720 },
      { from: 540, to: 1020 },
    ])
    set({ from: 480, to: 600 })
    expect(hoursOf(db, group)).toEqual({ from: 540, to: 600 })
    set({ from: 1080, to: 1200 })
    expect(hoursOf(db, group)).toEqual(officeHours(db))
    expect([set(null), hoursOf(db, group), hoursOf(db, { platform: 'lark', chatId: 'none' })]).toEqual([
      true,
      officeHours(db),
      officeHours(db),
    ])
  }))
