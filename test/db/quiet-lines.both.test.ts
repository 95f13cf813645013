import { inOffice } from '#office'
import { expect, test } from 'vitest'
import { noteConnection } from '../../db/connections.ts'
import { transact, type Db } from '../../db/database.ts'
import { remember } from '../../db/inbox.ts'
import { countUse } from '../../db/meters.ts'
import { quietLines } from '../../db/quiet-lines.ts'
import { busyWeek, noon, quietSince } from '../support/quiet-week.ts'

const platform = 'dingtalk'
const said = (db: Db, at: number, sender?: string) =>
  transact(db, (tx) => remember(tx, { platform, eventId: `e${at}${sender ?? ''}`, at, ...(sender && { sender }) }))

test('a connection by which people spoke every day, and today nobody, is a quiet one', () =>
  inOffice((db) => {
    busyWeek(db, { platform, people: 5 })
    expect(quietLines(db, noon)).toEqual([{ platform, from: quietSince }])
  }))

test('anything at all that came today, a receipt too, ends it', () =>
  inOffice((db) => {
    busyWeek(db, { platform, people: 5 })
    transact(db, (tx) => remember(tx, { platform: 'lark', eventId: 'elsewhere', at: noon - 1 }))
    expect(quietLines(db, noon)).toHaveLength(1)
    said(db, noon - 1)
    expect(quietLines(db, noon)).toEqual([])
  }))

test('few who write a lot, and many who only read, are no reason to wonder', () =>
  inOffice((db) => {
    busyWeek(db, { platform, people: 4, each: 20 })
    busyWeek(db, { platform, people: 30, only: 'receipts' })
    expect(quietLines(db, noon)).toEqual([])
  }))

test('where it is said already that nothing is pushed, that is why', () =>
  inOffice((db) => {
    busyWeek(db, { platform, people: 5 })
    const pushing = { endedAt: noon - 86_400_000 }
    transact(db, (tx) => countUse(tx, platform, { calls: 0, pushes: 0, pushing, now: noon }))
    expect(quietLines(db, noon)).toEqual([])
  }))

test('without a connection nobody waits for anything', () =>
  inOffice((db) => {
    busyWeek(db, { platform, people: 5 })
    transact(db, (tx) =>
      noteConnection(tx, { platform, state: 'reconnecting', since: noon - 1, heardAt: noon, why: null }),
    )
    expect(quietLines(db, noon)).toEqual([])
  }))
