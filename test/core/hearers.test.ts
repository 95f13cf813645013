import { describe, expect, test } from 'vitest'
import type { Campaign } from '../../core/campaigns/campaign.ts'
import type { IssueAct } from '../../core/command.ts'
import type { Decision } from '../../core/decide.ts'
import type { Issue } from '../../core/issue.ts'
import { noticesOf } from '../../core/notice.ts'
import { campaign } from '../support/campaign.ts'
import {
  acts,
  as,
  campaignWith,
  closedByDirector,
  does,
  everyone,
  factsFor,
  ids,
  issueIn,
  lead,
  person,
  report,
  reports,
  reviewedCampaign,
  sibling,
  tries,
  units,
  type Around,
  type Who,
} from '../support/facts.ts'
import { day, plan } from '../support/samples.ts'

const names = new Map(Object.entries(ids).map(([who, id]) => [id, who]))

function heard(decision: Decision): string[] {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return [...new Set(decision.notices.map(({ to }) => names.get(to) ?? String(to)))].sort()
}

const hears = (who: Who, issue: Issue, act: IssueAct, around: Around = {}) => heard(tries(who, issue, act, around))
const staff = (...who: Who[]) => ({ staff: who.map(person) })

const people = { first: ids.first, responsible: ids.responsible }
const planning = issueIn('planning')
const rectifying = issueIn('rectifying')
const verifying = issueIn('verifying')
const closed = issueIn('closed')
const delegated = (issue: Issue): Issue => ({ ...issue, delegate: ids.outsider })
const officers = ['officer', 'second']
const unit = ['contact', 'first', 'responsible']

const led = (running: Campaign = reviewedCampaign): Around => ({
  campaign: running,
  lead: { unit: units.park, reviewers: [person('reviewer')] },
})

describe('a plan that waits', () => {
  const waiting = (changes = {}) => plan(people, changes)

  test('is heard of by whoever may approve it: the office, and the lead unit where the clock goes on', () => {
    expect(hears('first', planning, waiting(), led())).toEqual(['officer', 'reviewer', 'second'])
    const legal = waiting({ disposition: 'legal', caseNumber: '（2022）1号' })
    expect(hears('first', planning, legal, led())).toEqual(officers)
    expect(hears('first', planning, waiting({ disposition: 'schedule' }), led())).toEqual(officers)
  })

  test('and by whoever was named to verify', () => {
    expect(hears('first', delegated(planning), waiting())).toEqual(['officer', 'outsider', 'second'])
  })

  test('doesn’t wait where the campaign asks for no approval', () => {
    const free = campaignWith({ plan: { ...campaign.plan, approval: false } })
    expect(hears('first', planning, waiting(), { campaign: free })).toEqual([])
  })

  test('in place of another one is heard of likewise', () => {
    const measures = [{ no: 1, text: '核对', due: day('2022-12-20') }]
    expect(
      hears('first', rectifying, { ...waiting(), type: 'replan', reason: '提前', outcome: null, measures }),
    ).toEqual(officers)
  })
})

describe('more time', () => {
  test('asked for is heard of by the office; beyond the campaign’s last day by the director too', () => {
    expect(hears('responsible', rectifying, acts.extend)).toEqual(officers)
    expect(hears('responsible', delegated(rectifying), acts.extend)).toEqual(['officer', 'outsider', 'second'])
    expect(hears('responsible', rectifying, { ...acts.extend, to: day('2023-06-15') })).toEqual([
      'director',
      ...officers,
    ])
  })

  test.each([
    ['granted', { type: 'grant-extension', to: day('2023-04-30') }],
    ['refused', { type: 'refuse-extension', reason: '不够' }],
  ] as const)(
    '%s is heard of by whoever asked, as long as they are of the unit, and by those who work on it',
    (_, act) => {
      const asked = does('contact', rectifying, acts.extend)
      expect(hears('officer', asked, act)).toEqual(unit)
      const left = staff('officer', 'first', 'responsible')
      expect(hears('officer', asked, act, left)).toEqual(['first', 'responsible'])
    },
  )
})

describe('an application for 销号', () => {
  test('goes to the lead unit’s reviewers first, where the campaign has them', () => {
    const again = does('contact', verifying, { type: 'unsubmit', reason: null })
    const submitted = does('contact', again, acts.submit, led())
    expect(hears('contact', again, acts.submit, led())).toEqual(['reviewer'])
    expect(hears('reviewer', submitted, { type: 'pass-review' }, led())).toEqual(officers)
    expect(hears('reviewer', submitted, { type: 'return-review', reason: '缺凭证' }, led())).toEqual(unit)
  })

  test('verified by the office goes to the director, where the director closes', () => {
    const running = { campaign: closedByDirector(campaign) }
    expect(hears('second', verifying, acts.verify, running)).toEqual(['director'])
    const named = delegated(verifying)
    expect(hears('second', named, acts.verify, running)).toEqual(['director', 'outsider'])
    expect(hears('outsider', named, acts.verify, running)).toEqual(['director'])
  })

  test('that the enterprise denies is heard of by the director, who alone can overrule that', () => {
    expect(hears('second', verifying, acts.denied)).toEqual(['director'])
    expect(hears('second', verifying, acts.acknowledged)).toEqual([])
    expect(hears('second', verifying, acts.unreached)).toEqual([])
    const denied = does('second', verifying, acts.denied)
    expect(hears('director', denied, { type: 'overrule', evidence: 'e1', reason: '银行回单' })).toEqual(officers)
  })
})

