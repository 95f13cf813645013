import { describe, expect, test } from 'vitest'
import type { IssueAct } from '../../core/command.ts'
import type { Issue, Status } from '../../core/issue.ts'
import {
  acts,
  does,
  ids,
  issueIn,
  lead,
  other,
  person,
  refusal,
  sibling,
  tries,
  units,
  type Around,
  type Who,
} from '../support/facts.ts'
import { day, evidence, plan, start } from '../support/samples.ts'

const rectifying = issueIn('rectifying')
const people = { first: ids.first, responsible: ids.responsible }
const comment = { type: 'comment', text: '请抓紧' } as const
const flag = { type: 'flag', kind: 'falsified', reason: '凭证相同', evidence: [] } as const
const confirmFlag = { type: 'confirm-flag', kind: 'falsified', reason: '没有转账' } as const
const withdrawFlag = { type: 'withdraw-flag', kind: 'falsified', reason: '误会' } as const
const appeal = { type: 'appeal', about: 'falsified', reason: '转账是真的', evidence: [] } as const
const suspected = does('officer', rectifying, flag)
const confirmed = does('director', suspected, confirmFlag)

describe('a form that was open while somebody else acted', () => {
  const before = rectifying.stateVersion - 1
  const move = { type: 'plan-approved', by: ids.officer, at: start } as const

  test('is refused with what has happened meanwhile', () => {
    expect(refusal(tries('responsible', rectifying, acts.extend, { seen: before, lastMove: move }))).toEqual({
      ...{ code: 'stale', status: 'rectifying', move },
    })
  })

  test('is as good as new where nothing was moved, or where it never said what it had seen', () => {
    const noted = does('officer', rectifying, comment)
    expect(refusal(tries('responsible', noted, acts.extend, { seen: rectifying.stateVersion }))).toBe(null)
    expect(refusal(tries('responsible', noted, acts.extend))).toBe(null)
  })

  test('says so also where the act is over by now', () => {
    expect(refusal(tries('officer', rectifying, { type: 'approve-plan' }, { seen: before }))).toMatchObject({
      code: 'stale',
    })
    expect(refusal(tries('officer', rectifying, { type: 'approve-plan' }))).toEqual({
      code: 'wrong-state',
      status: 'rectifying',
    })
  })

  test('says nothing to whoever mustn’t know of the issue', () => {
    expect(refusal(tries('stranger', rectifying, acts.extend, { seen: before }))).toEqual({
      code: 'not-found',
      serial: rectifying.serial,
    })
  })

  test.each<[Who, IssueAct, Issue]>([
    ['contact', { type: 'progress', text: '已上会', percent: null, settled: null, done: [] }, rectifying],
    ['contact', comment, rectifying],
    ['contact', acts.proof, rectifying],
    ['second', acts.acknowledged, issueIn('verifying')],
    ['officer', { type: 'link', to: other.serial }, rectifying],
    ['officer', { type: 'unlink', from: other.serial, reason: '不相干' }, { ...rectifying, links: [other.serial] }],
    ['officer', flag, rectifying],
    ['director', confirmFlag, suspected],
    ['second', withdrawFlag, suspected],
    ['contact', appeal, confirmed],
  ])('of %s goes through where it only adds: %j', (who, act, issue) => {
    const linked = { other: () => ({ ...other, links: [issue.serial] }) }
    const around = act.type === 'unlink' ? linked : {}
    expect(refusal(tries(who, issue, act, { seen: issue.stateVersion - 1, ...around }))).toBe(null)
  })
})

