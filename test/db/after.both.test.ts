import { inOffice } from '#office'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../core/digest/digest.ts'
import { endOfWeek } from '../../core/digest/figures.ts'
import { countOf, periodOf } from '../../core/digest/tally.ts'
import type { Issue } from '../../core/issue.ts'
import { findCampaign } from '../../db/campaigns.ts'
import { transact } from '../../db/database.ts'
import { figuresInSteps } from '../../db/digest-cells.ts'
import { historyOf } from '../../db/history.ts'
import { findIssue, note } from '../../db/ledger.ts'
import { mine } from '../../db/issues.ts'
import { mergeUnits } from '../../db/reform.ts'
import { reproject } from '../../db/reproject.ts'
import { eventData, issues, settings } from '../../db/schema.ts'
import { atOnce } from '../../db/slices.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { at, deliver, look } from '../support/nudges.ts'
import { day, verification, world, type World } from '../support/world.ts'

const inWorld = <T>(work: (w: World) => T) => inOffice((db) => work(world(db)))
const again = { type: 'reopen', reason: '企业反映只到账一半', deadline: day('2023-02-10') } as const
const undo = { type: 'undo', reason: '点错了' } as const

/** 销号, 累计销号 and 在办 of the week that begins on a Monday, as its edition has them. */
function week(w: World, monday: string) {
  const running = findCampaign(w.db, 'LH2022')
  if (!running) throw new Error('no campaign')
  const { cells } = atOnce(figuresInSteps(w.db, running, periodOf(day(monday), endOfWeek(day(monday)))))
  const { now, closed } = digestOf(cells, () => true)
  return { closed: countOf(now, 'closed'), struck: countOf(now, 'struck'), open: countOf(now, 'open'), chart: closed }
}

/** Struck off on 2022-12-02, a Friday. */
function struck(w: World): Issue {
  const issue = w.to('verifying')
  w.clock.now = at('2022-12-02')
  return w.does('second', w.on(issue, { type: 'close', verification: verification() }))
}

describe('重新挂账', () => {
  test('in the week after: the closing counts in its own week, and is struck off no more', () =>
    inWorld((w) => {
      const issue = struck(w)
      const before = week(w, '2022-11-28')
      expect(before).toMatchObject({ closed: 1, struck: 1, open: 0 })
      w.clock.now = at('2022-12-07')
      w.does('officer', w.on(issue, again))
      expect(week(w, '2022-11-28')).toEqual(before)
      const next = week(w, '2022-12-05')
      expect(next).toMatchObject({ closed: 0, struck: 0, open: 1 })
      expect(next.chart.slice(-2)).toEqual([1, 0])
      expect(verifyLedger(w.db)).toBeNull()
      expect(verifyLog(w.db)).toMatchObject({ ok: true })
    }))

  test('arms the new deadline, which is spoken of as any other', () =>
    inWorld((w) => {
      const issue = struck(w)
      look(w.db, at('2022-12-06'))
      deliver(w, at('2022-12-06'))
      w.clock.now = at('2022-12-07')
      w.does('officer', w.on(issue, again))
      look(w.db, at('2023-02-10'))
      expect(deliver(w, at('2023-02-10'))['responsible']).toContain('deadline 0')
    }))

  test('of a unit that has ended meanwhile is the work of whoever took over', () =>
    inWorld((w) => {
      const issue = struck(w)
      const act = { actor: w.as('officer'), now: w.clock.now }
      const order = { reason: '漯编〔2022〕8号', on: day('2022-12-01') }
      transact(w.db, (tx) => mergeUnits(tx, { units: [w.units.port], into: '高新区', ...order }, act) as never)
      expect(w.does('officer', w.on(issue, again)).unit).toBe(w.units.park)
      expect(mine(w.db, w.as('stranger'), 10).map(({ issue: { serial } }) => serial)).toEqual([issue.serial])
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('redacted words leave the state that the headers tell', () =>
    inWorld((w) => {
      const [issue, other] = [w.to('closed'), w.to('closed')]
      w.does('officer', w.on(issue, again))
      w.does('officer', w.on(other, undo))
      for (const one of [issue, other]) redact(w, one)
      expect(verifyLedger(w.db)).toBeNull()
    }))
})

/** Takes the words of the report out of the log. */
function redact({ db, as, clock }: World, { serial }: Issue): void {
  const [first] = historyOf(db, serial)
  const n = first?.n ?? 0
  const fact = { type: 'redacted', events: [n] }
  transact(db, (tx) => {
    const by = note(tx, { kind: 'campaign', id: 'LH2022', fact, actor: as('director'), now: clock.now })
    tx.update(eventData).set({ data: null, salt: null, redactedBy: by }).where(eq(eventData.n, n)).run()
  })
}

describe('撤销', () => {
  test('of a closing: later weeks know of none, the row and the log agree', () =>
    inWorld((w) => {
      const issue = struck(w)
      w.clock.now = at('2022-12-07')
      w.does('officer', w.on(issue, undo))
      expect(week(w, '2022-12-05')).toMatchObject({ closed: 0, struck: 0, open: 1 })
      expect(verifyLedger(w.db)).toBeNull()
      w.clock.now = at('2022-12-08')
      w.does('second', w.on(issue, { type: 'close', verification: verification() }))
      expect(week(w, '2022-12-05')).toMatchObject({ closed: 1, struck: 1, open: 0 })
      expect(verifyLedger(w.db)).toBeNull()
    }))

  test('of a dismissal: the dates are watched again', () =>
    inWorld((w) => {
      const issue = w.to('rectifying')
      w.does('director', w.on(issue, { type: 'dismiss', reason: '主体灭失' }))
      look(w.db, at('2023-03-31'))
      expect(deliver(w, at('2023-03-31'))).toEqual({})
      w.clock.now = at('2023-03-31')
      w.does('officer', w.on(issue, undo))
      look(w.db, at('2023-04-03'))
      expect(deliver(w, at('2023-04-03'))['responsible']).toContain('deadline 1')
      expect(verifyLedger(w.db)).toBeNull()
    }))
})

test('an office of an earlier version learns from the log what can be taken back', () =>
  inWorld((w) => {
    const issue = struck(w)
    const { ending: _, reopenings: __, ...older } = issue
    transact(w.db, (tx) => {
      tx.update(issues)
        .set({ issue: older as Issue })
        .run()
      tx.delete(settings).run()
    })
    reproject(w.db)
    expect(findIssue(w.db, issue.serial)).toEqual(issue)
    expect(verifyLedger(w.db)).toBeNull()
  }))