describe('what has ended', () => {
  const undo = { type: 'undo', reason: '点错了' } as const

  test('and is put back is heard of by those who work on it, and whoever of the unit brought it up', () => {
    const reopen = { type: 'reopen', reason: '没有到账', deadline: day('2023-04-30') } as const
    expect(hears('officer', closed, reopen)).toEqual(unit)
    const written: Issue = { ...closed, selfChecked: false, reporter: ids.second }
    expect(hears('officer', written, reopen)).toEqual(['first', 'responsible'])
  })

  test('by mistake is heard of by the unit and whoever has the next step again', () => {
    expect(hears('director', closed, undo)).toEqual([...unit, 'officer', 'second'].sort())
    const reviewed: Issue = {
      ...closed,
      ending: closed.ending && { ...closed.ending, was: { ...closed.ending.was, stage: 'lead' } },
    }
    expect(hears('director', reviewed, undo, led())).toEqual([...unit, 'reviewer'].sort())
  })

  test.each(['reported', 'plan_review'] as const)('%s by mistake: the office goes on', (status) => {
    const set = does('officer', issueIn(status), { type: 'merge', into: sibling.serial })
    const other = { other: () => ({ ...sibling, absorbed: [set.serial] }) }
    expect(hears('director', set, undo, other)).toEqual(expect.arrayContaining(officers))
    const rather = does('officer', rectifying, { type: 'merge', into: sibling.serial })
    expect(hears('director', rather, undo, other)).toEqual(unit)
  })

  test('with a proposal to put it aside open, is the director’s again', () => {
    const proposed = does('officer', rectifying, { type: 'ask-dismissal', reason: '主体灭失' })
    const aside = does('director', proposed, { type: 'dismiss', reason: '主体灭失' })
    expect(hears('director', aside, undo)).toEqual(unit)
    const alone = staff(...unit.map((who) => who as Who), 'officer', 'second')
    expect(
      hears('second', { ...aside, ending: aside.ending && { ...aside.ending, by: ids.officer } }, undo, alone),
    ).toEqual(expect.arrayContaining(['officer']))
  })

  test('by 不予列入 or 合并办理 is heard of by whoever brought it up and those who work on it', () => {
    expect(hears('director', rectifying, { type: 'dismiss', reason: '主体灭失' })).toEqual(unit)
    expect(hears('officer', issueIn('reported'), { type: 'dismiss', reason: '不属实' })).toEqual([
      'contact',
      'responsible',
    ])
    expect(hears('officer', rectifying, { type: 'merge', into: sibling.serial })).toEqual(unit)
  })

  test('a proposal is heard of by the director, by the officers where there is none; a refusal by whoever proposed', () => {
    const ask = { type: 'ask-dismissal', reason: '主体灭失' } as const
    expect(hears('officer', rectifying, ask)).toEqual(['director'])
    expect(hears('officer', rectifying, ask, staff('officer', 'second', 'contact'))).toEqual(['second'])
    const proposed = does('officer', rectifying, ask)
    expect(hears('director', proposed, { type: 'refuse-dismissal', reason: '债权有人承继' })).toEqual(['officer'])
  })
})

