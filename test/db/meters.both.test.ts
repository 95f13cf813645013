import { inOffice } from '#office'
import { expect, test } from 'vitest'
import type { Use } from '../../core/quota.ts'
import { transact, type Db } from '../../db/database.ts'
import { countUse, meterOf, metersOf, setQuota } from '../../db/meters.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const december = at('2022-12-15T10:00')

const uses = (db: Db, platform: string, use: Use, now = december) =>
  transact(db, (tx) => countUse(tx, platform, { ...use, now }))
const pushesOf = (db: Db, now = december) => meterOf(db, 'dingtalk', now).pushes

test('calls and pushes add up, each in the month of Asia/Shanghai it fell into', () =>
  inOffice((db) => {
    uses(db, 'dingtalk', { calls: 2, pushes: 5 })
    uses(db, 'dingtalk', { calls: 0, pushes: 1 })
    uses(db, 'dingtalk', { calls: 4, pushes: 0 }, at('2022-12-31T23:59:59'))
    uses(db, 'dingtalk', { calls: 0, pushes: 9 }, at('2023-01-01T00:00'))
    expect(meterOf(db, 'dingtalk', december)).toMatchObject({ calls: 6, pushes: { count: 6 } })
    expect(meterOf(db, 'dingtalk', at('2023-01-31T23:59'))).toMatchObject({ calls: 0, pushes: { count: 9 } })
  }))

test('a platform that counts no pushes has none, and one that does keeps them beside calls alone', () =>
  inOffice((db) => {
    uses(db, 'lark', { calls: 3 })
    uses(db, 'dingtalk', { calls: 0, pushes: 2 })
    uses(db, 'dingtalk', { calls: 1 })
    uses(db, 'demo', { calls: 0, pushes: 0 })
    const standing = metersOf(db, december).map(({ platform, calls, pushes }) => ({ platform, calls, pushes }))
    expect(standing).toEqual([
      { platform: 'dingtalk', calls: 1, pushes: { count: 2, quota: null, endedAt: null } },
      { platform: 'lark', calls: 3, pushes: null },
    ])
  }))

test('an end counts from the first time it is said, until something done later is pushed or the month is over', () =>
  inOffice((db) => {
    uses(db, 'dingtalk', { calls: 1 })
    uses(db, 'dingtalk', { calls: 0, pushes: 0, pushing: { endedAt: december } })
    uses(db, 'dingtalk', { calls: 0, pushes: 0, pushing: { endedAt: december + 1_000 } })
    uses(db, 'dingtalk', { calls: 0, pushes: 1, pushing: { doneAt: december - 1 } })
    expect(pushesOf(db)).toEqual({ count: 1, quota: null, endedAt: december })
    expect(pushesOf(db, at('2023-01-01T00:00'))).toBeNull()
    uses(db, 'dingtalk', { calls: 0, pushes: 1, pushing: { doneAt: december + 1 } })
    expect(pushesOf(db)).toMatchObject({ count: 2, endedAt: null })
  }))

test('an end said before midnight is of the month before, whenever it is written down', () =>
  inOffice((db) => {
    const last = at('2022-12-31T23:59:59')
    uses(db, 'dingtalk', { calls: 0, pushes: 0, pushing: { endedAt: last } }, last + 30_000)
    expect([pushesOf(db)?.endedAt, pushesOf(db, last + 30_000)]).toEqual([last, null])
  }))

test('calls and pushes have a quota each, for every month', () =>
  inOffice((db) => {
    const act = { actor: { kind: 'system', door: 'cli' }, now: december } as const
    uses(db, 'dingtalk', { calls: 1, pushes: 1 })
    transact(db, (tx) => {
      setQuota(tx, 'dingtalk', { of: 'calls', quota: 5_000 }, act)
      setQuota(tx, 'dingtalk', { of: 'pushes', quota: 3_000 }, act)
      setQuota(tx, 'dingtalk', { of: 'pushes', quota: null }, act)
      setQuota(tx, 'dingtalk', { of: 'pushes', quota: 500_000 }, act)
    })
    expect(meterOf(db, 'dingtalk', december)).toMatchObject({ quota: 5_000, pushes: { quota: 500_000 } })
  }))