describe('what an act comes to', () => {
  const happens = (who: Who, issue: Issue, act: IssueAct, around: Around = {}) => {
    const decision = tries(who, issue, act, around)
    return decision.ok ? decision.events.map(({ type }) => type) : decision.refusal
  }
  const asked = does('contact', rectifying, acts.extend)

  test.each<[Who, Status | Issue, IssueAct, string]>([
    ['officer', 'reported', { type: 'ask', question: '协议？' }, 'supplement-asked'],
    ['contact', 'reported', { type: 'supplement', text: '见附件', changed: {} }, 'supplemented'],
    ['contact', 'reported', { type: 'withdraw', reason: '重复' }, 'withdrawn'],
    ['officer', 'reported', acts.confirm, 'confirmed'],
    ['officer', lead(), acts.assign, 'assigned'],
    ['contact', 'assigned', { type: 'accept' }, 'accepted'],
    ['contact', 'planning', acts.plan, 'planned'],
    ['officer', 'plan_review', { type: 'approve-plan' }, 'plan-approved'],
    ['officer', 'plan_review', { type: 'return-plan', reason: '太粗' }, 'plan-returned'],
    ['contact', 'rectifying', acts.extend, 'extension-asked'],
    ['officer', asked, { type: 'grant-extension', to: day('2023-04-30') }, 'extension-granted'],
    ['officer', asked, { type: 'refuse-extension', reason: '不够' }, 'extension-refused'],
    ['contact', 'rectifying', acts.proof, 'evidence-added'],
    ['contact', 'verifying', { type: 'unsubmit', reason: '漏了附件' }, 'submission-withdrawn'],
    ['officer', 'rectifying', { type: 'correct', changed: { title: '别的' }, reason: '写错' }, 'corrected'],
    ['officer', 'rectifying', comment, 'commented'],
  ])('%s: %j', (who, at, act, event) => {
    expect(happens(who, typeof at === 'string' ? issueIn(at) : at, act)).toEqual([event])
  })

  test('keeps why something was taken back', () => {
    const events = (issue: Issue, act: IssueAct) => {
      const decision = tries('contact', issue, act)
      return decision.ok && decision.events
    }
    expect(events(issueIn('reported'), { type: 'withdraw', reason: '重复' })).toEqual([
      { type: 'withdrawn', reason: '重复' },
    ])
    expect(events(issueIn('verifying'), { type: 'unsubmit', reason: null })).toEqual([
      { type: 'submission-withdrawn', reason: null },
    ])
  })

  test('is kept by whom and when, each event behind the other', () => {
    const after = does('contact', rectifying, { type: 'attach', evidence: evidence({ id: 'e7', by: ids.contact }) })
    expect(after.version).toBe(rectifying.version + 1)
    expect(does('contact', after, acts.extend, { now: 1_670_000_000_000 }).extension).toMatchObject({
      by: ids.contact,
      askedAt: 1_670_000_000_000,
    })
  })

  test('changes the other issue of a link as well, and of a merger; of nothing else', () => {
    const besides = (act: IssueAct, issue = rectifying, around: Around = {}) => {
      const decision = tries('officer', issue, act, around)
      return decision.ok && decision.besides.map((one) => [one.before.serial, one.issue.links, one.events])
    }
    expect(besides({ type: 'link', to: other.serial })).toEqual([
      [other.serial, [rectifying.serial], [{ type: 'linked', to: rectifying.serial }]],
    ])
    const linked = { ...other, links: [rectifying.serial] }
    expect(
      besides(
        { type: 'unlink', from: other.serial, reason: '不相干' },
        { ...rectifying, links: [other.serial] },
        { other: () => linked },
      ),
    ).toEqual([[other.serial, [], [{ type: 'unlinked', from: rectifying.serial, reason: '不相干' }]]])
    expect(besides({ type: 'merge', into: sibling.serial })).toMatchObject([
      [sibling.serial, [], [{ type: 'absorbed' }]],
    ])
    expect(besides(comment)).toEqual([])
  })

  test('of an issue that goes to another unit is told in both, to those who act for them', () => {
    const dates = { signoffDue: day('2022-12-05'), planDue: day('2022-12-08') }
    const reassign = { type: 'reassign', unit: units.park, ...dates, reason: '项目在高新区' } as const
    const told = (staff: readonly Who[]) => {
      const decision = tries('officer', issueIn('assigned'), reassign, { staff: staff.map(person) })
      return decision.ok && decision.notices.map(({ to }) => to)
    }
    expect(told(['officer', 'contact', 'stranger'])).toEqual([ids.stranger, ids.contact])
    expect(told(['officer', 'contact', 'strangerFirst', 'auditor'])).toEqual([ids.strangerFirst, ids.contact])
  })

  test('two measures of one plan are one event', () => {
    expect(happens('contact', issueIn('planning'), plan(people))).toEqual(['planned'])
  })
})