describe('标记 and 异议', () => {
  const flag = { type: 'flag', kind: 'falsified', reason: '凭证相同', evidence: [] } as const
  const confirm = { type: 'confirm-flag', kind: 'falsified', reason: '没有转账' } as const
  const withdraw = { type: 'withdraw-flag', kind: 'falsified', reason: '误会' } as const
  const suspected = does('officer', rectifying, flag)
  const confirmed = does('director', suspected, confirm)
  const appeal = { type: 'appeal', about: 'falsified', reason: '转账是真的', evidence: [] } as const

  test('a suspicion goes to the director, else to another officer than whoever has it', () => {
    expect(hears('officer', rectifying, flag)).toEqual(['director'])
    expect(hears('officer', rectifying, flag, staff('officer', 'second', 'administrator', 'contact'))).toEqual([
      'second',
    ])
    expect(hears('officer', rectifying, flag, staff('officer', 'both', 'contact'))).toEqual([])
    expect(hears('second', suspected, { ...flag, kind: 'omitted' }, staff('officer', 'second'))).toEqual(['officer'])
  })

  test('confirmed it goes to those who work on it and the head of the unit', () => {
    expect(hears('director', suspected, confirm)).toEqual(['first', 'responsible'])
    const early = does('officer', planning, flag)
    expect(hears('director', early, confirm)).toEqual(unit)
  })

  test('of a lead that its unit doesn’t know of it hears nothing of that either', () => {
    expect(hears('director', does('officer', lead(), flag), confirm)).toEqual([])
  })

  test('withdrawn it is heard of where it had been confirmed', () => {
    expect(hears('second', suspected, withdraw)).toEqual([])
    expect(hears('second', confirmed, withdraw)).toEqual(['first', 'responsible'])
  })

  test('disputed it goes to the officers who may answer, else to the director', () => {
    expect(hears('contact', confirmed, appeal)).toEqual(['second'])
    expect(hears('contact', confirmed, appeal, staff('officer', 'director', 'contact'))).toEqual(['director'])
  })

  test('answered it is heard of by whoever asked, those who work on it, the contacts and the head', () => {
    const disputed = does('responsible', confirmed, appeal)
    const answer = { type: 'decide-appeal', upheld: false, reason: '银行没有' } as const
    expect(hears('second', disputed, answer)).toEqual(unit)
    expect(hears('second', { ...disputed, plan: null }, answer)).toEqual(unit)
    const left = staff('officer', 'second', 'director', 'contact', 'first')
    expect(hears('second', disputed, answer, left)).toEqual(['contact', 'first'])
  })
})

describe('how it comes to a unit', () => {
  const assigned = issueIn('assigned')

  test('a lead left to a lead unit is heard of by its reviewers, what they make of it by the office', () => {
    expect(hears('officer', lead(), { type: 'refer', note: null }, led())).toEqual(['reviewer'])
    const referred = does('officer', lead(), { type: 'refer', note: null }, led())
    expect(hears('reviewer', referred, acts.assign, led())).toEqual([...unit, ...officers].sort())
    expect(hears('officer', referred, acts.assign, led())).toEqual(unit)
  })

  test('handed back it is heard of by the office', () => {
    expect(hears('contact', assigned, { type: 'decline', reason: '不归本单位' })).toEqual(officers)
  })

  test('taken from it, by everybody of both units who acts for them', () => {
    const reassign = {
      type: 'reassign',
      unit: units.park,
      signoffDue: day('2022-12-05'),
      planDue: day('2022-12-08'),
    } as const
    expect(hears('officer', assigned, { ...reassign, reason: '项目在高新区' })).toEqual([
      ...[...unit, 'outsider', 'stranger', 'strangerFirst'].sort(),
    ])
  })

  test('told on the phone it is heard of by whoever told', () => {
    const told = report({ onBehalfOf: 'first' })
    expect(heard(reports('officer', told))).toEqual(['contact', 'first', 'responsible', 'second'])
  })
})

describe('who else', () => {
  const plans = { type: 'approve-plan' } as const
  const reviewed = issueIn('plan_review')

  test('whoever takes over the work of somebody named hears beside them, until it is signed for', () => {
    const handing = (from: Who, to: Who): Issue => ({
      ...reviewed,
      handovers: [{ handover: 1, from: ids[from], to: ids[to] }],
    })
    expect(hears('officer', handing('first', 'both'), plans, staff(...everyone, 'both'))).toEqual(['both', ...unit])
    expect(hears('officer', handing('contact', 'outsider'), plans)).toEqual([...unit, 'outsider'].sort())
  })

  test('whoever brought up what was merged into it hears what its reporter hears', () => {
    expect(hears('officer', { ...reviewed, followers: [ids.stranger] }, plans)).toEqual([...unit, 'stranger'].sort())
  })

  test('nobody hears of a handover an issue at a time', () => {
    const parties = { handover: 1, from: ids.contact, to: ids.first }
    const events = [
      { type: 'handed-over', ...parties, roles: ['reporter'] },
      { type: 'handover-signed', ...parties, roles: ['reporter'] },
      { type: 'passed', from: units.port, unit: units.park, reason: '机构改革', on: day('2022-12-01') },
      { type: 'sealed', complainant: '某人', contact: null, note: null },
    ] as const
    expect(noticesOf(reviewed, events, as('officer'), factsFor(reviewed))).toEqual([])
  })

  test('each of several events is told by its place', () => {
    const events = [
      { type: 'accepted' },
      { type: 'withdrawn', reason: null },
      { type: 'commented', text: '请抓紧' },
    ] as const
    expect(noticesOf(reviewed, events, as('contact'), factsFor(reviewed)).map(({ event }) => event)).toEqual([
      1, 1, 2, 2,
    ])
    const clock = { kind: 'system', door: 'clock' } as const
    expect(noticesOf(reviewed, events, clock, factsFor(reviewed)).map(({ event }) => event)).toEqual([1, 1])
  })
})
