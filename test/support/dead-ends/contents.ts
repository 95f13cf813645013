import { belongsTo, type Person } from '../../../core/actor.ts'
import { standingDenial } from '../../../core/issue/call-back.ts'
import type { ActType, IssueAct } from '../../../core/command.ts'
import { addDays, type Day } from '../../../core/calendar/day.ts'
import type { Issue } from '../../../core/issue.ts'
import { fitToVerify } from '../../../core/separation.ts'
import { other, sibling, units } from '../facts.ts'
import { evidence, plan, verification } from '../samples.ts'
import type { Office } from './offices.ts'

type Fill = (issue: Issue, today: Day, by: Person, all: Office) => IssueAct[]

const amount = 300_000_000

function terms(today: Day) {
  return { planDue: addDays(today, 5), deadline: addDays(today, 30), confirmed: amount, category: 'C2' }
}

function later(deadline: Day | null, today: Day): Day {
  return deadline !== null && deadline > today ? deadline : today
}

const legal = { disposition: 'legal', caseNumber: '（2022）1号' } as const
const due = (issue: Issue, today: Day) => later(issue.deadline, today)

/** 调整方案: from the ordinary way to the court, and back with what it decided. */
function otherWay(issue: Issue, today: Day, by: Person): IssueAct[] {
  if (!issue.plan || issue.proposal) return []
  const goesToCourt = issue.plan.disposition !== 'legal'
  const measures = [{ no: null, text: goesToCourt ? '应诉' : '按判决支付', due: due(issue, today) }]
  const { type: _, ...people } = plan({ first: by.id, responsible: by.id }, goesToCourt ? legal : {})
  const outcome = goesToCourt ? null : '判决支付'
  return [{ type: 'replan', ...people, measures, outcome, reason: '情况有变化' }]
}

function progress(issue: Issue, by: Person): IssueAct[] {
  const open = (issue.plan?.measures ?? []).flatMap(({ no, state }) => (state === 'open' ? [no] : []))
  if (issue.handlers.includes(by.id) && issue.settled === issue.confirmed && open.length === 0) return []
  return [{ type: 'progress', text: '已拨付', percent: 100, settled: issue.confirmed, done: open }]
}

function attach(issue: Issue, by: Person): IssueAct[] {
  const proven = issue.evidence.some(({ purpose }) => purpose === 'progress')
  const file = evidence({ id: `e${issue.version}`, by: by.id, sha256: `${issue.version}`.padStart(64, '0') })
  return proven ? [] : [{ type: 'attach', evidence: file }]
}

/** Whoever was named and has looked is not the one to close: that takes another. */
function nameVerifier(issue: Issue, { staff }: Office): IssueAct[] {
  const looked = issue.stage === 'director' && issue.delegate === issue.verifiedBy
  if (issue.delegate !== null && !looked) return []
  const fit = staff.find((one) => one.posts.length > 0 && !belongsTo(one, issue.unit) && fitToVerify(issue, one))
  return fit ? [{ type: 'name-verifier', person: fit.id, reason: '都经手过' }] : []
}

/** What the enterprise says: first that it has got nothing, then that it has. */
function callBack(issue: Issue, today: Day): IssueAct[] {
  const denies = !standingDenial(issue.callBacks)
  if (denies && issue.callBacks.length > 0) return []
  const said = denies ? ({ outcome: 'denied', answer: '没有收到钱' } as const) : confirmedNow
  return [{ type: 'call-back', on: today, contact: null, ...said }]
}
const confirmedNow = { outcome: 'confirmed', answer: '钱收到了' } as const

/**
 * What is tried of each act: the ways on, and what makes them harder. Left out are acts that leave the issue where it
 * is: questions to the reporter, marks, links and comments.
 */
