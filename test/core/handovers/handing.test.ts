import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../core/actor.ts'
import { apply } from '../../../core/apply.ts'
import type { IssueEvent } from '../../../core/event.ts'
import {
  namedIn,
  passingTo,
  reporterOf,
  rolesIn,
  withSuccessors,
  type HandedRole,
} from '../../../core/handovers/handing.ts'
import { holdersOf } from '../../../core/handovers/handover.ts'
import type { Issue } from '../../../core/issue.ts'
import { does, ids, issueIn, lead, person, type Who } from '../../support/facts.ts'
import { day, plan } from '../../support/samples.ts'

const { contact, responsible, first, outsider, stranger } = ids

const then = (issue: Issue, event: IssueEvent) =>
  apply(issue, { seq: issue.version + 1, at: 0, by: ids.officer, event })
const going = (issue: Issue, from: PersonId, to: PersonId, handover = 1) =>
  then(issue, { type: 'handed-over', handover, from, to, roles: [] })
const signed = (issue: Issue, from: PersonId, to: PersonId, ...roles: HandedRole[]) =>
  then(issue, { type: 'handover-signed', handover: 1, from, to, roles })

const rectifying = issueIn('rectifying')
const replanned = does('responsible', rectifying, {
  ...plan({ first, responsible }),
  type: 'replan',
  measures: [{ no: null, text: '分两年拨付', due: day('2023-03-15') }],
  outcome: null,
  reason: '资金分两年',
})
const verifiedElsewhere: Issue = { ...issueIn('verifying'), delegate: outsider }
const ofOne: Issue = does('responsible', issueIn('planning'), plan({ first: responsible, responsible }))

const handedInPlan: HandedRole[] = ['first', 'responsible']

describe('until the successor signs both answer for it', () => {
  const during = going(rectifying, responsible, contact)
  test('the plan still names the leaver, and whoever is told of the leaver’s work is told with the successor', () => {
    expect(during.plan).toEqual(rectifying.plan)
    expect(withSuccessors(during, responsible)).toEqual([responsible, contact])
    expect(withSuccessors(during, first)).toEqual([first])
  })

  test('two people of one issue hand over apart: what becomes of one leaves the other as it is', () => {
    const both = going(during, first, stranger, 2)
    expect(both.handovers.map(({ handover }) => handover)).toEqual([1, 2])
    expect(signed(both, responsible, contact, 'responsible').handovers).toEqual([
      { handover: 2, from: first, to: stranger },
    ])
    expect(withSuccessors(both, first)).toEqual([first, stranger])
  })
})

describe('once it is signed for, the successor answers alone', () => {
  test.each<[string, Issue, HandedRole[], { from: PersonId; then: ReturnType<typeof planOf> }]>([
    ['as 具体责任人', rectifying, ['responsible'], { from: responsible, then: planOf(first, contact) }],
    ['as 第一责任人', rectifying, ['first'], { from: first, then: planOf(contact, responsible) }],
    ['as both, where one was both', ofOne, handedInPlan, { from: responsible, then: planOf(contact, contact) }],
    [
      'of both only as what was signed',
      ofOne,
      ['responsible'],
      { from: responsible, then: planOf(responsible, contact) },
    ],
    ['in the other role just so', ofOne, ['first'], { from: responsible, then: planOf(contact, responsible) }],
  ])('%s', (_, before, roles, { from, then: expected }) => {
    const after = signed(going(before, from, contact), from, contact, ...roles)
    expect(after).toMatchObject({ handovers: [], heir: null, delegate: null })
    expect(after.plan ?? after.proposal).toMatchObject(expected)
  })

  test('in the plan in force and in the new one that waits', () => {
    const after = signed(replanned, responsible, contact, 'responsible')
    expect([after.plan?.responsible, after.proposal?.responsible]).toEqual([contact, contact])
    expect([after.plan?.first, after.proposal?.first]).toEqual([first, first])
  })

  test('nobody else loses a role: a plan that has come to name another one since keeps them', () => {
    expect(signed(rectifying, stranger, contact, 'first', 'responsible').plan).toEqual(rectifying.plan)
  })

  test('as reporter, with the one who brought it up still in the history', () => {
    const after = signed(issueIn('reported'), contact, responsible, 'reporter')
    expect([after.reporter, after.heir, reporterOf(after)]).toEqual([contact, responsible, responsible])
    expect([after.plan, after.proposal]).toEqual([null, null])
  })

  test('as verifier', () => {
    const after = signed(verifiedElsewhere, outsider, stranger, 'delegate')
    expect([after.delegate, after.heir]).toEqual([stranger, null])
    expect(after.plan).toBe(verifiedElsewhere.plan)
  })

  test('with deadline, level and history as they were (domain: rule 3)', () => {
    const { deadline, firstDeadline, status, reporter, reopenings, handlers } = rectifying
    expect(signed(rectifying, responsible, contact, 'responsible')).toMatchObject({
      deadline,
      firstDeadline,
      status,
      reporter,
      reopenings,
      handlers,
    })
  })
})

