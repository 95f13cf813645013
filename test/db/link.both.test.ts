import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { head } from '../../db/chain.ts'
import { transact } from '../../db/database.ts'
import { historyOf } from '../../db/history.ts'
import { listIssues, resolveSerial, viewIssue } from '../../db/issues.ts'
import { findIssue } from '../../db/ledger.ts'
import { claimDue } from '../../db/outbox.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { start, world, type World } from '../support/world.ts'

/** One issue of 临港区 and one of 高新区, linked by the office. */
function linked(w: World) {
  const port = w.to('rectifying')
  const park = w.does('stranger', w.report({ unit: w.units.park }))
  transact(w.db, (tx) => void claimDue(tx, start, 50))
  w.does('officer', w.on(port, { type: 'link', to: park.serial }))
  return { port, park }
}

const inLinked = <T>(work: (w: World, issues: ReturnType<typeof linked>) => T) =>
  inOffice((db) => {
    const w = world(db)
    return work(w, linked(w))
  })

const types = (w: World, serial: string) => historyOf(w.db, serial).map(({ event }) => event.type)

describe('a link', () => {
  test('is an event of both issues, written at once, and both rows are the fold of theirs', () =>
    inLinked((w, { port, park }) => {
      expect(types(w, port.serial).at(-1)).toBe('linked')
      expect(types(w, park.serial)).toEqual(['reported', 'linked'])
      expect(findIssue(w.db, park.serial)).toMatchObject({ links: [port.serial], version: 2 })
      expect(verifyLog(w.db)).toMatchObject({ ok: true })
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('can be taken back from the other side', () =>
    inLinked((w, { port, park }) => {
      w.does('second', w.on(park, { type: 'unlink', from: port.serial, reason: '不是一回事' }))
      expect([port, park].map(({ serial }) => findIssue(w.db, serial)?.links)).toEqual([[], []])
      expect(types(w, port.serial).at(-1)).toBe('unlinked')
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('made twice at once is refused the second time, and nothing is written', () =>
    inLinked((w, { port, park }) => {
      const before = head(w.db)
      const again = w.run('second', w.on(park, { type: 'link', to: port.serial }))
      expect(again).toMatchObject({ ok: false, refusal: { code: 'invalid', label: '关联问题' } })
      expect(head(w.db)).toEqual(before)
    }))

  test('of a draft used twice is made once', () =>
    inLinked((w, { park }) => {
      const third = w.to('reported')
      const command = w.on(third, { type: 'link', to: park.serial })
      expect(w.run('officer', command, 'd')).toMatchObject({ ok: true, repeated: false })
      expect(w.run('officer', command, 'd')).toMatchObject({ ok: true, repeated: true })
      expect(findIssue(w.db, park.serial)?.links).toHaveLength(2)
    }))
})

describe('a unit never learns of another unit’s issue through a link', () => {
  test('it finds nothing, is told nothing, and is refused as before', () =>
    inLinked((w, { port, park }) => {
      const actor = w.as('contact')
      expect(viewIssue(w.db, actor, park.serial, start)).toBeNull()
      expect(resolveSerial(w.db, actor, park.serial)).toEqual([])
      const words = { filter: { words: park.serial }, sort: 'newest', page: 1, size: 50 } as const
      expect(listIssues(w.db, actor, words)).toEqual([])
      expect(w.run('contact', w.on(park, { type: 'comment', text: '在吗' }))).toEqual({
        ok: false,
        refusal: { code: 'not-found', serial: park.serial },
      })
      expect(transact(w.db, (tx) => claimDue(tx, start, 50))).toEqual([])
      expect(viewIssue(w.db, actor, port.serial, start)?.facts.lastMove?.type).toBe('plan-approved')
    }))
})
