import { describe, expect, test } from 'vitest'
import { isOverdue, runningDeadline } from '../../../core/calendar/clock.ts'
import type { ReassignAct } from '../../../core/command.ts'
import { permitted } from '../../../core/permit.ts'
import { maySee } from '../../../core/sight.ts'
import { watchedOf } from '../../../core/nudges/watch.ts'
import type { Issue } from '../../../core/issue.ts'
import {
  accepted,
  acts,
  as,
  does,
  factsFor,
  ids,
  issueIn,
  lead,
  person,
  refusal,
  report,
  reports,
  tries,
  units,
} from '../../support/facts.ts'
import { day, evidence, plan, start } from '../../support/samples.ts'

const decline = { type: 'decline', reason: '厂房补贴由高新区负责' } as const
const toPark = (changes: Partial<ReassignAct> = {}): ReassignAct => ({
  ...{ type: 'reassign', unit: units.park, signoffDue: day('2022-12-05'), planDue: day('2022-12-08') },
  ...{ reason: '园区已划归高新区', ...changes },
})
const sees = (who: Parameters<typeof as>[0], issue: Issue) => maySee(as(who), issue, factsFor(issue))

describe('退办', () => {
  const assigned = issueIn('assigned')
  const declined = does('contact', assigned, decline)

  test('gives the issue back to the office, with no date running and the first deadline on record', () => {
    expect(declined).toMatchObject({
      ...{ status: 'reported', signoffDue: null, planDue: null, deadline: null },
      ...{ firstDeadline: '2023-03-31', declinedBy: [units.port], reason: '厂房补贴由高新区负责' },
    })
    expect(watchedOf(declined).map(({ kind }) => kind)).toEqual(['confirmation'])
  })

  test('needs a reason', () => {
    const none = tries('contact', assigned, { type: 'decline', reason: ' ' })
    expect(refusal(none)).toEqual({ code: 'missing', labels: ['退办理由'] })
  })

  test('leaves the lead unknown to its unit, until it is assigned to it again', () => {
    expect(sees('contact', assigned)).toBe(true)
    expect(sees('contact', declined)).toBe(false)
    expect(sees('officer', declined)).toBe(true)
    const old = tries('contact', declined, { type: 'comment', text: '…' }, { seen: assigned.stateVersion })
    expect(refusal(old)).toEqual({ code: 'not-found', serial: declined.serial })
    expect(sees('contact', does('officer', declined, acts.assign))).toBe(true)
  })

  test('also where the office then doesn’t list it: the unit isn’t asked again', () => {
    expect(sees('contact', does('officer', declined, { type: 'dismiss', reason: '不属实' }))).toBe(false)
  })

  test('is for each unit once, ever; whoever is asked next may decline too', () => {
    const again = does('officer', declined, acts.assign)
    expect(again.reason).toBe(null)
    expect(refusal(tries('first', again, decline))).toEqual({ code: 'declined-before' })
    expect(permitted(again, as('contact'), factsFor(again))).not.toContain('decline')
    const elsewhere = does('officer', declined, { ...acts.assign, unit: units.park })
    expect(does('stranger', elsewhere, decline).declinedBy).toEqual([units.port, units.park])
  })

  test('is told to the office alone', () => {
    const decision = tries('contact', assigned, decline)
    expect(decision.ok && decision.notices.map(({ to }) => to)).toEqual([ids.officer, ids.second])
  })
})

describe('what one unit found and another answers for', () => {
  const found = issueIn('reported')
  const given = does('officer', found, { ...acts.assign, unit: units.park })

  test('is a lead to the other unit; its source stays', () => {
    expect(given).toMatchObject({ selfChecked: false, source: 'self', unit: units.park })
  })

  test('declined, it is known to the office and to its reporter, who has known it all along', () => {
    const declined = does('stranger', given, decline)
    expect(sees('stranger', declined)).toBe(false)
    expect(sees('strangerFirst', declined)).toBe(false)
    expect(sees('contact', declined)).toBe(true)
    expect(sees('first', declined)).toBe(false)
    expect(permitted(declined, as('officer'), factsFor(declined))).not.toContain('confirm')
  })

  test('is the finder’s own again where it comes back', () => {
    expect(does('officer', given, toPark({ unit: units.port })).selfChecked).toBe(true)
  })
})

