import { expect, test } from 'vitest'
import type { Day } from '../../core/day.ts'
import { deadlineSteps } from '../../core/deadline.ts'
import type { IssueEvent } from '../../core/event.ts'
import { day, particulars, terms, verification } from '../support/samples.ts'

const [march, april, may] = [day('2023-03-31'), day('2023-04-30'), day('2023-05-31')]

function stepsOf(...events: IssueEvent[]) {
  const history = events.map((event, index) => ({ seq: index + 1, at: index, by: 1, event }))
  return deadlineSteps(history).map(({ from, to, reason }) => ({ from, to, reason }))
}

const imported = (deadline: Day | null): IssueEvent => ({
  ...{ type: 'imported', serial: 'LH2022-0001', campaign: 'LH2022', began: day('2022-11-10'), source: 'self' },
  ...{ selfChecked: true, unit: 3, particulars: particulars(), status: 'rectifying', proposedDeadline: null, deadline },
  ...{ confirmed: null, settled: 0, plan: null, proposal: null, suspendedSince: null, progress: null },
  ...{ file: '台账.xlsx', row: 5 },
})
const confirmed: IssueEvent = { type: 'confirmed', ...terms(), deadline: march }

test('a deadline begins as it was confirmed, and every change of it is a step with its reason', () => {
  const moved: IssueEvent[] = [
    confirmed,
    { type: 'corrected', before: { deadline: march }, after: { deadline: april }, reason: '上级统一顺延' },
    { type: 'extension-granted', to: may, before: april, asked: may, beyond: false, applicant: 1 },
    { type: 'sent-back', reason: '票据不全', deadline: april, verification: verification() },
  ]
  expect(stepsOf(...moved)).toEqual([
    { from: null, to: march, reason: null },
    { from: march, to: april, reason: '上级统一顺延' },
    { from: april, to: may, reason: null },
    { from: may, to: april, reason: '票据不全' },
  ])
})

test('a deadline also begins with 交办 or as a sheet had it, and begins anew with 重新挂账', () => {
  const assigned: IssueEvent = { type: 'assigned', unit: 3, signoffDue: march, ...terms(), deadline: march }
  const reopened: IssueEvent = { type: 'reopened', reason: '企业反映没有收到', deadline: may, before: march, on: april }
  expect(stepsOf(assigned, reopened)).toEqual([
    { from: null, to: march, reason: null },
    { from: march, to: may, reason: '企业反映没有收到' },
  ])
  expect(stepsOf(imported(april))).toEqual([{ from: null, to: april, reason: null }])
  expect(stepsOf(imported(null))).toEqual([])
})

test('what leaves it as it was is no step', () => {
  const others: IssueEvent[] = [
    confirmed,
    { type: 'commented', text: '催一下' },
    { type: 'corrected', before: { title: 'a' }, after: { title: 'b' }, reason: '错字' },
    { type: 'sent-back', reason: '票据不全', deadline: march, verification: verification() },
  ]
  expect(stepsOf(...others)).toHaveLength(1)
})

test('an issue without a deadline has none', () => {
  expect(stepsOf({ type: 'commented', text: '催一下' })).toEqual([])
})
