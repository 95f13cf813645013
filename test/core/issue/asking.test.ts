import { describe, expect, test } from 'vitest'
import { isCalledBack, standingDenial, triesOf, type Heard } from '../../../core/issue/call-back.ts'
import { asksDismissal, dismisses, refusesDismissal } from '../../../core/issue/consent.ts'
import { isBeyond, noMoreTime } from '../../../core/issue/extension.ts'
import { assigns, isReferredTo, refers } from '../../../core/issue/referral.ts'
import { statuses, type Issue } from '../../../core/issue.ts'
import { as, campaignWith, does, factsFor, ids, issueIn, lead, person, units, type Who } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

const rectifying = issueIn('rectifying')

describe('回访', () => {
  const call = (outcome: Heard['outcome'], on = '2022-12-01', changes: Partial<Heard> = {}): Heard => ({
    ...{ outcome, on: day(on), earlier: false, overruled: null },
    ...changes,
  })
  const overruled = { by: ids.director, at: 0, evidence: 'e1', reason: '银行回单' }
  const denied = call('denied')

  test('a denial stands until the enterprise says otherwise on the same day or later, or the director overrules it', () => {
    expect(standingDenial([denied])).toBe(denied)
    expect(standingDenial([denied, call('unreached', '2022-12-05')])).toBe(denied)
    expect(standingDenial([denied, call('confirmed', '2022-11-30')])).toBe(denied)
    expect(standingDenial([call('confirmed', '2022-11-30'), denied])).toBe(denied)
    expect(standingDenial([denied, call('confirmed')])).toBe(null)
    expect(standingDenial([denied, call('confirmed', '2022-12-02')])).toBe(null)
    expect(standingDenial([call('denied', '2022-12-01', { overruled })])).toBe(null)
    expect([standingDenial([]), standingDenial([call('unreached')]), standingDenial([call('confirmed')])]).toEqual([
      ...[null, null, null],
    ])
  })

  test('tries count by their days, those before the last application don’t', () => {
    const tries = [
      call('unreached'),
      call('unreached'),
      call('unreached', '2022-12-02'),
      call('confirmed', '2022-12-03'),
    ]
    expect(triesOf(tries)).toBe(2)
    expect(triesOf([...tries, call('unreached', '2022-12-04', { earlier: true })])).toBe(2)
  })

  test.each<[string, Heard[], boolean]>([
    ['nobody called', [], false],
    ['it is confirmed', [call('confirmed')], true],
    ['it was confirmed before the last application', [call('confirmed', '2022-12-01', { earlier: true })], false],
    ['it is denied', [denied], false],
    ['a denial is overruled', [call('denied', '2022-12-01', { overruled })], true],
    ['nobody was reached on two days', ['01', '02'].map((on) => call('unreached', `2022-12-${on}`)), false],
    ['nobody was reached on three', ['01', '02', '03'].map((on) => call('unreached', `2022-12-${on}`)), true],
  ])('%s', (_, calls, enough) => {
    expect(isCalledBack(calls)).toBe(enough)
  })
})

describe('不予列入', () => {
  const office = (...staff: Who[]) => factsFor(rectifying, { staff: staff.map(person) })
  const proposed = does('officer', rectifying, { type: 'ask-dismissal', reason: '主体灭失' })
  const early = issueIn('reported')

  test('is the office’s own while nothing is being worked on', () => {
    for (const rule of [dismisses, asksDismissal, refusesDismissal]) {
      expect(rule(early, as('contact'), office('officer'))).toEqual({ code: 'not-yours', whose: 'office' })
      expect(rule(early, as('officer'), office('officer', 'director'))).toBe(null)
    }
  })

  test('from planning on is the director’s, who has nothing to propose', () => {
    const needed = statuses.filter((status) =>
      dismisses({ ...rectifying, status }, as('officer'), office('officer', 'director')),
    )
    expect(needed).toEqual(['planning', 'plan_review', 'rectifying', 'verifying'])
    const facts = office('officer', 'second', 'director')
    expect(dismisses(rectifying, as('officer'), facts)).toEqual({ code: 'not-yours', whose: 'director' })
    expect([dismisses(rectifying, as('director'), facts), asksDismissal(rectifying, as('officer'), facts)]).toEqual([
      null,
      null,
    ])
    expect(asksDismissal(rectifying, as('director'), facts)).toEqual({ code: 'no-consent-needed' })
  })

  test('is proposed once, and refused only where it was proposed, by whoever could have consented', () => {
    const facts = office('officer', 'second', 'director')
    expect(asksDismissal(proposed, as('second'), facts)).toEqual({ code: 'dismissal-undecided' })
    expect(refusesDismissal(rectifying, as('director'), facts)).toEqual({ code: 'dismissal-not-asked' })
    expect(refusesDismissal(proposed, as('second'), facts)).toEqual({ code: 'not-yours', whose: 'director' })
    expect(refusesDismissal(proposed, as('director'), facts)).toBe(null)
  })

  test('in an office without a director takes two officers, as long as there are two', () => {
    const two = office('officer', 'second')
    expect(dismisses(proposed, as('officer'), two)).toEqual({ code: 'own-dismissal' })
    expect(dismisses(proposed, as('second'), two)).toBe(null)
    expect(dismisses(rectifying, as('second'), two)).toEqual({ code: 'own-dismissal' })
    expect(dismisses(rectifying, as('officer'), office('officer', 'administrator'))).toBe(null)
  })
})

