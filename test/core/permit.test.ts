import { describe, expect, test } from 'vitest'
import { actsFor, holds, type Actor } from '../../core/actor.ts'
import type { ActType } from '../../core/command.ts'
import { openStatuses, statuses, type Issue, type Status } from '../../core/issue.ts'
import { permit, permitted } from '../../core/permit.ts'
import { eligibleVerifiers, fitToVerify } from '../../core/separation.ts'
import { maySee } from '../../core/sight.ts'
import { actText } from '../../core/texts.ts'
import { as, factsFor, ids, issueIn, lead, person, refusal, system, tries, units, type Who } from '../support/facts.ts'
import { day } from '../support/samples.ts'

const unitPeople = ['contact', 'responsible', 'first'] as const
const readers = ['administrator', 'auditor', 'leaderOfAll', 'leaderOfUnit', 'leaderOfCategory', 'above'] as const
const outside = ['leaderElsewhere', 'stranger', 'strangerFirst', 'reviewer', 'outsider', 'nobody'] as const

/**
 * The table of the domain page, section 2, by hand. The issue was found by 临港区 itself and reported by its
 * contact; 具体责任人 entered the progress. The one that is assigned is a lead an officer wrote down.
 */
const table: Readonly<Record<Status, Partial<Record<Who, string>>>> = {
  reported: {
    contact: 'supplement withdraw attach comment',
    responsible: 'supplement attach comment',
    first: 'supplement attach comment',
    officer: 'merge ask confirm assign dismiss attach correct link comment',
    second: 'merge ask confirm assign dismiss attach correct link comment',
    director: 'merge ask confirm assign dismiss attach correct link comment',
    both: 'merge ask supplement confirm assign dismiss attach correct link comment',
  },
  assigned: {
    contact: 'accept decline attach comment',
    responsible: 'accept decline attach comment',
    first: 'accept decline attach comment',
    officer: 'merge reassign dismiss attach correct link comment',
    second: 'merge reassign dismiss attach correct link comment',
    director: 'merge reassign dismiss attach correct link comment',
    both: 'merge reassign dismiss accept decline attach correct link comment',
  },
  planning: {
    contact: 'plan attach comment',
    responsible: 'plan attach comment',
    first: 'plan attach comment',
    officer: 'ask-dismissal merge reassign attach correct link comment',
    second: 'ask-dismissal merge reassign attach correct link comment',
    director: 'merge reassign dismiss attach correct link comment',
    both: 'ask-dismissal merge reassign plan attach correct link comment',
  },
  plan_review: {
    contact: 'attach comment',
    responsible: 'attach comment',
    first: 'attach comment',
    officer: 'ask-dismissal merge reassign approve-plan return-plan attach correct link comment',
    second: 'ask-dismissal merge reassign approve-plan return-plan attach correct link comment',
    director: 'merge reassign dismiss approve-plan return-plan attach correct link comment',
    both: 'ask-dismissal merge reassign attach correct link comment',
  },
  rectifying: {
    contact: 'replan progress extend attach submit comment',
    responsible: 'replan progress extend attach submit comment',
    first: 'replan progress extend attach submit comment',
    officer: 'ask-dismissal merge reassign progress attach correct link comment',
    second: 'ask-dismissal merge reassign progress attach correct link comment',
    director: 'merge reassign dismiss progress attach correct link comment',
    both: 'replan ask-dismissal merge reassign progress extend attach submit correct link comment',
  },
  verifying: {
    contact: 'attach unsubmit comment',
    responsible: 'attach unsubmit comment',
    first: 'attach unsubmit comment',
    officer: 'ask-dismissal merge reassign attach close send-back call-back correct link comment',
    second: 'ask-dismissal merge reassign attach close send-back call-back correct link comment',
    director: 'merge reassign dismiss attach close send-back call-back correct link comment',
    both: 'ask-dismissal merge reassign attach unsubmit correct link comment',
  },
  closed: {},
  dismissed: {},
  merged: {},
  withdrawn: {},
}