test('returned or called off, it stays the leaver’s', () => {
  const during = going(rectifying, responsible, contact)
  const ended = { type: 'handover-ended', handover: 1, from: responsible, to: contact, reason: '不归我管' } as const
  for (const why of ['returned', 'cancelled', 'moot', 'unfit'] as const)
    expect(then(during, { ...ended, why })).toMatchObject({ handovers: [], plan: rectifying.plan, heir: null })
})

function planOf(who: PersonId, worker: PersonId) {
  return { first: who, responsible: worker }
}

describe('what there is to hand over of an issue', () => {
  test.each<[string, Issue, PersonId, HandedRole[]]>([
    ['a report of one’s own', issueIn('reported'), contact, ['reporter']],
    ['a lead is nobody’s of the unit, not even whoever took it down', lead(), ids.officer, []],
    ['nothing of a colleague’s report', issueIn('reported'), responsible, []],
    ['a plan that waits', issueIn('plan_review'), responsible, ['responsible']],
    ['a plan in force', rectifying, first, ['first']],
    ['both roles, where one is both', ofOne, responsible, ['first', 'responsible']],
    [
      'a report and its work',
      signed(rectifying, responsible, contact, 'responsible'),
      contact,
      ['responsible', 'reporter'],
    ],
    ['verifying', verifiedElsewhere, outsider, ['delegate']],
    ['what was taken over as reporter', signed(rectifying, contact, first, 'reporter'), first, ['first', 'reporter']],
    ['and is the former reporter’s no more', signed(rectifying, contact, first, 'reporter'), contact, []],
    ['nothing of what is closed', issueIn('closed'), responsible, []],
    ['nothing of what is not listed', issueIn('dismissed'), contact, []],
  ])('%s', (_, issue, who, roles) => {
    expect(rolesIn(issue, who)).toEqual(roles)
  })

  test('a new plan that waits names people beside the one in force', () => {
    const other = { ...replanned, proposal: replanned.proposal && { ...replanned.proposal, responsible: contact } }
    expect([rolesIn(other, contact), rolesIn(other, responsible)]).toEqual([
      ['responsible', 'reporter'],
      ['responsible'],
    ])
    expect(namedIn(other)).toEqual([first, responsible, contact])
  })

  test('everybody an issue names, each once, and nobody where there is nobody', () => {
    expect(namedIn(ofOne)).toEqual([responsible, contact])
    expect(namedIn(verifiedElsewhere)).toEqual([first, responsible, contact, outsider])
    expect(namedIn({ ...issueIn('reported'), reporter: null })).toEqual([])
  })
})

describe('to whom it may go', () => {
  const passes = (issue: Issue, from: PersonId, to: Who) => passingTo(issue, from, person(to))
  test('the unit’s work to whoever acts for the unit', () => {
    for (const to of ['contact', 'first', 'both'] as const)
      expect(passes(rectifying, responsible, to)).toEqual(['responsible'])
    for (const to of ['stranger', 'above', 'reviewer', 'leaderOfUnit', 'officer', 'nobody'] as const)
      expect(passes(rectifying, responsible, to)).toEqual([])
  })

  test('verifying to another unit’s, never to whoever acts for the unit, had a hand in it, or decides nothing', () => {
    for (const to of ['stranger', 'strangerFirst', 'above'] as const)
      expect(passes(verifiedElsewhere, outsider, to)).toEqual(['delegate'])
    for (const to of ['contact', 'first', 'both', 'leaderElsewhere', 'auditor', 'administrator', 'nobody'] as const)
      expect(passes(verifiedElsewhere, outsider, to)).toEqual([])
    const typed = { ...verifiedElsewhere, handlers: [stranger] }
    expect(passes(typed, outsider, 'stranger')).toEqual([])
  })
})

describe('who is counted as holding it, for the office’s list of what is nobody’s', () => {
  test.each<[string, Issue, ReturnType<typeof holdersOf>]>([
    ['nobody of a report: whoever has a post may do what is to be done', issueIn('reported'), []],
    ['those of a plan that waits', issueIn('plan_review'), [unitHolder(first), unitHolder(responsible)]],
    ['those of the plan in force', rectifying, [unitHolder(first), unitHolder(responsible)]],
    ['one who is both once', ofOne, [unitHolder(responsible)]],
    ['without those who are handing it over', going(rectifying, responsible, contact), [unitHolder(first)]],
    [
      'whoever verifies it',
      verifiedElsewhere,
      [unitHolder(first), unitHolder(responsible), { person: outsider, as: 'delegate' }],
    ],
    [
      'without them too, once another takes it over',
      going(verifiedElsewhere, outsider, stranger),
      [unitHolder(first), unitHolder(responsible)],
    ],
    ['nobody of what is closed', issueIn('closed'), []],
  ])('%s', (_, issue, held) => {
    expect(holdersOf(issue)).toEqual(held)
  })

  test('of a new plan that waits those of the one in force: they still answer', () => {
    const other = { ...replanned, proposal: replanned.proposal && { ...replanned.proposal, responsible: contact } }
    expect(holdersOf(other)).toEqual([unitHolder(first), unitHolder(responsible)])
  })
})

function unitHolder(who: PersonId): ReturnType<typeof holdersOf>[number] {
  return { person: who, as: 'unit' }
}
