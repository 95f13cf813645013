import { inOffice } from '#office'
import { describe, expect, test } from 'vitest'
import { issueEvent } from '../../db/history.ts'
import { countIssues, extensionCount, statusCounts } from '../../db/issue-counts.ts'
import { explainList, explainMine, listIssues, mine, type IssueSort } from '../../db/issues.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { verifyLog } from '../../db/verify-log.ts'
import { day, oneDay, start, world, type World } from '../support/world.ts'

const inLedger = (work: (w: World) => void) => inOffice((db) => work(world(db)))
const extend = (to = '2023-05-15', reason = '财政资金第二季度才能到位') =>
  ({ type: 'extend', to: day(to), reason }) as const
const grant = { type: 'grant-extension', to: day('2023-05-15') } as const
const refuse = { type: 'refuse-extension', reason: '资金已经到位' } as const
const onHand = (w: World, who: number | 'officer' | 'director' | 'responsible' | 'stranger') =>
  mine(w.db, w.as(who), 50).map(({ issue }) => issue.serial)
const asking = (w: World, sort: IssueSort = 'newest') =>
  listIssues(w.db, w.as('officer'), { filter: { extension: true }, sort, page: 1, size: 50 }).map(
    ({ issue }) => issue.serial,
  )

/** Three issues in 整改中; the first and the third ask for more time, a day apart. */
function twoAsk(w: World) {
  const [first, second, third] = [w.to('rectifying'), w.to('rectifying'), w.to('rectifying')]
  w.does('contact', w.on(third, extend()))
  w.clock.now += oneDay
  w.does('contact', w.on(first, extend('2023-06-30')))
  return { first, second, third }
}

describe('a request for more time in the ledger', () => {
  test('row and log say the same through asking, refusing, asking again and granting', () =>
    inLedger((w) => {
      const issue = w.to('rectifying')
      w.does('contact', w.on(issue, extend()))
      expect(verifyLedger(w.db)).toBe(null)
      w.does('officer', w.on(issue, refuse))
      w.does('first', w.on(issue, extend()))
      const granted = w.does('second', w.on(issue, grant))
      expect(granted).toMatchObject({ deadline: '2023-05-15', extension: null, extensions: 1 })
      expect([verifyLedger(w.db), verifyLog(w.db).ok]).toEqual([null, true])
    }))

  test('is found while it waits, in every order, and counted apart from the states', () =>
    inLedger((w) => {
      const { first, third } = twoAsk(w)
      expect(asking(w)).toEqual([third.serial, first.serial])
      expect(asking(w, 'changed')).toEqual([first.serial, third.serial])
      expect(asking(w, 'deadline')).toEqual([first.serial, third.serial])
      expect(countIssues(w.db, w.as('officer'), { extension: true })).toEqual({ existing: 2, fresh: 0 })
      expect(statusCounts(w.db, w.as('officer'), {})).toEqual([{ status: 'rectifying', count: 3 }])
      w.does('officer', w.on(third, grant))
      w.does('officer', w.on(first, refuse))
      expect([asking(w), extensionCount(w.db, w.as('officer'), {})]).toEqual([[], 0])
    }))

  test('is found under a unit and a campaign too, and not by a unit that may not know of it', () =>
    inLedger((w) => {
      twoAsk(w)
      const count = (filter: object, who: 'officer' | 'contact' | 'stranger' = 'officer') =>
        extensionCount(w.db, w.as(who), filter)
      expect([count({ unit: w.units.port }), count({ unit: w.units.park }), count({ campaign: 'LH2022' })]).toEqual([
        2, 0, 2,
      ])
      expect([count({}, 'contact'), count({}, 'stranger')]).toEqual([2, 0])
    }))

  test('is found by its own index, however long the ledger', () =>
    inLedger((w) => {
      twoAsk(w)
      const filters = [{ extension: true }, { extension: true, unit: w.units.port, campaign: 'LH2022' }]
      const plans = filters.flatMap((filter) =>
        (['newest', 'deadline', 'changed'] as const).map((sort) =>
          explainList(w.db, w.as('officer'), { filter, sort, page: 1, size: 50 }).join('\n'),
        ),
      )
      expect(plans.map((plan) => plan.includes('issues_extension') && !/\bSCAN issues\b/.test(plan))).toEqual(
        plans.map(() => true),
      )
    }))

  test('is on the hands of the office while it waits, of the unit all along', () =>
    inLedger((w) => {
      const issue = w.to('rectifying')
      expect([onHand(w, 'officer'), onHand(w, 'responsible')]).toEqual([[], [issue.serial]])
      w.does('contact', w.on(issue, extend()))
      expect([onHand(w, 'officer'), onHand(w, 'director')]).toEqual([[issue.serial], [issue.serial]])
      expect([onHand(w, 'responsible'), onHand(w, 'stranger')]).toEqual([[issue.serial], []])
      w.does('officer', w.on(issue, refuse))
      expect(onHand(w, 'officer')).toEqual([])
    }))

  test('doesn’t make 待办 read all that is open: each of its ways is found by index', () =>
    inLedger((w) => {
      const steps = (who: 'officer' | 'contact' | 'stranger') => explainMine(w.db, w.as(who)).join('\n')
      expect(steps('officer')).toMatch(/MULTI-INDEX OR[\s\S]+issues_status[\s\S]+issues_extension/)
      expect(steps('contact')).toMatch(/MULTI-INDEX OR[\s\S]+issues_unit/)
      expect([steps('officer'), steps('contact'), steps('stranger')].join()).not.toMatch(/\bSCAN issues\b/)
    }))
})

