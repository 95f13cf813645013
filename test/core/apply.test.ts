import { describe, expect, test } from 'vitest'
import { apply } from '../../core/apply.ts'
import { IssueEventSchema, type IssueEvent } from '../../core/event.ts'
import type { Issue, Status } from '../../core/issue.ts'
import { acts, does, ids, issueIn, lead, report, units } from '../support/facts.ts'
import { day, evidence, particulars, plan, start, terms, verification } from '../support/samples.ts'

const reported: IssueEvent = {
  type: 'reported',
  serial: 'LH2022-0001',
  campaign: 'LH2022',
  source: 'self',
  selfChecked: true,
  unit: units.port,
  particulars: particulars(),
  deadline: report().deadline,
}
const measures = plan({ first: ids.first, responsible: ids.responsible }).measures
const proposal = {
  disposition: 'fulfil' as const,
  measures: measures.map(({ text, due }, index) => ({ no: index + 1, text, due, state: 'open' as const })),
  first: ids.first,
  responsible: ids.responsible,
  caseNumber: null,
  courtDate: null,
}

const then = (issue: Issue | null, event: IssueEvent, by: number | null = ids.officer) =>
  apply(issue, { seq: (issue?.version ?? 0) + 1, at: start, by, event })

const handing = { handover: 1, from: ids.responsible, to: ids.contact }

