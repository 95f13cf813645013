import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { transact, type Db } from '../../db/database.ts'
import { historyOf } from '../../db/history.ts'
import { openSeals, seal, sealsOn } from '../../db/seals.ts'
import { logChecker, logRows, verifyLog } from '../../db/verify-log.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { logLine, readLogLine } from '../../runtime/log-lines.ts'
import { world, type World } from '../support/world.ts'

const secret = { complainant: '密语张三', contact: '密语13900000000', note: '密语：怕报复' }
const by = (w: World, who: keyof World['people']) => ({ actor: w.as(who), now: w.clock.now })
const leadIn = (w: World) => w.does('officer', w.report({ source: 'letters', deadline: null })).serial
const sealed = (db: Db) => {
  const w = world(db)
  const serial = leadIn(w)
  expect(transact(db, (tx) => seal(tx, serial, secret, by(w, 'officer')))).toBeNull()
  return { w, serial }
}

test('officers and directors read what is sealed, and every look stays', () =>
  inOffice((db) => {
    const { w, serial } = sealed(db)
    for (const who of ['second', 'director'] as const)
      expect(transact(db, (tx) => openSeals(tx, serial, by(w, who)))).toMatchObject([secret])
    expect(sealsOn(db, serial)).toMatchObject({
      count: 1,
      looks: [{ by: w.people.second }, { by: w.people.director }],
    })
  }))

test.each(['auditor', 'administrator', 'leader', 'contact', 'above'] as const)('%s neither seals nor looks', (who) =>
  inOffice((db) => {
    const { w, serial } = sealed(db)
    expect(transact(db, (tx) => openSeals(tx, serial, by(w, who)))).toBeNull()
    expect(transact(db, (tx) => seal(tx, serial, secret, by(w, who)))).toEqual({ code: 'not-found', serial })
    expect(sealsOn(db, serial)).toEqual({ count: 1, looks: [] })
  }),
)

test('a unit’s own report has no complainant, and nothing is no seal', () =>
  inOffice((db) => {
    const w = world(db)
    const own = w.to('reported').serial
    expect(transact(db, (tx) => seal(tx, own, secret, by(w, 'officer')))).toMatchObject({ code: 'invalid' })
    const empty = { complainant: null, contact: null, note: null }
    expect(transact(db, (tx) => seal(tx, leadIn(w), empty, by(w, 'officer')))).toMatchObject({ code: 'missing' })
  }))

describe('what is sealed is nowhere else', () => {
  test('not in the issue, not in its history', () =>
    inOffice((db) => {
      const { w, serial } = sealed(db)
      expect(JSON.stringify(historyOf(db, serial))).not.toContain('密语')
      expect(JSON.stringify(w.does('officer', w.on({ serial }, { type: 'comment', text: '已核' })))).not.toContain(
        '密语',
      )
      expect([verifyLog(db).ok, verifyLedger(db)]).toEqual([true, null])
    }))

  test('not in the lines an auditor gets, which verify all the same', () =>
    inOffice((db) => {
      sealed(db)
      const lines = [...logRows(db)].map(logLine)
      expect(lines.join()).not.toContain('密语')
      const checker = logChecker()
      expect(lines.flatMap((line) => checker.take(readLogLine(line) ?? fail(line)) ?? [])).toEqual([])
      expect(checker.end()).toMatchObject({ ok: true })
    }))

  test('but words taken away from any other event are missed', () =>
    inOffice((db) => {
      sealed(db)
      const checker = logChecker()
      const rows = [...logRows(db)].map((row) => ({ ...row, salt: null, data: null, sealed: true }))
      expect(rows.flatMap((row) => checker.take(row) ?? [])[0]).toMatchObject({ ok: false, fault: 'data-missing' })
    }))
})

function fail(line: string): never {
  throw new Error(`not a line: ${line}`)
}
