import { describe, expect, test } from 'vitest'
import { maySee } from '../../../core/sight.ts'
import { groupOf } from '../../../core/lead.ts'
import type { Issue } from '../../../core/issue.ts'
import {
  acts,
  as,
  does,
  factsFor,
  ids,
  issueIn,
  lead as hiddenLead,
  person,
  refusal,
  reviewedCampaign,
  tries,
  units,
} from '../../support/facts.ts'
import { start } from '../../support/samples.ts'

const lead = { unit: units.park, reviewers: [person('reviewer')] }
const around = { campaign: reviewedCampaign, lead }
const oneDay = 86_400_000
const pass = { type: 'pass-review' } as const
const back = { type: 'return-review', reason: '缺付款凭证' } as const

/** Everything done and proven, an application away from being verified. */
function done(): Issue {
  const issue = does('responsible', issueIn('rectifying'), acts.proof)
  return does('responsible', issue, acts.paid)
}
const submitted = (more = {}) => does('responsible', done(), acts.submit, { ...around, ...more })
const waiting = submitted()

describe('an application', () => {
  test('goes to the lead unit first where the campaign says so; its reviewers are told, not the office', () => {
    const decision = tries('responsible', done(), acts.submit, around)
    expect(decision).toMatchObject({
      issue: { status: 'verifying', stage: 'lead' },
      events: [{ type: 'submitted', stage: 'lead' }],
      notices: [{ to: ids.reviewer, event: 0 }],
    })
  })

  test.each([
    ['the campaign has no such stage', { campaign: factsFor(done()).campaign }],
    ['no unit leads its category', { lead: null }],
    ['the lead unit answers for it itself', { lead: { ...lead, unit: units.port } }],
    ['the lead unit has no reviewer', { lead: { ...lead, reviewers: [] } }],
    ['its only reviewer acts for the unit', { lead: { ...lead, reviewers: [person('contact')] } }],
  ])('goes to the office at once where %s', (_, more) => {
    expect(submitted(more)).toMatchObject({ status: 'verifying', stage: 'office' })
  })
})

describe('审核通过', () => {
  test('by the lead unit’s reviewer passes it on to the office, who hears of it', () => {
    const decision = tries('reviewer', waiting, pass, around)
    expect(decision).toMatchObject({ issue: { status: 'verifying', stage: 'office' }, events: [{ type: 'reviewed' }] })
    expect(decision.ok && decision.notices.map(({ to }) => to)).toEqual([ids.officer, ids.second])
    expect(does('second', does('reviewer', waiting, pass, around), acts.close, around).status).toBe('closed')
  })

  test('comes before verifying', () => {
    expect(refusal(tries('second', waiting, acts.close, around))).toEqual({ code: 'awaits-review' })
    expect(refusal(tries('second', waiting, acts.sendBack, around))).toEqual({ code: 'awaits-review' })
  })

  test('is done once', () => {
    const passed = does('reviewer', waiting, pass, around)
    expect(refusal(tries('reviewer', passed, pass, around))).toEqual({ code: 'wrong-state', status: 'verifying' })
    expect(refusal(tries('reviewer', passed, pass, { ...around, seen: waiting.stateVersion }))).toMatchObject({
      code: 'stale',
    })
  })

  test('is nobody else’s: not the unit’s, not another category’s reviewer’s, not the office’s in the first days', () => {
    expect(refusal(tries('contact', waiting, pass, around))).toEqual({ code: 'barred', why: 'unit' })
    expect(refusal(tries('stranger', waiting, pass, around))).toMatchObject({ code: 'not-found' })
    expect(refusal(tries('officer', waiting, pass, around))).toEqual({ code: 'not-yours', whose: 'reviewer' })
    const elsewhere = { ...around, lead: { ...lead, unit: units.city } }
    expect(refusal(tries('reviewer', waiting, pass, elsewhere))).toMatchObject({ code: 'not-found' })
  })

  test('is barred to whoever entered progress', () => {
    const handled = { ...waiting, handlers: [...waiting.handlers, ids.reviewer] }
    expect(refusal(tries('reviewer', handled, pass, around))).toEqual({ code: 'barred', why: 'progress' })
  })

  /** Submitted on Thursday the 1st: its three workdays are the 2nd, the 5th and the 6th. */
  test.each([
    [5, false],
    [6, true],
  ])('is open to the office %d days on: %s', (days, may) => {
    const decision = tries('officer', waiting, pass, { ...around, now: start + days * oneDay })
    expect(decision.ok).toBe(may)
  })

  test('is open to the office then, and to nobody else who sees it', () => {
    const late = { ...around, now: start + 6 * oneDay }
    for (const who of ['auditor', 'administrator', 'above', 'leaderOfAll'] as const)
      expect(refusal(tries(who, waiting, pass, late))).toEqual({ code: 'not-yours', whose: 'reviewer' })
  })

  test('is the reviewer’s also where they hold another post beside', () => {
    const busy = { ...as('reviewer'), posts: [...person('leaderElsewhere').posts, ...person('reviewer').posts] }
    expect(tries(busy, waiting, pass, around).ok).toBe(true)
  })
})

describe('审核退回', () => {
  test('brings it back to 整改中 with a reason; the deadline stays and waivers are over', () => {
    const decision = tries('reviewer', waiting, back, around)
    expect(decision).toMatchObject({
      issue: {
        status: 'rectifying',
        reason: '缺付款凭证',
        submittedOn: null,
        stage: 'office',
        deadline: waiting.deadline,
      },
    })
    expect(decision.ok && decision.notices.map(({ to }) => to)).toContain(ids.responsible)
  })

  test('needs a reason', () => {
    expect(refusal(tries('reviewer', waiting, { ...back, reason: ' ' }, around))).toEqual({
      code: 'missing',
      labels: ['退回原因'],
    })
  })
})

describe('a reviewer', () => {
  const sees = (issue: Issue, more = {}) => maySee(as('reviewer'), issue, factsFor(issue, { ...around, ...more }))

  test('sees the issues of the categories the unit leads, leads from 交办 on', () => {
    expect([sees(issueIn('reported')), sees(issueIn('rectifying')), sees(issueIn('assigned'))]).toEqual([
      true,
      true,
      true,
    ])
    expect(sees(issueIn('rectifying'), { lead: null })).toBe(false)
    expect(sees(hiddenLead())).toBe(false)
  })
})

describe('a working group answers for', () => {
  const categories = [
    { id: 'C2', name: '承诺', isCase: false, from: '三' },
    { id: 'C21', name: '补贴', parent: 'C2', isCase: false, from: '三' },
    { id: 'X', name: '环', parent: 'Y', isCase: false, from: '三' },
    { id: 'Y', name: '环', parent: 'X', isCase: false, from: '三' },
  ]
  const campaign = { ...reviewedCampaign, categories }

  test.each([
    ['C2', 'G1'],
    ['C21', 'G1'],
    ['X', undefined],
    ['nothing', undefined],
  ])('%s: %s', (category, group) => expect(groupOf(campaign, category)?.id).toBe(group))
})