const everyAct = Object.keys(actText) as ActType[]

function expected(status: Status, who: Who): string[] {
  const own = table[status][who]
  const open = openStatuses.includes(status) && own !== undefined
  if (open) return [...own.split(' '), ...afterwards(status, who)].sort()
  const inside = [...unitPeople, ...readers, 'officer', 'second', 'director', 'both'] as const
  if (!inside.some((known) => known === who)) return []
  if (!holds(person(who), 'officer', 'director')) return ['comment']
  return ['comment', 'link', ...checks(status, who), ...takenBack(status, who), ...afterwards(status, who)].sort()
}

/** The office flags in any state, but not what is its own unit's; what was given to a unit may be disputed by it. */
function afterwards(status: Status, who: Who): ActType[] {
  const ofUnit = actsFor(person(who), units.port)
  const flags = holds(person(who), 'officer', 'director') && !ofUnit
  return [...(flags ? (['flag'] as const) : []), ...(ofUnit && status === 'assigned' ? (['appeal'] as const) : [])]
}

/** What ended an issue is taken back by another officer than the one who did it, or by the director. */
function takenBack(status: Status, who: Who): ActType[] {
  if (status === 'closed') return who === 'second' ? ['reopen'] : ['reopen', 'undo']
  return (status === 'dismissed' || status === 'merged') && who !== 'officer' ? ['undo'] : []
}

/** What is closed may still be asked about, though not by whoever acts for its unit. */
function checks(status: Status, who: Who): ActType[] {
  return status === 'closed' && who !== 'both' ? ['call-back'] : []
}

const everybody: readonly Who[] = [...unitPeople, 'officer', 'second', 'director', 'both', ...readers, ...outside]
const cases = statuses.flatMap((status) => everybody.map((who) => [status, who] as const))

describe('who may do what from where', () => {
  test.each(cases)('%s: %s', (status, who) => {
    const issue = issueIn(status)
    expect([...permitted(issue, as(who), factsFor(issue))].sort()).toEqual(expected(status, who))
  })

  test.each(statuses)('%s: the system puts arrived files to an open issue and does nothing else', (status) => {
    const issue = issueIn(status)
    expect(permitted(issue, system, factsFor(issue))).toEqual(openStatuses.includes(status) ? ['attach'] : [])
  })

  test('everybody of the cast stands in the table', () => {
    expect([...everybody].sort()).toEqual(Object.keys(ids).sort())
  })
})

describe('not allowed reads exactly as not found where one may not see', () => {
  const hidden = (issue: Issue, actor: Actor) => everyAct.map((type) => permit(type, issue, actor, factsFor(issue)))

  test.each(outside)('%s gets the same answer to every act in every state', (who) => {
    for (const status of statuses) {
      const issue = issueIn(status)
      expect(hidden(issue, as(who))).toEqual(everyAct.map(() => ({ code: 'not-found', serial: issue.serial })))
    }
  })

  const hiddenFrom = [...unitPeople, 'above', ...outside] as const

  test.each(hiddenFrom)('a lead does not exist for %s before it is assigned', (who) => {
    const answers = everyAct.map(() => ({ code: 'not-found', serial: 'LH2022-0001' }))
    expect(hidden(lead(), as(who))).toEqual(answers)
    expect(hidden({ ...lead(), status: 'dismissed' }, as(who))).toEqual(answers)
    expect(hidden({ ...lead(), status: 'withdrawn' }, as(who))).toEqual(answers)
  })

  test('whoever wrote a lead down no longer sees it as one of the unit it is about', () => {
    const moved = { ...as('officer'), posts: person('contact').posts }
    expect(maySee(moved, lead(), factsFor(lead()))).toBe(false)
    expect(maySee(as('officer'), lead(), factsFor(lead()))).toBe(true)
  })

  test('a stale form tells nobody the state of what they may not see', () => {
    const act = { type: 'approve-plan' } as const
    const refused = { code: 'not-found', serial: 'LH2022-0001' }
    expect(refusal(tries('stranger', issueIn('verifying'), act, { seen: 1 }))).toEqual(refused)
    expect(refusal(tries('contact', lead(), { type: 'accept' }, { seen: 7 }))).toEqual(refused)
  })

  test('a reporter without any post left sees nothing, with a post elsewhere their own report', () => {
    const issue = issueIn('reported')
    expect(maySee({ ...as('contact'), posts: [] }, issue, factsFor(issue))).toBe(false)
    expect(maySee({ ...as('contact'), posts: person('stranger').posts }, issue, factsFor(issue))).toBe(true)
  })

  test("a leader's post in the unit above opens the leader's scope only", () => {
    const issue = issueIn('rectifying')
    expect(maySee(as('leaderElsewhere'), issue, factsFor(issue))).toBe(false)
    const alsoContact = {
      ...as('leaderElsewhere'),
      posts: [...person('leaderElsewhere').posts, ...person('above').posts],
    }
    expect(maySee(alsoContact, issue, factsFor(issue))).toBe(true)
  })
})

