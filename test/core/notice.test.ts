import { describe, expect, test } from 'vitest'
import type { IssueAct } from '../../core/command.ts'
import type { Decision } from '../../core/decide.ts'
import type { Issue } from '../../core/issue.ts'
import {
  acts,
  does,
  everyone,
  ids,
  issueIn,
  lead,
  person,
  report,
  reports,
  system,
  tries,
  units,
  type Who,
} from '../support/facts.ts'
import { evidence } from '../support/samples.ts'

const names = new Map(Object.entries(ids).map(([who, id]) => [id, who]))

/** Who hears of the (one) event of a decision. */
function heard(decision: Decision): string[] {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return decision.notices.map(({ to, event }) => `${names.get(to) ?? to}${event === 0 ? '' : event}`).sort()
}

const hears = (who: Who, issue: Issue, act: IssueAct, staff: readonly Who[] = everyone) =>
  heard(tries(who, issue, act, { staff: staff.map(person) }))

const comment = { type: 'comment', text: '请抓紧' } as const
const said = { type: 'progress', text: '已上会', percent: null, settled: null, done: [] } as const
const officers = ['officer', 'second']
const again = does('contact', issueIn('verifying'), { type: 'unsubmit', reason: null })

describe('the office hears the unit', () => {
  test.each([
    ['a report', () => heard(reports('contact', report()))],
    ['a supplement', () => hears('first', issueIn('reported'), { type: 'supplement', text: '见附件', changed: {} })],
    ['a withdrawal', () => hears('contact', issueIn('reported'), { type: 'withdraw', reason: null })],
    ['a plan to review', () => hears('first', issueIn('planning'), acts.plan)],
    ['an application', () => hears('contact', again, acts.submit)],
    ['an application taken back', () => hears('contact', issueIn('verifying'), { type: 'unsubmit', reason: null })],
    ['a comment', () => hears('contact', issueIn('rectifying'), comment)],
  ])('%s', (_, decision) => {
    expect(decision()).toEqual(officers)
  })

  test('of an application those who can verify it: not who entered its progress, the director where no officer can', () => {
    const typed = (...handlers: number[]) => ({ ...again, handlers: [...again.handlers, ...handlers] })
    expect(hears('contact', typed(ids.officer), acts.submit)).toEqual(['second'])
    expect(hears('contact', typed(ids.officer, ids.second), acts.submit)).toEqual(['director'])
  })

  test('of an application that nobody of the office can verify whoever names somebody for it', () => {
    const typed = { ...again, handlers: [ids.officer, ids.second, ids.director] }
    expect(hears('contact', typed, acts.submit)).toEqual(['director'])
    expect(hears('contact', typed, acts.submit, ['contact', 'officer', 'administrator'])).toEqual([
      'administrator',
      'officer',
    ])
    expect(hears('contact', { ...typed, delegate: ids.outsider }, acts.submit)).toEqual(['outsider'])
  })

  test('not of every progress or file, which are many', () => {
    expect(hears('contact', issueIn('rectifying'), said)).toEqual([])
    expect(heard(tries(system, issueIn('rectifying'), { type: 'attach', evidence: evidence() }))).toEqual([])
  })

  test('where there is no officer the director does', () => {
    expect(hears('contact', issueIn('rectifying'), comment, ['contact', 'director', 'administrator'])).toEqual([
      'director',
    ])
  })
})

