import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import type { Issue } from '../../core/issue.ts'
import { appealCount, countIssues } from '../../db/issue-counts.ts'
import { explainMine, listIssues, mine, type IssueFilter } from '../../db/issues.ts'
import { findIssue } from '../../db/ledger.ts'
import { transact } from '../../db/database.ts'
import { mergeUnits } from '../../db/reform.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { at, deliver, look } from '../support/nudges.ts'
import { day, terms, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))
const flag = { type: 'flag', kind: 'concealed', reason: '来信反映早已发生', evidence: [] } as const
const confirm = { type: 'confirm-flag', kind: 'concealed', reason: '查实' } as const
const dispute = { type: 'appeal', about: 'assignment', reason: '不归本单位', evidence: [] } as const

/** A lead that the officer has given to 临港区. */
function assigned(w: World): Issue {
  const lead = w.does('officer', w.report({ source: 'letters', deadline: null }))
  const act = { type: 'assign', unit: w.units.port, signoffDue: day('2022-12-05'), ...terms() } as const
  return w.does('officer', w.on(lead, act))
}

const found = (w: World, who: keyof World['people'], filter: IssueFilter) =>
  listIssues(w.db, w.as(who), { filter, sort: 'newest', page: 1, size: 50 }).map(({ issue }) => issue.serial)
const onHand = (w: World, who: keyof World['people']) => mine(w.db, w.as(who), 50).map(({ issue }) => issue.serial)

describe('an appeal', () => {
  test('is among what the office has on hand and in a list of its own until it is answered', () =>
    inWorld((w) => {
      const issue = assigned(w)
      expect(onHand(w, 'second')).toEqual([])
      w.does('contact', w.on(issue, dispute))
      expect([onHand(w, 'second'), found(w, 'officer', { appeal: true })]).toEqual([[issue.serial], [issue.serial]])
      expect([appealCount(w.db, w.as('officer'), {}), onHand(w, 'stranger')]).toEqual([1, []])
      expect(verifyLedger(w.db)).toBeNull()
      w.does('second', w.on(issue, { type: 'decide-appeal', upheld: true, reason: '属实' }))
      expect([appealCount(w.db, w.as('officer'), {}), found(w, 'officer', { appeal: true })]).toEqual([0, []])
      expect(findIssue(w.db, issue.serial)?.status).toBe('reported')
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('against a flag on what is closed is on hand too', () =>
    inWorld((w) => {
      const issue = w.to('closed')
      w.does('officer', w.on(issue, flag))
      w.does('second', w.on(issue, confirm))
      w.does('contact', w.on(issue, { ...dispute, about: 'concealed' }))
      expect(onHand(w, 'director')).toEqual([issue.serial])
      expect(explainMine(w.db, w.as('director')).some((step) => /SCAN issues(?! USING)/.test(step))).toBe(false)
      w.does('director', w.on(issue, { type: 'decide-appeal', upheld: true, reason: '自查时已经报过' }))
      expect([onHand(w, 'director'), findIssue(w.db, issue.serial)?.flags]).toEqual([[], []])
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('is owed an answer within five workdays; then the officers hear, a day later the director', () =>
    inWorld((w) => {
      w.does('contact', w.on(assigned(w), dispute)) // on 2022-12-01, a Thursday
      look(w.db, at('2022-12-07'))
      expect(Object.values(deliver(w, at('2022-12-07'))).flat()).not.toContain('appeal 0')
      look(w.db, at('2022-12-08'))
      expect(deliver(w, at('2022-12-08'))['second']).toContain('appeal 0')
      look(w.db, at('2022-12-09'))
      expect(deliver(w, at('2022-12-09'))['director']).toContain('appeal 1')
    }))
})

describe('what is flagged', () => {
  test('is found by those who may know of it', () =>
    inWorld((w) => {
      const [one, two] = [w.to('rectifying'), w.to('planning')]
      for (const issue of [one, two]) w.does('officer', w.on(issue, flag))
      w.does('second', w.on(two, confirm))
      w.does('officer', w.on(two, { ...flag, kind: 'falsified' }))
      const both = [two.serial, one.serial]
      expect(found(w, 'officer', { flagged: 'suspected' })).toEqual(both)
      expect(found(w, 'auditor', { flagged: 'suspected' })).toEqual(both)
      expect(countIssues(w.db, w.as('officer'), { flagged: 'confirmed' })).toEqual({ existing: 1, fresh: 0 })
      for (const who of ['leader', 'contact', 'above'] as const) {
        expect(found(w, who, { flagged: 'suspected' })).toEqual([])
        expect(found(w, who, { flagged: 'confirmed' })).toEqual([two.serial])
      }
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('passes with the work of a unit that is merged', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      w.does('officer', w.on(issue, flag))
      const act = { actor: w.as('officer'), now: w.clock.now }
      const merge = { units: [w.units.port], into: '高新区', reason: '漯编〔2022〕8号', on: day('2022-12-01') }
      transact(w.db, (tx) => mergeUnits(tx, merge, act) as never)
      expect(findIssue(w.db, issue.serial)?.flags).toMatchObject([{ unit: w.units.park }])
      expect(verifyLedger(w.db)).toBeNull()
    }))
})
