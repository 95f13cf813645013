import { describe, expect, test } from 'vitest'
import { runningDeadline } from '../../../core/calendar/clock.ts'
import { consentNeeded } from '../../../core/issue/consent.ts'
import { formOf } from '../../../core/forms.ts'
import { watchedOf } from '../../../core/nudges/watch.ts'
import { formContext } from '../../support/form-context.ts'
import { acts, does, ids, issueIn, person, refusal, sibling, tries, type Who } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

const ask = { type: 'ask-dismissal', reason: '主体灭失' } as const
const consent = { type: 'dismiss', reason: '主体灭失' } as const
const refuse = { type: 'refuse-dismissal', reason: '债权有人承继' } as const
const rectifying = issueIn('rectifying')
const proposed = does('officer', rectifying, ask)
const staff = (...who: Who[]) => ({ staff: (['contact', 'responsible', ...who] as Who[]).map(person) })

/** Who hears of a decision. */
function told(decision: ReturnType<typeof tries>): number[] {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return decision.notices.map(({ to }) => to)
}

describe('提请不予列入', () => {
  test.each(consentNeeded)('%s: an officer proposes, nothing else changes, the director alone hears', (status) => {
    const issue = issueIn(status)
    const decision = tries('second', issue, ask)
    expect(told(decision)).toEqual([ids.director])
    expect(decision.ok && decision.issue).toEqual({
      ...issue,
      dismissal: { reason: '主体灭失', on: '2022-12-01', by: ids.second },
      version: issue.version + 1,
    })
  })

  test('stops no clock and holds no date; it is watched itself', () => {
    expect(runningDeadline(proposed)).toBe(runningDeadline(rectifying))
    expect(watchedOf(proposed)).toEqual([...watchedOf(rectifying), { kind: 'dismissal', within: 3 }])
  })

  test('the unit works on meanwhile, with the card it has', () => {
    expect(refusal(tries('responsible', proposed, acts.paid, { seen: rectifying.stateVersion }))).toBe(null)
    expect(refusal(tries('contact', proposed, acts.extend, { seen: rectifying.stateVersion }))).toBe(null)
  })

  test.each([
    ['reported', 'officer', { code: 'wrong-state', status: 'reported' }],
    ['assigned', 'officer', { code: 'wrong-state', status: 'assigned' }],
    ['planning', 'contact', { code: 'not-yours', whose: 'office' }],
    ['planning', 'director', { code: 'no-consent-needed' }],
  ] as const)('%s: not by the %s', (status, who, refused) => {
    expect(refusal(tries(who, issueIn(status), ask))).toEqual(refused)
  })

  test('says why, and is not asked twice', () => {
    expect(refusal(tries('officer', rectifying, { ...ask, reason: ' ' }))).toEqual({
      code: 'missing',
      labels: ['不予列入的理由'],
    })
    expect(refusal(tries('second', proposed, ask))).toEqual({ code: 'dismissal-undecided' })
  })
})

describe('the director', () => {
  test('finds the reason of the proposal in the form, and consents by doing it', () => {
    expect(formOf('dismiss', formContext({ issue: proposed })).initial).toEqual({ reason: '主体灭失' })
    expect(formOf('dismiss', formContext({ issue: rectifying })).initial).toEqual({ reason: '' })
    expect(does('director', proposed, consent)).toMatchObject({ status: 'dismissed', dismissal: null })
  })

  test('refuses with a reason, which whoever proposed it hears', () => {
    const decision = tries('director', proposed, refuse)
    expect(told(decision)).toEqual([ids.officer])
    expect(decision.ok && decision.issue).toMatchObject({ status: 'rectifying', dismissal: null, reason: null })
    expect(refusal(tries('director', proposed, { ...refuse, reason: ' ' }))).toEqual({
      code: 'missing',
      labels: ['不同意的理由'],
    })
  })

  test('needs no proposal, and has nothing to refuse without one', () => {
    expect(does('director', rectifying, consent).status).toBe('dismissed')
    expect(refusal(tries('director', rectifying, refuse))).toEqual({ code: 'dismissal-not-asked' })
  })

  test.each(['officer', 'second'] as const)('is the only one: not %s', (who) => {
    const refused = { code: 'not-yours', whose: 'director' }
    expect(refusal(tries(who, proposed, consent))).toEqual(refused)
    expect(refusal(tries(who, proposed, refuse))).toEqual(refused)
  })

  test('takes a consent back (撤销): the proposal waits again, and the director hears', () => {
    const dismissed = does('director', proposed, consent)
    const decision = tries('officer', dismissed, { type: 'undo', reason: '债权有人承继' })
    expect(decision.ok && decision.issue).toMatchObject({ status: 'rectifying', dismissal: proposed.dismissal })
    expect(told(decision)).toContain(ids.director)
  })
})

describe('an office without a director', () => {
  const two = staff('officer', 'second')
  const alone = staff('officer', 'administrator')

  test('of two officers one proposes and the other decides', () => {
    expect(refusal(tries('officer', rectifying, consent, two))).toEqual({ code: 'own-dismissal' })
    expect(told(tries('officer', rectifying, ask, two))).toEqual([ids.second])
    expect(refusal(tries('officer', proposed, consent, two))).toEqual({ code: 'own-dismissal' })
    expect(refusal(tries('officer', proposed, refuse, two))).toEqual({ code: 'own-dismissal' })
    expect(does('second', proposed, consent, two).status).toBe('dismissed')
    expect(does('second', proposed, refuse, two).dismissal).toBe(null)
  })

  test('an officer who is alone does it himself', () => {
    expect(refusal(tries('officer', rectifying, ask, alone))).toEqual({ code: 'no-consent-needed' })
    expect(does('officer', rectifying, consent, alone).status).toBe('dismissed')
    expect(does('officer', proposed, consent, alone).status).toBe('dismissed')
  })
})

describe('a proposal falls away', () => {
  test('with the move to another unit, where the office decides by itself again', () => {
    const moved = does('officer', proposed, {
      ...{ type: 'reassign', unit: 4, signoffDue: day('2022-12-05'), planDue: day('2022-12-08'), reason: '职责调整' },
    })
    expect(moved).toMatchObject({ status: 'assigned', dismissal: null })
  })

  test('with what ends the issue otherwise', () => {
    const merged = does('officer', proposed, { type: 'merge', into: sibling.serial })
    expect(merged).toMatchObject({ status: 'merged', dismissal: null })
    const waiting = does('officer', issueIn('verifying'), ask)
    expect(does('second', waiting, acts.close)).toMatchObject({ status: 'closed', dismissal: null })
  })

  test('not with the unit’s application for 销号', () => {
    const proven = { ...issueIn('verifying'), status: 'rectifying', submittedOn: null } as const
    expect(does('responsible', does('officer', proven, ask), acts.submit).dismissal).not.toBe(null)
  })
})