describe('a lead', () => {
  test('is assigned, never confirmed', () => {
    expect(permit('confirm', lead(), as('second'), factsFor(lead()))).toEqual({ code: 'lead-needs-assigning' })
    expect(permit('assign', lead(), as('second'), factsFor(lead()))).toBe(null)
  })

  test('is supplemented and withdrawn by the officer who wrote it down, not by another', () => {
    const may = (who: Who) => permitted(lead(), as(who), factsFor(lead()))
    expect(may('officer')).toEqual([
      'ask',
      'supplement',
      'withdraw',
      'assign',
      'dismiss',
      'merge',
      'attach',
      'flag',
      'correct',
      'link',
      'comment',
    ])
    expect(may('second')).toEqual(['ask', 'assign', 'dismiss', 'merge', 'attach', 'flag', 'correct', 'link', 'comment'])
  })
})

describe('the right person in the wrong state hears the state, the wrong person whose step it is', () => {
  test.each([
    ['confirm', 'planning', 'officer', { code: 'wrong-state', status: 'planning' }],
    ['confirm', 'planning', 'contact', { code: 'not-yours', whose: 'office' }],
    ['accept', 'planning', 'contact', { code: 'wrong-state', status: 'planning' }],
    ['accept', 'assigned', 'officer', { code: 'not-yours', whose: 'unit' }],
    ['withdraw', 'reported', 'first', { code: 'not-yours', whose: 'reporter' }],
    ['supplement', 'reported', 'officer', { code: 'not-yours', whose: 'reporter' }],
    ['dismiss', 'rectifying', 'officer', { code: 'not-yours', whose: 'director' }],
    ['dismiss', 'closed', 'officer', { code: 'wrong-state', status: 'closed' }],
    ['dismiss', 'rectifying', 'first', { code: 'not-yours', whose: 'office' }],
    ['name-verifier', 'rectifying', 'director', { code: 'wrong-state', status: 'rectifying' }],
    ['name-verifier', 'verifying', 'director', { code: 'verifier-left' }],
    ['name-verifier', 'plan_review', 'director', { code: 'verifier-left' }],
    ['name-verifier', 'verifying', 'officer', { code: 'not-yours', whose: 'director' }],
    ['close', 'rectifying', 'second', { code: 'wrong-state', status: 'rectifying' }],
    ['close', 'verifying', 'auditor', { code: 'not-yours', whose: 'office' }],
    ['close', 'verifying', 'first', { code: 'barred', why: 'unit' }],
    ['progress', 'verifying', 'responsible', { code: 'wrong-state', status: 'verifying' }],
    ['progress', 'rectifying', 'above', { code: 'not-yours', whose: 'unit' }],
    ['submit', 'rectifying', 'officer', { code: 'not-yours', whose: 'unit' }],
    ['correct', 'closed', 'officer', { code: 'wrong-state', status: 'closed' }],
    ['correct', 'rectifying', 'leaderOfAll', { code: 'not-yours', whose: 'office' }],
  ] as const)('%s in %s by %s', (type, status, who, refusal) => {
    const issue = issueIn(status)
    expect(permit(type, issue, as(who), factsFor(issue))).toEqual(refusal)
  })

  test('the system never acts for a person', () => {
    const issue = issueIn('verifying')
    expect(permit('close', issue, system, factsFor(issue))).toEqual({ code: 'not-yours', whose: 'office' })
  })
})

