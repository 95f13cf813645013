import { expect, test } from 'vitest'
import { annexCell } from '../../../core/sheets/annex.ts'
import { campaign } from '../../support/campaign.ts'
import { acts, does, ids, issueIn } from '../../support/facts.ts'

const nameOf = (id: number) => `第${id}人`
const at = (ordinal: number) => ({ campaign, ordinal, unit: '临港区', nameOf })

const [reported, rectifying] = [issueIn('reported'), issueIn('rectifying')]

test('several fields of one column stand below one another, empty ones leave no gap', () => {
  expect(annexCell(['title', 'remark', 'cause'], reported, at(1))).toBe('临港产业园标准厂房补贴\n财政资金未安排')
})

test('measures are numbered, each with its date and whether it is done', () => {
  const plan = rectifying.plan && {
    ...rectifying.plan,
    measures: rectifying.plan.measures.map((measure, index) => ({
      ...measure,
      state: index === 0 ? ('done' as const) : measure.state,
    })),
  }
  expect(annexCell(['measures'], { ...rectifying, plan }, at(1))).toBe(
    '1. 核对补贴金额（2022-12-31，已完成）\n2. 拨付到位（2023-03-15）',
  )
})

test('the ordinal counts rows, people are named, and a deadline only proposed stands in for none', () => {
  const cells = (issue: typeof reported) =>
    (['ordinal', 'deadline', 'firstResponsible', 'responsible'] as const).map((field) =>
      annexCell([field], issue, at(7)),
    )
  expect(cells(reported)).toEqual(['7', reported.proposedDeadline, '', ''])
  expect(cells(rectifying)).toEqual(['7', '2023-03-31', nameOf(ids.first), nameOf(ids.responsible)])
})

test('a column may show where an issue belongs, its money in 万元, and how it stands', () => {
  const cell = (...fields: Parameters<typeof annexCell>[0]) => annexCell(fields, rectifying, at(1))
  expect(cell('unit', 'category', 'source')).toBe('临港区\n承诺与合同履行\n自查')
  expect([cell('involved'), cell('confirmed'), cell('settled')]).toEqual(['300', '300', '0'])
  expect(cell('disposition', 'status')).toBe('具备条件，限期兑现\n整改中')
})

test('money paid on what was said to be about none is shown all the same', () => {
  const settled = (changes: Partial<typeof rectifying>) => annexCell(['settled'], { ...rectifying, ...changes }, at(1))
  expect(settled({ involved: null, settled: 0 })).toBe('')
  expect(settled({ involved: null, settled: 150_000_000 })).toBe('150')
  expect(settled({ involved: 300_000_000, settled: 150_000_000 })).toBe('150')
})

test('an issue without a plan has nothing of one; a measure given up says so', () => {
  expect(annexCell(['measures', 'disposition', 'progress', 'caseNumber'], reported, at(1))).toBe('')
  const measures = rectifying.plan?.measures.map((measure) => ({ ...measure, state: 'waived' as const })) ?? []
  expect(
    annexCell(['measures'], { ...rectifying, plan: rectifying.plan && { ...rectifying.plan, measures } }, at(1)),
  ).toBe('1. 核对补贴金额（2022-12-31，不再实施）\n2. 拨付到位（2023-03-15，不再实施）')
  const undated = { ...reported, proposedDeadline: null }
  expect(annexCell(['deadline'], undated, at(1))).toBe('')
})

test('a plan that waits for approval is shown while there is none in force', () => {
  const waiting = issueIn('plan_review')
  expect(annexCell(['disposition', 'measures'], waiting, at(1))).toMatch(/^具备条件，限期兑现\n1\. 核对补贴金额/)
})

test('the last thing said of the work, the case number and when it happened are shown as typed', () => {
  const said = does('contact', rectifying, { ...acts.paid, text: '已拨付首期', settled: null, done: [] })
  expect(annexCell(['progress', 'happened'], said, at(1))).toBe('已拨付首期\n2021-03')
  expect(annexCell(['caseNumber'], { ...rectifying, caseNumber: '（2022）1号' }, at(1))).toBe('（2022）1号')
})

test('a source that is no longer the campaign’s is shown by its id, each other one by its name', () => {
  const source = (id: string) => annexCell(['source'], { ...rectifying, source: id }, at(1))
  expect([source('letters'), source('hotline')]).toEqual(['来信来访', 'hotline'])
})
