import { expect, test } from 'vitest'
import { deadlineSteps } from '../../core/deadline.ts'
import type { IssueEvent } from '../../core/event.ts'
import { day, terms, verification } from '../support/samples.ts'

const [march, april, may] = [day('2023-03-31'), day('2023-04-30'), day('2023-05-31')]

function stepsOf(...events: IssueEvent[]) {
  const history = events.map((event, index) => ({ seq: index + 1, at: index, by: 1, event }))
  return deadlineSteps(history).map(({ from, to, reason }) => ({ from, to, reason }))
}

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