describe('separation of duties', () => {
  const waiting = issueIn('verifying')
  const barred = (issue: Issue, who: Who) => permit('close', issue, as(who), factsFor(issue))

  test('whoever entered progress does not verify, in the office neither', () => {
    const issue = { ...waiting, handlers: [ids.officer] }
    expect(barred(issue, 'officer')).toEqual({ code: 'barred', why: 'progress' })
    expect(permit('send-back', issue, as('officer'), factsFor(issue))).toEqual({ code: 'barred', why: 'progress' })
    expect(barred(issue, 'second')).toBe(null)
  })

  test('whoever acts for the unit does not verify, an officer with such a post neither', () => {
    expect(barred(waiting, 'both')).toEqual({ code: 'barred', why: 'unit' })
  })

  test('whoever reported, confirmed or approved is not barred', () => {
    expect(barred({ ...waiting, reporter: ids.officer }, 'officer')).toBe(null)
  })

  test('nobody of its unit approves or returns its plan, whatever the post there', () => {
    const issue = issueIn('plan_review')
    const officerThere = { ...as('officer'), posts: [{ unit: units.port, role: 'officer', scope: [] }] as const }
    expect(permit('approve-plan', issue, officerThere, factsFor(issue))).toEqual({ code: 'own-plan' })
    expect(permit('return-plan', issue, as('both'), factsFor(issue))).toEqual({ code: 'own-plan' })
  })
})

