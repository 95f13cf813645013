import { describe, expect, test } from 'vitest'
import { leftOut, readsConcealment, type ConcealmentFacts, type SelfCheck } from '../../core/concealment.ts'
import { startOfDay } from '../../core/calendar/day.ts'
import type { IssueEvent } from '../../core/event.ts'
import { statuses, type Happened, type Issue } from '../../core/issue.ts'
import { everyone, historyTo, ids, issueIn, person } from '../support/facts.ts'
import { day, particulars, terms } from '../support/samples.ts'

const unit = issueIn('reported').unit
/** Brought up by another source; it happened in March 2021. */
const lead: Issue = { ...issueIn('reported'), selfChecked: false, ...particulars({ happened: '2021-03' as never }) }
const zero: SelfCheck = { paper: '自查情况和问题清单', on: day('2022-12-01'), zero: true, listed: [] }
const list: SelfCheck = { ...zero, zero: false, listed: ['LH2022-0007'] }
const nothing: ConcealmentFacts = { checks: [], matter: [], history: [] }
const seen = (issue: Issue, facts: Partial<ConcealmentFacts>) => leftOut(issue, { ...nothing, ...facts })
const happened = (event: IssueEvent, on = '2022-12-10'): Happened => ({
  seq: 1,
  at: startOfDay(day(on)) + 36_000_000,
  by: ids.officer,
  event,
})

describe('what another source brought up and the unit had kept out of its self-check', () => {
  test('is seen where the unit had reported nothing (零报告)', () => {
    expect(seen(lead, { checks: [zero] })).toEqual(zero)
  })

  test('is seen where its list had other issues', () => {
    expect(seen(lead, { checks: [list] })).toEqual(list)
  })

  test('is seen in the earliest of several', () => {
    const later = { ...list, on: day('2023-02-01') }
    expect(seen(lead, { checks: [later, zero] })).toEqual(zero)
  })

  test('is seen on the ledger and struck off, not once it was put aside', () => {
    const aside = statuses.filter((status) => seen({ ...lead, status }, { checks: [zero] }) === null)
    expect(aside).toEqual(['dismissed', 'merged', 'withdrawn'])
  })
})

describe('nothing is suggested', () => {
  test.each<[why: string, issue: Issue, facts: Partial<ConcealmentFacts>]>([
    ['where the unit found it by itself', { ...lead, selfChecked: true }, { checks: [zero] }],
    ['where the unit has not handed anything in', lead, { checks: [] }],
    ['where it happened after the self-check', { ...lead, happened: '2023-01' as never }, { checks: [zero] }],
    [
      'where it happened in that very month: it may have come later',
      { ...lead, happened: '2022-12' as never },
      { checks: [zero] },
    ],
    ['where the list has it', lead, { checks: [{ ...list, listed: [lead.serial] }] }],
    [
      'where the list has another issue of the same matter',
      lead,
      { checks: [list], matter: [{ serial: 'LH2022-0007', unit, selfChecked: false, status: 'rectifying' }] },
    ],
    [
      'where the unit reported the same matter by itself, outside the list',
      lead,
      { checks: [zero], matter: [{ serial: 'LH2022-0008', unit, selfChecked: true, status: 'closed' }] },
    ],
  ])('%s', (_why, issue, facts) => {
    expect(seen(issue, facts)).toBeNull()
  })

  test('where the unit had been given it before: it had nothing to hide', () => {
    const given = happened({ type: 'assigned', unit, signoffDue: day('2022-12-02'), ...terms() }, '2022-11-25')
    expect(seen(lead, { checks: [zero], history: [given] })).toBeNull()
  })

  test('where it was given to it by 转办, or on the very day of the self-check', () => {
    const passed = { type: 'reassigned', from: unit + 90, unit, selfChecked: false, reason: '职责划转' } as const
    const dates = { signoffDue: day('2022-12-02'), planDue: day('2022-12-08'), on: day('2022-11-25') }
    expect(seen(lead, { checks: [zero], history: [happened({ ...passed, ...dates }, '2022-11-25')] })).toBeNull()
    const given = happened({ type: 'assigned', unit, signoffDue: day('2022-12-02'), ...terms() }, '2022-12-01')
    expect(seen(lead, { checks: [zero], history: [given] })).toBeNull()
  })

  test('where somebody marked it as 瞒报 or 漏报, whatever came of that', () => {
    const marked = (kind: 'concealed' | 'omitted' | 'falsified') =>
      seen(lead, {
        checks: [zero],
        history: [happened({ type: 'flagged', kind, unit, reason: '有疑点', evidence: [] })],
      })
    expect([marked('concealed'), marked('omitted'), marked('falsified')]).toEqual([null, null, zero])
  })
})

test('it is still seen where the issue was given to the unit after its self-check, or to another unit before', () => {
  const given = (to: number, on: string) =>
    happened({ type: 'assigned', unit: to, signoffDue: day('2022-12-02'), ...terms() }, on)
  expect(seen(lead, { checks: [zero], history: [given(unit, '2022-12-10')] })).toEqual(zero)
  expect(seen(lead, { checks: [zero], history: [given(unit + 90, '2022-11-25')] })).toEqual(zero)
})

test('it is still seen where the office only wrote it down, which the unit did not hear of', () => {
  const [reported] = historyTo('assigned')
  expect(reported?.event).toMatchObject({ type: 'reported', unit })
  expect(seen(lead, { checks: [zero], history: reported ? [reported] : [] })).toEqual(zero)
})

test('the same matter of another unit, or a report that was withdrawn, excuses nothing', () => {
  const other = { serial: 'LH2022-0008', unit: unit + 90, selfChecked: true, status: 'closed' } as const
  const withdrawn = { serial: 'LH2022-0009', unit, selfChecked: true, status: 'withdrawn' } as const
  expect(seen(lead, { checks: [zero], matter: [other, withdrawn] })).toEqual(zero)
})

test('the office and the auditor read it; nobody of the unit does, whatever else they are, nor a leader', () => {
  const readers = [...everyone, 'both' as const].filter((who) => readsConcealment(lead, person(who)))
  expect(readers).toEqual(['officer', 'second', 'director', 'administrator', 'auditor'])
})