describe('the unit hears the office', () => {
  test('a confirmed issue: its reporter and those who will work on it', () => {
    expect(hears('officer', issueIn('reported'), acts.confirm)).toEqual(['contact', 'responsible'])
  })

  test('where a unit has its first responsible person only, that one', () => {
    const issue = { ...issueIn('reported'), reporter: ids.nobody }
    expect(hears('officer', issue, acts.confirm, ['officer', 'first'])).toEqual(['first'])
  })

  test.each([
    ['plan_review', { type: 'approve-plan' }],
    ['plan_review', { type: 'return-plan', reason: '太粗' }],
    ['verifying', acts.close],
    ['verifying', acts.sendBack],
  ] as const)('%s: the reporter and both persons of the plan hear %j', (status, act) => {
    expect(hears('second', issueIn(status), act)).toEqual(['contact', 'first', 'responsible'])
  })

  test('persons of the plan who have left are not told; whoever is there now is', () => {
    const issue = issueIn('verifying')
    expect(hears('second', issue, acts.close, ['second', 'contact'])).toEqual(['contact'])
    expect(hears('second', { ...issue, reporter: ids.nobody }, acts.close, ['second', 'contact'])).toEqual(['contact'])
  })

  test('an officer who acts for the unit as well is told as one of the unit', () => {
    const issue = { ...issueIn('verifying'), reporter: ids.both }
    expect(hears('second', issue, acts.close, [...everyone, 'both'])).toEqual(['both', 'first', 'responsible'])
  })

  test('what the office writes down in its place: a report and progress', () => {
    expect(heard(reports('officer', report()))).toEqual(['contact', 'responsible', 'second'])
    expect(hears('officer', issueIn('rectifying'), said)).toEqual(['first', 'responsible'])
  })

  test('the question about a report the office wrote down', () => {
    const issue = { ...issueIn('reported'), reporter: ids.officer }
    expect(hears('officer', issue, { type: 'ask', question: '协议？' })).toEqual(['contact', 'responsible'])
    expect(hears('officer', issueIn('reported'), { type: 'ask', question: '协议？' })).toEqual(['contact'])
  })

  test('a correction: before it is taken on the reporter, then those who work on it', () => {
    const act = { type: 'correct', changed: { title: '别的' }, reason: '写错' } as const
    expect(hears('officer', issueIn('reported'), act)).toEqual(['contact'])
    expect(hears('officer', issueIn('rectifying'), act)).toEqual(['first', 'responsible'])
  })

  test('people with posts in several units are told only of the unit they work for', () => {
    const elsewhere = { id: 98, posts: [...person('officer').posts, ...person('stranger').posts] }
    const here = {
      id: 99,
      posts: [{ unit: units.port, role: 'auditor' as const, scope: [] }, ...person('stranger').posts],
    }
    const staff = [...everyone.map(person), elsewhere, here]
    expect(heard(tries('officer', issueIn('reported'), acts.confirm, { staff }))).toEqual(['contact', 'responsible'])
  })
})

describe('a lead', () => {
  test('is news to the other officers alone', () => {
    expect(heard(reports('officer', report({ source: 'letters', deadline: null })))).toEqual(['second'])
  })

  test.each([
    ['a question', 'second', { type: 'ask', question: '哪个企业？' }, ['officer']],
    ['a dismissal', 'second', { type: 'dismiss', reason: '不属实' }, ['officer']],
    ['a correction', 'second', { type: 'correct', changed: { title: '别的' }, reason: '写错' }, ['officer']],
    ['a comment of the office', 'second', comment, []],
    ['a comment of a leader', 'leaderOfAll', comment, officers],
  ] as const)('before it is assigned its unit does not hear of %s', (_, who, act, expected) => {
    expect(hears(who, lead(), act)).toEqual(expected)
  })

  test('assigned, it is told to everyone of the unit it goes to, not of the one it was about', () => {
    expect(hears('officer', lead(), acts.assign)).toEqual(['contact', 'first', 'responsible'])
    expect(hears('officer', lead(), { ...acts.assign, unit: units.park })).toEqual([
      'outsider',
      'stranger',
      'strangerFirst',
    ])
  })

  test('whoever wrote it down hears how it ended', () => {
    const waiting: Issue = { ...issueIn('verifying'), selfChecked: false, reporter: ids.officer }
    expect(hears('second', waiting, acts.close)).toEqual(['first', 'officer', 'responsible'])
  })
})

describe('others', () => {
  test('what a leader or the unit above says is heard by both sides', () => {
    expect(hears('leaderOfAll', issueIn('rectifying'), comment)).toEqual(['first', 'officer', 'responsible', 'second'])
    expect(hears('above', issueIn('rectifying'), comment)).toEqual(['first', 'officer', 'responsible', 'second'])
  })

  test('an officer whose desk stands in the unit speaks for the office all the same', () => {
    const housed = { id: ids.officer, posts: [{ unit: units.port, role: 'officer' as const, scope: [] }] }
    const staff = [housed, ...everyone.filter((who) => who !== 'officer').map(person)]
    const actor = { kind: 'person' as const, door: 'console' as const, ...housed }
    expect(heard(tries(actor, issueIn('rectifying'), comment, { staff }))).toEqual(['first', 'responsible'])
  })

  test('what the office says is heard by the unit', () => {
    expect(hears('second', issueIn('rectifying'), comment)).toEqual(['first', 'responsible'])
  })

  test('a named verifier hears that, and of the next application', () => {
    const orphan: Issue = { ...issueIn('verifying'), handlers: [ids.officer, ids.second, ids.director] }
    const act = { type: 'name-verifier', person: ids.outsider, reason: '都录过进展' } as const
    expect(hears('director', orphan, act)).toEqual(['outsider'])
    const back = does('outsider', does('director', orphan, act), acts.sendBack)
    expect(hears('contact', back, acts.submit)).toEqual(['outsider'])
  })

  test('nobody is told of what they did themselves', () => {
    expect(hears('contact', issueIn('assigned'), { type: 'accept' })).toEqual([])
    expect(hears('first', issueIn('plan_review'), comment)).not.toContain('first')
  })
})
