import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { officeHours } from '../../db/office-hours.ts'
import { put } from '../../db/settings.ts'

test('the office is open from half past eight to six until it says otherwise', () =>
  inOffice((db) => {
    expect(officeHours(db)).toEqual({ from: 510, to: 1080 })
    transact(db, (tx) => {
      put(tx, 'office-hours', '09:00-17:30')
    })
    expect(officeHours(db)).toEqual({ from: 540, to: 1050 })
  }))
