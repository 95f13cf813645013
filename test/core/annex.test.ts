import { expect, test } from 'vitest'
import { annexCell } from '../../core/annex.ts'
import { openNode } from '../../db/open-node.ts'
import { world } from '../support/world.ts'

const nameOf = (id: number) => `第${id}人`

function issues() {
  const { db, close } = openNode(':memory:')
  const w = world(db)
  const both = { reported: w.to('reported'), rectifying: w.to('rectifying'), people: w.people }
  close()
  return both
}

test('several fields of one column stand below one another, empty ones leave no gap', () => {
  const { reported } = issues()
  expect(annexCell(['title', 'remark', 'cause'], reported, { ordinal: 1, nameOf })).toBe(
    '临港产业园标准厂房补贴\n财政资金未安排',
  )
})

test('measures are numbered, each with its date and whether it is done', () => {
  const { rectifying } = issues()
  const plan = rectifying.plan && {
    ...rectifying.plan,
    measures: rectifying.plan.measures.map((measure, index) => ({
      ...measure,
      state: index === 0 ? ('done' as const) : measure.state,
    })),
  }
  expect(annexCell(['measures'], { ...rectifying, plan }, { ordinal: 1, nameOf })).toBe(
    '1. 核对补贴金额（2022-12-31，已完成）\n2. 拨付到位（2023-03-15）',
  )
})

test('the ordinal counts rows, people are named, and a deadline only proposed stands in for none', () => {
  const { reported, rectifying, people } = issues()
  const cells = (issue: typeof reported) =>
    (['ordinal', 'deadline', 'firstResponsible', 'responsible'] as const).map((field) =>
      annexCell([field], issue, { ordinal: 7, nameOf }),
    )
  expect(cells(reported)).toEqual(['7', reported.proposedDeadline, '', ''])
  expect(cells(rectifying)).toEqual(['7', '2023-03-31', nameOf(people.first), nameOf(people.responsible)])
})
