import { inOffice } from '#office'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply } from '../../core/apply.ts'
import type { IssueAct } from '../../core/command.ts'
import type { Issue, Status } from '../../core/issue.ts'
import { transact, type Db } from '../../db/database.ts'
import { historyOf } from '../../db/history.ts'
import { findIssue, record } from '../../db/ledger.ts'
import { verifyLedger } from '../../db/verify-ledger.ts'
import { logRows, verifyLog } from '../../db/verify-log.ts'
import { anyTries, play } from '../support/any-ledger.ts'
import { day, evidence, plan, terms, verification, world, type World } from '../support/world.ts'

const serials = Array.from({ length: 50 }, (_, index) => `LH2022-${String(index + 1).padStart(4, '0')}`)

function issuesIn(db: Db): Issue[] {
  return serials.map((serial) => findIssue(db, serial)).filter((issue) => issue !== null)
}

const length = (db: Db) => [...logRows(db)].length

/** The ledger is whole: an unbroken chain, and each row the fold of its own events. */
function expectWhole(db: Db): void {
  expect(verifyLog(db)).toMatchObject({ ok: true, count: length(db) })
  expect(verifyLedger(db)).toBe(null)
  for (const issue of issuesIn(db)) {
    const history = historyOf(db, issue.serial)
    expect(history.reduce<Issue | null>(apply, null)).toEqual(issue)
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1))
    expect(issue.version).toBe(history.length)
  }
}

type Who = keyof World['people']

/** What two people might do to the same issue in the same minute, each having seen it as it stands. */
const races: Partial<Readonly<Record<Status, (w: World) => readonly [Who, Who, IssueAct]>>> = {
  reported: () => ['officer', 'second', { type: 'confirm', ...terms(), deadline: day('2023-03-31') }],
  planning: ({ people: { first, responsible } }) => [
    ...(['contact', 'responsible'] as const),
    plan({ first, responsible }, { measures: [{ text: '拨付', due: day('2022-12-20') }] }),
  ],
  plan_review: () => ['officer', 'director', { type: 'approve-plan' }],
  rectifying: () => [
    'officer',
    'second',
    { type: 'correct', changed: { deadline: day('2023-05-30') }, reason: '顺延' },
  ],
  verifying: () => ['second', 'director', { type: 'send-back', ...sentBack }],
}
const sentBack = { verification: verification(), reason: '缺凭证', deadline: day('2023-05-20') }

describe('whatever is tried on the ledger, in any order', () => {
  test('its chain holds and its rows are the fold of their events', () =>
    fc.assert(
      fc.asyncProperty(anyTries, (tries) =>
        inOffice((db) => {
          play(world(db), tries)
          expectWhole(db)
        }),
      ),
      { numRuns: 12 },
    ))

  test('of two people who saw the same, one is done and the other hears; nothing is written twice', () =>
    fc.assert(
      fc.asyncProperty(anyTries, (tries) =>
        inOffice((db) => {
          const w = world(db)
          play(w, tries)
          for (const issue of issuesIn(db)) {
            const race = races[issue.status]?.(w)
            if (!race) continue
            const [one, other, act] = race
            const first = w.run(one, w.on(issue, act, issue.stateVersion))
            const between = length(db)
            const second = w.run(other, w.on(issue, act, issue.stateVersion))
            if (!first.ok) continue
            expect(second).toMatchObject({ ok: false })
            expect(['stale', 'wrong-state']).toContain(second.ok ? '' : second.refusal.code)
            expect(length(db)).toBe(between)
          }
          expectWhole(db)
        }),
      ),
      { numRuns: 12 },
    ))

  test('a form sent twice is done once, and answers the second time as the first', () =>
    fc.assert(
      fc.asyncProperty(anyTries, (tries) =>
        inOffice((db) => {
          const w = world(db)
          play(w, tries)
          for (const issue of issuesIn(db)) {
            const draft = `draft-${issue.serial}`
            const command = w.on(issue, { type: 'comment', text: '请抓紧' })
            const first = w.run('officer', command, draft)
            const between = length(db)
            const again = w.run('officer', command, draft)
            expect([first, again]).toMatchObject([
              { ok: true, repeated: false },
              { ok: true, repeated: true },
            ])
            expect(length(db)).toBe(between)
          }
          expectWhole(db)
        }),
      ),
      { numRuns: 8 },
    ))

  test('what fails half way leaves no trace', () =>
    fc.assert(
      fc.asyncProperty(anyTries, (tries) =>
        inOffice((db) => {
          const w = world(db)
          play(w, tries)
          const before = [...logRows(db)].at(-1)
          const file = { type: 'attach', evidence: evidence({ by: w.people.officer }) } as const
          const fails = () =>
            transact(db, (tx) => {
              const entry = { actor: w.as('officer'), now: w.clock.now }
              for (const issue of issuesIn(db)) record(tx, { ...entry, command: w.on(issue, file) })
              throw new Error('power cut')
            })
          expect(fails).toThrow('power cut')
          expect([...logRows(db)].at(-1)).toEqual(before)
          expectWhole(db)
        }),
      ),
      { numRuns: 6 },
    ))
})
