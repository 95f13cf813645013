import { describe, expect, test } from 'vitest'
import type { Person } from '../../../core/actor.ts'
import { watchedOf, dutyOf } from '../../../core/nudges/watch.ts'
import { permitted } from '../../../core/permit.ts'
import { maySee } from '../../../core/sight.ts'
import { acts, as, does, factsFor, ids, issueIn, lead, person, refusal } from '../../support/facts.ts'
import { reviewedCampaign, tries, units } from '../../support/facts.ts'
import { day } from '../../support/samples.ts'

const ledBy = (unit: number, ...reviewers: Person[]) => ({ campaign: reviewedCampaign, lead: { unit, reviewers } })
const around = ledBy(units.park, person('reviewer'))
const refer = { type: 'refer', note: '涉及两个园区' } as const
const referred = does('officer', lead(), refer, around)
const sees = (issue = referred) => maySee(as('reviewer'), issue, factsFor(issue, around))

describe('交牵头单位', () => {
  test('sets the group alone: the lead stays where it is, and its reviewers are told', () => {
    expect(referred).toMatchObject({ status: 'reported', referred: units.park, deadline: null, unit: units.port })
    const decision = tries('officer', lead(), refer, around)
    expect(decision.ok && decision.notices.map(({ to }) => to)).toEqual([ids.reviewer])
  })

  test('lets the lead unit’s reviewer know of it, and still nobody of the unit it is about', () => {
    expect([sees(lead()), sees()]).toEqual([false, true])
    expect(maySee(as('contact'), referred, factsFor(referred, around))).toBe(false)
    const seated: Person = { id: 44, posts: [...person('reviewer').posts, ...person('contact').posts] }
    const facts = factsFor(referred, ledBy(units.park, seated, person('reviewer')))
    expect(maySee({ kind: 'person', door: 'console', ...seated }, referred, facts)).toBe(false)
  })

  test('gives the reviewer 交办, and the office keeps it', () => {
    expect(permitted(referred, as('reviewer'), factsFor(referred, around))).toEqual(['assign', 'comment'])
    expect(permitted(referred, as('officer'), factsFor(referred, around))).toContain('assign')
    expect(does('officer', referred, acts.assign, around)).toMatchObject({ status: 'assigned', referred: null })
  })

  test('is refused where the lead unit is what it is about, has nobody to assign it, or has it already', () => {
    const tried = (changes: Parameters<typeof tries>[3]) => refusal(tries('officer', lead(), refer, changes))?.code
    expect(tried(ledBy(units.port, person('reviewer')))).toBe('refer-to-itself')
    expect(tried(ledBy(units.park))).toBe('nobody-to-refer')
    expect(tried({})).toBe('nobody-to-refer')
    expect(refusal(tries('second', referred, refer, around))).toEqual({ code: 'referred-already' })
    expect(refusal(tries('officer', issueIn('reported'), refer, around))).toEqual({ code: 'no-lead-to-refer' })
    expect(refusal(tries('reviewer', referred, refer, around))).toEqual({ code: 'not-yours', whose: 'office' })
  })

  test('is owed by the lead unit’s reviewers while it waits', () => {
    const kinds = watchedOf(referred).map(({ kind }) => [kind, dutyOf(kind)])
    expect(kinds).toEqual([['referral', 'reviewer']])
  })
})

describe('交办 by a lead unit', () => {
  test('is told to the unit, and to the office that left it to the lead unit', () => {
    const decision = tries('reviewer', referred, acts.assign, around)
    expect(decision.ok && decision.issue).toMatchObject({ status: 'assigned', unit: units.port, referred: null })
    const told = [ids.contact, ids.responsible, ids.first, ids.officer, ids.second]
    expect(decision.ok && decision.notices.map(({ to }) => to)).toEqual(told)
  })

  test('keeps to the campaign’s days and to the reviewer’s own categories', () => {
    const late = { ...acts.assign, deadline: day('2023-06-01') }
    expect(refusal(tries('reviewer', referred, late, around))).toMatchObject({
      code: 'after-latest',
      why: 'rectify-by',
    })
  })

  test('keeps to the categories of the lead unit, and of the reviewer', () => {
    const numbered = { ...referred, caseNumber: '（2022）1号' }
    const asCase = { ...acts.assign, category: 'C9' }
    const refused = { code: 'invalid', label: '问题类别', sentence: expect.stringContaining('不在您审核的范围内') }
    expect(does('officer', numbered, asCase, around).category).toBe('C9')
    expect(refusal(tries('reviewer', numbered, asCase, around))).toMatchObject(refused)
    const groups = reviewedCampaign.groups.map((group) => ({ ...group, categories: ['C2', 'C9'] }))
    const wider = { ...around, campaign: { ...reviewedCampaign, groups } }
    expect(does('reviewer', numbered, asCase, wider).category).toBe('C9')
    const narrow = { ...as('reviewer'), posts: [{ unit: units.park, role: 'reviewer' as const, scope: ['C2'] }] }
    expect(refusal(tries(narrow, numbered, asCase, wider))).toMatchObject(refused)
    expect(does(narrow, numbered, acts.assign, wider).category).toBe('C2')
  })

  test('comes to nothing once the office has assigned it: the second of two hears so', () => {
    const { stateVersion: seen } = referred
    const moved = does('officer', referred, acts.assign, around)
    expect(refusal(tries('reviewer', moved, acts.assign, { ...around, seen }))).toMatchObject({ code: 'stale' })
    const before = tries('officer', referred, acts.assign, { ...around, seen: lead().stateVersion })
    expect(refusal(before)).toMatchObject({ code: 'stale' })
  })

  test('handed back (退办) it is the office’s: the lead unit knows no more of it', () => {
    const assigned = does('reviewer', referred, acts.assign, around)
    const back = does('contact', assigned, { type: 'decline', reason: '不归本区' }, around)
    expect(back).toMatchObject({ status: 'reported', referred: null })
    expect(sees(back)).toBe(false)
    expect(does('officer', back, refer, around).referred).toBe(units.park)
  })

  test('is no more the lead unit’s once the lead is of another category', () => {
    const changed = { category: 'C9', caseNumber: '（2022）1号' }
    const moved = does('officer', referred, { type: 'correct', changed, reason: '是案件' }, around)
    expect(moved.referred).toBe(null)
  })

  test('put aside by mistake and taken back, it is with the lead unit again', () => {
    const aside = does('officer', referred, { type: 'dismiss', reason: '不属实' }, around)
    expect(aside.referred).toBe(null)
    expect(does('director', aside, { type: 'undo', reason: '点错了' }, around).referred).toBe(units.park)
  })
})