describe('转办', () => {
  const rectifying = issueIn('rectifying')

  test('keeps deadline, money and whoever had a hand in it; what the unit had under way falls away', () => {
    const asked = does('responsible', rectifying, acts.extend)
    const paid = does('responsible', asked, { ...acts.paid, settled: 100_000_000, done: [1] })
    const moved = does('officer', { ...paid, extensions: 1 }, toPark())
    expect(moved).toMatchObject({
      ...{ status: 'assigned', unit: units.park, signoffDue: '2022-12-05', planDue: '2022-12-08' },
      ...{ deadline: '2023-03-31', firstDeadline: '2023-03-31', settled: 100_000_000, extensions: 1 },
      ...{ plan: null, proposal: null, extension: null, handlers: [ids.responsible], selfChecked: false },
    })
    expect(moved.former).toEqual([{ unit: units.port, until: '2022-12-01', status: 'rectifying', plan: paid.plan }])
  })

  test('takes a new plan that waits with it, and what a court is said to have decided', () => {
    const { plan } = rectifying
    const replan = { reason: '判决生效', outcome: '调解结案', on: day('2022-12-01'), by: ids.responsible }
    const moved = does('officer', { ...rectifying, proposal: plan, replan }, toPark())
    expect(moved).toMatchObject({ plan: null, proposal: null, replan: null })
  })

  test('takes an application and a named verifier with it', () => {
    const moved = does('officer', { ...issueIn('verifying'), delegate: ids.outsider, stage: 'lead' }, toPark())
    expect(moved).toMatchObject({ submittedOn: null, stage: 'office', delegate: null })
  })

  test('the new unit signs, plans anew and may decline; of the old unit its reporter alone sees it', () => {
    const moved = does('officer', rectifying, toPark())
    expect(sees('responsible', moved)).toBe(false)
    const planning = does('stranger', moved, { type: 'accept' })
    const people = { first: ids.strangerFirst, responsible: ids.outsider }
    expect(does('stranger', planning, plan(people)).status).toBe('plan_review')
    const back = does('stranger', moved, decline)
    expect(back).toMatchObject({ status: 'reported', deadline: null })
  })

  test('both units hear', () => {
    const decision = tries('officer', rectifying, toPark())
    const told = decision.ok ? decision.notices.map(({ to }) => to) : []
    expect(told.sort()).toEqual(
      [ids.stranger, ids.strangerFirst, ids.outsider, ids.contact, ids.responsible, ids.first].sort(),
    )
  })

  test('watches the new unit’s sign-off; of the old one’s dates the deadline alone goes on', () => {
    const moved = does('officer', rectifying, toPark())
    expect(watchedOf(moved)).toEqual([
      { kind: 'signoff', date: '2022-12-05' },
      { kind: 'deadline', date: '2023-03-31' },
    ])
  })

  test('what came in a letter stays a lead, also for the unit whose own person wrote it down', () => {
    const written = accepted(reports('both', report({ source: 'letters', deadline: null, unit: units.park })))
    const staff = [person('both'), person('officer'), person('stranger')]
    const given = does('officer', written, { ...acts.assign, unit: units.park }, { staff })
    expect(does('officer', given, toPark({ unit: units.port }), { staff }).selfChecked).toBe(false)
  })

  test('on the day of the deadline a plan date may still be no later', () => {
    const lastDay = { now: start + 120 * 86_400_000 }
    const onIt = { signoffDue: day('2023-03-31'), planDue: day('2023-03-31') }
    expect(refusal(tries('officer', rectifying, toPark(onIt), lastDay))).toBe(null)
    const after = toPark({ ...onIt, planDue: day('2023-04-01') })
    expect(refusal(tries('officer', rectifying, after, lastDay))).toMatchObject({ code: 'after-latest' })
  })

  test('overdue stays overdue, and a plan date after the deadline is allowed then', () => {
    const late = { now: start + 130 * 86_400_000 }
    const today = day('2023-04-10')
    const moved = does('officer', rectifying, toPark({ signoffDue: today, planDue: today }), late)
    expect(isOverdue(moved, today)).toBe(true)
  })

  test('a clock that never ran doesn’t begin before the new unit signs', () => {
    expect(runningDeadline(does('officer', issueIn('assigned'), toPark()))).toBe(null)
  })

  test.each([
    [
      { unit: units.port },
      { code: 'invalid', label: '责任单位', sentence: '选的就是现在的责任单位，请选要转给的单位' },
    ],
    [{ unit: 99 }, { code: 'missing', labels: ['责任单位'] }],
    [{ signoffDue: day('2022-11-30') }, { code: 'day-past', label: '签收期限', day: '2022-11-30' }],
    [
      { signoffDue: day('2022-12-09') },
      { code: 'after-latest', label: '签收期限', latest: '2022-12-08', why: 'plan-due' },
    ],
    [
      { planDue: day('2023-04-01') },
      { code: 'after-latest', label: '报措施期限', latest: '2023-03-31', why: 'deadline' },
    ],
    [{ reason: ' ' }, { code: 'missing', labels: ['转办理由'] }],
  ])('refuses %j', (changes, refused) => {
    expect(refusal(tries('officer', rectifying, toPark(changes)))).toEqual(refused)
  })

  test('of what was only reported is 交办', () => {
    expect(refusal(tries('officer', lead(), toPark()))).toEqual({ code: 'wrong-state', status: 'reported' })
  })

  test('evidence stays with the issue', () => {
    const proven = accepted(tries('responsible', rectifying, { type: 'attach', evidence: evidence() }))
    expect(does('officer', proven, toPark()).evidence).toEqual(proven.evidence)
  })
})