describe('延期', () => {
  const rules = campaignWith({ extension: { times: 2, from: 'setting' } })

  test('beyond the campaign’s last day is the director’s to grant', () => {
    expect([isBeyond(day('2023-05-31'), rules), isBeyond(day('2023-06-01'), rules)]).toEqual([false, true])
    expect(isBeyond(day('2030-01-01'), campaignWith({ rectify_by: { day: null, from: 'setting' } }))).toBe(false)
  })

  test('isn’t to be had while the clock stands, one is undecided, or all have been granted', () => {
    const asked = does('responsible', rectifying, { type: 'extend', to: day('2023-05-15'), reason: '资金晚到' })
    const stopped: Issue = { ...rectifying, suspended: { since: day('2022-12-01'), courtDate: null } }
    expect(noMoreTime(stopped, rules)).toEqual({ code: 'clock-stopped' })
    expect(noMoreTime(asked, rules)).toEqual({ code: 'extension-undecided', to: '2023-05-15' })
    expect([1, 2].map((extensions) => noMoreTime({ ...rectifying, extensions }, rules))).toEqual([
      null,
      { code: 'no-more-extensions', times: 2 },
    ])
  })
})

describe('交牵头单位', () => {
  const led = (unit: number, ...reviewers: Who[]) =>
    factsFor(lead(), { lead: { unit, reviewers: reviewers.map(person) } })
  const park = led(units.park, 'reviewer')
  const referred: Issue = { ...lead(), referred: units.park }

  test.each<[string, Issue, ReturnType<typeof led>, object | null]>([
    ['a lead', lead(), park, null],
    ['not what a unit reported itself', issueIn('reported'), park, { code: 'no-lead-to-refer' }],
    ['not to the unit it is about', lead(), led(units.port, 'reviewer'), { code: 'refer-to-itself' }],
    ['not where nobody is there to assign it', lead(), led(units.park), { code: 'nobody-to-refer' }],
    ['nor where the category has no lead unit', lead(), factsFor(lead()), { code: 'nobody-to-refer' }],
    ['not twice', referred, park, { code: 'referred-already' }],
    ['again where another unit leads by now', referred, led(units.city, 'reviewer'), null],
    ['what has gone on is another rule’s', { ...lead(), status: 'planning' }, park, null],
  ])('%s', (_, issue, facts, refused) => {
    expect(refers(issue, as('officer'), facts)).toEqual(refused)
    expect(refers(issue, as('reviewer'), facts)).toEqual({ code: 'not-yours', whose: 'office' })
  })

  test('lets its reviewer assign it beside the office, and nobody else', () => {
    const no = { code: 'not-yours', whose: 'office' }
    const may = (who: Who, issue: Issue, facts = park) => assigns(issue, as(who), facts)
    expect([may('officer', lead()), may('reviewer', referred), may('director', referred)]).toEqual([null, null, null])
    expect([may('reviewer', lead()), may('stranger', referred), may('contact', referred)]).toEqual([no, no, no])
    expect(may('reviewer', referred, led(units.city, 'reviewer'))).toEqual(no)
  })

  test('not who sits in the unit it is about as well', () => {
    const seated = {
      ...as('reviewer'),
      posts: [...person('reviewer').posts, ...person('auditor').posts, ...person('contact').posts],
    }
    expect(isReferredTo(seated, referred, park.lead)).toBe(false)
    expect(isReferredTo(as('reviewer'), referred, null)).toBe(false)
  })
})