describe('two at once', () => {
  test('of two officers who decide on the same page the second changes nothing', () =>
    inLedger((w) => {
      const issue = w.to('rectifying')
      const { stateVersion: seen } = w.does('contact', w.on(issue, extend()))
      const granted = w.does('officer', w.on(issue, grant, seen))
      const second = w.run('second', w.on(issue, refuse, seen))
      expect(second).toMatchObject({ ok: false, refusal: { code: 'stale', move: { type: 'extension-granted' } } })
      expect(mine(w.db, w.as('contact'), 5).map((row) => row.issue)).toEqual([granted])
    }))

  test('the same form twice asks once and answers the same', () =>
    inLedger((w) => {
      const issue = w.to('rectifying')
      const once = w.does('contact', w.on(issue, extend()), 'draft-1')
      const again = w.run('contact', w.on(issue, extend()), 'draft-1')
      expect(again).toMatchObject({ ok: true, repeated: true, issue: once })
      const { stateVersion: seen } = once
      w.does('officer', w.on(issue, grant, seen), 'draft-2')
      expect(w.run('officer', w.on(issue, grant, seen), 'draft-2')).toMatchObject({ ok: true, repeated: true })
      expect(mine(w.db, w.as('contact'), 5)[0]?.issue.extensions).toBe(1)
    }))
})

test('what the events say stays readable: who asked, for what day, whether in time, what was granted', () =>
  inLedger((w) => {
    const issue = w.to('rectifying')
    const ask = w.run('contact', w.on(issue, extend('2023-06-30')))
    const yes = w.run('director', w.on(issue, { type: 'grant-extension', to: day('2023-05-31') }))
    const events = [ask, yes].flatMap((outcome) => (outcome.ok ? outcome.events : []))
    expect(events.map((n) => issueEvent(w.db, n)?.logged.event)).toEqual([
      {
        type: 'extension-asked',
        to: '2023-06-30',
        reason: '财政资金第二季度才能到位',
        on: '2022-12-01',
        inTime: true,
        beyond: true,
      },
      {
        type: 'extension-granted',
        to: '2023-05-31',
        before: '2023-03-31',
        asked: '2023-06-30',
        beyond: false,
        applicant: w.people.contact,
      },
    ])
    expect(w.clock.now).toBe(start)
  }))
