import { describe, expect, test } from 'vitest'
import { isOverdue } from '../../../core/calendar/clock.ts'
import type { IssueAct } from '../../../core/command.ts'
import type { Issue } from '../../../core/issue.ts'
import { noticesOf } from '../../../core/notice.ts'
import { watchedOf } from '../../../core/nudges/watch.ts'
import { openStatuses } from '../../../core/issue.ts'
import {
  acts,
  as,
  does,
  factsFor,
  ids,
  issueIn,
  lead,
  person,
  refusal,
  tries,
  units,
  type Who,
} from '../../support/facts.ts'
import { day, start, verification } from '../../support/samples.ts'

const closed = issueIn('closed')
const reopen = (changes = {}) =>
  ({ type: 'reopen', reason: '企业反映只到账一半', deadline: day('2023-04-30'), ...changes }) as const
const undo: IssueAct = { type: 'undo', reason: '点错了' }

describe('重新挂账', () => {
  test('puts it back to be rectified against a new deadline, and counts', () => {
    const again = does('officer', closed, reopen())
    expect(again).toMatchObject({
      status: 'rectifying',
      reason: '企业反映只到账一半',
      deadline: '2023-04-30',
      firstDeadline: '2023-03-31',
      submittedOn: null,
      closed: null,
      reopenings: 1,
    })
    expect(isOverdue(again, day('2023-05-01'))).toBe(true)
  })

  test('keeps what was done, the money and the verification', () => {
    const again = does('officer', closed, reopen())
    expect(again.plan?.measures.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(again).toMatchObject({ settled: 300_000_000, verifications: [verification()], handlers: closed.handlers })
  })

  test('asks again for what the application had waived', () => {
    const measures = (closed.plan?.measures ?? []).map((measure) => ({ ...measure, state: 'waived' as const }))
    const waived: Issue = { ...closed, plan: closed.plan && { ...closed.plan, measures } }
    expect(does('officer', waived, reopen()).plan?.measures.map(({ state }) => state)).toEqual(['open', 'open'])
  })

  test('starts the clock again where a court had stopped it', () => {
    const before: Issue = { ...closed, suspended: { since: day('2022-11-01'), courtDate: null } }
    const again = does('officer', before, reopen())
    expect(again.suspended).toBe(null)
    expect(watchedOf(again)).toContainEqual({ kind: 'deadline', date: '2023-04-30' })
  })

  test('may be verified by the same people; in time goes by the new deadline, and a second time counts two', () => {
    const again = does('contact', does('officer', closed, reopen()), acts.submit, { now: start + 5 * 86_400_000 })
    const struck = does('second', again, acts.close, { now: start + 6 * 86_400_000 })
    expect(struck).toMatchObject({ status: 'closed', closed: { inTime: true, by: ids.second }, reopenings: 1 })
    const late = does('contact', does('officer', struck, reopen()), acts.submit, { now: Date.parse('2023-05-02') })
    expect(does('second', late, acts.close, { now: Date.parse('2023-05-03') })).toMatchObject({
      closed: { inTime: false },
      reopenings: 2,
    })
  })

  test.each([
    ['no reason', { reason: ' ' }, { code: 'missing', labels: ['重新挂账的理由'] }],
    ['a deadline gone by', { deadline: day('2022-11-30') }, { code: 'day-past', label: '完成时限' }],
    ['a deadline beyond the campaign', { deadline: day('2023-06-01') }, { code: 'after-latest', why: 'rectify-by' }],
  ])('refuses %s', (_, changes, refused) => {
    expect(refusal(tries('officer', closed, reopen(changes)))).toMatchObject(refused)
  })

  test('beyond the campaign’s last day is the director’s', () => {
    expect(does('director', closed, reopen({ deadline: day('2023-06-30') })).deadline).toBe('2023-06-30')
  })

  test('is the office’s, and only of what was struck off', () => {
    expect(refusal(tries('contact', closed, reopen()))).toEqual({ code: 'not-yours', whose: 'office' })
    expect(refusal(tries('officer', issueIn('dismissed'), reopen()))).toEqual({
      code: 'wrong-state',
      status: 'dismissed',
    })
  })

  test('is told to those who work on it', () => {
    const decision = tries('officer', closed, reopen())
    if (!decision.ok) throw new Error('refused')
    expect(decision.notices.map(({ to }) => to)).toEqual(
      expect.arrayContaining([ids.contact, ids.responsible, ids.first]),
    )
  })
})

test.each([
  ['重新挂账', reopen()],
  ['撤销', undo],
])('%s of what a unit had ended that is no more brings it to whoever took over', (_, act) => {
  const again = does('officer', closed, act, { heirOf: (unit) => (unit === closed.unit ? units.park : null) })
  expect(again).toMatchObject({ unit: units.park, closed: null })
  expect(does('officer', closed, act).unit).toBe(closed.unit)
})

describe('撤销', () => {
  const sameBut = ({ version: _, stateVersion: __, ...rest }: Issue) => rest

  test('of a closing: as if it had not been closed', () => {
    const before = issueIn('verifying')
    const undone = does('officer', closed, undo)
    expect(sameBut(undone)).toEqual(sameBut(before))
    expect(undone.stateVersion).toBeGreaterThan(closed.stateVersion)
  })

  test.each(openStatuses)('of a dismissal while it was %s', (status) => {
    const before = status === 'rectifying' ? does('contact', issueIn(status), acts.extend) : issueIn(status)
    const dismissed = does('director', before, { type: 'dismiss', reason: '不属实' })
    expect(dismissed).toMatchObject({ status: 'dismissed', extension: null })
    expect(sameBut(does('officer', dismissed, undo))).toEqual(sameBut(before))
    expect(watchedOf(does('officer', dismissed, undo))).toEqual(watchedOf(before))
  })

  test('takes back nothing that was said since', () => {
    const linked = does('officer', closed, { type: 'link', to: 'LH2022-0002' })
    expect(does('officer', linked, undo)).toMatchObject({ status: 'verifying', links: ['LH2022-0002'] })
  })

  test('is another officer’s, or the director’s, also of what the director did', () => {
    expect(refusal(tries('second', closed, undo))).toEqual({ code: 'own-undo' })
    expect(refusal(tries('contact', closed, undo))).toEqual({ code: 'not-yours', whose: 'office' })
    expect(does('director', closed, undo).status).toBe('verifying')
    const dismissed = does('director', issueIn('rectifying'), { type: 'dismiss', reason: '不属实' })
    expect(does('director', dismissed, undo).status).toBe('rectifying')
  })

  test('where the office is one person, it is theirs: a mistake can always be mended', () => {
    const staff = (['contact', 'responsible', 'first', 'second'] as const).map((who) => person(who))
    expect(does('second', closed, undo, { staff }).status).toBe('verifying')
  })

  test('gives its reason', () => {
    expect(refusal(tries('officer', closed, { type: 'undo', reason: ' ' }))).toEqual({
      code: 'missing',
      labels: ['撤销理由'],
    })
  })

  test('what a sheet brought in as closed was not done here', () => {
    expect(refusal(tries('officer', { ...closed, ending: null }, undo))).toEqual({ code: 'nothing-to-undo' })
  })

  test('after 重新挂账 the closing before it stands; after 撤销 it can be closed again and undone again', () => {
    expect(refusal(tries('officer', does('officer', closed, reopen()), undo))).toMatchObject({ code: 'wrong-state' })
    const again = does('second', does('officer', closed, undo), acts.close)
    expect(does('officer', again, undo).verifications).toEqual([])
  })

  test('is told to the unit, the reporter and whoever has the next step again', () => {
    const after = does('officer', closed, undo)
    const event = { type: 'undone', what: 'closed', reason: '点错了' } as const
    const told = noticesOf(after, [event], as('officer'), factsFor(after)).map(({ to }) => to)
    expect(told).toEqual(expect.arrayContaining([ids.contact, ids.responsible, ids.second]))
  })

  test('of a dismissed lead tells nobody of its unit', () => {
    const undone = does('second', does('officer', lead(), { type: 'dismiss', reason: '不属实' }), undo)
    const event = { type: 'undone', what: 'dismissed', reason: '点错了' } as const
    const told = noticesOf(undone, [event], as('second'), factsFor(undone)).map(({ to }) => to)
    const unit: Who[] = ['contact', 'responsible', 'first']
    expect(told.filter((id) => unit.some((who) => ids[who] === id))).toEqual([])
  })
})