export const contents: Partial<Readonly<Record<ActType, Fill>>> = {
  withdraw: () => [{ type: 'withdraw', reason: null }],
  confirm: (_, today) => [{ type: 'confirm', ...terms(today) }],
  assign: (_, today) => [{ type: 'assign', unit: units.port, signoffDue: addDays(today, 3), ...terms(today) }],
  refer: () => [{ type: 'refer', note: null }],
  dismiss: () => [{ type: 'dismiss', reason: '不属实' }],
  'ask-dismissal': () => [{ type: 'ask-dismissal', reason: '主体灭失' }],
  'refuse-dismissal': () => [{ type: 'refuse-dismissal', reason: '承继的企业还在' }],
  merge: (issue) => [{ type: 'merge', into: issue.unit === units.port ? sibling.serial : other.serial }],
  accept: () => [{ type: 'accept' }],
  decline: () => [{ type: 'decline', reason: '不是本单位的承诺' }],
  reassign: (issue, today) => {
    const unit = issue.unit === units.port ? units.park : units.port
    return [{ type: 'reassign', unit, signoffDue: today, planDue: today, reason: '职责已经划转' }]
  },
  plan: (issue, today, by) => {
    const people = { first: by.id, responsible: by.id }
    const measures = [{ text: '拨付', due: due(issue, today) }]
    return [plan(people, { measures }), plan(people, { ...legal, measures })]
  },
  replan: otherWay,
  'approve-plan': () => [{ type: 'approve-plan' }],
  'return-plan': () => [{ type: 'return-plan', reason: '不具体' }],
  progress: (issue, _today, by) => progress(issue, by),
  extend: (issue, today) => [{ type: 'extend', to: addDays(due(issue, today), 10), reason: '资金未到位' }],
  'grant-extension': (issue) => (issue.extension ? [{ type: 'grant-extension', to: issue.extension.to }] : []),
  'refuse-extension': () => [{ type: 'refuse-extension', reason: '抓紧' }],
  attach: (issue, _today, by) => attach(issue, by),
  submit: () => [{ type: 'submit', text: null, waived: [], waiver: null }],
  unsubmit: () => [{ type: 'unsubmit', reason: null }],
  'pass-review': () => [{ type: 'pass-review' }],
  'return-review': () => [{ type: 'return-review', reason: '缺凭证' }],
  verify: (_, today) => [{ type: 'verify', verification: verification({ on: today }) }],
  close: (_, today) => [{ type: 'close', verification: verification({ on: today }) }],
  'send-back': (_, today) => [
    { type: 'send-back', verification: verification({ on: today }), reason: '缺凭证', deadline: addDays(today, 20) },
  ],
  'call-back': callBack,
  overrule: (issue) =>
    issue.evidence.slice(0, 1).map(({ id }) => ({ type: 'overrule', evidence: id, reason: '有回单' })),
  reopen: (_, today) => [{ type: 'reopen', reason: '企业反映没有到账', deadline: addDays(today, 20) }],
  undo: () => [{ type: 'undo', reason: '点错了' }],
  appeal: () => [{ type: 'appeal', about: 'assignment', reason: '不是本单位的承诺', evidence: [] }],
  'decide-appeal': () => [{ type: 'decide-appeal', upheld: true, reason: '属实' }],
  'name-verifier': (issue, _today, _by, all) => nameVerifier(issue, all),
  correct: (issue, today) =>
    issue.deadline !== null && issue.deadline < today
      ? [{ type: 'correct', changed: { deadline: addDays(today, 20) }, reason: '已过时限' }]
      : [],
}

/** What an issue can go through on top of the ordinary way; each is walked apart, or their product takes hours. */
export const detours = {
  'a plan that is changed': ['replan', 'extend', 'grant-extension', 'refuse-extension'],
  'a unit that changes': ['reassign', 'decline', 'appeal', 'decide-appeal'],
  'an ending that is taken back': ['withdraw', 'dismiss', 'ask-dismissal', 'refuse-dismissal', 'merge', 'undo'],
  'a result that is disputed': ['call-back', 'overrule', 'reopen'],
} as const satisfies Readonly<Record<string, readonly ActType[]>>

const acts = Object.keys(contents) as ActType[]
const aside: readonly ActType[] = Object.values(detours).flat()
export const ordinary: readonly ActType[] = acts.filter((type) => !aside.includes(type))
