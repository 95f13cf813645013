import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { officeHours, setOfficeHours } from '../../db/office-hours.ts'
import { officeStory } from '../../db/office-events.ts'

const act = { actor: { kind: 'system', door: 'cli' }, now: 0 } as const

test('the office is open from half past eight to six until it says otherwise', () =>
  inOffice((db) => {
    expect(officeHours(db)).toEqual({ from: 510, to: 1080 })
    const set = () => transact(db, (tx) => setOfficeHours(tx, { from: 540, to: 1050 }, act))
    expect([set(), set(), officeHours(db)]).toEqual([true, false, { from: 540, to: 1050 }])
    expect(officeStory(db, 9).map(({ event }) => event)).toEqual([{ type: 'hours-set', from: 540, to: 1050 }])
  }))
