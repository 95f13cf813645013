import { inOffice } from '#office'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { transact } from '../../db/database.ts'
import { findIssue } from '../../db/ledger.ts'
import { reproject } from '../../db/reproject.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { world } from '../support/world.ts'

test('rows written before payments had an account of their own get it from their events', () =>
  inOffice((db) => {
    const w = world(db)
    const issue = w.to('closed')
    expect(issue.instalments).toMatchObject([{ on: '2022-12-01', amount: 300_000_000, voucher: null }])
    transact(db, (tx) => {
      tx.run(sql`update issues set issue = json_remove(issue, '$.instalments')`)
      tx.run(sql`delete from settings where name = 'projection'`)
    })
    expect(verifyLedger(db)).toMatchObject({ serial: issue.serial, fault: 'differs' })
    reproject(db)
    expect(findIssue(db, issue.serial)).toEqual(issue)
    expect(verifyLedger(db)).toBeNull()
  }))