describe('委托核查', () => {
  const waiting: Issue = { ...issueIn('verifying'), handlers: [ids.responsible, ids.officer, ids.second, ids.director] }

  test('nobody of the office is eligible once all of them entered progress', () => {
    expect(eligibleVerifiers(waiting, factsFor(waiting))).toEqual([])
    expect(eligibleVerifiers(issueIn('verifying'), factsFor(waiting)).map(({ id }) => id)).toEqual([
      ids.officer,
      ids.second,
      ids.director,
    ])
  })

  test('then the director names a verifier, barred or not; nobody else does', () => {
    const may = (who: Who) => permit('name-verifier', waiting, as(who), factsFor(waiting))
    expect(may('director')).toBe(null)
    expect(may('officer')).toEqual({ code: 'not-yours', whose: 'director' })
    expect(may('administrator')).toEqual({ code: 'not-yours', whose: 'director' })
  })

  test('without a director the administrator names one', () => {
    const staff = (['officer', 'second', 'administrator', 'responsible', 'outsider'] as const).map(person)
    const facts = factsFor(waiting, { staff })
    expect(permit('name-verifier', waiting, as('administrator'), facts)).toBe(null)
    expect(permit('name-verifier', waiting, as('officer'), facts)).toEqual({ code: 'not-yours', whose: 'desk' })
  })

  test.each([
    ['outsider', true],
    ['strangerFirst', true],
    ['reviewer', true],
    ['above', true],
    ['contact', false],
    ['officer', false],
    ['administrator', false],
    ['auditor', false],
    ['leaderOfAll', false],
    ['both', false],
    ['nobody', false],
  ] as const)('%s may be named: %s', (who, fit) => {
    expect(fitToVerify(waiting, person(who))).toBe(fit)
  })

  test('somebody with any post in the unit is not of another unit', () => {
    const reviewerThere = {
      id: 99,
      posts: [...person('outsider').posts, { unit: units.port, role: 'reviewer', scope: [] }],
    }
    expect(fitToVerify(waiting, reviewerThere as ReturnType<typeof person>)).toBe(false)
  })

  test('whoever is named sees and verifies this one issue, and nothing else of it is theirs', () => {
    const issue = { ...waiting, delegate: ids.outsider }
    expect(permitted(issue, as('outsider'), factsFor(issue))).toEqual([
      'attach',
      'close',
      'send-back',
      'call-back',
      'comment',
    ])
    expect(permitted(waiting, as('outsider'), factsFor(waiting))).toEqual([])
  })

  test.each(statuses)('%s: a verifier named before does no more than look, prove and verify', (status) => {
    const issue: Issue = { ...issueIn(status), delegate: ids.outsider }
    const own: Partial<Record<Status, string[]>> = {
      plan_review: ['approve-plan', 'return-plan', 'attach', 'comment'],
      verifying: ['attach', 'close', 'send-back', 'call-back', 'comment'],
    }
    const otherwise = openStatuses.includes(status) ? ['attach', 'comment'] : ['comment']
    expect(permitted(issue, as('outsider'), factsFor(issue))).toEqual(own[status] ?? otherwise)
  })

  test('a verifier who comes to act for the unit, or loses every post, verifies no more', () => {
    const issue = { ...waiting, delegate: ids.outsider }
    const moved = { ...as('outsider'), posts: person('contact').posts }
    const gone = { ...as('outsider'), posts: [] }
    expect(permit('close', issue, moved, factsFor(issue))).toEqual({ code: 'barred', why: 'unit' })
    expect(permit('close', issue, gone, factsFor(issue))).toEqual({ code: 'not-found', serial: issue.serial })
  })

  test('plan and time are the office’s to decide: whoever reads along hears so', () => {
    const office = { code: 'not-yours', whose: 'office' }
    const asked = { ...issueIn('rectifying'), extension }
    for (const who of ['auditor', 'administrator', 'leaderOfAll', 'above'] as const) {
      expect(permit('approve-plan', issueIn('plan_review'), as(who), factsFor(waiting))).toEqual(office)
      expect(permit('grant-extension', asked, as(who), factsFor(asked))).toEqual(office)
    }
  })
  const extension: Issue['extension'] = {
    ...{ to: day('2023-05-15'), reason: '资金未到位', askedOn: day('2022-12-01'), askedAt: 0 },
    ...{ by: ids.contact, inTime: true },
  }

  test('whoever reported it may still give evidence from another unit', () => {
    const issue = issueIn('rectifying')
    const moved = { ...as('contact'), posts: person('stranger').posts }
    expect(permit('attach', issue, moved, factsFor(issue))).toBe(null)
    expect(permit('attach', issue, { ...moved, id: ids.stranger }, factsFor(issue))).not.toBe(null)
  })

  test('a lead is no more known to whoever wrote it down, once they are of the office no more', () => {
    const hidden = lead()
    const moved = { ...as('officer'), posts: person('stranger').posts }
    expect(maySee(moved, hidden, factsFor(hidden))).toBe(false)
    expect(maySee(as('officer'), hidden, factsFor(hidden))).toBe(true)
  })

  test('a leader’s scope opens an issue also to one who has another post beside', () => {
    const issue = issueIn('rectifying')
    const busy = { ...as('leaderOfUnit'), posts: [...person('stranger').posts, ...person('leaderOfUnit').posts] }
    expect(maySee(busy, issue, factsFor(issue))).toBe(true)
  })

  test('where the whole office sits in the responsible unit, somebody is named for its plan too', () => {
    const issue = issueIn('plan_review')
    const there = (who: Who) => ({
      ...person(who),
      posts: person(who).posts.map((held) => ({ ...held, unit: units.port })),
    })
    const staff = [there('officer'), there('director'), person('contact'), person('outsider')]
    const facts = factsFor(issue, { staff })
    const director = { ...as('director'), ...there('director') }
    expect(permit('approve-plan', issue, director, facts)).toEqual({ code: 'own-plan' })
    expect(permit('name-verifier', issue, director, facts)).toBe(null)
  })
})