describe('an issue is the fold of its events', () => {
  test('the first one says everything that was reported', () => {
    expect(then(null, reported, ids.contact)).toMatchObject({
      ...particulars(),
      serial: 'LH2022-0001',
      status: 'reported',
      reporter: ids.contact,
      reportedAt: start,
      proposedDeadline: '2023-03-31',
      deadline: null,
      firstDeadline: null,
      confirmed: null,
      settled: 0,
      version: 1,
      stateVersion: 1,
    })
  })

  test('nothing comes before the report, and nobody else than a person makes one', () => {
    expect(() => then(null, { type: 'accepted' })).toThrow('event accepted without a report before it')
    expect(() => then(null, reported, null)).toThrow('reported by nobody')
    expect(() => then(issueIn('verifying'), closed, null)).toThrow('closed by nobody')
  })

  const closed: IssueEvent = { type: 'closed', on: day('2022-12-01'), inTime: true, verification: verification() }
  const dates = { planDue: terms().planDue, deadline: terms().deadline, confirmed: 5, category: 'C2' }

  /** Every event there is: where it may happen, where it leads, and whether two people can collide on it. */
  const steps: readonly (readonly [event: IssueEvent, from: Status, to: Status, collides: boolean])[] = [
    [{ type: 'supplement-asked', question: '协议？' }, 'reported', 'reported', true],
    [{ type: 'supplemented', text: '见附件', changed: {} }, 'reported', 'reported', true],
    [{ type: 'withdrawn', reason: null }, 'reported', 'withdrawn', true],
    [{ type: 'confirmed', ...dates }, 'reported', 'planning', true],
    [{ type: 'assigned', unit: units.park, signoffDue: day('2022-12-05'), ...dates }, 'reported', 'assigned', true],
    [
      { type: 'referred', unit: units.park, category: 'C2', on: day('2022-12-01'), note: null },
      ...(['reported', 'reported', true] as const),
    ],
    [{ type: 'dismissed', reason: '不属实' }, 'rectifying', 'dismissed', true],
    [{ type: 'accepted' }, 'assigned', 'planning', true],
    [{ type: 'merged', into: 'LH2022-0003' }, 'rectifying', 'merged', true],
    [
      {
        ...{ type: 'absorbed', from: 'LH2022-0003', followers: [ids.contact], handlers: [ids.second] },
        evidence: [evidence({ sha256: 'c'.repeat(64) })],
      },
      'rectifying',
      'rectifying',
      false,
    ],
    [{ type: 'parted', from: 'LH2022-0003' }, 'rectifying', 'rectifying', false],
    [{ type: 'dismissal-asked', reason: '主体灭失', on: day('2022-12-01') }, 'rectifying', 'rectifying', false],
    [{ type: 'dismissal-refused', reason: '债权有人承继', proposer: ids.officer }, 'rectifying', 'rectifying', false],
    [{ type: 'declined', unit: units.port, reason: '不归本单位' }, 'assigned', 'reported', true],
    [
      {
        ...{ type: 'reassigned', from: units.port, unit: units.park, selfChecked: false, reason: '职责调整' },
        ...{ signoffDue: day('2022-12-05'), planDue: day('2022-12-08'), on: day('2022-12-01') },
      },
      'rectifying',
      'assigned',
      true,
    ],
    [{ type: 'planned', plan: proposal, review: true, inForceOn: null }, 'planning', 'plan_review', true],
    [{ type: 'planned', plan: proposal, review: false, inForceOn: day('2022-12-01') }, 'planning', 'rectifying', true],
    [{ type: 'replanned', plan: proposal, outcome: null, reason: '…' }, 'rectifying', 'rectifying', true],
    [{ type: 'plan-approved', on: day('2022-12-01') }, 'plan_review', 'rectifying', true],
    [{ type: 'plan-returned', reason: '太粗' }, 'plan_review', 'planning', true],
    [{ type: 'progressed', text: '已上会', percent: 5, settled: 7, done: [1] }, 'rectifying', 'rectifying', false],
    [
      {
        type: 'extension-asked',
        to: day('2023-05-15'),
        reason: '资金',
        on: day('2022-12-01'),
        inTime: true,
        beyond: false,
      },
      'rectifying',
      'rectifying',
      true,
    ],
    [
      {
        ...{ type: 'extension-granted', to: day('2023-05-15'), before: day('2023-03-31'), asked: day('2023-05-15') },
        ...{ beyond: false, applicant: ids.contact },
      },
      'rectifying',
      'rectifying',
      true,
    ],
    [
      { type: 'extension-refused', reason: '资金已到', asked: day('2023-05-15'), applicant: ids.contact },
      'rectifying',
      'rectifying',
      false,
    ],
    [{ type: 'evidence-added', evidence: evidence({ sha256: 'b'.repeat(64) }) }, 'rectifying', 'rectifying', false],
    [
      { type: 'submitted', on: day('2022-12-01'), text: null, waived: [], waiver: null },
      'rectifying',
      'verifying',
      true,
    ],
    [{ type: 'submission-withdrawn', reason: null }, 'verifying', 'rectifying', true],
    [{ type: 'reviewed' }, 'verifying', 'verifying', false],
    [{ type: 'review-returned', reason: '缺凭证' }, 'verifying', 'rectifying', true],
    [{ type: 'verified', on: day('2022-12-01'), verification: verification() }, 'verifying', 'verifying', true],
    [
      { type: 'called-back', on: day('2022-12-01'), outcome: 'denied', contact: null, answer: '没有收到钱' },
      'verifying',
      'verifying',
      false,
    ],
    [{ type: 'denial-overruled', evidence: 'e1', reason: '回单清楚' }, 'verifying', 'verifying', false],
    [closed, 'verifying', 'closed', true],
    [
      { type: 'sent-back', reason: '缺凭证', deadline: day('2023-03-31'), verification: verification() },
      'verifying',
      'rectifying',
      true,
    ],
    [
      {
        type: 'reopened',
        reason: '没有到账',
        deadline: day('2023-04-30'),
        before: day('2023-03-31'),
        on: day('2022-12-01'),
      },
      'closed',
      'rectifying',
      true,
    ],
    [{ type: 'undone', what: 'closed', reason: '点错了' }, 'closed', 'verifying', true],
    [{ type: 'undone', what: 'dismissed', reason: '点错了' }, 'dismissed', 'reported', true],
    [{ type: 'flagged', kind: 'omitted', unit: 2, reason: '来信', evidence: [] }, 'closed', 'closed', false],
    [{ type: 'flag-confirmed', kind: 'omitted', reason: '查实' }, 'planning', 'planning', false],
    [{ type: 'flag-withdrawn', kind: 'omitted', reason: '查无实据', confirmed: false }, 'planning', 'planning', false],
    [
      { type: 'appealed', about: 'assignment', reason: '不归本单位', evidence: [], on: day('2022-12-01') },
      'assigned',
      'assigned',
      false,
    ],
    [
      { type: 'appeal-decided', about: 'assignment', unit: 2, upheld: true, reason: '属实', applicant: ids.contact },
      'assigned',
      'reported',
      true,
    ],
    [
      { type: 'appeal-decided', about: 'assignment', unit: 2, upheld: false, reason: '不属实', applicant: ids.contact },
      'assigned',
      'assigned',
      false,
    ],
    [{ type: 'verifier-named', person: ids.outsider, reason: '都录过进展' }, 'verifying', 'verifying', true],
    [
      { type: 'corrected', before: { remark: null }, after: { remark: '已核' }, reason: '漏' },
      'planning',
      'planning',
      true,
    ],
    [
      { type: 'passed', from: units.port, unit: units.park, reason: '机构改革', on: day('2022-12-01') },
      'planning',
      'planning',
      true,
    ],
    [{ type: 'handed-over', ...handing, roles: ['responsible'] }, 'rectifying', 'rectifying', false],
    [{ type: 'handover-signed', ...handing, roles: ['responsible'] }, 'rectifying', 'rectifying', false],
    [{ type: 'handover-signed', ...handing, roles: ['delegate'] }, 'verifying', 'verifying', true],
    [{ type: 'handover-ended', ...handing, why: 'cancelled', reason: null }, 'planning', 'planning', false],
    [{ type: 'linked', to: 'LH2022-0002' }, 'closed', 'closed', false],
    [{ type: 'unlinked', from: 'LH2022-0002', reason: '不是一回事' }, 'closed', 'closed', false],
    [{ type: 'commented', text: '请抓紧' }, 'closed', 'closed', false],
    [{ type: 'sealed', complainant: '某甲', contact: null, note: null }, 'reported', 'reported', false],
  ]

  test.each(steps)('%j in %s leads to %s; collides: %s', (event, from, to, collides) => {
    const before = issueIn(from)
    const after = then(before, event)
    expect(after).toMatchObject({ status: to, version: before.version + 1 })
    expect(after.stateVersion - before.stateVersion).toBe(collides ? 1 : 0)
  })

  test('every event of the schema is among them', () => {
    const known = IssueEventSchema.options.map((option) => option.shape.type.value)
    expect([...new Set(['reported', 'imported', 'passed', ...steps.map(([event]) => event.type)])].sort()).toEqual(
      [...known].sort(),
    )
  })

  test('what an event carries survives being written down and read again', () => {
    for (const [event] of steps) expect(IssueEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
  })
})

describe('what stays', () => {
  test('the deadline first set', () => {
    const issue = issueIn('rectifying')
    const later = does('officer', issue, { type: 'correct', changed: { deadline: day('2023-05-31') }, reason: '疫情' })
    expect([later.firstDeadline, later.deadline]).toEqual(['2023-03-31', '2023-05-31'])
  })

  test('the plan a unit handed in, while it is reviewed and after it was returned', () => {
    const waiting = issueIn('plan_review')
    expect(waiting.plan).toBe(null)
    expect(then(waiting, { type: 'plan-returned', reason: '太粗' }).proposal).toEqual(waiting.proposal)
  })

  test('everyone who had a hand in the progress, once each', () => {
    const told = (issue: Issue, by: number | null) =>
      then(issue, { type: 'progressed', text: '…', percent: null, settled: null, done: [] }, by)
    const issue = issueIn('rectifying')
    expect([ids.contact, ids.officer, ids.contact, null].reduce(told, issue).handlers).toEqual([
      ids.contact,
      ids.officer,
    ])
  })

  test('money, where a progress says nothing about it', () => {
    const half = does('responsible', issueIn('rectifying'), { ...acts.paid, settled: 5 })
    expect(then(half, { type: 'progressed', text: '…', percent: null, settled: null, done: [] }).settled).toBe(5)
  })

  test('of a handover only what is open: what is done with is nobody’s to hand over', () => {
    const going = then(issueIn('rectifying'), { ...handing, type: 'handed-over', roles: ['responsible'] })
    expect(going.handovers).toEqual([handing])
    expect(then(going, { type: 'commented', text: '抓紧' }).handovers).toEqual([handing])
    expect(then(going, { type: 'dismissed', reason: '不属实' }).handovers).toEqual([])
  })

  test('the numbers of measures in their order, whichever was done first', () => {
    const waiting = then(issueIn('rectifying'), { type: 'replanned', plan: proposal, outcome: null, reason: '调整' })
    const done = { type: 'progressed', text: '已拨付', percent: null, settled: null, done: [2] } as const
    const after = then(then(waiting, done), { type: 'plan-approved', on: day('2022-12-01') })
    expect(after.plan?.measures.map(({ no, state }) => [no, state])).toEqual([
      [1, 'open'],
      [2, 'done'],
    ])
  })

  test('whether the unit found it itself, wherever it goes', () => {
    expect(does('officer', lead(), acts.assign).selfChecked).toBe(false)
    expect(issueIn('closed').selfChecked).toBe(true)
  })
})

test('applying an event leaves the issue before as it was', () => {
  const before = issueIn('rectifying')
  const copy = structuredClone(before)
  then(before, { type: 'progressed', text: '…', percent: 9, settled: 9, done: [1, 2] })
  expect(before).toEqual(copy)
})
