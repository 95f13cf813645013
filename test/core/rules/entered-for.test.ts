import { expect, test } from 'vitest'
import { acts, does, ids, issueIn, refusal, tries } from '../../support/facts.ts'

const rectifying = issueIn('rectifying')
const said = { type: 'progress', text: '电话报来：首期已拨付', percent: null, settled: null, done: [] } as const

test('progress an officer takes down on the phone (代录) is told to those of the unit who work on it', () => {
  const decision = tries('officer', rectifying, said)
  expect(decision.ok && decision.notices.map(({ to }) => to).sort()).toEqual([ids.responsible, ids.first])
})

test('whoever took it down may not verify the issue, another officer may', () => {
  const entered = does('officer', rectifying, said)
  const waiting = [acts.proof, acts.paid, acts.submit].reduce((issue, act) => does('responsible', issue, act), entered)
  const barred = { code: 'barred', why: 'progress' }
  expect(refusal(tries('officer', waiting, acts.close))).toEqual(barred)
  expect(refusal(tries('officer', waiting, acts.sendBack))).toEqual(barred)
  expect(does('second', waiting, acts.close).status).toBe('closed')
})
