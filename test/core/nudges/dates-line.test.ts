import { expect, test } from 'vitest'
import { datesLine } from '../../../core/nudges/nudge-texts.ts'
import { day } from '../../support/samples.ts'

const deadline = { kind: 'deadline', date: day('2023-03-31'), measure: null } as const
const measure = { kind: 'measure:2', date: day('2023-03-31'), measure: '分两期拨付' } as const

test('dates of the same day are said in one breath', () => {
  expect(datesLine([deadline, measure], day('2023-03-30'), () => 1)).toBe(
    '完成时限、时间节点“分两期拨付” 3月31日（还有 1 个工作日）',
  )
})

test('dates of different days are said one by one, each with its own distance', () => {
  const earlier = { ...measure, date: day('2023-03-29') }
  expect(datesLine([earlier, deadline], day('2023-03-30'), (date) => (date === deadline.date ? 1 : -1))).toBe(
    '时间节点“分两期拨付” 3月29日（已逾期 1 个工作日） · 完成时限 3月31日（还有 1 个工作日）',
  )
})
